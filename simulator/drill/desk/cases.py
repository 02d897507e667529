"""Papers of a till's day in which one thing went wrong, and of a cashier who stands out: planted from a seed.

Around what is planted lies what looks odd and is not: a refund that was made once, a drawer opened for change, slips
that were keyed, bags that are as declared.
"""

from simulator.kernel.desk_words import EXCEPTIONS, OVER_SHORT
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
        papers = tuple(Paper(kind, tuple(map(_cells(kind), rows))) for kind, rows in self.found.items())
        return self.amount, papers

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
        self._row("float_counts", cashier=self.cashiers[0], due=50_000, counted=50_000 + off)
        self.minute = 12 * 60 + 10
        self._row("float_counts", cashier=self.cashiers[1], due=50_000, counted=50_000)
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


KINDS = ("tape", "float_counts", "safe_bags", "terminal", "written_slips", "bank_notes", "camera")
LETTER = {
    "tape": "J", "float_counts": "F", "safe_bags": "B", "terminal": "T", "written_slips": "P", "bank_notes": "N",
    "camera": "C", "exceptions": "E",
}  # fmt: skip


def _cells(kind: str) -> "_Cells":
    return _Cells(kind)


class _Cells:
    """A row in the order of its paper's columns."""

    def __init__(self, kind: str) -> None:
        self.columns = COLUMNS[kind]

    def __call__(self, row: Row) -> tuple[Cell, ...]:
        return tuple(row[column] for column in self.columns)


# --- a cashier who stands out ----------------------------------------------------------------------------------------

DOES: dict[str, str] = {
    "false_refunds": "refund", "returns_desk": "refund", "false_voids": "void", "trainee": "void",
    "discounts_to_a_friend": "discount", "markdown_duty": "discount",
}  # fmt: skip
"""Why somebody stands out -> with what."""
COUNTED = {"refund": "refunds", "void": "voids", "discount": "overrides"}
POSTED = {"returns_desk": "returns_desk", "trainee": "in_training", "markdown_duty": "fresh_counter"}


def conduct(finding: str, person: str, cashiers: tuple[str, ...], draws: Draws) -> tuple[Minor, tuple[Paper, ...]]:
    """What is at stake, and the papers on somebody who stands out among the cashiers."""
    assert finding in EXCEPTIONS, finding
    what = DOES[finding]
    counted, roster = [], []
    for badge in cashiers:
        odd = {"voids": draws.between(1, 4), "no_sales": draws.between(1, 5), "refunds": draws.between(1, 4)}
        odd["overrides"] = draws.between(1, 4)
        if badge == person:
            odd[COUNTED[what]] = draws.between(11, 17)
        row: Row = {"cashier": badge, "sales": draws.between(310, 420), **odd}
        counted.append(_cells("cashiers")(row))
        post = POSTED.get(finding, "till") if badge == person else "till"
        roster.append((badge, post, 1 if post == "in_training" else draws.between(20, 190)))
    rows, filmed, total = _deeds(finding, what, draws)
    papers = (
        Paper("cashiers", tuple(counted)),
        Paper("exceptions", tuple(map(_cells("exceptions"), rows))),
        Paper("roster", tuple(roster)),
        Paper("camera", tuple(map(_cells("camera"), filmed))),
    )
    return -total, papers


def _deeds(finding: str, what: str, draws: Draws) -> tuple[list[Row], list[Row], Minor]:
    """Rows of the exception report, what the camera shows of some, and what they come to."""
    rows: list[Row] = []
    filmed: list[Row] = []
    guilty = draws.between(2, 7)
    cards = [f"M{draws.between(1000, 9999)}" for _ in range(9)]
    minute, total = 9 * 60 + 5, 0
    for n in range(9):
        minute += draws.between(12, 45)
        time, document = f"{minute // 60:02}:{minute % 60:02}", f"till-{draws.between(1, 4)}-{300 + 7 * n:04}"
        amount, false = draws.between(900, 7900), finding in ("false_refunds", "false_voids") and n == guilty
        friend = finding == "discounts_to_a_friend" and n in (guilty - 2, guilty, (guilty + 2) % 9, (guilty + 4) % 9)
        card = (cards[0] if friend else cards[n]) if what == "discount" else ""
        mark = f"E{n + 1:02}"
        seen = not false and draws.chance(0.85)
        rows.append(
            {"mark": mark, "time": time, "what": what, "document": document, "amount": amount,
             "customer_there": int(seen), "goods_back": int(what != "discount" and not false), "card": card}
        )  # fmt: skip
        total += amount
        if false or n in (1, 4, 8):
            shows = "nobody_there" if false else "customer_there"
            filmed.append(
                {"mark": f"C{len(filmed) + 1:02}", "time": time, "shows": shows, "document": document, "amount": 0}
            )
    return rows, filmed, total
