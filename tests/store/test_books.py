"""Books come from entries alone: made with them, made again from them, equal."""

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.kernel.events import Event
from simulator.kernel.facts import (
    AuthorizationDenied,
    Authorized,
    CashExchanged,
    CashierSignedOn,
    CashTaken,
    ChangeGiven,
    ComplaintRecorded,
    DrawerOpened,
    GoodsListed,
    InvoiceIssued,
    InvoiceRedLettered,
    InvoiceRequested,
    Line,
    LineDiscounted,
    LineVoided,
    MemberEnrolled,
    Offer,
    PaymentDoubled,
    PaymentReversed,
    PaymentTaken,
    PointsMoved,
    PriceOverridden,
    ReceiptIssued,
    SaleCompleted,
    SaleDiscounted,
    SaleVoided,
    StationClosed,
    StationOpened,
    StockWrittenOff,
    Tender,
    ValueMoved,
    VisitEnded,
)
from simulator.kernel.goods import StockMove
from simulator.kernel.items import NewItem
from simulator.kernel.texts import Text
from simulator.store.book_rows import (
    AccountMovement,
    CashMovement,
    ChannelMovement,
    Closing,
    InvoiceRecord,
    Member,
    Sale,
    SaleLine,
    StockMovement,
    TenderTaken,
)
from simulator.store.books import TABLES, book
from simulator.store.ledger import books, rebuild
from simulator.store.office import gather
from simulator.store.office_books import OFFICE, OfferGiven, SignOn, TillEvent, worths
from simulator.store.stock_books import StockPosting
from simulator.store.tables import metadata

MILK = Line(1, "milk", Text("Milk", "牛奶"), "690", 1290, 2, 0, 2580, 80, 1300)
PEARS = Line(2, "pear", Text("Pears", "梨"), "2100", 899, 1, 1250, 1124, 0, 900, how="pick")
YOGURT = Line(
    3, "yogurt_case", Text("Yogurt x 12", "酸奶×12"), "952", 4800, 2, 0, 9600, 0, 1300,
    lot="L2611B", expiry="2026-12-30", pack_of="yogurt", pieces=12, unit="case",
)  # fmt: skip
CLOTH = Line(4, "cloth", Text("Cloth", "布"), "301", 2580, 1, 2500, 6450, 0, 1300, unit="m")
PAID = (Tender("cash", 2000, 3000), Tender("mobile", 1620, 1620, "till-1/1-1"))
SALE = SaleCompleted("till-1/1", "R1", "c1", (MILK, PEARS), PAID, 3624, 3200, 424, 80, 4, 1000, "m7")


GIVEN = msgspec.structs.replace(
    MILK,
    gross=2580,
    discount=80,
    offers=(Offer("two", Text("Two off", "减二"), 50), Offer("member", Text(), 30)),
    tax=288,
)
ONCE_MORE = msgspec.structs.replace(
    GIVEN, line=2, discount=70, offers=(Offer("two", Text("Two off", "减二"), 70),), tax=289
)
OFFICE_FACTS: list[Event] = [
    StationOpened("till-2", "c02", Text("Li", "李"), {}, 300, clock="2026-12-24T09:30"),
    SaleCompleted("till-2/2", "R7", "c3", (GIVEN, ONCE_MORE), PAID, 5010, 4433, 577, 150, 0, 0),
    LineVoided("till-2/3", 1, "milk", 1290, 0),
    SaleVoided("till-2/3", 990, 1),
    PriceOverridden("till-2/4", msgspec.structs.replace(PEARS, price=500, gross=625), 899, "damaged", 625),
    PriceOverridden("till-2/4", msgspec.structs.replace(MILK, price=1000, gross=2000), 1290, "damaged", 625),
    LineDiscounted("till-2/4", PEARS, 25, "damaged", 600),
    SaleDiscounted("till-2/4", 100, "courtesy"),
    DrawerOpened("no_sale", "change"),
    DrawerOpened("sale", needed=True),
    DrawerOpened("key"),
    ReceiptIssued("R7", "till-2/2"),
    ReceiptIssued("R7", "till-2/2", 1),
    Authorized("override_price", "s01", True),
    AuthorizationDenied("return_item", "m01"),
    ComplaintRecorded("c4", "K-1", "rude", "explained"),
    VisitEnded("c4", "left", 3, 2, unpaid_worth=990, complaint="price"),
    CashierSignedOn("c03", Text("He", "何")),
    StationClosed(0, 0, 0, 2, (1,), uploads_open=("R7",)),
    GoodsListed(
        "LS-1",
        (
            NewItem("pen", Text("Pen", "笔"), 990, category="stationery", cost=400),
            NewItem("tea", Text("Tea", "茶"), 500),
        ),
    ),
]
"""A fact of each kind that the office's books know."""


