"""What lies in the inbox, whichever room it belongs to: taken up, and its evidence looked at."""

from simulator.desk.state import Desk, Matter
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event
from simulator.pos.refusals import refuse


def open_matter(desk: Desk, command: Command, id: str, room: str = "") -> Matter | list[Event]:
    """A matter that can be worked on (of `room`, where that is asked), or the refusal that says why not."""
    matter = desk.matters.get(id)
    if matter is None or (room and matter.room != room):
        return refuse(command, "refused.no_such_matter", matter=id)
    if matter.done:
        return refuse(command, "refused.matter_done", matter=id)
    return matter


def take_up(desk: Desk, command: c.TakeUp) -> list[Event]:
    matter = open_matter(desk, command, command.matter)
    if isinstance(matter, list):
        return matter
    return [f.MatterTakenUp(matter.id, matter.room, desk.now - matter.came)]


def look_at(desk: Desk, command: c.LookAt) -> list[Event]:
    matter = open_matter(desk, command, command.matter)
    if isinstance(matter, list):
        return matter
    if command.sheet not in matter.sheets:
        return refuse(command, "refused.no_such_sheet", matter=matter.id, sheet=command.sheet)
    seen: list[Event] = [f.SheetSeen(matter.id, command.sheet, matter.room)]
    return seen if matter.taken else [f.MatterTakenUp(matter.id, matter.room, desk.now - matter.came), *seen]


def taken_up(desk: Desk, fact: f.MatterTakenUp, entry: Entry) -> None:
    desk.matters[fact.matter].taken = True
    desk.hand = fact.matter


def sheet_seen(desk: Desk, fact: f.SheetSeen, entry: Entry) -> None:
    matter = desk.matters[fact.matter]
    desk.hand = fact.matter
    if fact.sheet not in matter.looked:
        matter.looked.append(fact.sheet)


def settle(desk: Desk, id: str) -> None:
    """Nothing more is to be done about a matter."""
    desk.matters[id].done = True
    if desk.hand == id:
        desk.hand = ""


def BUSY(desk: Desk) -> bool:
    return bool(desk.open_matters())


DECIDE = {c.TakeUp: take_up, c.LookAt: look_at}
APPLY = {f.MatterTakenUp: taken_up, f.SheetSeen: sheet_seen}
