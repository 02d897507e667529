"""新品建档: what a list brings into a running shop is sold, stocked and told everywhere, or refused with a reason."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from simulator.desk.state import Desk
from simulator.drill.places import Station
from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.goods import BACK, FLOOR, Portion
from simulator.kernel.stimuli import Proof
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.office.reading import read
from simulator.pos.receipt import Head, receipt
from simulator.pos.view import View
from simulator.stock.labels import labels
from simulator.stock.lists import Found, Verdict, judge
from simulator.store.books import SaleLine, book
from simulator.store.database import Database
from simulator.store.ledger import books, rebuild
from simulator.store.sql_journal import SqlJournal
from simulator.store.stock_books import StockPosting
from tests.desk.counter import OPENED as DESK_OPENED
from tests.desk.counter import RULES as DESK_RULES
from tests.pos.counter import MILK, SOY
from tests.stock.backroom import FIRST, OPENED, OPENING_ENTRY, SECOND, Backroom, reason

PEN, TEA = "4006381333931", "9520011302005"
HEAD = ["条码", "品名", "英文名称", "分类", "税率", "零售价", "会员价", "单位", "进价", "供应商", "装箱"]
PEN_ROW = [PEN, "钢笔", "Fountain pen", "文具", "9%", "9.90", "8.80", "件", "4.00", "dry", ""]
HEADLINE = Head(Text("Corner", "小店"), Text(), "till-1", Text("Wang Fang", "王芳"), "2026-12-24 10:00")


class House(Backroom):
    """Stockroom, two tills and the manager's desk."""

    def __init__(self, tape: SqlJournal | None = None) -> None:
        super().__init__(tape=tape)
        opening = structs.replace(OPENING_ENTRY, run="run-2", stations=(*OPENING_ENTRY.stations, "office"))
        opened = (FIRST, SECOND, OPENED, DESK_OPENED)
        self.session = Session.open(opening, opened, self.tape, self.new_station)

    def new_station(self, name: str) -> Station:
        return Desk(DESK_RULES) if name == "office" else super().new_station(name)

    def arrive(
        self,
        *rows: list[str],
        head: Sequence[str] = HEAD,
        list_: str = "LS-1",
        opens: bool = True,
        proofs: tuple[Proof, ...] = (),
    ) -> None:
        out = io.StringIO()
        csv.writer(out).writerows([head, *rows])
        named = s.ListArrived(list_, Text("Office", "总部"), "new.csv", out.getvalue().encode(), proofs, opens=opens)
        self.do(named)

    def set_up(self, *rows: list[str]) -> list[object]:
        """All rows as new goods, posted."""
        self.arrive(*rows)
        for number in range(2, 2 + len(rows)):
            assert not reason(self.do(c.DecideRow("LS-1", number, "new")))
        return list(self.do(c.PostList("LS-1")))

    @property
    def catalogs(self) -> list[dict[str, object]]:
        """Of all stations: stockroom, tills, desk."""
        floor = self.session.floor
        desk = floor["office"]
        assert isinstance(desk, Desk)
        rules = [self.room.rules.shop, *(till.rules for till in floor.tills.values()), desk.rules.shop]
        return [{code: rule.catalog.find(code) for code in (PEN, MILK, TEA)} for rule in rules]


@pytest.fixture
def house() -> House:
    return House()


def test_what_a_list_sets_up_is_sold_at_the_till_on_the_receipt_and_in_the_books(house: House) -> None:
    posted, listed, printed, *told = house.set_up(PEN_ROW)
    assert isinstance(posted, f.ListPosted)
    assert (posted.taken, posted.mended, posted.new_goods, posted.left_out) == (0, 0, 1, 0)
    assert isinstance(listed, f.GoodsListed)
    assert isinstance(printed, f.LabelsPrinted)
    assert told == [s.ShopNews(items=listed.items)] * 3, "two tills and the desk"
    (pen,) = listed.items
    assert (pen.sku, pen.codes, pen.price, pen.member_price, pen.tax_rate) == (PEN, (PEN,), 990, 880, 9_000)
    assert (pen.category, pen.unit, pen.pinyin) == ("stationery", "piece", "gb")
    assert all(catalog[PEN] == pen for catalog in house.catalogs)

    sold = house.sell(PEN, till="till-2", times=2)
    (sale,) = (fact for fact in sold if isinstance(fact, f.SaleCompleted))
    (moved,) = (fact for fact in sold if isinstance(fact, s.GoodsMoved))
    assert moved.sold[0].sku == PEN
    assert sale.total == 1980
    for lang, name in (("en", "Fountain pen"), ("zh", "钢笔")):
        assert name in str(receipt(sale, HEADLINE, Words(lang)))
        assert "9.90" in str(labels(printed, house.room.rules.shop, Words(lang)))
    rows = book(*house.entries)
    (line, _) = (row for row in rows if isinstance(row, SaleLine))
    assert (line.sku, line.name_en, line.name_zh, line.price, line.tax_rate) == (
        PEN,
        "Fountain pen",
        "钢笔",
        990,
        9_000,
    )
    till = house.session.floor.tills["till-1"]
    assert [item.sku for item in View(till).rules.catalog.search("gb")] == [PEN], "found by its pinyin"


