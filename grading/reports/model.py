"""A report as plain data: who builds one knows figures, who shows one (HTML, PDF, XLSX, CSV ...) knows blocks alone.

    rows, as they are kept ──► build_KIND ──► Report ──► a format: html, pdf, xlsx, csv, json

Words are `Text`s, whole in both languages, so that a format needs no catalogue. Figures are typed and never rounded
before they are shown; each says of how many things it was taken (n), where its evidence comes from, and on what it
rests, so that it can be worked out again. Rows of a table may be made while they are read (`Rows`): whoever writes a
format goes through them once, row by row, and may do so again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec

from grading.readiness.model import Origin, Pair
from simulator.kernel.texts import Text

FORM = 1
"""Of the model: a file of another form is told as such, not as a difference."""

Kind = Literal[
    "text", "person", "date", "count", "number", "share", "money", "seconds", "duration", "grade", "state", "hash",
    "figure", "serial",
]  # fmt: skip
"""What a cell or figure is. As plain data:

| kind | value |
|---|---|
| `text` | `Text`, or a `str` that is the same in every language (an id) |
| `person` | a name, or the pseudonym that stands for it |
| `date` | an ISO day |
| `count` | an `int` |
| `serial` | an `int` that counts nothing (a seed), and so is never set in groups |
| `number`, `share`, `seconds` | a `Pair`: numerator and denominator |
| `money` | an `int` in minor units of the report's currency |
| `duration` | an `int`, virtual milliseconds |
| `grade` | 1-5; None is N/O |
| `state` | a `State` |
| `hash` | hexadecimal digits |
| `figure` | a `Figure`, with a kind of its own |

None is always: nothing is known.
"""
Tone = Literal["plain", "soft", "good", "warn", "bad", "unknown"]
"""`unknown`: nothing was shown either way; it is neither a risk that somebody took nor a failure."""
Value = Any
"""As `Kind` says."""
Row = tuple[Value, ...]


class State(msgspec.Struct, frozen=True):
    """A word with a tone: met, missing, at risk. The tone has a sign (`SIGNS`) beside its colour."""

    tone: Tone
    text: Text


SESSIONS = "sessions"
"""The table of all sessions that were counted, in every report."""
SIGNS: dict[Tone, str] = {"plain": "", "soft": "", "good": "✓", "warn": "!", "bad": "✗", "unknown": "?"}


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A figure with its sample size, where it comes from, and what it rests on."""

    kind: Kind
    value: Value
    n: int | None = None
    """Of how many things it was taken; None where that means nothing."""
    few: int = 0
    """Below this n it says too little; 0: no such bound, or enough."""
    origins: tuple[Origin, ...] = ()
    """沙盘, 真机, 客户系统."""
    rests_on: tuple[str, ...] = ()
    """Ids: `run:ID`, `file:SHA256`, `check:SHA256`; or rows of a table of this report: `rows:TABLE`, and of them those
    that have a word in a column: `rows:TABLE?COLUMN=WORD`."""
    up: bool = False
    """Rounded up when shown: less is better. Nothing is rounded in a store's favour."""


# --- tables ----------------------------------------------------------------------------------------------------------


class Rows:
    """Rows that are made whenever they are read: 100,000 drills need no memory."""

    __slots__ = ("_count", "_make")

    def __init__(self, count: int, make: Callable[[], Iterable[Row]]) -> None:
        self._count, self._make = count, make

    def __iter__(self) -> Iterator[Row]:
        return iter(self._make())

    def __len__(self) -> int:
        return self._count


class Column(msgspec.Struct, frozen=True):
    id: str
    title: Text
    kind: Kind = "text"
    wide: int = 1
    """Of the table's width, beside the others."""
    machine: bool = False
    """An id for machines: it is in JSON, CSV and sheets, and on no page."""


class Table(msgspec.Struct, frozen=True, omit_defaults=True, tag="table"):
    """Rows under typed columns."""

    id: str
    title: Text
    columns: tuple[Column, ...]
    rows: Sequence[Row] | Rows
    key: int = 1
    """So many of the first columns name a row."""
    small: bool = False
    """An annex: hashes and ids, set small."""
    none: Text = Text()
    """Said in the place of no rows."""


# --- charts ----------------------------------------------------------------------------------------------------------


class Bar(msgspec.Struct, frozen=True, omit_defaults=True):
    label: Text
    value: Pair | None
    mark: Pair | None = None
    """What was asked for."""
    tone: Tone = "plain"
    n: int | None = None


