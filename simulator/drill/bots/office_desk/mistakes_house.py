"""Mistakes with the checklist, the floats, the doors and the money of the night."""

from simulator.desk.view import DeskView
from simulator.drill.bots.office_desk import day as d
from simulator.drill.bots.office_desk.mistakes_approving import WHY
from simulator.drill.bots.office_desk.routine import EXPERIENCED, DeskRoutine, Habit
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c


def tick_unseen(view: DeskView, memory: Memory) -> Advice | None:
    """Ticks the whole list from the chair."""
    if view.day.opened or view.day.closed:
        return None
    check = next((each for each in view.checklist if not each.action), None)
    return do(c.SettlePoint(check.matter, "tick"), WHY) if check else None


def _ticked(*points: str) -> Habit:
    """Sees what is wrong at these points, and ticks them all the same."""

    def check_points(view: DeskView, memory: Memory) -> Advice | None:
        right = d.check_points(view, memory)
        command = right.command if right else None
        if not isinstance(command, c.SettlePoint) or command.action == "tick":
            return right
        check = next(each for each in view.checklist if each.matter == command.matter)
        return do(c.SettlePoint(command.matter, "tick"), WHY) if check.point in points else right

    return check_points


def floats_first(view: DeskView, memory: Memory) -> Advice | None:
    """Hands the floats out before the safe was counted."""
    if any(check.point == "safe" and check.site is None for check in view.checklist):
        return d.hand_out_floats(view, memory)
    return None


def wrong_float(view: DeskView, memory: Memory) -> Advice | None:
    """Rounds one float up."""
    right = d.hand_out_floats(view, memory)
    command = right.command if right else None
    if not isinstance(command, c.HandOutFloat) or view.day.handed:
        return right
    return do(c.HandOutFloat(command.till, command.amount + 5000), WHY)


def float_to_broken(view: DeskView, memory: Memory) -> Advice | None:
    """A float for every till, also for the one that is out of use."""
    day = view.day
    for till, due in () if day.opened or day.closing else day.floats.items():
        if till not in day.handed and all(check.action for check in view.checklist):
            return do(c.HandOutFloat(till, due), WHY)
    return None


def open_late(view: DeskView, memory: Memory) -> Advice | None:
    """Has all the time in the world."""
    right = d.open_doors(view, memory)
    return Advice(None, WHY) if right is not None and view.now < LATE else right


def note_nothing(view: DeskView, memory: Memory) -> Advice | None:
    """Makes differences disappear."""
    right = d.note_differences(view, memory)
    command = right.command if right else None
    return do(c.NoteDifference(command.till, 0), WHY) if isinstance(command, c.NoteDifference) else right


def deposit_by_books(view: DeskView, memory: Memory) -> Advice | None:
    """Deposits what the books say instead of what was counted."""
    right = d.deposit(view, memory)
    if right is None:
        return None
    return do(c.MakeDeposit(sum((end.expected or 0) - end.float for end in view.day.ends)), WHY)


LATE = 670_000
"""More than ten minutes after the desk was opened."""
PLACES = ("fire_exit", "cold_cabinet", "alarm")
"""Points at which somebody could come to harm."""

HOUSE: dict[str, DeskRoutine] = {
    "list_ticked_unseen": EXPERIENCED.instead(d.check_points, tick_unseen),
    "danger_ticked": EXPERIENCED.instead(d.check_points, _ticked(*PLACES)),
    "safe_ticked": EXPERIENCED.instead(d.check_points, _ticked("safe")),
    "prices_ticked": EXPERIENCED.instead(d.check_points, _ticked("prices", "promotions")),
    "device_ticked": EXPERIENCED.instead(d.check_points, _ticked("printer", "till", "network")),
    "drawer_ticked": EXPERIENCED.instead(d.check_points, _ticked("till_drawer", "waste")),
    "float_before_safe": EXPERIENCED.first(floats_first),
    "float_wrong": EXPERIENCED.instead(d.hand_out_floats, wrong_float),
    "float_to_broken_till": EXPERIENCED.instead(d.hand_out_floats, float_to_broken),
    "float_forgotten": EXPERIENCED.without(d.hand_out_floats),
    "doors_opened_late": EXPERIENCED.instead(d.open_doors, open_late),
    "difference_hidden": EXPERIENCED.instead(d.note_differences, note_nothing),
    "deposit_by_the_books": EXPERIENCED.instead(d.deposit, deposit_by_books),
}
LAZY_HOUSE: tuple[Habit, ...] = (tick_unseen, d.hand_out_floats, d.open_doors, d.close_doors, d.close)
