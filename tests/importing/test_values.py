"""Each sort of cell: what is taken as it stands, what is repaired (and how that is told), what is rejected."""

from datetime import date, datetime
from typing import Any

import pytest

from simulator.importing import choices, codes, dates, values
from simulator.importing.known import Known, KnownItem
from simulator.importing.layout import Bad, Read, Sort
from simulator.kernel.money import CURRENCIES
from simulator.kernel.numbers import tax_number
from virtual_devices.codes import check_digit

KNOWN = Known(
    items={"6901234567892": KnownItem("milk"), "milk": KnownItem("milk"), "0012": KnownItem("rice", "kg")},
    categories={"dairy": "dairy", "乳品": "dairy", "snacks": "snacks"},
    taxes={"general": 13_000, "farm": 9_000, "exempt": 0},
    today="2026-06-30",
)
CARD = "952900000001" + check_digit("952900000001")
TAX = tax_number("91350100M000100Y4")


def taken(sort: Sort, cell: Any, habit: str = "", known: Known = KNOWN) -> tuple[Any, tuple[str, ...]]:
    """The value and the ids of what was done; of a rejected cell, None and the reason."""
    try:
        found = sort.read(cell, known, habit)
    except Bad as bad:
        return None, (bad.id.removeprefix("importing."),)
    if isinstance(found, Read):
        return found.value, tuple(note.id.removeprefix("importing.") for note in found.notes)
    return found, ()


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("6901234567892", "6901234567892", []),
        (6901234567892.0, "6901234567892", []),  # a number, with all its digits
        ("12345670", "12345670", []),
        ("036000291452", "036000291452", []),
        (36000291452.0, "036000291452", ["zeros"]),  # a UPC-A that lost its zero, by check digit and length
        ("36000291452", "036000291452", ["zeros"]),
        ("36000291453", None, ["code_length"]),  # no zero makes that check digit come out
        ("6901234567898", None, ["check_digit"]),
        ("6.90123E+12", None, ["all_digits"]),
        ("6.901234567892E+12", "6901234567892", ["scientific"]),
        (6.901234567892e16, None, ["all_digits"]),
        ("6901234567892.0", "6901234567892", ["decimal_tail"]),
        ("'6901234567892", "6901234567892", ["tidied"]),
        (" 6901234567892\u00a0", "6901234567892", ["tidied"]),
        ("６９０１２３４５６７８９２", "6901234567892", ["full_width"]),
        ("690 1234 567892", "6901234567892", ["joined"]),
        ("690-1234-567892", "6901234567892", ["joined"]),
        ("6901234567892;12345670", "6901234567892 12345670", ["tidied"]),
        ("6901234567892 4011", "6901234567892 4011", []),
        ("4011", "4011", []),
        ("04252614", "0042100005264", ["upc_e"]),
        ("2112345000000", None, ["check_digit"]),
        ("211234500000" + check_digit("211234500000"), None, ["code_printed"]),
        ("milk", None, ["code_digits"]),
        ("123", None, ["code_length"]),
        (12.5, None, ["code_digits"]),
        (date(2026, 1, 5), None, ["no_date_here"]),
        ("69012\ufffd", None, ["legible"]),
        ("#N/A", None, ["formula"]),
    ],
)
def test_bar_codes(cell: Any, value: Any, told: list[str]) -> None:
    assert taken(codes.BAR_CODES, cell) == (value, tuple(told))


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("12.80", 1280, []),
        (12.8, 1280, []),
        (12.799999999999999, 1280, []),  # a float, and no fraction of a cent
        (12, 1200, []),
        ("12.5", 1250, []),
        ("¥12.80", 1280, ["currency_sign"]),
        ("￥ 12.80", 1280, ["currency_sign"]),
        ("12.80元", 1280, ["currency_sign"]),
        ("RMB 12.80", 1280, ["currency_sign"]),
        ("$12.80", None, ["own_currency"]),
        ("12.80 EUR", None, ["own_currency"]),
        ("1,280.00", 128_000, ["grouped"]),
        ("¥1,280", 128_000, ["currency_sign", "grouped"]),
        ("1.280,50", 128_050, ["decimal_comma"]),
        ("12,8", 1280, ["decimal_comma"]),
        ("１２．８０", 1280, ["full_width"]),
        ("12.805", None, ["decimals"]),
        (12.805, None, ["decimals"]),
        ("0", None, ["more_than_nothing"]),
        ("-3.00", None, ["more_than_nothing"]),
        ("¥-3.00", None, ["more_than_nothing"]),
        ("面议", None, ["amount"]),
        ("12.8.0", None, ["amount"]),
        ("1,28,0", None, ["amount"]),
        (True, None, ["no_date_here"]),
        (float("inf"), None, ["amount"]),
        ("9" * 30, None, ["amount"]),
    ],
)
def test_prices(cell: Any, value: Any, told: list[str]) -> None:
    assert taken(values.PRICE, cell) == (value, tuple(told))


