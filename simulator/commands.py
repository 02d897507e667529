"""What each command does. Thin: it wires with `bootstrap`, prints, and says the exit status."""

import argparse
import errno
import gc
import logging
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.bootstrap import House, debrief_page, stage_of
from simulator.cli import COULD_NOT_RUN, NOT_PASSED, OK
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.settings import guess_language, home_of, load_settings

if TYPE_CHECKING:
    from simulator.importing.known import Known
    from simulator.importing.preview import Preview
    from simulator.screens.app import StoredrillApp
    from simulator.store.verdict import Finding

Options = argparse.Namespace
LAST = "last"
"""Stands for the session that was opened last."""


class CannotRun(Exception):
    """A person has to do something first; the message is what to say to them."""


def run(options: Options) -> int:
    """Carry out what was typed; returns the exit status. Errors are told in the person's language."""
    home = home_of(options.home)
    lang: Lang = options.lang or load_settings(home).lang or guess_language()
    words = Words(lang)
    house = House(home, lang=lang, profile=options.profile, printer=options.printer, scanner=options.scanner)
    if options.command not in (None, "lobby"):
        gc.enable()  # the lobby does so itself, once its first frame stands
    name = f"journal_{options.journal_command}" if options.command == "journal" else options.command or "lobby"
    logging.raiseExceptions, logging.lastResort = False, None  # a log that cannot be written prints nothing either
    try:
        if home.parts[:1] and home.parts[0].startswith("~"):  # a folder of that name is not what was meant
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(home))
        keep_log(home)
        status = COMMANDS[name](house, options, words)
        sys.stdout.flush()
        return status
    except CannotRun as told:
        print(told, file=sys.stderr)
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        return COULD_NOT_RUN
    except BrokenPipeError:  # who read along has gone: nothing is left to say, and nobody to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN
    except Exception as error:  # told in words where a person can do something; ours are raised again, whole
        logging.getLogger(__name__).exception("%s could not run", name)
        message = explain(error, words, home)
        if message is None:
            raise
        print(message, file=sys.stderr)
        return COULD_NOT_RUN
    finally:
        house.close()


def keep_log(home: Path) -> None:
    """What a person need not see goes into a file beside the data; a folder that cannot be written is told later."""
    from logging.handlers import RotatingFileHandler

    try:
        home.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            home / "storedrill.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.INFO)


def explain(error: Exception, words: Words, home: Path) -> str | None:
    """An error that a person can do something about, in words; None for one of our own making."""
    from scenarios.basket_source import BasketError
    from scenarios.policy_source import PolicyError
    from simulator.drill.play import StuckPlay
    from simulator.drill.staging import StagingError
    from simulator.hardware.urls import DeviceUrlError
    from simulator.screens.profiles import ProfileError
    from simulator.store.errors import NoSuchRun, StoreError

    if isinstance(error, StagingError | BasketError | PolicyError):
        return "\n".join(problem.words(words.lang, error.file) for problem in error.problems)
    if isinstance(error, ProfileError):
        return "\n".join(error.problems)
    if isinstance(error, DeviceUrlError):
        return words("cli.bad_device", url=error.url, part=error.part, expected=error.expected, got=error.got)
    if isinstance(error, NoSuchRun):
        run = error.params.get("run", "")
        return words("cli.no_sessions" if run == LAST else "cli.no_session", session=run, home=home)
    if isinstance(error, StoreError):
        return words(error.id, **error.params)
    if isinstance(error, StuckPlay):
        return words("cli.stuck", why=error)
    if isinstance(error, OSError):
        return words("store.failed", path=error.filename or home, reason=error.strerror or error)
    return None


# --- on screen -------------------------------------------------------------------------------------------------------


def lobby(house: House, options: Options, words: Words) -> int:
    _ready(house, options, words)
    return _app(house)


