"""Cards, credit notes and points at the till: what they pay, what they do not; and no two tills spend one twice."""

import msgspec
import pytest

from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command
from simulator.kernel.facts import SaleCompleted, Tender
from simulator.kernel.numbers import tail
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from simulator.pos import owed
from simulator.pos.receipt import Head, receipt
from simulator.pos.state import Till
from simulator.store.memory import MemoryJournal
from tests.pos.counter import MILK, OPENING, RICE, SOY, Counter
from tests.pos.stored import CARD, EMPTY, HU, LI, NEW, NOTE, OWING, PROMOTED_OWING, Owing

HEAD = Head(Text("Morning Lane", "晨光里超市"), Text(), "till-1", Text("Wang Fang", "王芳"), "2026-12-24 21:42")


@pytest.fixture
def till() -> Owing:
    counter = Owing()
    counter.customer("milk")
    return counter


def sell(till: Counter, *codes: str, member: str = "") -> None:
    for code in codes:
        till.do(c.Scan(code=code))
    if member:
        till.do(c.IdentifyMember(member))
    till.do(c.StartTender())


def reason(till: Counter, command: Command) -> str:
    (refused,) = till.do(command)
    assert isinstance(refused, f.Refused), refused
    return refused.reason


def kinds(facts: list) -> list[str]:
    return [type(fact).__name__ for fact in facts]


# --- cards -----------------------------------------------------------------------------------------------------------


def test_a_card_pays_what_is_on_it_and_the_rest_stays_due(till: Owing) -> None:
    sell(till, RICE)
    taken, moved = till.do(c.TenderGift(CARD))
    assert (taken.kind, taken.amount, taken.balance) == ("gift", 2000, 0)
    assert moved == f.ValueMoved(CARD, "gift", -2000, 0, "spent", "till-1/1")
    assert till.session.view.due == 2590
    (facts) = till.do(c.TenderCash())
    (sale,) = [fact for fact in facts if isinstance(fact, SaleCompleted)]
    assert [(t.kind, t.amount) for t in sale.tenders] == [("gift", 2000), ("cash", 2590)]
    assert (sale.total, sale.net + sale.tax, sale.change) == (4590, 4590, 0)


def test_a_card_with_enough_finishes_the_sale_without_change(till: Owing) -> None:
    sell(till, MILK)
    assert kinds(till.do(c.TenderGift(CARD)))[:3] == ["PaymentTaken", "ValueMoved", "SaleCompleted"]
    assert till.do(c.CheckBalance(CARD)) == [f.BalanceShown(CARD, "gift", 720)]


def test_a_credit_note_is_spent_like_a_card_and_told_apart(till: Owing) -> None:
    sell(till, MILK)
    taken, moved = till.do(c.TenderGift(NOTE))
    assert (taken.kind, moved.kind, taken.amount) == ("credit", "credit", 700)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (c.TenderGift("8600000000000001"), "refused.no_stored_card"),
        (c.TenderGift(EMPTY), "refused.card_empty"),
        (c.TenderGift(CARD, 2500), "refused.card_short"),
        (c.TenderGift(CARD, 9900), "refused.amount_over_due"),
        (c.TenderMobile("13**", 9900), "refused.amount_over_due"),
        (c.TenderPoints(), "refused.points_without_member"),
        (c.LoadCard(NEW, 5000), "refused.while_tendering"),
        (c.CheckBalance("123"), "refused.no_stored_card"),
    ],
)
def test_what_cannot_pay_is_refused_with_the_reason(till: Owing, command: Command, why: str) -> None:
    sell(till, RICE)
    assert reason(till, command) == why
    assert till.till.sale is not None
    assert till.till.sale.due == 4590


def test_nothing_is_spent_while_the_shop_cannot_be_asked(till: Owing) -> None:
    sell(till, MILK, member=LI)
    till.hear(s.NetworkFailed())
    assert reason(till, c.TenderGift(CARD)) == reason(till, c.TenderPoints()) == "refused.offline"


