"""The market: goods that could stand in a shop, kept by content, and a shop that scripts can name at once."""

import doctest
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from scenarios.dataset import shipped
from scenarios.market import columns, goods, grammar, kept, past, pricing
from scenarios.market.goods import LEADERS
from scenarios.market.grammar import drafts, lines
from scenarios.market.opening import GRAMS, lots, opening_stock
from scenarios.market.pricing import net_of
from scenarios.shop import Shop, decode_shop, encode_shop, load_shop
from simulator.kernel.goods import BACK, FLOOR, OPENING
from simulator.kernel.units import UNITS, measured
from tests.scenarios.test_shop import REAL_BRANDS
from virtual_devices.codes import Code, read_code

SHOP = load_shop("market")


def test_there_is_as_much_of_everything_as_a_supermarket_has() -> None:
    assert len(SHOP.items) >= 3000
    categories = Counter(item.category for item in SHOP.items.values())
    assert len(categories) >= 20
    assert min(n for category, n in categories.items() if category != "bags") >= 25
    assert SHOP.assortment is not None
    assert len(SHOP.assortment.suppliers) >= 25
    assert len(SHOP.assortment.families) >= 60
    assert sum(bool(item.pack_of) for item in SHOP.items.values()) >= 60
    assert sum(item.unit == "kg" for item in SHOP.items.values()) >= 150
    assert SHOP.premises is not None
    assert set(SHOP.premises.goods) == set(categories)
    assert {person.level for person in SHOP.staff} == {"cashier", "stock_clerk", "supervisor", "manager"}


def test_every_code_scans_is_of_the_range_that_shops_may_use_and_sells_one_item() -> None:
    seen: dict[str, str] = {}
    members = shipped().members
    for item in SHOP.items.values():
        assert bool(item.codes) != bool(item.plu), item.sku
        assert bool(item.plu) == (item.unit == "kg"), item.sku
        for code in item.codes:
            assert read_code(code) == Code(code, "EAN-13")
            assert code.startswith("04"), f"{item.sku}: {code} is no number of a company's own"
            assert code not in members
            pair = read_code(f"]d201{code.zfill(14)}17261231\x1d10L1")
            assert isinstance(pair, Code), f"{code} cannot stand in a 2D code"
            assert pair.number == code
        for code in (*item.codes, *filter(None, [item.plu])):
            assert seen.setdefault(code, item.sku) == item.sku, code


def test_names_are_in_both_languages_and_no_two_items_share_one() -> None:
    names = Counter(name for item in SHOP.items.values() for name in (item.name.en, item.name.zh))
    assert [name for name, count in names.items() if count > 1] == []
    for item in SHOP.items.values():
        assert item.name.en.isascii()
        assert "  " not in item.name.en + item.name.zh
        assert any("一" <= sign <= "鿿" for sign in item.name.zh), item.name
        assert item.pinyin.isascii(), item.name
        words = item.name.en.split()
        assert [pair for pair in pairwise(words) if pair[0] == pair[1]] == [], item.name


def test_no_chain_and_no_brand_that_people_know_is_named() -> None:
    more = (Path(__file__).parent / "brands.txt").read_text("utf-8")
    known = [brand.casefold() for brand in (REAL_BRANDS + more).split()]
    texts = {item.name.zh for item in SHOP.items.values()} | {SHOP.name.zh, SHOP.address.zh}
    texts |= {supplier.name.zh for supplier in SHOP.assortment.suppliers.values()} if SHOP.assortment else set()
    chinese = "\n".join(texts)
    assert [brand for brand in known if not brand.isascii() and brand in chinese] == []
    english = {word for item in SHOP.items.values() for word in item.name.en.casefold().replace("'s", "").split()}
    assert sorted(english.intersection(known)) == []


def test_what_is_sold_leaves_something_over_but_for_what_is_meant_not_to() -> None:
    assert SHOP.assortment is not None
    for sku, item in SHOP.items.items():
        it = SHOP.assortment.supplies[sku]
        left = net_of(item.price, item.tax_rate) - it.cost
        assert (left < 0) == it.leader == (sku in LEADERS), sku
        share = left * 100 / net_of(item.price, item.tax_rate)
        assert it.leader or 1 <= share <= 60, f"{sku}: {share:.0f} % is no margin that a shop has"
        assert 0 <= item.member_price < item.price
        if item.member_price:
            assert net_of(item.member_price, item.tax_rate) > it.cost, sku
        assert not measured(item.unit) or item.price % 2 == 0, f"{sku}: shown per 500 g, the price loses a fen"
        if item.pack_of:
            single = SHOP.items[item.pack_of]
            assert item.price <= single.price * item.pieces, sku
            assert it.cost == SHOP.assortment.supplies[item.pack_of].cost * item.pieces
            assert single.unit != "kg"
    assert {item.tax_rate for item in SHOP.items.values()} <= set(SHOP.policy.taxes.values())
    assert {item.category for item in SHOP.items.values() if item.age} == {"alcohol", "tobacco"}


