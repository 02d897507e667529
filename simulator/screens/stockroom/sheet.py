"""The middle of the stockroom's screen: the document under way, drawn by its kind."""

from simulator.screens.station.pane import Line, heading
from simulator.screens.stockroom.pane import RoomList
from simulator.screens.stockroom.sheets.drawn import Drawn
from simulator.screens.stockroom.sheets.kinds import SHEETS


class Sheet(RoomList):
    """Rows are goods, lines of a receipt, or lists to open."""

    def _drawn(self, width: int) -> Drawn:
        subject = self.room.subject
        return SHEETS[subject.kind](self, subject.id, width)

    def head(self, width: int) -> list[Line]:
        drawn = self._drawn(width)
        return [heading(drawn.title, drawn.right, width, focused=self.has_focus), *drawn.head]

    def rows(self, width: int) -> list[Line]:
        return list(self._drawn(width).rows)

    def foot(self, width: int) -> list[Line]:
        return list(self._drawn(width).foot)
