"""Mistakes at the manager's desk that a coach sees coming, whatever a rubric says: read off what would follow."""

from collections.abc import Callable, Sequence
from typing import Any

from simulator.desk.state import Desk
from simulator.drill.held import Held
from simulator.drill.paper_guards import PAPER_GUARDS
from simulator.kernel import facts as f
from simulator.kernel.events import Command, Event


def at_the_desk(desk: Desk, command: Command, follows: Sequence[Event]) -> Held | None:
    """Why a command should not happen now; None where it may."""
    for fact in follows:
        guard = GUARDS.get(type(fact))
        held = guard(fact) if guard is not None else None
        if held is not None:
            return held
    return None


def _decided(fact: f.RequestDecided) -> Held | None:
    """Nothing is decided before what it rests on was looked at, and nothing in one's own matter."""
    if fact.own_matter and fact.decision != "pass_on" and not fact.unseen:
        return Held("held.own_matter")
    return Held("held.unseen_evidence", {"n": str(fact.unseen)}) if fact.unseen else None


GUARDS: dict[type[Event], Callable[[Any], Held | None]] = {f.RequestDecided: _decided, **PAPER_GUARDS}
"""Fact that would follow -> what is wrong with it, if anything is."""
