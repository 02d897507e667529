"""A numbered slip, written by hand while the till is dark: what, for how much, how paid."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from simulator.kernel import commands as c
from simulator.kernel.money import Minor
from simulator.kernel.texts import half_width
from simulator.locale import Words
from simulator.pos.counter_view import GoodSeen
from simulator.pos.reading import Found, read
from simulator.pos.rules import Rules
from simulator.screens.station import amounts
from simulator.screens.station.dialogs import KeypadRows, Option, Rows, Say, StationDialog


class SlipForm(StationDialog[c.WriteSlip | None]):
    """A row for each good with the amount written for it; goods left empty are not on the slip."""

    ADVICE = "till.dialog.advice.slip"

    def __init__(self, title: Say, goods: Sequence[GoodSeen], rules: Rules) -> None:
        super().__init__(title)
        self._goods = goods
        self._rules = rules
        self._written = {good.id: "" for good in goods}
        self._tender = "cash"
        self._received = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="box", classes="tall"):
            yield KeypadRows(self.says, "till.slip.hint")

    def on_mount(self) -> None:
        self._fill()

    @property
    def rows(self) -> Rows:
        return self.query_one(Rows)

    @property
    def total(self) -> Minor:
        return self._rules.cash_due(sum(self._amounts().values()))

    def _amounts(self) -> dict[str, Minor]:
        amounts = {good: self._amount(text) for good, text in self._written.items()}
        return {good: amount for good, amount in amounts.items() if amount}

    def _amount(self, text: str) -> Minor:
        return self._read(text) or 0

    def _read(self, text: str) -> Minor | None:
        """What was written, 0 for nothing; None where it is no price: nothing is given away on a slip."""
        amount = amounts.read(text, self._rules.currency)
        return None if text and not amount else amount

    def _bad(self) -> str:
        """The first row with something in it that is no amount; empty where all can be read."""
        texts = {**{f"good:{good}": text for good, text in self._written.items()}, "received": self._received}
        return next((row for row, text in texts.items() if self._read(text) is None), "")

    def _fill(self) -> None:
        money = self._rules.currency.format
        self.rows.options = [
            *map(self._row, self._goods),
            Option("tender", lambda w: w("till.slip.tender"), lambda w: f"◂ {w(f'till.tender.{self._tender}')} ▸"),
            Option(
                "received",
                lambda w: w("till.slip.received"),
                lambda w: self._shown(self._received),
                note=lambda w: self._wrong(w, "till.slip.bad_received", self._received),
            ),
            Option("write", lambda w: w("till.slip.write"), lambda w: f"{w('till.total')} {money(self.total)}"),
        ]
        self.sync()

    def _row(self, good: GoodSeen) -> Option:
        return Option(
            f"good:{good.id}",
            lambda words: good.look[words.lang],
            lambda words: self._shown(self._written[good.id]),
            note=lambda words: (
                self._wrong(words, "till.slip.bad_amount", self._written[good.id]) or self._label(words, good)
            ),
        )

    def _shown(self, text: str) -> str:
        return amounts.shown(text, bad=self._read(text) is None)

    def _wrong(self, words: Words, id: str, text: str) -> str:
        """Why a row cannot be written as it stands; empty where it can."""
        return amounts.complaint(words, id, text, self._rules.currency) if self._read(text) is None else ""

    def _label(self, words: Words, good: GoodSeen) -> str:
        """What can be read off a good by eye."""
        found = read(self._rules, good.code) if good.code else None
        if not isinstance(found, Found):
            return words("till.slip.no_label")
        return words("till.slip.label", price=self._rules.currency.format(found.amount or found.item.price))

    def take(self, kind: str, id: str) -> None:
        if kind == "option":
            chosen = self.rows.cursor == ("option", id)
            self.rows.choose(("option", id))
            if id == "tender":
                self._tender = "static_code" if self._tender == "cash" else "cash"
                self._fill()
            elif id == "write" and chosen:
                self._write()
        elif id == "⏎":
            self._enter()
        else:
            self._type(id)

    def key(self, key: str, character: str | None) -> bool:
        text = half_width(character or "")
        if key == "enter":
            self._enter()
        elif key in ("left", "right", "space") and self.rows.cursor == ("option", "tender"):
            self.take("option", "tender")
        elif key == "backspace":
            self._type("⌫")
        elif len(text) == 1 and text in "0123456789.":
            self._type(text)
        else:
            return self.rows.move(key)
        return True

    def _enter(self) -> None:
        if self.rows.cursor == ("option", "write"):
            self._write()
        else:
            self.rows.move("down")

    def _type(self, key: str) -> None:
        value = self.rows.cursor[1] if self.rows.cursor else ""
        text = self._received if value == "received" else self._written.get(value.removeprefix("good:"), "")
        text = amounts.typed(text, key)
        if value == "received":
            self._received = text
        elif value.startswith("good:"):
            self._written[value.removeprefix("good:")] = text
        self._fill()

    def _write(self) -> None:
        bad = self._bad()
        if bad:  # nothing is left off a slip silently: the cursor goes to the row, whose note says why
            self.rows.choose(("option", bad))
            self.sync()
            return
        self.dismiss(c.WriteSlip(self._amounts(), self._tender, self._amount(self._received)))
