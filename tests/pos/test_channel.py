"""The payment channel: queries without an answer, reversals, doubles, and the channel to switch to."""

from dataclasses import replace

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command
from tests.pos.counter import RULES, Counter
from virtual_devices.codes import wallet_of
from virtual_devices.labels import LabelRule

SCALE = LabelRule(prefix="26", length=18, plu=(3, 7), amount=(8, 12), weight=(13, 17))
AMBIGUOUS = SCALE.print("101", amount=752, grams=755)
"""18 digits that agree with each other: a weigh label to a scanner, a payment code of Alipay's to a phone."""


@pytest.fixture
def counter() -> Counter:
    """A counter with a basket of 12.80 + 9.95 = 22.75, its total asked for."""
    counter = Counter()
    for good in counter.customer("milk", "soy"):
        counter.do(c.Scan(good=good.id))
    counter.do(c.StartTender())
    return counter


def answer(counter: Counter, request: str, outcome: str) -> list:
    return counter.hear(s.PaymentAnswered(request, outcome))


def unknown(counter: Counter, amount: int = 0) -> str:
    """A card payment without an answer."""
    (asked,) = counter.do(c.TenderCard(amount))
    answer(counter, asked.request, "timeout")
    return asked.request


def reasons(facts: list) -> list[str]:
    return [fact.reason for fact in facts if isinstance(fact, f.Refused)]


def test_a_query_that_tells_nothing_is_an_entry_and_only_an_answer_to_a_query(counter: Counter) -> None:
    request = unknown(counter)
    assert answer(counter, request, "timeout") == []
    counter.do(c.QueryPayment(request))
    (still,) = answer(counter, request, "timeout")
    assert still == f.QueryUnanswered(request, 2275, "till-1/1", waited=4000)
    assert answer(counter, request, "timeout") == []


def test_a_reversed_payment_pays_for_nothing_however_late_the_approval(counter: Counter) -> None:
    request = unknown(counter)
    counter.do(c.QueryPayment(request))
    (asked,) = counter.do(c.ReversePayment(request))
    assert (asked.was, asked.queries, asked.amount) == ("unknown", 1, 2275)
    assert answer(counter, request, "approved") == [], "the reversal takes it back"
    (gone,) = counter.hear(s.ReversalAnswered(request, "reversed"))
    assert (gone.amount, gone.booked) == (2275, 0)
    assert answer(counter, request, "approved") == []
    assert counter.hear(s.ReversalAnswered(request, "reversed")) == []
    assert counter.till.sale is not None
    assert counter.till.sale.due == 2275


def test_the_basket_may_change_again_when_nothing_is_open_any_more(counter: Counter) -> None:
    request = unknown(counter)
    counter.do(c.ReversePayment(request))
    counter.hear(s.ReversalAnswered(request, "pending"))
    assert reasons(counter.do(c.CancelTender())) == ["refused.payment_open"]
    assert counter.do(c.ReversePayment(request))[0].was == "reversing", "asking again is harmless"
    counter.hear(s.ReversalAnswered(request, "reversed"))
    assert counter.do(c.CancelTender()) == [f.TenderCancelled("till-1/1")]


def test_the_customer_pays_otherwise_while_a_reversal_is_under_way(counter: Counter) -> None:
    request = unknown(counter)
    counter.do(c.ReversePayment(request))
    counter.hear(s.ReversalAnswered(request, "pending"))
    (again,) = counter.do(c.TenderMobile("13**"))
    assert not again.again, "what is being reversed is no second charge"
    assert any(isinstance(fact, f.SaleCompleted) for fact in answer(counter, again.request, "approved"))
    assert answer(counter, request, "approved") == []
    counter.do(c.CloseDrawer())
    counter.leave()
    counter.hear(s.TimeUp())
    (closed,) = counter.do(c.FinishShift())
    assert (closed.payments_open, closed.reversals_open) == ((), (request,))


def test_a_part_that_was_paid_through_a_channel_can_be_taken_back(counter: Counter) -> None:
    (asked,) = counter.do(c.TenderCard(1000))
    answer(counter, asked.request, "approved")
    assert reasons(counter.do(c.CancelTender())) == ["refused.money_taken"]
    counter.do(c.ReversePayment(asked.request))
    assert counter.till.sale is not None
    assert (counter.till.sale.due, counter.till.sale.tenders) == (2275, [])
    (gone,) = counter.hear(s.ReversalAnswered(asked.request, "reversed"))
    assert gone.booked == 1000
    assert counter.do(c.CancelTender()) == [f.TenderCancelled("till-1/1")]


def test_a_double_is_reversed_and_a_finished_sale_is_not(counter: Counter) -> None:
    request = unknown(counter)
    counter.do(c.TenderCash())
    (doubled,) = answer(counter, request, "approved")
    assert isinstance(doubled, f.PaymentDoubled)
    counter.do(c.CloseDrawer())
    counter.do(c.ReversePayment(request))
    assert counter.hear(s.ReversalAnswered(request, "reversed"))[0].booked == 2275
    assert reasons(counter.do(c.ReversePayment(request))) == ["refused.reversed_already"]


def test_a_double_that_nobody_gave_back_is_open_at_the_end(counter: Counter) -> None:
    request = unknown(counter)
    counter.do(c.TenderCash())
    answer(counter, request, "approved")
    counter.do(c.CloseDrawer())
    counter.leave()
    counter.hear(s.TimeUp())
    (closed,) = counter.do(c.FinishShift())
    assert (closed.payments_open, closed.reversals_open) == ((), (request,))


