"""Which actions of the registry have a place in the footer now, and which keys work."""

from typing import TYPE_CHECKING

from textual.binding import ActiveBinding, Binding

from simulator.screens.actions import ACTIONS, operation_of
from simulator.screens.till import guide, operations

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

FIXED = ("hint", "help", "menu")
"""Always in the footer, as far as the mode has them."""


def worth_a_place(till: "TillScreen") -> list[str]:
    """What is possible now and worth a place: what the coach points at, what is urgent, what the stage is about."""
    view = till.view
    urgent = [id for id, asked in guide.URGENT.items() if asked(view)]
    main = guide.MAIN.get(view.stage, ())
    usual = [a.id for a in ACTIONS if a.footer and (not a.stages or view.stage in a.stages)]
    wanted = dict.fromkeys([till.coach.action, *(urgent if view.dark else ()), *main, *urgent, *usual])
    possible = [id for id in wanted if id and id not in FIXED and not operations.why_not(till, id)]
    return sorted(possible, key=lambda id: operation_of(id) in view.rules.never)  # what is for others comes last


def bindings(till: "TillScreen") -> dict[str, ActiveBinding]:
    """The keys of what is possible, by their names in the customer's words."""
    found: dict[str, ActiveBinding] = {}
    for action in ACTIONS:
        key = till.key_of(action.id)
        if key and not operations.why_not(till, action.id):
            binding = Binding(key, f"run('{action.id}')", till.title_of(action.id), show=False)
            found[key] = ActiveBinding(till, binding, True, "")
    return found
