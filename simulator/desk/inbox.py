"""What lies in the inbox, whichever room it belongs to: taken up, and its evidence looked at."""

from typing import TypeVar

from simulator.desk.state import Desk, Matter
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event
from simulator.pos.refusals import refuse

M = TypeVar("M", bound=Matter)


def open_matter(desk: Desk, command: Command, id: str, kind: type[M]) -> M | list[Event]:
    """A matter of a kind that can be worked on, or the refusal that says why not."""
    matter = desk.matters.get(id)
    if not isinstance(matter, kind):
        return refuse(command, "refused.no_such_matter", matter=id)
    if matter.done:
        return refuse(command, "refused.matter_done", matter=id)
    return matter


def matter_of(desk: Desk, id: str, kind: type[M]) -> M:
    """The matter that a fact is about."""
    matter = desk.matters[id]
    assert isinstance(matter, kind), f"expected a fact about {kind.__name__}, got {type(matter).__name__}"
    return matter


def take_up(desk: Desk, command: c.TakeUp) -> list[Event]:
    matter = open_matter(desk, command, command.matter, Matter)
    if isinstance(matter, list):
        return matter
    return [f.MatterTakenUp(matter.id, matter.room, desk.now - matter.came)]


def look_at(desk: Desk, command: c.LookAt) -> list[Event]:
    matter = open_matter(desk, command, command.matter, Matter)
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
