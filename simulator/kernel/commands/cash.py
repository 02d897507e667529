"""Hands in the drawer."""

from simulator.kernel.events import Command
from simulator.kernel.money import Pieces


class TakeCash(Command, frozen=True, gc=False):
    """Put notes and coins from the counter into the drawer."""

    pieces: Pieces


class GiveChange(Command, frozen=True, gc=False):
    """Take notes and coins out of the drawer and hand them over."""

    pieces: Pieces


class ReturnCash(Command, frozen=True, gc=False):
    """Hand notes and coins that lie on the counter back to the customer."""

    pieces: Pieces


class CloseDrawer(Command, frozen=True, gc=False):
    """Push the drawer shut; the till never does it by itself."""


class NoSale(Command, frozen=True, gc=False):
    """Open the drawer without a sale; a reason is asked for."""

    reason: str


class LockDrawer(Command, frozen=True, gc=False):
    """Turn the drawer's key."""


class UnlockDrawer(Command, frozen=True, gc=False):
    """Turn the key back; with the till dark, the key is also what opens the drawer."""
