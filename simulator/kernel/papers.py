"""Papers on a manager's desk: reports, tapes, lists. Tables of plain data, whose headings and words are ids.

What a paper says is seen once it was read. Nothing on any of them says what is right: that follows from several of
them together, by the rules of the rooms.
"""

from typing import Literal

import msgspec

from simulator.kernel.texts import Text

Cell = int | str | Text
"""A figure in its column's unit; a word of the vocabulary, a mark or a number of a document; a name."""
Unit = Literal[
    "money", "share", "tenths", "number", "minutes", "hour", "word", "mark", "till", "time", "person", "text", "yes_no"
]

COLUMNS: dict[str, tuple[str, ...]] = {
    # reading
    "store": ("floor", "people", "stock", "tasks_due", "tasks_done", "customers", "complaints"),
    "days": ("day", "turnover", "baskets", "pieces", "hours_worked"),
    "hours": ("hour", "turnover", "baskets"),
    "departments": ("department", "turnover", "cost", "stock", "floor", "shrink"),
    "offers": ("offer", "given", "pieces_before", "pieces_during", "margin_before", "margin_during"),
    # investigating
    "tape": ("mark", "time", "what", "document", "amount", "received", "change", "cashier"),
    "till_reports": ("figure", "x_report", "z_report"),
    "float_counts": ("mark", "time", "cashier", "due", "counted"),
    "safe_bags": ("mark", "time", "cashier", "declared", "banked"),
    "terminal": ("mark", "time", "document", "amount"),
    "written_slips": ("mark", "time", "document", "amount", "cashier"),
    "bank_notes": ("mark", "time", "shows", "amount"),
    "camera": ("mark", "time", "shows", "document", "amount"),
    "cashiers": ("cashier", "sales", "voids", "no_sales", "refunds", "overrides"),
    "exceptions": ("mark", "time", "what", "document", "amount", "customer_there", "goods_back", "card"),
    "roster": ("cashier", "post", "weeks"),
    # incidents
    "functions": ("till", "selling", "cards", "printing", "members"),
    "emergency_plan": ("severity", "step", "contact"),
    "monitor": ("component", "state"),
    "change_log": ("time", "component", "change"),
    "estimate": ("contact", "minutes"),
    "ways_out": ("order", "minutes", "tested", "sales_lost"),
    "test_run": ("function", "works"),
    "slips_kept": ("till", "written", "entered"),
    # going live
    "stock_lists": ("mark", "item", "old_quantity", "new_quantity"),
    "price_lists": ("mark", "item", "old_price", "new_price"),
    "member_lists": ("mark", "member", "old_points", "new_points"),
    "late_sales": ("mark", "item", "quantity"),
    "dual_run": ("mark", "day", "old_turnover", "new_turnover", "old_sales", "new_sales"),
    "dual_notes": ("mark", "note", "amount"),
    "backup": ("time", "copied", "restored"),
    "last_sales": ("till", "open_baskets", "waiting"),
    "night_clock": ("needed", "left"),
    # promotions
    "running_offers": ("offer_id", "offer_name", "kind", "goods", "since", "until"),
    "costs": ("item", "price", "cost"),
    "campaign": ("since", "until", "budget", "least_margin"),
    # settling what differs
    "server_orders": ("number", "time", "server_state", "amount"),
    "till_records": ("number", "time", "till_state", "amount", "document"),
    "bank_records": ("document", "time", "amount", "bank_state"),
}
"""Kind of paper -> its columns, in order."""

