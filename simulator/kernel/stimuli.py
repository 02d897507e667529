"""Stimuli: what comes from outside. Customers, colleagues, devices, the mains: all enter through `session.inject`."""

import msgspec

from simulator.kernel.events import Stimulus
from simulator.kernel.money import Minor, Pieces
from simulator.kernel.texts import Text


class Good(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One physical thing a customer brings. What it *is* (`sku`) and what can be read off it are two matters."""

    id: str
    sku: str
    look: Text
    """What a person sees."""
    label: str = "clean"
    """`clean`, `smudged` (bars unreadable, digits legible), `torn` (nothing legible), `none` (loose goods)."""
    code: str = ""
    """The code printed on it."""
    grams: int = 0
    """Weight of loose goods."""
    place: str = "belt"
    """`belt`, or `trolley` (underneath, seen only by who looks)."""


class Answer(msgspec.Struct, frozen=True, gc=False):
    """A reply offered for a customer's question."""

    reply: str
    text: Text


# --- customers -------------------------------------------------------------------------------------------------------


class CustomerArrived(Stimulus, frozen=True, gc=False):
    """Joins the queue."""

    customer: str
    name: Text
    manner: str = "calm"
    """`calm`, `hurried`, `chatty`, `grumpy`, `elderly`."""
    patience: int = 240_000
    """Milliseconds until this customer gives up waiting."""
    items: int = 0
    ahead: bool = False
    """Pushes to the front of the queue."""


class CustomerSteppedUp(Stimulus, frozen=True, gc=False):
    """Comes to the counter and lays goods on the belt."""

    customer: str
    goods: tuple[Good, ...]
    member: str = ""
    """Member code, shown when asked."""


class CustomerLaid(Stimulus, frozen=True, gc=False):
    """Lays something more on the belt."""

    customer: str
    goods: tuple[Good, ...]


class CustomerSaid(Stimulus, frozen=True, gc=False):
    """Says something; with `answers`, it is a question that waits for one of them."""

    customer: str
    about: str
    """What it is about: an id for checks and bots (`greeting`, `price_dispute`, `fetching`, ...)."""
    text: Text
    answers: tuple[Answer, ...] = ()
    right: tuple[str, ...] = ()
    """Replies that a good cashier may give; hidden from the screen."""


class CustomerDropped(Stimulus, frozen=True, gc=False):
    """Changed their mind about a good: it must not be charged."""

    customer: str
    good: str


class MemberShown(Stimulus, frozen=True, gc=False):
    """Holds out the member code."""

    customer: str
    code: str


class CashOffered(Stimulus, frozen=True, gc=False):
    """Lays notes and coins on the counter."""

    customer: str
    pieces: Pieces


class CardOffered(Stimulus, frozen=True, gc=False):
    """Holds out a bank card."""

    customer: str
    amount: Minor = 0
    """What the customer wants to pay by it; 0 is all that is due."""


class PhoneOffered(Stimulus, frozen=True, gc=False):
    """Holds out a phone: a live payment code, or a screenshot of a payment said to be made."""

    customer: str
    code: str
    live: bool = True
    arrived: bool = False
    """For a payment to the static code: whether the money did arrive; hidden from the screen."""
    amount: Minor = 0
    """What the customer wants to pay by it; 0 is all that is due."""


class ChangeDisputed(Stimulus, frozen=True, gc=False):
    """The customer counted the change and found it wrong."""

    customer: str
    short: int
    """Minor units missing; negative when there was too much (an honest customer says so)."""


class CustomerSteppedAside(Stimulus, frozen=True, gc=False):
    """Goes to fetch something while the next one is served; comes back later."""

    customer: str


class CustomerReturned(Stimulus, frozen=True, gc=False):
    """Is back at the counter, to have a suspended sale resumed."""

    customer: str
    goods: tuple[Good, ...] = ()


class CustomerGrewImpatient(Stimulus, frozen=True, gc=False):
    """A part of the patience is used up and it shows; 1 is the mildest level."""

    customer: str
    level: int


class CustomerLeft(Stimulus, frozen=True, gc=False):
    """Leaves: `served`, `gave_up` (no patience), `relief` (goes to the colleague who takes over)."""

    customer: str
    reason: str = "served"


# --- colleagues ------------------------------------------------------------------------------------------------------


class SupervisorArrived(Stimulus, frozen=True, gc=False):
    """The supervisor (收银主管) stands at the till and may authorize on the spot."""

    badge: str


class SupervisorAuthorized(Stimulus, frozen=True, gc=False):
    """Looks at the pending operation and enters the PIN."""

    badge: str


class SupervisorDeclined(Stimulus, frozen=True, gc=False):
    """Looks at the pending operation and refuses it."""

    badge: str


class SupervisorOrdered(Stimulus, frozen=True, gc=False):
    """The duty manager's decision in an incident: `wait`, `manual_mode`, `stop`, `resume`."""

    badge: str
    order: str
    text: Text = Text()


class SupervisorLeft(Stimulus, frozen=True, gc=False):
    """Walks off; from now on a PIN of this badge was entered by somebody else."""

    badge: str


class CashSupplied(Stimulus, frozen=True, gc=False):
    """The supervisor brings small change for the drawer in exchange for large notes."""

    badge: str
    gives: Pieces
    takes: Pieces


class ReliefArrived(Stimulus, frozen=True, gc=False):
    """The colleague who takes over stands there: finish what is open, lock, hand over."""

    name: Text
    text: Text = Text()
    """What they say."""


# --- devices and mains -----------------------------------------------------------------------------------------------


class PaymentAnswered(Stimulus, frozen=True, gc=False):
    """The payment channel's answer: `approved`, `declined` or `timeout` (the outcome is unknown)."""

    request: str
    outcome: str


class ReceiptPrinted(Stimulus, frozen=True, gc=False):
    """The printer printed a document to its end."""

    document: str
    device: str = "virtual"


class PrinterFailed(Stimulus, frozen=True, gc=False):
    """The printer could not; `error` is its UPOS name (`EPTR_REC_EMPTY`, `E_OFFLINE`, ...)."""

    document: str
    error: str
    device: str = "virtual"


class PaperNearEnd(Stimulus, frozen=True, gc=False):
    """The roll runs low: the printer's warning, early enough to change paper between two customers."""

    lines: int = 0
    """What is left on the roll where a script made it so; 0: as the printer counted."""


class PowerFlickered(Stimulus, frozen=True, gc=False):
    """The mains dip and come back: nothing stops, but they cannot be trusted until they return stable."""


class PowerFailed(Stimulus, frozen=True, gc=False):
    """The mains fail; the till runs on its UPS for `ups` milliseconds (0: it is dark at once)."""

    ups: int = 0


class UpsExhausted(Stimulus, frozen=True, gc=False):
    """The battery behind the till is empty; without mains it goes dark now."""


class PowerReturned(Stimulus, frozen=True, gc=False):
    """The mains are back; a till that went dark stays so until somebody restarts it."""

    stable: bool = True
    """False when it will fail again soon."""


class NetworkFailed(Stimulus, frozen=True, gc=False):
    """断网: cards and phones cannot be charged, and requests on their way get no answer; cash goes on (脱机收银)."""


class NetworkReturned(Stimulus, frozen=True, gc=False):
    """Payments can be charged again, and open requests be queried."""


# --- the drill -------------------------------------------------------------------------------------------------------


class DrillPaused(Stimulus, frozen=True, gc=False):
    """Virtual time stands still: nobody loses patience and no device goes on."""


class DrillContinued(Stimulus, frozen=True, gc=False):
    """Virtual time runs again from where it stood."""


class HintShown(Stimulus, frozen=True, gc=False):
    """Help was asked for (practice) or given (coach)."""

    advice: str


class CoachStopped(Stimulus, frozen=True, gc=False):
    """The coach held back a command that would have been a critical error."""

    command: str
    expectation: str


class ShiftEnded(Stimulus, frozen=True, gc=False):
    """The till is taken over, whatever is still open."""


class TimeUp(Stimulus, frozen=True, gc=False):
    """The drill's minutes are over: nobody new comes, the shift is finished."""
