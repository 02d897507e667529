"""排班: every hour has the people that the forecast asks for, within the law and their own time, with breaks."""

from collections.abc import Iterable, Mapping

from simulator.desk.rules import DeskRules
from simulator.desk.state import Desk
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk import Shift, StaffCard
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event
from simulator.pos.refusals import refuse

MINORS = ("minor_too_late", "minor_too_long")

# --- what is right ---------------------------------------------------------------------------------------------------


def fault(rules: DeskRules, card: StaffCard, begins: int, ends: int, absent: bool) -> str:
    """What is wrong with somebody's hours; empty where nothing is."""
    if absent:
        return "is_absent"
    if begins < card.begins or ends > card.ends:
        return "not_available"
    if card.minor and ends > rules.minor_latest:
        return "minor_too_late"
    if card.minor and ends - begins > rules.minor_longest:
        return "minor_too_long"
    return "too_long" if ends - begins > rules.longest_shift else ""


def present(shifts: Iterable[Shift], hour: int, absent: Iterable[str]) -> int:
    """How many work in an hour: who has their break then does not."""
    away = set(absent)
    return sum(shift.begins <= hour < shift.ends and shift.rest != hour and shift.badge not in away for shift in shifts)


def lacking(crew: Mapping[int, int], shifts: Iterable[Shift], absent: Iterable[str]) -> dict[int, int]:
    """Hour -> how many people are missing; less than none where there are some to spare."""
    listed, away = list(shifts), list(absent)
    return {hour: needed - present(listed, hour, away) for hour, needed in crew.items()}


def rest_due(rules: DeskRules, shift: Shift) -> bool:
    """Whether a break is owed, and not there: it lies within the hours, and neither first nor last."""
    owed = shift.ends - shift.begins >= rules.rest_from
    return owed and not shift.begins < shift.rest < shift.ends - 1


# --- decide ----------------------------------------------------------------------------------------------------------


def _known(desk: Desk, command: Command, badge: str) -> StaffCard | list[Event]:
    if not desk.roster.crew:
        return refuse(command, "refused.no_roster")
    card = desk.staff.get(badge)
    return card if card is not None and card.ends else refuse(command, "refused.no_such_badge", badge=badge)


def _none(desk: Desk, command: Command, badge: str) -> list[Event]:
    """Somebody who works here is not on the roster; or it is nobody."""
    return refuse(command, "refused.no_shift" if badge in desk.staff else "refused.no_such_badge", badge=badge)


def assign_shift(desk: Desk, command: c.AssignShift) -> list[Event]:
    card = _known(desk, command, command.badge)
    if isinstance(card, list):
        return card
    if not 0 <= command.begins < command.ends <= 24:
        return refuse(command, "refused.no_such_hours")
    wrong = fault(desk.rules, card, command.begins, command.ends, command.badge in desk.roster.absent)
    return [f.ShiftAssigned(command.badge, command.begins, command.ends, wrong)]


def drop_shift(desk: Desk, command: c.DropShift) -> list[Event]:
    if command.badge not in desk.roster.shifts:
        return _none(desk, command, command.badge)
    return [f.ShiftDropped(command.badge, command.badge in desk.roster.absent)]


def set_break(desk: Desk, command: c.SetBreak) -> list[Event]:
    roster = desk.roster
    shift = roster.shifts.get(command.badge)
    if shift is None:
        return _none(desk, command, command.badge)
    if not shift.begins < command.hour < shift.ends - 1:
        return refuse(command, "refused.no_such_hours")
    others = [each for each in roster.shifts.values() if each.badge != command.badge]
    thin = present(others, command.hour, roster.absent) < roster.crew.get(command.hour, 0)
    return [f.BreakSet(command.badge, command.hour, thin)]


def publish_roster(desk: Desk, command: c.PublishRoster) -> list[Event]:
    roster, rules = desk.roster, desk.rules
    if not roster.crew:
        return refuse(command, "refused.no_roster")
    if roster.published:
        return refuse(command, "refused.done_already", matter="roster")
    gaps = lacking(roster.crew, roster.shifts.values(), roster.absent).values()
    working = [shift for badge, shift in roster.shifts.items() if badge not in roster.absent]
    faults = [fault(rules, desk.staff[each.badge], each.begins, each.ends, False) for each in working]
    return [
        f.RosterPublished(
            sum(gap for gap in gaps if gap > 0),
            -sum(gap for gap in gaps if gap < 0),
            sum(map(bool, faults)),
            sum(rest_due(rules, shift) for shift in working),
            len(roster.shifts) - len(working),
            sum(wrong in MINORS for wrong in faults),
        )
    ]


# --- apply -----------------------------------------------------------------------------------------------------------


def OPENS(desk: Desk, opened: f.DeskOpened) -> None:
    desk.roster.crew = dict(opened.crew)
    desk.roster.shifts = {shift.badge: shift for shift in opened.roster}


def BUSY(desk: Desk) -> bool:
    return bool(desk.roster.crew) and not desk.roster.published


def staff_absent(desk: Desk, stimulus: s.StaffAbsent, entry: Entry) -> None:
    roster = desk.roster
    if stimulus.badge not in roster.absent:
        roster.absent.append(stimulus.badge)
    if stimulus.badge in roster.shifts:
        roster.published = False
    desk.note("staff_absent", stimulus.badge)


def shift_assigned(desk: Desk, fact: f.ShiftAssigned, entry: Entry) -> None:
    desk.roster.shifts[fact.badge] = Shift(fact.badge, fact.begins, fact.ends)
    desk.roster.published = False
    desk.note("shift_assigned", fact.badge)


def shift_dropped(desk: Desk, fact: f.ShiftDropped, entry: Entry) -> None:
    del desk.roster.shifts[fact.badge]
    desk.roster.published = False
    desk.note("shift_dropped", fact.badge)


def break_set(desk: Desk, fact: f.BreakSet, entry: Entry) -> None:
    shift = desk.roster.shifts[fact.badge]
    desk.roster.shifts[fact.badge] = Shift(shift.badge, shift.begins, shift.ends, fact.hour)
    desk.roster.published = False


def roster_published(desk: Desk, fact: f.RosterPublished, entry: Entry) -> None:
    desk.roster.published = True
    desk.note("roster_published")


DECIDE = {
    c.AssignShift: assign_shift,
    c.DropShift: drop_shift,
    c.SetBreak: set_break,
    c.PublishRoster: publish_roster,
}
APPLY = {
    s.StaffAbsent: staff_absent,
    f.ShiftAssigned: shift_assigned,
    f.ShiftDropped: shift_dropped,
    f.BreakSet: break_set,
    f.RosterPublished: roster_published,
}
