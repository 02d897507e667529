"""Prices as a shelf shows them: what is weighed is kept per kg, and shown for what people buy of it."""

from simulator.kernel.money import Minor


def price_per(price: Minor, grams: int) -> tuple[Minor, str]:
    """A price per kg as it is shown, and what for: 500 g where that loses no fen.

    >>> price_per(996, 500), price_per(999, 500), price_per(996, 1000)
    ((498, '500g'), (999, 'kg'), (996, 'kg'))
    """
    part, rest = divmod(price * grams, 1000)
    return (price, "kg") if rest or grams == 1000 else (part, f"{grams}g")