def test_a_price_is_read_in_the_shops_currency() -> None:
    pounds, yen = Known(currency=CURRENCIES["GBP"]), Known(currency=CURRENCIES["JPY"])
    assert taken(values.PRICE, "£12.80", known=pounds) == (1280, ("currency_sign",))
    assert taken(values.PRICE, "12.80元", known=pounds) == (None, ("own_currency",))
    assert taken(values.PRICE, "128", known=yen) == (128, ())
    assert taken(values.PRICE, "128.5", known=yen) == (None, ("decimals",))


@pytest.mark.parametrize(
    ("cell", "habit", "value", "told"),
    [
        ("2026-01-05", "", "2026-01-05", []),
        (date(2026, 1, 5), "", "2026-01-05", []),
        (datetime(2026, 1, 5, 10, 30), "", "2026-01-05", []),
        ("2026/1/5", "", "2026-01-05", ["date_form"]),
        ("2026.01.05", "", "2026-01-05", ["date_form"]),
        ("2026年1月5日", "", "2026-01-05", ["date_form"]),
        ("20260105", "", "2026-01-05", ["date_form"]),
        (20260105.0, "", "2026-01-05", ["date_form"]),
        ("2026-01-05 10:30:00", "", "2026-01-05", ["date_form"]),
        (46027.0, "", "2026-01-05", ["date_serial"]),
        ("46027", "", "2026-01-05", ["date_serial"]),
        ("25/01/2026", "", "2026-01-25", ["date_day_first"]),
        ("01/25/2026", "", "2026-01-25", ["date_month_first"]),
        ("05/01/2026", "", None, ["date_one_way"]),
        ("05/01/2026", "mixed", None, ["date_one_way"]),
        ("05/01/2026", "day_first", "2026-01-05", ["date_day_first"]),
        ("05/01/2026", "month_first", "2026-05-01", ["date_month_first"]),
        ("05/05/2026", "", "2026-05-05", ["date_day_first"]),
        ("2026-02-30", "", None, ["date_that_is"]),
        ("26-01-05", "", None, ["date"]),
        ("soon", "", None, ["date"]),
        (7.0, "", None, ["date"]),
        ("2026-07-01", "", None, ["date_past"]),
    ],
)
def test_days(cell: Any, habit: str, value: Any, told: list[str]) -> None:
    assert taken(dates.PAST, cell, habit) == (value, tuple(told))


def test_a_column_of_dates_says_how_it_is_read() -> None:
    assert dates.order(["05/01/2026", "25/01/2026", None, 7.0]) == "day_first"
    assert dates.order(["05/01/2026", "01/25/2026"]) == "month_first"
    assert dates.order(["25/01/2026", "01/25/2026"]) == "mixed"
    assert dates.order(["05/01/2026", "2026-01-25"]) == ""


