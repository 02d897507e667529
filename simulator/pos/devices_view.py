"""What a person sees of the devices and of an outage: drawer, printer, lamps, written slips."""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.kernel.money import Minor, Pieces
from simulator.pos.state import Till


class SlipSeen(NamedTuple):
    slip: int
    total: Minor
    entered: bool


class DevicesView:
    """Drawer, mains, network, printer."""

    __slots__ = ()
    _till: Till

    @property
    def drawer_open(self) -> bool:
        return self._till.drawer.open

    @property
    def drawer_locked(self) -> bool:
        return self._till.drawer.locked

    @property
    def drawer_stuck(self) -> bool:
        """It did not spring open when it should have."""
        return self._till.drawer.stuck

    @property
    def drawer_state(self) -> str:
        """How it looks: `open`, `locked`, `stuck` or `closed`."""
        drawer = self._till.drawer
        return "open" if drawer.open else "locked" if drawer.locked else "stuck" if drawer.stuck else "closed"

    @property
    def drawer(self) -> Pieces:
        """What lies in the drawer, seen only while it is open."""
        return self._till.drawer.pieces if self._till.drawer.open else {}

    @property
    def power(self) -> bool:
        return self._till.outage.power

    @property
    def on_ups(self) -> bool:
        return self._till.outage.ups

    @property
    def stable(self) -> bool:
        """Whether the lights have stopped flickering."""
        return self._till.outage.stable

    @property
    def reported(self) -> bool:
        return self._till.outage.reported

    @property
    def losses(self) -> Sequence[str]:
        """Money that is gone, and nobody was told."""
        return self._till.outage.losses

    @property
    def order(self) -> str:
        """The duty manager's decision in this incident."""
        return self._till.outage.order

    @property
    def manual(self) -> bool:
        return self._till.outage.manual

    @property
    def printing(self) -> bool:
        return bool(self._till.printing)

    @property
    def printer_error(self) -> str:
        return self._till.printer_error

    @property
    def unprinted(self) -> str:
        """The document that the printer failed to print, and that was not printed since."""
        return self._till.unprinted

    @property
    def unprinted_report(self) -> bool:
        """Whether that document is an X or Z report."""
        return bool(self._till.unprinted) and self._till.unprinted == self._till.shift.last_report

    @property
    def paper_low(self) -> bool:
        return self._till.paper_low

    @property
    def slips(self) -> list[SlipSeen]:
        till = self._till
        return [SlipSeen(n, slip.total, n in till.entered) for n, slip in till.slips.items()]
