"""Rows come into a list: none is lost, on either side, and doing it twice does nothing more."""

import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.shop import load_shop
from simulator.importing.kinds import KINDS
from simulator.importing.known import Known
from simulator.importing.layout import Record
from simulator.importing.pinyin import initials
from simulator.shops.building import items_of, named
from simulator.shops.joining import join
from simulator.shops.lists import read_list, written

EXAMPLES = int(os.environ.get("STOREDRILL_EXAMPLES", "60"))
PRODUCTS = KINDS["products"]
SKUS = st.sampled_from(["", "000101", "000102", "7"])
CODES = st.lists(
    st.sampled_from(["6901234567892", "9520000000073", "036000291452", "4011"]), min_size=1, max_size=2, unique=True
)
ROWS = st.builds(
    lambda sku, codes, price, zh: Record(
        {
            **({"sku": sku} if sku else {}),
            "code": " ".join(codes),
            **({"zh": zh} if zh else {}),
            "category": "dairy",
            "price": price,
            "unit": "piece",
        }
    ),
    SKUS,
    CODES,
    st.integers(1, 3),
    st.sampled_from(["", "纯牛奶", "茶"]),
)


@given(st.lists(ROWS, max_size=4), st.lists(ROWS, max_size=4))
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_row_is_lost_on_either_side(first: list[Record], second: list[Record]) -> None:
    old = join(PRODUCTS, (), list(enumerate(first, 2)), Known()).records
    rows = list(enumerate(second, 2))
    joined = join(PRODUCTS, old, rows, Known())
    assert len(rows) == len(joined.added) + joined.changed + joined.same + len(joined.clashes)
    assert len(old) == joined.kept + joined.changed + joined.same
    assert len(joined.records) == len(old) + len(joined.added)
    numbers = [code for record in joined.records for code in str(record["code"]).split()]
    skus = [record["sku"] for record in joined.records if record["sku"]]
    assert len(numbers) == len(set(numbers)), "a code is one item's"
    assert len(skus) == len(set(skus))
    again = join(PRODUCTS, joined.records, [row for row in rows if row[0] not in joined.clashes], Known())
    assert (again.added, again.changes) == ([], [])
    assert again.records == joined.records


def test_an_empty_cell_changes_nothing() -> None:
    had = Record(code="4011", zh="香蕉", price=796, unit="kg", category="produce", named="bananas")
    joined = join(PRODUCTS, (had,), [(2, Record(code="4011", price=896))], Known())
    assert joined.records == [Record({**had, "price": 896})]


def test_numbers_of_ones_own_stay_as_they_stand(tmp_path: Path) -> None:
    """A list of two systems: what most of its numbers look like repairs none of the others."""
    rows = [Record(sku=sku, code=code, zh="茶", category="drinks", price=100, unit="bottle") for sku, code in (
        ("000101", "6901234567892"), ("000102", "9520000000073"), ("000103", "036000291452"), ("77", "4011"),
    )]  # fmt: skip
    (tmp_path / "products.csv").write_bytes(written(PRODUCTS, rows, Known(), "zh"))
    assert [record["sku"] for record in read_list(tmp_path, "products", Known())] == [
        "000101",
        "000102",
        "000103",
        "77",
    ]


def test_names_for_scripts_are_readable_and_unique() -> None:
    rows = [
        Record(en="Twin Brook Milk 1 L", code="6901234567892"),
        Record(en="Twin Brook Milk 1 L", code="9520000000073"),
        Record(zh="散装大米", sku="00-31", code="4011"),
        Record(zh="茶", code="036000291452", named="tea"),
    ]
    names = ["twin_brook_milk_1_l", "twin_brook_milk_1_l_2", "i00_31", "tea"]
    assert [record["named"] for record in named(rows)] == names
    assert [record["named"] for record in named(named(rows))] == names


def test_packs_hold_what_their_packs_hold() -> None:
    beer = Record(named="beer", code="6901234567892", zh="啤酒", price=500, unit="can", category="alcohol")
    six = Record({**beer, "named": "six", "code": "9520000000073", "unit": "pack", "pack": "beer x6"})
    case = Record({**beer, "named": "case", "code": "036000291452", "unit": "case", "pack": "9520000000073 x4"})
    items = items_of([beer, six, case], load_shop().policy)
    assert (items["case"].pack_of, items["case"].pieces, items["beer"].age) == ("beer", 24, 18)
    assert items["beer"].tax_rate == 13_000


def test_initials_are_those_of_the_dictionary_nearly_always() -> None:
    items = load_shop().items.values()
    right = sum(initials(item.name.zh) == item.pinyin for item in items)
    assert right * 100 >= 97 * len(items), f"{right} of {len(items)}"
