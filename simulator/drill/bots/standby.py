"""Habits of an experienced cashier whose till dies: try once, report, lock, go over, count, go on where it stopped."""

from simulator.drill.bots.steps import Advice, Memory, do, wait
from simulator.kernel import commands as c
from simulator.pos.view import View


def free_till(view: View) -> str:
    """A till that one can go over to; empty where there is none."""
    return next((till for till in view.tills if till != view.station), "")


def try_restart(view: View, memory: Memory) -> Advice | None:
    """The lights are on and the screen is dark: switching it on once more may help, and tells what it is."""
    if view.dark_alone and not view.broken:
        return do(c.RestartTill(), "advice.try_restart")
    return None


def go_over(view: View, memory: Memory) -> Advice | None:
    """With the drawer locked and the manager's word: what waits here is in the shop's store."""
    if not view.broken or view.drawer_open or not view.drawer_locked:
        return None
    other = free_till(view)
    if view.order == "standby_till" and other:
        return do(c.MoveTill(other), "advice.move_till", till=other)
    return wait("advice.wait_orders")


def sign_on(view: View, memory: Memory) -> Advice | None:
    if view.signed_on or view.closed:
        return None
    return do(c.SignOn(), "advice.sign_on", till=view.station)


def count_standby(view: View, memory: Memory) -> Advice | None:
    """Whoever takes a float over counts it before the first sale, customers or not."""
    if not view.floating or view.float_counted or view.moved:
        return None
    if view.stage == "scanning":  # begun too soon: the basket waits until that is done
        return do(c.SuspendSale(), "advice.suspend_to_count")
    if view.stage != "idle":
        return None
    if not view.drawer_open:
        return do(c.CountFloat(), "advice.open_float")
    return do(c.CountFloat(dict(view.drawer)), "advice.count_float")


def shut_after_count(view: View, memory: Memory) -> Advice | None:
    """The drawer was opened to count, not for a sale."""
    if view.floating and view.drawer_open and not view.moved and view.float_counted and not view.settled:
        return do(c.CloseDrawer(), "advice.close_drawer")
    return None
