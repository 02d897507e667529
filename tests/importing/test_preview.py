"""Files that shops really have, with what is wrong in them: each row comes to one end, each problem to its place."""

from datetime import date
from typing import Any

import pytest

from scenarios.shop import load_shop
from simulator.cli import KINDS as TYPED
from simulator.importing.kinds import KINDS
from simulator.importing.known import Known
from simulator.importing.preview import Preview, preview
from simulator.importing.report import as_json, cleaned, in_words, sentence
from simulator.importing.sheets import Unreadable
from simulator.importing.shops import known_of, stocked
from simulator.kernel.texts import Text
from simulator.locale import Words
from tests.cli.conftest import ROOT
from tests.importing.workbooks import Error, workbook
from virtual_devices.codes import check_digit

SHOP = known_of(load_shop(), filled=False, today="2026-12-24")
MILK, SOAP, TEA = "9520000000073", "6901234567892", "6901234567809"
CARDS = [body + check_digit(body) for body in ("952900000001", "952900000002", "952900000003")]


def text(*rows: str, encoding: str = "utf-8") -> bytes:
    return "\n".join(rows).encode(encoding)


def ends(found: Preview) -> dict[int, str]:
    """Row -> what became of it."""
    return {row.number: row.standing for row in found.rows} | {aside.number: aside.why for aside in found.asides}


def told(found: Preview) -> list[tuple[int, str, str]]:
    """Row, column's letter and id of everything that was found."""
    return [
        (row.number, found.heading.letter(one.column), one.id.removeprefix("importing."))
        for row in (*found.rows, *found.asides)
        for one in row.findings
    ]


def test_a_list_of_products_out_of_an_old_system() -> None:
    rows: list[list[Any]] = [
        ["晨光里超市 商品档案"],
        ["打印日期：2026-12-01", "", "", "", "", "", "备注"],
        [],
        ["货号", "商品条码", "商品名称", "类别", "零售价（元）", "单位", "备注"],
        ["000101", 6901234567892.0, "香皂", "日用百货", 6.5, "块", "旧包装"],
        ["000102", "6901234567809", "绿茶", "饮料", "¥1,280.00", "瓶"],
        [103.0, 36000291452.0, "纸巾", "日用百货", 15.9, "包"],
        ["000104", "6901234567898", "大米", "粮油", 39.9, "袋"],
        ["000105", 6.90123456e17, "花生油", "粮油", 89.9, "瓶"],
        ["货号", "商品条码", "商品名称", "类别", "零售价（元）", "单位", "备注"],
        ["000106", "6901234567892", "肥皂", "日用百货", 5.5, "块"],
        ["000101", 6901234567892.0, "香皂", "日用百货", 6.5, "块"],
        ["000107", "6901234567816", "", "火箭", 12.345, "桶"],
        [],
        ["合计", "", "8个品种"],
    ]
    found = preview(workbook(rows), KINDS["products"], SHOP)
    assert ends(found) == {
        1: "above", 2: "above", 3: "empty", 4: "heading", 5: "accepted", 6: "repaired", 7: "repaired", 8: "rejected",
        9: "rejected", 10: "heading", 11: "rejected", 12: "rejected", 13: "rejected", 14: "empty", 15: "total",
    }  # fmt: skip
    assert told(found) == [
        (6, "E", "currency_sign"), (6, "E", "grouped"), (7, "A", "zeros_length"), (7, "B", "zeros"),
        (8, "B", "check_digit"), (9, "B", "all_digits"), (11, "B", "duplicate"), (12, "A", "same_row"),
        (13, "C", "either"), (13, "D", "one_of"), (13, "E", "decimals"), (13, "F", "one_of"),
    ]  # fmt: skip
    others = [one.given["row"] for row in found.rows for one in row.findings if "row" in one.given]
    assert others == ["5", "5"], "the first of those that are the same"
    assert [found.heading.names[at] for at in found.heading.unused] == ["备注"]
    milk, tea, tissue = found.records()
    assert milk == {
        "sku": "000101", "code": SOAP, "zh": "香皂", "category": "household", "price": 650, "unit": "piece",
    }  # fmt: skip
    assert (tea["price"], tea["category"], tissue["sku"], tissue["code"]) == (
        128_000,
        "drinks",
        "000103",
        "036000291452",
    )
    assert not found.clean


