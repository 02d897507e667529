"""脱机收银: what a till did while nobody could be asked, and how the head office took it afterwards."""

import msgspec

from simulator.kernel.events import Fact
from simulator.kernel.money import Minor


class CardTrusted(Fact, frozen=True, gc=False):
    """A card was read offline and its payment taken on trust, to be forwarded later (存储转发): the shop's risk."""

    sale: str
    ref: str
    """Names the payment on the receipt and when it is forwarded."""
    amount: Minor
    limit: Minor
    """The most that one sale may have on a card offline."""
    in_sale: Minor
    """What this sale now has on cards offline."""
    outstanding: Minor
    """All payments on trust that were not forwarded yet, this one among them."""
    exceeds: bool = False
    """The limit was got round by paying in parts."""
    order: str = ""
    """The duty manager's decision in this incident, if there was one."""


class TrustedCard(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A card payment on trust as it is forwarded."""

    ref: str
    amount: Minor
    at: int
    """Virtual time at which the card was read."""
    over: bool = False


class UploadQueued(Fact, frozen=True, gc=False):
    """A sale or a return was finished offline and waits to be uploaded under a key of its own: it counts once."""

    key: str
    sale: str
    """The one that was finished, or that came back; empty for a return of what no sale of this run was."""
    receipt: str
    """Its number, or that of the return."""
    total: Minor
    """Negative for a return."""
    cards: tuple[TrustedCard, ...] = ()
    waiting: int = 0
    """How many wait now."""


class UploadStarted(Fact, frozen=True, gc=False):
    """上传: what waits is sent to the head office, one after the other."""

    keys: tuple[str, ...]
    manual: bool = False
    """Somebody asked for it; else the network came back."""


class UploadSent(Fact, frozen=True, gc=False):
    """A record is on its way; its answer is a stimulus."""

    key: str
    sale: str
    total: Minor
    attempt: int
    cards: tuple[TrustedCard, ...] = ()
    approved: bool = False
    """A manager accepted it although the head office had objected."""


class UploadArrived(Fact, frozen=True, gc=False):
    """The head office has the record."""

    key: str
    sale: str
    receipt: str
    total: Minor
    attempts: int
    waited: int
    """Milliseconds since it was queued."""
    duplicate: bool = False
    """It had it already: an earlier answer was lost."""


class UploadUnanswered(Fact, frozen=True, gc=False):
    """No answer came: the head office may have it or not. It waits, and is sent again under the same key."""

    key: str
    sale: str
    attempt: int


class UploadSetAside(Fact, frozen=True, gc=False):
    """The head office objected to one record: it waits for a manager, and the others go on."""

    key: str
    sale: str
    receipt: str
    total: Minor
    reason: str


class UploadEnded(Fact, frozen=True, gc=False):
    """All that was to be sent was sent once."""

    uploaded: int
    waiting: int
    conflicts: int


class UploadResolved(Fact, frozen=True, gc=False):
    """A record that the head office objected to was decided: it is sent again as accepted, or left out for good."""

    key: str
    sale: str
    receipt: str
    total: Minor
    reason: str
    verdict: str
    """`accept` or `reject`."""
    right: bool
    """What was sold and is not in the books is accepted; what is in there already is not."""


class TrustedCardSettled(Fact, frozen=True, gc=False):
    """The bank took a card payment on trust: the money is there."""

    ref: str
    sale: str
    amount: Minor


class TrustedCardDeclined(Fact, frozen=True, gc=False):
    """The bank did not: the goods are gone, and the money is the shop's loss."""

    ref: str
    sale: str
    amount: Minor
    reason: str
    """`refused` (no funds, blocked card), `expired`, `over_limit`, or `left_out` with a sale that was rejected."""