def test_a_card_among_the_goods_is_no_goods(till: Owing) -> None:
    assert reason(till, c.Scan(code=CARD)) == "refused.stored_card"


# --- sold and topped up ----------------------------------------------------------------------------------------------


def test_a_card_is_loaded_when_it_is_paid_and_that_is_no_revenue(till: Owing) -> None:
    till.do(c.Scan(code=MILK))
    (added,) = till.do(c.LoadCard(NEW, 10_000))
    assert (added.line.account, added.line.amount, added.total) == (NEW, 10_000, 11_280)
    assert till.do(c.CheckBalance(NEW)) == [f.BalanceShown(NEW, "gift", 0)], "not before it is paid"
    till.do(c.StartTender())
    facts = till.do(c.TenderStatic())
    sale = next(fact for fact in facts if isinstance(fact, SaleCompleted))
    assert (sale.total, sale.stored) == (11_280, 10_000)
    assert sale.tax == 147, "of the milk alone"
    assert f.ValueMoved(NEW, "gift", 10_000, 10_000, "sold", sale.sale, 10_000) in facts
    (x,) = till.do(c.XReport()) if till.till.stage == "idle" else till.do(c.CloseDrawer())
    assert isinstance(x, f.ReportIssued)
    assert (x.totals.total, x.totals.stored, x.totals.tenders) == (1280, 10_000, {"static_code": 11_280})
    assert x.totals.net + x.totals.tax == x.totals.total
    assert not till.leave().extra, "a card is no good that was charged and not there"


def test_one_card_pays_for_goods_and_is_loaded_in_the_same_moment(till: Owing) -> None:
    till.do(c.Scan(code=MILK))
    till.do(c.LoadCard(CARD, 1000))
    till.do(c.StartTender())
    till.do(c.TenderStatic(1000))
    facts = till.do(c.TenderGift(CARD))
    assert [(m.amount, m.balance) for m in facts if isinstance(m, f.ValueMoved)] == [(-1280, 720), (1000, 1720)]
    assert till.do(c.CheckBalance(CARD)) == [f.BalanceShown(CARD, "gift", 1720)]


def test_a_card_is_bought_with_money_and_not_with_cards_or_points(till: Owing) -> None:
    till.do(c.LoadCard(NEW, 5000))
    sell(till, member=LI)
    assert reason(till, c.TenderGift(CARD)) == "refused.card_for_card"
    assert reason(till, c.TenderPoints()) == "refused.points_for_these"
    till.do(c.CancelTender())
    sell(till, MILK)
    taken = till.do(c.TenderGift(CARD))[0]
    assert taken.amount == 1190, "the goods, and no more"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (c.LoadCard(CARD, 500), "refused.card_amount"),
        (c.LoadCard(CARD, 5050), "refused.card_amount"),
        (c.LoadCard(CARD, 100_100), "refused.card_amount"),
        (c.LoadCard(CARD, 99_000), "refused.card_full"),
        (c.LoadCard(NOTE, 5000), "refused.no_stored_card"),
        (c.LoadCard(NEW, 5000), "refused.card_in_basket"),
        (c.ChangeQuantity(1, 2), "refused.stored_line"),
        (c.DiscountLine(1, off=100, reason="other"), "refused.stored_line"),
        (c.OverridePrice(1, 100, "other"), "refused.stored_line"),
        (c.DiscountSale(off=100, reason="other"), "refused.amount"),
    ],
)
def test_a_load_is_worth_what_it_says_and_nothing_is_taken_off(till: Owing, command: Command, why: str) -> None:
    till.do(c.LoadCard(NEW, 5000))
    assert reason(till, command) == why


def test_a_discount_on_the_basket_leaves_the_card_alone(till: Owing) -> None:
    till.do(c.LoadCard(NEW, 5000))
    till.do(c.Scan(code=RICE))
    till.do(c.DiscountSale(share=10_000, reason="other"))
    lines = till.till.sale.lines
    assert (lines[1].amount, lines[2].amount) == (5000, 4131)
    till.do(c.VoidLine(1))
    assert till.till.sale.total == 4131


