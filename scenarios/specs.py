"""What a script compiles to: frozen plain data that the director plays and the grader judges by.

Times are virtual milliseconds, amounts minor units, shares whole percent. Nothing here knows YAML or pydantic.
"""

from dataclasses import dataclass, field
from typing import Literal

from simulator.kernel.money import Minor, Pieces
from simulator.kernel.offline import OfflinePolicy
from simulator.kernel.texts import Text

# --- who comes -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A whole number the seed draws between `low` and `high`, both included; equal ends are a plain value."""

    low: int
    high: int


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
Outcome = Literal["approved", "declined", "screenshot", "timeout", "uncharged", "unclear", "misreported"]


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
    `misreported` was charged, but the answer says no."""
    counterfeit: bool = False
    """Cash: the largest note of the first handful is false."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something a customer asks at a stage; the cashier chooses an answer."""

    about: str
    stage: Literal["greeting", "scanning", "tendering", "leaving"]
    says: Text
    answers: tuple[tuple[str, Text], ...]
    """(reply id, words)."""
    right: tuple[str, ...]


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
    refund: Literal["approved", "declined", "timeout"] = "approved"
    """How the payment channel answers a refund; after `timeout` a query tells."""
    spent: bool = False
    """All of it came back already."""
    invoice: bool = False
    """An invoice was issued for it."""


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
    consents: Literal["yes", "no", "maybe"] = "yes"
    """To the terms of membership, once they are asked."""
    troubles: Troubles = Troubles()
    returns: ReturnSpec | None = None
    """Something to be returned or exchanged; the basket is what they take besides, or instead."""


# --- what happens ----------------------------------------------------------------------------------------------------