def test_the_same_mistakes_in_english_in_a_text_file() -> None:
    data = text(
        "Item number;Barcode;Name;Category;Tax;Price;Unit",
        "1;6901234567892;Soap;Household;13%;6,50;piece",
        "2;6.90123E+12;Green tea;Drinks;13%;5.00;bottle",
        "3;6901234567816;Rice; white;Grocery;9%;39.90;bag",
        "4;6901234567809;Peanuts;Snaks;17%;free;bag",
        "Total;;;;;51.40;",
    )
    found = preview(data, KINDS["products"], SHOP)
    assert ends(found) == {1: "heading", 2: "repaired", 3: "rejected", 4: "rejected", 5: "rejected", 6: "total"}
    assert (2, "F", "decimal_comma") in told(found)
    assert (3, "B", "all_digits") in told(found)
    assert (4, "", "too_many") in told(found)
    assert {one for one in told(found) if one[0] == 5} == {
        (5, "D", "one_of_meant"), (5, "E", "rate"), (5, "F", "amount"),
    }  # fmt: skip


def test_what_was_expected_is_told_in_the_readers_language() -> None:
    found = preview(text("条码,品名,分类,零售价,单位", f"{SOAP},香皂,乳饮,6.50,瓶子"), KINDS["products"], SHOP)
    category, unit = (sentence(found, 2, one, Words("zh")) for one in found.rows[0].findings)
    assert category.startswith("第2行 C列（分类）：应为下列之一：乳品、果蔬、")
    assert unit.endswith("…（是不是 瓶？），实际是“瓶子”")


def test_cells_that_belong_together() -> None:
    data = text(
        "code,zh,category,price,member,unit",
        "6901234567892,香皂,household,6.50,6.50,件",
        "6901234567816,散装大米,grocery,5.98,,kg",
        "6901234567809 4011,香蕉,produce,7.98,6.98,kg",
    )
    found = preview(data, KINDS["products"], SHOP)
    assert told(found) == [(2, "E", "member_price"), (3, "A", "plu")]
    assert ends(found)[4] == "accepted"


def test_what_is_in_the_shop_already_is_not_added_again() -> None:
    data = text("code,zh,category,price,unit", f"{MILK},牛奶,dairy,12.80,件")
    (row,) = preview(data, KINDS["products"], known_of(load_shop())).rejected
    assert [(one.id, one.given) for one in row.findings] == [("importing.taken", {"owner": "milk_1l"})]
    assert preview(data, KINDS["products"], SHOP).clean


def test_the_shipped_shops_own_table_has_nothing_to_repair() -> None:
    data = (ROOT / "scenarios" / "shops" / "supermarket.csv").read_bytes()
    found = preview(data, KINDS["products"], SHOP)
    shop = load_shop()
    assert found.clean
    assert not found.heading.unused
    assert {record["sku"]: record["price"] for record in found.records()} == {
        sku: item.price for sku, item in shop.items.items()
    }


def test_members() -> None:
    data = text(
        "会员卡号\t会员姓名\t手机号码\t积分\t入会日期",
        f"{CARDS[0]}\t王芳\t138 0013 8000\t1,200\t2025年3月8日",
        f"{CARDS[1]}\t李雷\t1380013800\t300\t2025/03/09",
        f"{CARDS[2]}\t韩梅\t13800138000\t-5\t2027-01-01",
        "9529000000011\t赵敏\t13900139000\t0\t",
        f"{CARDS[0]}\t钱多\t13700137000\t0\t2025-03-10",
        "合计\t\t\t1,500\t",
        encoding="gbk",
    )
    found = preview(data, KINDS["members"], SHOP)
    assert ends(found) == {
        1: "heading", 2: "repaired", 3: "rejected", 4: "rejected", 5: "rejected", 6: "rejected", 7: "total",
    }  # fmt: skip
    assert [one for one in told(found) if one[0] > 2] == [
        (3, "C", "phone"), (3, "E", "date_form"), (4, "C", "duplicate"), (4, "D", "not_below_nothing"),
        (4, "E", "date_past"), (5, "A", "check_digit"), (6, "A", "duplicate"),
    ]  # fmt: skip  # the total of points agrees


def test_staff_and_suppliers() -> None:
    staff = preview(
        workbook([["工号", "姓名", "岗位", "密码", "入职日期"], ["c01", "王芳", "收银员", 42, date(2024, 5, 6)],
                  ["c02", "李雷", "厨师", "1234", "去年"], ["c03", "韩梅", "店长", 123456, 45418]]),
        KINDS["staff"], SHOP,
    )  # fmt: skip
    assert told(staff) == [
        (2, "D", "zeros_length"), (3, "C", "one_of"), (3, "E", "date"), (4, "D", "pin"), (4, "E", "date_serial"),
    ]  # fmt: skip
    (record,) = staff.records()
    assert record == {"badge": "c01", "name": "王芳", "role": "cashier", "pin": "0042", "joined": "2024-05-06"}
    suppliers = preview(
        text("Supplier code,Company,Tax number,Telephone,Terms", "S01,Yishui Dairy,91350100m000100y43,010-62345678,30",
             "S02,Riverside Rice,91350100M000100Y44,123,soon", "S01,Yishui,,,"),
        KINDS["suppliers"], SHOP,
    )  # fmt: skip
    assert suppliers.rows[2].findings[0].given == {"row": "2"}
    assert told(suppliers) == [
        (2, "C", "capitals"), (3, "C", "tax_number"), (3, "D", "phone"), (3, "E", "whole"), (4, "A", "duplicate"),
    ]  # fmt: skip


