"""What a station makes of the shop's news: stopped lots, lots that cost less, other prices, new goods. Pure."""

from dataclasses import replace

from simulator.kernel.stimuli import ShopNews
from simulator.pos.rules import Rules


def heard(rules: Rules, news: ShopNews) -> Rules:
    """Lots are stopped, new goods are there; prices hold for what is rung up from now on."""
    catalog = rules.catalog.extended(news.items) if news.items else rules.catalog
    for sku, price in news.prices.items():
        if sku in catalog.items:
            catalog = catalog.repriced(sku, price)
    lots = {(portion.sku, portion.lot) for portion in news.lots}
    marked = rules.lot_prices | {(lot.sku, lot.lot): lot.value for lot in news.marked}
    return replace(rules, recalls=rules.recalls | lots, lot_prices=marked, catalog=catalog)