# --- two tills -------------------------------------------------------------------------------------------------------


def test_two_tills_never_spend_the_same_money(till: Owing) -> None:
    other = Owing(other=till)
    sell(till, RICE)
    sell(other, RICE)
    till.do(c.TenderGift(CARD, 1500))
    entries = other.session.submit(c.TenderGift(CARD), other.session.now + 1000)
    assert entries[1].what.amount == 500, "what was left, and no more"
    told = [entry.what for entry in other.tape.entries if isinstance(entry.what, s.BalanceTold)]
    assert told == [s.BalanceTold(f"card:{CARD}", 500)]


def test_what_another_till_loaded_can_be_spent_here(till: Owing) -> None:
    other = Owing(other=till)
    other.do(c.LoadCard(EMPTY, 10_000))
    other.do(c.StartTender())
    other.do(c.TenderStatic())
    sell(till, RICE)
    assert till.do(c.TenderGift(EMPTY))[0].amount == 4590, "the till believed it empty, and asked"
    assert till.do(c.CheckBalance(EMPTY)) == [f.BalanceShown(EMPTY, "gift", 5410)]


def test_a_basket_that_comes_to_nothing_gives_back_what_cards_and_points_paid(till: Owing) -> None:
    sell(till, RICE, member=LI)
    till.do(c.TenderGift(CARD, 1000))
    till.do(c.TenderPoints(500))
    assert reason(till, c.VoidSale()) == "refused.money_taken"
    till.hear(s.CustomerLeft("c1", "gave_up"))
    till.hear(s.SupervisorArrived("s1"))
    till.do(c.VoidSale())
    facts = till.do(c.EnterPin("s1"))
    assert [(x.why, x.amount, x.balance) for x in facts if isinstance(x, f.ValueMoved)] == [("given_back", 1000, 2000)]
    assert [(x.why, x.points, x.standing) for x in facts if isinstance(x, f.PointsMoved)] == [("given_back", 500, 1250)]


def test_a_second_try_of_a_moment_finds_the_balances_as_they_were(till: Owing) -> None:
    sell(till, RICE)
    till.do(c.TenderGift(CARD, 1500))
    journal = MemoryJournal()
    opening = msgspec.structs.replace(OPENING, run="run-2", branch_of="run-1@9")
    again = Session.branch(opening, till.tape.entries, journal, lambda name: Till(OWING, name))
    again.submit(c.CheckBalance(CARD))
    told = [entry.what for entry in journal.read("run-2")]
    assert told[-1] == f.BalanceShown(CARD, "gift", 500)
    assert not any(isinstance(what, s.BalanceTold) for what in told)


# --- points ----------------------------------------------------------------------------------------------------------


