"""What somebody of the house brings to the till: who counts it and who does it right look at the same notes."""

from simulator.kernel.money import Currency, Minor, Pieces, make_change


def brought(amount: Minor, currency: Currency) -> Pieces:
    """An amount as it is handed over: the fewest notes and coins.

    >>> from simulator.kernel.money import CNY
    >>> brought(7050, CNY)
    {5000: 1, 2000: 1, 50: 1}
    """
    return make_change(amount, dict.fromkeys(currency.pieces, amount)) or {}
