"""Promotions at the till: worked out anew at every change, told apart by line, claimed where stations share them."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.facts import Given
from simulator.pos.billing import of_sale
from tests.pos.counter import MILK, PROMOTED, RICE, SOY, Counter

FIVE = "9520990000015"


@pytest.fixture
def counter() -> Counter:
    return Counter(PROMOTED)


def test_the_second_piece_changes_the_first_line_or_its_own(counter: Counter) -> None:
    counter.do(c.Scan(code=MILK))
    (added,) = counter.do(c.Scan(code=MILK))
    assert added.line.discount + counter.till.sale.lines[1].discount == 640
    assert added.total == 1280 + 640
    names = [offer.name.en for line in counter.till.sale.lines.values() for offer in line.offers]
    assert names == ["Second at half price"]


def test_voiding_one_of_a_pair_takes_the_gift_back(counter: Counter) -> None:
    counter.do(c.Scan(code=MILK))
    counter.do(c.Scan(code=MILK))
    given = next(line for line in counter.till.sale.lines.values() if not line.discount)
    facts = counter.do(c.VoidLine(given.line))
    assert isinstance(facts[0], f.LineVoided)
    assert facts[0].total == 1280
    assert [type(fact) for fact in facts[1:]] == [f.BasketRepriced]
    assert [line.discount for line in counter.till.sale.lines.values()] == [0]


def test_editing_back_and_forth_never_stacks(counter: Counter) -> None:
    counter.do(c.Scan(code=MILK))
    for _ in range(5):
        counter.do(c.ChangeQuantity(1, 4))
        assert counter.till.sale.total == 1280 * 4 - 1280
        counter.do(c.ChangeQuantity(1, 1))
        assert counter.till.sale.total == 1280


def test_a_flash_sale_sells_its_quota_and_no_more(counter: Counter) -> None:
    for _ in range(3):
        counter.do(c.Scan(code=SOY))
    lines = list(counter.till.sale.lines.values())
    assert sorted(line.amount for line in lines) == [500, 500, 995]
    assert counter.tape.claims == {"quota:flash": 2}
    counter.do(c.VoidLine(next(line.line for line in lines if line.amount == 500)))
    assert counter.tape.claims == {"quota:flash": 2}, "the third one takes the place"
    assert counter.till.sale.total == 1000


def test_what_another_till_sold_first_is_told_and_decided_again(counter: Counter) -> None:
    counter.tape.claims["quota:flash"] = 1
    counter.do(c.SetMultiplier(2))
    before = len(counter.tape.entries)
    counter.do(c.Scan(code=SOY))
    told = [entry.what for entry in counter.tape.entries[before:]]
    assert s.QuotaUsedUp("flash", 1) in told
    assert counter.till.sale.total == 500 + 995 == of_sale(counter.till, counter.till.sale).priced.total
    assert counter.tape.claims["quota:flash"] == 2
    counter.do(c.VoidLine(1))
    counter.do(c.Scan(code=SOY))
    assert counter.till.sale.total == 500, "what it gave back is there again"


def test_a_voided_sale_gives_back_what_it_held(counter: Counter) -> None:
    for code in (SOY, RICE, FIVE):
        counter.do(c.Scan(code=code))
    assert counter.tape.claims == {"quota:flash": 1, f"coupon:{FIVE}": 1}
    counter.do(c.VoidSale())
    counter.hear(s.SupervisorArrived("s1"))
    counter.hear(s.SupervisorAuthorized("s1"))
    assert counter.till.sale is None
    assert counter.tape.claims == {"quota:flash": 0, f"coupon:{FIVE}": 0}


def test_a_coupon_counts_once_and_only_where_it_gives_something(counter: Counter) -> None:
    assert counter.do(c.RedeemCoupon(FIVE))[0].reason == "refused.coupon_without_sale"
    counter.do(c.Scan(code=RICE))
    assert counter.do(c.RedeemCoupon("1"))[0].reason == "refused.unknown_coupon"
    redeemed, repriced = counter.do(c.RedeemCoupon(FIVE))
    assert redeemed == f.CouponRedeemed("till-1/1", FIVE, "five", 4590 - 500)
    assert repriced.given == (Given("five", PROMOTED.coupons[FIVE].name, {1: 500}),)
    assert counter.till.sale.total == 4590 - 500
    assert counter.do(c.RedeemCoupon(FIVE))[0].reason == "refused.coupon_twice"
    other = Counter(PROMOTED)
    other.tape.claims = dict(counter.tape.claims)
    other.do(c.Scan(code=RICE))
    assert other.do(c.RedeemCoupon(FIVE))[0].reason == "refused.taken_elsewhere"
    assert other.till.sale.total == 4590


def test_a_coupon_that_only_touches_a_flash_price_gives_nothing_and_is_not_used_up(counter: Counter) -> None:
    counter.do(c.Scan(code=SOY))
    assert counter.do(c.RedeemCoupon(FIVE))[0].reason == "refused.coupon_gives_nothing"
    assert f"coupon:{FIVE}" not in counter.tape.claims


def test_why_this_total_adds_up(counter: Counter) -> None:
    for code in (MILK, MILK, RICE):
        counter.do(c.Scan(code=code))
    told = counter.session.view.why()
    assert [step.step for step in told[:3]] == ["shelf"] * 3
    assert (
        sum(step.left for step in told if step.step == "shelf")
        - sum(step.off for step in told if step.step == "promotion")
        == counter.till.sale.total
    )
    assert told[-1].params["total"] == PROMOTED.currency.format(counter.till.sale.total)


def test_each_printed_coupon_is_redeemed_once_and_another_of_its_kind_still_counts(counter: Counter) -> None:
    counter.do(c.Scan(code=RICE))
    counter.do(c.Scan(code=f"]E0{FIVE}0007"))  # as a scanner sends it that names the kind of code
    assert counter.till.sale.total == 4590 - 500
    assert counter.do(c.RedeemCoupon(f"{FIVE}0008"))[0].reason == "refused.coupon_gives_nothing", "one a basket"
    other = Counter(PROMOTED)
    other.tape.claims = dict(counter.tape.claims)
    other.do(c.Scan(code=RICE))
    assert other.do(c.RedeemCoupon(f"{FIVE}0007"))[0].reason == "refused.taken_elsewhere"
    assert isinstance(other.do(c.RedeemCoupon(f"{FIVE}0008"))[0], f.CouponRedeemed)
