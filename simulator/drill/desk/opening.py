"""How the desk is found: what lies there when its person sits down, with some seeds so and with others otherwise.

Each part draws from a stream of its own.
"""

from scenarios.specs.office import OfficeSpec, PersonSpec, RoleSpec, TillEndSpec
from simulator.kernel import facts as f
from simulator.kernel.desk import Point, RoleCard, StaffCard, TillEnd
from simulator.kernel.draws import Draws
from simulator.kernel.texts import Text

NONE = "none"


def desk_opening(office: OfficeSpec, station: str, badge: str, name: Text, clock: str, seed: int) -> f.DeskOpened:
    """The desk's opening entry."""
    forecast = Draws(seed, "office/forecast").pick(office.forecasts) if office.forecasts else ()
    return f.DeskOpened(
        station,
        badge,
        name,
        clock,
        points=tuple(
            Point(spec.id, spec.kind, Draws(seed, f"office/{spec.id}").pick(spec.cases), spec.till)
            for spec in office.checklist
        ),
        floats=dict(office.floats),
        ends=tuple(_end(spec, seed) for spec in office.ends),
        opens=office.opens,
        roles=tuple(_role(spec, seed) for spec in office.roles),
        staff=tuple(_person(spec, seed) for spec in office.staff),
        apart=office.apart,
        roster=office.roster,
        crew=dict(forecast),
    )


def _end(spec: TillEndSpec, seed: int) -> TillEnd:
    draws = Draws(seed, f"office/{spec.till}")
    expected = draws.between(spec.expected.low // 10, spec.expected.high // 10) * 10
    return TillEnd(spec.till, spec.cashier, expected, expected + draws.pick(spec.off), spec.float)


def _role(spec: RoleSpec, seed: int) -> RoleCard:
    """What it may do as things stand, in the order of its duties, then what it has too much."""
    draws = Draws(seed, f"office/role/{spec.role}")
    lacks = {draws.pick(choice) for choice in spec.lacks}
    extra = dict.fromkeys(draws.pick(choice) for choice in spec.extra)
    rights = [duty for duty in spec.duties if duty not in lacks]
    rights += [right for right in extra if right not in spec.duties]
    return RoleCard(spec.role, spec.name, tuple(rights), spec.duties)


def _person(spec: PersonSpec, seed: int) -> StaffCard:
    draws = Draws(seed, f"office/staff/{spec.badge}")
    also = draws.pick(spec.also) if spec.also else NONE
    roles = (*spec.roles, *((also,) if also != NONE else ()))
    left = draws.below(100) < spec.left
    return StaffCard(spec.badge, spec.name, roles, left, spec.minor, spec.works.low, spec.works.high)
