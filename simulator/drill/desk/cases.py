"""Papers of a till's day in which one thing went wrong, planted from a seed.

Around what is planted lies what looks odd and is not: a refund that was made once, a drawer opened for change, slips
that were keyed, bags that are as declared.
"""

from simulator.kernel.desk_words import OVER_SHORT
from simulator.kernel.draws import Draws
from simulator.kernel.money import Minor
from simulator.kernel.papers import COLUMNS, Cell, Paper

Row = dict[str, Cell]
NOTES = (2000, 5000, 10_000)


def drawer(finding: str, till: str, cashiers: tuple[str, ...], draws: Draws) -> tuple[Minor, tuple[Paper, ...]]:
    """The difference, and a till's papers of that day; `cashiers` had it one after the other."""
    assert finding in OVER_SHORT, finding
    return _Drawer(finding, till, cashiers, draws).papers()


class _Drawer:
    def __init__(self, finding: str, till: str, cashiers: tuple[str, ...], draws: Draws) -> None:
        self.finding, self.till, self.cashiers, self.draws = finding, till, cashiers, draws
        self.minute, self.document, self.amount = 9 * 60, draws.between(11, 60), 0
        self.found: dict[str, list[Row]] = {kind: [] for kind in KINDS}

    def papers(self) -> tuple[Minor, tuple[Paper, ...]]:
        self._counts()
        planted = self.draws.between(3, 8)
        for n in range(11):
            self._customer()
            if n == planted:
                getattr(self, f"_{self.finding}", self._nothing)()
            if n in (2, 6, 9):
                (self._refund, self._change_for_note, self._slip)[(2, 6, 9).index(n)]()
        self._slip()
        papers = tuple(Paper(kind, tuple(map(Cells(kind), rows))) for kind, rows in self.found.items())
        return self.amount, (till_reports(self.found, self.amount, self.draws), *papers)

    # --- what goes as it should

    def _row(self, kind: str, **cells: Cell) -> Row:
        """One more row of a paper; what is not said is empty."""
        rows = self.found[kind]
        row: Row = {"mark": f"{LETTER[kind]}{len(rows) + 1:02}", "time": self._now(), **cells}
        rows.append(row)
        return row

    def _now(self) -> str:
        return f"{self.minute // 60:02}:{self.minute % 60:02}"

    def _later(self) -> None:
        self.minute += self.draws.between(4, 17)

    @property
    def cashier(self) -> str:
        """Who has the till now: it changes hands at noon."""
        return self.cashiers[0] if self.minute < 12 * 60 else self.cashiers[1]

    def _number(self) -> str:
        self.document += 1
        return f"{self.till}-{self.document:04}"

    def _tape(self, what: str, amount: Minor, received: Minor = 0, document: str = "") -> Row:
        change = received - amount if received else 0
        return self._row(
            "tape", what=what, document=document or self._number(), amount=amount, received=received, change=change,
            cashier=self.cashier,
        )  # fmt: skip

    def _customer(self) -> None:
        self._later()
        amount = self.draws.between(860, 8900)
        if self.draws.chance(0.45):
            sale = self._tape("card_sale", amount)
            self._row("terminal", document=sale["document"], amount=amount)
        else:
            note = next((value for value in NOTES if value >= amount), 10_000)
            sale = self._tape("sale", amount, note)
            if self.draws.chance(0.3):
                self._row("camera", shows="note_laid", document=sale["document"], amount=note)

    def _counts(self) -> None:
        off = 0
        if self.finding == "float_miscounted":
            off = self.amount = self.draws.pick((-1000, -2000, 2000, -5000))
        self._row("float_counts", cashier=self.cashiers[0], due=FLOAT, counted=FLOAT + off)
        self.minute = 12 * 60 + 10
        self._row("float_counts", cashier=self.cashiers[1], due=FLOAT, counted=FLOAT)
        for n in range(2):
            self.minute = (11 + 2 * n) * 60 + 30
            declared = self.draws.between(8, 16) * 10_000
            short = 0
            if self.finding == "bag_miscounted" and n == 0:
                short = self.amount = self.draws.pick((-10_000, -5000, 10_000))
            self._row("safe_bags", cashier=self.cashiers[n], declared=declared, banked=declared + short)
        self._row("bank_notes", shows="genuine", amount=10_000)
        self.minute = 9 * 60

    def _refund(self) -> None:
        self._later()
        self._tape("refund", self.draws.between(900, 3900))

    def _change_for_note(self) -> None:
        self._later()
        self._tape("no_sale", 0)
        self._row("camera", shows="coins_fetched", document="", amount=0)

    def _slip(self) -> None:
        """Written while the till stood still, and keyed afterwards."""
        self._later()
        number, amount = f"S{len(self.found['written_slips']) + 21}", self.draws.between(900, 4200)
        self._row("written_slips", document=number, amount=amount, cashier=self.cashier)
        self._later()
        self._tape("slip", amount, document=number)

    def _nothing(self) -> None:
        """What was planted elsewhere."""

    # --- what is planted

    def _wrong_change(self) -> None:
        self._later()
        keyed, laid = self.draws.pick(((5000, 10_000), (10_000, 5000), (10_000, 2000)))
        sale = self._tape("sale", self.draws.between(700, 1900), keyed)
        self._row("camera", shows="note_laid", document=sale["document"], amount=laid)
        self.amount = laid - keyed

    def _double_refund(self) -> None:
        self._later()
        first = self._tape("refund", self.draws.between(1200, 6900))
        self._later()
        again = self._tape("refund", int(str(first["amount"])), document=str(first["document"]))
        self.amount = -int(str(again["amount"]))

    def _slip_not_keyed(self) -> None:
        self._later()
        number = f"S{len(self.found['written_slips']) + 21}"
        self.amount = self.draws.between(1100, 5200)
        self._row("written_slips", document=number, amount=self.amount, cashier=self.cashier)

    def _false_note(self) -> None:
        self.amount = -10_000
        self._row("bank_notes", shows="false_note", amount=10_000)

    def _card_as_cash(self) -> None:
        self._later()
        sale = self._tape("sale", self.draws.between(2100, 8800), 10_000)
        self._row("terminal", document=sale["document"], amount=sale["amount"])
        self.amount = -int(str(sale["amount"]))

    def _taken(self) -> None:
        self._later()
        self._tape("no_sale", 0)
        self._row("camera", shows="hand_to_pocket", document="", amount=0)
        self.amount = -self.draws.pick((10_000, 20_000, 15_000))


