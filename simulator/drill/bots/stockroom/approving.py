"""What needs somebody else: the supervisor is called, and waited for."""

from simulator.drill.bots.stockroom.steps import Advice, Memory, do, wait
from simulator.kernel import commands as c
from simulator.stock.view import StockView


def get_authorization(view: StockView, memory: Memory) -> Advice | None:
    if view.pending is None:
        return None
    if view.supervisor or view.called:
        return wait("advice.wait_for_decision" if view.supervisor else "advice.wait_for_supervisor")
    return do(c.CallSupervisor(view.pending[0]), "advice.call_supervisor")


def in_the_dark(view: StockView, memory: Memory) -> Advice | None:
    """Reported once; nothing can be entered until the power is back."""
    if not view.dark:
        return None
    if memory.noted.get("call_supervisor", -1) < view.dark_since and not view.supervisor and not view.called:
        return do(c.CallSupervisor("incident"), "advice.report_outage")
    return wait("advice.wait_for_power")


def close(view: StockView, memory: Memory) -> Advice | None:
    """The shift is over and nothing stands open."""
    half_done = view.receipt is not None or view.counts or view.recalls or view.pending
    return do(c.CloseStockroom(), "advice.close_stockroom") if view.time_up and not half_done else None
