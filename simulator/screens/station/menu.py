"""The menu: every action in a list, found by its group, or by typing what it is called."""

from collections.abc import Callable, Sequence

from simulator.kernel.texts import half_width
from simulator.screens.station.dialogs import Choose, Option, Say

MOST = 24


class Menu(Choose):
    """A list to choose from that goes to what is typed: a part of a name, else of what is said of it."""

    def __init__(
        self, title: Say, options: Sequence[Option], words_of: Callable[[str], tuple[str, str]], *, start: str = ""
    ) -> None:
        """`words_of(value)`: its names, and what is said of it."""
        super().__init__(title, options, wide=True, start=start)
        self._words_of = words_of
        self.typed = ""

    def on_mount(self) -> None:
        self.rows.hint = "till.menu.hint"
        super().on_mount()

    def key(self, key: str, character: str | None) -> bool:
        text = half_width(character or "")
        if key == "backspace":
            self.typed = self.typed[:-1]
        elif text and text.isprintable() and (text != " " or self.typed):
            self.typed = (self.typed + text)[:MOST]
        else:
            return super().key(key, character)
        self._go()
        return True

    def _go(self) -> None:
        """To the first row that is called so."""
        wanted = self.typed.strip().casefold()
        found = self._found(wanted) if wanted else ""
        self.rows.typed = self.typed
        self.rows.hint = "till.menu.hint" if not wanted else "till.menu.found" if found else "till.menu.nothing"
        if found:
            self.rows.choose(("option", found))
        else:
            self.sync()

    def _found(self, wanted: str) -> str:
        values = [option.value for option in self._options if option.value]
        for part in (0, 1):
            for value in values:
                if wanted in self._words_of(value)[part].casefold():
                    return value
        return ""
