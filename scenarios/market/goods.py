"""From drafts to the goods of the market: which of them it has, with codes, prices, packs, places and suppliers.

Codes lie in GS1's range for use within a company (04...): valid, scannable, and nobody's outside of the shop. The
digits after it are the supplier's number and the item's, as with codes that a maker gives out.
"""

import re
from collections.abc import Callable, Sequence
from math import ceil, exp
from typing import NamedTuple

from scenarios.assortment import Assortment, Family, Supplied, Supplier
from scenarios.market.grammar import Draft, both, brands, drafts, lines
from scenarios.market.pricing import cost_of, member_price, net_of, shelf_price
from simulator.kernel.draws import Draws
from simulator.kernel.items import Item
from simulator.kernel.money import Minor, divide
from simulator.kernel.policy import Policy
from simulator.kernel.units import measured
from virtual_devices.codes import check_digit

COMPANY = "04"
KEPT = 66
"""Percent of what the words can make that the shop has: no brand makes everything, and no shop takes it."""
OWN_KEPT = 46
FOR_MEMBERS = 12
LINES_A_DAY = 2750
"""Sale lines on an ordinary day; what is expected of an item is its share."""
SHORT_LIFE = 40
LEADERS = (
    "riverbend_fresh_eggs_30_pcs", "bananas", "chinese_cabbage", "riverbend_classic_cola_2_l",
    "riverbend_3_ply_facial_tissues_100_sheets_x_6", "riverbend_pressed_peanut_oil_5_l",
    "twin_brook_whole_milk_1_l", "riverbend_glossy_simiao_rice_5_kg",
)  # fmt: skip
"""Sold below cost, so that people come."""
FAVOURITES = 8
"""How many times as often a leader is bought as what stands beside it."""


class Goods(NamedTuple):
    """What the market sells."""

    items: dict[str, Item]
    assortment: Assortment
    expected: dict[str, float]
    """Sale lines of each item on an ordinary day; no part of the shop, only of how its year is made."""


def suppliers() -> dict[str, Supplier]:
    """All suppliers by id."""
    found = {}
    for number, line in enumerate(lines("suppliers"), 101):
        id, name, contact, lead, days, least = (part.strip() for part in line.split(";"))
        found[id] = Supplier(
            id, both(name), number, both(contact), f"orders@{id}.example", int(lead), tuple(map(int, days.split())),
            int(least) * 100,
        )  # fmt: skip
    return found


def slug(name: str) -> str:
    """The sku of an item, from its English name.

    >>> slug("Twin Brook Whole Milk 1.5 L"), slug("100% Orange Juice")
    ('twin_brook_whole_milk_1_5_l', 'p100_orange_juice')
    """
    sku = "_".join(re.findall(r"[a-z0-9]+", name.lower().replace("'", "")))
    return sku if sku[0].isalpha() else f"p{sku}"


def goods(seed: int, policy: Policy, initials: Callable[[str], str]) -> Goods:
    """Everything that the market sells. `initials` makes pinyin of a name."""
    return _Shelves(seed, policy, initials).fill(_chosen(seed))


def _chosen(seed: int) -> list[Draft]:
    """The drafts that the shop has; a pack only beside what it is a pack of."""
    kept: list[Draft] = []
    sizes: set[tuple[str, str]] = set()
    for draft in drafts():
        draws = Draws(seed, f"keeps/{draft.name.en}")
        share = 100 if not draft.brand else int(draft.options.get("keep", OWN_KEPT if draft.brand == "own" else KEPT))
        if slug(draft.name.en) not in LEADERS and not draws.chance(share / 100):
            continue
        if draft.single and (draft.stem, draft.single) not in sizes:
            kept.append(draft._replace(single="", pieces=1))
        else:
            kept.append(draft)
        sizes.add((draft.stem, draft.size))
    return kept