@pytest.mark.parametrize(
    ("sort", "cell", "value", "told"),
    [
        (codes.PHONE, "13800138000", "13800138000", []),
        (codes.PHONE, 13800138000.0, "13800138000", []),
        (codes.PHONE, "+86 138-0013-8000", "13800138000", ["phone_bare"]),
        (codes.PHONE, "1.38E+10", None, ["all_digits"]),
        (codes.PHONE, "1380013800", None, ["phone"]),
        (codes.PHONE, "010-62345678", None, ["phone"]),
        (codes.CONTACT, "010-62345678", "010-62345678", []),
        (codes.CONTACT, "1380013800", None, ["phone"]),
        (codes.CARD, CARD, CARD, []),
        (codes.CARD, float(CARD), CARD, []),
        (codes.CARD, CARD[:-1] + str((int(CARD[-1]) + 1) % 10), None, ["check_digit"]),
        (codes.CARD, "6901234567892", None, ["card"]),
        (codes.CARD, "00000001", CARD, ["card_of_ours"]),
        (codes.CARD, 1.0, None, ["card"]),
        (codes.CARD, "1380 0000 001", "952900000001" + check_digit("952900000001"), ["joined", "card_of_ours"]),
        (codes.CARD, "VIP-1", None, ["card"]),
        (codes.PIN, "0042", "0042", []),
        (codes.PIN, 42.0, "0042", ["zeros_length"]),
        (codes.PIN, "12345", None, ["pin"]),
        (codes.TAX_NUMBER, TAX, TAX, []),
        (codes.TAX_NUMBER, TAX.lower(), TAX, ["capitals"]),
        (codes.TAX_NUMBER, TAX[:-1] + "A", None, ["tax_number"]),
        (codes.ITEM, "milk", "milk", []),
        (codes.ITEM, 6901234567892.0, "milk", []),
        (codes.ITEM, "6901 2345 67892", "milk", ["joined"]),
        (codes.CARD, f"{CARD[:4]} {CARD[4:]}", CARD, ["joined"]),
        (codes.ITEM, 12.0, "rice", ["zeros_item"]),
        (codes.ITEM, "tea", None, ["item"]),
        (codes.OWN, "A-17", "A-17", []),
        (codes.OWN, "A 17", None, ["own_number"]),
        (values.QUANTITY, "12", 12_000, []),
        (values.QUANTITY, 0.755, 755, []),
        (values.QUANTITY, "12瓶", 12_000, ["unit_dropped"]),
        (values.QUANTITY, "12 or so", None, ["quantity"]),
        (values.QUANTITY, "-1", None, ["not_below_nothing"]),
        (values.RATE, "13%", 13_000, []),
        (values.RATE, 0.13, 13_000, []),
        (values.RATE, 13.0, 13_000, []),
        (values.RATE, "9.0%", 9_000, []),
        (values.RATE, "farm", 9_000, []),
        (values.RATE, 0.0, 0, []),
        (values.RATE, "17%", None, ["rate"]),
        (values.WHOLE, 12.0, 12, []),
        (values.WHOLE, "12.5", None, ["decimals"]),
        (values.TEXT, "纯牛奶（大）", "纯牛奶（大）", []),
        (values.TEXT, "纯牛奶\n 1L ", "纯牛奶 1L", ["tidied"]),
        (values.TEXT, 7.0, "7", []),
        (values.TEXT, datetime(2026, 3, 12), None, ["no_date_here"]),  # item 3-12, as a spreadsheet has it
        (values.TEXT, "锟斤拷锟斤拷", None, ["legible"]),
        (values.TEXT, "x" * 201, None, ["shorter"]),
        (choices.UNIT, "瓶", "bottle", []),
        (choices.UNIT, "KG", "kg", []),
        (choices.UNIT, "公斤", "kg", []),
        (choices.UNIT, "bottel", None, ["one_of_meant"]),
        (choices.UNIT, "桶", None, ["one_of"]),
        (choices.CATEGORY, "乳品", "dairy", []),
        (choices.CATEGORY, "Snack", None, ["one_of_meant"]),
        (choices.CATEGORY, "火箭", None, ["one_of"]),
        (choices.ROLE, "收银员", "cashier", []),
        (choices.ROLE, "Store Manager", "manager", []),
        (choices.ROLE, "厨师", None, ["one_of"]),
    ],
)
def test_other_cells(sort: Sort, cell: Any, value: Any, told: list[str]) -> None:
    assert taken(sort, cell) == (value, tuple(told))


def test_zeros_in_front_show_how_long_a_columns_numbers_are() -> None:
    assert codes.length(["0012", "0345", 71.0, "1200"]) == "4"
    assert codes.length(["12", "345", "1200"]) == "", "no zero in front: nobody fills these up"
    assert codes.length(["0012", "12345", "0345"]) == "", "longer ones: they are of any length"
    assert taken(codes.OWN, 71.0, "4") == ("0071", ("zeros_length",))
    assert taken(codes.OWN, "A71", "4") == ("A71", ())
