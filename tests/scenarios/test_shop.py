"""The shop and its people: content that has to be right, and loaders that say what is wrong."""

import csv
import importlib.util
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

from scenarios.dataset import FORMS, MEMBERS, SURNAMES, decode_people, encode_people, generate, shipped
from scenarios.shop import ShopError, decode_shop, encode_shop, load_shop
from scenarios.shop_source import parse_shop
from simulator.kernel.money import CURRENCIES, worth
from simulator.kernel.units import UNITS
from virtual_devices.codes import Code, check_digit, read_code

HEAD = """\
name: {en: Corner, zh: 街角}
address: {en: 1 Corner, zh: 街角1号}
policy: cn
float: {"10": "2"}
bags: []
quick_keys: []
staff:
  - {badge: c01, name: {en: Wang Fang, zh: 王芳}, level: cashier, pin: "1111"}
  - {badge: s01, name: {en: Chen, zh: 陈主管}, level: supervisor, pin: "2468"}
"""
COLUMNS = "sku,code,zh,en,pinyin,category,tax,price,member,unit,alike,age,pack\n"
REAL_BRANDS = """
伊利 蒙牛 光明 君乐宝 农夫山泉 康师傅 统一 娃哈哈 怡宝 可口可乐 百事 雪碧 王老吉 加多宝
海天 李锦记 千禾 太太乐 老干妈 金龙鱼 鲁花 福临门 旺旺 乐事 奥利奥 德芙 三只松鼠 良品铺子
洽洽 卫龙 雀巢 茅台 五粮液 青岛 雪花啤 百威 汾酒 维达 清风 心相印 洁柔 蓝月亮
立白 奥妙 汰渍 海飞丝 飘柔 舒肤佳 云南白药 高露洁 佳洁士 帮宝适 好奇 飞鹤 思念 三全
双汇 金锣 安井 桃李 盼盼 沃尔玛 永辉 大润发 家乐福 盒马
coca pepsi sprite nestl oreo lay's lays kitkat dove colgate crest pampers huggies walmart carrefour tesco heinz
"""


def test_every_code_is_valid_unique_and_nobody_elses() -> None:
    seen: dict[str, str] = {}
    for item in load_shop().items.values():
        for code in item.codes:
            read = read_code(code)
            assert isinstance(read, Code), (item.sku, code)
            assert read.kind in ("EAN-13", "EAN-8", "UPC-A"), f"{item.sku}: {code} is what scales print"
            assert code.lstrip("0").startswith("952"), f"{item.sku}: {code} is outside of GS1's demonstration range"
            assert not code.startswith(MEMBERS) or len(code) == 8, f"{item.sku}: {code} is a member's"
            assert seen.setdefault(read.number, item.sku) == item.sku, (item.sku, code)
        if item.plu:
            assert seen.setdefault(item.plu, item.sku) == item.sku, (item.sku, item.plu)


def test_the_shop_is_stocked_to_be_believed() -> None:
    shop = load_shop()
    assert len(shop.items) >= 300
    categories = Counter(item.category for item in shop.items.values())
    assert min(categories[c] for c in ("grocery", "produce", "dairy", "snacks", "drinks", "household")) >= 20
    for item in shop.items.values():
        assert item.name.en
        assert item.name.en.isascii()
        assert any("一" <= ch <= "鿿" for ch in item.name.zh), item.sku
        assert 10 <= item.price <= 100_000, item.sku
        assert 0 <= item.member_price < item.price, item.sku
        assert bool(item.plu) == (item.unit == "kg") or not item.codes, item.sku
        assert item.unit == "piece" or item.price % 2 == 0, f"{item.sku}: shown per 500 g, the price loses a fen"
        assert (item.age == 18) == (item.category == "alcohol" and item.sku != "sweet_rice_wine_500"), item.sku
    names = Counter(name for item in shop.items.values() for name in (item.name.en, item.name.zh))
    assert [name for name, count in names.items() if count > 1] == []
    rates = {
        rate: [item.sku for item in shop.items.values() if item.tax_rate == rate] for rate in (0, 6_000, 9_000, 13_000)
    }
    assert all(rates.values())
    assert "soy_sauce_500" in rates[13_000]
    assert "rice_5kg" in rates[9_000]
    assert {"tomatoes", "eggs_10", "pork_belly"} <= set(rates[0])