def test_opening_stock() -> None:
    products = preview(
        text(
            "sku,code,zh,category,price,unit",
            f"00012,{SOAP},香皂,household,6.50,件",
            f",4011 {TEA},香蕉,produce,7.98,kg",
        ),
        KINDS["products"],
        SHOP,
    )
    rows: list[list[Any]] = [
        ["货号", "数量", "批号", "生产日期", "有效期至", "仓库"],
        [12, 24, "A1", date(2026, 1, 5), date(2028, 1, 5), "后仓"],
        [SOAP, "6.5", "A2", "", "", "后仓"],
        [4011, 12.755, "", "", "", "冷库"],
        ["tea", 3],
        ["00012", 5, "A1", date(2026, 1, 5), date(2025, 1, 5), "后仓"],
        [TEA, Error("#REF!"), "B1"],
        ["合计", 51.255],
        ["总计", 60],
    ]
    found = preview(workbook(rows), KINDS["stock"], stocked(SHOP, products))
    assert told(found) == [
        (2, "A", "zeros_item"), (3, "B", "whole_pieces"), (5, "A", "item"), (6, "A", "duplicate"), (6, "E", "after"),
        (7, "B", "missing"), (9, "B", "total"),
    ]  # fmt: skip
    assert ends(found)[4] == "accepted"
    assert found.rows[4].findings[0].given == {"row": "2"}
    assert [(record["item"], record["quantity"]) for record in found.records()] == [("00012", 24_000), ("4011", 12_755)]


def test_stock_merged_by_lot() -> None:
    rows = [["商品", "批号", "库位", "数量"], ["milk_1l", "L1", "A", 5], ["", "", "B", 6], ["milk_250", "L2", "A", 7]]
    found = preview(workbook(rows, ["A2:A3", "B2:B3"]), KINDS["stock"], SHOP)
    assert told(found) == [(3, "A", "merged"), (3, "B", "merged")]
    assert [record["item"] for record in found.records()] == ["milk_1l", "milk_1l", "milk_250"]


def test_past_orders() -> None:
    data = text(
        "订单号,行号,日期,条码,数量,单价,优惠,金额",
        f"0001,1,31/03/2026,{MILK},2,12.80,,25.60",
        f"0001,2,01/04/2026,{MILK},2,12.80,1.00,25.60",
        f"0001,1,01/04/2026,{MILK},1,12.80,,12.80",
        f"0002,,01/04/2026,{MILK},1,12.80,,12.80",
        ",,01/04/2026,,1,12.80,,12.80",
    )
    found = preview(data, KINDS["orders"], SHOP)
    assert [one for one in told(found) if one[2] != "date_day_first"] == [
        (3, "H", "line_amount"), (4, "A", "duplicate"), (6, "A", "missing"), (6, "D", "missing"),
    ]  # fmt: skip
    assert [record["day"] for record in found.records()] == ["2026-03-31", "2026-04-01"], "the fourth of April is none"


