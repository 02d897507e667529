"""Mistakes at the manager's desk that a coach sees coming, whatever a rubric says: read off what would follow."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from simulator.desk.rostering import MINORS, fault, lacking
from simulator.desk.state import Desk
from simulator.drill.held import Held
from simulator.drill.hours import mended, missing
from simulator.drill.paper_guards import PAPER_GUARDS
from simulator.kernel import facts as f
from simulator.kernel.desk import Shift
from simulator.kernel.events import Command, Event
from simulator.kernel.texts import Text
from simulator.locale import Words


def at_the_desk(desk: Desk, command: Command, follows: Sequence[Event]) -> Held | None:
    """Why a command should not happen now; None where it may."""
    for fact in follows:
        guard = GUARDS.get(type(fact))
        held = guard(desk, fact) if guard is not None else None
        if held is not None:
            return held
    return None


def _decided(desk: Desk, fact: f.RequestDecided) -> Held | None:
    """Nothing is decided before what it rests on was looked at, and nothing in one's own matter."""
    if fact.own_matter and fact.decision != "pass_on" and not fact.unseen:
        return Held("held.own_matter")
    return Held("held.unseen_evidence", {"n": str(fact.unseen)}) if fact.unseen else None


def _pin(desk: Desk, fact: f.PinHandled) -> Held | None:
    if fact.unseen:
        return Held("held.pin_unseen", {"n": str(fact.unseen)})
    return Held("held.pin_impostor") if fact.impostor and fact.action != "turn_away" else None


def _point(desk: Desk, fact: f.PointSettled) -> Held | None:
    if not fact.seen:
        return Held("held.point_unseen")
    if fact.action != "tick" or fact.in_order:
        return None
    point = Text(*(Words(lang)(f"debrief.word_{fact.point}") for lang in ("en", "zh")))
    return Held("held.point_not_in_order", {"point": point})


def _float(desk: Desk, fact: f.FloatHandedOut) -> Held | None:
    money = desk.rules.shop.currency.format
    if not fact.safe_seen:
        return Held("held.float_before_safe")
    if not fact.usable:
        return Held("held.float_unusable")
    if fact.amount != fact.float_due:
        return Held("held.float_other", {"amount": money(fact.amount), "due": money(fact.float_due)})
    return None


def _doors(desk: Desk, fact: f.StoreOpened | f.StoreClosed) -> Held | None:
    if not (fact.unsettled_points or fact.amiss):
        return None
    return Held("held.doors_not_ready", {"n": str(fact.unsettled_points), "amiss": str(fact.amiss)})


def _difference(desk: Desk, fact: f.DifferenceNoted) -> Held | None:
    money = desk.rules.shop.currency.format
    if fact.amount == fact.over_short:
        return None
    return Held("held.difference_other", {"off": money(fact.over_short), "noted": money(fact.amount)})


def _granted(desk: Desk, fact: f.RightGranted) -> Held | None:
    return None if fact.in_duties else Held("held.right_not_needed")


def _revoked(desk: Desk, fact: f.RightRevoked) -> Held | None:
    return Held("held.right_needed") if fact.in_duties else None


def _role(desk: Desk, fact: f.RoleTaken) -> Held | None:
    return Held("held.post_not_taken") if fact.post else None


def _account(desk: Desk, fact: f.AccountDisabled) -> Held | None:
    return None if fact.gone else Held("held.account_of_staff")


def _rights(desk: Desk, fact: f.RightsConfirmed) -> Held | None:
    found = len(fact.wide) + len(fact.missing_rights) + len(fact.clashes) + len(fact.leavers)
    wrong = found + len(fact.given_away) + len(fact.taken_away)
    return Held("held.rights_not_ready", {"n": str(wrong)}) if wrong else None


def _shift(desk: Desk, fact: f.ShiftAssigned) -> Held | None:
    if fact.fault:
        card, rules = desk.staff[fact.badge], desk.rules
        longest = rules.minor_longest if fact.fault in MINORS else rules.longest_shift
        hours = {"begins": card.begins, "ends": card.ends, "latest": rules.minor_latest}
        told = {at: f"{hour:02}:00" for at, hour in hours.items()}
        given: dict[str, str | Text] = {"name": card.name, "longest": str(longest), **told}
        return Held(f"held.shift_{fact.fault}", given)
    return _thinned(desk, fact.badge, (Shift(fact.badge, fact.begins, fact.ends),))


def _dropped(desk: Desk, fact: f.ShiftDropped) -> Held | None:
    return None if fact.absent else _thinned(desk, fact.badge, ())


def _thinned(desk: Desk, badge: str, instead: Sequence[Shift]) -> Held | None:
    """Nobody's hours are taken from where they are needed, beyond those that may not be so: it is the wrong row, or
    more was cut off than had to be. Unless the house is less short by it: then they come when they are needed more.
    """
    roster, card, had = desk.roster, desk.staff.get(badge), desk.roster.shifts.get(badge)
    if had is None or card is None or badge in roster.absent:
        return None
    others = [shift for shift in roster.shifts.values() if shift.badge != badge]
    if fault(desk.rules, card, had.begins, had.ends, False):
        best = mended(desk.rules, card, had, roster.crew, roster.shifts.values(), roster.absent)
        fewest = missing(roster.crew, [*others, best], roster.absent) if best is not None else 0
        if best is None or missing(roster.crew, [*others, *instead], roster.absent) <= fewest:
            return None
        had = best
    before = lacking(roster.crew, [*others, had], roster.absent)
    after = lacking(roster.crew, [*others, *instead], roster.absent)
    short = [hour for hour, gap in after.items() if gap > max(0, before[hour])]
    if _missing(after) < _missing(before):
        return None
    name = desk.staff[badge].name
    return Held("held.shift_thins", {"name": name, "hour": f"{min(short):02}:00"}) if short else None


def _missing(gaps: Mapping[int, int]) -> int:
    return sum(gap for gap in gaps.values() if gap > 0)


def _roster(desk: Desk, fact: f.RosterPublished) -> Held | None:
    faulty = fact.faulty + fact.restless + fact.absent
    if not (fact.short_hours or faulty):
        return None
    both = fact.short_hours and faulty
    reason = "held.roster_not_ready" if both else "held.roster_short" if fact.short_hours else "held.roster_faulty"
    return Held(reason, {"short": str(fact.short_hours), "faulty": str(faulty)})


def _raised(desk: Desk, fact: f.TicketRaised) -> Held | None:
    if fact.unseen:
        return Held("held.unseen_evidence", {"n": str(fact.unseen)})
    return None if fact.sound else Held("held.ticket_other")


def _closed(desk: Desk, fact: f.TicketClosed) -> Held | None:
    return None if fact.tested else Held("held.ticket_untested")


GUARDS: dict[type[Event], Callable[[Desk, Any], Held | None]] = {
    f.RequestDecided: _decided,
    f.PinHandled: _pin,
    f.PointSettled: _point,
    f.FloatHandedOut: _float,
    f.StoreOpened: _doors,
    f.StoreClosed: _doors,
    f.DifferenceNoted: _difference,
    f.RightGranted: _granted,
    f.RightRevoked: _revoked,
    f.RoleTaken: _role,
    f.AccountDisabled: _account,
    f.RightsConfirmed: _rights,
    f.ShiftAssigned: _shift,
    f.ShiftDropped: _dropped,
    f.RosterPublished: _roster,
    f.TicketRaised: _raised,
    f.TicketClosed: _closed,
    **PAPER_GUARDS,
}
"""Fact that would follow -> what is wrong with it, if anything is."""