def test_a_members_sale_earns_points_for_what_was_paid_in_money(till: Owing) -> None:
    sell(till, RICE, member=LI)
    taken, moved = till.do(c.TenderPoints(200))
    assert (taken.amount, taken.points, taken.balance, moved.standing) == (200, 200, 1050, 1050)
    facts = till.do(c.TenderCash(0))
    sale = next(fact for fact in facts if isinstance(fact, SaleCompleted))
    assert (sale.points, sale.standing) == ((4590 - 200) // 100, 1050 + 43)
    assert f.PointsMoved(LI, 43, 1093, "earned", sale.sale) in facts


def test_points_go_in_steps_as_far_as_they_and_the_goods_go(till: Owing) -> None:
    sell(till, MILK, member=LI)
    assert reason(till, c.TenderPoints(150)) == "refused.points_step"
    assert reason(till, c.TenderPoints(1200)) == "refused.points_over"
    assert till.do(c.TenderPoints())[0].points == 1100, "11.90 of goods: eleven steps"
    assert reason(till, c.TenderPoints()) == "refused.points_for_these", "0.90 is less than a step"
    till.do(c.TenderStatic())
    till.do(c.LoadCard(NEW, 5000))
    sell(till, MILK, member=LI)
    till.do(c.TenderPoints(100))
    assert reason(till, c.TenderPoints()) == "refused.points_short", "61 of the 1250 and the 1 earned are left"


def test_neither_flash_goods_nor_bags_are_paid_by_points_or_earn_any() -> None:
    till = Owing(PROMOTED_OWING)
    till.do(c.Scan(code=SOY))
    till.do(c.AddBag("bag"))
    sell(till, member=LI)
    assert reason(till, c.TenderPoints()) == "refused.points_for_these"
    facts = till.do(c.TenderStatic())
    assert next(fact for fact in facts if isinstance(fact, SaleCompleted)).points == 0


def test_somebody_elses_points_are_told_apart(till: Owing) -> None:
    till.hear(s.CustomerLeft("c1"))
    till.customer("milk", member=LI)
    till.do(c.Scan(code=RICE))
    assert till.do(c.IdentifyMember(HU))[0].own is False
    assert till.session.view.member_strange
    assert till.do(c.IdentifyMember(LI))[0].own is True
    assert not till.session.view.member_strange


# --- for returns -----------------------------------------------------------------------------------------------------


def test_what_comes_back_takes_its_share_of_points_in_any_order() -> None:
    paid = (Tender("points", 500, 500, account=LI, points=500), Tender("cash", 4090, 4090))
    sale = SaleCompleted("till-1/1", "R1", "c1", (), paid, 4590, 4211, 379, 0, 0, 0, LI, points=40)
    parts = [1000, 2590, 1000]
    backs = [owed.back(sale, part, sum(parts[:n])) for n, part in enumerate(parts)]
    assert (sum(b.earned for b in backs), sum(b.spent for b in backs)) == (40, 500)
    assert owed.back(sale, 1000, 4590) == (0, 0), "nothing comes back twice"


def test_points_that_were_spent_long_ago_are_waived(till: Owing) -> None:
    sale = SaleCompleted("till-1/9", "R9", "c1", (), (), 200_000, 0, 0, 0, 0, 0, LI, points=2000)
    (moved,) = owed.reversal(till.till, sale, 200_000)
    assert (moved.points, moved.standing, moved.waived) == (-1250, 0, 750)


def test_a_refund_goes_back_onto_its_card_or_onto_a_note_of_its_own(till: Owing) -> None:
    assert owed.refunded(till.till, CARD, 300, "till-1/1").balance == 2300
    first = owed.credit_issued(till.till, 4590, "till-1/1")
    assert (first.kind, first.amount, first.balance, first.why) == ("credit", 4590, 4590, "refund")
    till.till.accounts.notes += 1
    assert owed.credit_issued(till.till, 10).account != first.account


# --- the paper -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "left"), [("en", "left"), ("zh", "余额")])
def test_the_receipt_says_what_is_left_on_card_and_account(till: Owing, lang: Lang, left: str) -> None:
    sell(till, RICE, member=LI)
    till.do(c.TenderGift(CARD, 1500))
    till.do(c.TenderPoints(100))
    sale = next(fact for fact in till.do(c.TenderStatic()) if isinstance(fact, SaleCompleted))
    printed = "\n".join(" ".join(map(str, block)) for block in receipt(sale, HEAD, Words(lang)))
    assert f"{tail(CARD)}" in printed
    assert left in printed
    assert "5.00" in printed, "left on the card"
    assert "1194" in printed, "points afterwards"


def test_an_employee_discount_is_a_promotion_kind() -> None:
    from simulator.pos.pricing import Basket, BasketLine, Pricer
    from tests.pos.stored import STAFF_DAY

    pricer = Pricer(OWING.policy, (STAFF_DAY,))
    basket = Basket(
        (BasketLine(1, "rice", "grocery", 4590), BasketLine(2, "card", "", 5000, promoted=False, value=True))
    )
    assert pricer.price(basket).discount == 0
    assert pricer.price(basket._replace(employee=True)).discount == 459