def test_it_is_ordered_received_counted_priced_and_valued_like_any_other(house: House) -> None:
    house.set_up(PEN_ROW)
    (ordered, *_) = house.do(c.OrderGoods("dry", (Portion(PEN, 10),)))
    assert isinstance(ordered, f.GoodsOrdered)
    order = ordered.purchase.number
    house.do(
        s.DeliveryArrived("D1", "dry", Text("Dry goods", "干货行"), order, (Portion(PEN, 10),), (Portion(PEN, 10),))
    )
    assert not reason(house.do(c.StartReceiving(order)))
    assert not reason(house.do(c.ReceiveGoods(PEN, 10)))
    assert not reason(house.do(c.PostReceipt()))
    house.do(c.PutAway(PEN, 10, FLOOR))
    house.sell(PEN)
    house.do(c.StartCount(FLOOR, (PEN,)))
    house.do(c.CountItem("CC-0001", PEN, 8))
    house.do(c.CountItem("CC-0001", PEN, 8))
    (counted, *_) = house.do(c.PostCount("CC-0001"))
    assert isinstance(counted, f.CountPosted)
    assert (counted.lines[0].variance, counted.value) == (-1, -400)
    house.do(c.ChangePrice(PEN, 1050, "cost"))
    house.at("till-1", c.Scan(code=PEN))
    sale = house.session.floor.tills["till-1"].sale
    assert sale is not None
    assert [line.price for line in sale.lines.values()] == [1050]
    stock = house.room.of(PEN)
    assert (stock.on_hand, stock.layers.value) == (8, 3200)
    postings = [row for row in book(*house.entries) if isinstance(row, StockPosting) and row.sku == PEN]
    assert sum(row.value for row in postings if row.place in (FLOOR, BACK, "dock")) == 3200
    assert sum(row.quantity for row in postings) == 0


