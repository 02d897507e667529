"""Mistakes while the network is down: cards above what is allowed, and uploads that are misjudged or left."""

from simulator.drill.bots import offline as n
from simulator.drill.bots import paying as p
from simulator.drill.bots.mistakes.why import WHY
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.pos.view import View


def card_in_parts(view: View, memory: Memory) -> Advice | None:
    """More than a card may be charged offline, in parts that each are less."""
    if view.network or view.stage != "tendering" or view.order == "cash_only":
        return p.take_payment(view, memory)
    limit = view.rules.offline.card_limit
    begun = any(tender.kind == "card" for tender in view.tenders)
    if limit and ((view.card and view.due > limit) or begun) and memory.repeats < 2:
        return do(c.TenderCard(min(limit, view.due)), WHY)
    return p.take_payment(view, memory)


def card_against_order(view: View, memory: Memory) -> Advice | None:
    """Cash only, the manager said; but the customer holds out a card."""
    if view.card and not view.network and 0 < view.due <= view.offline_card:
        return do(c.TenderCard(), WHY)
    return p.take_payment(view, memory)


def other_verdict(view: View, memory: Memory) -> Advice | None:
    """Decides without reading why."""
    right = n.resolve_conflicts(view, memory)
    command = right.command if right else None
    if not isinstance(command, c.ResolveUpload):
        return right
    return do(c.ResolveUpload(command.key, "reject" if command.verdict == "accept" else "accept"), WHY)


def close_before(view: View, memory: Memory) -> Advice | None:
    """First tries to go home, and sees to what waits when the till says no."""
    if not memory.done(c.FinishShift):
        return None
    return n.upload_waiting(view, memory) or n.resolve_conflicts(view, memory)
