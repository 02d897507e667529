"""Power cuts: what is lost (nothing that was journaled), what hands can still do, slips and their entry."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from tests.pos.counter import Counter


@pytest.fixture
def counter() -> Counter:
    """A basket of two is being scanned when the lights go out."""
    counter = Counter()
    for good in counter.customer("milk", "soy"):
        counter.do(c.Scan(good=good.id))
    return counter


def test_a_dark_till_takes_nothing_but_hands_go_on(counter: Counter) -> None:
    assert counter.hear(s.PowerFailed()) == [f.TillWentDark("scanning")]
    assert counter.do(c.StartTender())[0].reason == "refused.till_dark"
    assert counter.do(c.Say("apologise")) == [f.Said("c1", "apologise")]
    assert counter.do(c.RestartTill())[0].reason == "refused.no_power"
    assert counter.do(c.LockDrawer()) == [f.DrawerLocked()]
    assert isinstance(counter.do(c.ReportIncident("power"))[0], f.IncidentReported)


def test_the_restarted_till_is_rebuilt_from_its_journal_with_the_basket_as_it_was(counter: Counter) -> None:
    before = counter.till
    basket = dict(before.sale.lines)
    counter.hear(s.PowerFailed())
    counter.hear(s.PowerReturned())
    assert counter.do(c.RestartTill()) == [f.TillStarted("scanning", stable=True)]
    assert counter.till is not before, "the till in memory was thrown away"
    assert counter.till.sale.lines == basket
    counter.do(c.StartTender())
    assert counter.till.stage == "tendering"


def test_a_ups_bridges_the_cut(counter: Counter) -> None:
    assert counter.hear(s.PowerFailed(ups=45_000)) == []
    assert isinstance(counter.do(c.StartTender())[0], f.TenderStarted)
    assert counter.hear(s.UpsExhausted()) == [f.TillWentDark("tendering")]
    counter.hear(s.PowerReturned())
    assert counter.hear(s.UpsExhausted()) == []


def test_a_payment_on_its_way_is_unknown_after_the_cut_and_a_query_settles_it(counter: Counter) -> None:
    counter.do(c.StartTender())
    (request,) = counter.do(c.TenderMobile("13****1234"))
    counter.hear(s.PowerFailed())
    assert counter.hear(s.PaymentAnswered(request.request, "approved")) == []
    counter.hear(s.PowerReturned())
    counter.do(c.RestartTill())
    assert [p.status for p in counter.session.view.unanswered] == ["unknown"]
    counter.do(c.QueryPayment(request.request))
    _, completed, *_ = counter.hear(s.PaymentAnswered(request.request, "approved"))
    assert isinstance(completed, f.SaleCompleted)


def test_a_slip_is_numbered_remembers_the_order_and_is_entered_once(counter: Counter) -> None:
    counter.hear(s.PowerFailed())
    goods = list(counter.till.counter.visit.goods)
    (slip,) = counter.do(c.WriteSlip({goods[0]: 1280, goods[1]: 1000}, "cash", 5000))
    assert (slip.slip, slip.total, slip.change, slip.ordered, slip.off) == (1, 2280, 2720, False, 5)
    counter.leave()
    counter.hear(s.SupervisorOrdered("s1", "manual_mode"))
    goods = [good.id for good in counter.customer("rice")]
    (second,) = counter.do(c.WriteSlip({goods[0]: 4590}, "static_code"))
    assert (second.slip, second.ordered, second.confirmed) == (2, True, False)
    assert counter.leave().unsettled == 4590
    counter.hear(s.PowerReturned())
    counter.do(c.RestartTill())
    counter.do(c.VoidSale())
    counter.do(c.EnterPin("s1"))
    completed, entered, _ = counter.do(c.EnterSlip(2))
    assert (completed.slip, completed.total, completed.net + completed.tax) == (2, 4590, 4590)
    assert entered == f.SlipEntered(2, completed.sale, 4590)
    assert counter.do(c.EnterSlip(2))[0].reason == "refused.slip_entered"
    counter.hear(s.TimeUp())
    assert counter.do(c.FinishShift()) == [f.Refused("finish_shift", "refused.slips_open", {"slips": "1"})]
    (closed,) = counter.hear(s.ShiftEnded())
    assert closed.slips_open == (1,)


def test_the_key_opens_a_drawer_in_the_dark(counter: Counter) -> None:
    counter.do(c.LockDrawer())
    assert counter.do(c.UnlockDrawer()) == [f.DrawerUnlocked()]
    counter.hear(s.PowerFailed())
    assert counter.do(c.UnlockDrawer()) == [f.DrawerOpened("key")]


def test_a_slip_paid_by_the_static_code_is_exact_and_moves_no_cash(counter: Counter) -> None:
    counter.hear(s.PowerFailed())
    goods = list(counter.till.counter.visit.goods)
    (slip,) = counter.do(c.WriteSlip({goods[1]: 995}, "static_code", 2000))
    assert (slip.total, slip.received, slip.change) == (995, 995, 0)
    assert counter.do(c.WriteSlip({goods[1]: 995}, "cash"))[0].reason == "refused.no_such_good"
    assert counter.do(c.WriteSlip({goods[0]: 1280}, "card"))[0].reason == "refused.unknown_tender"
    counter.leave()
    counter.hear(s.PowerReturned())
    counter.do(c.RestartTill())
    counter.do(c.VoidSale())
    counter.do(c.EnterPin("s1"))
    expected = counter.till.drawer.expected
    counter.do(c.EnterSlip(1))
    assert counter.till.drawer.expected == expected


def test_who_leaves_leaves_word_how_the_drawer_stood(counter: Counter) -> None:
    assert counter.do(c.StepAway()) == [f.TillLeft(locked=False, drawer_open=False)]
    counter.do(c.ComeBack())
    counter.hear(s.PowerFailed())
    assert counter.do(c.StepAway()) == [f.TillLeft(locked=True, drawer_open=False, drawer_locked=False, dark=True)]
    counter.do(c.ComeBack())
    counter.do(c.LockDrawer())
    assert counter.do(c.StepAway()) == [f.TillLeft(locked=True, drawer_open=False, drawer_locked=True, dark=True)]
