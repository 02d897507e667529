"""The end of a shift: until when the till is kept for whoever is still at work, and what they have left to do."""

from collections.abc import Callable
from typing import Any, NamedTuple

from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos.state import Till

ACTING = 60_000
"""How long the till is kept after everything that is done once the time is up."""


class Left(NamedTuple):
    """Something to do before the shift can be handed over."""

    what: str
    """`customer`, `drawer`, `basket`, `return`, `suspended`, `payments`, `slips`, `uploads`, `objections`, `count`."""
    many: int = 1


def left_to_do(till: Till) -> list[Left]:
    """In the order in which a good cashier does it; empty where only the handing over is left."""
    counter, uploads = till.counter, till.uploads
    counted = till.shift.counted is not None or not (till.rules.closing or till.floating)
    outage = till.outage
    open_matters = {
        "restart": int(outage.dark and outage.power and not outage.broken),
        "customer": len({counter.here, counter.coming} - {""}),
        "return": int(till.returning is not None),
        "basket": int(till.sale is not None and not counter.here),
        "drawer": int(till.drawer.open),
        "suspended": len(till.suspended),
        "payments": len(till.unsettled()),
        "slips": sum(slip not in till.entered for slip in till.slips),
        "uploads": len(uploads.waiting),
        "objections": len(uploads.conflicts),
        "count": int(not counted),
    }
    return [Left(what, many) for what, many in open_matters.items() if many]


def kept(till: Till, at: int) -> int:
    """Until when the till is kept for somebody who does something at `at`; 0 where that was not said."""
    return min(max(till.takeover, at + ACTING), till.takeover_latest)


def keep(till: Till, at: int) -> None:
    """Something is done: nobody is relieved in the middle of it, up to a bound."""
    till.takeover = kept(till, at)


def time_up(till: Till, stimulus: s.TimeUp, entry: Entry) -> None:
    till.over = True
    if stimulus.grace:
        till.takeover = entry.at + stimulus.grace
        till.takeover_latest = entry.at + max(stimulus.grace, stimulus.longest)


def still_acting(till: Till, stimulus: s.StillActing, entry: Entry) -> None:
    keep(till, entry.at)


DECIDE: dict[type[Event], Callable[[Till, Any], list[Event]]] = {}

APPLY = {s.TimeUp: time_up, s.StillActing: still_acting}
