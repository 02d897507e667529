"""A report checked: its sessions are graded again from their journals, everything else is worked out again of that.

Nothing is asked of a network. What differs is named, with what the report says and what came of the journals; a page is
set beside the report's own data, whatever else differs. What no journal can prove is told as that (`basis`).
"""

import secrets
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from grading.reports.compare import Difference, differences
from grading.reports.report_json import plain
from simulator import __version__
from simulator.reporting.asked import read_asked
from simulator.reporting.basis import Basis, basis
from simulator.reporting.extent import extent
from simulator.reporting.journals import Journals
from simulator.reporting.making import make
from simulator.reporting.printed import printed
from simulator.reporting.reading import NoReport, read_report
from simulator.reporting.then import Since
from simulator.store.database import Database
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
    said: dict[str, Any]
    """The report's data."""
    came: dict[str, Any]
    """The same, worked out again."""
    basis: Basis
    """What it rests on besides journals."""
    since: tuple[Since, ...] = ()
    """People who were there when it was written, and who have another name today or none."""
    draw: int | None = None
    """Of a sample, the number that draws it again."""

    @property
    def ok(self) -> bool:
        return not (self.unsound or self.differences)

    @property
    def whole(self) -> bool:
        """Whether there was everything that could be looked at."""
        rests = self.basis
        return self.draw is None and all(one.here for one in rests.authored) and all(
            one.state == "same" for one in rests.files
        )  # fmt: skip

    @property
    def other_version(self) -> bool:
        return self.product != __version__

    @property
    def named(self) -> tuple[Difference, ...]:
        """What is to be named: of another version's report all that is not of form."""
        return tuple(one for one in self.differences if not (self.other_version and one.form))


def check(
    path: Path, home: Path, database: Database, journal: Journal, sample: int | None, tell: Tell, now: str,
    draw: int | None = None, folders: tuple[Path, ...] = (),
) -> Checked:  # fmt: skip
    """With a sample, other journals each time unless `draw` says which; files that were attached are looked for in
    `folders`, or beside the report. Raises NoReport, NotInstalled, StoreError, OSError."""
    said = read_report(path)
    try:
        asked = read_asked(said["asked"])
        runs = _runs(said)
    except (KeyError, TypeError, ValueError, StopIteration, msgspec.ValidationError) as error:
        raise NoReport("report.no_report", path) from error
    sampled = sample is not None and sample < len(runs)
    draw = (secrets.randbelow(DRAWS) if draw is None else draw) if sampled else None
    chosen = frozenset(runs if draw is None else _sample(runs, sample or 0, draw))
    shelf = Journals(database, journal, asked, said, chosen, tell)
    try:
        came = plain(make(shelf, asked))
    except (KeyError, ValueError, StopIteration, RuntimeError) as error:  # a person, a role, a day that was put in
        raise NoReport("report.not_to_be_made", path, what=error) from error
    rests = basis(home, database, journal, shelf, asked, came, folders or (path.parent,))
    try:
        found = [*differences(said, came), *extent(database, asked, now), *rests.differences]
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise NoReport("report.no_report", path) from error
    found += printed(path.read_bytes(), said, other_version=asked.product != __version__)
    return Checked(
        len(chosen), len(runs), shelf.entries, tuple(dict.fromkeys(shelf.unsound)), tuple(found), asked.product, said,
        came, rests, tuple(_named_in(said, shelf.then.since)), draw,
    )  # fmt: skip


def _runs(said: dict[str, Any]) -> list[str]:
    """All sessions that the report names."""
    table = next(block for block in said["blocks"] if block.get("id") == "sessions")
    return list(dict.fromkeys(str(row[0]) for row in table["rows"]))


def _sample(runs: list[str], sample: int, draw: int) -> list[str]:
    """Drawn from all over the report; nobody who writes one can know which."""
    return sorted(runs, key=lambda run: sha256(f"{draw}:{run}".encode()).digest())[:sample]


def _named_in(said: dict[str, Any], since: list[Since]) -> Iterator[Since]:
    """Those whom the report names; of whom no name is kept anybody that was there."""
    names = set(_texts(said["blocks"])) | set(_texts(said["subject"]))
    return (one for one in since if one.how == "removed" or one.was in names)


def _texts(of: Any) -> Iterator[str]:
    if isinstance(of, str):
        yield of
    for one in of.values() if isinstance(of, dict) else of if isinstance(of, list) else ():
        yield from _texts(one)
