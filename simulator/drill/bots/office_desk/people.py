"""PINs, rights and hours at the desk, as an experienced manager handles them."""

from collections.abc import Iterable, Iterator, Sequence

from simulator.desk.pins import NEEDED, judged_pin
from simulator.desk.rostering import fault, lacking, present, rest_due
from simulator.desk.view import DeskView
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.drill.hours import mended, missing
from simulator.kernel import commands as c
from simulator.kernel.desk import Shift, StaffCard

# --- PINs ------------------------------------------------------------------------------------------------------------


def handle_pins(view: DeskView, memory: Memory) -> Advice | None:
    """Look at who asks and at the account's log, then act."""
    letter = next((each for each in view.inbox if each.room == "staff"), None)
    pin = view.pin(letter.matter) if letter else None
    if pin is None:
        return None
    there = {each.kind: each.sheet for each in pin.sheets}
    for kind in NEEDED[pin.trouble]:
        if kind in there and there[kind] is None:
            return do(c.LookAt(pin.matter, kind), f"advice.look_{kind}", name=pin.name)
    action = judged_pin(pin.trouble, {kind: sheet for kind, sheet in there.items() if sheet is not None})
    return do(c.HandlePin(pin.matter, action), f"advice.pin_{action}", name=pin.name)


# --- rights ----------------------------------------------------------------------------------------------------------


def close_accounts(view: DeskView, memory: Memory) -> Advice | None:
    """Who works here no more signs on no more."""
    for person in view.staff if view.matrix.roles else ():
        if person.left and not person.disabled:
            return do(c.DisableAccount(person.badge), "advice.disable_account", name=person.name)
    return None


def look_up_duties(view: DeskView, memory: Memory) -> Advice | None:
    for role in view.matrix.roles:
        if role.duties is None:
            return do(c.LookUpDuties(role.role), "advice.look_up_duties", name=role.name)
    return None


def to_revoke(view: DeskView) -> Iterator[Advice]:
    for role in view.matrix.roles:
        for right in role.rights:
            if role.duties is not None and right not in role.duties:
                yield do(c.RevokeRight(role.role, right), "advice.revoke_right", name=role.name)


def revoke_rights(view: DeskView, memory: Memory) -> Advice | None:
    """What nobody's work needs goes."""
    return next(to_revoke(view), None)


def to_grant(view: DeskView) -> Iterator[Advice]:
    for role in view.matrix.roles:
        for duty in role.duties or ():
            if duty not in role.rights:
                yield do(c.GrantRight(role.role, duty), "advice.grant_right", name=role.name)


def grant_rights(view: DeskView, memory: Memory) -> Advice | None:
    """What their work needs and they may not do is given."""
    return next(to_grant(view), None)


def separate_duties(view: DeskView, memory: Memory) -> Advice | None:
    """Of two roles that must not be in one hand, the one that came on top is taken."""
    duties = {role.role: set(role.duties or ()) for role in view.matrix.roles}
    for person in view.staff:
        together = {duty for role in person.roles for duty in duties.get(role, ())}
        if person.disabled or not any(one in together and other in together for one, other in view.matrix.apart):
            continue
        if len(person.roles) > 1:
            return do(c.TakeRole(person.badge, person.roles[-1]), "advice.take_role", name=person.name)
    return None


def confirm_rights(view: DeskView, memory: Memory) -> Advice | None:
    if not view.matrix.roles or view.matrix.confirmed:
        return None
    return do(c.ConfirmRights(), "advice.confirm_rights")


# --- hours -----------------------------------------------------------------------------------------------------------


def _card(view: DeskView, badge: str) -> StaffCard:
    person = next(each for each in view.staff if each.badge == badge)
    return StaffCard(badge, person.name, minor=person.minor, begins=person.begins, ends=person.ends)


def _told(shift: Shift) -> dict[str, str]:
    """Hours as they are told."""
    return {"begins": f"{shift.begins:02}:00", "ends": f"{shift.ends:02}:00"}


def drop_absent(view: DeskView, memory: Memory) -> Advice | None:
    """Who does not come is off the roster."""
    roster = view.roster
    for shift in roster.shifts:
        if shift.badge in roster.absent:
            return do(c.DropShift(shift.badge), "advice.drop_absent", name=_card(view, shift.badge).name)
    return None


def mend_hours(view: DeskView, memory: Memory) -> Advice | None:
    """Hours that may not be so become those of them that may, and where they are needed most."""
    roster = view.roster
    for shift in roster.shifts if roster.hours else ():
        card = _card(view, shift.badge)
        wrong = fault(view.rules, card, shift.begins, shift.ends, False)
        if wrong:
            crew = {hour.hour: hour.needed for hour in roster.hours}
            best = mended(view.rules, card, shift, crew, roster.shifts, roster.absent)
            if best is not None:
                command = c.AssignShift(best.badge, best.begins, best.ends)
                return do(command, f"advice.mend_{wrong}", name=card.name, **_told(best))
    return None


def _windows(view: DeskView, card: StaffCard) -> Iterable[Shift]:
    for begins in range(card.begins, card.ends):
        for ends in range(begins + 2, card.ends + 1):
            if not fault(view.rules, card, begins, ends, False):
                yield Shift(card.badge, begins, ends)


def _gaps(view: DeskView) -> dict[int, int]:
    """Hour -> how many people are missing."""
    roster = view.roster
    return lacking({hour.hour: hour.needed for hour in roster.hours}, roster.shifts, roster.absent)