class Bars(msgspec.Struct, frozen=True, omit_defaults=True, tag="bars"):
    """A bar for each of some things, all of one kind: `share`, `number`, `seconds`."""

    id: str
    title: Text
    kind: Kind
    bars: tuple[Bar, ...]


class Series(msgspec.Struct, frozen=True):
    name: Text
    points: tuple[tuple[str, Pair], ...]
    """ISO days with their values, the oldest first."""


class Lines(msgspec.Struct, frozen=True, omit_defaults=True, tag="lines"):
    """Values over days."""

    id: str
    title: Text
    kind: Kind
    series: tuple[Series, ...]
    low: Pair | None = None
    high: Pair | None = None
    """Ends of the axis; None: as the values need."""
    mark: Pair | None = None
    """What was asked for."""


class HeatLine(msgspec.Struct, frozen=True):
    name: str
    grades: tuple[int | None, ...]
    """None is N/O."""
    note: State | None = None
    """At the end of the line: until when somebody is certified."""
    rests_on: tuple[str, ...] = ()
    """Of each grade the session in which it was given, `run:ID`; empty for what was not observed."""


class Heat(msgspec.Struct, frozen=True, tag="heat"):
    """A grade 1-5 for each of some people and competencies."""

    id: str
    title: Text
    columns: tuple[Text, ...]
    lines: tuple[HeatLine, ...]
    key: Text
    """What the signs mean."""


# --- the other blocks ------------------------------------------------------------------------------------------------


class Heading(msgspec.Struct, frozen=True, omit_defaults=True, tag="heading"):
    id: str
    text: Text
    page: bool = False
    """A new page begins here."""


class Paragraph(msgspec.Struct, frozen=True, omit_defaults=True, tag="paragraph"):
    text: Text
    tone: Tone = "plain"


class Points(msgspec.Struct, frozen=True, omit_defaults=True, tag="points"):
    """A list, a sentence each."""

    id: str
    items: tuple[State, ...]


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True, tag="verdict"):
    """The conclusion: what everybody looks for first."""

    id: str
    tone: Tone
    text: Text
    detail: Text = Text()


class KeyFigure(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    title: Text
    figure: Figure
    note: Text = Text()


class KeyFigures(msgspec.Struct, frozen=True, tag="figures"):
    """A few figures, set large."""

    id: str
    items: tuple[KeyFigure, ...]


class Party(msgspec.Struct, frozen=True):
    """One who signs: 甲方, 乙方."""

    title: Text


class Signs(msgspec.Struct, frozen=True, tag="signs"):
    """To be signed and sealed by both parties (甲乙双方签字盖章)."""

    id: str
    says: Text
    """What they agree to."""
    parties: tuple[Party, ...]
    fields: tuple[Text, ...]
    """What each fills in: name, signature and seal, day."""


class Manifest(msgspec.Struct, frozen=True, tag="manifest"):
    """All that the report rests on, each with its hash and seed; `digest` is over these rows and names the whole: of
    nothing there is none (it was that of an empty list before)."""

    id: str
    digest: str
    table: Table


Chart = Bars | Lines | Heat
Block = Heading | Paragraph | Points | Verdict | KeyFigures | Table | Bars | Lines | Heat | Signs | Manifest


class Report(msgspec.Struct, frozen=True):
    """A report of any kind. Ids of blocks are unique in it."""

    kind: str
    title: Text
    subject: Text
    """Who or what it is about."""
    day: str
    """It says how things stood on this day."""
    period: tuple[str, str]
    """First and last day of what was counted; empty where it has no such end."""
    made: str
    """The moment as of which it was worked out; there is no other clock in it."""
    mark: Text
    """Says that this is training, to whoever finds a page."""
    currency: str
    asked: dict[str, Any]
    """What has to be known to work it out again: plain data."""
    blocks: tuple[Block, ...]
    form: int = FORM

    @property
    def tables(self) -> dict[str, Table]:
        """All tables by id, that of the manifest too."""
        found = [block.table if isinstance(block, Manifest) else block for block in self.blocks]
        return {block.id: block for block in found if isinstance(block, Table)}

    @property
    def manifest(self) -> Manifest | None:
        return next((block for block in self.blocks if isinstance(block, Manifest)), None)


def share(right: int, n: int) -> Pair | None:
    """How often, of how many; the n is kept as it is, so that it can be read off."""
    return (right, n) if n else None