LOTS = SaleCompleted("till-1/2", "R2", "c2", (YOGURT, CLOTH), (), 16050, 14204, 1846, 0, 0, 0, "")


def test_a_rows_fields_are_its_tables_columns():
    for kind, name in TABLES.items():
        assert ["run", "position", *kind._fields] == [column.name for column in metadata.tables[name].columns]
    assert len(set(TABLES.values())) == len(TABLES)


def test_a_sale_is_booked_whole(shop):
    assert book(shop.entry("till-1", SALE, 5000)) == [
        Sale("till-1", 1, 5000, "till-1/1", "completed", "R1", "c1", "m7", 2, 3624, 3200, 424, 80, 4, 1000, 0, 0),
        SaleLine(
            "till-1", 1, 1, "till-1/1", 1, "milk", "Milk", "牛奶", "690", 1290, 2, 0, 2580, 80, 1300, "scan", 2177, 323,
            moved=1,
        ),
        SaleLine(
            "till-1", 1, 2, "till-1/1", 2, "pear", "Pears", "梨", "2100", 899, 1, 1250, 1124, 0, 900, "pick", 1023, 101,
            moved=1,
        ),
        TenderTaken("till-1", 1, 1, "till-1/1", "cash", 2000, 3000, ""),
        TenderTaken("till-1", 1, 2, "till-1/1", "mobile", 1620, 1620, "till-1/1-1"),
    ]  # fmt: skip


def test_what_a_line_does_not_say_of_stock_has_a_row_by_item_and_lot_in_single_pieces_and_thousandths(shop):
    assert [row for row in book(shop.entry("till-1", LOTS)) if isinstance(row, StockMovement)] == [
        StockMovement("till-1", 1, 1, 0, "sale", "yogurt", -24, 0, "L2611B", "2026-12-30"),
        StockMovement("till-1", 1, 2, 0, "sale", "cloth", -1, -2500, "", "", "m"),
    ]


def test_a_movement_of_stock_is_posted_out_of_one_place_and_into_another(shop):
    rows = book(shop.entry("stockroom", DAY[-1], 7000))
    assert rows == [
        StockPosting(
            "stockroom",
            1,
            n,
            7000,
            "stock_written_off",
            "",
            "damaged",
            "milk",
            "A1",
            "2026-12-30",
            place,
            pieces,
            "",
            cost,
        )
        for n, place, pieces, cost in ((1, "floor", -3, -2101), (2, "waste", 3, 2101))
    ]


BAKERY = Text("Riverside Bakery Ltd", "临江烘焙有限公司")
OUT = StockMove("milk", 3, "floor", "waste", "A1", "2026-12-30", value=2101)
DAY: list[Event] = [
    StationOpened("till-1", "wang", Text("Wang", "王"), {1000: 5, 100: 10}, 300),
    CashTaken({10000: 1, 1000: 0}, 10000, "till-1/1", 0),
    ChangeGiven("till-1/1", "c1", {1000: 3, 100: 2}, 3200, 3200, 3200),
    CashExchanged({100: 20}, {1000: 2}),
    PaymentTaken("till-1/1", "mobile", 1620, 1620, "till-1-1", channel="standby"),
    PaymentTaken("till-1/1", "cash", 2000, 3000),
    PaymentDoubled("till-1/1", "till-1-2", 1620, "card", "main"),
    PaymentReversed("till-1/1", "till-1-2", 1620, 1620, "card", "main"),
    PaymentReversed("till-1/1", "till-1-3", 990, 0, "mobile", "main"),
    SaleVoided("till-1/2", 990, 1),
    StationClosed(8000, 7990, 10, 0, ()),
    ValueMoved("8600000000000417", "gift", 10_000, 10_000, "sold", "till-1/1"),
    ValueMoved("8600000000000417", "gift", -1_620, 8_380, "spent", "till-1/3"),
    PointsMoved("m7", 32, 132, "earned", "till-1/1"),
    MemberEnrolled("13900000001", Text("Mr Fan", "范先生"), "c1", consented=True),
    InvoiceRequested("R1-F", "till-1/1", "R1", BAKERY, "91330106MA2B1C2D3C", 2000, 1800, 200, ()),
    InvoiceIssued("R1-F", "26312001", "till-1/1", 2000, 1800, 200),
    InvoiceRedLettered("R1-F", "R1-F-R1", "26312001", "till-1/1", -500, -450, -50, (), whole=False),
    StockWrittenOff("milk", 3, "floor", "damaged", (OUT,), 2101, "A1"),
]


