"""A report of sessions that are kept: sums from the store, the rest from the shop that each was played in."""

from collections.abc import Iterable, Sequence

from scenarios.shop import Shop, decode_shop
from simulator.kernel.money import CNY
from simulator.kernel.premises import Premises, Ware, cost
from simulator.kernel.texts import Text
from simulator.office.figures import report
from simulator.office.report import Report
from simulator.store.database import Database
from simulator.store.office import Listed, gather, listed, shops


class MixedCurrencies(ValueError):
    """Sessions of shops whose amounts cannot be added up."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


def read(database: Database, runs: Sequence[str] | None = None) -> Report:
    """The report of these sessions, or of all. Raises StoreError, MixedCurrencies."""
    found = [decode_shop(data) for data in shops(database, runs)]
    codes = sorted({shop.currency.code for shop in found})
    if len(codes) > 1:
        raise MixedCurrencies(codes)
    last = found[-1] if found else None
    premises = last.premises if last else None
    wares = wares_of(found) | wares_listed(listed(database, runs), premises)
    return report(gather(database, runs), last.currency if last else CNY, premises, wares)


def wares_of(found: Iterable[Shop]) -> dict[str, Ware]:
    """Every item of these shops; where two have one, the later shop's holds."""
    wares = {}
    for shop in found:
        groups = shop.premises.goods if shop.premises else {}
        bought = shop.assortment.supplies if shop.assortment else {}
        for item in shop.items.values():
            paid = bought[item.sku].cost if bought else cost(item.price, groups.get(item.category))
            wares[item.sku] = Ware(item.name, item.category, paid)
    return wares


def wares_listed(items: Iterable[Listed], premises: Premises | None) -> dict[str, Ware]:
    """What was set up while a shop was open; its name stands with what was sold of it."""
    groups = premises.goods if premises else {}
    return {
        item.sku: Ware(Text(), item.category, item.cost or cost(item.price, groups.get(item.category)))
        for item in items
    }
