"""Commands about the acceptance test: cases, trials, and the list of what is to be mended."""

import argparse
import sys
from pathlib import Path

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import CannotRun, print_json, print_table
from simulator.commands.readiness import of_a_store
from simulator.drafts import keep
from simulator.kernel.texts import day_and_time
from simulator.locale import Words

Options = argparse.Namespace
LAST = "last"


def uat_draw(house: House, options: Options, words: Words) -> int:
    """Cases from the expectations of shipped drills, or of scripts by path."""
    for drill in options.drills:
        fresh = house.acceptance.draw(drill, options.by, of_a_store(house, options.store, words))
        print(words("uat.drawn", drill=drill, n=len(fresh)))
    return OK


def uat_add(house: House, options: Options, words: Words) -> int:
    store = of_a_store(house, options.store, words)
    case = house.acceptance.write(
        options.title, options.steps, options.expected, options.by, tester=options.tester, store=store,
        id=options.id,
    )  # fmt: skip
    print(words("uat.added", case=case.id, title=words.both(case.title)))
    return OK


def uat_import(house: House, options: Options, words: Words) -> int:
    """All rows that can be taken; nothing is taken where a row cannot."""
    from simulator.acceptance.reading import read
    from simulator.importing.report import in_words
    from simulator.importing.sheets import Unreadable

    try:
        found = read(Path(options.file).read_bytes())
    except Unreadable as told:
        why = words(told.id, **told.given)
        raise CannotRun(words("importing.unreadable", file=options.file, why=why)) from told
    print("\n".join(in_words(found, options.file, words)))
    if found.rejected:
        print(words("uat.nothing_taken", rows=len(found.rejected)))
        return NOT_PASSED
    cases, trials = house.acceptance.take_file(
        found, options.by, of_a_store(house, options.store, words), options.system, options.origin
    )
    print(words("uat.imported", cases=len(cases), trials=len(trials)))
    return OK


def uat_list(house: House, options: Options, words: Words) -> int:
    """Every case with its latest trial; status 1 while one of them has not passed."""
    from grading.acceptance.cases import counts
    from simulator.acceptance.lists import cases_file, outcome_of, tried_on

    found = house.acceptance.cases()
    if options.csv:
        _write(options.csv, cases_file(found, words, options.csv), options.json, words)
    if options.json:
        print_json(found)
    elif not options.csv:
        print_table(
            (one.case.id, outcome_of(one, words), words.both(one.case.title),
             f"{one.latest.by} · {one.latest.day} · {tried_on(one.latest, words)}" if one.latest else one.case.tester)
            for one in found
        )  # fmt: skip
        print(words("uat.counts", **counts(found)) if found else words("uat.no_cases"))
    return OK if found and all(one.outcome == "passed" for one in found) else NOT_PASSED


def uat_record(house: House, options: Options, words: Words) -> int:
    from simulator.readiness.days import a_day

    run = house.journal.run(_last(house, options.session)).run if options.session else ""
    trial = house.acceptance.record(
        options.case, options.outcome, options.by, run=run, system=options.system, origin=options.origin,
        note=options.note, store=of_a_store(house, options.store, words), day=a_day(options.on),
    )  # fmt: skip
    print(words("uat.recorded", case=trial.case, outcome=words(f"uat.outcome_{trial.outcome}"), by=trial.by))
    if trial.outcome == "failed":
        print(words("uat.log_it", case=trial.case))
    return OK


def uat_session(house: House, options: Options, words: Words) -> int:
    """What a graded session says of the cases that were drawn from its drill."""
    run = house.journal.run(_last(house, options.session)).run
    trials = house.acceptance.record_session(house.review(run)[1].result, run, options.by)
    print_table((trial.case, words(f"uat.outcome_{trial.outcome}")) for trial in trials)
    print(words("uat.recorded_session", n=len(trials), run=run))
    return OK if trials else NOT_PASSED


# --- issues ----------------------------------------------------------------------------------------------------------


def issue_add(house: House, options: Options, words: Words) -> int:
    found = house.acceptance.log(
        options.what, options.where, options.severity, options.by, owner=options.owner, case=options.case,
        store=of_a_store(house, options.store, words),
    )  # fmt: skip
    print(words("uat.logged", no=found.issue.no, severity=words(f"uat.severity_{found.severity}")))
    return OK


def issue_list(house: House, options: Options, words: Words) -> int:
    """问题整改清单; status 1 while one that is asked for is open."""
    from grading.acceptance.issues import open_by_severity
    from simulator.acceptance.lists import issues_file

    found = [
        one for one in house.acceptance.issues()
        if options.state in ("", one.state) and options.severity in ("", one.severity)
    ]  # fmt: skip
    if options.csv:
        _write(options.csv, issues_file(found, words, options.csv), options.json, words)
    if options.json:
        print_json(found)
    elif not options.csv:
        print_table(
            (f"#{one.issue.no}", words(f"uat.severity_{one.severity}"), words(f"uat.state_{one.state}"),
             one.owner or words("uat.no_owner"), one.issue.what, one.issue.where)
            for one in found
        )  # fmt: skip
        print(words("uat.open", **open_by_severity(found)) if found else words("uat.no_issues"))
    return OK if all(one.closed for one in found) else NOT_PASSED


def issue_show(house: House, options: Options, words: Words) -> int:
    from simulator.acceptance.lists import moment

    found = house.acceptance.issue(options.issue)
    if options.json:
        print_json(found)
        return OK
    issue = found.issue
    print(f"#{issue.no}  {issue.what}")
    print(words("uat.issue_head", severity=words(f"uat.severity_{found.severity}"),
                state=words(f"uat.state_{found.state}"), owner=found.owner or words("uat.no_owner")))  # fmt: skip
    print(words("uat.issue_logged", where=issue.where, by=issue.by, when=day_and_time(issue.logged)))
    for more in (issue.case, moment(found, words)):
        if more:
            print(more)
    for step in found.steps:
        told = words("uat.step", when=day_and_time(step.when), state=words(f"uat.state_{step.state}"),
                     owner=step.owner or words("uat.no_owner"), by=step.by)  # fmt: skip
        print(f"  {told}{'  ' + step.note if step.note else ''}")
    return OK


def issue_move(house: House, options: Options, words: Words) -> int:
    found = house.acceptance.move(
        options.issue, options.by, options.state or None, severity=options.severity, owner=options.owner,
        note=options.note,
    )  # fmt: skip
    owner = found.owner or words("uat.no_owner")
    print(words("uat.moved", no=found.issue.no, state=words(f"uat.state_{found.state}"), owner=owner))
    return OK


def _write(path: str, data: bytes, json: bool, words: Words) -> None:
    keep(Path(path), data)
    print(words("report.written", file=path), file=sys.stderr if json else sys.stdout)


def _last(house: House, name: str) -> str:
    return (house.last_run() or LAST) if name == LAST else name
