"""A report checked: its sessions are graded again from their journals, everything else is worked out again of that.

Nothing is asked of a network. What differs is named, with what the report says and what came of the journals.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from grading.grade import grade
from grading.readiness.source import shipped_gates
from grading.reports.compare import Difference, differences
from grading.reports.model import Report
from grading.reports.progress import Progress, silent
from grading.reports.report_html import parts
from grading.reports.report_json import plain
from simulator import __version__
from simulator.drill.live import summarised
from simulator.drill.staging import Stage
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.facts import RunOpened, RunResumed
from simulator.kernel.summary import Summary, read_summary
from simulator.kernel.texts import Lang
from simulator.readiness.pages import Page, pages_of
from simulator.reporting.asked import Asked, Kept, read_asked
from simulator.reporting.making import make
from simulator.reporting.pdfs import PDF, same
from simulator.reporting.reading import OPENS, NoReport, read_report
from simulator.reporting.shelf import Shelf
from simulator.reporting.workbooks import WORKBOOK, differing
from simulator.store.attempts import Tried
from simulator.store.database import Database
from simulator.store.errors import StoreError
from simulator.store.export import verify_run
from simulator.store.journal import Journal

Tell = Callable[[int, int], None]


DRAWS = 1_000_000
"""Numbers of samples."""


class Checked(msgspec.Struct, frozen=True):
    """What came of a check."""

    sessions: int
    """Whose journals were looked through."""
    of: int
    entries: int
    unsound: tuple[str, ...]
    """Sessions whose journal is damaged, not sealed, or gone."""
    differences: tuple[Difference, ...]
    product: str
    """The version that the report was written by."""
    gone: int = 0
    """People who were there when it was written, and of whom no name is left."""
    draw: int | None = None
    """Of a sample, the number that draws it again."""

    @property
    def ok(self) -> bool:
        return not (self.unsound or self.differences)

    @property
    def other_version(self) -> bool:
        return self.product != __version__

    @property
    def named(self) -> tuple[Difference, ...]:
        """What is to be named: of another version's report all that is not of form."""
        return tuple(one for one in self.differences if not (self.other_version and one.form))


class Journals(Shelf):
    """The shelf with sessions as their journals say they were, and not as their rows do."""

    def __init__(self, database: Database, journal: Journal, kept: Kept, chosen: frozenset[str], tell: Tell) -> None:
        super().__init__(database, journal, kept)
        self._chosen, self._tell = chosen, tell
        self._heads: dict[str, str] = {}
        self._stages: dict[tuple[str, ...], Stage] = {}
        self.entries, self.unsound = 0, list[str]()

    @cached_property
    def rows(self) -> list[Tried]:
        found, done = [], 0
        for row in super().rows:
            if row.run not in self._chosen:
                found.append(row)
                continue
            found.append(self._again(row))
            done += 1
            self._tell(done, len(self._chosen))
        known = {row.run for row in found}
        self.unsound += sorted(self._chosen - known)
        return found

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        return pages_of(self.rows)

    def prove(self, run: str) -> str:
        return self._heads[run] if run in self._heads else super().prove(run)

    def _again(self, row: Tried) -> Tried:
        """The row, made of the journal; of a journal that is not sound, as it is kept."""
        try:
            verdict = verify_run(self._journal, row.run)
            self.entries += verdict.entries
            if not (verdict.ok and verdict.sealed):
                raise _Unsound
            head = self._journal.heads(row.run)[SHOP].hash.hex()
            entries = list(self._journal.read(row.run))
            materials = self._journal.materials(row.run)
        except (StoreError, _Unsound):
            self.unsound.append(row.run)
            self._heads[row.run] = ""
            return row
        self._heads[row.run] = head
        key = tuple(sha256(materials[name]).hexdigest() for name in sorted(materials))
        if key not in self._stages:
            self._stages[key] = Stage.restored(materials)
        return _graded(row, entries, self._stages[key], head, self.now_of)


class _Unsound(Exception):
    """A journal that is no evidence."""


