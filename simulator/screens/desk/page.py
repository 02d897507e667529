"""The middle of the desk: the matter in hand with its evidence, a paper, or one of the folders."""

from collections.abc import Callable

from simulator.screens.desk.pages import dossiers, house, matters, people
from simulator.screens.desk.pages.drawn import Drawn
from simulator.screens.desk.pane import DeskList
from simulator.screens.station.pane import Line, heading


class Page(DeskList):
    """Rows are evidence, papers, points, people: what can be looked at or decided."""

    def _drawn(self, width: int) -> Drawn:
        subject = self.desk.subject
        return PAGES[subject.kind](self, subject.id, width)

    def head(self, width: int) -> list[Line]:
        drawn = self._drawn(width)
        return [heading(drawn.title, drawn.right, width, focused=self.has_focus), *drawn.head]

    def rows(self, width: int) -> list[Line]:
        return list(self._drawn(width).rows)

    def foot(self, width: int) -> list[Line]:
        return list(self._drawn(width).foot)


PAGES: dict[str, Callable[[Page, str, int], Drawn]] = {
    "none": matters.nothing,
    "matter": matters.matter,
    "paper": dossiers.paper,
    "checklist": house.checklist,
    "day": house.day,
    "log": house.log,
    "rights": people.rights,
    "staff": people.staff,
    "roster": people.roster,
}


class LogPane(DeskList):
    """Right: what was decided, the latest first."""

    def head(self, width: int) -> list[Line]:
        desk = self.desk
        return [heading(desk.words("desk.folder.log"), desk.shop_time, width, focused=self.has_focus)]

    def rows(self, width: int) -> list[Line]:
        return house.log_lines(self, width)
