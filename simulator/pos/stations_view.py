"""What a person sees of the tills around: which there are, whether somebody is signed on here, what was left there."""

from collections.abc import Mapping, Sequence

from simulator.kernel.texts import Text
from simulator.pos.state import Till


class StationsView:
    """This till among the others."""

    __slots__ = ()
    _till: Till

    @property
    def signed_on(self) -> bool:
        """Somebody is: until then, and once it is closed, nothing can be rung up."""
        return bool(self._till.operator) and not self._till.closed

    @property
    def tills(self) -> Sequence[str]:
        """The tills that one can see from here, this one among them; empty where it is the only one."""
        return self._till.rules.stations

    @property
    def cashier(self) -> Text:
        """Who came over and is not signed on yet."""
        return self._till.cashier_name

    @property
    def floating(self) -> bool:
        """A till that stood ready for whoever needs it: its float is counted first, and declared at the end."""
        return self._till.floating

    @property
    def left_at(self) -> Mapping[str, str]:
        """Ticket -> the till where it was left, of those that come from another one."""
        return {ticket: held.origin for ticket, held in self._till.held.items()}

    @property
    def dark_alone(self) -> bool:
        """The screen is dark although the lights never went out."""
        return self._till.outage.dark and self._till.outage.broken

    @property
    def broken(self) -> bool:
        """It was switched on, and stayed dark."""
        return self.dark_alone and self._till.outage.restarts > 0
