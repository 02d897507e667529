"""Notes and coins: counter, drawer, change."""

from simulator.kernel.events import Fact
from simulator.kernel.money import Minor, Pieces


class CashTaken(Fact, frozen=True, gc=False):
    """From the counter into the drawer."""

    pieces: Pieces
    amount: Minor
    sale: str
    change_open: Minor
    """Change still to be given at that moment: a careful cashier leaves the note outside until it is counted."""
    counterfeit: Minor = 0
    """Face value of the false notes among them, which nobody noticed."""
    unchecked: Minor = 0
    """Large notes among them that nobody held against the detector, where the shop asks for it."""


class ChangeGiven(Fact, frozen=True, gc=False):
    """From the drawer to the customer; `amount` is what was handed over now, `so_far` with what was given before."""

    sale: str
    customer: str
    pieces: Pieces
    amount: Minor
    so_far: Minor
    due: Minor
    over: Minor = 0
    """What of it was handed over beyond what was due."""


class CashReturned(Fact, frozen=True, gc=False):
    """Notes and coins from the counter went back to the customer without ever being in the drawer."""

    pieces: Pieces
    amount: Minor


class CashExchanged(Fact, frozen=True, gc=False):
    """换零: small change brought for large notes; empty `takes` where the drawer could not give those notes."""

    gives: Pieces
    takes: Pieces


class DrawerOpened(Fact, frozen=True, gc=False):
    """The cash drawer (钱箱) sprang open: every opening is told, for it is what auditors ask about first."""

    why: str
    """`sale`, `no_sale`, `key`, or an operation of the cash office that opens it for itself: `drop_cash`."""
    reason: str = ""
    needed: bool = False
    """A sale, or money to be taken or handed out, asked for it."""


class DrawerClosed(Fact, frozen=True, gc=False):
    """The drawer was pushed shut: how long it stood open is what graders look at."""

    open_for: int
    """Milliseconds."""
    small: Minor = 0
    """What lay in it in small pieces, those that change is mostly made of."""


class DrawerLocked(Fact, frozen=True, gc=False):
    """The drawer's key was turned: nobody gets at the cash, whatever happens to the mains."""


class DrawerUnlocked(Fact, frozen=True, gc=False):
    """The key was turned back; this alone does not open the drawer."""
