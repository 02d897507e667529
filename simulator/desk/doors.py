"""开闭店: the checklist, the floats, the doors; at night the tills read out, differences, the deposit."""

from simulator.desk.state import Check, Desk
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.desk import CONDITIONS, POINT_ACTIONS, Sheet
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text
from simulator.pos.refusals import refuse

ROOM = "opening"
TICK = "tick"
MINUTE = 60_000

# --- what is right ---------------------------------------------------------------------------------------------------


def proper_action(site: Sheet) -> str:
    """What has to be done about what is found."""
    return CONDITIONS[site.word("condition") or "in_order"]


def _amiss(check: Check) -> bool:
    """Something is wrong there still: nothing was done about it, or not the right thing."""
    return proper_action(check.sheets["site"]) != TICK and not check.sound


def _minutes(clock: str) -> int:
    """Of the day; of `2026-12-24T07:30` or `07:30`."""
    hours, minutes = clock[-5:].split(":")
    return int(hours) * 60 + int(minutes)


def late(desk: Desk) -> int:
    """Minutes after the hour at which the doors open."""
    if not desk.day.opens or not desk.clock:
        return 0
    return max(0, _minutes(desk.clock) + desk.now // MINUTE - _minutes(desk.day.opens))


def deposit_due(desk: Desk) -> Minor:
    """All that was counted, without the floats of tomorrow."""
    return sum(end.counted - end.float for end in desk.day.ends.values())


def in_use(desk: Desk) -> list[str]:
    """Tills that somebody will sit at."""
    return [till for till in desk.day.floats if till not in desk.day.out_of_use]


def safe_seen(desk: Desk) -> bool:
    return all("site" in check.looked for check in desk.checks if check.point == "safe")


# --- decide ----------------------------------------------------------------------------------------------------------


def settle_point(desk: Desk, command: c.SettlePoint) -> list[Event]:
    """A point may be settled again: who ticked too soon can still go and look."""
    check = desk.matters.get(command.matter)
    if not isinstance(check, Check):
        return refuse(command, "refused.no_such_matter", matter=command.matter)
    if command.action not in POINT_ACTIONS:
        return refuse(command, "refused.no_such_action", action=command.action)
    if desk.day.opened or desk.day.closed:
        return refuse(command, "refused.doors_done")
    proper = proper_action(check.sheets["site"])
    sound, seen = command.action == proper, "site" in check.looked
    return [f.PointSettled(check.id, check.point, command.action, proper, sound, seen, proper == TICK, check.till)]


def hand_out_float(desk: Desk, command: c.HandOutFloat) -> list[Event]:
    day = desk.day
    if command.till not in day.floats:
        return refuse(command, "refused.no_such_till", till=command.till)
    if command.till in day.handed:
        return refuse(command, "refused.done_already", matter=command.till)
    if command.amount <= 0:
        return refuse(command, "refused.no_amount")
    usable = command.till not in day.out_of_use
    due = day.floats[command.till]
    return [f.FloatHandedOut(command.till, command.amount, due, safe_seen(desk), usable)]


def open_store(desk: Desk, command: c.OpenStore) -> list[Event]:
    day = desk.day
    if day.opened or day.ends or not (desk.checks or day.floats):
        return refuse(command, "refused.doors_done")
    unsettled = sum(not check.action for check in desk.checks)
    without = sum(till not in day.handed for till in in_use(desk))
    return [f.StoreOpened(unsettled, sum(map(_amiss, desk.checks)), without, late(desk))]


def _end(desk: Desk, command: Command, till: str) -> list[Event]:
    """The refusal where there is no such till to be read out tonight."""
    if desk.day.closed:
        return refuse(command, "refused.doors_done")
    return [] if till in desk.day.ends else refuse(command, "refused.no_such_till", till=till)


def read_till(desk: Desk, command: c.ReadTill) -> list[Event]:
    wrong = _end(desk, command, command.till)
    if wrong:
        return wrong
    if command.till in desk.day.read:
        return refuse(command, "refused.done_already", matter=command.till)
    end = desk.day.ends[command.till]
    return [f.TillRead(end.till, end.expected, end.counted, end.counted - end.expected)]


def note_difference(desk: Desk, command: c.NoteDifference) -> list[Event]:
    wrong = _end(desk, command, command.till)
    if wrong:
        return wrong
    if command.till not in desk.day.read:
        return refuse(command, "refused.till_unread", till=command.till)
    end = desk.day.ends[command.till]
    return [f.DifferenceNoted(end.till, command.amount, end.counted - end.expected)]


def make_deposit(desk: Desk, command: c.MakeDeposit) -> list[Event]:
    day = desk.day
    unread = [till for till in day.ends if till not in day.read]
    if not day.ends or day.closed:
        return refuse(command, "refused.doors_done")
    if unread:
        return refuse(command, "refused.till_unread", till=unread[0])
    if day.deposited:
        return refuse(command, "refused.done_already", matter="deposit")
    return [f.DepositMade(command.amount, deposit_due(desk))]


def close_store(desk: Desk, command: c.CloseStore) -> list[Event]:
    day = desk.day
    if not day.ends or day.closed:
        return refuse(command, "refused.doors_done")
    unnoted = sum(end.counted != end.expected and till not in day.noted for till, end in day.ends.items())
    unsettled = sum(not check.action for check in desk.checks)
    amiss, unread = sum(map(_amiss, desk.checks)), len(day.ends) - len(day.read)
    return [f.StoreClosed(unsettled, amiss, unread, unnoted, day.deposited)]


# --- apply -----------------------------------------------------------------------------------------------------------


def OPENS(desk: Desk, opened: f.DeskOpened) -> None:
    for point in opened.points:
        desk.matters[point.id] = Check(
            point.id, ROOM, "", Text(), Text(), 0, point.till, 0, {"site": point.site}, point=point.kind
        )
    desk.day.opens, desk.day.floats = opened.opens, dict(opened.floats)
    desk.day.ends = {end.till: end for end in opened.ends}


def point_settled(desk: Desk, fact: f.PointSettled, entry: Entry) -> None:
    check = desk.matters[fact.matter]
    assert isinstance(check, Check), "a point was settled that is none"
    check.action, check.sound, check.taken = fact.action, fact.sound, True
    if fact.point == "till":
        (desk.day.out_of_use.add if fact.action == "put_out_of_use" else desk.day.out_of_use.discard)(fact.till)
    desk.note("point_settled", fact.matter, fact.action)


def float_handed_out(desk: Desk, fact: f.FloatHandedOut, entry: Entry) -> None:
    desk.day.handed[fact.till] = fact.amount
    desk.note("float_handed_out", fact.till, amount=fact.amount)


def store_opened(desk: Desk, fact: f.StoreOpened, entry: Entry) -> None:
    desk.day.opened = True
    desk.note("store_opened")


def till_read(desk: Desk, fact: f.TillRead, entry: Entry) -> None:
    desk.day.read.append(fact.till)
    desk.note("till_read", fact.till, amount=fact.over_short)


def difference_noted(desk: Desk, fact: f.DifferenceNoted, entry: Entry) -> None:
    desk.day.noted[fact.till] = fact.amount
    desk.note("difference_noted", fact.till, amount=fact.amount)


def deposit_made(desk: Desk, fact: f.DepositMade, entry: Entry) -> None:
    desk.day.deposited = True
    desk.note("deposit_made", amount=fact.amount)


def store_closed(desk: Desk, fact: f.StoreClosed, entry: Entry) -> None:
    desk.day.closed = True
    desk.note("store_closed")


def BUSY(desk: Desk) -> bool:
    day = desk.day
    return not day.closed if day.ends else bool(desk.checks or day.floats) and not day.opened


DECIDE = {
    c.SettlePoint: settle_point,
    c.HandOutFloat: hand_out_float,
    c.OpenStore: open_store,
    c.ReadTill: read_till,
    c.NoteDifference: note_difference,
    c.MakeDeposit: make_deposit,
    c.CloseStore: close_store,
}
APPLY = {
    f.PointSettled: point_settled,
    f.FloatHandedOut: float_handed_out,
    f.StoreOpened: store_opened,
    f.TillRead: till_read,
    f.DifferenceNoted: difference_noted,
    f.DepositMade: deposit_made,
    f.StoreClosed: store_closed,
}
