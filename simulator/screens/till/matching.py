"""Which line of a receipt a good that lies there was sold on, as whoever holds both in hand sees it."""

from simulator.kernel.facts import SoldLine
from simulator.pos.returns_view import BroughtSeen
from simulator.pos.view import View


def line_of(view: View, good: BroughtSeen) -> str:
    """The line with something of it left to come back; empty where there is none."""
    for sold in view.return_of.lines if view.return_of else ():
        now = sum(back.grams or back.quantity for back in view.return_lines if back.line == sold.line.line)
        if sold.units > sold.returned + now and _same(sold, good):
            return str(sold.line.line)
    return ""


def good_on(view: View, line: str, chosen: BroughtSeen | None = None) -> BroughtSeen | None:
    """What lies there of a line and is not taken back yet: the one in hand before others."""
    sold = (
        next((sold for sold in view.return_of.lines if str(sold.line.line) == line), None) if view.return_of else None
    )
    if sold is None:
        return None
    there = [good for good in view.brought if not good.taken and _same(sold, good)]
    return chosen if chosen in there else next(iter(there), None)


def _same(sold: SoldLine, good: BroughtSeen) -> bool:
    """By the code on it, or by its name where none can be read."""
    return sold.line.code == good.code if good.code and sold.line.code else sold.line.name == good.look