def _graded(row: Tried, entries: list[Entry], stage: Stage, head: str, now_of: Mapping[str, str]) -> Tried:
    opening = entries[0].what
    if not isinstance(opening, RunOpened):
        return row
    result = grade(entries, stage.scenario.rubric, head=head)
    walls = [opening.wall, *(entry.what.wall for entry in entries if isinstance(entry.what, RunResumed))]
    kept = summarised(result, opening, row.finished if row.finished in walls else walls[-1])
    who = now_of.get(kept.person, kept.person)
    return row._replace(
        run=kept.run, person=who, scenario=kept.scenario, mode=kept.mode, seed=kept.seed,
        attested_by=kept.attested_by, passed=kept.passed, summary=_as_kept(row.summary, kept.summary),
        finished=kept.finished, version=kept.version, rubric=kept.rubric, sealed=True, ended=result.ended,
    )  # fmt: skip


def _as_kept(then: str, now: str) -> str:
    """What an earlier version did not keep yet was no part of its reports."""
    old, new = read_summary(then), read_summary(now)
    done = new.done if old.done else {}
    missed, graves = (None, ()) if old.missed is None else (new.missed, new.graves)
    return msgspec.json.encode(Summary(new.duration, new.grades, done, missed, graves)).decode()


# --- a file ----------------------------------------------------------------------------------------------------------


def check(
    path: Path, database: Database, journal: Journal, sample: int | None, tell: Tell, draw: int | None = None
) -> Checked:
    """With a sample, other journals each time unless `draw` says which. Raises NoReport, StoreError, OSError."""
    said = read_report(path)
    try:
        asked = read_asked(said["asked"])
        runs = _runs(said)
    except (KeyError, TypeError, ValueError, msgspec.ValidationError) as error:
        raise NoReport("report.no_report", path) from error
    sampled = sample is not None and sample < len(runs)
    draw = (secrets.randbelow(DRAWS) if draw is None else draw) if sampled else None
    chosen = frozenset(runs if draw is None else _sample(runs, sample or 0, draw))
    shelf = Journals(database, journal, asked.kept, chosen, tell)
    made = make(shelf, asked)
    found = [*_gates(asked), *differences(said, plain(made))]
    if not found:
        found += _page(path, made)
    gone = len(shelf.gone_since)
    return Checked(
        len(chosen), len(runs), shelf.entries, tuple(shelf.unsound), tuple(found), asked.product, gone, draw
    )  # fmt: skip


def _runs(said: dict[str, Any]) -> list[str]:
    """All sessions that the report names."""
    table = next(block for block in said["blocks"] if block.get("id") == "sessions")
    return list(dict.fromkeys(str(row[0]) for row in table["rows"]))


def _sample(runs: list[str], sample: int, draw: int) -> list[str]:
    """Drawn from all over the report; nobody who writes one can know which."""
    return sorted(runs, key=lambda run: sha256(f"{draw}:{run}".encode()).digest())[:sample]


def _gates(asked: Asked) -> Iterator[Difference]:
    """Gates that bear the hash of those that ship are those that ship."""
    shipped = shipped_gates()
    if asked.gates and asked.gates_sha256 == shipped.sha256 and asked.gates != shipped.gates:
        yield Difference(("asked", "gates"), [gate.id for gate in asked.gates], [gate.id for gate in shipped.gates])


def _page(path: Path, made: Report) -> Iterator[Difference]:
    """A page says what its figures say: it is written again, and compared."""
    data = path.read_bytes()
    if data.startswith(PDF):
        yield from _pages(data, made)
        return
    if data.startswith(WORKBOOK):
        yield from differing(data, made)
        return
    if OPENS not in data:
        return
    lang: Lang = "zh" if b'<html lang="zh' in data[:200] else "en"
    again = "".join(parts(made, lang, Progress(made, silent))).splitlines()
    lines = data.decode("utf-8", "replace").splitlines()
    for n in range(max(len(lines), len(again))):
        one, two = (each[n] if n < len(each) else None for each in (lines, again))
        if one != two:
            yield Difference(("page", f"line {n + 1}"), one, two)
            return


def _pages(data: bytes, made: Report) -> Iterator[Difference]:
    """Pages are drawn again, in either language. Raises NotInstalled."""
    from io import BytesIO

    from grading.reports.report_pdf import write

    again = []
    langs: tuple[Lang, ...] = ("zh", "en")
    for lang in langs:
        out = BytesIO()
        write(made, lang, out)
        again.append(out.getvalue())
    if not any(same(data, each) for each in again):
        hashes = [sha256(each).hexdigest() for each in again]
        yield Difference(("page",), f"SHA-256 {sha256(data).hexdigest()}", hashes)
