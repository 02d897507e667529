"""The middle of the stockroom's screen: the document under way, drawn by its kind."""

from simulator.screens.station.bars import minutes
from simulator.screens.station.pane import Line, heading
from simulator.screens.stockroom import darkness
from simulator.screens.stockroom.pane import RoomList
from simulator.screens.stockroom.sheets.drawn import Drawn
from simulator.screens.stockroom.sheets.kinds import SHEETS


class Sheet(RoomList):
    """Rows are goods, lines of a receipt, or lists to open."""

    def _drawn(self, width: int) -> Drawn:
        subject = self.room.subject
        return SHEETS[subject.kind](self, subject.id, width)

    def draw(self, width: int, height: int) -> list[Line]:
        room = self.room
        if room.view.dark:
            self._grid = []
            since = minutes(room.view.dark_since)
            return darkness.notice(room.words, since, width, height, focused=self.has_focus)
        return super().draw(width, height)

    def head(self, width: int) -> list[Line]:
        drawn = self._drawn(width)
        return [heading(drawn.title, drawn.right, width, focused=self.has_focus), *drawn.head]

    def rows(self, width: int) -> list[Line]:
        return list(self._drawn(width).rows)

    def foot(self, width: int) -> list[Line]:
        return list(self._drawn(width).foot)
