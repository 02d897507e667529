"""The ground of a run, by workstation: which stations it has, how they are found, who and what comes from outside."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from simulator.drill.grounds.office import OfficeGround
from simulator.drill.grounds.stockroom import StockGround
from simulator.drill.grounds.till import TillGround
from simulator.drill.places import Opened, Station
from simulator.drill.sources import Source

if TYPE_CHECKING:
    from simulator.drill.staging import Stage


class Ground(Protocol):
    """One for each workstation that a role may have."""

    @property
    def stations(self) -> tuple[str, ...]:
        """The person's first."""
        ...

    def new_station(self, name: str) -> Station:
        """A station before it is opened."""
        ...

    def openings(self, seed: int) -> tuple[Opened, ...]:
        """The stations as the person finds them."""
        ...

    def sources(self, seed: int) -> tuple[Source, ...]:
        """Fresh ones: everybody and everything from outside."""
        ...


GROUNDS: "dict[str, Callable[[Stage], Ground]]" = {"till": TillGround, "stockroom": StockGround, "office": OfficeGround}
"""By workstation."""


def ground_of(stage: "Stage") -> Ground:
    """The ground for the workstation of the stage's role. Raises KeyError for one that nobody can work at yet."""
    return GROUNDS[stage.role.workstation](stage)
