"""Customers: they come, lay goods down, ask, pay, lose patience, leave."""

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
    """`belt`; `trolley` (underneath) and `inside` (of another good) are seen only by who looks."""
    holder: str = ""
    """The good it is inside of."""
    expiry: str = ""
    """YYYY-MM-DD as printed on it; empty where nobody needs to look."""
    lot: str = ""
    """As printed on it."""
    back: bool = False
    """Brought back to be returned: it was bought before."""
    state: str = ""
    """What is wrong with it, seen by who looks at it: `opened`, `damaged`, `spoiled`; empty: nothing."""


class Answer(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A reply offered for a customer's question."""

    reply: str
    text: Text
    promises: str = ""
    """What whoever gives it has to do as well, one of `kernel.answers.PROMISES`; empty: nothing."""
    of: str = ""
    """The sku that this is about."""
    off: Minor = 0
    """What is taken off."""


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
    born: str = ""
    """YYYY-MM-DD; hidden until an identity card is shown. Empty: old enough for anything."""
    looks: int = 0
    """How old they look; 0: plainly of age."""
    has_id: bool = True
    """Has an identity card with them; hidden until it is asked for."""


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
    why: str = ""
    """What is wrong about any other, one of `kernel.answers.MISTAKES`; empty: nothing is said of it."""
    because: Text | None = None
    """The same in a sentence of the script's own."""


class CustomerDropped(Stimulus, frozen=True, gc=False):
    """Changed their mind about a good: it must not be charged."""

    customer: str
    good: str


class MemberShown(Stimulus, frozen=True, gc=False):
    """Holds out the member code."""

    customer: str
    code: str


class IdShown(Stimulus, frozen=True, gc=False):
    """Shows an identity card, or (`born` empty) has none to show."""

    customer: str
    born: str = ""


class CouponShown(Stimulus, frozen=True, gc=False):
    """Presents a coupon."""

    customer: str
    code: str


class CashOffered(Stimulus, frozen=True, gc=False):
    """Lays notes and coins on the counter."""

    customer: str
    pieces: Pieces
    counterfeits: Pieces = msgspec.field(default_factory=dict)
    """The false ones among them; hidden from the screen until somebody checks."""


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
    """Minor units missing, as they count it; negative when there was too much (an honest customer says so)."""


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


class PriceDisputed(Stimulus, frozen=True, gc=False):
    """Says that the shelf has another price than the till."""

    customer: str
    sku: str
    claimed: Minor
    truth: str
    """What the shelf says in truth: `says_so`, `ended` (a promotion that is over), `neighbour` (the tag of the item
    beside it), `members` (a price for members); hidden until somebody has looked."""


class ComplaintMade(Stimulus, frozen=True, gc=False):
    """Has something to complain of."""

    customer: str
    kind: str
    amount: Minor = 0
    """Money that they say is missing, or was taken twice."""
    proved: bool = True
    """Whether the records bear it out; hidden until somebody has looked."""
