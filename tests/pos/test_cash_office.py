"""Money without a sale: pay-in, pay-out, drops, counts, blind declaration, X and Z, false notes."""

from dataclasses import replace

import pytest

from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command, Event, name_of
from simulator.kernel.money import worth
from simulator.kernel.texts import Text
from simulator.pos.rules import Right
from simulator.pos.state import Till
from tests.pos.counter import FLOAT, MILK, OPENING, RICE, RULES, Counter, MemoryTape

WORTH = worth(FLOAT)


def till(closing: str = "", float_due: int = 0, **changes: object) -> Counter:
    """A counter under other rules."""
    counter = Counter.__new__(Counter)
    counter.tape, counter.served = MemoryTape(), 0
    rules = replace(RULES, closing=closing, **changes)  # type: ignore[arg-type]  # fields of Rules
    opened = f.StationOpened("till-1", "c1", Text("Wang Fang", "王芳"), FLOAT, 400, float_due)
    counter.session = Session.open(OPENING, opened, counter.tape, lambda name: Till(rules, name))
    return counter


def refused(facts: list[Event]) -> str:
    (fact,) = facts
    assert isinstance(fact, f.Refused)
    return fact.reason


def sell(counter: Counter, pieces: dict[int, int], counterfeits: dict[int, int] | None = None) -> f.SaleCompleted:
    """A customer buys milk for 12.80 in cash; the note is put away and the change counted out."""
    counter.customer("milk")
    counter.do(c.Scan(code=MILK))
    counter.do(c.StartTender())
    counter.hear(s.CashOffered(f"c{counter.served}", pieces, counterfeits or {}))
    facts = counter.do(c.TenderCash(worth(pieces)))
    sale = next(fact for fact in facts if isinstance(fact, f.SaleCompleted))
    counter.do(c.TakeCash(pieces))
    change = sale.change
    given: dict[int, int] = {}
    for value in sorted(counter.till.drawer.pieces, reverse=True):
        count = min(change // value, counter.till.drawer.pieces[value])
        if count:
            given[value], change = count, change - count * value
    if given:
        counter.do(c.GiveChange(given))
    counter.do(c.CloseDrawer())
    counter.leave()
    return sale


def emptied(counter: Counter) -> dict[int, int]:
    return dict(counter.till.drawer.pieces)


OPENING_ONES = [
    (c.PayIn("other"), "pay_in"),
    (c.PayOut("other"), "pay_out"),
    (c.DropCash(), "drop_cash"),
    (c.CountFloat(), "count_float"),
    (c.CountDrawer(), "count_drawer"),
]


@pytest.mark.parametrize(("command", "why"), OPENING_ONES, ids=[why for _, why in OPENING_ONES])
def test_the_drawer_opens_for_it(command: Command, why: str) -> None:
    counter = till()
    (opened,) = counter.do(command)
    assert opened == f.DrawerOpened(why, getattr(command, "reason", ""))
    counter.do(c.CloseDrawer())
    counter.do(c.LockDrawer())
    assert refused(counter.do(command)) == "refused.drawer_locked"


def test_money_moves_only_through_an_open_drawer() -> None:
    counter = till()
    for command in (c.PayIn("other", {100: 1}), c.PayOut("other", {100: 1}), c.DropCash({1000: 1})):
        assert refused(counter.do(command)) == "refused.drawer_closed"
    counter.do(c.DropCash())
    assert refused(counter.do(c.DropCash())) == "refused.nothing_in_hand"
    assert refused(counter.do(c.DropCash({10000: 1}))) == "refused.not_in_drawer"
    assert refused(counter.do(c.PayIn("other", {300: 1}))) == "refused.no_such_piece"
    assert counter.till.drawer.amount == counter.till.drawer.expected == WORTH


def test_paid_in_and_out_are_booked_with_their_reason() -> None:
    counter = till()
    counter.do(c.PayIn("other"))
    assert counter.do(c.PayIn("small_change", {100: 20})) == [f.PaidIn("small_change", {100: 20}, 2000)]
    assert counter.do(c.PayOut("supplies", {1000: 1, 50: 3})) == [f.PaidOut("supplies", {1000: 1, 50: 3}, 1150)]
    drawer = counter.till.drawer
    assert drawer.amount == drawer.expected == WORTH + 2000 - 1150


def test_paying_out_above_the_limit_waits_for_somebody_with_the_right() -> None:
    counter = till(rights={"pay_out": Right(1000)})
    counter.do(c.PayOut("supplies"))
    assert counter.do(c.PayOut("supplies", {1000: 2})) == [f.AuthorizationAsked("pay_out", 2000, "supervisor")]
    counter.hear(s.SupervisorArrived("s1"))
    paid = counter.hear(s.SupervisorAuthorized("s1"))
    assert paid[-1] == f.PaidOut("supplies", {1000: 2}, 2000)


def test_an_errand_is_done_by_its_own_reason() -> None:
    counter = till()
    counter.hear(s.ErrandCame("pay_out", "supplies", 1000))
    counter.do(c.PayOut("other"))
    counter.do(c.PayOut("other", {1000: 1}))
    assert len(counter.session.view.errands) == 1
    counter.do(c.PayOut("supplies", {1000: 1}))
    assert not counter.session.view.errands


def test_a_drop_goes_into_the_next_bag() -> None:
    counter = till(cash_limit=WORTH - 1)
    assert counter.session.view.over_cash_limit
    counter.do(c.DropCash())
    assert counter.do(c.DropCash({1000: 3})) == [f.CashDropped("till-1-01", {1000: 3}, 3000, WORTH - 3000)]
    assert counter.do(c.DropCash({1000: 1})) == [f.CashDropped("till-1-02", {1000: 1}, 1000, WORTH - 4000)]
    assert not counter.session.view.over_cash_limit


def test_a_drop_says_how_much_the_drawer_still_holds_beyond_its_limit() -> None:
    counter = till(cash_limit=WORTH - 2000)
    counter.do(c.DropCash())
    dropped = [counter.do(c.DropCash({1000: 1}))[0] for _ in range(3)]
    assert [fact.over for fact in dropped] == [1000, 0, 0]


def test_the_till_says_once_that_the_drawer_is_full() -> None:
    counter = till(cash_limit=WORTH + 2000)
    for _ in range(3):
        sell(counter, {1000: 1, 100: 3})
    limits = [e.what for e in counter.tape.entries if isinstance(e.what, f.CashLimitReached)]
    assert limits == [f.CashLimitReached(WORTH + 2560, WORTH + 2000)]


def test_a_drop_under_a_customers_eyes_says_so() -> None:
    counter = till()
    counter.customer("milk")
    counter.do(c.DropCash())
    (dropped,) = counter.do(c.DropCash({1000: 1}))
    assert isinstance(dropped, f.CashDropped)
    assert dropped.customer == "c1"


def test_a_float_that_is_short_is_an_entry_and_no_error() -> None:
    counter = till(float_due=WORTH + 500)
    assert counter.till.drawer.expected == WORTH + 500
    counter.do(c.CountFloat())
    assert counter.do(c.CountFloat(FLOAT)) == [f.FloatCounted(FLOAT, WORTH, WORTH + 500, -500)]
    assert counter.till.drawer.expected == WORTH
    (again,) = counter.do(c.CountFloat({**FLOAT, 10: 29}))
    assert again == f.FloatCounted({**FLOAT, 10: 29}, WORTH - 10, WORTH + 500, -510, -10)


def test_a_float_is_counted_before_money_moves() -> None:
    counter = till()
    sell(counter, {1000: 1, 500: 1})
    assert refused(counter.do(c.CountFloat())) == "refused.float_late"


def test_a_blind_close_demands_the_count_first() -> None:
    counter = till("blind")
    sell(counter, {2000: 1})
    counter.hear(s.TimeUp())
    assert refused(counter.do(c.FinishShift())) == "refused.count_first"
    assert refused(counter.do(c.ZReport())) == "refused.count_first"
    assert refused(counter.do(c.BankDrop())) == "refused.count_first"
    counter.do(c.CountDrawer())
    short = emptied(counter)
    short[100] -= 1
    (counted,) = counter.do(c.CountDrawer(short))
    assert counted == f.DrawerCounted(short, WORTH + 1180, WORTH + 1280, -100, miscounted=-100)
    counter.do(c.CloseDrawer())
    closed = counter.do(c.FinishShift())[-1]
    assert closed == f.StationClosed(WORTH + 1180, WORTH + 1280, -100, 0)


def test_without_a_script_that_asks_nobody_counts() -> None:
    counter = till()
    counter.hear(s.TimeUp())
    assert counter.do(c.FinishShift()) == [f.StationClosed(WORTH, WORTH, 0, 0)]


@pytest.mark.parametrize(("closing", "closes"), [("", c.FinishShift()), ("blind", c.CountDrawer())])
def test_closing_says_what_is_still_open(closing: str, closes: Command) -> None:
    counter = till(closing)
    counter.hear(s.TimeUp())
    counter.do(c.Scan(code=MILK))
    counter.do(c.SuspendSale())
    (basket,) = counter.do(closes)
    assert basket == f.Refused(name_of(closes), "refused.baskets_open", {"tickets": "till-1#1"})
    counter.do(c.ResumeSale("till-1#1"))
    counter.do(c.StartTender())
    counter.do(c.TenderMobile("13**"))
    counter.hear(s.PaymentAnswered("till-1-1", "timeout"))
    counter.do(c.TenderCash())
    counter.do(c.CloseDrawer())
    (payment,) = counter.do(c.FinishShift())
    assert payment == f.Refused("finish_shift", "refused.payments_open", {"requests": "till-1-1"})
    assert not counter.till.closed
    (closed,) = counter.hear(s.ShiftEnded())
    assert closed.payments_open == ("till-1-1",), "taken over from somebody who does nothing, it is named"


def test_a_slip_that_was_not_entered_keeps_the_day_open() -> None:
    counter = till("blind")
    goods = counter.customer("milk")
    counter.hear(s.PowerFailed())
    counter.hear(s.SupervisorOrdered("s1", "manual_mode"))
    counter.do(c.WriteSlip({goods[0].id: 1280}, "cash"))
    counter.leave()
    counter.hear(s.PowerReturned())
    counter.do(c.RestartTill())
    assert refused(counter.do(c.CountDrawer())) == "refused.slips_open"


def test_a_doubled_payment_shows_in_the_slips() -> None:
    counter = till("blind")
    counter.customer("milk")
    counter.do(c.Scan(code=MILK))
    counter.do(c.StartTender())
    counter.do(c.TenderMobile("13**"))
    counter.hear(s.PaymentAnswered("till-1-1", "timeout"))
    counter.do(c.TenderMobile("13**"))
    counter.hear(s.PaymentAnswered("till-1-2", "approved"))
    counter.hear(s.PaymentAnswered("till-1-1", "approved"))
    counter.leave()
    assert counter.session.view.slips_total == {"mobile": 2560}
    counter.do(c.CountDrawer())
    (counted,) = counter.do(c.CountDrawer(FLOAT, {"mobile": 2560}))
    assert isinstance(counted, f.DrawerCounted)
    assert counted.tenders == (f.TenderCounted("mobile", 2560, 1280),)
    assert (counted.over_short, counted.slips_off) == (0, 1280)


def test_money_that_moves_after_the_count_asks_for_another() -> None:
    counter = till("blind")
    counter.do(c.CountDrawer())
    counter.do(c.CountDrawer(FLOAT))
    assert counter.session.view.declared
    counter.do(c.PayOut("other", {1000: 1}))
    assert not counter.session.view.declared


def test_the_bank_takes_what_was_counted_and_hides_no_difference() -> None:
    counter = till("blind")
    sell(counter, {2000: 1})
    counter.hear(s.TimeUp())
    counter.do(c.CountDrawer())
    long = emptied(counter)
    long[1000] += 1
    counter.do(c.CountDrawer(long))
    (banked,) = counter.do(c.BankDrop({2000: 1}))
    assert banked == f.BankDropped("till-1-01", {2000: 1}, 2000, WORTH - 720)
    counter.do(c.CloseDrawer())
    closed = counter.do(c.FinishShift())[-1]
    assert closed == f.StationClosed(WORTH + 1280 - 2000 + 1000, WORTH + 1280 - 2000, 1000, 0)


def test_x_changes_nothing_and_z_begins_anew() -> None:
    counter = till()
    sale = sell(counter, {2000: 1})
    (one,) = counter.do(c.XReport())
    (two,) = counter.do(c.XReport())
    assert isinstance(one, f.ReportIssued)
    assert isinstance(two, f.ReportIssued)
    assert (one.totals, one.expected) == (two.totals, two.expected)
    assert (one.totals.total, one.totals.tenders, one.totals.first) == (1280, {"cash": 1280}, sale.receipt)
    counter.do(c.CountDrawer())
    counter.do(c.CountDrawer(emptied(counter)))
    counter.do(c.CloseDrawer())
    (z,) = counter.do(c.ZReport())
    assert isinstance(z, f.ReportIssued)
    assert (z.document, z.number, z.totals, z.over_short) == ("till-1-Z0001", 1, one.totals, 0)
    (after,) = counter.do(c.XReport())
    assert isinstance(after, f.ReportIssued)
    assert after.totals == f.Totals(float=z.expected)


def test_the_relief_counts_too_before_the_shift_is_handed_over() -> None:
    counter = till("handover")
    counter.hear(s.TimeUp())
    assert counter.hear(s.ReliefCounted(FLOAT)) == []
    counter.do(c.CountDrawer())
    counter.do(c.CountDrawer(FLOAT))
    counter.do(c.CloseDrawer())
    assert refused(counter.do(c.FinishShift())) == "refused.relief_counts_first"
    assert counter.hear(s.ReliefCounted({**FLOAT, 10: 29})) == [f.ShiftHandedOver(WORTH - 10, WORTH, -10)]
    assert isinstance(counter.do(c.FinishShift())[-1], f.StationClosed)


# --- false notes -----------------------------------------------------------------------------------------------------


def test_a_false_note_is_found_on_the_counter_and_handed_back() -> None:
    counter = till()
    counter.customer("milk")
    counter.do(c.Scan(code=MILK))
    counter.do(c.StartTender())
    assert refused(counter.do(c.CheckNote(10000))) == "refused.not_on_counter"
    counter.hear(s.CashOffered("c1", {10000: 2}, {10000: 1}))
    checked, found = counter.do(c.CheckNote(10000))
    assert checked == f.NoteChecked(10000, {10000: 2}, False, "c1")
    assert found == f.CounterfeitFound("counter", {10000: 1}, 10000, "c1")
    assert counter.session.view.known_false == {10000: 1}
    counter.do(c.ReturnCash({10000: 1}))
    assert not counter.session.view.known_false
    assert counter.do(c.CheckNote(10000)) == [f.NoteChecked(10000, {10000: 1}, True, "c1")]


def test_a_false_note_that_was_taken_is_found_at_the_count() -> None:
    counter = till("blind")
    sell(counter, {10000: 1}, {10000: 1})
    taken = next(e.what for e in counter.tape.entries if isinstance(e.what, f.CashTaken))
    assert taken.counterfeit == 10000
    counter.do(c.CountDrawer())
    found, counted = counter.do(c.CountDrawer(emptied(counter)))
    assert found == f.CounterfeitFound("drawer", {10000: 1}, 10000)
    assert isinstance(counted, f.DrawerCounted)
    assert (counted.over_short, counted.counterfeit, counted.miscounted) == (-10000, 10000, 0)
    assert counter.till.drawer.pieces.get(10000) is None


def test_a_false_note_in_a_bag_stays_charged_to_the_drawer() -> None:
    counter = till()
    sell(counter, {10000: 1}, {10000: 1})
    expected = counter.till.drawer.expected
    counter.do(c.DropCash())
    dropped, found = counter.do(c.DropCash({10000: 1}))
    assert isinstance(dropped, f.CashDropped)
    assert dropped.counterfeit == 10000
    assert found == f.CounterfeitFound("bag", {10000: 1}, 10000)
    assert counter.till.drawer.expected == expected
    counter.do(c.CloseDrawer())
    counter.hear(s.TimeUp())
    assert counter.do(c.FinishShift())[-1] == f.StationClosed(expected - 10000, expected, -10000, 0)


def test_what_nobody_counted_is_short_by_the_false_note_all_the_same() -> None:
    counter = till()
    sell(counter, {10000: 1}, {10000: 1})
    counter.hear(s.TimeUp())
    closed = counter.do(c.FinishShift())[-1]
    assert isinstance(closed, f.StationClosed)
    assert closed.over_short == -10000


def test_voids_and_openings_without_a_sale_stand_on_the_report() -> None:
    counter = till(rights={})
    counter.do(c.Scan(code=RICE))
    counter.do(c.Scan(code=MILK))
    counter.do(c.VoidLine(1))
    counter.do(c.VoidSale())
    counter.do(c.NoSale("look"))
    (x,) = counter.do(c.XReport())
    assert isinstance(x, f.ReportIssued)
    sums = x.totals
    assert (sums.voided_lines, sums.voided_lines_amount) == (1, 4590)
    assert (sums.voided_sales, sums.voided_sales_amount, sums.no_sales, sums.sales) == (1, 1280, 1, 0)