UNITS: dict[str, Unit] = {
    **dict.fromkeys(
        (
            "turnover", "stock", "cost", "shrink", "given", "margin_before", "margin_during", "amount", "received",
            "change", "due", "counted", "declared", "banked", "old_price", "new_price", "old_turnover", "new_turnover",
            "price", "budget", "x_report", "z_report",
        ),
        "money",
    ),
    "least_margin": "share",
    **dict.fromkeys(
        (
            "floor", "people", "tasks_due", "tasks_done", "customers", "complaints", "baskets", "pieces",
            "hours_worked", "pieces_before", "pieces_during", "sales", "voids", "no_sales", "refunds", "overrides",
            "weeks", "step", "sales_lost", "written", "entered", "old_quantity", "new_quantity", "old_points",
            "new_points", "quantity", "old_sales", "new_sales", "open_baskets", "waiting",
        ),
        "number",
    ),
    **dict.fromkeys(("minutes", "needed", "left"), "minutes"),
    "hour": "hour",
    **dict.fromkeys(
        (
            "day", "department", "offer", "what", "shows", "post", "severity", "contact", "selling", "cards",
            "printing", "members", "component", "state", "order", "function", "note", "kind", "figure",
            "server_state", "till_state", "bank_state",
        ),
        "word",
    ),
    **dict.fromkeys(("mark", "document", "number", "offer_id", "card", "since", "until"), "mark"),
    "time": "time",
    "till": "till",
    "cashier": "person",
    **dict.fromkeys(("item", "member", "offer_name", "goods"), "text"),
    **dict.fromkeys(("customer_there", "goods_back", "tested", "works", "copied", "restored"), "yes_no"),
}  # fmt: skip
"""Column -> how its figures are read; `mark` is a number or a code that is shown as it stands."""

CHARTS: dict[str, tuple[str, ...]] = {
    "days": ("turnover",),
    "hours": ("turnover",),
    "departments": ("turnover", "shrink"),
    "offers": ("given",),
    "cashiers": ("voids", "no_sales", "refunds", "overrides"),
    "dual_run": ("old_turnover", "new_turnover"),
}
"""Papers that people would rather see as bars: the columns that are drawn against the first one."""


TOTALLED: dict[str, tuple[str, ...]] = {
    "days": ("turnover", "baskets", "pieces", "hours_worked"),
    "hours": ("turnover", "baskets"),
    "departments": ("turnover", "cost", "stock", "floor", "shrink"),
    "slips_kept": ("written", "entered"),
    "dual_run": ("old_turnover", "new_turnover", "old_sales", "new_sales"),
}
"""Papers whose last line is their sum: the columns that are added up."""


def unit_of(kind: str, column: str) -> Unit:
    """How a column is read. `change` is money on a till's tape and a word in a log of changes."""
    return "word" if (kind, column) == ("change_log", "change") else UNITS[column]


class Paper(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A table that lies there.

    >>> hours = Paper("hours", ((9, 120000, 31), (10, 180000, 40)), "this_week")
    >>> hours.key, hours.column("baskets"), hours.total("turnover")
    ('hours/this_week', [31, 40], 300000)
    """

    kind: str
    """One of `COLUMNS`."""
    rows: tuple[tuple[Cell, ...], ...] = ()
    period: str = ""

    @property
    def key(self) -> str:
        return key_of(self.kind, self.period)

    @property
    def columns(self) -> tuple[str, ...]:
        return COLUMNS[self.kind]

    def at(self, name: str) -> int:
        return COLUMNS[self.kind].index(name)

    def column(self, name: str) -> list[Cell]:
        at = self.at(name)
        return [row[at] for row in self.rows]

    def figures(self, name: str) -> list[int]:
        return [cell for cell in self.column(name) if isinstance(cell, int)]

    def total(self, name: str) -> int:
        return sum(self.figures(name))

    @property
    def totals(self) -> tuple[Cell, ...]:
        """The sum below the table, a cell a column; empty where nothing is added up.

        >>> Paper("hours", ((9, 120000, 31), (10, 180000, 40))).totals
        ('', 300000, 71)
        """
        summed = TOTALLED.get(self.kind, ())
        return tuple(self.total(name) if name in summed else "" for name in self.columns) if summed else ()

    def records(self) -> list[dict[str, Cell]]:
        """Rows by the names of their columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def row(self, **cells: Cell) -> dict[str, Cell] | None:
        """The first row that has all of these."""
        wanted = cells.items()
        return next((record for record in self.records() if all(record[k] == v for k, v in wanted)), None)


def key_of(kind: str, period: str = "") -> str:
    return f"{kind}/{period}" if period else kind


def number(record: dict[str, Cell], name: str) -> int:
    """A figure of a row."""
    cell = record[name]
    return cell if isinstance(cell, int) else 0


def word(record: dict[str, Cell], name: str) -> str:
    """A word, a mark or a code of a row."""
    cell = record[name]
    return cell if isinstance(cell, str) else ""
