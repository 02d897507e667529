"""Prices as a shelf shows them: what is measured is kept per kg, metre, litre, and shown for what people buy of it."""

from simulator.kernel import units
from simulator.kernel.money import Minor


def price_per(price: Minor, thousandths: int, unit: str = "kg") -> tuple[Minor, str]:
    """A price per unit as it is shown, and what for: 500 g where that loses no fen.

    >>> price_per(996, 500), price_per(999, 500), price_per(996, 1000)
    ((498, '500g'), (999, 'kg'), (996, 'kg'))
    """
    part, rest = divmod(price * thousandths, 1000)
    return (price, units.part(1000, unit)) if rest else (part, units.part(thousandths, unit))
