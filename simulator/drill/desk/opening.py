"""How the desk is found: what lies there when its person sits down, with some seeds so and with others otherwise.

Each room's part draws from a stream of its own.
"""

from scenarios.specs.office import OfficeSpec
from simulator.kernel import facts as f
from simulator.kernel.texts import Text


def desk_opening(office: OfficeSpec, station: str, badge: str, name: Text, clock: str, seed: int) -> f.DeskOpened:
    """The desk's opening entry."""
    return f.DeskOpened(station, badge, name, clock)