NOON, NIGHT = "12:00", "24:00"
FLOAT: Minor = 50_000
BESIDE = (2000, 4000)
"""Whole yuan that a shift took beside what the extract of its tape shows, in cash and by card alike."""


def till_reports(found: dict[str, list[Row]], amount: Minor, draws: Draws) -> Paper:
    """X/Z报表: X when the till was handed over, Z in the evening; the drawer with what went from it into bags.

    An X report only reads: it counts nothing, and so knows of no difference.
    """
    beside = [(draws.between(*BESIDE) * 100, draws.between(*BESIDE) * 100) for _ in (NOON, NIGHT)]

    def read(kind: str, column: str, until: str, *what: str) -> Minor:
        rows = (row for row in found[kind] if str(row["time"]) < until and (not what or row["what"] in what))
        return sum(int(str(row[column])) for row in rows)

    def figures(until: str, shifts: int) -> dict[str, Minor]:
        cash, cards = (sum(taken) for taken in zip(*beside[:shifts], strict=True))
        shown = {
            "float": FLOAT * shifts,
            "cash_sales": cash + read("tape", "amount", until, "sale"),
            "card_sales": cards + read("tape", "amount", until, "card_sale"),
            "slips_entered": read("tape", "amount", until, "slip"),
            "refunds": read("tape", "amount", until, "refund"),
        }
        expected = shown["float"] + shown["cash_sales"] + shown["slips_entered"] - shown["refunds"]
        return {**shown, "in_bags": read("safe_bags", "declared", until), "expected_cash": expected}

    x, z = figures(NOON, 1), figures(NIGHT, 2)
    z |= {"counted_cash": z["expected_cash"] + amount, "over_short": amount}
    return Paper("till_reports", tuple((name, x.get(name, 0), value) for name, value in z.items()))


KINDS = ("tape", "float_counts", "safe_bags", "terminal", "written_slips", "bank_notes", "camera")
LETTER = {
    "tape": "J", "float_counts": "F", "safe_bags": "B", "terminal": "T", "written_slips": "P", "bank_notes": "N",
    "camera": "C",
}  # fmt: skip


class Cells:
    """A row in the order of its paper's columns."""

    def __init__(self, kind: str) -> None:
        self.columns = COLUMNS[kind]

    def __call__(self, row: Row) -> tuple[Cell, ...]:
        return tuple(row[column] for column in self.columns)
