"""Somebody who makes no mistake with the first customers, and lets all others stand."""

from simulator.drill.bots.routine import EXPERIENCED
from simulator.drill.bots.steps import Advice, Memory, wait
from simulator.drill.bots.worker import Worker
from simulator.pos.view import View

A_TENTH = 10
"""Of the drill's time they work; and again once it is up, as whoever stands there then closes the till."""


def idler(seed: int, minutes: int) -> Worker:
    """At a till, in a drill of so many minutes."""
    enough = minutes * 60_000 // A_TENTH

    def stand_there(view: View, memory: Memory) -> Advice | None:
        return wait("advice.wait") if view.now > enough and not view.over and view.here is None else None

    return Worker(EXPERIENCED.first(stand_there), seed)
