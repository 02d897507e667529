"""The desk's day: opened with everything that lies there, and closed when its person goes."""

from simulator.desk.state import Desk
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos.refusals import refuse


def close_desk(desk: Desk, command: c.CloseDesk) -> list[Event]:
    """Refused as long as somebody waits for this desk and the day is not over."""
    waiting = [matter for matter in desk.open_matters() if not matter.waits]
    if waiting:
        return refuse(command, "refused.matters_open", matter=waiting[0].id)
    if not desk.over:
        return refuse(command, "refused.day_not_over")
    return _closed(desk)


def shift_ended(desk: Desk, stimulus: s.ShiftEnded) -> list[Event]:
    return [] if desk.closed else _closed(desk)


def _closed(desk: Desk) -> list[Event]:
    return [f.DeskClosed(tuple(matter.id for matter in desk.open_matters()))]


def desk_opened(desk: Desk, fact: f.DeskOpened, entry: Entry) -> None:
    desk.operator, desk.operator_name, desk.clock = fact.operator, fact.name, fact.clock
    desk.opened = True


def desk_closed(desk: Desk, fact: f.DeskClosed, entry: Entry) -> None:
    desk.closed = True


def time_up(desk: Desk, stimulus: s.TimeUp, entry: Entry) -> None:
    desk.over = True


DECIDE = {c.CloseDesk: close_desk, s.ShiftEnded: shift_ended}
APPLY = {f.DeskOpened: desk_opened, f.DeskClosed: desk_closed, s.TimeUp: time_up}