def test_what_looks_alike_is_no_item_of_another_shelf() -> None:
    groups: dict[str, list[str]] = {}
    for item in load_shop().items.values():
        if item.alike:
            groups.setdefault(item.alike, []).append(item.unit)
    assert len(groups) >= 60
    for group, units in groups.items():
        assert len(units) >= 2, group
        assert len(set(units)) == 1, f"{group}: what is weighed is not mistaken for what is packed"


def test_no_real_brand_is_on_the_shelves() -> None:
    for item in load_shop().items.values():
        words = f"{item.name.zh} {item.name.en}".casefold()
        assert [brand for brand in REAL_BRANDS.split() if brand in words] == [], item.sku


def test_the_float_makes_change_and_adds_up() -> None:
    shop = load_shop()
    assert worth(shop.float) == 40400
    assert set(shop.float) <= set(shop.currency.pieces)
    assert sum(value * count for value, count in shop.float.items() if value <= 1000) >= 10_000
    assert {person.level for person in shop.staff} == {"stock_clerk", "cashier", "supervisor", "manager"}
    assert all(person.name.en and person.name.zh for person in shop.staff)


def test_pinyin_is_what_the_tool_makes_of_the_name(tmp_path: Path) -> None:
    pytest.importorskip("pypinyin", reason="an authoring tool, of the extra `dev`")
    tool = Path(__file__).parents[2] / ".ci" / "fill_catalogue.py"
    spec = importlib.util.spec_from_file_location("fill_catalogue", tool)
    assert spec is not None
    assert spec.loader is not None
    filler = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(filler)
    kept = (files("scenarios") / "shops" / "supermarket.csv").read_text("utf-8")
    header, *rows = list(csv.reader(kept.splitlines()))
    bare = [[*row[:4], "", *row[5:]] for row in rows]
    new = ["new_gum", "ean8", "薄荷糖", "Mints", "", "snacks", "general", "1.00", "", "piece", "", "", ""]
    table = tmp_path / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, new, *bare])
    assert filler.fill(table) == len(rows) + 2
    first, filled, *rest = table.read_text("utf-8").splitlines()
    assert "\n".join([first, *rest, ""]) == kept
    code, pinyin = filled.split(",")[1], filled.split(",")[4]
    assert (len(code), pinyin) == (8, "bht")
    assert code not in {row[1] for row in rows}


def test_a_shop_comes_back_from_the_bytes_that_a_run_keeps() -> None:
    assert decode_shop(encode_shop(load_shop())) == load_shop()


def complaints(head: str = HEAD, table: str = COLUMNS) -> list[str]:
    with pytest.raises(ShopError) as wrong:
        parse_shop("corner", head.encode(), table.encode())
    return wrong.value.problems


def test_all_that_is_wrong_with_a_table_is_told_at_once() -> None:
    rows = [
        "milk,95200125,牛奶,Milk,nn,dairy,general,12.80,,piece,,,",
        "milk,95200133,牛奶,Milk,nn,dairy,general,12.80,,piece,,,",
        "soy,95200125,酱油,Soy,jy,dairy,luxury,9.9,,flask,,,",
        "rice,9520000000074,大米,,dm,dairy,general,cheap,,piece,,,",
        '"tea",95200149,"茶, 绿","Tea, green",cl,dairy,general,5.00,6.00,piece,,old,',
        "figs,,无花果,Figs,,fruit,general,-1,,kg,figs,,",
        "short,1",
        '"open,1',
    ]
    assert complaints(table=COLUMNS + "\n".join(rows)) == [
        "corner.csv:3:1: sku: expected one not used in line 2, got 'milk'",
        "corner.csv:3:6: code: expected 2 as check digit, got '95200133'",
        "corner.csv:4:5: code: expected one not used in line 2, got '95200125'",
        "corner.csv:4:30: tax: expected one of general, farm, services, exempt, got 'luxury'",
        f"corner.csv:4:42: unit: expected one of {', '.join(UNITS)}, got 'flask'",
        "corner.csv:5:6: code: expected 3 as check digit, got '9520000000074'",
        "corner.csv:5:23: en: expected a name in both languages, got nothing",
        "corner.csv:5:41: price: expected an amount such as 12.80, got 'cheap'",
        "corner.csv:6:58: member: expected less than the price of 5.00, got '6.00'",
        "corner.csv:6:70: age: expected an age, or nothing, got 'old'",
        "corner.csv:7:6: code: expected a bar code, or a PLU for what has none, got nothing",
        "corner.csv:7:16: pinyin: expected the initials of the Chinese name, got nothing",
        "corner.csv:7:31: price: expected an amount such as 12.80, got '-1'",
        "corner.csv:7:38: alike: expected a group that another item is in too, got 'figs'",
        "corner.csv:8:1: row: expected 13 fields, got '2'",
        "corner.csv:9:1: row: expected fields with closed quotes, got 'unexpected end of data'",
    ]