class _Shelves:
    def __init__(self, seed: int, policy: Policy, initials: Callable[[str], str]) -> None:
        self._seed, self._policy, self._initials = seed, policy, initials
        self._brands, self._suppliers = brands(), suppliers()
        self._items: dict[str, Item] = {}
        self._supplies: dict[str, Supplied] = {}
        self._families: dict[str, Family] = {}
        self._by_size: dict[tuple[str, str], str] = {}
        """Name without its size, size -> sku."""
        self._plus = 1000
        self._numbers: dict[str, int] = {}
        """Supplier -> the last number it gave to an item."""

    def fill(self, chosen: Sequence[Draft]) -> Goods:
        alike: dict[str, int] = {}
        for draft in chosen:
            key = f"{draft.alike}/{_unit(draft)}"
            alike[key] = alike.get(key, 0) + 1
        expected = self._expected(chosen)
        assert set(LEADERS) <= set(expected), "what is sold below cost is not there"
        bays: dict[str, int] = {}
        for draft in chosen:
            sku = slug(draft.name.en)
            assert sku not in self._items, f"two items are called {draft.name.en}"
            self._families.setdefault(draft.kin.id, Family(draft.kin.name, draft.kin.category, draft.kin.aisle))
            twins = draft.alike and alike[f"{draft.alike}/{_unit(draft)}"] > 1
            item = self._item(sku, draft, slug(f"{draft.alike}/{_unit(draft)}") if twins else "")
            place = bays[draft.kin.aisle] = bays.get(draft.kin.aisle, -1) + 1
            self._items[sku] = item
            self._by_size[draft.stem, draft.size] = sku
            self._supplies[sku] = self._supplied(item, draft, expected[sku], place)
        used = {one for it in self._supplies.values() for one in (it.supplier, it.second)}
        known = {id: supplier for id, supplier in self._suppliers.items() if id in used}
        return Goods(self._items, Assortment(known, self._families, self._supplies), expected)

    def _expected(self, chosen: Sequence[Draft]) -> dict[str, float]:
        """A family's share goes with its turn and its size; in it a few items sell well, and many seldom."""
        sizes: dict[str, int] = {}
        for draft in chosen:
            sizes[draft.kin.id] = sizes.get(draft.kin.id, 0) + 1
        weights: dict[str, float] = {}
        within: dict[str, float] = {}
        for draft in chosen:
            sku = slug(draft.name.en)
            draws = Draws(self._seed, f"turn/{sku}")
            noise = exp(sum(draws.below(1000) / 1000 - 0.5 for _ in range(4)) * 0.9)
            weight = noise / (1 + draft.rank) ** (0.9 if draft.brand else 0.4) / (2 if draft.pieces > 1 else 1)
            weight /= max(1, draft.base * draft.factor / 8) ** 0.5
            weights[sku] = weight * (FAVOURITES if sku in LEADERS else 1)
            within[draft.kin.id] = within.get(draft.kin.id, 0) + weights[sku]
        shares = {}
        for draft in chosen:
            sku, turn = slug(draft.name.en), float(draft.kin.options["turn"])
            dear = max(1, draft.base * draft.factor / 8) ** 0.3
            shares[sku] = turn**1.4 / dear * sizes[draft.kin.id] ** 0.5 * weights[sku] / within[draft.kin.id]
        whole = sum(shares.values())
        return {sku: LINES_A_DAY * share / whole for sku, share in shares.items()}

    # --- what tills know -------------------------------------------------------------------------------------------

    def _item(self, sku: str, draft: Draft, alike: str) -> Item:
        draws, unit = Draws(self._seed, f"price/{sku}"), _unit(draft)
        codes: tuple[str, ...] = ()
        plu = ""
        if unit == "kg":
            price = round(draft.base * 100)
            self._plus += 1
            plu = str(self._plus)
        else:
            jitter = 0.98 + draws.below(5) / 100 if draft.brand else 1
            price = shelf_price(draft.base * draft.factor * jitter)
            supplier = self._supplier(draft)
            codes = tuple(self._code(supplier) for _ in range(2 if draws.chance(0.02) else 1))
        single = self._by_size[draft.stem, draft.single] if draft.single else ""
        if single:
            price = self._pack_price(single, draft)
        members = draft.options.get("member") != "no" and not single and sku not in LEADERS
        offered = member_price(price) if members and price > 200 and draws.chance(FOR_MEMBERS / 100) else 0
        if unit == "kg" and offered:
            offered = price * 90 // 100 // 2 * 2
        rate = self._policy.taxes[draft.options["tax"]]
        if offered and net_of(offered, rate) <= self._cost(sku, price, rate, draft):
            offered = 0
        return Item(
            sku, draft.name, price, codes, plu, offered, rate, unit, draft.kin.category, self._initials(draft.name.zh),
            alike, int(draft.options.get("age", 0)), single, draft.pieces,
        )  # fmt: skip

    def _pack_price(self, single: str, draft: Draft) -> Minor:
        """A pack costs a little less than its pieces, unless too little would be left over; tobacco never does."""
        item, pieces = self._items[single], draft.pieces
        singly, price = item.price * pieces, shelf_price(item.price * pieces * 0.95 / 100)
        sound = net_of(price, item.tax_rate) > self._supplies[single].cost * pieces * 102 / 100
        return price if price < singly and sound and draft.options.get("member") != "no" else singly

    def _code(self, supplier: str) -> str:
        self._numbers[supplier] = number = self._numbers.get(supplier, 0) + 1
        payload = f"{COMPANY}{self._suppliers[supplier].number:03}{number * 13:07}"
        return payload + check_digit(payload)

    # --- what the office knows -------------------------------------------------------------------------------------

    def _supplier(self, draft: Draft) -> str:
        return draft.options.get("supplier") or self._brands[draft.brand].supplier

    def _cost(self, sku: str, price: Minor, rate: int, draft: Draft) -> Minor:
        if sku in LEADERS:
            return divide(net_of(price, rate) * 105, 100)
        jitter = Draws(self._seed, f"cost/{sku}").below(5) - 2
        return cost_of(price, rate, max(3, int(draft.options["margin"]) + jitter + 5 * (draft.brand == "own")))

    def _supplied(self, item: Item, draft: Draft, expected: float, place: int) -> Supplied:
        cost = self._cost(item.sku, item.price, item.tax_rate, draft)
        supplier = self._supplier(draft)
        second = draft.options.get("second", "")
        where = f"{draft.kin.aisle}-{place // 20 + 1}-{place % 20 + 1:02}"
        life, leader = int(draft.options["life"]), item.sku in LEADERS
        if item.pack_of:
            single = self._supplies[item.pack_of]
            return Supplied(
                draft.kin.id, supplier, single.cost * item.pieces, where, life=life, second=second, leader=leader,
                second_cost=divide(single.cost * item.pieces * 104, 100) if second else 0,
            )  # fmt: skip
        whole = 1000 if measured(item.unit) else 1
        daily = expected * (0.7 if whole == 1000 else 1.2)
        case = 5000 if whole == 1000 else self._case(item.price, draft)
        lead = self._suppliers[supplier].lead
        low = max(ceil(daily * (lead + 2) * whole), 2 * whole)
        days = min(7.0, life * 0.4) if 0 < life <= SHORT_LIFE else 10
        full = low + ceil(max(daily * days * whole, case * 0.6) / case) * case
        floor = max(ceil(daily * whole), whole)
        return Supplied(
            draft.kin.id, supplier, cost, where, case, low, full, floor, min(full, floor * 4 + 2 * whole), life, second,
            divide(cost * 104, 100) if second else 0, leader,
        )  # fmt: skip

    def _case(self, price: Minor, draft: Draft) -> int:
        usual = int(draft.options.get("case", 12))
        return max(1, usual // 2 if price > 3000 else usual) if price < 10_000 else max(1, usual // 4)


def _unit(draft: Draft) -> str:
    return "case" if draft.single else draft.options["unit"]
