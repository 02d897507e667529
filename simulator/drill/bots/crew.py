"""Who works at which kind of station: the experienced one, the lazy one, and one for every mistake."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from simulator.drill.bots import stockroom
from simulator.drill.bots.mistakes import LAZY, MISTAKES
from simulator.drill.bots.office_desk.mistakes import LAZY as LAZY_MANAGER
from simulator.drill.bots.office_desk.mistakes import MISTAKES as MANAGERS_MISTAKES
from simulator.drill.bots.office_desk.papered_mistakes import PAPERED_MISTAKES
from simulator.drill.bots.office_desk.routine import EXPERIENCED as MANAGER
from simulator.drill.bots.routine import EXPERIENCED
from simulator.drill.bots.steps import Advice, Memory


class Advisor(Protocol):
    """A routine: what is seen at its kind of station, and remembered, to the next step."""

    def advise(self, view: Any, memory: Memory, /) -> Advice: ...


class Crew(NamedTuple):
    """Routines of one workstation."""

    experienced: Advisor
    lazy: Advisor
    mistakes: Mapping[str, Advisor]
    """Name of a mistake -> the routine of somebody who makes it, and no other."""


CREWS: dict[str, Crew] = {
    "till": Crew(EXPERIENCED, LAZY, MISTAKES),
    "office": Crew(MANAGER, LAZY_MANAGER, MANAGERS_MISTAKES | PAPERED_MISTAKES),
    "stockroom": Crew(stockroom.EXPERIENCED, stockroom.LAZY, stockroom.MISTAKES),
}
"""By workstation."""
