"""`storedrill report KIND`: what people sign, in whatever format."""

import argparse
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from simulator import wall_clock
from simulator.bootstrap import House
from simulator.cli import OK
from simulator.commands.books import SALES, books
from simulator.commands.printed import CannotRun, unknown
from simulator.commands.readiness import store_path
from simulator.drafts import draft_of
from simulator.locale import Words
from simulator.reporting.asked import Asked
from simulator.reporting.formats import FORMATS, KINDS, SUFFIXES, XAPI, format_of
from simulator.reporting.making import make
from simulator.reporting.shelf import Shelf
from simulator.store.errors import NoSuchRun
from simulator.typed import nearest

if TYPE_CHECKING:
    from grading.reports.model import Report

Options = argparse.Namespace
STDOUT = "-"


def report(house: House, options: Options, words: Words) -> int:
    """A report of a kind into a file; without a kind what the books of sessions say."""
    if not options.what or options.what[0] not in KINDS:
        try:
            return books(house, options, words)
        except NoSuchRun as missing:
            meant = nearest(options.what[0], [*KINDS, SALES]) if options.what else ""
            if not meant:
                raise
            raise CannotRun(words("report.no_kind", got=options.what[0], meant=meant)) from missing
    kind, *named = options.what
    asked = _asked(house, options, kind, named, words)
    shelf = Shelf(house.database, house.journal, asked.kept)
    name = format_of(options.format or ("json" if options.json else "csv" if options.table else ""), options.out)
    file = options.out or _file(asked, name)
    if options.table:
        if name != "csv":
            raise CannotRun(words("report.table_is_csv", format=name))
        _table(make(shelf, asked), options.table, file, words)
        return OK
    if name == XAPI:
        from simulator.reporting.statements import write as say

        said = telling("report.writing", words)
        save(file, words, lambda out: say(shelf, asked, words.lang, options.accounts, out, said))
    else:
        write(make(shelf, asked), name, file, words)
        if file != STDOUT and kind != "trainee" and not asked.names:
            print(words("report.signs_told"))
    return OK


def readiness_page(house: House, options: Options, words: Words) -> None:
    """What `readiness --html` writes: the readiness report of that store."""
    plain = argparse.Namespace(
        store=[options.store] if options.store else [], gates=options.gates, on=options.on,
        since="", until="", by="", role="", names=options.names, before=[],
    )  # fmt: skip
    asked = _asked(house, plain, "readiness", [], words)
    made = make(Shelf(house.database, house.journal, asked.kept), asked)
    said = telling("report.writing", words)
    _into(options.html, lambda out: FORMATS["html"].write(made, words.lang, out, said))


def write(made: "Report", name: str, file: str, words: Words) -> None:
    said = telling("report.writing", words)
    save(file, words, lambda out: FORMATS[name].write(made, words.lang, out, said))


def _table(made: "Report", table: str, file: str, words: Words) -> None:
    """One table of the report, for another program."""
    from grading.reports.report_csv import blocks, write_table

    known = list(blocks(made))
    if table not in known:
        raise unknown("report.no_table", table, known, words)
    said = telling("report.writing", words)
    save(file, words, lambda out: write_table(made, table, words.lang, out, said))


def save(file: str, words: Words, fill: Callable[[BinaryIO], None]) -> None:
    """Into a file that is told of, or onto the output."""
    if file == STDOUT:
        fill(sys.stdout.buffer)
        return
    _into(file, fill)
    print(words("report.written", file=file))


def _into(file: str, fill: Callable[[BinaryIO], None]) -> None:
    """Whole, or not at all."""
    with draft_of(Path(file)) as draft, draft.open("wb") as out:
        fill(out)


def telling(id: str, words: Words) -> Callable[[int, int], None]:
    """Says how far it has come to a person who waits at a terminal; to nobody else."""

    def tell(done: int, of: int) -> None:
        print(f"\r{words(id, done=f'{done:,}', of=f'{of:,}')}", end="" if done < of else "\n", file=sys.stderr)

    def silent(done: int, of: int) -> None:
        pass

    return tell if sys.stderr.isatty() else silent


def _file(asked: Asked, name: str) -> str:
    """`readiness-station_road-2026-11-26.html`."""
    about = asked.person or (asked.stores[0].id if len(asked.stores) == 1 else "") or asked.role or "all"
    return f"{asked.kind}-{about}-{asked.day}{SUFFIXES[name]}"


# --- what is asked for -----------------------------------------------------------------------------------------------


def _asked(house: House, options: Options, kind: str, named: list[str], words: Words) -> "Asked":
    from grading.readiness.source import load_gates, load_profile
    from simulator.readiness.assessing import with_waivers
    from simulator.readiness.days import a_day
    from simulator.readiness.stores import Stores
    from simulator.reporting.asked import Asked
    from simulator.reporting.shelf import Shelf

    house.unfinished()  # keeps results of sessions that ended when nobody could
    now = wall_clock.now()
    kept = Stores(house.home)
    gates = load_gates(options.gates) if options.gates else kept.gates()
    paths = [store_path(kept, named, words) for named in options.store]
    waivers = house.acceptance.waivers()
    stores = [with_waivers(load_profile(path, gates), waivers) for path in paths]
    hashes = [sha256(Path(path).read_bytes()).hexdigest() for path in paths]
    day = a_day(options.on or options.until) or now.date().isoformat()
    since, until = a_day(options.since), a_day(options.until)
    if until and since > until:
        raise CannotRun(words("report.bad_period", since=since, until=until))
    plain: dict[str, Any] = {
        "kind": kind,
        "made": now.isoformat(timespec="seconds"),
        "day": day,
        "kept": Shelf(house.database, house.journal).now(),
        "gates": gates.gates if kind in ("readiness", "store") else (),
        "gates_sha256": gates.sha256,
        "stores": tuple(stores),
        "profiles_sha256": tuple(hashes),
        "others": not kept.alone,
        "person": _person(house, named, words) if kind == "trainee" else "",
        "role": options.role,
        "since": since,
        "until": until,
        "by": a_day(options.by),
        "names": options.names,
        "earlier": _earlier(kind, options.before, words),
    }
    if named and kind != "trainee":
        raise CannotRun(words("report.too_many", kind=kind, got=" ".join(named)))
    if kind == "store" and not stores:
        raise CannotRun(words("report.which_store"))
    return Asked(**plain)


def _person(house: House, named: list[str], words: Words) -> str:
    """One person, by name or id."""
    from simulator.commands.progress import named as one_named

    if len(named) != 1:
        raise CannotRun(words("report.which_trainee"))
    return one_named(list(house.people()), named[0], words).id


def _earlier(kind: str, files: list[str], words: Words) -> tuple[dict[str, Any], ...]:
    """Reports of the same kind, by their days."""
    from simulator.reporting.reading import NoReport, figures_of, read_report

    found = []
    for file in files:
        try:
            report = read_report(Path(file))
        except NoReport as error:
            raise CannotRun(words(error.id, **error.given)) from error
        if report["kind"] != kind:
            raise CannotRun(words("report.other_kind", file=file, expected=kind, came=report["kind"]))
        found.append(figures_of(report))
    return tuple(sorted(found, key=lambda one: str(one["day"])))
