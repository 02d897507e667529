"""Who comes to the counter, with what, how they pay, and what goes wrong."""

from dataclasses import dataclass
from typing import Literal

from scenarios.specs.spans import Span
from simulator.kernel.money import Minor
from simulator.kernel.stimuli import Answer
from simulator.kernel.texts import Text


@dataclass(frozen=True, slots=True)
class GoodSpec:
    """One wish in a basket: a named sku, or any of a category."""

    sku: str = ""
    category: str = ""
    """With `category`, `quantity` different items are drawn from it."""
    quantity: Span = Span(1, 1)
    grams: Span = Span(0, 0)
    """How much of what is measured, in thousandths of its unit."""
    unit: str = ""
    """The unit of that: `kg`, `m`, `l`."""
    label: Literal["clean", "smudged", "torn"] = "clean"
    place: Literal["belt", "trolley", "inside"] = "belt"
    printed: Literal["plain", "2d", "weigh"] = "plain"
    """What it carries: a bar code, a 2D code with lot and date, or the label of the scale counter."""
    flaw: Literal["", "expired", "expires_today", "recalled", "mislabelled", "misprinted"] = ""
    share: int = 100
    """Percent of seeds in which it has that flaw."""
    labelled_as: str = ""
    """The sku on a label that belongs on something else."""
    holder: str = ""
    """With `inside`: the sku of the good in the same basket that it is inside of."""


PayKind = Literal["cash", "card", "mobile", "gift", "credit", "points"]
Outcome = Literal[
    "approved", "declined", "screenshot", "timeout", "uncharged", "unclear", "misreported", "belated", "not_presented"
]


@dataclass(frozen=True, slots=True)
class Payment:
    """One attempt to pay, or one part of a split payment."""

    kind: PayKind
    amount: Minor = 0
    """0 is all that is due."""
    hands: Literal["exact", "round", "large", "given"] = "round"
    """Cash: exact pieces, the next sensible notes, a hundred note, or the notes that make `given`."""
    given: Minor = 0
    outcome: Outcome = "approved"
    """After `declined` and `screenshot` the next payment follows. To `timeout` (charged), `uncharged` (not charged) and
    `unclear` (nobody can tell, it has to be reversed) no answer comes; after the last two, too, the next one follows.
    `misreported` was charged, but the answer says no; so was `belated`, and that is known once something else paid.
    `not_presented`: the card is not found, or the payment not
    confirmed on the phone: the terminal waits until it is cancelled or gives up; the next payment follows."""
    counterfeit: bool = False
    """Cash: the largest note of the first handful is false."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something a customer asks at a stage; the cashier chooses an answer."""

    about: str
    stage: Literal["greeting", "scanning", "tendering", "leaving"]
    says: Text
    answers: tuple[Answer, ...]
    right: tuple[str, ...]
    only_offline: bool = False
    """Asked only while the network is down: with it, there is nothing to ask."""
    why: str = ""
    """What is wrong about any other answer, a word of `kernel.answers.MISTAKES`."""
    because: Text | None = None
    """Or in a sentence."""


Shelf = Literal["says_so", "ended", "neighbour", "members"]


@dataclass(frozen=True, slots=True)
class DisputeSpec:
    """A price that a customer has seen otherwise on the shelf."""

    item: str
    claimed: Minor
    shelf: tuple[Shelf, ...]
    """What the shelf says in truth; the seed picks one."""


@dataclass(frozen=True, slots=True)
class ComplaintSpec:
    """What a customer complains of."""

    kinds: tuple[str, ...]
    """The seed picks one."""
    amount: Minor = 0
    proved: int = 100
    """Percent of seeds in which the records bear it out."""


@dataclass(frozen=True, slots=True)
class Troubles:
    """How often (percent of goods or customers) a stream of customers brings what goes wrong at counters."""

    smudged: int = 0
    torn: int = 0
    trolley: int = 0
    loose: int = 0
    changes_mind: int = 0
    declined: int = 0
    screenshot: int = 0
    large_note: int = 0
    counterfeit: int = 0


