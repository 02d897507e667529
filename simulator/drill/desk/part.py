"""What the parts of the office's director share: each plays one room's outside, on the one agenda."""

from scenarios.specs.office import OfficeSpec
from scenarios.specs.spans import Span
from simulator.desk.state import Desk
from simulator.drill.agenda import Agenda
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event


class Part:
    """Plays what reaches one room of the desk."""

    def __init__(self, office: OfficeSpec, seed: int, agenda: Agenda) -> None:
        self._office, self._seed, self._agenda = office, seed, agenda

    def begin(self, at: int, desk: Desk) -> None:
        """The desk was opened: plan what comes."""
        raise NotImplementedError

    def see(self, what: Event, at: int, desk: Desk) -> None:
        """Something happened at the desk. Who comes once and waits makes nothing of it."""

    def _arrival(self, id: str, arrives: Span, at: int) -> tuple[Draws, int]:
        """When something comes, and the stream that all else about it is drawn from."""
        draws = Draws(self._seed, f"office/{id}")
        return draws, at + draws.between(arrives.low, arrives.high)
