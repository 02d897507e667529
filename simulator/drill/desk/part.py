"""What the parts of the office's director share: each plays one room's outside, on the one agenda."""

from typing import Protocol

from simulator.desk.state import Desk
from simulator.kernel.events import Event


class Part(Protocol):
    """Plays what reaches one room of the desk."""

    def begin(self, at: int, desk: Desk) -> None:
        """The desk was opened: plan what comes."""
        ...

    def see(self, what: Event, at: int, desk: Desk) -> None:
        """Something happened at the desk."""
        ...
