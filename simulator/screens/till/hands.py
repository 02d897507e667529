"""What a person's hands do at the till beside what they do everywhere: cash in the tray, replies, payment codes."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.numbers import is_member_card
from simulator.kernel.stimuli import StillActing
from simulator.screens.station.hands import TORN, Hands
from simulator.screens.station.pane import ListPane
from simulator.screens.till import guide, operations
from virtual_devices.codes import split_aim, wallet_of

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

SHOWS_CARD = ("idle", "scanning", "tendering")
"""Stages at which somebody may be identified as a member."""
SHORTEST = 8
"""A burst shorter than this is an amount while paying."""
WORTH_SAYING = 5_000
"""How many milliseconds longer the till has to be kept before it is worth an entry that somebody is still at it."""


class TillHands(Hands):
    """Where digits go is said by the entry line: counts in the tray, replies while those are chosen, else there."""

    def __init__(self, till: "TillScreen") -> None:
        super().__init__(till)
        self._till = till

    def act(self) -> None:
        """Once the time is up, nobody is relieved in the middle of something."""
        till = self._till
        view, now = till.view, till.drill.clock.now()
        if view.takeover > now and not till.drill.clock.paused and view.kept_by_acting(now) >= WORTH_SAYING:
            till.session.inject(StillActing(), "trainee", now)

    def before(self, typed: str, action: str) -> bool:
        """In the tray + and - count; goods that come back have keys of a sale; a - may begin a number."""
        till = self._till
        if till.focused is till.tray and typed in ("+", "-") and till.tray.move("right" if typed == "+" else "left"):
            return True
        if (meant := guide.meant(till.view, action)) != action:
            till.run(meant)
            return True
        if typed != "-" or not self._means_a_sign(action):
            return False
        self.type(typed)
        till.say("info", "till.minus_typed")
        return True

    def _means_a_sign(self, action: str) -> bool:
        """`-` goes back from the payment; where there is none, it begins a number, which is then refused as a whole."""
        till = self._till
        selling = till.entry_wants == "code" and not till.view.locked
        return action == "cancel_tender" and selling and not self.entry

    def digit(self, digit: str) -> None:
        """A count in the tray, a reply by its number, else the entry line."""
        till = self._till
        if till.focused is till.tray and till.tray.digit(digit):
            return
        if till.focused is till.tray and till.view.drawer_open and not self.entry:
            till.say("info", "till.tray.row_first")  # on a row that says what to do, nothing is counted
        elif till.focused is not till.replies:
            self.type(digit)
        elif hit := till.replies.numbered(digit):
            till.take(hit)
        elif till.view.here is None:  # gone a moment ago: a reply's number is not the beginning of a code
            till.say("info", "till.nobody_to_speak_to", say=till.key_label("say"))
            till.set_focus(till.home)  # but the next digit may be
        else:
            till.say("info", "till.no_such_reply", digit=digit)

    def paste(self, text: str) -> None:
        """What is pasted is a code or an amount, and Enter after it means that."""
        super().paste(text)
        if self.entry and self._till.focused is self._till.replies:
            self._till.set_focus(self._till.home)

    def enter(self) -> None:
        """What was typed, else what the cursor stands on."""
        till, pane = self._till, self._till.focused
        if self.entry and pane is not till.replies:
            operations.enter(till)
        elif till.view.stage == "tendering" and pane in (till.belt, till.basket):
            till.say("info", "till.how_paid", cash=till.key_label("tender_cash"))
        elif isinstance(pane, ListPane) and pane is not till.basket and pane.cursor:
            till.take(pane.cursor)
        elif till.view.stage == "returning":
            till.run("return_line")

    def keypad(self, key: str) -> None:
        """A key on screen was clicked: in the tray its digits count."""
        if key.isdigit() and self._till.focused is self._till.tray:
            self.digit(key)
        else:
            super().keypad(key)

    def erase(self) -> None:
        """The last character; with nothing typed, a quantity that waits for its item."""
        if not self.entry and self._quantity_waits():
            operations.clear_multiplier(self._till)
        else:
            super().erase()

    def _quantity_waits(self) -> bool:
        view = self._till.view
        return (view.multiplier != 1 or view.measure > 0) and not operations.why_not(self._till, "set_multiplier")

    def escape(self) -> None:
        till = self._till
        if self.entry:
            self.take()
        elif self._quantity_waits():
            operations.clear_multiplier(till)
        elif till.focused is till.tray:
            self._leave_tray()
        elif till.focused is till.belt and till.view.awaiting_customer:
            till.say("info", "till.escape_awaiting", cancel=till.key_label("cancel_tender"))
        elif till.focused is till.belt:
            till.say("info", "till.escape", menu=till.key_label("menu"), leave=till.key_label("leave_drill"))
        till.set_focus(till.tray if till.tray.display else till.belt)
        till.sync()

    def _leave_tray(self) -> None:
        """What is in hand goes back first; the tray closes once the drawer is shut."""
        till = self._till
        if till.tray.lay_back():
            till.say("info", "till.tray.laid_back")
        elif till.view.drawer_open:
            tray, close = till.key_label("cash_tray"), till.key_label("close_drawer")
            till.say("info", "till.tray.open_still", tray=tray, close=close)
        else:
            till.toggle_tray()

    # --- scans

    def scan(self, code: str, at: float, source: str) -> bool:
        """A burst: goods and member cards while selling, a payment code while paying; a short amount was only typed."""
        till = self._till
        number = split_aim(code)[1]
        if till.view.stage in SHOWS_CARD and is_member_card(number):
            operations.take_member(till, number)
            return True
        if till.view.stage == "tendering":
            if wallet_of(code):
                if at - self._typed_at <= TORN:  # a torn burst's head; what was typed earlier is a part payment
                    self.entry = ""
                operations.charge_phone(till, code)
                return True
            if operations.charge_card(till, number):
                return True
            if len(code) < SHORTEST:
                return False
        elif "*" in code:
            return False
        elif till.view.stage == "returning" and operations.take_up_scanned(till, number):
            return True
        till.submit(c.Scan(self.mended(code, at) if source == "wedge" else code, source=source))
        return True
