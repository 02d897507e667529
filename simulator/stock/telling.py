"""What tills and stockroom tell each other: pure, from what follows at one to the stimulus at the other.

One station is told once in a decision, whatever it has to hear: what it makes of it rests on its own state then.
"""

from collections.abc import Sequence

from msgspec import structs

from simulator.kernel import facts as f
from simulator.kernel.events import Event
from simulator.kernel.goods import Portion
from simulator.kernel.stimuli import GoodsMoved, ShopNews
from simulator.pos.rules import Rules
from simulator.pos.state import Till
from simulator.stock.state import Stockroom


def portion_of(line: f.Line | f.ReturnedLine) -> Portion:
    """What a line moves, in single pieces or in thousandths."""
    return Portion(line.pack_of or line.sku, line.grams or line.quantity * line.pieces, line.lot, line.expiry)


def to_stockroom(till: Till, facts: Sequence[Event], at: int) -> GoodsMoved | None:
    """What the stockroom has to hear when these follow at a till; None for nothing.

    A sale that was finished offline is told when the head office has it, as of the moment when it was finished. What is
    rejected there for good never comes: stock follows the books, and a count finds what they were wrong about. What
    comes back lies on the shelf at once, whether its return waits or not.
    """
    number, sold_at = "", at
    sold, back, unfit = list[Portion](), list[Portion](), list[Portion]()
    for fact in facts:
        sale = None
        if type(fact) is f.SaleCompleted:
            waits = any(type(other) is f.UploadQueued and other.receipt == fact.receipt for other in facts)
            sale = None if waits else fact
        elif type(fact) is f.UploadArrived:
            record = till.uploads.records.get(fact.key)
            sale, sold_at = (record.sold, record.at) if record else (None, at)
        elif type(fact) is f.ReturnCompleted:
            number = number or fact.number
            for line in fact.lines:
                (back if line.to_shelf else unfit).append(portion_of(line))
        if sale is not None:
            number = sale.sale
            sold += [structs.replace(portion_of(line), at=line.at) for line in sale.lines if not line.account]
    if not (sold or back or unfit):
        return None
    return GoodsMoved(number, tuple(sold), tuple(back), tuple(unfit), sold_at)


def news_for(till: Till, room: Stockroom, facts: Sequence[Event] = ()) -> ShopNews | None:
    """What a till does not know yet, what follows now included; None for nothing.

    A till without network cannot hear it; it does as soon as it has one.
    """
    return unheard(till.rules, room, facts) if till.outage.network and not till.closed else None


def unheard(rules: Rules, room: Stockroom, facts: Sequence[Event] = ()) -> ShopNews | None:
    """What a station does not know yet of stopped lots, prices and new goods; None for nothing."""
    lots = [key for key, lot in room.lots.items() if lot.recalled]
    lots += [(fact.sku, fact.lot) for fact in facts if type(fact) is f.LotRecalled]
    prices = room.prices | {fact.sku: fact.price for fact in facts if type(fact) is f.ShelfPriceChanged}
    items = rules.catalog.items
    listed = [*room.listed.values(), *(item for fact in facts if type(fact) is f.GoodsListed for item in fact.items)]
    fresh = tuple(
        structs.replace(item, price=prices.get(item.sku, item.price)) for item in listed if item.sku not in items
    )
    unknown = tuple(Portion(sku, 0, lot) for sku, lot in lots if (sku, lot) not in rules.recalls)
    changed = {sku: price for sku, price in prices.items() if sku in items and items[sku].price != price}
    marked = {key: lot.price for key, lot in room.lots.items() if lot.price}
    marked |= {(fact.sku, fact.lot): fact.price for fact in facts if type(fact) is f.LotMarkedDown}
    cheaper = tuple(
        Portion(sku, 0, lot, value=price)
        for (sku, lot), price in marked.items()
        if rules.lot_prices.get((sku, lot)) != price
    )
    return ShopNews(unknown, changed, cheaper, fresh) if unknown or changed or cheaper or fresh else None