@pytest.mark.parametrize(
    ("unit", "price", "expected"),
    [
        ("m", "25.80", ("m", 0)),
        ("l per 500 ml", "16.00", ("l", 500)),
        ("m per 10cm", "5.00", ("m", 100)),
        ("m per 10 g", "5.00", "unit: expected a part of it such as kg per 100 g, m per 10 cm, l per 500 ml, got"),
        ("bottle per 10 ml", "5.00", "unit: expected a part of it"),
        ("m per 3 parts", "5.00", "unit: expected one of piece, bottle,"),
        ("l per 500 ml", "15.99", "price: expected a price that comes out even per 500 ml, got '15.99'"),
    ],
)
def test_a_unit_may_say_what_its_price_is_shown_for(unit: str, price: str, expected: str | tuple[str, int]) -> None:
    table = f"{COLUMNS}cloth,1001,布,Cloth,b,household,general,{price},,{unit},,,\n"
    if isinstance(expected, str):
        (problem,) = complaints(table=table)
        assert problem.partition(" ")[2].startswith(expected)
    else:
        item = parse_shop("corner", HEAD.encode(), table.encode()).items["cloth"]
        assert (item.unit, item.per) == expected


@pytest.mark.parametrize(
    ("code", "unit", "expected"),
    [
        ("210001001234" + check_digit("210001001234"), "piece", "a code of packaged goods, not one that scales print"),
        ("095200000001", "piece", "as check digit"),
        ("1001 1002", "kg", "a PLU (4, 5)"),
        ("95200125", "kg", "a PLU for what is weighed"),
        ("milk", "piece", "a PLU (4, 5) or a bar code"),
    ],
)
def test_a_code_the_till_could_not_use_is_refused(code: str, unit: str, expected: str) -> None:
    (problem, *_) = complaints(table=f"{COLUMNS}milk,{code},牛奶,Milk,nn,dairy,general,12.80,,{unit},,,\n")
    assert problem.startswith("corner.csv:2:6: code: expected ")
    assert expected in problem


def test_a_upc_is_the_ean_that_begins_with_0() -> None:
    upc = "09520000001" + check_digit("09520000001")
    rows = f"a,{upc},甲,A,j,dairy,general,1.00,,piece,,,\nb,0{upc},乙,B,y,dairy,general,1.00,,piece,,,\n"
    assert complaints(table=COLUMNS + rows) == [f"corner.csv:3:3: code: expected one not used in line 2, got '0{upc}'"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("policy: cn", "policy: xx", "3:9: policy: expected a policy pack (cn, uk, us, ch) or a file, got 'xx'"),
        ('{"10": "2"}', '{"3": "2"}', "4:9: float.3: expected a note or coin that circulates: 100.00, 50.00,"),
        ('{"10": "2"}', '{"0.5": "2", "0.50": "1"}', "4:21: float.0.50: expected each note or coin once, got '0.50'"),
        (
            '{"10": "2"}',
            '{"10": "2", "10": "1"}',
            "4:20: float.10: expected each key once in its group, got '10' again",
        ),
        ("bags: []", "bags: [sack]", "5:8: bags[1]: expected an item's sku, got 'sack'"),
        ("bags: []", "bags: sack", "5:7: bags: expected a list, got 'sack'"),
        ("quick_keys:", "quick_kees:", "6:1: quick_kees: expected one of name, address,"),
        ("quick_keys: []\n", "", "1:1: shop: expected the key 'quick_keys', got nothing"),
        (", zh: 街角}", "}", "1:7: name: expected the key 'zh', got nothing"),
        (
            "level: supervisor",
            "level: boss",
            "9:52: staff[2].level: expected one of stock_clerk, cashier, supervisor, manager,",
        ),
        ('"2468"', '"12"', "9:69: staff[2].pin: expected 4 to 8 digits, got '12'"),
        ("badge: s01", "badge: c01", "9:13: staff[2].badge: expected a badge of one's own, got 'c01'"),
        ("level: supervisor", "level: cashier", "7:1: staff: expected a cashier and a supervisor at least, got "),
        ("bags: []", "\tbags: []", "5:1: expected spaces for indentation, got a tab"),
    ],
)
def test_a_mistake_in_the_head_is_told_with_its_place(old: str, new: str, expected: str) -> None:
    assert old in HEAD
    problems = complaints(head=HEAD.replace(old, new))
    assert any(problem.startswith(f"corner.yaml:{expected}") for problem in problems), problems


