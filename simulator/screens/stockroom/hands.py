"""What a clerk's hands do beside what hands do everywhere: goods are scanned, quantities typed before or after them."""

from typing import TYPE_CHECKING

from simulator.screens.station.hands import Hands

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen


class StockHands(Hands):
    """Digits land in the entry line whatever has the focus."""

    def __init__(self, room: "StockScreen") -> None:
        super().__init__(room)
        self._room = room

    def erase(self) -> None:
        """The last character; with nothing typed, a quantity that waits for its item."""
        if not self.entry and self._room.waiting:
            self._room.waiting = ""
            self._room.entry_line.sync()
        else:
            super().erase()

    def escape(self) -> None:
        """What was typed, what waits, then the list that was opened over the document under way."""
        room = self._room
        if not self.entry and room.waiting:
            room.waiting = ""
        elif not self.entry and room.subject != room.document():
            room.show(room.document())
            return
        super().escape()

    def scan(self, code: str, at: float, source: str) -> bool:
        """A burst ended: goods, whatever is under way."""
        if "*" in code:
            return False
        self._room.scanned(self.mended(code, at) if source == "wedge" else code)
        return True
