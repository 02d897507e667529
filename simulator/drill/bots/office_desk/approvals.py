"""Requests from the tills: what they rest on is looked at, then they are decided; who gives up first comes first."""

from simulator.desk.judging import judged, needed
from simulator.desk.view import DeskView, RequestSeen
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.kernel.desk import Sheet


def next_request(view: DeskView) -> RequestSeen | None:
    """The request that comes first; one that was asked back has to be answered before."""
    letter = next((each for each in view.inbox if each.room == "approvals" and not each.waits), None)
    return view.request(letter.matter) if letter else None


def seen(request: RequestSeen) -> dict[str, Sheet]:
    """The sheets that were looked at."""
    return {each.kind: each.sheet for each in request.sheets if each.sheet is not None}


def look(view: DeskView, memory: Memory) -> Advice | None:
    request = next_request(view)
    if request is None:
        return None
    if not request.taken:
        return do(c.TakeUp(request.matter), "advice.take_up", name=request.name)
    there = {each.kind: each.sheet for each in request.sheets}
    for kind in needed(request.operation, {kind: Sheet(kind) for kind in there}):
        if kind in there and there[kind] is None:
            return do(c.LookAt(request.matter, kind), f"advice.look_{kind}", name=request.name)
    return None


def decide(view: DeskView, memory: Memory) -> Advice | None:
    request = next_request(view)
    if request is None:
        return None
    limit = view.rules.limit("decide_request")
    right = judged(request.operation, request.amount, request.price, seen(request), limit)
    return do(
        c.DecideRequest(request.matter, right.decision, right.ground),
        f"advice.ground_{right.ground}",
        name=request.name,
    )