LABELS = """\
clock: "2026-12-24 09:30"
labels:
  - {prefix: "26", length: "18", plu: 3-7, amount: 8-12, weight: 13-17}
  - {prefix: "23", length: "13", plu: 3-6, amount: 8-12, amount_check: "7"}
recalls: []
"""


def test_a_shop_may_have_a_clock_and_a_table_of_labels() -> None:
    shop = parse_shop("corner", (HEAD + LABELS).encode(), COLUMNS.encode())
    assert shop.clock == "2026-12-24T09:30"
    assert [(rule.prefix, rule.plu, rule.weight) for rule in shop.labels] == [
        ("26", (3, 7), (13, 17)),
        ("23", (3, 6), (0, 0)),
    ]
    bare = parse_shop("corner", HEAD.encode(), COLUMNS.encode())
    assert (bare.clock, bare.labels, bare.recalls, bare.weighed_per) == ("", (), (), 1000)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2026-12-24 09:30", "tomorrow", "10:8: clock: expected a date and time such as"),
        ('prefix: "26"', 'prefix: "69"', "12:14: labels[1].prefix: expected digits that begin with 2,"),
        ('"18"', '"17"', "labels[1].length: expected 13 or 18, got '17'"),
        ("amount: 8-12, weight", "amount: 7-12, weight", "labels[1].amount: expected digits from 1 to 18 that nothing"),
        ("weight: 13-17", "weight: 13-18", "labels[1].weight: expected digits from 1 to 18 that nothing else uses"),
        (", amount: 8-12, weight: 13-17", "", "labels[1].plu: expected an amount or a weight beside it"),
        ("plu: 3-7, ", "", "labels[1]: expected the key 'plu', got nothing"),
        ('amount_check: "7"', 'amount_check: "6"', "labels[2].amount_check: expected a free digit"),
        ('amount_check: "7"', "check: luhn", "labels[2].check: expected one of ean, none, got 'luhn'"),
        ('amount_check: "7"', 'tolerance: "x"', "labels[2].tolerance: expected minor units"),
        ('amount_check: "7"', 'weight_decimals: "4"', "labels[2].weight_decimals: expected 0 to 3"),
        ('amount_check: "7"', "colour: red", "labels[2].colour: expected one of prefix, length, plu, amount,"),
        ("recalls: []", "recalls: [{sku: milk, lot: A}]", "recalls[1].sku: expected an item's sku, got 'milk'"),
        ("recalls: []", "recalls: [{sku: milk, lot: a b}]", "recalls[1].lot: expected up to 20 letters and digits"),
    ],
)
def test_a_mistake_in_the_table_of_labels_is_told(old: str, new: str, expected: str) -> None:
    assert old in LABELS
    problems = complaints(head=HEAD + LABELS.replace(old, new, 1))
    assert any(expected in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("pack", "pieces"),
    [
        ("milk x12", 12),
        ("milk", 0),
        ("milk x1", 0),
        ("soap x12", 0),
        ("figs x6", 0),
        ("box x2", 20),
        ("case x2", 0),
    ],
)
def test_a_pack_is_made_of_single_pieces(pack: str, pieces: int) -> None:
    table = COLUMNS + "\n".join(
        [
            "milk,95200125,牛奶,Milk,nn,dairy,general,3.20,,piece,,,",
            "figs,1001,无花果,Figs,whg,fruit,general,9.00,,kg,,,",
            "box,95200132,牛奶礼盒,Milk box,nnlh,dairy,general,30.00,,piece,,,milk x10",
            f"case,95200149,牛奶箱,Milk case,nnx,dairy,general,36.00,,piece,,,{pack}",
        ]
    )
    if pieces:
        case = parse_shop("corner", HEAD.encode(), table.encode()).items["case"]
        assert (case.pack_of, case.pieces) == ("milk", pieces)
    else:
        assert [problem.split(": expected")[0] for problem in complaints(table=table)] == ["corner.csv:5:62: pack"]