def test_a_run_is_found_again_with_what_it_took_up(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:
        journal = SqlJournal(database)
        house = House(tape=journal)
        house.set_up(PEN_ROW)
        house.do(c.ChangePrice(PEN, 1050, "cost"))
        house.sell(PEN)
        journal.flush()
        grown = books(database, "run-2")
        rebuild(database, journal, "run-2")
        assert books(database, "run-2") == grown
        again = Session.resume("run-2", journal, house.new_station)
        assert again.floor.stockroom == house.room
        assert again.floor.tills == house.session.floor.tills
        assert again.floor["office"] == house.session.floor["office"]
        found = again.floor.tills["till-1"].rules.catalog.find(PEN)
        assert found is not None
        assert found.price == 1050

        told = read(database)
        assert [(item.key, item.name.en, item.turnover, item.cost) for item in told.items] == [
            (PEN, "Fountain pen", 1050, 400)
        ]
        assert [(group.key, group.cost) for group in told.categories] == [("stationery", 400)]


def test_a_till_without_network_knows_it_when_it_has_one_again(house: House) -> None:
    house.at("till-1", s.NetworkFailed())
    house.set_up(PEN_ROW)
    house.do(c.ChangePrice(PEN, 1050, "cost"))
    assert reason(house.at("till-1", c.Scan(code=PEN))) == "refused.unknown_code"
    house.at("till-1", s.NetworkReturned())
    house.at("till-1", c.Scan(code=PEN))
    sale = house.session.floor.tills["till-1"].sale
    assert sale is not None
    assert [line.price for line in sale.lines.values()] == [1050]


@pytest.mark.parametrize(
    ("row", "opens", "refused"),
    [
        (PEN_ROW, False, "row_prices_only"),
        ([MILK, *PEN_ROW[1:]], True, "row_code_taken"),
        ([f"{PEN} {MILK}", *PEN_ROW[1:]], True, "row_code_taken"),
        (["900", *PEN_ROW[1:]], True, "row_unreadable"),
        (["9529900000015", *PEN_ROW[1:]], True, "row_code_reserved"),
        ([*PEN_ROW[:3], "奇货", *PEN_ROW[4:]], True, "row_incomplete"),
        ([*PEN_ROW[:10], "9999999999994x6"], True, "row_incomplete"),
        ([*PEN_ROW[:5], "", *PEN_ROW[6:]], True, "row_unreadable"),
    ],
)
def test_what_cannot_be_set_up_is_refused_and_stays_to_be_decided(
    house: House, row: list[str], opens: bool, refused: str
) -> None:
    before = house.catalogs
    house.arrive(row, opens=opens)
    assert reason(house.do(c.DecideRow("LS-1", 2, "new"))) == f"refused.{refused}"
    assert reason(house.do(c.PostList("LS-1"))) == "refused.rows_undecided"
    assert house.catalogs == before


def test_of_two_lists_with_the_same_goods_the_second_takes_them_as_they_are_there(house: House) -> None:
    house.arrive(PEN_ROW)
    house.arrive([*PEN_ROW[:5], "10.50", *PEN_ROW[6:]], list_="LS-2")
    for list_ in ("LS-1", "LS-2"):
        house.do(c.DecideRow(list_, 2, "new"))
    house.do(c.PostList("LS-1"))
    assert reason(house.do(c.PostList("LS-2"))) == "refused.row_code_taken"
    house.do(c.DecideRow("LS-2", 2, "take"))
    posted, changed, *_ = house.do(c.PostList("LS-2"))
    assert isinstance(posted, f.ListPosted)
    assert isinstance(changed, f.ShelfPriceChanged)
    assert (posted.taken, posted.new_goods, changed.price) == (1, 0, 1050)


def test_a_pack_of_goods_that_are_there_moves_their_stock(house: House) -> None:
    house.set_up([TEA, "纯牛奶 1L×6", "Milk 1 l x 6", "乳品", "", "70.00", "", "箱", "", "", f"{MILK} x 6"])
    sold = house.sell(TEA)
    (moved,) = (fact for fact in sold if isinstance(fact, s.GoodsMoved))
    assert [(portion.sku, portion.quantity) for portion in moved.sold] == [("milk", 6)]


def test_the_signed_notice_says_what_is_new(house: House) -> None:
    house.arrive(PEN_ROW, [TEA, *PEN_ROW[1:3], "奇货", *PEN_ROW[4:]], proofs=(Proof(2, "", 1090), Proof(3, "", 500)))
    new, odd = house.room.lists["LS-1"].rows
    for found, right in (
        (Found(), Verdict("look", reason="notice")),
        (Found(notice=0), Verdict("leave", reason="not_ours")),
        (Found(notice=1090), Verdict("new", PEN, 1090)),
    ):
        assert judge(new, lambda code: None, found) == right
    assert judge(odd, lambda code: None, Found(notice=500)) == Verdict("leave", reason="incomplete")
    (blind,) = house.do(c.DecideRow("LS-1", 2, "new"))
    assert isinstance(blind, f.RowDecided)
    assert (blind.borne_out, blind.looked_up, blind.proper_price) == (False, False, 1090)
    house.do(c.CheckRow("LS-1", 2, "notice"))
    (seen,) = house.do(c.DecideRow("LS-1", 2, "new", price=1090))
    assert isinstance(seen, f.RowDecided)
    assert (seen.borne_out, seen.looked_up) == (True, True)


ROW = st.tuples(
    st.sampled_from([PEN, TEA, MILK, SOY, "72527273070", "900", "101", f"{PEN} {TEA}", f"{SOY} {PEN}", ""]),
    st.sampled_from(["", "N-1", "N-2", "milk"]),
)


@settings(max_examples=40)
@given(st.lists(ROW, min_size=1, max_size=5))
def test_no_two_items_answer_to_one_code_and_every_row_has_its_end(rows: list[tuple[str, str]]) -> None:
    house = House()
    first = house.session.floor.tills["till-1"].rules.catalog
    goods = [[sku, code, f"新品{n}", *PEN_ROW[2:]] for n, (code, sku) in enumerate(rows)]
    house.arrive(*goods, head=["货号", *HEAD])
    listing = house.room.lists["LS-1"]
    assert len(listing.rows) + listing.aside == len(rows) + 1
    for row in listing.rows:
        if reason(house.do(c.DecideRow("LS-1", row.number, "new"))):
            house.do(c.DecideRow("LS-1", row.number, "leave", reason="incomplete"))
    posted = house.do(c.PostList("LS-1"))[0]
    assert isinstance(posted, f.ListPosted)
    assert len(posted.rows) == len(listing.rows) == posted.new_goods + posted.left_out
    catalog = house.session.floor.tills["till-1"].rules.catalog
    for sku, item in catalog.items.items():
        assert all(catalog.find(code) is item for code in (*item.codes, item.plu) if code)
        assert sku not in first.items or item is first.items[sku]
    assert len(catalog.items) == len(first.items) + posted.new_goods
