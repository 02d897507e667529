"""Two calculations that were written apart agree on every figure of a bill."""

from hypothesis import given

from simulator.kernel.policy import Policy
from simulator.kernel.promotions import Promotion
from simulator.pos.pricing import Basket, Priced, Pricer
from tests.pos.baskets import bills
from tests.pos.oracle import Bill, Line, reckon
from tests.pos.test_laws import thorough


def as_bill(priced: Priced) -> Bill:
    return Bill(
        tuple(Line(line.gross, line.discount, line.total, line.net, line.tax) for line in priced.lines),
        priced.total,
        priced.net,
        priced.tax,
        priced.discount,
        priced.points,
    )


@thorough
@given(bills())
def test_the_second_opinion_agrees(bill: tuple[Policy, list[Promotion], Basket]) -> None:
    policy, promotions, basket = bill
    assert as_bill(Pricer(policy, promotions).price(basket)) == reckon(policy, promotions, basket)