def test_both_files_are_told_about_at_once_whatever_their_bytes() -> None:
    with pytest.raises(ShopError) as wrong:
        parse_shop("corner", HEAD.replace("cn", "xx", 1).encode(), "sku,牛奶".encode("gbk"))
    assert [problem.split(": expected")[0] for problem in wrong.value.problems] == [
        "corner.yaml:3:9: policy",
        "corner.csv:1:1: table",
    ]
    assert complaints(table="sku;code\n")[0].startswith("corner.csv:1:1: header: expected sku,code,zh")
    shop = parse_shop("corner", HEAD.encode(), b"\xef\xbb\xbf" + COLUMNS.replace("\n", "\r\n").encode())
    assert (shop.trainee.badge, shop.currency, shop.items) == ("c01", CURRENCIES["CNY"], {})


def test_people_are_kept_by_content() -> None:
    people = shipped()
    (file,) = (entry for entry in (files("scenarios") / "shops").iterdir() if entry.name.startswith("people-"))
    assert file.name == f"people-{sha256(encode_people(people)).hexdigest()[:16]}.json"
    assert file.read_bytes() == encode_people(people)
    assert decode_people(encode_people(people)) == people
    assert len(people.names) == 400
    assert len(people.members) == 150
    for code in people.members:
        assert code.startswith(MEMBERS)
        assert read_code(code) == Code(code, "EAN-13")


def test_a_name_does_not_give_away_who_is_a_member() -> None:
    forms = {form.zh.format(zh): form.en.format(en) for form, _ in FORMS for zh, en in SURNAMES.items()}
    people = shipped()
    for name in (*people.names, *people.members.values()):
        assert forms[name.zh] == name.en
    assert len({name.en for name in people.members.values()}) == len(people.members)


def test_a_neighbourhood_has_only_so_many_names() -> None:
    with pytest.raises(ValueError, match="expected at most 160 members, got 161"):
        generate(1, 1, 161)


def test_the_same_seed_makes_the_same_people_in_every_process() -> None:
    program = (
        "from scenarios.dataset import *; from hashlib import sha256;"
        "print(sha256(encode_people(generate(5, 20, 10))).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.strip()
    assert other == sha256(encode_people(generate(5, 20, 10))).hexdigest()
    assert generate(6, 20, 10) != generate(5, 20, 10)


def test_what_figures_need_is_said_of_every_category() -> None:
    shop = load_shop()
    assert shop.premises is not None
    assert set(shop.premises.goods) == {item.category for item in shop.items.values()}
    assert all(0 <= group.cost < 100 and group.name.zh for group in shop.premises.goods.values())
    head = (
        HEAD
        + """\
premises:
  floor: wide
  people: "14"
  hours: "96"
  stock: "0"
  goods: {cheese: {name: {en: Cheese, zh: 奶酪}, cost: "101"}}
"""
    )
    table = COLUMNS + "milk,95200125,牛奶,Milk,nn,dairy,general,12.80,,piece,,,\n"
    assert [problem.partition(": ")[2].partition(":")[0] for problem in complaints(head, table)] == [
        "premises.floor", "premises.stock", "premises.goods.cheese", "premises.goods.cheese.cost"
    ]  # fmt: skip
