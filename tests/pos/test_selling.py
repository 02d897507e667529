"""Selling: what a till takes, what it refuses and why."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command
from simulator.kernel.texts import Text
from tests.pos.counter import MILK, RICE, SOY, Counter


@pytest.fixture
def counter() -> Counter:
    return Counter()


def reason(facts: list) -> str:
    (fact,) = facts
    assert isinstance(fact, f.Refused), fact
    return fact.reason


def test_a_scanned_good_becomes_a_line_that_carries_what_it_rested_on(counter: Counter) -> None:
    (milk,) = counter.customer("milk")
    opened, added = counter.do(c.Scan(good=milk.id))
    assert opened == f.SaleOpened("till-1/1", "c1")
    assert isinstance(added, f.LineAdded)
    line = added.line
    assert (line.sku, line.code, line.price, line.amount, line.tax_rate) == ("milk", MILK, 1280, 1280, 13_000)
    assert line.goods == (milk.id,)
    assert added.total == 1280


def test_a_code_that_was_scanned_before_sells_at_the_price_of_now(counter: Counter) -> None:
    assert counter.do(c.Scan(code=MILK))[1].line.price == 1280
    assert counter.do(c.Scan(code=MILK))[0].line.price == 1280
    counter.hear(s.ShopNews(prices={"milk": 990}))
    assert counter.do(c.Scan(code=MILK))[0].line.price == 990


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (c.Scan(code="6901234567898"), "refused.code_check_digit"),
        (c.Scan(code="69012"), "refused.code_length"),
        (c.EnterCode("milk?"), "refused.code_characters"),
        (c.Scan(code="6901234500103"), "refused.unknown_code"),
        (c.PickItem("unicorn"), "refused.unknown_item"),
        (c.AddBag("milk"), "refused.unknown_item"),
        (c.SetMultiplier(0), "refused.quantity"),
        (c.SetMultiplier(-1), "refused.quantity"),
        (c.SetMultiplier(10**9), "refused.quantity"),
        (c.EnterCode("101"), "refused.weigh_first"),
        (c.VoidLine(1), "refused.while_idle"),
        (c.StartTender(), "refused.while_idle"),
        (c.TenderCash(100), "refused.while_idle"),
        (c.ResumeSale("till-1#9"), "refused.unknown_ticket"),
        (c.IdentifyMember("123"), "refused.unknown_member"),
        (c.ReprintReceipt(), "refused.nothing_to_print"),
        (c.UnlockTill("c1"), "refused.not_locked"),
        (c.EnterPin("s1"), "refused.nothing_to_authorize"),
        (c.CloseDrawer(), "refused.drawer_closed"),
        (c.GiveChange({100: 1}), "refused.drawer_closed"),
        (c.TakeCash({100: 1}), "refused.not_on_counter"),
        (c.CallNext(), "refused.counter_busy"),
        (c.Say("abracadabra"), "refused.unknown_reply"),
        (c.SetAside("nothing"), "refused.no_such_good"),
        (c.ComeBack(), "refused.here_already"),
        (c.RestartTill(), "refused.till_runs"),
        (c.WriteSlip({}, "cash"), "refused.till_runs"),
        (c.EnterSlip(1), "refused.unknown_slip"),
        (c.QueryPayment("till-1-1"), "refused.unknown_request"),
        (c.FinishShift(), "refused.shift_not_over"),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(counter: Counter, command: Command, why: str) -> None:
    counter.customer("milk")
    before = (counter.till.sale, counter.till.stage, counter.till.drawer)
    assert reason(counter.do(command)) == why
    assert (counter.till.sale, counter.till.stage, counter.till.drawer) == before


@pytest.mark.parametrize("label", ["smudged", "torn"])
def test_an_unreadable_label_is_no_line(counter: Counter, label: str) -> None:
    (soy,) = counter.customer("soy", label1=label)
    assert reason(counter.do(c.Scan(good=soy.id))) == f"refused.label_{label}"
    assert counter.do(c.EnterCode(SOY, soy.id))[-1].line.how == "code"


@pytest.mark.parametrize("code", [f"]E0{MILK}", f" {MILK} ", "６９０１２３４５６７８９２"])
def test_scanner_prefixes_blanks_and_full_width_digits_are_understood(counter: Counter, code: str) -> None:
    counter.customer("milk")
    assert counter.do(c.Scan(code=code))[-1].line.sku == "milk"


def test_a_multiplier_counts_for_one_item_and_charges_that_many_goods(counter: Counter) -> None:
    goods = counter.customer("milk", "milk", "soy")
    counter.do(c.SetMultiplier(2))
    line = counter.do(c.Scan(good=goods[0].id))[-1].line
    assert (line.quantity, line.gross, line.goods) == (2, 2560, (goods[0].id, goods[1].id))
    assert counter.do(c.Scan(good=goods[2].id))[-1].line.quantity == 1


def test_weighed_goods_are_priced_by_the_gram_rounded_half_up(counter: Counter) -> None:
    (apples,) = counter.customer("apples")
    assert reason(counter.do(c.Scan(good=apples.id))) == "refused.label_none"
    counter.do(c.Weigh(apples.id))
    line = counter.do(c.EnterCode("101", apples.id))[-1].line
    assert (line.grams, line.gross) == (755, 752)  # 9.96 x 0.755 = 7.5198
    assert counter.till.counter.on_scale == ""


def test_a_line_void_up_to_the_limit_is_free_and_above_it_waits_for_a_supervisor(counter: Counter) -> None:
    goods = counter.customer("milk", "rice", "rice")
    for good in goods[:2]:
        counter.do(c.Scan(good=good.id))
    assert counter.do(c.VoidLine(1)) == [f.LineVoided("till-1/1", 1, "milk", 1280, 4590, 1, (goods[0].id,))]
    counter.do(c.ChangeQuantity(2, 2))
    (asked,) = counter.do(c.VoidLine(2))
    assert asked == f.AuthorizationAsked("void_line", 9180, "supervisor")
    assert reason(counter.do(c.Scan(good=goods[0].id))) == "refused.authorization_open"
    assert reason(counter.do(c.EnterPin("c1"))) == "refused.wrong_pin"
    counter.do(c.CallSupervisor("void_line"))
    counter.hear(s.SupervisorArrived("s1"))
    authorized, voided = counter.hear(s.SupervisorAuthorized("s1"))
    assert authorized == f.Authorized("void_line", "s1", present=True)
    assert isinstance(voided, f.LineVoided)
    assert counter.till.pending is None


def test_a_supervisors_pin_without_the_supervisor_is_seen(counter: Counter) -> None:
    (milk,) = counter.customer("milk")
    counter.do(c.Scan(good=milk.id))
    counter.do(c.VoidSale())
    authorized, _ = counter.do(c.EnterPin("s1"))
    assert authorized == f.Authorized("void_sale", "s1", present=False)


def test_a_late_member_reprices_the_whole_basket(counter: Counter) -> None:
    goods = counter.customer("milk", "soy", "milk")
    for good in goods:
        counter.do(c.Scan(good=good.id))
    (member,) = counter.do(c.IdentifyMember("2900000000018"))
    assert member.total == 1190 + 995 + 1190
    assert [line.discount for line in counter.till.sale.lines.values()] == [90, 0, 90]
    counter.do(c.Scan(code=MILK))
    assert counter.till.sale.total == 1190 + 995 + 1190 + 1190


def test_a_suspended_basket_comes_back_as_it_was(counter: Counter) -> None:
    goods = counter.customer("milk", "soy")
    for good in goods:
        counter.do(c.Scan(good=good.id))
    basket = dict(counter.till.sale.lines)
    (suspended,) = counter.do(c.SuspendSale())
    counter.do(c.Scan(code=RICE))
    assert reason(counter.do(c.ResumeSale(suspended.ticket))) == "refused.while_scanning"
    counter.do(c.VoidSale())
    counter.do(c.EnterPin("s1"))
    counter.do(c.ResumeSale(suspended.ticket))
    assert counter.till.sale.lines == basket
    assert counter.till.suspended == {}


def test_what_was_never_charged_and_what_was_charged_twice_come_out_at_the_end(counter: Counter) -> None:
    goods = counter.customer("milk", "soy", "rice", place3="trolley")
    counter.do(c.Scan(good=goods[0].id))
    counter.do(c.Scan(good=goods[0].id))
    counter.do(c.PickItem("rice", goods[1].id))
    counter.do(c.StartTender())
    counter.do(c.TenderCard())
    counter.hear(s.PaymentAnswered("till-1-1", "approved"))
    ended = counter.leave()
    assert ended.extra == ("milk",)
    assert ended.extra_worth == 1280
    assert ended.wrong == (goods[1].id,)
    assert ended.unpaid == (goods[2].id,)
    assert ended.unpaid_worth == 4590
    assert ended.charged == 1


def test_goods_under_the_trolley_are_found_by_who_looks(counter: Counter) -> None:
    goods = counter.customer("milk", "rice", place2="trolley")
    assert [good.id for good in counter.session.view.belt] == [goods[0].id]
    assert counter.do(c.CheckTrolley()) == [f.TrolleyChecked("c1", (goods[1].id,))]
    assert [good.id for good in counter.session.view.belt] == [goods[0].id, goods[1].id]


def test_only_what_would_be_possible_asks_for_a_pin(counter: Counter) -> None:
    (milk,) = counter.customer("milk")
    counter.do(c.Scan(good=milk.id))
    counter.do(c.StartTender())
    counter.do(c.TenderCash(500))
    assert reason(counter.do(c.VoidSale())) == "refused.money_taken"
    counter.do(c.TenderCash())
    assert reason(counter.do(c.NoSale("change"))) == "refused.while_change"


def test_a_pin_that_comes_after_the_sale_has_ended_does_nothing(counter: Counter) -> None:
    (milk,) = counter.customer("milk")
    counter.do(c.Scan(good=milk.id))
    counter.do(c.VoidSale())
    assert counter.till.pending is not None
    counter.till.sale, counter.till.stage = None, "idle"  # whatever ended it
    authorized, refused = counter.do(c.EnterPin("s1"))
    assert isinstance(authorized, f.Authorized)
    assert reason([refused]) == "refused.while_idle"
    assert counter.till.pending is None


def test_a_basket_begun_while_the_customer_walks_up_is_theirs(counter: Counter) -> None:
    counter.do(c.AddBag("bag"))
    goods = counter.customer("milk")
    counter.do(c.Scan(good=goods[0].id))
    counter.do(c.StartTender())
    counter.hear(s.CashOffered("c1", {1000: 1, 500: 1}))
    counter.do(c.TenderCash(1500))
    assert counter.session.view.change_due == 1500 - 1310
    assert counter.leave().unpaid == ()


def test_the_basket_of_another_gives_the_goods_back_to_their_owner(counter: Counter) -> None:
    counter.do(c.Scan(good=counter.customer("milk")[0].id))
    counter.hear(s.CustomerSteppedAside("c1"))
    counter.do(c.SuspendSale())
    (soy,) = counter.customer("soy")
    counter.do(c.ResumeSale("till-1#1"))
    line = counter.do(c.Scan(good=soy.id))[-1].line
    counter.do(c.VoidLine(line.line))
    assert counter.till.counter.visits["c2"].charged == {}
    assert counter.till.counter.visits["c1"].charged == {"c1g1": "milk"}


def test_who_comes_back_waits_anew_and_says_nothing_of_before(counter: Counter) -> None:
    counter.do(c.Scan(good=counter.customer("milk")[0].id))
    counter.hear(s.CustomerSaid("c1", "fetching", Text("One moment!", "稍等！")))
    counter.hear(s.CustomerSteppedAside("c1"))
    counter.do(c.SuspendSale())
    counter.customer("soy")
    counter.hear(s.CustomerReturned("c1"))
    back = counter.till.now
    counter.hear(s.CustomerSaid("c2", "impatient", Text("Well?", "好了没？")))
    (waits,) = counter.session.view.queue
    assert (waits.customer, waits.waited) == ("c1", counter.till.now - back)
    assert counter.till.counter.visits["c1"].last_words == Text()


def test_whatever_is_on_the_scale_has_one_weight(counter: Counter) -> None:
    (milk,) = counter.customer("milk")
    (weighed,) = counter.do(c.Weigh(milk.id))
    line = counter.do(c.EnterCode("101", milk.id))[-1].line
    assert line.grams == weighed.grams > 0


def test_an_empty_basket_is_not_suspended_and_is_voided_by_anybody(counter: Counter) -> None:
    (milk,) = counter.customer("milk")
    counter.do(c.Scan(good=milk.id))
    counter.do(c.VoidLine(1))
    assert reason(counter.do(c.SuspendSale())) == "refused.nothing_to_suspend"
    assert not counter.till.suspended
    assert reason(counter.do(c.StartTender())) == "refused.empty_basket"
    (voided,) = counter.do(c.VoidSale())
    assert voided == f.SaleVoided("till-1/1", 0, 0, "c1"), "no supervisor walks for nothing"
    assert counter.till.stage == "idle"


def test_a_good_inside_another_is_found_by_who_looks(counter: Counter) -> None:
    goods = counter.customer("milk", "rice", place1="inside")
    assert [good.id for good in counter.session.view.belt] == [goods[1].id]
    counter.do(c.Scan(MILK, source="wedge"))
    assert counter.till.sale.lines[1].goods == (), "nobody has seen it yet"
    counter.do(c.VoidLine(1))
    assert counter.do(c.CheckTrolley()) == [f.TrolleyChecked("c1", (goods[0].id,))]
    assert counter.do(c.CheckTrolley()) == [f.TrolleyChecked("c1", ())]


def test_of_several_pieces_the_one_given_back_goes() -> None:
    counter = Counter()
    goods = counter.customer("milk", "milk", "milk")
    counter.do(c.SetMultiplier(3))
    counter.do(c.Scan(good=goods[0].id))
    counter.hear(s.CustomerDropped("c1", goods[0].id))
    (changed,) = counter.do(c.ChangeQuantity(1, 2))
    assert set(changed.line.goods) == {goods[1].id, goods[2].id}
    counter.do(c.SetAside(goods[0].id))
    assert [(good.id, good.charged) for good in counter.session.view.belt] == [(g.id, True) for g in goods[1:]]
