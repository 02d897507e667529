"""What a trainee does about the drill itself: a hint, a pause, help, the menu, leaving; and asks about the total."""

from typing import TYPE_CHECKING

from simulator.kernel import stimuli as s
from simulator.screens.till import choices, guide

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


def show_hint(till: "TillScreen") -> None:
    """Help that was asked for, and is noted in the journal."""
    advice = till.coach.look()
    if advice is None:
        till.say("info", "till.no_advice")
        return
    till.session.inject(s.HintShown(advice.reason), "director", till.now)
    till.add_class("-coach")
    till.call_after_refresh(till.sync)


def explain_total(till: "TillScreen") -> None:
    """Why this total?"""
    told = till.view.why()
    if told:
        till.app.push_screen(guide.why_page(told))
    else:
        till.say("info", "till.no_basket")


def show_menu(till: "TillScreen") -> None:
    till.asking.choose(guide.menu(till), till.run)


def show_help(till: "TillScreen") -> None:
    till.app.push_screen(guide.help_page(till))


def pause(till: "TillScreen") -> None:
    """The clock stands still until somebody goes on."""
    clock = till.drill.clock
    till.session.inject(s.DrillPaused(), "trainee", till.now)
    clock.pause()

    def go_on(_: object) -> None:
        clock.resume()
        till.session.inject(s.DrillContinued(), "trainee", till.now)
        till.sync()

    till.app.push_screen(guide.pause_page(till), go_on)


def leave(till: "TillScreen") -> None:
    till.asking.choose(choices.leave(till), lambda answer: till.leave(answer) if answer in ("quit", "later") else None)
