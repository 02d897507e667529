"""What a person at the till knows of a price in dispute and of a complaint: part of the view, a room of its own."""

from typing import NamedTuple

from simulator.kernel.money import Minor
from simulator.kernel.texts import Text
from simulator.pos.shelf import SAYS_SO
from simulator.pos.state import Till


class DisputeSeen(NamedTuple):
    """A price that the customer here has seen otherwise on the shelf."""

    sku: str
    name: Text
    claimed: Minor
    asked: bool
    """A colleague is on the way to the shelf, or was there."""
    finding: str
    """What they found; empty until they are back."""
    price: Minor
    told: Text
    """In the colleague's words."""


class ComplaintSeen(NamedTuple):
    """What the customer here complains of."""

    kind: str
    amount: Minor
    finding: str
    """What the records say; empty until they were looked up."""
    escalated: bool
    corrected: Minor
    number: str
    """Under which it is recorded; empty until then."""


class MattersView:
    """The truth about either is in the state and not in here."""

    __slots__ = ()
    _till: Till

    @property
    def dispute(self) -> DisputeSeen | None:
        visit = self._till.counter.visit
        dispute = visit.dispute if visit else None
        if dispute is None:
            return None
        item = self._till.rules.catalog.items.get(dispute.sku)
        name = item.name if item else Text(dispute.sku, dispute.sku)
        return DisputeSeen(
            dispute.sku, name, dispute.claimed, dispute.asked, dispute.finding, dispute.price, dispute.told
        )

    @property
    def matter(self) -> Text:
        """What the customer here said that is still to be dealt with, in their words, until it is; empty otherwise."""
        visit = self._till.counter.visit
        if visit is None:
            return Text()
        if visit.complaint is not None and not visit.complaint.number:
            return visit.complaint.words
        dispute, sale = visit.dispute, self._till.sale
        if dispute is None or visit.sales:
            return Text()
        mine = (line for line in sale.lines.values() if line.sku == dispute.sku) if sale else ()
        to_set = dispute.finding == SAYS_SO and any(line.price != dispute.claimed for line in mine)
        return dispute.words if to_set or not dispute.answered else Text()

    @property
    def complaint(self) -> ComplaintSeen | None:
        visit = self._till.counter.visit
        it = visit.complaint if visit else None
        return ComplaintSeen(it.kind, it.amount, it.finding, it.escalated, it.corrected, it.number) if it else None
