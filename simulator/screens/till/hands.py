"""Keys, pasted text and scans: what a person's hands do at the till becomes an action, an entry, or a movement."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.numbers import is_member_card
from simulator.kernel.stimuli import StillActing
from simulator.kernel.texts import half_width
from simulator.screens.shell.keys import SIGNS
from simulator.screens.till import operations
from simulator.screens.till.pane import ListPane
from simulator.screens.till.paper import Roll
from virtual_devices.codes import Code, read_code, split_aim, wallet_of

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

KEY_OF = {**SIGNS, " ": "space"}
"""Names of the keys whose full-width signs count as their own."""
TORN = 0.5
"""Seconds within which two pieces may have been one scan."""
SHOWS_CARD = ("idle", "scanning", "tendering")
"""Stages at which somebody may be identified as a member."""
SHORTEST = 8
"""A burst shorter than this is an amount while paying."""
WORTH_SAYING = 5_000
"""How many milliseconds longer the till has to be kept before it is worth an entry that somebody is still at it."""
MOST = 32
"""Characters in the entry line."""


class Hands:
    """Owns the entry line's text; digits land there whatever has the focus."""

    def __init__(self, till: "TillScreen") -> None:
        self._till = till
        self.entry = ""
        self._typed_at = 0.0

    def act(self) -> None:
        """A key or a click, in a dialog too: once the time is up, nobody is relieved in the middle of something."""
        till = self._till
        view, now = till.view, till.drill.clock.now()
        if view.takeover > now and not till.drill.clock.paused and view.kept_by_acting(now) >= WORTH_SAYING:
            till.session.inject(StillActing(), "trainee", now)

    # --- the entry line

    def type(self, text: str) -> None:
        """A key of the entry line, from keyboard or keypad."""
        if text == "⌫":
            self.entry = self.entry[:-1]
        elif len(self.entry) < MOST:
            self.entry += text
        self._till.entry_line.sync()

    def take(self) -> str:
        """What was typed, which is used now."""
        text, self.entry = self.entry, ""
        self._till.entry_line.sync()
        return text

    def paste(self, text: str) -> None:
        """Pasted, or sent in one piece by an input method: digits are taken, Chinese is answered."""
        text = half_width(text).strip()
        if text.isascii():
            self.entry = (self.entry + "".join(ch for ch in text if ch.isprintable()))[:MOST]
            self._till.entry_line.sync()
        else:
            self._till.say("warn", "till.composed")

    # --- keys

    def press(self, key: str, character: str | None, at: float = 0.0) -> bool:
        """A key by its name and character; False when it means nothing here."""
        till = self._till
        self._typed_at = at
        self.act()
        typed = half_width(character or "")
        if typed != (character or "") and typed.isascii():
            key = KEY_OF.get(typed, typed)
        if len(typed) == 1 and typed.isascii() and typed.isdigit():
            self.digit(typed)
            return True
        pane = till.focused
        if pane is till.tray and typed in ("+", "-") and till.tray.move("right" if typed == "+" else "left"):
            return True
        action = till.host.profile.action_of(key)
        if typed == "-" and self._means_a_sign(action):
            self.type(typed)
            till.say("info", "till.minus_typed")
        elif action:
            till.run(action)
        elif key == "enter":
            self.enter()
        elif key == "backspace":
            self._erase()
        elif key == "escape":
            self._escape()
        elif isinstance(pane, ListPane | Roll) and pane.move(key):
            pass
        elif typed and typed.isascii() and typed.isprintable():
            self.type(typed)
        elif typed and typed.isprintable():
            till.say("warn", "till.composed")
        else:
            return False
        return True

    def _means_a_sign(self, action: str | None) -> bool:
        """`-` goes back from the payment; where there is none, it begins a number, which is then refused as a whole."""
        till = self._till
        selling = till.entry_wants == "code" and not till.view.locked
        return action == "cancel_tender" and selling and not self.entry

    def digit(self, digit: str) -> None:
        """A count in the tray, a reply by its number, else the entry line."""
        till = self._till
        if till.focused is till.tray and till.tray.digit(digit):
            return
        if till.focused is till.replies and not self.entry:
            hit = till.replies.numbered(digit)
            if hit:
                till.take(hit)
                return
            if till.view.here is None:  # gone a moment ago: a reply's number is not the beginning of a code
                till.say("bad", "refused.no_customer")
                return
        self.type(digit)

    def enter(self) -> None:
        """What was typed, else what the cursor stands on."""
        till, pane = self._till, self._till.focused
        if self.entry:
            operations.enter(till)
        elif isinstance(pane, ListPane) and pane is not till.basket and pane.cursor:
            till.take(pane.cursor)
        elif till.view.stage == "returning":
            till.run("return_line")
        elif till.view.stage == "tendering":
            till.say("info", "till.how_paid", cash=till.key_label("tender_cash"))

    def keypad(self, key: str) -> None:
        """A key on screen was clicked."""
        if key == "⏎":
            self.enter()
        elif key == "*":
            self._till.run("set_multiplier")
        elif key.isdigit() and self._till.focused is self._till.tray:
            self.digit(key)
        elif key == "⌫":
            self._erase()
        else:
            self.type(key)

    def _erase(self) -> None:
        """The last character; with nothing typed, a quantity that waits for its item."""
        if not self.entry and self._quantity_waits():
            operations.clear_multiplier(self._till)
        else:
            self.type("⌫")

    def _quantity_waits(self) -> bool:
        view = self._till.view
        return (view.multiplier != 1 or view.measure > 0) and not operations.why_not(self._till, "set_multiplier")

    def _escape(self) -> None:
        till = self._till
        if self.entry:
            self.take()
        elif self._quantity_waits():
            operations.clear_multiplier(till)
        elif till.focused is till.tray:
            self._leave_tray()
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
            till.submit(c.IdentifyMember(number))
            return True
        if till.view.stage == "tendering":
            if wallet_of(code):
                if at - self._typed_at <= TORN:  # a torn burst's head; what was typed earlier is a part payment
                    self.entry = ""
                operations.charge_phone(till, code)
                return True
            if operations.charge_card(till, code):
                return True
            if len(code) < SHORTEST:
                return False
        elif "*" in code:
            return False
        elif till.view.stage == "returning" and operations.take_up_scanned(till, code):
            return True
        till.submit(c.Scan(self._mended(code, at) if source == "wedge" else code, source=source))
        return True

    def replay(self, text: str) -> None:
        """A burst that was typing after all, with its Enter."""
        for character in text:
            self.press(KEY_OF.get(character, character), character)
        self.press("enter", "\r")

    def _mended(self, code: str, at: float) -> str:
        """A stalled machine can tear a burst in two: its beginning was taken for typing a moment before."""
        head = half_width(self.entry)
        whole = head + code
        known = self._till.view.rules.catalog.find(whole) is not None or isinstance(read_code(whole), Code)
        if not head or at - self._typed_at > TORN or not known:
            return code
        self.take()
        return whole
