"""Marketing, who send promotions to be published: in order, or with one thing wrong, as the seed has it."""

from collections.abc import Mapping

from scenarios.specs.office import OfficeSpec
from scenarios.specs.office_papers import DraftSpec
from simulator.desk.state import Desk
from simulator.desk.trial import PastBaskets, shown
from simulator.drill.agenda import Agenda
from simulator.drill.desk.part import Part
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.money import Minor
from simulator.kernel.papers import Paper
from simulator.kernel.promotions import AnyPromotion, Fixed, Goods, Nth, Percent, When
from simulator.kernel.texts import Text
from simulator.kernel.units import measured
from simulator.pos.catalog import Item

SINCE, UNTIL, LATE = "2027-01-08T00:00", "2027-01-18T00:00", "2027-01-24T00:00"
COST = 72
"""Hundredths of the shelf price."""
BASKETS = 40


class Marketing(Part):
    """Everybody who thinks of promotions."""

    def __init__(self, office: OfficeSpec, seed: int, agenda: Agenda) -> None:
        super().__init__(office, seed, agenda)
        self.sold: PastBaskets = ()
        """What this shop sold before, where it kept that: a promotion is tried on it. Else it is drawn."""

    def begin(self, at: int, desk: Desk) -> None:
        items = [item for item in desk.rules.shop.catalog.items.values() if _promotable(item)]
        if bought := {sku for basket in self.sold for sku, _ in basket}:
            items = [item for item in items if item.sku in bought] or items
        running = tuple(promotion for promotion in desk.rules.shop.promotions if isinstance(promotion, AnyPromotion))
        for spec in self._office.drafts:
            draws, came = self._arrival(spec.id, spec.arrives, at)
            self._agenda.put(spec.id, "comes", came, _came(spec, items, running, desk, draws, self.sold))


def _promotable(item: Item) -> bool:
    return not measured(item.unit) and 300 <= item.price <= 8000


def _came(
    spec: DraftSpec,
    items: list[Item],
    running: tuple[AnyPromotion, ...],
    desk: Desk,
    draws: Draws,
    sold: PastBaskets,
) -> s.DraftCame:
    flaw = draws.pick(spec.flaws)
    rival = next((one for one in running if isinstance(one, Nth) and one.goods.skus), None)
    goods = [item for item in items if rival and item.sku in rival.goods.skus] if flaw == "clashes" else []
    if not goods:
        first, step = draws.below(len(items)), 1 + draws.below(9)
        goods = [items[(first + n * step) % len(items)] for n in range(3)]
    draft = _draft(spec, flaw, goods, draws)
    others = [items[draws.below(len(items))] for _ in range(12)]
    baskets = _past(sold, goods) or tuple(_basket(goods, others, draws) for _ in range(BASKETS))
    known = desk.rules.shop.catalog.items
    costs: dict[str, Minor] = {item.sku: item.price * COST // 100 for item in (*goods, *others)}
    costs |= {sku: known[sku].price * COST // 100 for basket in baskets for sku, _ in basket}
    worth = sum(count * item.price for basket in baskets for sku, count in basket for item in goods if item.sku == sku)
    budget = worth * 13 // 100
    papers = (
        Paper("campaign", ((shown(SINCE), shown(UNTIL), budget, 180 if flaw != "margin_too_low" else 275),)),
        Paper(
            "costs", tuple((item.name, item.price, costs[item.sku]) for item in goods if item.sku in draft.goods.skus)
        ),
        Paper("running_offers", tuple(_row(one, desk.rules.shop.catalog.items) for one in running)),
    )
    return s.DraftCame(spec.id, spec.name, spec.says, papers, (draft,), running, baskets, costs)


def _draft(spec: DraftSpec, flaw: str, goods: list[Item], draws: Draws) -> AnyPromotion:
    when = When(SINCE, LATE if flaw == "dates_wrong" else UNTIL)
    which = Goods(skus=tuple(dict.fromkeys(item.sku for item in goods)))
    if flaw == "clashes":
        return Nth(spec.id, spec.title, which, when, nth=3, off=60_000)
    if flaw == "below_cost":
        dearest = max(goods, key=lambda item: item.price)
        one = Goods(skus=(dearest.sku,))
        return Fixed(spec.id, spec.title, one, when, price=dearest.price * draws.between(55, 66) // 100)
    off = draws.between(19, 24) if flaw == "over_budget" else draws.between(5, 9)
    return Percent(spec.id, spec.title, which, when, off=off * 1000)


def _past(sold: PastBaskets, goods: list[Item]) -> tuple[tuple[tuple[str, int], ...], ...]:
    """The latest baskets of the shop; those with one of the goods first. None where none has any."""
    skus = {item.sku for item in goods}
    found = [tuple((sku, count) for sku, count in basket) for basket in sold]
    with_it = [basket for basket in found if any(sku in skus for sku, _ in basket)]
    others = [basket for basket in found if basket not in with_it]
    return (*with_it[-BASKETS:], *others[len(others) - max(0, BASKETS - len(with_it)) :])[:BASKETS] if with_it else ()


def _basket(goods: list[Item], others: list[Item], draws: Draws) -> tuple[tuple[str, int], ...]:
    """Most have one of the goods, and one or two other things."""
    chosen = {draws.pick(others).sku: 1 + draws.below(2) for _ in range(1 + draws.below(2))}
    if draws.chance(0.7):
        chosen[draws.pick(goods).sku] = 1 + draws.below(3)
    return tuple(chosen.items())


def _row(promotion: AnyPromotion, items: Mapping[str, Item]) -> tuple[str | Text, ...]:
    named = [items[sku].name for sku in promotion.goods.skus if sku in items]
    goods = Text(", ".join(name.en for name in named), "、".join(name.zh for name in named))
    when, kind = promotion.when, type(promotion).__name__.lower()
    return promotion.id, promotion.name, kind, goods, shown(when.since), shown(when.until)