@dataclass(frozen=True, slots=True)
class BroughtSpec:
    """Something that a customer brings back."""

    sku: str
    quantity: Span = Span(1, 1)
    grams: Span = Span(0, 0)
    """0: all that was bought of it."""
    state: str = ""
    """`opened`, `damaged`, `spoiled`; empty: as it was sold."""
    share: int = 100
    """Percent of seeds in which it is in that state."""


@dataclass(frozen=True, slots=True)
class ReturnSpec:
    """What a customer bought on an earlier day and brings back now."""

    bought: tuple[GoodSpec, ...]
    days: Span = Span(1, 1)
    """How long ago."""
    paid: PayKind = "cash"
    promotions: tuple[str, ...] = ()
    """Those of the shop's promotions that were on then."""
    brings: tuple[BroughtSpec, ...] = ()
    shows: Literal["receipt", "member", "card", "nothing"] = "receipt"
    wish: Literal["refund", "exchange", "cash"] = "refund"
    reason: str = "changed_mind"
    refund: tuple[str, ...] = ("approved",)
    """How the payment channel answers a refund, the seed picks: `approved`, `declined`; after `timeout` a query tells;
    `belated` is told as declined, and arrives once it went out another way.
    """
    spent: bool = False
    """All of it came back already."""
    invoice: bool = False
    """An invoice was issued for it."""
    points_spent: bool = False
    """The points that it earned are spent already."""


@dataclass(frozen=True, slots=True)
class CustomerSpec:
    """A customer, or (with `every`) a stream of them."""

    id: str
    arrives: Span
    """When the first one joins the queue."""
    basket: tuple[GoodSpec, ...]
    pays: tuple[tuple[tuple[Payment, ...], int], ...]
    """Ways to pay with weights; a way is a sequence of attempts or parts."""
    name: Text = Text()
    """Empty: drawn from the shop's people."""
    manners: tuple[str, ...] = ("calm",)
    patience: Span = Span(240_000, 240_000)
    member: Literal["yes", "no", "maybe", "late", "others"] = "no"
    """`late`: remembers the card only when the payment has begun, unless asked before. `others`: first holds out
    somebody else's card, and their own when asked again."""
    every: Span | None = None
    """Milliseconds between arrivals of a stream, until `until`."""
    until: int = 0
    questions: tuple[Question, ...] = ()
    changes_mind: Literal["", "belt", "scanned"] = ""
    """Gives back the last good: while it is still on the belt, or after it was scanned."""
    fetches: tuple[GoodSpec, ...] = ()
    """Steps aside in mid-sale to fetch these; comes back after `fetch_time`."""
    fetch_time: Span = Span(40_000, 60_000)
    counts_change: Literal["always", "never", "maybe"] = "always"
    honest: bool = True
    """Says so when there was too much change."""
    jumps_queue: bool = False
    coupon: str = ""
    """The code of a coupon that they present while their goods are rung up."""
    claims: Minor = 0
    """Claims, once the change is given, to have handed over this much cash (with less laid down in truth)."""
    miscounts: int = 0
    """Percent of seeds in which they count their change wrongly, and say that some of it is missing."""
    dispute: DisputeSpec | None = None
    complaint: ComplaintSpec | None = None
    age: Span | None = None
    """Years; None: plainly of age."""
    shows_id: Literal["yes", "no", "maybe"] = "yes"
    """Whether they have an identity card with them."""
    gift_card: Span | None = None
    """What is on the stored-value card they have with them."""
    credit_note: Span | None = None
    """What is on the credit note they have with them."""
    points: Span | None = None
    """How many points they have, where they are a member."""
    wants: tuple[str, ...] = ()
    """`invoice`, `card` (to become a member)."""
    tops_up: Minor = 0
    """Wants so much put onto the card, or onto a new one."""
    invoice_to: Text = Text()
    """The company; empty for a private person."""
    tax_no: str = ""
    misreads: int = 0
    """Percent of seeds in which they say the tax number wrongly at first."""
    staff_no: str = ""
    """They work in the shop, under this number, and want the staff discount."""
    consents: Literal["yes", "no", "maybe"] = "yes"
    """To the terms of membership, once they are asked."""
    troubles: Troubles = Troubles()
    returns: ReturnSpec | None = None
    """Something to be returned or exchanged; the basket is what they take besides, or instead."""
