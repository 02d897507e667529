"""Which actions of the registry have a place in the footer now, and which keys work."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.binding import ActiveBinding, Binding

if TYPE_CHECKING:
    from simulator.screens.station.screen import StationScreen

FIXED = ("hint", "help", "menu")
"""Always in the footer, as far as the mode has them."""


def worth_a_place(station: "StationScreen", *wanted: Iterable[str]) -> list[str]:
    """What is possible now and worth a place: what the coach points at, then what is wanted, the first first."""
    order = dict.fromkeys([station.coach.action, *(id for ids in wanted for id in ids)])
    possible = [id for id in order if id and id not in FIXED and not station.why_not(id)]
    return sorted(possible, key=station.barred)  # what is for others comes last


def bindings(station: "StationScreen") -> dict[str, ActiveBinding]:
    """The keys of what is possible, by their names in the customer's words."""
    found: dict[str, ActiveBinding] = {}
    for action in station.actions:
        key = station.key_of(action.id)
        if key and not station.why_not(action.id):
            binding = Binding(key, f"run('{action.id}')", station.title_of(action.id), show=False)
            found[key] = ActiveBinding(station, binding, True, "")
    return found
