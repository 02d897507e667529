"""授权审批: what tills ask for, decided by the evidence that comes with it; what is true is never shown."""

from simulator.desk.inbox import open_matter, settle
from simulator.desk.judging import judged, needed, own, suspicious
from simulator.desk.state import Desk, Request
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk import DECISIONS, GROUNDS_FOR
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos.refusals import refuse

ROOM = "approvals"

# --- decide ----------------------------------------------------------------------------------------------------------


def decide_request(desk: Desk, command: c.DecideRequest) -> list[Event]:
    """Above the desk's limit nothing can be approved; a wrong decision can be made, as anywhere."""
    request = open_matter(desk, command, command.matter, Request)
    if isinstance(request, list):
        return request
    if request.waits:
        return refuse(command, "refused.asked_back", matter=request.id)
    if command.decision not in DECISIONS or command.ground not in GROUNDS_FOR[command.decision]:
        return refuse(command, "refused.no_such_ground", ground=command.ground)
    limit = desk.rules.limit("decide_request")
    if command.decision == "approve" and limit is not None and request.amount > limit:
        return refuse(command, "refused.beyond_my_limit", limit=desk.rules.shop.currency.format(limit))
    expected = judged(request.operation, request.amount, request.price, request.sheets, limit)
    rests_on = [kind for kind in needed(request.operation, request.sheets) if kind in request.sheets]
    return [
        f.RequestDecided(
            request.id,
            request.operation,
            request.sender,
            request.till,
            request.amount,
            command.decision,
            command.ground,
            expected.decision,
            expected.ground,
            command.decision == expected.decision,
            expected.decision == "approve",
            own(request.sheets),
            desk.now - request.came,
            tuple(request.looked),
            sum(kind not in request.looked for kind in rests_on),
            suspicious(request.sheets),
        )
    ]


def request_lapsed(desk: Desk, stimulus: s.RequestLapsed) -> list[Event]:
    request = desk.matters.get(stimulus.matter)
    if not isinstance(request, Request) or request.done:
        return []
    waited, limit = desk.now - request.came, desk.rules.limit("decide_request")
    lacked = judged(request.operation, request.amount, request.price, request.sheets, limit).decision == "ask_back"
    asked = request.waits and lacked
    return [f.RequestLost(request.id, request.operation, request.till, waited, tuple(request.looked), asked)]


# --- apply -----------------------------------------------------------------------------------------------------------


def request_came(desk: Desk, stimulus: s.RequestCame, entry: Entry) -> None:
    what = stimulus
    until = entry.at + what.patience if what.patience else 0
    desk.matters[what.matter] = Request(
        what.matter, ROOM, what.cashier, what.name, what.says, entry.at, what.till, until,
        {sheet.kind: sheet for sheet in what.sheets},
        operation=what.operation, amount=what.amount, price=what.price, item=what.item,
    )  # fmt: skip


def request_answered(desk: Desk, stimulus: s.RequestAnswered, entry: Entry) -> None:
    request = desk.matters.get(stimulus.matter)
    if not isinstance(request, Request) or request.done:
        return
    request.waits, request.taken, request.came = False, False, entry.at
    request.says = stimulus.says or request.says
    request.amount, request.price = stimulus.amount or request.amount, stimulus.price or request.price
    for sheet in stimulus.sheets:
        request.sheets[sheet.kind] = sheet
        if sheet.kind in request.looked:
            request.looked.remove(sheet.kind)
    if stimulus.patience:
        request.until = entry.at + stimulus.patience


def request_decided(desk: Desk, fact: f.RequestDecided, entry: Entry) -> None:
    desk.note("request_decided", fact.matter, fact.decision, fact.amount)
    if fact.decision == "ask_back":
        desk.matters[fact.matter].waits = True
        if desk.hand == fact.matter:
            desk.hand = ""
    else:
        settle(desk, fact.matter)


def request_lost(desk: Desk, fact: f.RequestLost, entry: Entry) -> None:
    desk.note("request_lost", fact.matter)
    settle(desk, fact.matter)


DECIDE = {c.DecideRequest: decide_request, s.RequestLapsed: request_lapsed}
APPLY = {
    s.RequestCame: request_came,
    s.RequestAnswered: request_answered,
    f.RequestDecided: request_decided,
    f.RequestLost: request_lost,
}
