"""Counting money by hand: how many of each note and coin, and what slips add up to.

What lies in the drawer, or was handed over, is shown as piles (a bundle stands for ten), never as a sum: whoever counts
has to count. What the books expect is not shown at all.
"""

from collections.abc import Mapping
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical

from simulator.kernel.money import Minor, Pieces, worth
from simulator.kernel.texts import half_width
from simulator.locale import Words
from simulator.pos.rules import Rules
from simulator.screens.station import amounts
from simulator.screens.station.dialogs import KeypadRows, Option, Rows, Say, StationDialog

MOST_COUNT = 4
"""Characters of a count."""
BUNDLE, PIECE = "▰", "▪"


class Counted(NamedTuple):
    """What a person counted."""

    pieces: Pieces
    slips: dict[str, Minor]


def piles(count: int) -> str:
    """Bundles of ten and single pieces, as they lie there.

    >>> piles(23)
    '▰▰▪▪▪'
    """
    bundles, pieces = divmod(count, 10)
    return BUNDLE * bundles + PIECE * pieces


class Draft(NamedTuple):
    """What was typed before somebody left the form, and of which pieces."""

    lies: Pieces
    typed: dict[str, str]


class CountForm(StationDialog[Counted | None]):
    """A row for each denomination, with `slips` a row for each other means of payment, and one to be done.

    `draft` is what was typed when it was left before: as long as the same pieces lie there, counting goes on from it.
    `task` says what is to be counted out, where not everything is counted.
    """

    def __init__(
        self,
        title: Say,
        rules: Rules,
        lies: Pieces,
        slips: Mapping[str, Minor] | None = None,
        draft: Draft | None = None,
        task: Say | None = None,
    ) -> None:
        super().__init__(title)
        self._purpose = task
        self._rules, self._lies, self._slips = rules, dict(lies), dict(slips or {})
        self._typed: dict[str, str] = dict(draft.typed) if draft is not None and draft.lies == lies else {}
        self._writing = ""
        """The row that is being typed in; the first digit in another one begins it anew."""

    def compose(self) -> ComposeResult:
        with Vertical(id="box", classes="tall"):
            yield KeypadRows(self.says, "till.count.hint")

    def on_mount(self) -> None:
        self._fill()

    @property
    def rows(self) -> Rows:
        return self.query_one(Rows)

    @property
    def draft(self) -> Draft | None:
        """What is worth keeping; None where nothing was typed."""
        typed = {row: text for row, text in self._typed.items() if text}
        return Draft(self._lies, typed) if typed else None

    @property
    def counted(self) -> Counted:
        """As typed so far; what was left empty is none."""
        counts = {value: int(self._typed.get(f"piece:{value}") or 0) for value in self._rules.currency.pieces}
        read = {kind: self._read(kind) or 0 for kind in self._slips}
        return Counted({value: count for value, count in counts.items() if count}, read)

    def _read(self, kind: str) -> Minor | None:
        """What the slips of one kind add up to as typed; None where it is no amount."""
        return amounts.read(self._typed.get(f"slip:{kind}", ""), self._rules.currency)

    def _fill(self) -> None:
        money, counted = self._rules.currency.format, self.counted
        total = worth(counted.pieces)
        self.rows.options = [
            *(self._piece(value) for value in self._rules.currency.pieces),
            *(self._slip(kind) for kind in self._slips),
            Option("done", self._done_label, lambda w: f"{w('till.count.cash')} {money(total)}", note=self._done_note),
        ]
        self.sync()

    def _done_label(self, words: Words) -> str:
        return words("till.count.ready" if self._purpose else "till.count.done")

    def _done_note(self, words: Words) -> str:
        return self._purpose(words) if self._purpose else ""

    def _piece_note(self, words: Words) -> str:
        return self._purpose(words) if self._purpose else words("till.count.note")

    def _piece(self, value: Minor) -> Option:
        name = self._rules.currency.format(value, sign=True).removesuffix(".00")
        return Option(
            f"piece:{value}",
            lambda words: f"{name:>6}  {piles(self._lies.get(value, 0))}",
            lambda words: f"× {self._typed.get(f'piece:{value}') or '…':>4}",
            note=self._piece_note,
        )

    def _slip(self, kind: str) -> Option:
        """The terminal's own slip can be looked at: it says what was charged, not what the till booked."""
        says = self._rules.currency.format(self._slips[kind])

        def label(words: Words) -> str:
            return words("till.count.slips", kind=words(f"till.tender.{kind}"))

        return Option(
            f"slip:{kind}",
            label,
            lambda words: amounts.shown(self._typed.get(f"slip:{kind}", ""), bad=self._read(kind) is None),
            note=lambda words: self._wrong(words, kind) or words("till.count.slips_note", amount=says),
        )

    def _wrong(self, words: Words, kind: str) -> str:
        """Why a sum cannot be declared as it stands; empty where it can."""
        text = self._typed.get(f"slip:{kind}", "")
        if self._read(kind) is not None:
            return ""
        return amounts.complaint(words, "till.slip.bad_received", text, self._rules.currency)

    def take(self, kind: str, id: str) -> None:
        if kind == "option":
            chosen = self.rows.cursor == ("option", id)
            self._writing = ""
            self.rows.choose(("option", id))
            if id == "done" and chosen:
                self._done()
        elif id == "⏎":
            self._enter()
        else:
            self._type(id)

    def key(self, key: str, character: str | None) -> bool:
        text = half_width(character or "")
        if key == "enter":
            self._enter()
        elif key == "backspace":
            self._type("⌫")
        elif len(text) == 1 and text in "0123456789.":
            self._type(text)
        else:
            self._writing = ""
            return self.rows.move(key)
        return True

    def _enter(self) -> None:
        self._writing = ""
        if self.rows.cursor == ("option", "done"):
            self._done()
        else:
            self.rows.move("down")

    def _done(self) -> None:
        """What cannot be read is not taken for nothing: the cursor goes to the row, whose note says why."""
        bad = next((kind for kind in self._slips if self._read(kind) is None), "")
        if bad:
            self.rows.choose(("option", f"slip:{bad}"))
            self.sync()
        else:
            self.dismiss(self.counted)

    def _type(self, key: str) -> None:
        value = self.rows.cursor[1] if self.rows.cursor else ""
        kind = value.partition(":")[0]
        if kind not in ("piece", "slip") or (key == "." and kind == "piece"):
            return
        before = self._typed.get(value, "") if key == "⌫" or self._writing == value else ""
        self._writing, text = value, amounts.typed(before, key)
        self._typed[value] = text[:MOST_COUNT] if kind == "piece" else text
        self._fill()
