"""A request that waits for card or phone: cancelled at the till, too late for that, or given up by the terminal."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from tests.pos.counter import Counter

REQUEST = "till-1-1"


@pytest.fixture
def counter() -> Counter:
    """A card was asked for 22.75, and the terminal waits for it."""
    counter = Counter()
    for good in counter.customer("milk", "soy"):
        counter.do(c.Scan(good=good.id))
    counter.do(c.StartTender())
    counter.do(c.TenderCard())
    counter.hear(s.PaymentAwaited(REQUEST))
    return counter


def answer(counter: Counter, outcome: str, request: str = REQUEST) -> list:
    return counter.hear(s.PaymentAnswered(request, outcome))


def reasons(facts: list) -> list[str]:
    return [fact.reason for fact in facts if isinstance(fact, f.Refused)]


def test_cancelled_nothing_was_charged_and_the_basket_takes_tenders_again(counter: Counter) -> None:
    view = counter.session.view
    assert (view.awaiting_customer, view.at_terminal.request) == (True, REQUEST)
    asked = counter.do(c.CancelPayment(REQUEST))
    assert asked == [f.PaymentCancelRequested("till-1/1", REQUEST, 2275, waited=2000)]
    assert counter.till.stage == "paying", "only the terminal knows"
    assert answer(counter, "called_off") == [f.PaymentCancelled(REQUEST, 2275, "till-1/1")]
    assert (counter.till.stage, counter.till.sale.due, counter.till.waiting()) == ("tendering", 2275, [])
    (again,) = counter.do(c.TenderCard())
    assert not again.again, "what was cancelled is no charge"
    assert any(isinstance(fact, f.SaleCompleted) for fact in answer(counter, "approved", again.request))


def test_too_late_the_request_goes_on_and_is_not_cancelled_twice(counter: Counter) -> None:
    counter.do(c.CancelPayment(REQUEST))
    assert reasons(counter.do(c.CancelPayment(REQUEST))) == ["refused.cancel_asked"]
    assert answer(counter, "bank_asked") == [f.PaymentCancelLate(REQUEST, 2275, "till-1/1")]
    assert answer(counter, "bank_asked") == []
    assert reasons(counter.do(c.CancelPayment(REQUEST))) == ["refused.cancel_late"]
    assert reasons(counter.do(c.TenderCash())) == ["refused.while_paying"], "no blind second charge"
    assert isinstance(answer(counter, "approved")[0], f.PaymentTaken)
    assert answer(counter, "bank_asked") == []


@pytest.mark.parametrize(("told", "fact"), [("called_off", f.PaymentCancelled), ("not_presented", f.PaymentExpired)])
def test_a_yes_that_comes_after_all_pays_what_is_due_or_is_a_double(counter: Counter, told: str, fact: type) -> None:
    if told == "called_off":
        counter.do(c.CancelPayment(REQUEST))
    assert isinstance(answer(counter, told)[0], fact)
    assert answer(counter, told) == [], "told already"
    counter.do(c.TenderCash())
    assert answer(counter, "approved") == [f.PaymentDoubled("till-1/1", REQUEST, 2275, "card", "main")]
    counter.do(c.CloseDrawer())
    (taking_back,) = counter.do(c.ReversePayment(REQUEST))
    assert taking_back.was == "doubled"


def test_a_late_yes_after_expiry_counts_while_nothing_else_paid(counter: Counter) -> None:
    (expired,) = answer(counter, "not_presented")
    assert (expired.amount, expired.waited, expired.channel) == (2275, 2000, "main")
    assert [payment.request for payment in counter.session.view.refused] == [REQUEST], "a query can tell"
    counter.do(c.QueryPayment(REQUEST))
    taken, *rest = answer(counter, "approved")
    assert (taken.request, taken.amount) == (REQUEST, 2275)
    assert any(isinstance(fact, f.SaleCompleted) for fact in rest)


def test_there_is_nothing_to_reverse_of_what_was_never_charged(counter: Counter) -> None:
    answer(counter, "not_presented")
    assert reasons(counter.do(c.ReversePayment(REQUEST))) == ["refused.not_charged"]
    assert reasons(counter.do(c.CancelPayment(REQUEST))) == ["refused.while_tendering"]
    assert counter.do(c.CancelTender()) == [f.TenderCancelled("till-1/1")], "the basket may change"


def test_after_a_power_cut_the_terminal_tells_what_the_till_lost_sight_of(counter: Counter) -> None:
    counter.hear(s.PowerFailed())
    assert answer(counter, "called_off") == [], "dark"
    counter.hear(s.PowerReturned())
    counter.do(c.RestartTill())
    assert [payment.status for payment in counter.till.waiting()] == ["unknown"]
    assert not counter.session.view.awaiting_customer
    counter.do(c.QueryPayment(REQUEST))
    assert [type(fact) for fact in answer(counter, "not_presented")] == [f.PaymentExpired]


def test_only_what_is_on_its_way_can_be_cancelled(counter: Counter) -> None:
    assert reasons(counter.do(c.CancelPayment("till-1-9"))) == ["refused.unknown_request"]
    answer(counter, "timeout")
    counter.do(c.TenderCard())
    assert reasons(counter.do(c.CancelPayment(REQUEST))) == ["refused.not_waiting"]