def move_breaks(view: DeskView, memory: Memory) -> Advice | None:
    """Nobody has their break in an hour that is short, where another one has people to spare."""
    gaps = _gaps(view)
    for shift in view.roster.shifts:
        if not shift.rest or gaps.get(shift.rest, 0) <= 0:
            continue
        better = [hour for hour in _inside(shift) if gaps.get(hour, -1) < 0]
        if better:
            hour = min(better, key=lambda at: gaps.get(at, -1))
            name = _card(view, shift.badge).name
            return do(c.SetBreak(shift.badge, hour), "advice.move_break", name=name, hour=f"{hour:02}:00")
    return None


def fill_hours(view: DeskView, memory: Memory) -> Advice | None:
    """Whoever is free then comes for the hours that are short, or stays longer: as few idle hours as can be, and first
    those who can come at few others.
    """
    roster, gaps = view.roster, _gaps(view)
    if not any(gap > 0 for gap in gaps.values()):
        return None
    on = {shift.badge: shift for shift in roster.shifts}
    best: tuple[int, int, int] | None = None
    chosen: Shift | None = None
    for person in view.staff:
        if person.badge in roster.absent or not person.ends or person.left:
            continue
        had = on.get(person.badge)
        mine = range(had.begins, had.ends) if had else range(0)
        for shift in _windows(view, _card(view, person.badge)):
            if had and not (shift.begins <= had.begins and had.ends <= shift.ends):
                continue
            added = [hour for hour in range(shift.begins, shift.ends) if hour not in mine]
            filled = sum(gaps.get(hour, 0) > 0 for hour in added)
            idle = len(added) - filled
            worth = filled - idle, -idle, person.begins - person.ends
            if filled and (best is None or worth > best):
                best, chosen = worth, shift
    if chosen is None:
        return None
    command = c.AssignShift(chosen.badge, chosen.begins, chosen.ends)
    name = _card(view, chosen.badge).name
    return do(command, "advice.extend_hours" if chosen.badge in on else "advice.fill_hours", name=name, **_told(chosen))


def _inside(shift: Shift) -> range:
    """Hours in which a break may lie."""
    return range(shift.begins + 1, shift.ends - 1)


def _free(view: DeskView, hour: int) -> int:
    """How many could come in an hour and are not on the roster."""
    roster = view.roster
    busy = {*roster.absent, *(shift.badge for shift in roster.shifts)}
    return sum(person.begins <= hour < person.ends and person.badge not in busy for person in view.staff)


def set_breaks(view: DeskView, memory: Memory) -> Advice | None:
    """Who works long has a break, in an hour that has people to spare, or in which somebody can still come."""
    roster = view.roster
    for shift in roster.shifts if roster.hours else ():
        if shift.badge not in roster.restless or shift.badge in roster.absent:
            continue
        others = [each for each in roster.shifts if each.badge != shift.badge]
        needed = {hour.hour: hour.needed for hour in roster.hours}
        spare = {at: present(others, at, roster.absent) - needed.get(at, 0) for at in _inside(shift)}
        hour = max(spare, key=lambda at: (spare[at] >= 0, spare[at] if spare[at] >= 0 else _free(view, at), spare[at]))
        why = "advice.set_break" if spare[hour] >= 0 else "advice.set_break_thin"
        return do(c.SetBreak(shift.badge, hour), why, name=_card(view, shift.badge).name, hour=f"{hour:02}:00")
    return None


def change_hours(view: DeskView, memory: Memory) -> Advice | None:
    """Where nobody free is missing anywhere and nobody can stay longer: somebody comes at other hours, in which they
    are needed more; or somebody is called whose coming sets another one free for those hours.
    """
    roster = view.roster
    on = {shift.badge for shift in roster.shifts}
    if not any(gap > 0 for gap in _gaps(view).values()):
        return None
    reason, chosen = "advice.change_hours", _less_short(view, roster.shifts)
    if chosen is None:
        reason = "advice.call_ahead"
        free = [p for p in view.staff if p.ends and not p.left and p.badge not in roster.absent and p.badge not in on]
        windows = [shift for person in free for shift in _windows(view, _card(view, person.badge))]
        windows.sort(key=lambda shift: shift.ends - shift.begins)
        chosen = next((shift for shift in windows if _less_short(view, (*roster.shifts, shift))), None)
    if chosen is None:
        return None
    name = _card(view, chosen.badge).name
    return do(c.AssignShift(chosen.badge, chosen.begins, chosen.ends), reason, name=name, **_told(chosen))


def _less_short(view: DeskView, shifts: Sequence[Shift]) -> Shift | None:
    """Other hours of somebody with which the house is less short, their break counted in: so it comes to an end."""
    roster = view.roster
    crew = {hour.hour: hour.needed for hour in roster.hours}
    least, chosen = missing(crew, shifts, roster.absent), None
    for badge in [shift.badge for shift in shifts if shift.badge not in roster.absent]:
        gaps = lacking(crew, [shift for shift in shifts if shift.badge != badge], roster.absent)
        for shift in _windows(view, _card(view, badge)):
            there = range(shift.begins, shift.ends)
            left = sum(max(0, gap - (hour in there)) for hour, gap in gaps.items())
            left += rest_due(view.rules, shift) and all(gaps.get(hour, -1) >= 0 for hour in _inside(shift))
            if left < least:
                least, chosen = left, shift
    return chosen


def publish(view: DeskView, memory: Memory) -> Advice | None:
    if not view.roster.hours or view.roster.published:
        return None
    short = sum(gap for gap in _gaps(view).values() if gap > 0)
    return do(c.PublishRoster(), "advice.publish_short" if short else "advice.publish_roster", n=str(short))


RIGHTS = (close_accounts, look_up_duties, revoke_rights, grant_rights, separate_duties, confirm_rights)
HOURS = (drop_absent, mend_hours, move_breaks, fill_hours, set_breaks, change_hours, publish)