def test_a_no_that_was_a_yes_counts_when_the_query_brings_it_to_light(counter: Counter) -> None:
    (asked,) = counter.do(c.TenderMobile("13**"))
    answer(counter, asked.request, "declined")
    assert reasons(counter.do(c.ReversePayment(asked.request))) == ["refused.not_charged"]
    counter.do(c.QueryPayment(asked.request))
    assert answer(counter, asked.request, "declined") == [f.PaymentDeclined(asked.request, 2275, "till-1/1")]
    assert answer(counter, asked.request, "declined") == [], "told once for each query"
    counter.do(c.QueryPayment(asked.request))
    assert any(isinstance(fact, f.SaleCompleted) for fact in answer(counter, asked.request, "approved"))


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (lambda counter, request: None, "refused.sale_finished"),
        (lambda counter, request: counter.hear(s.NetworkFailed()), "refused.sale_finished"),
    ],
)
def test_what_cannot_be_reversed_says_why(counter: Counter, before: object, reason: str) -> None:
    (asked,) = counter.do(c.TenderCard())
    answer(counter, asked.request, "approved")
    before(counter, asked.request)  # type: ignore[operator]
    assert reasons(counter.do(c.ReversePayment(asked.request))) == [reason]
    assert reasons(counter.do(c.ReversePayment("till-1-9"))) == ["refused.unknown_request"]


def test_without_a_network_nothing_is_reversed_and_while_paying_neither(counter: Counter) -> None:
    request = unknown(counter)
    (second,) = counter.do(c.TenderCard())
    assert reasons(counter.do(c.ReversePayment(request))) == ["refused.while_paying"]
    assert reasons(counter.do(c.SwitchChannel())) == ["refused.while_paying"]
    answer(counter, second.request, "declined")
    counter.hear(s.NetworkFailed())
    assert reasons(counter.do(c.ReversePayment(request))) == ["refused.offline_query"]


def test_a_reversal_above_the_limit_waits_for_somebody_with_the_right(counter: Counter) -> None:
    from dataclasses import replace

    from simulator.pos.rules import Right

    counter.till.rules = replace(counter.till.rules, rights={"reverse_payment": Right(2000)})
    request = unknown(counter)
    (asked,) = counter.do(c.ReversePayment(request))
    assert asked == f.AuthorizationAsked("reverse_payment", 2275, "supervisor")
    counter.hear(s.SupervisorArrived("s1"))
    _, reversal = counter.hear(s.SupervisorAuthorized("s1"))
    assert isinstance(reversal, f.PaymentReversalRequested)


def test_a_channel_that_is_not_reached_charges_nothing_and_the_other_is_asked(counter: Counter) -> None:
    (asked,) = counter.do(c.TenderCard())
    assert asked.channel == "main"
    (not_reached,) = answer(counter, asked.request, "offline")
    assert not_reached == f.PaymentDeclined(asked.request, 2275, "till-1/1", "E_OFFLINE", "main")
    assert counter.session.view.channel_down
    assert counter.do(c.SwitchChannel()) == [f.ChannelSwitched("standby", "main", failing=True)]
    assert not counter.session.view.channel_down
    (second,) = counter.do(c.TenderCard())
    assert (second.channel, second.again) == ("standby", False)
    taken, *_ = answer(counter, second.request, "approved")
    assert taken.channel == "standby"


def test_a_request_stays_with_its_channel_after_switching(counter: Counter) -> None:
    request = unknown(counter)
    counter.do(c.SwitchChannel())
    counter.do(c.ReversePayment(request))
    assert counter.hear(s.ReversalAnswered(request, "reversed"))[0].channel == "main"


@pytest.mark.parametrize("command", [c.Scan(code=AMBIGUOUS), c.EnterCode(AMBIGUOUS)])
def test_a_weigh_label_is_told_from_a_payment_code_by_what_the_till_is_doing(command: Command) -> None:
    assert wallet_of(AMBIGUOUS) == "alipay"
    counter = Counter(replace(RULES, labels=(SCALE,)))
    counter.customer("milk")
    assert "refused.payment_code" not in reasons(counter.do(command)), "while selling it is a label"
    assert _kept(counter) == AMBIGUOUS
    counter.do(c.Scan(code="6901234567892"))
    counter.do(c.StartTender())
    counter.do(command)
    assert _kept(counter) == "26************7557", "while paying it is a code that nobody may keep"


def _kept(counter: Counter) -> str:
    return next(e.what.code for e in reversed(counter.tape.entries) if isinstance(e.what, c.Scan | c.EnterCode))


@pytest.mark.parametrize("code", ["260000100503120757", "260000100503120750", AMBIGUOUS[:-1] + "0"])
def test_a_payment_code_scanned_while_selling_is_no_label_and_is_masked(code: str) -> None:
    counter = Counter(replace(RULES, labels=(SCALE,)))
    counter.customer("milk")
    assert reasons(counter.do(c.Scan(code=code))) == ["refused.payment_code"]
    assert _kept(counter) == f"26************{code[-4:]}"


@pytest.mark.parametrize(
    ("code", "wallet"),
    [
        ("100000000000000000", "wechat"),
        ("159999999999999999", "wechat"),
        ("160000000000000000", None),
        ("090000000000000000", None),
        ("1000000000000000", None),
        ("2500000000000000", "alipay"),
        ("309999999999999999999999", "alipay"),
        ("3099999999999999999999999", None),
        ("250000000000000", None),
        ("310000000000000000", None),
        ("240000000000000000", None),
    ],
)
def test_whose_payment_code_it_is_at_the_edges_of_the_formats(code: str, wallet: str | None) -> None:
    assert wallet_of(code) == wallet
