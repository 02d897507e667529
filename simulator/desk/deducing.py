"""What the papers of a case prove: where a drawer's difference comes from, or why a cashier stands out.

Every finding has marks that prove it, in one paper or in two that contradict each other. What looks odd and is
explained by another paper proves nothing.

>>> slips = Paper("written_slips", (("P3", "11:20", "0003", 2650, "c02"),))
>>> deduced("over_short", 2650, {"tape": Paper("tape"), "written_slips": slips})
Found(finding='slip_not_keyed', person='c02', proofs=('P3',))
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from simulator.kernel.money import Minor
from simulator.kernel.papers import Cell, Paper, number, word

Papers = Mapping[str, Paper]
Record = dict[str, Cell]


class Found(NamedTuple):
    """Cause, through whose hands it went (a badge), and the marks that prove it."""

    finding: str
    person: str = ""
    proofs: tuple[str, ...] = ()


NEEDED: dict[str, tuple[str, ...]] = {
    "over_short": (
        "till_reports", "tape", "float_counts", "safe_bags", "terminal", "written_slips", "bank_notes", "camera",
    ),
    "exceptions": ("cashiers", "exceptions", "roster", "camera"),
}  # fmt: skip
"""Case -> the papers that a sound conclusion rests on."""


def deduced(case: str, amount: Minor, papers: Papers, person: str = "") -> Found:
    """What all these papers together say; an empty finding where they say nothing."""
    rules = _DRAWER if case == "over_short" else _CASHIER
    for rule in rules:
        for found in rule(amount, papers, person):
            return found
    return Found("")


def who(record: Record) -> str:
    """Whose row it is."""
    return word(record, "cashier")


def _rows(papers: Papers, kind: str) -> list[Record]:
    paper = papers.get(kind)
    return paper.records() if paper else []


def _tape(papers: Papers, *what: str) -> list[Record]:
    return [row for row in _rows(papers, "tape") if row["what"] in what]


def _mark(record: Record) -> str:
    return word(record, "mark")


# --- a drawer --------------------------------------------------------------------------------------------------------


def _float(amount: Minor, papers: Papers, person: str) -> Iterator[Found]:
    for row in _rows(papers, "float_counts"):
        if number(row, "counted") - number(row, "due") == amount:
            yield Found("float_miscounted", who(row), (_mark(row),))


def _bag(amount: Minor, papers: Papers, person: str) -> Iterator[Found]:
    for row in _rows(papers, "safe_bags"):
        if number(row, "banked") - number(row, "declared") == amount:
            yield Found("bag_miscounted", who(row), (_mark(row),))


def _slip(amount: Minor, papers: Papers, person: str) -> Iterator[Found]:
    keyed = {row["document"] for row in _tape(papers, "slip")}
    for row in _rows(papers, "written_slips"):
        if row["document"] not in keyed and number(row, "amount") == amount:
            yield Found("slip_not_keyed", who(row), (_mark(row),))


def _refund(amount: Minor, papers: Papers, person: str) -> Iterator[Found]:
    first: dict[Cell, Record] = {}
    for row in _tape(papers, "refund"):
        before = first.setdefault(row["document"], row)
        if before is not row and number(row, "amount") == -amount:
            yield Found("double_refund", who(row), (_mark(before), _mark(row)))


def _card(amount: Minor, papers: Papers, person: str) -> Iterator[Found]:
    cash = {row["document"]: row for row in _tape(papers, "sale")}
    for row in _rows(papers, "terminal"):
        sale = cash.get(row["document"])
        if sale is not None and number(sale, "amount") == number(row, "amount") == -amount:
            yield Found("card_as_cash", who(sale), (_mark(sale), _mark(row)))


def _note(amount: Minor, papers: Papers, person: str) -> Iterator[Found]:
    for row in _rows(papers, "bank_notes"):
        if row["shows"] == "false_note" and number(row, "amount") == -amount:
            yield Found("false_note", "", (_mark(row),))


def _change(amount: Minor, papers: Papers, person: str) -> Iterator[Found]:
    sales = {row["document"]: row for row in _tape(papers, "sale")}
    for row in _rows(papers, "camera"):
        sale = sales.get(row["document"])
        if sale is not None and row["shows"] == "note_laid":
            laid = number(row, "amount") - number(sale, "received")
            if laid == amount:
                yield Found("wrong_change", who(sale), (_mark(sale), _mark(row)))


def _taken(amount: Minor, papers: Papers, person: str) -> Iterator[Found]:
    opened = {row["time"]: row for row in _tape(papers, "no_sale")}
    for row in _rows(papers, "camera"):
        opening = opened.get(row["time"])
        if opening is not None and row["shows"] == "hand_to_pocket":
            yield Found("taken", who(opening), (_mark(opening), _mark(row)))


# --- a cashier -------------------------------------------------------------------------------------------------------


def _caught(finding: str, *what: str) -> "Rule":
    """An operation for a customer whom the camera does not show."""

    def rule(amount: Minor, papers: Papers, person: str) -> Iterator[Found]:
        filmed = {row["document"]: row for row in _rows(papers, "camera")}
        for row in _rows(papers, "exceptions"):
            film = filmed.get(row["document"])
            if row["what"] in what and film is not None and film["shows"] == "nobody_there":
                yield Found(finding, person, (_mark(row), _mark(film)))

    return rule


MUCH = 3
"""So many discounts for one member's card are no accident."""


def _friend(amount: Minor, papers: Papers, person: str) -> Iterator[Found]:
    cards: dict[str, list[str]] = {}
    for row in _rows(papers, "exceptions"):
        if row["what"] == "discount" and row["card"]:
            cards.setdefault(word(row, "card"), []).append(_mark(row))
    for marks in cards.values():
        if len(marks) >= MUCH:
            yield Found("discounts_to_a_friend", person, tuple(marks))


POSTS = {"returns_desk": "returns_desk", "in_training": "trainee", "fresh_counter": "markdown_duty"}
"""What a post explains."""


def _post(amount: Minor, papers: Papers, person: str) -> Iterator[Found]:
    for row in _rows(papers, "roster"):
        if who(row) == person and row["post"] in POSTS:
            yield Found(POSTS[word(row, "post")], "")


Rule = Callable[[Minor, Papers, str], Iterator[Found]]
_DRAWER: tuple[Rule, ...] = (_taken, _change, _refund, _card, _slip, _note, _bag, _float)
_CASHIER: tuple[Rule, ...] = (
    _caught("false_refunds", "refund"),
    _caught("false_voids", "void"),
    _friend,
    _post,
)
