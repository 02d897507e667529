"""`storedrill import --into`: other people's files become a shop, and drills are played in it."""

import json
from pathlib import Path

import pytest

from simulator.bootstrap import House
from simulator.drill.bots import perfect
from simulator.drill.play import play
from simulator.drill.proof import play_bot
from simulator.kernel.commands import CheckBalance, CloseDrawer, LoadCard, Scan, StartTender, TenderCash, TenderGift
from simulator.kernel.events import Command, Event
from simulator.kernel.facts import BalanceShown, ReceiptIssued, SaleCompleted, StockroomOpened
from simulator.kernel.numbers import card_number
from simulator.kernel.stimuli import DraftCame
from simulator.stages import stage_of
from simulator.store.memory import MemoryJournal
from tests.cli.conftest import Storedrill
from tests.importing.workbooks import workbook

PRODUCTS = [
    ["河畔便利店 商品清单"],
    ["货号", "条码", "品名", "英文名称", "分类", "零售价", "会员价", "单位", "税率", "供应商", "进价"],
    ["000101", 6901234567892, "河畔香皂", "Riverside Soap", "日用百货", 6.5, None, "块", "13%", "S01", 3.2],
    ["000102", 36000291452, "柔软纸巾", "Soft Tissues", "日用百货", "¥15.90", 14.9, "包", 0.13, "S01", 9],
    ["000103", "9520000000073", "纯牛奶 1L", "Whole Milk 1 L", "乳品", 12.8, 11.8, "盒", 0.09, "S02", 9.2],
    ["000104", "4011", "香蕉", "Bananas", "水果", 7.96, None, "公斤", 0.09, "S02", 4],
    ["000105", "6901234567898", "大米", "Rice", "粮油", 39.9, None, "袋", 0.09, "S02", 30],
    ["000106", "6923450656150", "老白干", None, "酒水", 58, None, "瓶", "13%", "S02", 40],
]
"""Zeros lost, a currency's sign, a percent as a share, and one wrong check digit."""
FILES = {
    "members": ("会员卡号,姓名,手机号,积分\n9529000000014,王小明,13800138000,320\n", "gbk"),
    "staff": ("工号,姓名,岗位,密码\n0007,李娜,收银员,\n0008,赵强,仓管,3141\n", "utf-16"),
    "suppliers": ("供应商编码,供应商名称\nS01,河畔日化有限公司\n", "utf-8"),
    "stock": ("货号,数量,批号,有效期至,库位\n101,40,,,后仓\n000103,24,L1,2027-01-05,卖场\n", "gbk"),
    "orders": (
        "订单号,日期,商品,数量,金额\nA1,2025-11-01,000101,2,13.00\nA1,2025-11-01,000103,1,12.80\n"
        "A2,2025-11-02,6901234567892,1,6.50\n",
        "utf-8-sig",
    ),
}
HEAD = """
version: 1
title: {en: Our own, zh: 自家门店}
brief: {en: A quiet hour., zh: 清闲的一小时。}
minutes: 5
shop: ./ours
"""
TILL = f"""scenario: our-till
role: cashier
{HEAD}
competencies: [accuracy, cash, service]
customers:
  mrs_li:
    arrives: "0:05"
    basket: [riverside_soap x2, bananas 500 to 900 g labelled, i000106]
    age: 40 to 60
    pays: {{cash 200: 50%, mobile: 50%}}
    member: maybe
expect:
  change_right:
    says: {{en: The change is right, zh: 找零正确}}
    competency: cash
    every: change_given
    must have: so_far equals due
    critical: yes
    debrief: {{en: Count it., zh: 点清楚。}}
  goods_right:
    says: {{en: All is charged, zh: 商品都已录入}}
    competency: accuracy
    every: visit_ended
    must have: unpaid is empty
    debrief: {{en: Look again., zh: 再看一遍。}}
  greeted:
    says: {{en: Customers are greeted, zh: 问候顾客}}
    competency: service
    every: visit_ended
    must have: greeted is yes
    debrief: {{en: Say hello., zh: 先问好。}}
"""
DOCK = f"""scenario: our-dock
role: stock_clerk
{HEAD}
competencies: [counting]
stockroom:
  usual stock: [household, dairy]
  tasks:
    shelves:
      do: count
      at: 5 s
      says: {{en: Count the milk., zh: 盘一下牛奶。}}
      place: floor
      items: [whole_milk_1_l]
expect:
  counted:
    says: {{en: It is counted, zh: 已盘点}}
    competency: counting
    happened: count_posted
    debrief: {{en: Count it., zh: 盘一下。}}
"""
DESK = f"""scenario: our-desk
role: manager
{HEAD}
competencies: [promotions]
office:
  promotions:
    one:
      arrives: 5 s
      name: {{en: Marketing, zh: 市场部}}
      says: {{en: Please., zh: 麻烦了。}}
      title: {{en: Week, zh: 促销周}}
      flaws: none or dates_wrong
expect:
  tried:
    says: {{en: It is tried, zh: 先试算}}
    competency: promotions
    every: promotion_published
    must have: tried is yes
    debrief: {{en: Try it first., zh: 先试算。}}
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "products.xlsx").write_bytes(workbook(PRODUCTS))
    for kind, (text, encoding) in FILES.items():
        (tmp_path / f"{kind}.csv").write_bytes(text.encode(encoding))
    return tmp_path


def test_nothing_comes_in_while_a_row_cannot(storedrill: Storedrill, files: Path) -> None:
    into = files / "ours"
    refused = storedrill("import", str(files / "products.xlsx"), "--as", "products", "--into", str(into))
    assert refused.status == 1
    assert "row 7, column B (Bar code): expected 2 as check digit, not 8" in refused.out
    assert refused.out.splitlines()[-1].startswith(f"Nothing came into {into}")
    assert not into.exists()


def test_stock_needs_products_first(storedrill: Storedrill, files: Path) -> None:
    outcome = storedrill("import", str(files / "stock.csv"), "--as", "stock", "--into", str(files / "ours"))
    assert (outcome.status, outcome.out) == (2, "")
    assert "--as products" in outcome.err


def test_a_folder_that_is_no_shop_is_left_alone(storedrill: Storedrill, files: Path) -> None:
    before = sorted(path.name for path in files.glob("*.*"))
    outcome = storedrill("import", str(files / "members.csv"), "--as", "members", "--into", str(files))
    assert outcome.status == 2
    assert "shop.yaml" in outcome.err
    assert sorted(path.name for path in files.glob("*.*")) == before


@pytest.fixture
def ours(storedrill: Storedrill, files: Path) -> Path:
    """The shop of all the files."""
    into = files / "ours"
    storedrill("import", str(files / "products.xlsx"), "--as", "products", "--into", str(into), "--partial")
    for kind in FILES:
        outcome = storedrill("import", str(files / f"{kind}.csv"), "--as", kind, "--into", str(into))
        assert outcome.status == 0, outcome
    return into


def test_a_second_file_says_what_it_added_changed_and_left(storedrill: Storedrill, ours: Path) -> None:
    head = ours / "shop.yaml"
    head.write_text(head.read_text("utf-8").replace("clock:", "# mine\nclock:"), "utf-8")
    more = ours.parent / "more.csv"
    more.write_text(
        "货号,条码,品名,分类,零售价,单位\n000101,6901234567892,河畔香皂,household,6.90,块\n"
        "000103,9520000000073,,dairy,12.80,盒\n000200,6923450657157,新品茶,饮料,8.80,瓶\n"
        "000102,4011,柔软纸巾,household,15.90,包\n",
        "utf-8",
    )
    typed = ("import", str(more), "--as", "products", "--into", str(ours))
    before = (ours / "products.csv").read_bytes()
    assert storedrill(*typed).status == 1, "the name is missing of one"
    assert (ours / "products.csv").read_bytes() == before
    report = json.loads(storedrill(*typed, "--partial", "--json").out)["into"]
    assert report == {
        "shop": str(ours), "written": True, "new": False, "added": ["6923450657157"],
        "changed": [
            {"key": "6901234567892", "column": "price", "was": "6.50", "became": "6.90"},
        ],
        "same": 0, "kept": 4, "left_out": 2, "clashes": [{"row": 5, "column": "code", "got": "4011", "owner": "4011"}],
        "notes": [
            {"id": "shops.note_tax", "count": 1}, {"id": "shops.note_age", "count": 1},
        ],
    }  # fmt: skip
    assert "# mine" in head.read_text("utf-8"), "a head is its owner's"
    again = storedrill(*typed, "--partial")
    assert "0 added, 0 changed, 2 there already, 4 not in the file and kept, 2 left out" in again.out


def test_what_another_has_is_told_by_its_row(storedrill: Storedrill, ours: Path) -> None:
    more = ours.parent / "more.csv"
    more.write_text("会员卡号,姓名,手机号\n9529000000021,李四,13800138000\n", "utf-8")
    outcome = storedrill("import", str(more), "--as", "members", "--into", str(ours))
    assert outcome.status == 1
    assert "row 2, column C (Phone): expected one that is free; 9529000000014 has it already" in outcome.out
    assert "李四" not in (ours / "members.csv").read_text("utf-8-sig")


def test_a_till_sells_the_imported_goods(storedrill: Storedrill, ours: Path, home: Path) -> None:
    path = ours.parent / "till.yaml"
    path.write_text(TILL, "utf-8")
    checked = storedrill("check", str(path))
    assert (checked.status, checked.err) == (0, ""), checked
    house = House(home, lang="zh")
    drill = house.start(str(path), "practice", None, seed=3)
    play(drill.session, perfect(3, "till"))
    issued = [e.what for e in drill.journal.read(drill.run) if isinstance(e.what, ReceiptIssued)]
    printed = str(drill.receipt(issued[0].document, "zh"))
    assert "河畔香皂" in printed
    assert "李娜" in printed, "who sits there is of the imported staff"
    assert drill.finish("finished").result.passed
    house.close()
    (ours / "products.csv").unlink()
    assert storedrill("replay", "last", "--verify").status == 0, "a run has kept its shop"


def test_a_shop_opens_with_the_imported_balances(storedrill: Storedrill, ours: Path, home: Path) -> None:
    """From the file to the receipt: what members and cards had is told, spent and topped up; the sums reconcile."""
    anybody, mine = card_number("gift", 5001), card_number("gift", 5002)
    (ours.parent / "more.csv").write_text(
        "会员卡号,姓名,手机号,积分,储值余额,储值卡号\n9529000000014,王小明,13800138000,320,200.00,\n"
        f"9529000000021,赵丽,13800138001,80,12.50,{mine}\n",
        "utf-8",
    )
    (ours.parent / "cards.csv").write_text(f"购物卡号,余额\n{anybody},30.00\n{mine},1.00\n860012345,5\n", "utf-8")
    into = ("--into", str(ours), "--lang", "en")
    told = storedrill("import", str(ours.parent / "more.csv"), "--as", "members", *into).out
    assert "Points: 400 in all, in 2 rows\nStored value: 212.50 in all, in 2 rows\n" in told
    assert "the shop opens with 400 points of 2 members, and ¥212.50 on 2 stored-value cards" in told
    told = storedrill("import", str(ours.parent / "cards.csv"), "--as", "cards", *into, "--partial").out
    assert "860012345" in told
    assert "one that is free; 赵丽 has it already" in told, "no balance is there twice"
    assert "Stored value: 30.00 in all, in 1 row\nStored value: 6.00 more in 2 rejected rows\n" in told
    assert "¥242.50 on 3 stored-value cards" in told
    path = ours.parent / "till.yaml"
    path.write_text(TILL, "utf-8")
    given = card_number("gift", 1_000_000)
    assert given in (ours / "members.csv").read_text("utf-8-sig"), "of the sandbox, for whoever had none"
    house = House(home, lang="en")
    drill = house.start(str(path), "free", None, seed=3)
    session = drill.session

    def do(command: Command) -> list[Event]:
        return [entry.what for entry in session.submit(command, session.now + 1000)][1:]

    assert do(CheckBalance(given)) == [BalanceShown(given, "gift", 20_000)]
    do(LoadCard(anybody, 5000))
    do(Scan(code="6901234567892"))
    do(StartTender())
    do(TenderCash(10_000))
    do(CloseDrawer())
    assert do(CheckBalance(anybody)) == [BalanceShown(anybody, "gift", 8000)]
    do(Scan(code="6901234567892"))
    do(StartTender())
    sold = do(TenderGift(mine))
    (sale,) = (fact for fact in sold if isinstance(fact, SaleCompleted))
    assert [(tender.kind, tender.amount, tender.balance) for tender in sale.tenders] == [("gift", 650, 600)]
    printed = str(drill.receipt(sale.receipt, "zh"))
    assert "6.00" in printed
    assert mine[-4:] in printed
    house.close()


def test_the_stockroom_opens_with_the_imported_stock(ours: Path) -> None:
    path = ours.parent / "dock.yaml"
    path.write_text(DOCK, "utf-8")
    (opened,) = stage_of(str(path)).openings(1)
    assert isinstance(opened, StockroomOpened)
    assert [(move.sku, move.quantity, move.to, move.lot, move.value) for move in opened.moves] == [
        ("riverside_soap", 40, "backroom", "", 12_800),
        ("whole_milk_1_l", 24, "floor", "L1", 22_080),
    ]
    assert opened.name.zh == "赵强"


def test_goods_may_be_called_otherwise(ours: Path) -> None:
    path, listed = ours.parent / "dock.yaml", ours / "products.csv"
    assert "000101,40" in (ours / "stock.csv").read_text("utf-8-sig"), "stock is kept by the shop's own numbers"
    listed.write_text(listed.read_text("utf-8-sig").replace("riverside_soap", "soap"), "utf-8")
    path.write_text(DOCK, "utf-8")
    (opened,) = stage_of(str(path)).openings(1)
    assert isinstance(opened, StockroomOpened)
    assert [move.sku for move in opened.moves] == ["soap", "whole_milk_1_l"]


def test_a_promotion_is_tried_on_the_imported_orders(ours: Path) -> None:
    path = ours.parent / "desk.yaml"
    path.write_text(DESK, "utf-8")
    journal = MemoryJournal()
    run = play_bot(stage_of(str(path)), perfect(1, "office"), 1, journal).run
    (came,) = (entry.what for entry in journal.read(run) if isinstance(entry.what, DraftCame))
    bought = {(("riverside_soap", 2), ("whole_milk_1_l", 1)), (("riverside_soap", 1),)}
    assert set(came.baskets) == bought
    assert all(skus.issubset({"riverside_soap", "whole_milk_1_l"}) for skus in [set(came.drafts[0].goods.skus)])


def test_a_shop_that_is_gone_or_broken_is_told(storedrill: Storedrill, ours: Path) -> None:
    path = ours.parent / "till.yaml"
    path.write_text(TILL, "utf-8")
    listed = ours / "products.csv"
    listed.write_text(listed.read_text("utf-8-sig").replace("6901234567892", "6901234567893"), "utf-8")
    for command in (("check", str(path)), ("play", str(path), "--bot", "perfect")):
        outcome = storedrill(*command)
        assert f"{listed}: row 2, column B (Bar code): expected 2 as check digit, not 3" in outcome.out + outcome.err
    ours.rename(ours.with_name("theirs"))
    assert "expected the folder of a shop" in storedrill("check", str(path)).out
