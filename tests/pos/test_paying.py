"""Paying: cash to the coin, cards, codes, splits, and answers that come late or never."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command
from simulator.kernel.texts import half_width
from tests.pos.counter import MILK, Counter


@pytest.fixture
def counter() -> Counter:
    """A counter with a basket of 12.80 + 9.95 = 22.75, its total asked for."""
    counter = Counter()
    for good in counter.customer("milk", "soy"):
        counter.do(c.Scan(good=good.id))
    counter.do(c.StartTender())
    return counter


def completed(facts: list) -> f.SaleCompleted:
    (sale,) = [fact for fact in facts if isinstance(fact, f.SaleCompleted)]
    return sale


def test_cash_is_rounded_down_to_the_jiao_and_change_is_what_was_keyed_less_that(counter: Counter) -> None:
    sale = completed(counter.do(c.TenderCash(5000)))
    assert (sale.total, sale.rounding, sale.change) == (2275, 5, 2730)
    assert sale.tenders == (f.Tender("cash", 2270, 5000),)
    assert sale.net + sale.tax == sale.total
    assert counter.till.stage == "change"


def test_mobile_is_exact_and_opens_no_drawer(counter: Counter) -> None:
    (request,) = counter.do(c.TenderMobile("13****1234"))
    assert (request.amount, counter.till.stage) == (2275, "paying")
    sale = completed(counter.hear(s.PaymentAnswered(request.request, "approved")))
    assert (sale.rounding, sale.change) == (0, 0)
    assert not counter.till.drawer.open
    assert counter.hear(s.PaymentAnswered(request.request, "approved")) == []


def test_a_split_rounds_the_cash_part_only(counter: Counter) -> None:
    (taken,) = counter.do(c.TenderCash(1000))
    assert taken.rounding == 0
    assert counter.till.sale.due == 1275
    (request,) = counter.do(c.TenderMobile("13****1234"))
    sale = completed(counter.hear(s.PaymentAnswered(request.request, "approved")))
    assert sale.rounding == 0
    assert sum(tender.amount for tender in sale.tenders) == sale.total


def test_a_declined_code_leaves_everything_due(counter: Counter) -> None:
    (request,) = counter.do(c.TenderMobile("13****1234"))
    assert counter.hear(s.PaymentAnswered(request.request, "declined")) == [
        f.PaymentDeclined(request.request, 2275, "till-1/1")
    ]
    assert (counter.till.stage, counter.till.sale.due) == ("tendering", 2275)


def test_charging_again_while_an_answer_is_missing_is_marked_and_a_late_approval_is_a_double(counter: Counter) -> None:
    (first,) = counter.do(c.TenderCard())
    counter.hear(s.PaymentAnswered(first.request, "timeout"))
    (second,) = counter.do(c.TenderCard())
    assert second.again
    counter.hear(s.PaymentAnswered(second.request, "approved"))
    assert counter.do(c.QueryPayment(first.request)) == [f.PaymentQueried(first.request)]
    (doubled,) = counter.hear(s.PaymentAnswered(first.request, "approved"))
    assert doubled == f.PaymentDoubled("till-1/1", first.request, 2275, "card", "main")


def test_a_query_finishes_the_sale_of_an_unknown_payment(counter: Counter) -> None:
    (request,) = counter.do(c.TenderCard())
    counter.hear(s.PaymentAnswered(request.request, "timeout"))
    counter.do(c.QueryPayment(request.request))
    assert completed(counter.hear(s.PaymentAnswered(request.request, "approved"))).total == 2275


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (c.TenderCash(-1), "refused.amount"),
        (c.TenderCash(10**9), "refused.amount"),
        (c.TenderCash(2283), "refused.amount_no_coin"),
        (c.TenderCard(2276), "refused.amount_over_due"),
        (c.TenderCard(-5), "refused.amount_over_due"),
        (c.Scan(code="6901234567892"), "refused.while_tendering"),
    ],
)
def test_amounts_that_cannot_be_are_refused(counter: Counter, command: Command, why: str) -> None:
    (refused,) = counter.do(command)
    assert isinstance(refused, f.Refused)
    assert refused.reason == why


def test_the_drawer_holds_real_pieces(counter: Counter) -> None:
    counter.hear(s.CashOffered("c1", {5000: 1}))
    counter.do(c.TenderCash(5000))
    assert counter.do(c.GiveChange({2000: 1}))[0].reason == "refused.not_in_drawer"
    (given,) = counter.do(c.GiveChange({1000: 2, 500: 1, 100: 2, 10: 3}))
    assert (given.amount, given.so_far, given.due) == (2730, 2730, 2730)
    (taken,) = counter.do(c.TakeCash({5000: 1}))
    assert taken.change_open == 0
    counter.do(c.CloseDrawer())
    assert counter.till.drawer.amount == counter.till.drawer.expected
    assert counter.leave().change_off == 0


def test_short_change_is_possible_and_comes_out(counter: Counter) -> None:
    counter.hear(s.CashOffered("c1", {5000: 1}))
    counter.do(c.TenderCash(5000))
    counter.do(c.GiveChange({1000: 1, 500: 1, 10: 3}))
    counter.do(c.TakeCash({5000: 1}))
    counter.do(c.CloseDrawer())
    assert counter.leave().change_off == -1200
    counter.hear(s.TimeUp())
    (closed,) = counter.do(c.FinishShift())
    assert closed.over_short == 1200


def test_a_screenshot_taken_for_a_payment_is_unsettled(counter: Counter) -> None:
    counter.hear(s.PhoneOffered("c1", "paid", live=False))
    assert counter.session.view.phone == "picture"
    taken, *_ = counter.do(c.TenderStatic())
    assert not taken.confirmed
    assert counter.leave().unsettled == 2275


def test_a_static_code_payment_that_was_confirmed_is_settled(counter: Counter) -> None:
    counter.hear(s.PhoneOffered("c1", "paid", live=False, arrived=True))
    assert counter.do(c.ConfirmArrival()) == [f.ArrivalConfirmed("c1", arrived=True)]
    assert counter.do(c.TenderStatic())[0].confirmed
    assert counter.leave().unsettled == 0


@pytest.mark.parametrize(
    "command",
    [
        c.TenderMobile("134567890123456789"),
        c.Scan(code="134567890123456789"),
        c.EnterCode("281234567890123456"),
        c.EnterCode(" １３４５６７８９０１２３４５６７８９ "),
        c.IdentifyMember("134567890123456789"),
    ],
)
def test_a_real_payment_code_is_masked_before_it_is_kept(counter: Counter, command: Command) -> None:
    counter.do(command)
    kept = next(e.what for e in reversed(counter.tape.entries) if isinstance(e.what, Command))
    assert kept.code[2:14] == "*" * 12
    assert not any(half_width(command.code).strip() in half_width(str(e)) for e in counter.tape.entries)


def test_while_an_answer_is_missing_the_basket_stays_as_it_is(counter: Counter) -> None:
    (request,) = counter.do(c.TenderCard())
    counter.hear(s.PaymentAnswered(request.request, "timeout"))
    for command in (c.CancelTender(), c.VoidSale()):
        (refused,) = counter.do(command)
        assert refused.reason == "refused.payment_open"
    (second,) = counter.do(c.TenderCard())
    counter.hear(s.PaymentAnswered(request.request, "declined"))
    assert counter.till.stage == "paying", "the second request is still on its way"
    counter.hear(s.PaymentAnswered(second.request, "approved"))
    assert counter.till.stage == "idle"


def test_only_the_printer_that_failed_takes_its_error_back(counter: Counter) -> None:
    sale = completed(counter.do(c.TenderStatic()))
    counter.hear(s.PrinterFailed(sale.receipt, "E_OFFLINE", "tcp"))
    counter.hear(s.ReceiptPrinted(sale.receipt))
    assert counter.session.view.printer_error == "E_OFFLINE"
    counter.do(c.ReprintReceipt())
    counter.hear(s.ReceiptPrinted(sale.receipt, "tcp"))
    assert counter.session.view.printer_error == ""


# --- nothing that could be a code is kept


@pytest.mark.parametrize(
    "command",
    [
        c.TenderCash(134567890123456789),
        c.TenderCash(13456789012345678900),
        c.TenderCard(134567890123456789),
        c.SetMultiplier(-134567890123456789),
        c.ChangeQuantity(1, 134567890123456789),
        c.TakeCash({134567890123456789: 134567890123456789}),
        c.WriteSlip({"134567890123456789": 1}, "cash", 134567890123456789),
        c.EnterCode("1345 6789 0123 4567 89"),
        c.IdentifyMember("134567890123456789"),
    ],
)
def test_a_number_too_long_for_an_amount_is_never_kept(command: Command) -> None:
    counter = Counter()
    (milk,) = counter.customer("milk")
    counter.do(c.Scan(good=milk.id))
    counter.do(c.StartTender())
    before = counter.till.stage, counter.till.sale and counter.till.sale.due
    counter.do(command)
    told = "".join(repr(entry.what) for entry in counter.tape.entries)
    assert "34567890" not in told.replace(" ", "").replace(",", "").replace(".", "")
    assert (counter.till.stage, counter.till.sale and counter.till.sale.due) == before


def test_a_reply_tells_whether_cash_lay_there_untaken() -> None:
    counter = Counter()
    (milk,) = counter.customer("milk")
    counter.do(c.Scan(good=milk.id))
    counter.do(c.StartTender())
    ask, name = c.Say("ask_other_payment"), counter.till.counter.here

    def laid() -> bool:
        (said,) = counter.do(ask)
        assert isinstance(said, f.Said)
        return said.cash_laid

    assert not laid()
    counter.hear(s.CashOffered(name, {500: 1}))
    assert laid()
    counter.do(c.TenderCash(500))
    assert not laid(), "a part that was keyed is not refused"
    counter.hear(s.CashOffered(name, {1000: 1}))
    assert laid()
    counter.do(c.ReturnCash({1000: 1}))
    assert not laid()
    counter.hear(s.CashOffered(name, {1000: 1}))
    counter.do(c.TenderCash(1000))
    assert not laid()
    counter.do(c.TakeCash({1000: 1}))
    assert not laid()


def test_a_drawer_tells_as_it_shuts_what_small_change_is_left() -> None:
    counter = Counter()
    (milk,) = counter.customer("milk")
    counter.do(c.Scan(good=milk.id))
    counter.do(c.StartTender())
    counter.hear(s.CashOffered(counter.till.counter.here, {5000: 1}))
    counter.do(c.TenderCash(5000))
    counter.do(c.GiveChange({1000: 3, 500: 1, 100: 2, 10: 2}))
    counter.do(c.TakeCash({5000: 1}))
    (closed,) = counter.do(c.CloseDrawer())
    assert closed.small == 1000 * 2 + 500 * 3 + 100 * 18 + 50 * 10 + 10 * 28


def test_what_stays_on_the_counter_comes_out(counter: Counter) -> None:
    counter.hear(s.CashOffered("c1", {5000: 1}))
    counter.do(c.TenderCash(5000))
    counter.do(c.GiveChange({1000: 2, 500: 1, 100: 2, 10: 3}))
    counter.do(c.CloseDrawer())
    ended = counter.leave()
    assert (ended.cash_sales, ended.change_due, ended.change_off, ended.cash_left) == (2270, 2730, 0, 5000)


def test_change_is_reckoned_from_what_was_laid_down_not_from_what_was_keyed(counter: Counter) -> None:
    counter.hear(s.CashOffered("c1", {5000: 1}))
    counter.do(c.TenderCash())
    counter.do(c.TakeCash({5000: 1}))
    counter.do(c.CloseDrawer())
    ended = counter.leave()
    assert (ended.change_due, ended.change_off, ended.cash_left) == (2730, -2730, 0)


def test_a_payment_that_was_handed_back_is_money_gone(counter: Counter) -> None:
    counter.hear(s.CashOffered("c1", {5000: 1}))
    counter.do(c.TenderCash(5000))
    counter.do(c.ReturnCash({5000: 1}))
    assert counter.leave().change_off == 2270


def test_the_drawer_is_opened_by_hand_with_and_without_need(counter: Counter) -> None:
    counter.hear(s.SupervisorArrived("s1"))
    counter.hear(s.CashOffered("c1", {5000: 1}))
    counter.do(c.TenderCash(5000))
    counter.do(c.CloseDrawer())
    assert _by_hand(counter).needed
    counter.do(c.GiveChange({1000: 2, 500: 1, 100: 2, 10: 3}))
    counter.do(c.TakeCash({5000: 1}))
    counter.do(c.CloseDrawer())
    assert not _by_hand(counter).needed


def test_failure_7_a_drawer_that_stays_shut_costs_no_sale_and_its_key_opens_it(counter: Counter) -> None:
    counter.hear(s.CashOffered("c1", {5000: 1}))
    assert f.DrawerOpened("sale", needed=True) in counter.do(c.TenderCash(5000))
    counter.hear(s.DrawerStuck())
    view = counter.session.view
    assert (view.stage, view.drawer_state, view.change_due) == ("idle", "stuck", 2730)
    assert counter.till.last is not None
    assert counter.till.last.total == 2275
    change = {1000: 2, 500: 1, 100: 2, 10: 3}
    for command, said in (
        (c.NoSale("change"), "refused.drawer_stuck"),
        (c.DropCash(), "refused.drawer_stuck"),
        (c.GiveChange(change), "refused.drawer_stuck"),
        (c.CloseDrawer(), "refused.drawer_closed"),
    ):
        (refused,) = counter.do(command)
        assert isinstance(refused, f.Refused)
        assert refused.reason == said
    assert counter.do(c.UnlockDrawer()) == [f.DrawerOpened("key", needed=True)]
    counter.do(c.GiveChange(change))
    counter.do(c.TakeCash({5000: 1}))
    counter.do(c.CloseDrawer())
    assert (view.drawer_state, counter.till.sales) == ("closed", 1)
    assert counter.till.drawer.amount == counter.till.drawer.expected
    assert counter.leave().change_off == 0


def test_a_drawer_that_sticks_is_opened_by_no_later_sale(counter: Counter) -> None:
    counter.hear(s.CashOffered("c1", {5000: 1}))
    counter.do(c.TenderCash(5000))
    counter.hear(s.DrawerStuck())
    counter.leave()
    counter.customer("milk")
    counter.do(c.Scan(code=MILK))
    counter.do(c.StartTender())
    kinds = [type(fact) for fact in counter.do(c.TenderCash())]
    assert f.SaleCompleted in kinds
    assert f.DrawerOpened not in kinds, "nothing is told that did not happen"


def _by_hand(counter: Counter) -> f.DrawerOpened:
    counter.do(c.NoSale("change"))
    return next(fact for fact in counter.do(c.EnterPin("s1")) if isinstance(fact, f.DrawerOpened))
