"""What tills and stockroom tell each other: pure, from the facts at one to the stimuli at the other."""

from collections.abc import Sequence

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event, Stimulus
from simulator.kernel.goods import Portion


def sold(line: f.Line) -> Portion | None:
    """What a line takes from the sales floor, in single pieces or thousandths; None for what is no goods."""
    if line.account:
        return None
    return Portion(line.pack_of or line.sku, line.grams or line.quantity * line.pieces, line.lot, line.expiry)


def to_stockroom(facts: Sequence[Event], at: int) -> list[Stimulus]:
    """What the stockroom has to hear when these follow at a till."""
    told: list[Stimulus] = []
    for fact in facts:
        if type(fact) is f.SaleCompleted:
            goods = tuple(portion for line in fact.lines if (portion := sold(line)) is not None and portion.quantity)
            if goods:
                told.append(s.GoodsSold(fact.sale, goods, at))
    return told


def to_tills(facts: Sequence[Event]) -> list[Stimulus]:
    """What each till has to hear when these follow in the stockroom."""
    told: list[Stimulus] = []
    for fact in facts:
        if type(fact) is f.LotRecalled:
            told.append(s.LotStopped(fact.sku, fact.lot))
        elif type(fact) is f.ShelfPriceChanged:
            told.append(s.PriceTold(fact.sku, fact.price))
    return told
