"""What a coach says once everything in the stockroom is done: whoever knows the script need not let anybody wait."""

from collections.abc import Iterable

from simulator.drill.bots.steps import Advice, do
from simulator.drill.sources import Source
from simulator.kernel import commands as c
from simulator.stock.view import StockView

WAITING = frozenset(
    {"advice.wait_for_deliveries", "advice.wait_or_refill", "advice.wait_for_others", "advice.others_or_refill"}
)
"""Advice to wait for what may still come."""


def going_home(advice: Advice, view: object, sources: Iterable[Source]) -> Advice:
    """The same advice; where it is to wait and nothing more comes, to close. Orders may stay open: another day's lorry
    brings the rest."""
    if advice.reason not in WAITING or not isinstance(view, StockView):
        return advice
    from simulator.drill.stockroom.director import StockDirector

    if not any(isinstance(source, StockDirector) and source.nothing_more for source in sources):
        return advice
    return do(c.CloseStockroom(), "advice.close_with_orders" if view.orders else "advice.close_all_done")