def test_a_larger_size_of_the_same_goods_costs_more() -> None:
    sizes: dict[str, list[tuple[float, int]]] = {}
    for draft in drafts():
        item = next((i for i in BY_NAME.get(draft.name.en, ())), None)
        if item is not None and draft.brand and draft.pieces == 1:
            sizes.setdefault(draft.stem, []).append((draft.base, item.price))
    for stem, found in sizes.items():
        assert [price for _, price in sorted(found)] == sorted(price for _, price in found), stem


BY_NAME = {item.name.en: [item] for item in SHOP.items.values()}


def test_every_item_has_somebody_who_delivers_it_and_a_place() -> None:
    assortment = SHOP.assortment
    assert assortment is not None
    assert set(assortment.supplies) == set(SHOP.items)
    places = Counter(it.place for it in assortment.supplies.values())
    assert max(places.values()) == 1, "two items lie in the same place"
    for sku, it in assortment.supplies.items():
        assert it.supplier in assortment.suppliers, sku
        family = assortment.families[it.family]
        assert family.category == SHOP.items[sku].category
        assert it.place.startswith(family.aisle)
        if it.second:
            assert it.second in assortment.suppliers
            assert it.second != it.supplier
            assert it.second_cost > it.cost
        if SHOP.items[sku].pack_of:
            assert (it.low, it.full) == (0, 0), f"{sku}: its pieces are watched, not the pack"
        else:
            assert 0 < it.low < it.full, sku
            assert 0 < it.floor_low < it.floor_full <= it.full, sku
            assert (it.full - it.low) % it.case == 0, sku
    for supplier in assortment.suppliers.values():
        assert assortment.of(supplier.id), f"{supplier.id} delivers nothing"
        assert set(supplier.days) <= set(range(1, 8))
        assert supplier.mail.endswith(".example")
        assert supplier.name.zh != supplier.name.en
    seconds = [sku for sku, it in assortment.supplies.items() if it.second]
    assert 50 <= len(seconds) <= 200


def test_what_goes_off_says_so_and_what_does_not_does_not() -> None:
    assert SHOP.assortment is not None
    lives = {}
    for sku, it in SHOP.assortment.supplies.items():
        lives.setdefault(SHOP.items[sku].category, set()).add(it.life)
    assert max(lives["produce"]) <= 30
    assert 0 not in lives["dairy"] | lives["bakery"] | lives["frozen"] | lives["eggs_meat"] | lives["seafood"]
    assert lives["household"] == lives["stationery"] == lives["kitchen"] == {0}


def test_units_and_likeness_are_what_tills_and_baskets_expect() -> None:
    groups: dict[str, set[str]] = {}
    sizes: Counter[str] = Counter()
    for item in SHOP.items.values():
        assert item.unit in UNITS
        if item.alike:
            groups.setdefault(item.alike, set()).add(item.unit)
            sizes[item.alike] += 1
    assert min(sizes.values()) >= 2
    assert all(len(units) == 1 for units in groups.values())


@pytest.mark.parametrize("module", [grammar, pricing, goods, columns, past])
def test_examples_in_docstrings_hold(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted
    assert found.failed == 0


# --- how it is kept --------------------------------------------------------------------------------------------------


def test_the_shop_is_kept_by_content_and_comes_back_as_it_was() -> None:
    (file,) = (Path(str(kept._room())) / "").glob("shop-*")
    assert file.name == f"shop-{kept.address(file.read_bytes())}.json.z"
    assert file.stat().st_size < 300_000
    assert decode_shop(encode_shop(SHOP)) == SHOP


def test_a_file_that_is_not_what_its_name_says_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "shop-0123456789abcdef.json.z").write_bytes(b"something else")
    monkeypatch.setattr(kept, "_room", lambda: tmp_path)
    with pytest.raises(ValueError, match="begins with 0123456789abcdef"):
        kept.data("shop")


