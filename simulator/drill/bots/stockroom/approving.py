"""What needs somebody else: whoever may allow it is called, and waited for."""

from simulator.drill.bots.stockroom.steps import Advice, Memory, do, wait
from simulator.kernel import commands as c
from simulator.stock.view import StockView


def get_authorization(view: StockView, memory: Memory) -> Advice | None:
    if view.pending is None:
        return None
    operation, _, level = view.pending
    who = "manager" if level == "manager" else "supervisor"  # as the dialog that waits calls them
    if view.supervisor or view.called:
        return wait(f"advice.decision_of_{who}" if view.supervisor else f"advice.wait_for_{who}")
    return do(c.CallSupervisor(operation), f"advice.call_{who}")


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
