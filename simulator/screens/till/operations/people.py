"""Customers, supervisor, and who stands at the till."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.screens.till import choices

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


def say(till: "TillScreen") -> None:
    till.set_focus(till.replies)


def set_aside(till: "TillScreen") -> None:
    good = till.belt.selected
    if good is None:
        till.say("warn", "till.scan.nothing")
    else:
        till.submit(c.SetAside(good.id))


def call_supervisor(till: "TillScreen") -> None:
    if till.view.pending:
        till.submit(c.CallSupervisor(till.view.pending[0]))
        till.asking.authorization()
    else:
        till.asking.choose(choices.reasons("supervisor"), lambda reason: till.submit(c.CallSupervisor(reason)))


def lock_till(till: "TillScreen") -> None:
    if not till.view.locked:
        till.submit(c.LockTill())
        return

    def unlock(pin: str) -> None:
        till.submit(c.UnlockTill(till.drill.pins.get(pin, "")))

    till.asking.number("till.ask.unlock", "till.ask.pin_note", unlock, masked=True)


def step_away(till: "TillScreen") -> None:
    till.submit(c.StepAway() if till.view.manned else c.ComeBack())
