"""What each command does. Thin: it wires with `bootstrap`, prints, and says the exit status."""

import argparse
import errno
import gc
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.acceptance_commands import (
    issue_add,
    issue_list,
    issue_move,
    issue_show,
    uat_add,
    uat_draw,
    uat_import,
    uat_list,
    uat_record,
    uat_session,
)
from simulator.bootstrap import House
from simulator.cli import COULD_NOT_RUN, NOT_PASSED, OK
from simulator.content_commands import check, import_, price, scenarios
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.print_commands import manual, sheet
from simulator.printed import CannotRun, print_json, print_table, show_result
from simulator.readiness_commands import devices_check, evidence_add, evidence_list, readiness
from simulator.settings import guess_language, home_of, load_settings
from simulator.stages import stage_of
from simulator.store_commands import store_add, store_list, waive

if TYPE_CHECKING:
    from simulator.screens.app import StoredrillApp
    from simulator.store.verdict import Finding

Options = argparse.Namespace
LAST = "last"
"""Stands for the session that was opened last."""


def run(options: Options) -> int:
    """Carry out what was typed; returns the exit status. Errors are told in the person's language."""
    home = home_of(options.home)
    lang: Lang = options.lang or load_settings(home).lang or guess_language()
    words = Words(lang)
    house = House(home, lang=lang, profile=options.profile, printer=options.printer, scanner=options.scanner)
    if options.command not in (None, "lobby"):
        gc.enable()  # the lobby does so itself, once its first frame stands
    name = options.command or "lobby"
    name = "_".join((name, *filter(None, [getattr(options, f"{name}_command", None)])))
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
    from grading.readiness.source import ReadinessError
    from scenarios.basket_source import BasketError
    from scenarios.policy_source import PolicyError
    from simulator.drill.play import StuckPlay
    from simulator.drill.staging import StagingError
    from simulator.hardware.urls import DeviceUrlError
    from simulator.screens.profiles import ProfileError
    from simulator.store.errors import NoSuchRun, StoreError

    if isinstance(error, StagingError | BasketError | PolicyError | ReadinessError):
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
    stage = stage_of(options.scenario, options.minutes or 0)
    known = names(stage.workstation)
    if name not in known:
        raise CannotRun(words("cli.no_bot", name=name, names=", ".join(known)))
    name = picked(name, seed, stage.workstation)
    journal = MemoryJournal() if options.memory else house.journal
    played = play_bot(stage, bot_named(name, seed, stage.workstation), seed, journal, mode=options.mode, name=name)
    show_result(played.result, words, options.json)
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
    outcome = verify(lines_of(house.journal.segments(session)), stage.new_station)
    opening = next(iter(house.journal.read(session))).what
    then = opening.rules if isinstance(opening, RunOpened) else RULES
    difference = outcome.difference
    if options.json:
        print_json({
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


# --- sessions and journals -------------------------------------------------------------------------------------------


def sessions(house: House, options: Options, words: Words) -> int:
    runs = house.journal.runs()
    if options.json:
        print_json([run._asdict() for run in runs])
        return OK
    if not runs:
        print(words("cli.no_sessions", home=house.home))
    print_table(
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
        from simulator.pages import debrief_page

        Path(options.html).write_text(debrief_page(review, finished, words.lang), encoding="utf-8")
        print(options.html, file=sys.stderr if options.json else sys.stdout)
    if options.json or not options.html:
        show_result(finished.result, words, options.json)
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
        print_json(as_json(made))
    else:
        print("\n".join(in_words(made, words)))
    return OK


def progress(house: House, options: Options, words: Words) -> int:
    from simulator.progress_command import progress as told

    return told(house, options, words)


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
        print_json(verdict)
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
    "sheet": sheet,
    "manual": manual,
    "import": import_,
    "scenarios": scenarios,
    "sessions": sessions,
    "replay": replay,
    "grade": grade,
    "report": report,
    "readiness": readiness,
    "evidence_add": evidence_add,
    "evidence_list": evidence_list,
    "devices_check": devices_check,
    "uat_draw": uat_draw,
    "uat_add": uat_add,
    "uat_import": uat_import,
    "uat_list": uat_list,
    "uat_record": uat_record,
    "uat_session": uat_session,
    "issue_add": issue_add,
    "issue_list": issue_list,
    "issue_show": issue_show,
    "issue_move": issue_move,
    "store_add": store_add,
    "store_list": store_list,
    "waive": waive,
    "progress": progress,
    "journal_export": journal_export,
    "journal_verify": journal_verify,
    "backup": backup,
    "restore": restore,
}


# --- printing --------------------------------------------------------------------------------------------------------


def _session(house: House, name: str) -> str:
    """A session's id; `last` is the one that was opened last. Raises NoSuchRun, of `last` where there is none yet."""
    return house.journal.run((house.last_run() or LAST) if name == LAST else name).run
