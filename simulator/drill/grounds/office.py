"""The manager's desk as its person finds it, and who and what reaches it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.specs.office import OfficeSpec
from simulator.desk.rules import DeskRules
from simulator.desk.state import STATION, Desk
from simulator.drill.desk.director import DeskDirector
from simulator.drill.desk.opening import desk_opening
from simulator.drill.rights import rights_at
from simulator.drill.sources import Source
from simulator.kernel import facts as f

if TYPE_CHECKING:
    from simulator.drill.staging import Stage


@dataclass(frozen=True, slots=True)
class OfficeGround:
    """See `grounds.Ground`."""

    stage: "Stage"

    @property
    def office(self) -> OfficeSpec:
        return self.stage.scenario.office or OfficeSpec()

    @property
    def stations(self) -> tuple[str, ...]:
        return (STATION,)

    def new_station(self, name: str) -> Desk:
        rights = rights_at(self.stage.role, "office")
        return Desk(DeskRules(self.stage.rules, rights.limits, rights.never), name)

    def openings(self, seed: int) -> tuple[f.DeskOpened, ...]:
        shop = self.stage.shop
        manager = next(person for person in shop.staff if person.level == self.stage.role.level)
        clock = self.stage.scenario.given.clock or shop.clock
        return (desk_opening(self.office, STATION, manager.badge, manager.name, clock, seed),)

    def sources(self, seed: int) -> tuple[Source, ...]:
        return (DeskDirector(self.office, self.stage.scenario.minutes, seed, self.stage.shop.baskets),)
