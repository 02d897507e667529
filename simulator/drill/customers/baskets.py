"""From wishes to things: a customer's basket, with the weights, labels and hiding places that the seed gives it."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from scenarios.specs.customers import GoodSpec, Troubles
from scenarios.specs.spans import Span
from simulator.drill.customers.packaging import PLAIN, Packaging, Print
from simulator.kernel.draws import Draws
from simulator.kernel.stimuli import Good
from simulator.kernel.units import TYPED
from simulator.pos.catalog import Item
from virtual_devices.codes import Code, read_code

LOOSE_GRAMS = Span(280, 1450)
LOOSE_MEASURE = Span(500, 3000)
"""Weight of loose goods where the script names none."""


class Ware(Item, Protocol):
    """An item of the shop's content, as baskets need it."""

    @property
    def alike(self) -> str:
        """Group of items that are easily taken for each other; empty for none."""
        ...


class Shelves:
    """The shop's items by category and by likeness, without the carrier bags."""

    def __init__(self, wares: Iterable[Ware], bags: Sequence[str] = (), packaging: Packaging = PLAIN) -> None:
        self._packaging = packaging
        self.items: dict[str, Ware] = {}
        self.categories: dict[str, list[Ware]] = {}
        self._alike: dict[str, list[Ware]] = {}
        for ware in wares:
            self.items[ware.sku] = ware
            if ware.sku in bags:
                continue
            self.categories.setdefault(ware.category, []).append(ware)
            if ware.alike:
                self._alike.setdefault(ware.alike, []).append(ware)
        self.loose = [ware for ware in self.items.values() if ware.unit == "kg"]

    def fill(self, customer: str, basket: Sequence[GoodSpec], draws: Draws, start: int = 1) -> tuple[Good, ...]:
        """The goods of a basket, as the script describes them; ids count from `start`."""
        goods: list[Good] = []
        for spec in basket:
            for ware in self._wanted(spec, draws):
                good = self._good(f"{customer}.{start + len(goods)}", ware, spec, draws)
                holder = next((g.id for g in goods if g.sku == spec.holder), "")
                goods.append(_with(good, holder=holder) if holder else good)
        return tuple(goods)

    def trouble(self, customer: str, goods: tuple[Good, ...], troubles: Troubles, draws: Draws) -> tuple[Good, ...]:
        """What a stream's customers bring besides: loose goods, bad labels, something under the trolley."""
        found = list(goods)
        if self.loose and draws.chance(troubles.loose / 100):
            ware = draws.pick(self.loose)
            found.append(self._good(f"{customer}.{len(found) + 1}", ware, GoodSpec(ware.sku), draws))
        for n, good in enumerate(found):
            drawn = draws.below(100)
            if good.label == "clean" and drawn < troubles.torn + troubles.smudged:
                found[n] = _with(good, label="torn" if drawn < troubles.torn else "smudged")
        if len(found) > 1 and draws.chance(troubles.trolley / 100):
            found[-1] = _with(found[-1], place="trolley")  # a stream's goods hide nothing inside of them
        return tuple(found)

    def _wanted(self, spec: GoodSpec, draws: Draws) -> list[Ware]:
        count = draws.between(spec.quantity.low, spec.quantity.high)
        if spec.sku:
            return [self.items[spec.sku]] * count
        pool = self.categories[spec.category]
        taken: dict[str, Ware] = {}
        while len(taken) < min(count, len(pool)):
            ware = draws.pick(pool)
            if ware.sku in taken:
                continue
            taken[ware.sku] = ware
            twins = self._alike.get(ware.alike, ()) if ware.alike else ()
            if len(twins) > 1 and len(taken) < count and draws.chance(0.25):  # both kinds of the same milk
                twin = draws.pick(twins)
                if twin.category == spec.category:
                    taken.setdefault(twin.sku, twin)
        return list(taken.values())

    def _good(self, id: str, ware: Ware, spec: GoodSpec, draws: Draws) -> Good:
        if ware.unit in TYPED:  # cut off or filled at the counter; nothing is printed on it
            span = spec.grams if spec.grams.high else LOOSE_MEASURE
            return Good(id, ware.sku, ware.name, "none", "", draws.between(span.low, span.high), spec.place)
        if ware.unit == "kg":
            span = spec.grams if spec.grams.high else LOOSE_GRAMS
            grams, printed = draws.between(span.low, span.high), Print("")
            if spec.printed == "weigh":
                other = self.items.get(spec.labelled_as, ware)
                printed = Print(self._packaging.label(ware, other, grams, spec, draws))
            elif spec.printed == "2d":
                printed = self._packaging.package(ware, spec, grams, draws)
        else:
            grams, printed = 0, self._packaging.package(ware, spec, 0, draws)
        label = spec.label if printed.code else "none"
        return Good(
            id, ware.sku, ware.name, label, printed.code, grams, spec.place, expiry=printed.expiry, lot=printed.lot
        )


def _with(good: Good, label: str = "", place: str = "", holder: str = "") -> Good:
    code = good.code
    if label == "smudged" and not code.isdigit():  # of a square only the digits below it are left
        found = read_code(code)
        code = found.number if isinstance(found, Code) else code
    return msgspec.structs.replace(
        good, label=label or good.label, place=place or good.place, code=code, holder=holder or good.holder
    )
