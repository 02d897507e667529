"""Mistakes with requests from the tills."""

from simulator.desk.view import DeskView
from simulator.drill.bots.office_desk import approvals as a
from simulator.drill.bots.office_desk.routine import EXPERIENCED, DeskRoutine, Habit
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c

WHY = ""
"""A mistake has no good reason."""
APPROVE = ("approve", "within_rule")
SLOW = 150_000


def wave_through(view: DeskView, memory: Memory) -> Advice | None:
    """Approves whatever comes, without a look."""
    request = a.next_request(view)
    return do(c.DecideRequest(request.matter, *APPROVE), WHY) if request else None


def _otherwise(proper: str, decision: str, ground: str, only: tuple[str, ...] = ()) -> Habit:
    """Decides one kind of request otherwise than the evidence asks for."""

    def decide(view: DeskView, memory: Memory) -> Advice | None:
        right = a.decide(view, memory)
        command = right.command if right else None
        if not isinstance(command, c.DecideRequest) or command.decision != proper:
            return right
        if only and command.ground not in only:
            return right
        return do(c.DecideRequest(command.matter, decision, ground), WHY)

    return decide


def decline_suspected(view: DeskView, memory: Memory) -> Advice | None:
    """Says no to whoever asks often."""
    right, request = a.decide(view, memory), a.next_request(view)
    command = right.command if right else None
    if request is None or not isinstance(command, c.DecideRequest) or command.decision != "approve":
        return right
    record = a.seen(request).get("record")
    if record is None and any(each.kind == "record" for each in request.sheets):
        return do(c.LookAt(request.matter, "record"), WHY)
    if record is None or record.figure("today") <= 2 * record.figure("usual"):
        return right
    return do(c.DecideRequest(command.matter, "decline", "one_card"), WHY)


def decline_anyway(view: DeskView, memory: Memory) -> Advice | None:
    """Says no to be on the safe side, where nothing is known of the cashier's day."""
    right, request = a.decide(view, memory), a.next_request(view)
    command = right.command if right else None
    if request is None or not isinstance(command, c.DecideRequest) or command.decision != "approve":
        return right
    if any(each.kind == "record" for each in request.sheets):
        return right
    return do(c.DecideRequest(command.matter, "decline", "nothing_wrong"), WHY)


def slow(view: DeskView, memory: Memory) -> Advice | None:
    """Does everything else first, and lets tills wait."""
    request = a.next_request(view)
    if request is None:
        return None
    if view.now < request.came + SLOW:
        return Advice(None, WHY)
    return a.look(view, memory) or a.decide(view, memory)


def _instead(habit: Habit) -> DeskRoutine:
    return EXPERIENCED.instead(a.decide, habit)


APPROVING: dict[str, DeskRoutine] = {
    "own_approved": _instead(_otherwise("pass_on", *APPROVE, only=("own_matter",))),
    "unjustified_approved": _instead(_otherwise("decline", *APPROVE)),
    "incomplete_approved": _instead(_otherwise("ask_back", *APPROVE)),
    "incomplete_declined": _instead(_otherwise("ask_back", "decline", "goods_missing")),
    "passed_upwards": _instead(_otherwise("approve", "pass_on", "beyond_my_limit")),
    "suspected_declined": _instead(decline_suspected),
    "justified_declined": _instead(decline_anyway),
    "tills_left_waiting": EXPERIENCED.first(slow),
}
LAZY_APPROVING: tuple[Habit, ...] = (wave_through,)
