"""Prices as a shop sets them: endings that people know, a margin by family, something off for members.

>>> [shelf_price(yuan) for yuan in (2.83, 7.44, 13.2, 41.3, 236)]
[280, 750, 1290, 4150, 23500]
"""

from simulator.kernel.money import Minor, divide

ENDINGS = (
    (300, 100, (0, 10, 20, 30, 40, 50, 60, 70, 80, 90)),
    (1000, 100, (20, 50, 80, 90)),
    (10_000, 100, (50, 80, 90)),
)
"""Below which amount, in which step, what a price ends with."""
LARGE = (1000, (500, 800, 900))
OFF_FOR_MEMBERS = 92
"""Percent that members pay of what is cheaper for them."""


def shelf_price(yuan: float) -> Minor:
    """The price that a label would show, nearest to what came out."""
    fen = max(10, round(yuan * 100))
    step, endings = next(((step, ends) for below, step, ends in ENDINGS if fen < below), LARGE)
    base = fen // step * step
    near = [base + shift + ending for shift in (-step, 0, step) for ending in endings]
    return min((price for price in near if price > 0), key=lambda price: (abs(price - fen), price))


def net_of(price: Minor, rate: int) -> Minor:
    """A price without its tax."""
    return divide(price * 100_000, 100_000 + rate)


def cost_of(price: Minor, rate: int, margin: int) -> Minor:
    """What was paid for it, where so many percent of the price without tax are left over."""
    return max(1, divide(net_of(price, rate) * (100 - margin), 100))


def member_price(price: Minor) -> Minor:
    """What members pay; always less."""
    offered = shelf_price(price * OFF_FOR_MEMBERS / 10_000)
    return offered if offered < price else shelf_price((price - 20) / 100)
