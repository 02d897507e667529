"""What the market ran in its past year: a leaflet of special prices every fortnight, and something at each feast."""

from collections.abc import Iterator
from datetime import date, timedelta

from scenarios.market.pricing import shelf_price
from scenarios.market.seasons import FIRST, LAST
from scenarios.shop import Shop
from simulator.kernel.draws import Draws
from simulator.kernel.promotions import AnyPromotion, Fixed, Goods, Nth, Percent, Spend, Tier, When
from simulator.kernel.texts import Text

BAGS = ("small_carrier_bag", "large_carrier_bag")
NOT_REDUCED = ("tobacco", "bags")
ON_A_LEAFLET = 10
BASIC = ("household", "personal_care", "baby")


def campaigns(shop: Shop, seed: int) -> tuple[AnyPromotion, ...]:
    """All of them, each with its days."""
    return *_leaflets(shop, Draws(seed, "leaflets")), *_feasts()


def _leaflets(shop: Shop, draws: Draws) -> Iterator[AnyPromotion]:
    """特价: ten items at a price of their own, from a Friday to the Thursday after."""
    wares = [item for item in shop.items.values() if item.category not in NOT_REDUCED and not item.pack_of]
    day = FIRST + timedelta(days=(4 - FIRST.weekday()) % 7)
    while day + timedelta(days=6) <= LAST:
        taken: set[str] = set()
        while len(taken) < ON_A_LEAFLET:
            item = draws.pick(wares)
            if item.sku not in taken and item.price >= 250:
                taken.add(item.sku)
                price = shelf_price(item.price * draws.between(78, 90) / 10_000)
                price = item.price * 80 // 100 // 2 * 2 if item.unit == "kg" else min(price, item.price - 10)
                yield Fixed(
                    f"leaflet_{day:%m%d}_{len(taken):02}",
                    Text(f"Leaflet of {day:%d %B}", f"{day.month}月{day.day}日海报特价"),
                    Goods(skus=(item.sku,)), _days(day, day + timedelta(days=6)), price=price,
                )  # fmt: skip
        day += timedelta(days=14)


def _days(since: date, until: date) -> When:
    return When(f"{since}T00:00", f"{until + timedelta(days=1)}T00:00")


def _on(since: str, until: str) -> When:
    return _days(date.fromisoformat(since), date.fromisoformat(until))


def _feasts() -> tuple[AnyPromotion, ...]:
    bill = Goods(everything=True, not_categories=NOT_REDUCED)
    return (
        Spend("new_year_goods", Text("12 off from 128", "年货满128减12"), bill, _on("2026-02-06", "2026-02-15"),
              tiers=(Tier(12_800, 1_200),)),
        Nth("dairy_half", Text("Second dairy piece at half price", "乳品第二件半价"), Goods(categories=("dairy",)),
            _on("2026-04-10", "2026-04-16"), nth=2, off=50_000),
        Percent("mid_year", Text("618: 15 percent off", "618个护家清85折"), Goods(categories=BASIC),
                _on("2026-06-16", "2026-06-18"), off=15_000),
        Nth("cool_drinks", Text("Second drink at half price", "饮料第二件半价"), Goods(categories=("drinks",)),
            _on("2026-07-17", "2026-07-26"), nth=2, off=50_000),
        Percent("back_to_school", Text("Stationery 10 percent off", "开学季文具9折"), Goods(categories=("stationery",)),
                _on("2026-08-24", "2026-09-03"), off=10_000),
        Percent("mid_autumn", Text("Bakery 12 percent off", "中秋烘焙88折"), Goods(categories=("bakery",)),
                _on("2026-09-21", "2026-09-25"), off=12_000),
        Spend("national_day", Text("8 off from 100", "国庆满100减8"), bill, _on("2026-10-01", "2026-10-03"),
              tiers=(Tier(10_000, 800),)),
        Nth("double_eleven", Text("Household: second piece at half price", "双11家清第二件半价"),
            Goods(categories=("household",)), _on("2026-11-09", "2026-11-11"), nth=2, off=50_000),
        Spend("double_eleven_bill", Text("11 off from 111", "双11满111减11"), bill, _on("2026-11-11", "2026-11-11"),
              tiers=(Tier(11_100, 1_100),)),
        Percent("christmas", Text("Sweets and wine 12 percent off", "圣诞酒水零食88折"),
                Goods(categories=("alcohol", "snacks")), _on("2026-12-19", "2026-12-23"), off=12_000),
    )  # fmt: skip
