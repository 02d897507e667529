"""Habits of an experienced cashier with an unstable payment channel: query on schedule, reverse in the end, switch.

The schedule is the channels' own: the first query after 5 s, then one every 10 s; after 45 s, reverse.
"""

from simulator.drill.bots.paying import ANSWER_TIME, other_way
from simulator.drill.bots.steps import Advice, Memory, do, wait
from simulator.kernel import commands as c
from simulator.pos.payments import Payment
from simulator.pos.view import View

FIRST_QUERY, NEXT_QUERY, GIVE_UP = 5_000, 10_000, 45_000
"""Milliseconds since the payment was asked for, between two queries, and until it is reversed."""
WAY_TO_ANSWER = 4_000
"""A query asked so lately may still be answered."""
CALM = ("idle", "scanning", "tendering")
"""Stages at which the till takes a query or a reversal."""


def cancel_waiting(view: View, memory: Memory) -> Advice | None:
    """Who would rather pay another way need not stand before a terminal that waits; who still looks is left time."""
    payment = view.at_terminal
    if payment is None or not payment.awaited or payment.cancel:
        return None
    if view.gives_up or view.here is None:
        return do(c.CancelPayment(payment.request), "advice.cancel_payment")
    return wait("advice.wait_presented")


def switch_channel(view: View, memory: Memory) -> Advice | None:
    """What cannot be reached is not worth another try; where neither can, switching helps nobody."""
    if view.stage in CALM and view.channel_down and not view.channels_down and view.network and not view.pending:
        return do(c.SwitchChannel(), "advice.switch_channel")
    return None


def report_channel(view: View, memory: Memory) -> Advice | None:
    """Other tills have the same trouble: the duty manager has to know."""
    if view.channel_trouble and not view.reported and view.network and not view.pending:
        return do(c.ReportIncident("payment"), "advice.report_channel")
    return None


def wait_for_reversal(view: View, memory: Memory) -> Advice | None:
    """Nobody hands over a till whose reversals are not done."""
    return wait("advice.wait_reversal") if view.over and view.reversing else None


def calm_waiting(view: View, memory: Memory) -> Advice | None:
    """A sentence while the channel is asked: nobody likes to stand before a silent till."""
    if view.stage == "tendering" and view.unanswered and view.here is not None and "one_moment" not in view.said:
        return do(c.Say("one_moment"), "advice.calm_waiting")
    return None


def query_unknown(view: View, memory: Memory) -> Advice | None:
    """An unknown payment is asked about, never charged again."""
    if view.stage not in CALM or not view.network:
        return None
    for payment in view.unanswered:
        if _given_up(payment, view):
            continue
        asked = memory.noted.get(f"query {payment.request}")
        due = payment.asked_at + FIRST_QUERY if asked is None else asked + NEXT_QUERY
        step = do(c.QueryPayment(payment.request), "advice.query_payment")
        if due <= view.now:
            return step
        if view.stage == "tendering" or leaving(view):
            asking = payment.query_open and memory.lately(f"query {payment.request}", view.now, WAY_TO_ANSWER)
            return step._replace(
                after=due - view.now, meanwhile="advice.wait_channel" if asking else "advice.query_wait"
            )
    return None


def query_refused(view: View, memory: Memory) -> Advice | None:
    """The till heard no, and the customer says it was charged: the channel knows."""
    if view.stage != "tendering" or not view.network or not view.claims_paid:
        return None
    for payment in view.refused:
        if not memory.lately(f"query {payment.request}", view.now, ANSWER_TIME):
            return do(c.QueryPayment(payment.request), "advice.query_refused")
    return None


def reverse_unknown(view: View, memory: Memory) -> Advice | None:
    """Asked long enough: take it back, so that it can never be charged late."""
    if view.stage not in CALM or not view.network or view.pending:
        return None
    for payment in view.unanswered:
        if _given_up(payment, view):
            if payment.query_open and memory.lately(f"query {payment.request}", view.now, WAY_TO_ANSWER):
                return wait("advice.wait_channel")
            return _reverse(view, payment, "advice.reverse_payment")
    return None


def reverse_doubled(view: View, memory: Memory) -> Advice | None:
    """Money that was taken for nothing goes back."""
    if view.stage in CALM and view.network and not view.pending:
        for payment in view.doubled:
            return _reverse(view, payment, "advice.reverse_doubled")
    return None


def go_on_without(view: View, memory: Memory) -> Advice | None:
    """The reversal takes a while: the customer need not wait for it."""
    slow = any(payment.pending and payment.sale == view.sale for payment in view.reversing)
    if slow and not view.cash and not view.card and not view.phone:
        return other_way(view, memory)
    return None


def leaving(view: View) -> bool:
    """Nobody is left, and only what is open keeps the shift from being closed."""
    there = view.here or view.coming or view.queue or view.aside
    return view.over and view.stage == "idle" and not there and not view.drawer_open


def _given_up(payment: Payment, view: View) -> bool:
    """Whether it was asked about for so long that no answer is to be expected."""
    first = payment.queried_first
    return first is not None and view.now - first >= GIVE_UP - FIRST_QUERY


def _reverse(view: View, payment: Payment, reason: str) -> Advice:
    amount = view.rules.currency.format(payment.amount)
    return do(c.ReversePayment(payment.request), reason, amount=amount)