def _ready(house: House, options: Options, words: Words) -> None:
    """What has to be right before a screen opens, so that it is said here and not in the middle of a drill."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CannotRun(words("cli.no_terminal"))
    from simulator.hardware.urls import parse_printer, parse_scanner

    if house.printer_url:
        parse_printer(house.printer_url)
    if house.scanner_url:
        parse_scanner(house.scanner_url)
    from simulator.screens.profiles import SHIPPED

    if options.profile or house.settings.profile not in ("", *SHIPPED):
        _ = house.profile


def _app(house: House, opening: "Callable[[StoredrillApp], None] | None" = None) -> int:
    from simulator.screens import start

    return COULD_NOT_RUN if start.run(house, opening) else OK


def play(house: House, options: Options, words: Words) -> int:
    if options.mode == "exam" and options.pace != 1:
        raise CannotRun(words("cli.exam_pace"))
    if options.bot:
        return _play_bot(house, options, words)
    if options.mode == "exam":
        raise CannotRun(words("cli.exam_lobby"))
    _ready(house, options, words)
    drill = house.start(
        options.scenario,
        options.mode,
        house.person(house.last_person[0]),
        options.seed,
        "",
        options.minutes,
        options.pace,
    )
    return _app(house, lambda app: app.play(drill))


def _play_bot(house: House, options: Options, words: Words) -> int:
    from simulator.drill.bots.roster import bot_named, names, picked
    from simulator.drill.proof import play_bot
    from simulator.store.memory import MemoryJournal

    seed, name = 7 if options.seed is None else options.seed, options.bot
    if name not in names():
        raise CannotRun(words("cli.no_bot", name=name, names=", ".join(names())))
    stage = stage_of(options.scenario, options.minutes or 0)
    name = picked(name, seed)
    journal = MemoryJournal() if options.memory else house.journal
    played = play_bot(stage, bot_named(name, seed), seed, journal, mode=options.mode, name=name)
    _show_result(played.result, words, options.json)
    return OK if played.result.passed else NOT_PASSED


def replay(house: House, options: Options, words: Words) -> int:
    session = _session(house, options.session)
    if not options.verify:
        _ready(house, options, words)
        review, finished = house.review(session)
        return _app(house, lambda app: app.replay(review, finished, options.pace))
    from simulator.drill.replay import lines_of, verify
    from simulator.drill.staging import Stage
    from simulator.kernel.facts import RunOpened
    from simulator.pos import RULES
    from simulator.store.export import demand_sound

    demand_sound(house.journal, session)
    stage = Stage.restored(house.journal.materials(session))
    gc.freeze()  # the stage stays: no use in looking for garbage in it again and again
    outcome = verify(lines_of(house.journal.segments(session)), stage.new_till)
    opening = next(iter(house.journal.read(session))).what
    then = opening.rules if isinstance(opening, RunOpened) else RULES
    difference = outcome.difference
    if options.json:
        _print_json({
            "session": session, "entries": outcome.entries, "inputs": outcome.inputs, "rules": then, "rules_now": RULES,
            "difference": difference and {
                "stream": difference.stream, "seq": difference.seq,
                "expected": difference.expected.decode(), "got": difference.got.decode("utf-8", "replace"),
            },
        })  # fmt: skip
    elif difference is None:
        print(words("cli.replayed", inputs=outcome.inputs, entries=outcome.entries))
    else:
        expected, got = difference.expected.decode(), difference.got.decode("utf-8", "replace")
        print(words("cli.differs", stream=difference.stream, seq=difference.seq, expected=expected, got=got))
        if then != RULES:
            print(words("cli.other_rules", then=then, now=RULES))
    return OK if difference is None else NOT_PASSED


# --- content ---------------------------------------------------------------------------------------------------------


def check(house: House, options: Options, words: Words) -> int:
    """Validate, lint, prove. All problems of all files at once."""
    from scenarios.library import examine, names
    from simulator.drill.proof import prove
    from simulator.drill.staging import Stage

    reports, sound = [], True
    for name in options.files or names():
        loaded = examine(name)
        report: dict[str, Any] = {
            "file": loaded.file,
            "problems": [p.words(words.lang, loaded.file) for p in loaded.problems],
        }
        errors = loaded.scenario is None or any(problem.level == "error" for problem in loaded.problems)
        if not errors and not options.no_proof:
            stage: Stage = stage_of(name)
            proof = prove(stage, range(1, options.seeds + 1))
            report["proof"] = proof.report()
            report["problems"] += [words(id, **params) for id, params in proof.failures]
            report["plays"] = proof.plays
        sound = sound and not report["problems"]
        reports.append(report)
        if not options.json:
            for line in report["problems"]:
                print(line)
            if not report["problems"]:
                plays = report.get("plays", 0)
                print(
                    words(
                        "cli.proved" if plays else "cli.valid", scenario=loaded.file, seeds=options.seeds, plays=plays
                    )
                )
    if options.json:
        _print_json({"sound": sound, "scenarios": reports})
    return OK if sound else NOT_PASSED


def price(house: House, options: Options, words: Words) -> int:
    """What a basket file costs, and why."""
    from simulator.price import as_json, in_words, price_file

    priced = price_file(options.file)
    if options.json:
        _print_json(as_json(*priced))
    else:
        print("\n".join(in_words(*priced, words)))
    return OK


def import_(house: House, options: Options, words: Words) -> int:
    """What a file of lists would bring in; nothing but the cleaned file is written."""
    from datetime import date

    from scenarios.shop import load_shop
    from simulator.importing.report import as_json, cleaned, in_words
    from simulator.importing.shops import known_of, stocked
    from simulator.store.errors import FileExists

    out = Path(options.clean)
    if options.clean and out.exists():  # it may be the one that is being read
        raise FileExists(path=str(out))
    known = known_of(load_shop(), filled=False, today=date.today().isoformat())
    if options.products:
        known = stocked(known, _preview(options.products, "products", known, words))
    found = _preview(options.file, options.kind, known, words)
    if options.clean:
        out.write_bytes(cleaned(found, words.lang))
    if options.json:
        _print_json(as_json(found, options.file))
    else:
        print("\n".join(in_words(found, options.file, words)))
        if options.clean:
            print(words("importing.cleaned", rows=len(found.accepted) + len(found.repaired), file=options.clean))
    return OK if found.clean else NOT_PASSED


def _preview(path: str, kind: str, known: "Known", words: Words) -> "Preview":
    from simulator.importing.kinds import KINDS
    from simulator.importing.preview import preview
    from simulator.importing.sheets import Unreadable

    try:
        return preview(Path(path).read_bytes(), KINDS[kind], known)
    except Unreadable as told:
        why = words(told.id, **told.given)
        raise CannotRun(words("importing.unreadable", file=path, why=why)) from told


def scenarios(house: House, options: Options, words: Words) -> int:
    from scenarios.library import index

    if options.json:
        _print_json(list(index()))
        return OK
    rows = [
        (card.id, card.role, words("cli.row_minutes", count=card.minutes), words.both(card.title)) for card in index()
    ]
    _print_table(rows)
    return OK


# --- sessions and journals -------------------------------------------------------------------------------------------


def sessions(house: House, options: Options, words: Words) -> int:
    runs = house.journal.runs()
    if options.json:
        _print_json([run._asdict() for run in runs])
        return OK
    if not runs:
        print(words("cli.no_sessions", home=house.home))
    _print_table(
        (
            run.run, run.wall[:16], run.scenario, words(f"shell.mode.{run.mode}"), words("cli.row_seed", seed=run.seed),
            run.bot or run.person, words(f"debrief.word_{run.ended}") if run.ended else "…",
        )
        for run in runs
    )  # fmt: skip
    return OK


def grade(house: House, options: Options, words: Words) -> int:
    review, finished = house.review(_session(house, options.session))
    if options.html:
        Path(options.html).write_text(debrief_page(review, finished, words.lang), encoding="utf-8")
        print(options.html, file=sys.stderr if options.json else sys.stdout)
    if options.json or not options.html:
        _show_result(finished.result, words, options.json)
    return OK if finished.result.passed else NOT_PASSED


def report(house: House, options: Options, words: Words) -> int:
    """What a manager reads of sessions, from their books alone."""
    from simulator.office.reading import MixedCurrencies, read
    from simulator.office.shown import about, as_json, in_words

    if options.about:
        print("\n".join(about(words)))
        return OK
    named = list(dict.fromkeys(_session(house, name) for name in options.sessions))
    if not house.journal.runs():
        raise CannotRun(words("cli.no_sessions", home=house.home))
    try:
        made = read(house.database, named or None)
    except MixedCurrencies as mixed:
        raise CannotRun(words("office.mixed", codes=", ".join(mixed.codes))) from mixed
    if options.json:
        _print_json(as_json(made))
    else:
        print("\n".join(in_words(made, words)))
    return OK


def journal_export(house: House, options: Options, words: Words) -> int:
    from simulator.store.errors import FileExists
    from simulator.store.export import export, verify_run

    session, target = _session(house, options.session), Path(options.file)
    if target.exists():  # evidence is never overwritten
        raise FileExists(path=str(target))
    print(words("cli.exported", entries=export(house.journal, session, target), file=options.file))
    if verify_run(house.journal, session).ok:
        return OK
    print(words("cli.exported_unsound", file=options.file), file=sys.stderr)
    return NOT_PASSED


def journal_verify(house: House, options: Options, words: Words) -> int:
    from simulator.store.export import verify_file, verify_run

    path = Path(options.what)
    verdict = verify_file(path) if path.exists() else verify_run(house.journal, _session(house, options.what))
    if options.json:
        _print_json(verdict)
    elif verdict.ok:
        print(words("cli.sound" if verdict.sealed else "cli.unsealed", entries=verdict.entries, run=verdict.run))
    else:
        for finding in verdict.findings:
            print(_finding(finding, words))
    return OK if verdict.ok else NOT_PASSED


def _finding(finding: "Finding", words: Words) -> str:
    """A finding as a sentence; what the store says of itself is an id with the same parameters."""
    told = {}
    if finding.id == "journal.store_failed":
        told = {"reason": words(finding.given["reason"], **finding.given)}
    return words(finding.id, **(finding.params | told))


def backup(house: House, options: Options, words: Words) -> int:
    from simulator.store.backup import backup as write

    write(house.database, Path(options.file))
    print(words("cli.backed_up", file=options.file))
    return OK


def restore(house: House, options: Options, words: Words) -> int:
    from simulator.store.backup import restore as read

    kept = read(house.home, Path(options.file))
    if kept is None:
        print(words("cli.restored_fresh", file=options.file))
    else:
        print(words("cli.restored", file=options.file, kept=kept))
    return OK


COMMANDS: dict[str, Callable[[House, Options, Words], int]] = {
    "lobby": lobby,
    "play": play,
    "check": check,
    "price": price,
    "import": import_,
    "scenarios": scenarios,
    "sessions": sessions,
    "replay": replay,
    "grade": grade,
    "report": report,
    "journal_export": journal_export,
    "journal_verify": journal_verify,
    "backup": backup,
    "restore": restore,
}


# --- printing --------------------------------------------------------------------------------------------------------


def _session(house: House, name: str) -> str:
    """A session's id; `last` is the one that was opened last. Raises NoSuchRun, of `last` where there is none yet."""
    return house.journal.run((house.last_run() or LAST) if name == LAST else name).run


def _show_result(result: Any, words: Words, json: bool) -> None:  # grading is imported late
    from grading.result import encode
    from roles.model import load as load_role

    if json:
        sys.stdout.write(encode(result).decode() + "\n")
        return
    print(words("cli.passed" if result.passed else "cli.not_passed"))
    names = {competency.id: words.both(competency.name) for competency in load_role(result.role).competencies}
    _print_table(
        (names.get(c.id, c.id), "N/O" if c.grade is None else str(c.grade), f"{c.successes}/{c.opportunities}")
        for c in result.competencies
    )
    for critical in result.criticals:
        print(f"✗ {critical.expectation} #{critical.seq}")


def _print_json(value: object) -> None:
    import msgspec

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n")


def _print_table(rows: Iterable[tuple[str, ...]]) -> None:
    from simulator.kernel.texts import cells, pad

    kept = list(rows)
    widths = [max(map(cells, column)) for column in zip(*kept, strict=True)]
    for row in kept:
        print("  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip())