def test_a_heading_in_two_rows_with_merged_cells_on_another_sheet() -> None:
    rows = [
        ["条码", "品名", "分类", "单位", "价格", ""],
        ["", "", "", "", "零售价", "会员价"],
        [SOAP, "香皂", "日用百货", "块", 6.5, 5.5],
    ]
    data = workbook([["说明"]], (), ("商品", rows), ("草稿", [["x"]]))
    with pytest.raises(Unreadable):
        preview(data, KINDS["products"], SHOP)  # not merged there, so it is two heads, and none is whole
    data = workbook(rows, ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"], ("草稿", [["x"]]))
    found = preview(data, KINDS["products"], SHOP)
    assert (found.heading.number, found.sheets_left, found.clean) == (2, ("草稿",), True)
    assert [record["member"] for record in found.records()] == [550]


def test_what_stands_under_no_heading_is_told() -> None:
    rows = [["条码", "品名", "分类", "单位", "零售价"], [SOAP, "香皂", "日用百货", "块", 6.5, "", "停售"]]
    found = preview(workbook(rows), KINDS["products"], SHOP)
    (finding,) = found.rows[0].findings
    assert (finding.id, finding.got, finding.given, finding.wrong) == (
        "importing.outside",
        "停售",
        {"where": "G"},
        False,
    )


def test_a_product_may_be_called_total() -> None:
    data = text("code,zh,category,price,unit", f"{SOAP},合计,household,6.50,件", f"{TEA},Total,household,6.50,件")
    assert len(preview(data, KINDS["products"], SHOP).accepted) == 2


def test_a_file_without_its_heading_says_what_is_missing() -> None:
    with pytest.raises(Unreadable) as none:
        preview(text("6901234567892,香皂,6.50"), KINDS["products"], SHOP)
    assert none.value.id == "importing.no_heading"
    with pytest.raises(Unreadable) as lacking:
        preview(text("注", "条码,品名,单位", "6901234567892,香皂,块"), KINDS["products"], SHOP)
    assert (lacking.value.id, lacking.value.given["row"]) == ("importing.heading_lacks", 2)
    assert lacking.value.given["missing"] == Text("Category, Price", "分类、零售价")


def test_the_report_names_row_column_what_was_expected_and_what_came() -> None:
    data = text(
        "条码,品名,分类,零售价,单位",
        f"{SOAP},香皂,日用百货,6.50,块",
        f"{SOAP[:-1]}8,大米,粮油,￥39.90,袋",
        "合计,,,50,",
    )
    found = preview(data, KINDS["products"], SHOP)
    assert list(in_words(found, "list.csv", Words("en"))) == [
        "list.csv: products, UTF-8 separated by ',', heading in row 1",
        "row 3, column A (Bar code): expected 2 as check digit, not 8, got '6901234567898'",
        "row 3, column D (Price): currency sign taken off: '￥39.90' → '39.90'",
        "row 4 is one of totals and is not read: 合计 | 50",
        "2 rows: 1 accepted, 0 repaired, 1 rejected; 2 more hold no data",
    ]
    assert list(in_words(found, "list.csv", Words("zh")))[1] == (
        "第3行 A列（条码）：应为校验码 2，而不是 8，实际是“6901234567898”"
    )
    machine = as_json(found, "list.csv")
    assert machine["counts"] == {"rows": 2, "accepted": 1, "repaired": 0, "rejected": 1, "aside": 2}
    (row,) = machine["rows"]
    assert (row["row"], row["standing"], row["cells"][3]) == (3, "rejected", "￥39.90")
    assert row["findings"][0]["given"] == {"digit": "2", "last": "8"}
    assert set(row["findings"][0]["text"]) == {"en", "zh"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_cleaned_file_is_read_back_with_nothing_to_repair(lang: Any) -> None:
    data = text(
        "货号,条码,品名,分类,税率,零售价,单位,备注",
        "0001,36000291452,\"香皂,\n大\",日用百货,0.13,\"1,006.50元\",块,x",
        "2,6901234567809,绿茶,饮料,9,5,瓶,y",
        "0003,6901234567898,坏码,饮料,9,5,瓶,y",
        encoding="gbk",
    )  # fmt: skip
    found = preview(data, KINDS["products"], SHOP)
    again = preview(cleaned(found, lang), KINDS["products"], SHOP)
    assert again.clean
    assert list(again.records()) == list(found.records())
    assert len(again.rows) == 2


@pytest.mark.parametrize("name", ["=1+1", " ＝cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "'=1+1"])
def test_no_text_of_a_cleaned_file_starts_a_formula_and_it_means_what_it_meant(name: str) -> None:
    found = preview(
        text("货号,条码,品名,分类,税率,零售价,单位", f"2,6901234567892,{name},饮料,9,5,瓶"), KINDS["products"], SHOP
    )
    written = cleaned(found, "zh").decode("utf-8-sig").splitlines()[1].split(",")
    assert [cell for cell in written if cell and cell[0] in "=+-@＝"] == []
    again = preview(cleaned(found, "zh"), KINDS["products"], SHOP)
    assert again.clean
    assert [record["zh"] for record in again.records()] == [name.strip().removeprefix("'")]


def test_every_kind_can_be_typed_and_its_words_mean_one_column_each() -> None:
    assert tuple(KINDS) == TYPED
    for kind in KINDS.values():
        words = [word for column in kind.columns for word in {column.id, column.name.en.lower(), column.name.zh}]
        assert len(words) == len(set(words)), kind.id
        ids = {column.id for column in kind.columns}
        assert {kind.key, *kind.either, *(id for group in kind.unique for id in group)} <= ids
        assert kind.column(kind.key).required
    assert preview(text("badge,name,role", "1,Li,cashier"), KINDS["staff"], Known()).clean


def test_a_number_that_comes_twice_is_traced_to_its_first_row() -> None:
    codes = [SOAP, TEA, "6901234567816", TEA, "6901234567816", TEA]
    rows = [f"{code},品{n},household,6.50,件" for n, code in enumerate(codes)]
    found = preview(text("code,zh,category,price,unit", *rows), KINDS["products"], SHOP)
    assert [(row.number, row.findings[0].given) for row in found.rejected] == [
        (5, {"row": "3"}), (6, {"row": "4"}), (7, {"row": "3"}),
    ]  # fmt: skip
