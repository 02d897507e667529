"""The day at the desk: opening by the checklist, floats, doors; at night the tills, the deposit; the end."""

from simulator.desk.doors import proper_action
from simulator.desk.view import DeskView
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c


def _done(view: DeskView) -> bool:
    """The doors are open already, or closed for the night."""
    return view.day.opened or view.day.closed


def check_points(view: DeskView, memory: Memory) -> Advice | None:
    """Look, then tick or act."""
    for check in () if _done(view) else view.checklist:
        if check.action:
            continue
        if check.site is None:
            return do(c.LookAt(check.matter, "site"), "advice.look_site")
        action = proper_action(check.site)
        return do(c.SettlePoint(check.matter, action), f"advice.point_{action}")
    return None


def hand_out_floats(view: DeskView, memory: Memory) -> Advice | None:
    day = view.day
    for till, due in () if _done(view) else day.floats.items():
        if till not in day.handed and till not in day.out_of_use:
            return do(c.HandOutFloat(till, due), "advice.hand_out_float", till=till)
    return None


def open_doors(view: DeskView, memory: Memory) -> Advice | None:
    if _done(view) or view.day.closing or not (view.checklist or view.day.floats):
        return None
    return do(c.OpenStore(), "advice.open_store")


def read_tills(view: DeskView, memory: Memory) -> Advice | None:
    for end in view.day.ends:
        if end.counted is None:
            return do(c.ReadTill(end.till), "advice.read_till", till=end.till)
    return None


def note_differences(view: DeskView, memory: Memory) -> Advice | None:
    for end in view.day.ends:
        if end.counted is not None and end.expected is not None and end.counted != end.expected and end.noted is None:
            off = end.counted - end.expected
            return do(c.NoteDifference(end.till, off), "advice.note_difference", till=end.till)
    return None


def deposit(view: DeskView, memory: Memory) -> Advice | None:
    day = view.day
    if not day.closing or day.deposited:
        return None
    due = sum((end.counted or 0) - end.float for end in day.ends)
    return do(c.MakeDeposit(due), "advice.make_deposit")


def close_doors(view: DeskView, memory: Memory) -> Advice | None:
    if not view.day.closing or view.day.closed:
        return None
    return do(c.CloseStore(), "advice.close_store")


def close(view: DeskView, memory: Memory) -> Advice | None:
    if not view.over or any(not letter.waits for letter in view.inbox):
        return None
    return do(c.CloseDesk(), "advice.close_desk")


DOORS = (
    check_points,
    read_tills,
    note_differences,
    deposit,
    close_doors,
    hand_out_floats,
    open_doors,
)
