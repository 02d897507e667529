"""Cash by hand: what lies on the counter, what the drawer holds, what is counted out."""

from typing import NamedTuple

from simulator.kernel import commands as c
from simulator.kernel.money import Minor, Pieces, worth
from simulator.kernel.texts import cells, pad
from simulator.screens.station.bars import minutes
from simulator.screens.station.message import Message
from simulator.screens.station.pane import Hit, Line, ListPane, Span, fit, heading, spread, width_of
from simulator.screens.till.pane import TillPane
from simulator.screens.till.tray_rows import next_row
from virtual_devices.layout import wrap

SLIM = 40
"""A pane that is narrower has narrower columns, and says less in its rows."""


class Columns(NamedTuple):
    """Widths in cells: of the denomination, of the counts, of the hand with what stands around it, of its heading."""

    piece: int
    counter: int
    drawer: int
    before: int
    hand: int
    after: int
    title: int


WIDE_COLUMNS, SLIM_COLUMNS = Columns(9, 9, 9, 2, 4, 1, 12), Columns(5, 8, 7, 0, 2, 0, 8)
DEEDS = ("give", "take", "return", "close")


def _columns(width: int) -> Columns:
    return WIDE_COLUMNS if width >= SLIM else SLIM_COLUMNS


class Tray(TillPane, ListPane, can_focus=True):
    """A row for each denomination, counted out with ← → or digits, and what can be done with it below."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.hand: Pieces = {}
        """Taken out of the drawer and not yet handed over."""
        self.opened_at = 0

    def head(self, width: int) -> list[Line]:
        till, words, view = self.till, self.till.words, self.till.view
        if view.drawer_open:
            state = words("till.tray.open_for", time=minutes(till.now - self.opened_at))
        else:
            state = words(f"till.drawer.{view.drawer_state}")
        lines = [heading(words("till.tray"), state, width, focused=self.has_focus)]
        back = bool(view.pays_back)
        due = [
            Span(f" {words('till.tray.refund_due' if back else 'till.tray.change_due')} ", "total"),
            Span(f" {till.money(self.due)} ", "total strong"),
        ]
        given = f"{words('till.tray.refunded' if back else 'till.tray.given')} {till.money(view.change_given)} "
        if width_of(due) + cells(given) <= width:
            lines.append(spread(due, [Span(given, "dim")], width))
        else:  # nothing given goes without saying
            lines += [fit(due, width), *([fit((Span(f" {given}", "dim"),), width)] if view.change_given else [])]
        if self.due != max(view.change_due, 0):
            keyed = words("till.tray.keyed_otherwise", amount=till.money(max(view.change_due, 0)))
            lines += [fit((Span(f" {line}", "warn"),), width) for line in wrap(keyed, width - 2)]
        columns = _columns(width)
        lines.append(
            fit(
                (
                    Span(pad("", 2 + columns.piece)),
                    Span(pad(words("till.tray.counter"), columns.counter, "right"), "dim"),
                    Span(pad(words("till.tray.drawer"), columns.drawer, "right"), "dim"),
                    Span(pad(words("till.tray.hand"), columns.title, "right"), "dim"),
                ),
                width,
            )
        )
        return lines

    def rows(self, width: int) -> list[Line]:
        view = self.till.view
        on_counter, drawer = view.cash, view.drawer
        rows = [self._piece(value, on_counter, drawer, width) for value in view.rules.currency.pieces]
        return [*rows, (), *(self._deed(deed, width) for deed in self._deeds())]

    def _piece(self, value: Minor, on_counter: Pieces, drawer: Pieces, width: int) -> Line:
        hit: Hit = ("piece", str(value))
        chosen = hit == self.cursor
        row = "cursor" if chosen and self.has_focus else "strong" if chosen else ""
        shown = on_counter.get(value, 0)
        held = self.hand.get(value, 0)
        left = drawer.get(value, 0) - held
        note = self.till.view.rules.currency.format(value, sign=True).removesuffix(".00")
        columns = _columns(width)
        return fit(
            (
                self._mark(chosen, advised=self._advised(value) != held),
                Span(pad(note, columns.piece, "right"), row, hit),
                Span(
                    pad(f"{shown}{self._verdict(value)}" if shown else "·", columns.counter, "right"),
                    f"{row} {'strong accent' if shown else 'dim'}".strip(),
                    hit,
                ),
                Span(pad(str(left) if self.till.view.drawer_open else "?", columns.drawer, "right"), row or "dim", hit),
                Span(" " * columns.before),
                Span(" - ", "chip key", ("less", str(value))),
                Span(pad(str(held) if held else "·", columns.hand, "right"), "good strong" if held else "dim", hit),
                Span(" " * columns.after),
                Span(" + ", "chip key", ("more", str(value))),
            ),
            width,
        )

    def _verdict(self, value: Minor) -> str:
        """What the detector said of the notes on the counter."""
        view = self.till.view
        return "✗" if view.known_false.get(value) else "✓" if value in view.checked else ""

    def _returned(self) -> Pieces:
        """What is handed back: the false notes where some were found, else all that lies there."""
        view = self.till.view
        return dict(view.known_false or view.cash)

    def _deeds(self) -> list[str]:
        view = self.till.view
        possible = {
            "give": bool(self.hand) and view.here is not None,
            "take": bool(view.cash) and view.drawer_open,
            "return": bool(view.cash),
            "close": view.drawer_open,
        }
        return [deed for deed in DEEDS if possible[deed]]

    def _deed(self, deed: str, width: int) -> Line:
        till = self.till
        hit: Hit = ("cash", deed)
        amount = {
            "give": worth(self.hand),
            "take": worth(till.view.cash),
            "return": worth(self._returned()),
            "close": 0,
        }[deed]
        chosen = hit == self.cursor
        style = "cursor" if chosen and self.has_focus else "chip"
        right = f"{till.money(amount)} " if amount else ""
        label = spread(
            [Span(self.called(deed), style, hit)],
            [Span(right, f"{style} strong", hit)],
            width - 4,
            style,
        )
        return (self._mark(chosen, advised=deed == self._advised_deed()), Span(" ", style, hit), *label)

    @property
    def due(self) -> Minor:
        """What has to be counted out still: by what was laid down, as the coach and the customer reckon."""
        return max(self.till.view.change_owed, 0)

    def called(self, deed: str) -> str:
        """What can be done, by the name that it has on its row here."""
        short = f"till.tray.{deed}.slim"
        return self.till.words(short if self.size.width < SLIM else f"till.tray.{deed}")

    def foot(self, width: int) -> list[Line]:
        """The keys of this pane."""
        text = self.till.words("till.tray.keys", tray=self.till.key_label("cash_tray"))
        return [fit((Span(f" {line}", "dim"),), width) for line in wrap(text, width - 2)]

    def _mark(self, chosen: bool, *, advised: bool) -> Span:
        """The coach's mark leaves room for the cursor's."""
        if advised:
            return Span("➤▸" if chosen else "➤ ", "advised")
        return Span("▸ " if chosen else "  ", "accent strong")

    def _advised(self, value: Minor) -> int:
        """How many pieces of a denomination the coach would count out."""
        command = self.till.coach.command
        return command.pieces.get(value, 0) if isinstance(command, c.GiveChange) else self.hand.get(value, 0)

    def _advised_deed(self) -> str:
        match self.till.coach.command:
            case c.GiveChange(pieces=pieces):
                return "give" if pieces == self.hand else ""
            case c.TakeCash():
                return "take"
            case c.ReturnCash():
                return "return"
            case c.CloseDrawer():
                return "close"
            case _:
                return ""

    # --- the hand

    def begin(self) -> None:
        """Where the hands go first."""
        self.choose(next_row(self.till.view, self.hand))

    def go_on(self) -> None:
        """Something was done with the cash, or more of it came: on to the next step; a count goes on where it is."""
        row = next_row(self.till.view, self.hand)
        counting = row is not None and self.cursor is not None and row[0] == self.cursor[0] == "piece"
        if not self.hand and not counting:
            self.choose(row)

    def move(self, key: str) -> bool:
        """← and → count a piece back and out; everything else moves the cursor."""
        if self.cursor and self.cursor[0] == "piece" and key in ("left", "right"):
            self.count(int(self.cursor[1]), 1 if key == "right" else -1)
            return True
        return super().move(key)

    def count(self, value: Minor, pieces: int) -> None:
        """Take `pieces` more of a denomination out of the drawer (or lay them back)."""
        self.put(value, self.hand.get(value, 0) + pieces)

    def put(self, value: Minor, pieces: int) -> None:
        """Hold exactly so many of a denomination, as far as the drawer has them."""
        self.cursor = ("piece", str(value))
        self.till.coach.heeded()
        there = self.till.view.drawer.get(value, 0)
        if not self.till.view.drawer_open:
            self.till.say("bad", "till.tray.closed", key=self.till.key_label("no_sale"))
        elif pieces > there:
            self.till.say("warn", "till.tray.too_few", count=there, value=self.till.money(value))
        elif self.till.message.id == "till.tray.too_few":
            self.till.message = Message()
        pieces = max(0, min(pieces, there))
        self.hand = {**self.hand, value: pieces}
        if not pieces:
            del self.hand[value]
        self.sync()

    def digit(self, digit: str) -> bool:
        """A digit sets the count of the row; False when the cursor stands on something else."""
        if not self.cursor or self.cursor[0] != "piece":
            return False
        self.put(int(self.cursor[1]), int(digit))
        self.tell_count()
        return True

    def tell_count(self) -> None:
        """What is in hand, and what to do with it: digits count pieces, they are no amount."""
        if not self.till.view.drawer_open or not self.cursor or self.cursor[0] != "piece":
            return
        value, till = int(self.cursor[1]), self.till
        if till.message.id == "till.tray.too_few":
            return
        till.say(
            "info",
            "till.tray.counted_back" if till.view.pays_back else "till.tray.counted",
            count=self.hand.get(value, 0),
            value=till.money(value),
            hand=till.money(worth(self.hand)),
            due=till.money(self.due),
        )

    def enter_piece(self, hit: Hit) -> None:
        """Enter on a denomination: on to the hand-over, where there is something to hand over."""
        self.choose(hit)
        if self.hand:
            self.choose(("cash", "give"))
            hand, due = self.till.money(worth(self.hand)), self.till.money(self.due)
            self.till.say("info", "till.tray.ready", hand=hand, due=due)
        else:
            self.till.say("info", "till.tray.how")

    def lay_back(self) -> bool:
        """Put what is in hand back; False when nothing was."""
        had, self.hand = bool(self.hand), {}
        if had:
            self.begin()  # and not on the row that moved up under the cursor: Enter there takes the money in
        self.sync()
        return had

    def command(self, deed: str) -> c.GiveChange | c.TakeCash | c.ReturnCash | c.CloseDrawer:
        """The operation behind a row."""
        view = self.till.view
        match deed:
            case "give":
                return c.GiveChange(dict(self.hand))
            case "take":
                return c.TakeCash(dict(view.cash))
            case "return":
                return c.ReturnCash(self._returned())
            case _:
                return c.CloseDrawer()
