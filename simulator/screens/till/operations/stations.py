"""From till to till: sign on here, or go over to another one."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.locale import Words
from simulator.screens.station.dialogs import Choose, Option, word
from simulator.screens.till.choices import SIGN_ON

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


def move_till(till: "TillScreen") -> None:
    """Which till to stand at; one that nobody is signed on to offers that first."""
    view = till.view
    if not view.tills:
        till.say("info", "till.one_till")
        return
    till.asking.choose(_choice(till), lambda chosen: till.submit(_command(chosen)))


def _command(chosen: str) -> c.MoveTill | c.SignOn:
    return c.SignOn() if chosen == SIGN_ON else c.MoveTill(chosen)


def _choice(till: "TillScreen") -> Choose:
    view = till.view

    def standing(words: Words) -> str:
        return words("till.move.here")

    options = [] if view.signed_on or view.dark else [Option(SIGN_ON, word("till.move.sign_on", till=view.station))]
    for station in sorted(view.tills, key=lambda station: station == view.station):
        here = station == view.station
        options.append(Option(station, word("till.move.to", till=station), standing if here else _nothing, not here))
    return Choose(word("till.ask.move"), options)


def _nothing(words: Words) -> str:
    return ""
