"""What a basket costs, and why."""

from typing import TYPE_CHECKING

from simulator.screens.till import guide

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


def explain_total(till: "TillScreen") -> None:
    """Why this total?"""
    told = till.view.why()
    if told:
        till.app.push_screen(guide.why_page(told))
    else:
        till.say("info", "till.no_basket")