Stage = Literal["idle", "scanning", "tendering", "paying", "change", "printing"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """When something happens. One of `at`, `stages`, `event`, `idle` leads; `by` is a delay drawn from the span."""

    at: Span | None = None
    customer: str = ""
    stages: tuple[Stage, ...] = ()
    """The seed picks one of them."""
    event: str = ""
    nth: int = 1
    """Which occurrence of `event`."""
    where: tuple["Where", ...] = ()
    """Only occurrences of `event` that meet these are counted."""
    idle: int = 0
    by: Span = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Happening:
    """`do` is a verb of the director; `args` its typed parameters."""

    id: str
    trigger: Trigger
    do: str
    """`power_fails`, `power_flickers`, `power_returns`, `network_fails`, `network_returns`, `channel_fails`,
    `channel_returns`, `till_dies`, `paper_runs_low`, `supervisor_orders`, `relief_arrives`, `change_supplied`,
    `static_code_payments`, `head_office_objects`, `head_office_silent`, `errand`, `says`."""
    chance: int = 100
    """Percent of seeds in which it happens at all, drawn when the drill is set up."""
    order: str = ""
    """Of `supervisor_orders`; with several in `orders`, the first of them."""
    orders: tuple[str, ...] = ()
    """The seed picks one."""
    ups: tuple[int, ...] = ()
    """Milliseconds of reserve; the seed picks one."""
    stable: bool = True
    lines: Span = Span(0, 0)
    channel: str = ""
    """Of `channel_fails` and `channel_returns`; empty is the main one."""
    customer: str = ""
    pieces: Pieces = field(default_factory=dict)
    text: Text = Text()
    operation: str = ""
    """Of an `errand`: `pay_in` or `pay_out`; with `amount` and `reason`."""
    amount: Minor = 0
    reason: str = ""
    reasons: tuple[str, ...] = ()
    """Of `head_office_objects`: the seed picks why the next upload does not fit."""


@dataclass(frozen=True, slots=True)
class Given:
    """How things stand at the start."""

    float: Pieces = field(default_factory=dict)
    """Empty: the shop's own float."""
    paper: Span = Span(400, 400)
    """Lines left on the roll."""
    supervisor_delay: Span = Span(8_000, 20_000)
    report_delay: Span = Span(5_000, 15_000)
    """From the report of an incident to the duty manager's decision."""
    float_off: tuple[Minor, ...] = ()
    """What the float found in the drawer is off by; the seed picks one."""
    cash_limit: Minor = 0
    """With more than this in the drawer large notes belong in the safe; 0: as the shop says."""
    closing: str = ""
    """`blind` or `handover`; empty: the shift just ends."""
    check_notes: bool = False
    """False notes are about."""
    promotions: tuple[str, ...] = ()
    """Those of the shop's promotions that are on."""
    clock: str = ""
    """The shop's date and time at the beginning, `2026-12-24T10:00`; empty: the shop's own."""
    offline: OfflinePolicy = OfflinePolicy()
    """What the till may do while the network is down."""
    standby_till: bool = False
    """There is a second till beside, with a float of its own, that nobody is signed on to (备用收银机)."""
    standby_float_off: tuple[Minor, ...] = ()
    """What the float found there is off by; the seed picks one."""


# --- what is judged --------------------------------------------------------------------------------------------------

Op = Literal[
    "is",
    "is_not",
    "at_most",
    "at_least",
    "above",
    "below",
    "one_of",
    "equals_field",
    "off_at_most",
    "off_above",
    "contains",
]


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on an event's field: `amount equals due`, `change_off below -10.00`, `off by at most 0.50`."""

    field: str
    op: Op
    value: str | int | bool | tuple[str, ...] = ""
    """For `equals_field`, `off_at_most`, `off_above`: see `other`."""
    other: str = ""
    """The field compared with."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An event, restricted by conditions that must all hold."""

    event: str
    where: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One observable behaviour; `kind` says how opportunities and successes are counted.

    happened   one opportunity a run (or for every `trigger`): `moment` must follow within `within` (if > 0),
               before `before`.
    every      each event of `moment.event` that meets `among` is an opportunity; it succeeds when `moment.where` holds.
               With `same`, only the last event of each value is judged: what was put right in time counts as right.
    preceded   each `trigger` is an opportunity; succeeds if `moment` came before it (same `same` field, if named;
               after `since`; at most `within` earlier, if > 0).
    followed   each `trigger` is an opportunity; succeeds if `moment` comes after it (same `same`; within `within`;
               before `before`).
    count      one opportunity: the number of `moment` compared with `bound` or with the number of `other`, at `before`
               or the end. None where `trigger` (if named) never came, or where `moment` and `other` both never came.
    never      each event of `moment` is a failure; opportunities are the events of `trigger`, each failure spoils the
               latest one. Without `trigger` only failures count: what had no opportunity is no merit.
    twice      a second `moment` with the same value of field `same` is a failure; opportunities are the first ones.

    `same` binds every moment whose event carries that field; the others hold for all values. Where one event plays
    several parts, `before` comes first, `unless` after the judgement and `after` last. A deadline that the end of the
    run cut short is not judged.
    """

    kind: Literal["happened", "every", "preceded", "followed", "count", "never", "twice"]
    moment: Moment
    among: tuple[Where, ...] = ()
    trigger: Moment | None = None
    same: str = ""
    within: int = 0
    before: Moment | None = None
    after: Moment | None = None
    """Only events after the first of this count; `happened` is due from there."""
    unless: Moment | None = None
    """Failures are forgiven when this came before the judged event (`manual_mode_ordered`)."""
    op: Literal["equals", "at_most", "at_least"] = "equals"
    bound: int = 0
    other: Moment | None = None
    since: Moment | None = None
    """`preceded`: this makes earlier events of `moment` count no longer."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """A behaviour to show (`expect`) or never to show (`forbid`), in words and as a check."""

    id: str
    says: Text
    """The rule, as a sentence."""
    competency: str
    check: Check
    forbid: bool = False
    critical: bool = False
    critical_when: tuple[Where, ...] = ()
    """A failure is critical only if these hold on the judged event (with `critical` and none of these, always)."""
    debrief: Text = Text()
    """What the debrief says when it was not met."""
    line: int = 0
    """Where in the script it stands."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Speed goals, graded once accuracy passes: per competency grade 2..5 in ascending demand."""

    items_per_minute: tuple[int, int, int, int] = (6, 9, 13, 17)
    gate: str = "accuracy"
    """The competency that must pass first; where it was not observed, every other one that was."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """All that is judged; `sha` identifies it in results."""

    expectations: tuple[Expectation, ...]
    competencies: tuple[str, ...]
    pass_grade: int = 3
    pace: Pace | None = None
    sha: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole script."""

    id: str
    version: int
    role: str
    title: Text
    brief: Text
    minutes: int
    shop: str
    level: int
    """1 easy .. 5 hard."""
    given: Given
    customers: tuple[CustomerSpec, ...]
    happenings: tuple[Happening, ...]
    rubric: Rubric
    lengths: Span = Span(0, 0)
    """Minutes it may be played for instead of `minutes`; (0, 0) where its length is fixed."""
    modes: tuple[str, ...] = ("coach", "practice", "exam")
    learns: tuple[Text, ...] = ()
    """What the briefing says is expected, a sentence each."""
    sha: str = ""
    """SHA-256 of the script's source."""
