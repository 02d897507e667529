"""What concerns the drill itself, at every workstation: a hint, a pause, help, the menu, the language, leaving."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import stimuli as s
from simulator.screens.station import guide
from simulator.screens.station.coaching import NOTHING

if TYPE_CHECKING:
    from simulator.screens.station.screen import StationScreen


def show_hint(station: "StationScreen") -> None:
    """Help that was asked for; noted in the journal where it showed something that was not there already."""
    coach, words, dialog = station.coach, station.words, station.asking.dialog
    before = coach.text(words, dialog)
    coach.stopped = NOTHING  # why something was held back was read: now what to do instead
    advice = coach.look()
    station.asking.hinted()
    shown = coach.text(words, dialog) if advice is not None else ""
    if advice is None or not shown:
        station.say("info", "till.no_advice")
        return
    station.add_class("-coach")
    if shown == before:
        station.say("info", "till.advice_there")
    else:
        station.session.inject(s.HintShown(advice.reason), "director", station.now)
    station.call_after_refresh(station.sync)


def show_menu(station: "StationScreen") -> None:
    station.asking.choose(guide.menu(station), station.run)


def show_help(station: "StationScreen") -> None:
    station.app.push_screen(guide.help_page(station))


def pause(station: "StationScreen") -> None:
    """The clock stands still until somebody goes on."""
    clock = station.drill.clock
    station.session.inject(s.DrillPaused(), "trainee", station.now)
    clock.pause()

    def go_on(_: object) -> None:
        clock.resume()
        station.session.inject(s.DrillContinued(), "trainee", station.now)
        station.sync()

    station.app.push_screen(guide.pause_page(station), go_on)


def log_issue(station: "StationScreen") -> None:
    """Something is not as it should be: it is written down with this moment."""
    from simulator.screens.acceptance.log import log_at_station

    log_at_station(station)


def leave(station: "StationScreen") -> None:
    station.asking.choose(
        guide.leave(station), lambda answer: station.leave(answer) if answer in ("quit", "later") else None
    )


EVERYWHERE: "dict[str, Callable[[StationScreen], None]]" = {
    "hint": show_hint,
    "pause": pause,
    "help": show_help,
    "menu": show_menu,
    "log_issue": log_issue,
    "language": lambda station: station.host.action_language(),
    "leave_drill": leave,
}
"""Action -> what it does."""
