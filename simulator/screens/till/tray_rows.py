"""Which row of the tray the hands are at: the next sensible step, with a coach or without.

Change goes first, then the customer's money, then the drawer. So the cursor never waits on a row that skips one of
them, and Enter does what a coach would point at.
"""

from simulator.kernel.money import Minor, Pieces, make_change, worth
from simulator.pos.view import View
from simulator.screens.station.pane import Hit


def next_row(view: View, hand: Pieces) -> Hit | None:
    """Where the cursor belongs; None: at the first row of all, where nothing is to be done yet."""
    if view.known_false:
        return ("cash", "return")
    if not view.drawer_open:
        other_way = view.cash and view.settled and view.cash_unclaimed >= worth(view.cash)
        return ("cash", "return") if other_way else None
    if hand and view.change_due <= worth(hand):
        return ("cash", "give")
    if view.change_due > 0:
        return ("piece", str(first_piece(view, view.change_due - worth(hand), hand)))
    return ("cash", "take" if view.cash else "close")


def first_piece(view: View, rest: Minor, hand: Pieces) -> Minor:
    """The denomination with which counting out `rest` begins: the largest that goes into it."""
    left = {value: count - hand.get(value, 0) for value, count in view.drawer.items()}
    pieces = make_change(rest, left)
    if pieces:
        return next(iter(pieces))
    fitting = [value for value, count in left.items() if count > 0 and value <= rest]
    return max(fitting, default=view.rules.currency.pieces[0])
