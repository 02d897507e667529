"""`decide(desk, event) -> Decision`, `apply(desk, entry)`: all of the desk's rules, from a table of rooms.

Deterministic and without I/O, as with tills and stockroom. `decide` only reads; `apply` mutates the state that it
alone owns. A room is a module with `DECIDE` (command or stimulus -> what follows) and `APPLY` (event -> what changes),
and perhaps `OPENS`, called with the desk's opening, and `BUSY`, which says that something is left to be done there.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from simulator.desk import approvals, doors, entitling, inbox, news, pins, rostering, station, supporting
from simulator.desk.papered import PAPERED
from simulator.desk.state import Desk
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Decision, Event, name_of
from simulator.pos.refusals import refuse
from simulator.pos.rights import barred

Decider = Callable[[Desk, Any], list[Event]]
Applier = Callable[[Desk, Any, Entry], None]

ROOMS: tuple[ModuleType, ...] = (
    inbox, approvals, pins, entitling, rostering, doors, supporting, *PAPERED, news, station,
)  # fmt: skip

DECIDE: dict[type[Event], Decider] = {}
APPLY: dict[type[Event], Applier] = {}
OPENS: list[Callable[[Desk, f.DeskOpened], None]] = []
"""What rooms make of the desk's opening, each for itself."""
BUSY: list[Callable[[Desk], bool]] = []
for _room in ROOMS:
    DECIDE.update(getattr(_room, "DECIDE", {}))
    APPLY.update(getattr(_room, "APPLY", {}))
    if hasattr(_room, "OPENS"):
        OPENS.append(_room.OPENS)
    if hasattr(_room, "BUSY"):
        BUSY.append(_room.BUSY)

RIGHTS: dict[type[Event], str] = {kind: name_of(kind) for kind in (c.DecideRequest,)}
"""Operations whose right a role's file may limit; the rooms ask `DeskRules.limit`."""

OPERATIONS = frozenset(kind for kind in DECIDE if issubclass(kind, Command))


def refusal(desk: Desk, command: Event) -> str:
    """Why no operation is possible now; empty when one is."""
    if not desk.opened:
        return "refused.desk_not_open"
    return "refused.desk_closed" if desk.closed else ""


def busy(desk: Desk) -> bool:
    """Whether something is left to be done in any room."""
    return any(room(desk) for room in BUSY)


def decide(desk: Desk, event: Event) -> Decision:
    """What follows from a command or a stimulus, given the desk's own state."""
    handler = DECIDE.get(type(event))
    if isinstance(event, Command):
        reason = refusal(desk, event) if handler else "refused.not_at_the_desk"
        others = barred(desk.rules.never, event) if handler else []
        if others or reason:
            return Decision(others or refuse(event, reason))
    return Decision(handler(desk, event) if handler else [])


def apply(desk: Desk, entry: Entry) -> None:
    """Let an entry have happened."""
    what = entry.what
    desk.now = entry.at
    applier = APPLY.get(type(what))
    if applier is not None:
        applier(desk, what, entry)
    if isinstance(what, f.DeskOpened):
        for opens in OPENS:
            opens(desk, what)
