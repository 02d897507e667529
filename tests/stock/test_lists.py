"""Lists that come as files: no row is lost, file and evidence say what is right, what is posted holds at the tills."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.model import load
from simulator.drill.rights import rights_at
from simulator.importing.known import Known
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.money import CNY
from simulator.kernel.stimuli import Proof
from simulator.kernel.texts import Text
from simulator.stock.lists import FileRow, Found, Goods, Verdict, judge, read
from tests.pos.counter import MILK
from tests.stock.backroom import BOSS, CHIEF, STOCK, Backroom, reason

HEAD = ["条码", "品名", "分类", "零售价", "单位"]
SHELF = {"6901234567892": Goods("milk", "piece", 1000)}
PLAIN = FileRow(3, "accepted", "6901234567892", 1050, "piece", Text("Milk", "牛奶"))


def written(*rows: list[str], form: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD, *rows])
    return out.getvalue().encode(form)


def arrived(data: bytes, *proofs: Proof) -> s.ListArrived:
    return s.ListArrived("LS-1", Text("Office", "总部"), "new.csv", data, proofs)


UNREAD = PLAIN._replace(code="", standing="rejected")
CONTESTED = PLAIN._replace(contested=True)


@pytest.mark.parametrize(
    ("row", "found", "verdict"),
    [
        (PLAIN, Found(), Verdict("take", PLAIN.code, 1050)),
        (PLAIN._replace(first=2), Found(), Verdict("leave", reason="twice")),
        (PLAIN._replace(code="6909999999999"), Found(), Verdict("leave", reason="not_ours")),
        (UNREAD, Found(), Verdict("look", reason="label")),
        (UNREAD, Found(label=PLAIN.code), Verdict("mend", PLAIN.code, 1050)),
        (UNREAD, Found(label=""), Verdict("leave", reason="not_ours")),
        (PLAIN._replace(price=10_500), Found(), Verdict("look", reason="notice")),
        (PLAIN._replace(price=400), Found(), Verdict("look", reason="notice")),
        (PLAIN._replace(unit="case"), Found(notice=1050), Verdict("take", PLAIN.code, 1050)),
        (CONTESTED, Found(notice=1100), Verdict("mend", PLAIN.code, 1100)),
        (CONTESTED, Found(notice=0), Verdict("look", reason="sender")),
        (CONTESTED, Found(notice=0, answer=1200), Verdict("mend", PLAIN.code, 1200)),
        (PLAIN._replace(price=0), Found(notice=0, answer=0), Verdict("leave", reason="withdrawn")),
    ],
)
def test_what_is_right_for_a_row(row: FileRow, found: Found, verdict: Verdict) -> None:
    assert judge(row, SHELF.get, found) == verdict


@pytest.mark.parametrize("form", ["gbk", "utf-8-sig", "utf-16"])
def test_two_prices_for_one_code_are_both_in_doubt_and_the_second_is_double(form: str) -> None:
    data = written([MILK, "牛奶", "dairy", "10.50", "件"], [MILK, "牛奶", "dairy", "11.50", "件"], form=form)
    first, second = read(arrived(data), Known(CNY)).rows
    assert (first.first, first.contested, first.price) == (0, True, 1050)
    assert (second.first, second.contested, second.price) == (2, True, 1150)


CELL = st.one_of(
    st.sampled_from([MILK, MILK[:-1] + "0", "", "牛奶", "10.50", "10,50", "￥10.50", "件", "箱", "合计", "dairy"]),
    st.text(alphabet=st.characters(codec="gbk", exclude_categories=["Cc", "Cs"]), max_size=6),
)


@given(st.lists(st.lists(CELL, min_size=5, max_size=5), max_size=8))
def test_every_row_of_the_file_is_there_once_or_holds_no_data(rows: list[list[str]]) -> None:
    listing = read(arrived(written(*rows, form="gbk")), Known(CNY))
    numbers = [row.number for row in listing.rows]
    assert len(set(numbers)) == len(numbers)
    assert len(numbers) + listing.aside == len(rows) + 1


def _with_list(*proofs: Proof) -> Backroom:
    shop = Backroom()
    rows = (
        [MILK, "牛奶", "dairy", "", "件"],
        [MILK, "牛奶", "dairy", "", "件"],
        ["4006381333931", "钢笔", "stationery", "9.90", "件"],
    )
    shop.do(arrived(written(*rows), *proofs))
    return shop


def test_a_list_is_posted_when_every_row_has_its_end_and_its_prices_hold_at_the_tills() -> None:
    shop = _with_list(Proof(2, MILK, 1350), Proof(3, MILK, 1350), Proof(4))
    assert reason(shop.do(c.PostList("LS-1"))) == "refused.rows_undecided"
    assert reason(shop.do(c.DecideRow("LS-1", 2, "take"))) == "refused.row_unreadable"
    assert reason(shop.do(c.DecideRow("LS-1", 4, "take"))) == "refused.row_not_ours"
    (blind,) = shop.do(c.DecideRow("LS-1", 2, "mend", MILK, 1350))
    assert isinstance(blind, f.RowDecided)
    assert (blind.borne_out, blind.looked_up) == (True, False)
    shop.do(c.CheckRow("LS-1", 2, "notice"))
    (seen,) = shop.do(c.DecideRow("LS-1", 2, "mend", MILK, 1350))
    assert isinstance(seen, f.RowDecided)
    assert seen.looked_up
    assert reason(shop.do(c.DecideRow("LS-1", 3, "mend", MILK, 1350))) == "refused.row_twice"
    shop.do(c.DecideRow("LS-1", 3, "leave", reason="twice"))
    shop.do(c.DecideRow("LS-1", 4, "leave", reason="not_ours"))
    posted, changed, labels = shop.do(c.PostList("LS-1"))[:3]
    assert isinstance(posted, f.ListPosted)
    assert [(row.row, row.decision) for row in posted.rows] == [(2, "mend"), (3, "leave"), (4, "leave")]
    assert (posted.taken, posted.mended, posted.left_out, posted.aside) == (0, 1, 2, 1)
    assert (posted.wrong_rows, posted.dropped_rows) == (0, 0)
    assert isinstance(changed, f.ShelfPriceChanged)
    assert changed.price == 1350
    assert isinstance(labels, f.LabelsPrinted)
    assert reason(shop.do(c.PostList("LS-1"))) == "refused.no_such_list"
    assert [till.rules.catalog.items["milk"].price for till in shop.session.floor.tills.values()] == [1350, 1350]


def test_a_list_waits_for_the_manager_whom_the_clerks_file_names() -> None:
    limits, never = rights_at(load("stock_clerk"), "stockroom")
    shop = Backroom(replace(STOCK, rights=limits, never=never))
    shop.do(arrived(written([MILK, "牛奶", "dairy", "13.50", "件"])))
    shop.do(c.DecideRow("LS-1", 2, "take"))
    (asked,) = shop.do(c.PostList("LS-1"))
    assert isinstance(asked, f.AuthorizationAsked)
    assert asked.level == "manager"
    assert reason(shop.do(c.EnterPin(CHIEF))) == "refused.wrong_pin"
    assert isinstance(shop.do(c.EnterPin(BOSS))[1], f.ListPosted)


def test_a_question_is_needless_where_the_notice_says_it() -> None:
    shop = _with_list(Proof(2, MILK, 1350))
    (asked,) = shop.do(c.AskSender("LS-1", 2))
    assert isinstance(asked, f.SenderAsked)
    assert not asked.unknown_here
    assert reason(shop.do(c.AskSender("LS-1", 2))) == "refused.sender_asked"
    shop = _with_list(Proof(2, MILK, 0, 1400))
    (asked,) = shop.do(c.AskSender("LS-1", 2))
    assert isinstance(asked, f.SenderAsked)
    assert asked.unknown_here
