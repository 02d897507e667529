"""The middle of the stockroom's screen: the document under way, drawn by its kind."""

from simulator.screens.station.pane import Line, Span, heading
from simulator.screens.stockroom.pane import RoomList
from simulator.screens.stockroom.sheets.drawn import Drawn
from simulator.screens.stockroom.sheets.kinds import SHEETS
from virtual_devices.layout import wrap


class Sheet(RoomList):
    """Rows are goods, lines of a receipt, or lists to open."""

    def _drawn(self, width: int) -> Drawn:
        if self.room.view.dark:
            return self._dark(width)
        subject = self.room.subject
        return SHEETS[subject.kind](self, subject.id, width)

    def _dark(self, width: int) -> Drawn:
        """No terminal without power: what stood there is still there afterwards."""
        words = self.room.words
        said = words(
            "stock.dark", call=self.room.key_label("call_supervisor"), look=self.room.key_label("look_at_place")
        )
        title = words("stock.dark.title")
        return Drawn(title, "", [(), *((Span(f"  {line}", "dim"),) for line in wrap(said, width - 4))])

    def head(self, width: int) -> list[Line]:
        drawn = self._drawn(width)
        return [heading(drawn.title, drawn.right, width, focused=self.has_focus), *drawn.head]

    def rows(self, width: int) -> list[Line]:
        return list(self._drawn(width).rows)

    def foot(self, width: int) -> list[Line]:
        return list(self._drawn(width).foot)
