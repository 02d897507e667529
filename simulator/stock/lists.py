"""Lists that come as files, and what is right for each of their rows: pure, from the file and what was looked at.

    judge(row, goods, found) -> Verdict

The same rule tells `decide` what a row deserves, the coach what to advise, and a bot what to do next: a verdict either
names the end of a row, or what has to be looked at before anybody can say. A file that is read alone proves codes by
their check digits and nothing else: whether a price is meant so, only a signed notice or its sender can say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.importing.kinds import KINDS
from simulator.importing.known import Known
from simulator.importing.layout import Finding, Record
from simulator.importing.preview import preview
from simulator.importing.sheets import said
from simulator.kernel.facts import RowDecided
from simulator.kernel.items import NewItem
from simulator.kernel.money import Minor
from simulator.kernel.stimuli import ListArrived, Proof
from simulator.kernel.texts import Text

FAR = 2
"""A price that is more than so many times the one on the shelf, or less than that part of it, is doubted."""
DOUBLED = frozenset(["importing.same_row", "importing.duplicate"])


class FileRow(NamedTuple):
    """A row of data, as the import reads it."""

    number: int
    """As the file counts."""
    standing: str
    """`accepted`, `repaired`, `rejected`."""
    code: str
    """Empty where it could not be read."""
    price: Minor
    """0 where it could not be read."""
    unit: str
    name: Text
    findings: tuple[tuple[str, Finding], ...] = ()
    """Each with its column's letter."""
    first: int = 0
    """An earlier row with the same code."""
    contested: bool = False
    """Another row says another price for the same code."""
    cells: tuple[str, ...] = ()
    """As they came; kept where something was found."""
    opens: bool = False
    """What this shop does not have can be set up from it."""
    item: NewItem | None = None
    """What that would be; None where something is lacking."""
    lacks: tuple[str, ...] = ()
    """The columns that are."""


class Goods(NamedTuple):
    """What the shop has under a code."""

    sku: str
    unit: str
    price: Minor


class Found(NamedTuple):
    """What was looked at and asked so far; None: it was not."""

    label: str | None = None
    notice: Minor | None = None
    answer: Minor | None = None


class Verdict(NamedTuple):
    """The end of a row, or (`look`) what has to be known first."""

    decision: str
    """`take`, `mend`, `new`, `leave`, `look`."""
    code: str = ""
    price: Minor = 0
    reason: str = ""
    """Of what is left out; of `look`: `label`, `notice`, `sender`."""


Lookup = Callable[[str], Goods | None]
"""By code."""


def judge(row: FileRow, goods: Lookup, found: Found) -> Verdict:
    """What is right for a row, as far as it can be known from what was found."""
    if row.first:
        return Verdict("leave", reason="twice")
    code = row.code
    if not code:
        if found.label is None:
            return Verdict("look", reason="label")
        code = found.label
    item = goods(code) if code else None
    if item is None:
        return _new(row, code, found)
    price = row.price
    if doubted(row, item):
        if found.notice is None:
            return Verdict("look", reason="notice")
        price = found.notice
        if not price:
            if found.answer is None:
                return Verdict("look", reason="sender")
            price = found.answer
        if not price:
            return Verdict("leave", reason="withdrawn")
    same = (code, price) == (row.code, row.price)
    return Verdict("take" if same else "mend", code, price)


def _new(row: FileRow, code: str, found: Found) -> Verdict:
    """What nobody here has: set up where the list may and the signed notice has it, at the notice's price."""
    if not row.opens or not code:
        return Verdict("leave", reason="not_ours")
    if found.notice is None:
        return Verdict("look", reason="notice")
    if not found.notice:
        return Verdict("leave", reason="not_ours")
    return Verdict("leave", reason="incomplete") if row.lacks else Verdict("new", code, found.notice)


def doubted(row: FileRow, item: Goods) -> bool:
    """Whether a price is not to be believed as it stands."""
    far = not item.price <= FAR * row.price <= FAR * FAR * item.price
    return not row.price or row.contested or row.unit != item.unit or far


def known_of(proof: Proof) -> Found:
    """All that could be found out."""
    return Found(proof.code, proof.price, proof.answer)


@dataclass(slots=True)
class Listing:
    """A list, and how far it is gone through."""

    list: str
    name: Text
    file: str
    form: str
    """Its encoding."""
    rows: tuple[FileRow, ...]
    aside: int
    """Rows that hold no data."""
    proofs: Mapping[int, Proof]
    text: Text = Text()
    opens: bool = False
    """New goods may be set up from it."""
    found: dict[int, Found] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)
    decided: dict[int, RowDecided] = field(default_factory=dict)
    posted: bool = False

    def row(self, number: int) -> FileRow | None:
        return next((row for row in self.rows if row.number == number), None)

    def seen(self, number: int) -> Found:
        return self.found.get(number, Found())


def lacking(row: FileRow) -> Text:
    """The columns without which a row sets up nothing."""
    columns = [KINDS["products"].column(id).name for id in row.lacks]
    return Text(", ".join(column.en for column in columns), "、".join(column.zh for column in columns))


Maker = Callable[[Record], tuple[NewItem | None, tuple[str, ...]]]
"""From a row to what it would set up, or the columns that stand in the way."""


def read(arrived: ListArrived, known: Known, make: Maker | None = None) -> Listing:
    """A file as it lies before the clerk: nothing of it is lost, and nothing is believed yet.

    `make` where new goods may be set up from it.
    """
    kind = KINDS["products"]
    seen = preview(arrived.data, kind, known)
    places = [column.id for column in kind.columns]
    rows: list[FileRow] = []
    first: dict[str, int] = {}
    for row in seen.rows:
        values = dict(zip(places, row.values, strict=True))
        code, price = str(values["code"]).partition(" ")[0], values["price"]
        # The list's own reading says which rows are doubled; the code itself is then read like any other.
        doubled = any(finding.id in DOUBLED for finding in row.findings)
        findings = tuple((seen.heading.letter(finding.column), finding) for finding in row.findings)
        name = Text(str(values["en"] or values["zh"]), str(values["zh"] or values["en"]))
        earlier = first.get(code, 0) if doubled else 0
        item, lacks = make(seen.record(row)) if make else (None, ())
        rows.append(
            FileRow(
                row.number, row.standing, code, price if isinstance(price, int) else 0,
                str(values["unit"]).partition(" ")[0], name, findings, earlier,
                cells=tuple(said(cell) for cell in row.cells), opens=make is not None, item=item, lacks=lacks,
            )
        )  # fmt: skip
        if code:
            first.setdefault(code, row.number)
    said_of: dict[str, set[Minor]] = {}
    for one in rows:
        said_of.setdefault(one.code, set()).add(one.price)
    rows = [one._replace(contested=bool(one.code) and len(said_of[one.code]) > 1) for one in rows]
    return Listing(
        arrived.list, arrived.name, arrived.file, seen.opened.form, tuple(rows), len(seen.asides),
        {proof.row: proof for proof in arrived.proofs}, arrived.text, make is not None,
    )  # fmt: skip