def test_what_ships_is_what_its_words_and_its_head_make() -> None:
    pytest.importorskip("pypinyin", reason="an authoring tool, of the extra `dev`")
    from scenarios.market.__main__ import make_goods, make_shop

    made = make_shop(make_goods())
    assert made.assortment is not None
    assert made.stocking is not None
    made = msgspec.structs.replace(made, stocking=made.assortment.stocking(made.stocking))
    assert made == SHOP, "words or head were changed: run `python -m scenarios.market shop`"


def test_the_words_name_no_supplier_and_no_brand_that_is_not_there() -> None:
    assert SHOP.assortment is not None
    named = {line.rsplit(" ", 1)[1] for line in lines("brands")}
    assert named <= {line.partition(";")[0] for line in lines("suppliers")}
    assert len(SHOP.assortment.suppliers) == len(list(lines("suppliers"))), "a supplier delivers nothing"


def test_other_shops_say_nothing_of_what_they_buy() -> None:
    shop: Shop = load_shop("supermarket")
    assert shop.assortment is None


# --- what lies in it -------------------------------------------------------------------------------------------------


def test_stock_lies_between_order_point_and_full_and_its_dates_are_those_of_the_day() -> None:
    assert SHOP.assortment is not None
    moves = opening_stock(SHOP, "2027-03-02T09:00", 7)
    assert {move.sku for move in moves} == {sku for sku, item in SHOP.items.items() if not item.pack_of}
    total: Counter[str] = Counter()
    floor: Counter[str] = Counter()
    for move in moves:
        it = SHOP.assortment.supplies[move.sku]
        assert move.quantity > 0
        assert move.origin == OPENING
        assert move.unit == ("kg" if SHOP.items[move.sku].unit == "kg" else "")
        assert bool(move.lot) == bool(move.expiry) == bool(it.life), move
        if it.life:
            last = (date(2027, 3, 2) + timedelta(days=it.life)).isoformat()
            assert "2027-03-02" <= move.expiry <= last, move
        total[move.sku] += move.quantity
        floor[move.sku] += move.quantity if move.to == FLOOR else 0
    for sku, quantity in total.items():
        it = SHOP.assortment.supplies[sku]
        assert it.low - GRAMS < quantity <= it.full, sku
        assert 0 < floor[sku] <= it.floor_full, sku
    near = [m for m in moves if m.expiry and m.expiry <= "2027-03-09"]
    assert 100 <= len(near) <= len(moves) // 4, "a near-expiry list that is worth a walk, and can be walked"


def test_what_expires_first_stands_on_the_floor_before_what_expires_later() -> None:
    expiry: dict[tuple[str, str], list[str]] = {}
    for move in opening_stock(SHOP, SHOP.clock, 3):
        expiry.setdefault((move.sku, move.to), []).append(move.expiry)
    both = [(sku, dates) for (sku, place), dates in expiry.items() if place == FLOOR and (sku, BACK) in expiry]
    assert len(both) > 1000
    assert all(max(dates) <= min(expiry[sku, BACK]) for sku, dates in both)


def test_an_item_has_the_same_stock_whatever_else_is_asked_for_and_another_with_another_seed() -> None:
    some = ["bananas", "cloud_pasture_peach_yogurt_200_g", "twin_brook_whole_milk_1_l"]
    alone = opening_stock(SHOP, SHOP.clock, 5, some)
    together = opening_stock(SHOP, SHOP.clock, 5)
    assert set(alone) < set(together)
    assert alone == opening_stock(SHOP, SHOP.clock, 5, some) != opening_stock(SHOP, SHOP.clock, 6, some)
    assert "R261204" in {move.lot for move in alone}, "the lot that the shop has recalled is there to be found"
    with pytest.raises(ValueError, match="expected a shop with an assortment"):
        opening_stock(load_shop("supermarket"), SHOP.clock, 5)


@pytest.mark.parametrize("seed", range(3))
def test_what_was_made_on_different_days_is_of_different_lots(seed: int) -> None:
    assert SHOP.assortment is not None
    for sku, it in SHOP.assortment.supplies.items():
        if it.life and it.low:
            found = lots(sku, it, SHOP.clock, seed)
            assert len({lot.number for lot in found}) == len({lot.expiry for lot in found}) == len(found), sku
            assert [lot.expiry for lot in found] == sorted(lot.expiry for lot in found)
