"""The sales floor as a cashier finds it: their till, one that waits beside it where a script gives one, who comes."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from roles.model import Role
from scenarios.dataset import People
from scenarios.shop import Shop
from scenarios.specs.course import Given
from scenarios.specs.scenario import Scenario
from simulator.drill.back_office import BackOffice
from simulator.drill.customers.baskets import Shelves
from simulator.drill.customers.holdings import Holdings
from simulator.drill.customers.packaging import Packaging
from simulator.drill.customers.purse import count_out
from simulator.drill.director import Director
from simulator.drill.rig import Rig
from simulator.drill.rights import rights_at
from simulator.drill.sold_before import Brought, points_of, sold_before
from simulator.drill.sources import Source
from simulator.kernel import facts as f
from simulator.kernel.draws import Draws
from simulator.kernel.money import Currency, Pieces, make_change, worth
from simulator.kernel.texts import Text
from simulator.pos.accounts import of_card, of_points
from simulator.pos.catalog import Catalog
from simulator.pos.recent import sold_lately
from simulator.pos.rules import Rules, Staff
from simulator.pos.state import Till
from virtual_devices.printer import NEW_ROLL

if TYPE_CHECKING:
    from simulator.drill.staging import Stage

STATION = "till-1"
STANDBY = "till-2"
"""The standby till, where a script gives one."""


@dataclass(frozen=True, slots=True)
class TillGround:
    """See `grounds.Ground`."""

    stage: "Stage"

    @property
    def stations(self) -> tuple[str, ...]:
        return self.stage.rules.stations or (STATION,)

    def new_station(self, name: str) -> Till:
        return Till(self.stage.rules, name)

    def sources(self, seed: int) -> tuple[Source, ...]:
        """The director with everybody from outside, and the devices."""
        shop, packaging = self.stage.shop, self.packaging()
        wares, brought = shop.items.values(), self._brought(seed)
        director = Director(self.stage.scenario, wares, self.stage.people, seed, shop.bags, packaging, brought)
        office = BackOffice(seed, [each.sold for each in brought.values()])
        return director, *(Rig(station) for station in self.stage.rules.stations or ("",)), office

    def packaging(self) -> Packaging:
        """What is printed on this shop's goods."""
        shop, lots = self.stage.shop, dict[str, tuple[str, ...]]()
        for recall in shop.recalls:
            lots[recall.sku] = (*lots.get(recall.sku, ()), recall.lot)
        return Packaging(self.stage.scenario.given.clock or shop.clock, shop.labels, lots)

    def _brought(self, seed: int) -> dict[str, Brought]:
        """What customers bought on earlier days."""
        stage, packaging = self.stage, self.packaging()
        shelves = Shelves(stage.shop.items.values(), stage.shop.bags, packaging)
        members, promotions = list(stage.people.members), stage.shop.promotions
        return sold_before(stage.scenario.customers, shelves, stage.rules, promotions, members, packaging.clock, seed)

    def openings(self, seed: int) -> tuple[f.StationOpened, ...]:
        """The tills as the trainee finds them: their own, and those that wait for somebody."""
        mine = self.opening(seed)
        return mine, *(self._waiting(station, mine, seed) for station in self.stations[1:])

    def _waiting(self, station: str, mine: f.StationOpened, seed: int) -> f.StationOpened:
        """A till that nobody is signed on to, with a float and a roll of its own."""
        given, draws = self.stage.scenario.given, Draws(seed, f"standby/{station}")
        due = given.float or self.stage.shop.float
        found = float_found(due, replace(given, float_off=given.standby_float_off), self.stage.shop.currency, seed)
        return msgspec.structs.replace(
            mine,
            station=station,
            operator="",
            name=Text(),
            float=found,
            paper=NEW_ROLL,
            float_due=worth(due) if found != due else 0,
            z_reports=draws.between(100, 400) if given.closing else 0,
        )

    def opening(self, seed: int) -> f.StationOpened:
        """The trainee's till as they find it."""
        given, trainee = self.stage.scenario.given, self.stage.shop.trainee
        paper = Draws(seed, "paper").between(given.paper.low, given.paper.high)
        due, clock = given.float or self.stage.shop.float, given.clock or self.stage.shop.clock
        found = float_found(due, given, self.stage.shop.currency, seed)
        float_due = worth(due) if found != due else 0
        z_reports = Draws(seed, "reports").between(100, 400) if given.closing else 0
        people = self.stage.people
        accounts = {of_points(member): points for member, points in people.points.items()}
        accounts |= {of_card(number): balance for number, balance in people.cards.items()}
        accounts |= Holdings(self.stage.scenario.customers, people.members).opening(seed)
        brought = self._brought(seed)
        for member, points in points_of(brought).items():
            accounts[of_points(member)] = accounts.get(of_points(member), 0) + points
        recent = sold_lately([each.sold for each in brought.values()], clock[:10], self.stage.shop.returns)
        return f.StationOpened(
            STATION, trainee.badge, trainee.name, found, paper, float_due, z_reports, clock, accounts, recent
        )


def float_found(due: Pieces, given: Given, currency: Currency, seed: int) -> Pieces:
    """The float as it really lies in the drawer: with some seeds not what it should be."""
    if not given.float_off:
        return due
    off = Draws(seed, "float").pick(given.float_off)
    moved = count_out(currency, off) if off >= 0 else make_change(-off, due) or {}
    sign = 1 if off >= 0 else -1
    found = {value: due.get(value, 0) + sign * moved.get(value, 0) for value in {**due, **moved}}
    return {value: count for value, count in found.items() if count}


def rules_of(shop: Shop, people: People, role: Role, given: Given, scenario: Scenario | None = None) -> Rules:
    """The shop as its tills see it, with the rights of the role at its workstation and the promotions that are on."""
    rights = rights_at(role, role.workstation)
    return Rules(
        Catalog(shop.items.values()),
        rights=rights.limits,
        never=rights.never,
        staff={person.badge: Staff(person.badge, person.name, person.level, person.number) for person in shop.staff},
        members=Holdings(scenario.customers if scenario else (), people.members).members(),
        points=shop.points,
        bags=shop.bags,
        policy=shop.policy,
        promotions=tuple(p for p in shop.promotions if p.id in given.promotions),
        once=shop.promotions,
        cash_limit=given.cash_limit or shop.cash_limit,
        closing=given.closing,
        check_notes=given.check_notes,
        labels=shop.labels,
        recalls=frozenset((recall.sku, recall.lot) for recall in shop.recalls),
        quick_keys=shop.quick_keys,
        ask_id_below=shop.ask_id_below,
        weighed_per=shop.weighed_per,
        offline=given.offline,
        returns=shop.returns,
        stations=(STATION, STANDBY) if given.standby_till else (),
    )
