"""What a customer lays on the counter: notes and coins that circulate, chosen as people choose them.

>>> from simulator.kernel.draws import Draws
>>> from simulator.kernel.money import CNY
>>> lay(CNY, 2670, "exact", 0, Draws(7, "purse"))
{2000: 1, 500: 1, 100: 1, 50: 1, 10: 2}
>>> lay(CNY, 2670, "large", 0, Draws(7, "purse"))
{10000: 1}
"""

from simulator.kernel.draws import Draws
from simulator.kernel.money import Currency, Minor, Pieces


def lay(currency: Currency, amount: Minor, hands: str, given: Minor, draws: Draws) -> Pieces:
    """Pieces worth at least `amount`, laid as `hands` says: `exact`, `round`, `large` or `given`."""
    largest, smallest = currency.pieces[0], currency.pieces[-1]
    amount = _up(amount, smallest)
    if hands == "given" and given >= amount:
        return count_out(currency, given)
    if hands == "given":  # it turned out dearer than planned: the notes in hand, and some more
        more = lay(currency, amount - given, "round", 0, draws)
        return _together(count_out(currency, given), more)
    if hands == "large":
        return {largest: -(-amount // largest)}
    if hands == "round":
        return count_out(currency, draws.weighted(_sensible(currency, amount)))
    return count_out(currency, amount)


def count_out(currency: Currency, amount: Minor) -> Pieces:
    """An amount in the fewest pieces; what is finer than the smallest coin is rounded up."""
    amount = _up(amount, currency.pieces[-1])
    pieces: Pieces = {}
    for piece in currency.pieces:
        count, amount = divmod(amount, piece)
        if count:
            pieces[piece] = count
    return pieces


def _sensible(currency: Currency, amount: Minor) -> list[tuple[Minor, int]]:
    """Amounts people hand over for `amount`: rounded up to a piece's value, the nearest ones more often."""
    unit = 10**currency.decimals
    found: dict[Minor, int] = {}
    for piece in reversed(currency.pieces):
        if piece >= unit:
            found.setdefault(_up(amount, piece), 4 if piece <= 10 * unit else 3)
    return list(found.items())


def _up(amount: Minor, step: Minor) -> Minor:
    return -(-amount // step) * step


def _together(one: Pieces, other: Pieces) -> Pieces:
    return {piece: one.get(piece, 0) + other.get(piece, 0) for piece in sorted({*one, *other}, reverse=True)}
