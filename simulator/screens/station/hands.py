"""Keys, pasted text and scans: what a person's hands do at a workstation becomes an action, an entry, or a movement."""

from typing import TYPE_CHECKING

from simulator.kernel.texts import half_width
from simulator.screens.shell.keys import SIGNS
from simulator.screens.station.pane import ListPane
from simulator.screens.station.paper import Roll
from virtual_devices.codes import Code, read_code

if TYPE_CHECKING:
    from simulator.screens.station.screen import StationScreen

KEY_OF = {**SIGNS, " ": "space"}
"""Names of the keys whose full-width signs count as their own."""
TORN = 0.5
"""Seconds within which two pieces may have been one scan."""
MOST = 32
"""Characters in the entry line."""


class Hands:
    """Owns the entry line's text; digits land there whatever has the focus. A workstation adds what is its own."""

    def __init__(self, station: "StationScreen") -> None:
        self._station = station
        self.entry = ""
        self._typed_at = 0.0

    def act(self) -> None:
        """A key or a click, in a dialog too, that is no command yet."""

    # --- the entry line

    def type(self, text: str) -> None:
        """A key of the entry line, from keyboard or keypad."""
        if text == "⌫":
            self.entry = self.entry[:-1]
        elif len(self.entry) < MOST:
            self.entry += text
        self._station.entry_line.sync()

    def take(self) -> str:
        """What was typed, which is used now."""
        text, self.entry = self.entry, ""
        self._station.entry_line.sync()
        return text

    def paste(self, text: str) -> None:
        """Pasted, or sent in one piece by an input method: digits are taken, Chinese is answered."""
        text = half_width(text).strip()
        if text.isascii():
            self.entry = (self.entry + "".join(ch for ch in text if ch.isprintable()))[:MOST]
            self._station.entry_line.sync()
        else:
            self._station.say("warn", "till.composed")

    # --- keys

    def press(self, key: str, character: str | None, at: float = 0.0) -> bool:
        """A key by its name and character; False when it means nothing here."""
        meant = self._press(key, character, at)
        if meant:
            self._station.pointed()
        return meant

    def _press(self, key: str, character: str | None, at: float) -> bool:
        station = self._station
        self._typed_at = at
        self.act()
        typed = half_width(character or "")
        if typed != (character or "") and typed.isascii():
            key = KEY_OF.get(typed, typed)
        if len(typed) == 1 and typed.isascii() and typed.isdigit():
            self.digit(typed)
            return True
        pane, action = station.focused, station.profile.action_of(key)
        if self.before(typed, action):
            pass
        elif action:
            station.run(action)
        elif key == "enter":
            self.enter()
        elif key == "backspace":
            self.erase()
        elif key == "escape":
            self.escape()
        elif isinstance(pane, ListPane | Roll) and pane.move(key):
            pass
        elif typed and typed.isascii() and typed.isprintable():
            self.type(typed)
        elif typed and typed.isprintable():
            station.say("warn", "till.composed")
        else:
            return False
        return True

    def before(self, typed: str, action: str) -> bool:
        """What a key means here before it means an action; True when it did."""
        return False

    def digit(self, digit: str) -> None:
        """The entry line's, unless a pane wants it."""
        self.type(digit)

    def enter(self) -> None:
        """What was typed, else what the cursor stands on."""
        station, pane = self._station, self._station.focused
        if self.entry:
            station.enter()
        elif isinstance(pane, ListPane) and pane.cursor:
            station.take(pane.cursor)

    def keypad(self, key: str) -> None:
        """A key on screen was clicked."""
        if key == "⏎":
            self.enter()
        elif key == "*":
            self._station.run("set_multiplier")
        elif key == "⌫":
            self.erase()
        else:
            self.type(key)

    def erase(self) -> None:
        """The last character."""
        self.type("⌫")

    def escape(self) -> None:
        """What was typed goes; then the focus is back where work begins."""
        station = self._station
        if self.entry:
            self.take()
        elif station.focused is station.home:
            station.say("info", "till.escape", menu=station.key_label("menu"), leave=station.key_label("leave_drill"))
        station.set_focus(station.home)
        station.sync()

    # --- scans

    def scan(self, code: str, at: float, source: str) -> bool:
        """A burst ended; False where it makes no sense as a scan, so that it is typed."""
        return False

    def replay(self, text: str) -> None:
        """A burst that was typing after all, with its Enter."""
        for character in text:
            self.press(KEY_OF.get(character, character), character)
        self.press("enter", "\r")

    def mended(self, code: str, at: float) -> str:
        """A stalled machine can tear a burst in two: its beginning was taken for typing a moment before."""
        head = half_width(self.entry)
        whole = head + code
        known = self._station.shop.catalog.find(whole) is not None or isinstance(read_code(whole), Code)
        if not head or at - self._typed_at > TORN or not known:
            return code
        self.take()
        return whole
