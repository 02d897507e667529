"""The mistakes at the desk that a rubric must catch: each the experienced routine with one habit changed."""

from simulator.desk.view import DeskView
from simulator.drill.bots.office_desk import approvals as a
from simulator.drill.bots.office_desk.papered import CARELESS, PAPERED
from simulator.drill.bots.office_desk.routine import EXPERIENCED, DeskRoutine, Habit
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c

WHY = ""
"""A mistake has no good reason."""


def _approve(ground: str = "within_rule") -> "tuple[str, str]":
    return "approve", ground


def wave_through(view: DeskView, memory: Memory) -> Advice | None:
    """Approves whatever comes, without a look."""
    request = a.next_request(view)
    return do(c.DecideRequest(request.matter, *_approve()), WHY) if request else None


def _decided_otherwise(expected: str, grounds: tuple[str, ...], decision: str, ground: str) -> Habit:
    """Decides one kind of request otherwise than the evidence asks for."""

    def decide(view: DeskView, memory: Memory) -> Advice | None:
        right = a.decide(view, memory)
        command = right.command if right else None
        if not isinstance(command, c.DecideRequest) or command.decision != expected:
            return right
        if grounds and command.ground not in grounds:
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


def slow(view: DeskView, memory: Memory) -> Advice | None:
    """Looks at everything else first, and lets tills wait."""
    request = a.next_request(view)
    if request is None:
        return None
    due = request.came + 150_000
    if view.now < due:
        return Advice(None, WHY)
    return a.look(view, memory) or a.decide(view, memory)


MISTAKES: dict[str, DeskRoutine] = {
    "own_approved": EXPERIENCED.instead(a.decide, _decided_otherwise("pass_on", ("own_matter",), *_approve())),
    "unjustified_approved": EXPERIENCED.instead(a.decide, _decided_otherwise("decline", (), *_approve())),
    "incomplete_approved": EXPERIENCED.instead(a.decide, _decided_otherwise("ask_back", (), *_approve())),
    "incomplete_declined": EXPERIENCED.instead(
        a.decide, _decided_otherwise("ask_back", (), "decline", "goods_missing")
    ),
    "suspected_declined": EXPERIENCED.instead(a.decide, decline_suspected),
    "justified_declined": EXPERIENCED.instead(a.decide, _decided_otherwise("approve", (), "decline", "nothing_wrong")),
    "tills_left_waiting": EXPERIENCED.first(slow),
}

LAZY = DeskRoutine((wave_through, *CARELESS, *EXPERIENCED.without(a.look, a.decide, *PAPERED).habits))