def test_the_drawer_adds_up_by_denomination(shop):
    rows = book(*(shop.entry("till-1", what, n) for n, what in enumerate(DAY)))
    drawer: dict[int, int] = {}
    for row in rows:
        if isinstance(row, CashMovement):
            assert row.amount == row.denomination * row.pieces != 0
            drawer[row.denomination] = drawer.get(row.denomination, 0) + row.pieces
    assert drawer == {10000: 1, 1000: 0, 100: 28}
    assert [row.kind for row in rows if isinstance(row, CashMovement)] == [
        *("float", "float", "taken", "change", "change", "supplied", "exchanged")
    ]
    assert [row for row in rows if isinstance(row, Sale | Closing)] == [
        Sale("till-1", 10, 9, "till-1/2", "voided", "", "", "", 1, 990, 0, 0, 0, 0, 0, 0, 0),
        Closing("till-1", 11, 10, 8000, 7990, 10),
    ]


def test_what_an_exception_report_asks_about_is_booked(shop):
    rows = book(*(shop.entry("till-2", what, n) for n, what in enumerate(OFFICE_FACTS)))
    assert {type(what) for what in OFFICE_FACTS} == set(OFFICE), "each kind of fact is among them"
    assert [row[2:] for row in rows if isinstance(row, SignOn)] == [
        (0, "c02", "Li", "李", 34_200_000),
        (17, "c03", "He", "何", -1),
    ]
    assert [row[4:] for row in rows if isinstance(row, OfferGiven)] == [
        (2, "two", "Two off", "减二", 120),
        (1, "member", "", "", 30),
    ]
    assert [row[4:] for row in rows if isinstance(row, TillEvent)] == [
        ("line_voided", "till-2/3", "milk", 1, 1290),
        ("sale_voided", "till-2/3", "", 1, 990),
        ("price_overridden", "till-2/4", "damaged", 1, 499),
        ("price_overridden", "till-2/4", "damaged", 2, 580),
        ("line_discounted", "till-2/4", "damaged", 1, 25),
        ("sale_discounted", "till-2/4", "courtesy", 1, 100),
        ("no_sale", "", "change", 1, 0),
        ("drawer", "", "sale", 1, 0),
        ("no_sale", "", "key", 1, 0),
        ("reprint", "R7", "", 1, 0),
        ("authorized", "s01", "override_price", 1, 0),
        ("denied", "m01", "return_item", 1, 0),
        ("complaint", "K-1", "rude", 1, 0),
        ("visit", "c4", "left", 1, 990),
        ("complaint_unrecorded", "c4", "price", 1, 0),
        ("left_open", "", "sales", 2, 0),
        ("left_open", "", "slips", 1, 0),
        ("left_open", "", "uploads", 1, 0),
        ("goods_listed", "pen", "stationery", 1, 990),
        ("goods_listed", "tea", "", 1, 500),
        ("goods_cost", "pen", "stationery", 1, 400),
    ]


def test_a_line_says_its_net_and_its_tax_whichever_way_the_shop_prices():
    inside = msgspec.structs.replace(SALE, lines=(GIVEN,), total=2500, net=2212, tax=288)
    assert worths(inside) == [(2212, 288)]
    on_top = msgspec.structs.replace(SALE, lines=(GIVEN, PEARS), total=3986, net=3624, tax=362)
    shares = worths(on_top)
    assert [net for net, _tax in shares] == [2500, 1124], "prices without tax are the net"
    assert sum(tax for _net, tax in shares) == 362, "what lines do not say is shared out to the cent"


def test_what_the_shop_owes_and_has_invoiced_is_booked_by_account(shop):
    rows = book(*(shop.entry("till-1", what, n) for n, what in enumerate(DAY)))
    moved = [row[3:] for row in rows if isinstance(row, AccountMovement)]
    assert moved == [
        ("gift", "8600000000000417", "sold", "till-1/1", 10_000, 10_000),
        ("gift", "8600000000000417", "spent", "till-1/3", -1_620, 8_380),
        ("points", "m7", "earned", "till-1/1", 32, 132),
    ]
    assert [row[3:] for row in rows if isinstance(row, Member)] == [("13900000001", "Mr Fan", "范先生", 1)]
    assert [row[3:] for row in rows if isinstance(row, InvoiceRecord)] == [
        ("requested", "R1-F", "", "till-1/1", BAKERY.en, BAKERY.zh, "91330106MA2B1C2D3C", 2000, 1800, 200),
        ("issued", "R1-F", "26312001", "till-1/1", "", "", "", 2000, 1800, 200),
        ("red_lettered", "R1-F", "R1-F-R1", "till-1/1", "", "", "", -500, -450, -50),
    ]


