"""What needs somebody else: the supervisor is called, and waited for."""

from simulator.drill.bots.stockroom.steps import Advice, Memory, do, wait
from simulator.kernel import commands as c
from simulator.stock.view import StockView


def get_authorization(view: StockView, memory: Memory) -> Advice | None:
    if view.pending is None:
        return None
    if view.supervisor or view.called:
        return wait("advice.wait_for_supervisor")
    return do(c.CallSupervisor(view.pending[0]), "advice.call_supervisor")


def close(view: StockView, memory: Memory) -> Advice | None:
    """The shift is over and nothing stands open."""
    half_done = view.receipt is not None or view.counts or view.recalls or view.pending
    return do(c.CloseStockroom(), "advice.close_stockroom") if view.time_up and not half_done else None
