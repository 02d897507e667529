"""What is taken off by hand: with a reason, within a right, after all that promotions give."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from tests.pos.counter import MILK, PROMOTED, RICE, Counter


@pytest.fixture
def counter() -> Counter:
    counter = Counter(PROMOTED)
    counter.do(c.Scan(code=RICE))
    return counter


def test_a_discount_on_a_line_is_a_line_of_its_own_on_the_bill(counter: Counter) -> None:
    (discounted,) = counter.do(c.DiscountLine(1, off=300, reason="damaged"))
    assert (discounted.off, discounted.reason, discounted.total) == (300, "damaged", 4290)
    assert [(offer.rule, offer.off) for offer in discounted.line.offers] == [("by_hand", 300)]


def test_a_share_is_of_what_is_left_and_the_second_one_replaces_the_first(counter: Counter) -> None:
    counter.do(c.DiscountLine(1, share=10_000, reason="near_expiry"))
    assert counter.till.sale.total == 4590 - 459
    counter.do(c.DiscountLine(1, share=20_000, reason="near_expiry"))
    assert counter.till.sale.total == 4590 - 918


def test_the_basket_discount_is_spread_and_stays_when_something_is_added(counter: Counter) -> None:
    counter.do(c.Scan(code=MILK))
    facts = counter.do(c.DiscountSale(off=400, reason="complaint"))
    assert [type(fact) for fact in facts] == [f.SaleDiscounted, f.BasketRepriced]
    assert counter.till.sale.total == 4590 + 1280 - 400
    counter.do(c.Scan(code=MILK))
    assert counter.till.sale.total == 4590 + 1280 + 640 - 500 - 400, "the pair, the threshold, and still by hand"


def test_a_price_set_by_hand_is_no_longer_promoted(counter: Counter) -> None:
    counter.do(c.Scan(code=MILK))
    counter.do(c.Scan(code=MILK))
    (set_anew, *rest) = counter.do(c.OverridePrice(3, 990, "shelf_price"))
    assert (set_anew.listed, set_anew.line.price, set_anew.line.gross) == (1280, 990, 990)
    assert counter.till.sale.total == 4590 + 1280 + 990, "nor does it count towards a threshold"
    assert [type(fact) for fact in rest] == [f.BasketRepriced], "its pair is none any more"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (c.DiscountLine(9, off=100, reason="damaged"), "refused.no_such_line"),
        (c.DiscountLine(1, off=100), "refused.unknown_reason"),
        (c.DiscountLine(1, off=4591, reason="damaged"), "refused.amount"),
        (c.DiscountSale(off=10**9, reason="damaged"), "refused.amount"),
        (c.OverridePrice(1, 0, "damaged"), "refused.amount"),
        (c.OverridePrice(1, -5, "damaged"), "refused.amount"),
    ],
)
def test_what_makes_no_sense_is_refused(counter: Counter, command: c.Scan, why: str) -> None:
    (refused,) = counter.do(command)
    assert isinstance(refused, f.Refused)
    assert refused.reason == why
    assert counter.till.sale.total == 4590


def test_beyond_the_limit_somebody_with_the_right_decides() -> None:
    from dataclasses import replace

    from simulator.pos.rules import Right

    counter = Counter(replace(PROMOTED, rights={"discount_line": Right(500), "override_price": Right(None)}))
    counter.do(c.Scan(code=RICE))
    assert isinstance(counter.do(c.DiscountLine(1, off=500, reason="damaged"))[0], f.LineDiscounted)
    (asked,) = counter.do(c.DiscountLine(1, off=501, reason="damaged"))
    assert asked == f.AuthorizationAsked("discount_line", 501, "supervisor")
    counter.hear(s.SupervisorArrived("s1"))
    authorized, discounted = counter.hear(s.SupervisorAuthorized("s1"))
    assert (authorized.operation, discounted.off) == ("discount_line", 501)
    (asked,) = counter.do(c.OverridePrice(1, 4000, "shelf_price"))
    assert (asked.operation, asked.amount) == ("override_price", 590)


def test_what_a_customer_was_given_by_hand_is_what_they_paid_less(counter: Counter) -> None:
    rice, *_ = counter.customer("rice", "rice")
    counter.do(c.Scan(good=rice.id))
    counter.do(c.DiscountLine(1, off=300, reason="damaged"))
    counter.do(c.VoidLine(1))
    counter.do(c.SetMultiplier(2))
    counter.do(c.Scan(good=rice.id))
    counter.do(c.DiscountLine(2, off=200, reason="damaged"))
    counter.do(c.DiscountSale(off=500, reason="complaint"))
    counter.do(c.StartTender())
    counter.do(c.TenderCash())
    left = counter.leave()
    assert (left.off_items, left.off_bill) == (200, 500), "what was taken off with its line is not given"
