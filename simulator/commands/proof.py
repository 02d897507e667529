"""`storedrill verify REPORT`: what a report says, worked out again; and what nobody but people can answer for."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from simulator import __version__
from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import CannotRun, print_json
from simulator.commands.reports import telling
from simulator.locale import Words
from simulator.wall_clock import wall

if TYPE_CHECKING:
    from simulator.reporting.verifying import Checked

Options = argparse.Namespace
FEW = 5
"""So many are named one by one."""


def verify(house: House, options: Options, words: Words) -> int:
    """Everything that a report says, worked out again."""
    from simulator.reporting.reading import NoReport
    from simulator.reporting.verifying import check

    folders = tuple(Path(folder) for folder in options.files)
    for folder in folders:
        if not folder.is_dir():
            raise CannotRun(words("report.no_folder", folder=str(folder)))
    try:
        found = check(
            Path(options.report), house.home, house.database, house.journal, options.sample,
            telling("report.checking", words), wall(), options.draw, folders,
        )  # fmt: skip
    except NoReport as error:
        raise CannotRun(words(error.id, **error.given)) from error
    if options.json:
        print_json(_plain(found))
    else:
        for line in _lines(found, words):
            print(line)
    return OK if found.ok else NOT_PASSED


def _plain(found: "Checked") -> dict[str, object]:
    rests = msgspec.to_builtins(found.basis)
    del rests["differences"]
    return {
        "ok": found.ok, "whole": found.whole,
        "sessions": found.sessions, "of": found.of, "entries": found.entries, "draw": found.draw,
        "unsound": found.unsound, "differences": [one._asdict() for one in found.differences],
        "written_by": found.product, "this_is": __version__, "gone": sum(one.how != "renamed" for one in found.since),
        "since": [one._asdict() for one in found.since], "not_of_journals": rests,
    }  # fmt: skip


def _lines(found: "Checked", words: Words) -> Iterator[str]:
    from simulator.reporting.told import MOST_NAMED, sentences

    for run in found.unsound:
        yield words("report.unsound", run=run)
    if found.other_version:
        yield words("report.other_version", version=found.product, this=__version__)
    told = sentences(found.named, found.said, found.came, words, words.lang)
    yield from told[:MOST_NAMED]
    if len(told) > MOST_NAMED:
        yield words("report.and_more_differences", n=len(told) - MOST_NAMED)
    form = len(found.differences) - len(found.named)
    if form:
        yield words(_counted("report.form_differs", form), n=form, version=found.product)
    yield from _since(found, words)
    yield from _proven(found, words)
    yield from _not_proven(found, words)
    if form and not (told or found.unsound):
        yield words("report.figures_verified")
    elif found.ok:
        yield words("report.verified" if found.whole else "report.verified_in_part")
    else:
        yield words(_counted("report.not_verified", len(told)), n=len(told))
    if found.draw is not None:
        yield words("report.drawn", draw=found.draw, rest=found.of - found.sessions)


def _since(found: "Checked", words: Words) -> Iterator[str]:
    """What became of the people whom it names."""
    for how in ("renamed", "merged", "removed"):
        mine = [one for one in found.since if one.how == how]
        if mine:
            pairs = [words(f"report.was_{how}", was=one.was, name=one.name) for one in mine if one.was]
            yield words(_counted(f"report.{how}", len(mine)), n=len(mine), which=_few(pairs, words)).strip()


def _proven(found: "Checked", words: Words) -> Iterator[str]:
    if not found.of:
        yield words("report.proven_none")
    else:
        sound = found.sessions - len(found.unsound)
        yield words("report.proven", sessions=sound, of=found.of, entries=found.entries)


def _not_proven(found: "Checked", words: Words) -> Iterator[str]:
    """Who answers for what no journal proves."""
    from simulator.reporting.placed import Asked

    rests, called = found.basis, Asked(found.said, words.lang)
    if rests.typed:
        typed = [
            words("report.typed_by", gate=called(one.gate), value=one.value, by=one.by, day=one.day)
            for one in rests.typed
        ]
        yield words(_counted("report.typed", len(typed)), n=len(typed), which=_few(typed, words))
    for state in ("same", "missing"):
        files = [f"{one.name} ({one.by})" for one in rests.files if one.state == state]
        if files:
            yield words(_counted(f"report.files_{state}", len(files)), n=len(files), which=_few(files, words))
    if rests.waivers:
        given = [
            words("report.waived_by", store=called(store), gate=called(one.gate), owner=one.owner, until=one.until)
            for store, one in rests.waivers
        ]
        yield words(_counted("report.waivers_rest", len(given)), n=len(given), which=_few(given, words))
    counts = {name: getattr(rests, name) for name in ("checks", "trials", "issues", "answers", "earlier")}
    said = [words(f"report.word_{name}", n=n) for name, n in counts.items() if n]
    if said:
        yield words("report.word_of_people", which=words("shell.comma").join(said))
    away = [
        f"{words('report.heading_gates') if one.what == 'gates' else called(one.id)} ({one.sha256[:12]}…)"
        for one in rests.authored
        if not one.here
    ]
    if away:
        yield words("report.authored_missing", which=_few(away, words))


def _few(names: list[str], words: Words) -> str:
    first = words("report.apart").join(names[:FEW])
    return first if len(names) <= FEW else words("report.first_of", first=first, n=len(names) - FEW)


def _counted(id: str, n: int) -> str:
    """One is told in the singular."""
    return f"{id}_one" if n == 1 else id