def test_money_for_a_card_is_in_the_books_but_no_goods_leave_for_it(shop):
    load = Line(1, "stored_value", Text("Card", "储值卡"), "8600", 5000, 1, 0, 5000, 0, 0, how="value", account="8600")
    sale = SaleCompleted("till-1/2", "R2", "c1", (load,), PAID, 5000, 5000, 0, 0, 0, 0, stored=5000)
    rows = book(shop.entry("till-1", sale))
    assert [row.stored for row in rows if isinstance(row, Sale)] == [5000]
    assert not any(isinstance(row, StockMovement) for row in rows)


def test_a_reversal_is_a_row_that_takes_back_what_was_booked(shop):
    rows = book(*(shop.entry("till-1", what, n) for n, what in enumerate(DAY)))
    moved = [row[4:] for row in rows if isinstance(row, ChannelMovement)]
    assert moved == [
        ("till-1/1", "till-1-1", "mobile", "standby", 1620, 1620),
        ("till-1/1", "till-1-2", "card", "main", 1620, 1620),
        ("till-1/1", "till-1-2", "card", "main", 1620, -1620),
        ("till-1/1", "till-1-3", "mobile", "main", 990, 0),
    ]
    assert [row.kind for row in rows if isinstance(row, ChannelMovement)] == [
        *("approved", "doubled", "reversed", "reversed")
    ]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_rebuilt_books_equal_those_that_grew(database, sql_journal, shop_class, data):
    number = len(sql_journal.runs())
    shop, other = shop_class(f"run-{number}"), shop_class(f"other-{number}")
    shop.played(sql_journal, 1)
    other.played(sql_journal, 1)
    sql_journal.append(other.run, [other.entry("till-1", SALE)])
    happened = data.draw(
        st.lists(st.tuples(st.sampled_from([SALE, LOTS, *DAY]), st.sampled_from(["till-1", "till-2"])))
    )
    if data.draw(st.booleans()):
        with sql_journal.batch():
            for what, till in happened:
                sql_journal.append(shop.run, [shop.entry(till, what)])
    else:
        sql_journal.append(shop.run, [shop.entry(till, what) for what, till in happened])
    grown = books(database, shop.run)
    assert len(grown[Sale]) == sum(isinstance(what, SaleCompleted | SaleVoided) for what, _till in happened)
    if data.draw(st.booleans()):
        sql_journal.seal(shop.run)
    with database.write() as connection:
        connection.exec_driver_sql("DELETE FROM sale_lines WHERE n = 2 AND run = ?", (shop.run,))
        connection.exec_driver_sql("UPDATE sales SET total = 1 WHERE run = ?", (shop.run,))
    assert rebuild(database, sql_journal, shop.run) == sum(map(len, grown.values()))
    assert books(database, shop.run) == grown
    assert len(books(database, other.run)[SaleLine]) == 2


def test_books_of_a_refused_append_are_not_written(database, sql_journal, shop):
    shop.played(sql_journal, 1)
    bad = shop.entry("till-1", SALE)
    good = shop.entry("till-1", SALE)
    try:
        sql_journal.append(shop.run, [bad, bad])
    except ValueError:
        assert books(database, shop.run)[Sale] == []
    sql_journal.append(shop.run, [bad, good])
    assert [row[:2] for row in books(database, shop.run)[Sale]] == [("till-1", 1), ("till-1", 2)]


def test_an_invoice_stays_open_until_it_is_issued_or_withdrawn(database, sql_journal, shop):
    shop.played(sql_journal, 1)
    asked = [InvoiceRequested(f"R{n}-F", f"till-1/{n}", f"R{n}", BAKERY, "", 2000, 1800, 200, ()) for n in range(1, 5)]
    less = InvoiceRedLettered("R2-F", "", "", "till-1/2", -500, -450, -50, (), whole=False)
    whole = InvoiceRedLettered("R3-F", "", "", "till-1/3", -2000, -1800, -200, (), whole=True)
    issued = InvoiceIssued("R1-F", "26312001", "till-1/1", 2000, 1800, 200)
    sql_journal.append(shop.run, [shop.entry("till-1", what) for what in (*asked, less, whole, issued)])
    assert gather(database).open_invoices == 2
