"""What is still in sight where one stands: as it was seen, without what was sent away from there since.

What one's own hands carried off or threw away, the stockroom itself sees no more. What left by a document (back to its
supplier, to another shop) is taken from the sight of it here, by the movements that the books have of it.
"""

from msgspec import structs

from simulator.kernel.goods import Pile
from simulator.stock.view import StockView

BY_DOCUMENT = ("supplier_returned", "transfer_sent")
"""Facts by which goods leave the house."""


def piles(view: StockView) -> list[Pile]:
    """What stands at the place that was looked at last; nothing before anybody went anywhere."""
    seen = view.looking
    if seen is None:
        return []
    there = list(seen.piles)
    for sku in dict.fromkeys(pile.sku for pile in there):
        for moved in view.movements(sku):
            if moved.what in BY_DOCUMENT and moved.origin == seen.place and moved.at > seen.at:
                _carry(there, sku, moved.lot, moved.quantity)
    return [pile for pile in there if pile.quantity > 0]


def _carry(there: list[Pile], sku: str, lot: str, quantity: int) -> None:
    """Take so many off, as somebody does who packs them: that lot first, sound ones first."""
    mine = [at for at, pile in enumerate(there) if pile.sku == sku]
    for at in sorted(mine, key=lambda at: (bool(lot) and there[at].lot != lot, bool(there[at].flaw))):
        pile = there[at]
        gone = min(quantity, pile.quantity)
        quantity, left = quantity - gone, pile.quantity - gone
        cases = left // pile.per if pile.per > 1 else 0
        there[at] = structs.replace(pile, cases=cases, loose=left - cases * pile.per)
