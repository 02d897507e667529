"""Mistakes in the dark: the drawer, the order of the manager, slips, and the restart."""

from simulator.drill.bots import outages as o
from simulator.drill.bots import selling as s
from simulator.drill.bots.mistakes.why import WHY
from simulator.drill.bots.routine import EXPERIENCED
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.pos.view import View


def peek_with_key(view: View, memory: Memory) -> Advice | None:
    """Opens the drawer in the dark, to see whether all is well."""
    if view.dark and not view.manual and not view.drawer_open and not memory.done(c.UnlockDrawer):
        return do(c.UnlockDrawer(), WHY)
    return None


def leave_post(view: View, memory: Memory) -> Advice | None:
    """Goes to see what is the matter with the lights, the drawer's key in the pocket."""
    return leave_drawer_unlocked(view, memory) if view.drawer_locked else None


def leave_drawer_unlocked(view: View, memory: Memory) -> Advice | None:
    """Goes at once: the drawer is shut, and whoever pulls at it has it open."""
    if view.dark and not view.power and view.manned and not view.drawer_open and not memory.done(c.StepAway):
        return do(c.StepAway(), WHY)
    return None


def call_regardless(view: View, memory: Memory) -> Advice | None:
    """Calls the next customer although the order is to wait."""
    told = view.order in ("wait", "stop") and not view.power
    if told and view.here is None and view.queue and not view.coming:
        return do(c.CallNext(), WHY)
    return None


def slip_unasked(view: View, memory: Memory) -> Advice | None:
    """Goes over to slips before anybody said so."""
    if not view.dark or view.power or view.here is None or view.settled or view.unanswered or view.paid:
        return None
    for habit in (s.leave_out_by_hand, s.leave_out_unfit, o.weigh_loose, o.say_slip_total, o.write_slip):
        advice = habit(view, memory)
        if advice is not None:
            return advice
    return None


def guess_prices(view: View, memory: Memory) -> Advice | None:
    """Writes round sums instead of what the labels say."""
    right = o.write_slip(view, memory)
    if right is None or not isinstance(right.command, c.WriteSlip):
        return right
    written = right.command
    prices = {good: max(100, price // 100 * 100 - 100) for good, price in written.prices.items()}
    return do(c.WriteSlip(prices, written.tender, written.received), WHY)


def forget_a_slip(view: View, memory: Memory) -> Advice | None:
    """The last slip slips through."""
    left = [slip for slip in view.slips if not slip.entered]
    return s.enter_slips(view, memory) if len(left) > 1 else None


def restart_at_once(view: View, memory: Memory) -> Advice | None:
    """Switches on while the lights still flicker."""
    return do(c.RestartTill(), WHY) if view.power and view.dark else None


def sell_on(view: View, memory: Memory) -> Advice | None:
    """On battery as if nothing had happened: rings up, takes the money, calls the next one."""
    if view.power or view.dark or view.order:
        return None
    for habit in (*EXPERIENCED.running, *EXPERIENCED.serving(view)):
        advice = habit(view, memory)
        if advice is not None:
            return advice
    return None
