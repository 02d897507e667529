"""Commands about sessions: played, listed, looked at again, their journals, and the folder that they are kept in."""

import argparse
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import CannotRun, print_json, print_table, show_result
from simulator.locale import Words
from simulator.onscreen import app, ready
from simulator.stages import stage_of

if TYPE_CHECKING:
    from simulator.store.verdict import Finding

Options = argparse.Namespace
# --- on screen -------------------------------------------------------------------------------------------------------


def play(house: House, options: Options, words: Words) -> int:
    if options.mode == "exam" and options.pace != 1:
        raise CannotRun(words("cli.exam_pace"))
    if options.bot:
        return _play_bot(house, options, words)
    if options.mode == "exam":
        raise CannotRun(words("cli.exam_lobby"))
    ready(house, options, words)
    drill = house.start(
        options.scenario,
        options.mode,
        house.person(house.last_person[0]),
        options.seed,
        "",
        options.minutes,
        options.pace,
    )
    return app(house, lambda app: app.play(drill))


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
    session = house.named(options.session)
    if not options.verify:
        ready(house, options, words)
        review, finished = house.review(session)
        return app(house, lambda app: app.replay(review, finished, options.pace))
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
    names = {id: person.name for id in {run.person for run in runs if run.person} if (person := house.person(id))}
    print_table(
        (
            run.run, run.wall[:16], run.scenario, words(f"shell.mode.{run.mode}"), words("cli.row_seed", seed=run.seed),
            run.bot or names.get(run.person, run.person) or words("lobby.guest"),
            words(f"debrief.word_{run.ended}") if run.ended else "…",
        )
        for run in runs
    )  # fmt: skip
    return OK


def journal_export(house: House, options: Options, words: Words) -> int:
    from simulator.store.errors import FileExists
    from simulator.store.export import export, verify_run

    session, target = house.named(options.session), Path(options.file)
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
    verdict = verify_file(path) if path.exists() else verify_run(house.journal, house.named(options.what))
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
