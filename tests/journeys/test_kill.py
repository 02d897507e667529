"""kill -9 in the middle of a drill, again and again: what was shown is there, nothing is lost, nothing doubled.

`STOREDRILL_KILLS` instants (15 unless told otherwise), some in each of several drills. Where a kill falls is drawn
from the drill's seed: after so many deeds, or with the bytes of the next one just written and nobody waiting for what
becomes of them.
"""

import os
import re
from collections import Counter
from contextlib import suppress
from functools import partial

import pytest

from simulator.kernel import facts as f
from simulator.kernel.draws import Draws
from simulator.kernel.entries import encode
from simulator.kernel.events import Command
from simulator.pos.view import View
from tests.journeys.fingers import basket_of
from tests.journeys.terminal import Unseen

KILLS = int(os.environ.get("STOREDRILL_KILLS", "15"))
EACH = 3
"""Kills in a drill."""
FIRST_DEEDS, MOST_DEEDS = 36, 10
"""Until the first kill of a drill, and between two of them."""
MOST_GLANCES = 5
"""At the terminal, between the last byte written and the kill: so the program dies anywhere on the way."""
LINE = re.compile(r"▕ {0,2}(\d{1,3})[ ▸](\S.*?)(?: \d+\.\d{3} kg)? {2,}(?:\d+ +)?\d+\.\d\d +\d+\.\d\d ")
"""A line of the basket: number, name (cut where it is long), weight where it was weighed, quantity, price, amount."""


def rows_of(basket):
    """As the lines stand on the screen: number, the beginning of the name."""
    return [f"{number:>3} {name[:14]}" for number, name, _, _ in basket]


@pytest.mark.parametrize("drill", range(1, (KILLS + EACH - 1) // EACH + 1))
def test_a_killed_drill_goes_on_as_it_was_last_shown(run, sit, drill):
    draws = Draws(drill, "kills")
    terminal = run("play", "first-sale", "--pace", "10", "--seed", str(drill))
    fingers = sit(terminal)
    shadow = fingers.shadow
    for nth in range(min(EACH, KILLS - (drill - 1) * EACH)):
        for _ in range(draws.between(2, MOST_DEEDS if nth else FIRST_DEEDS)):
            fingers.step()
        shown_now(terminal, shadow)
        written = fingers.plan() if draws.chance(0.6) else None
        if written is not None:
            with suppress(Unseen):  # the world went on: then it died while nothing was asked of it
                fingers.press(written)
            for _ in range(draws.below(MOST_GLANCES)):
                terminal.glance()
        terminal.kill()

        before = [encode(entry) for entry in shadow.entries]
        shadow.look()
        shadow.sound()
        after = [encode(entry) for entry in shadow.entries]
        assert after[: len(before)] == before, "what was acknowledged is there, as it was"
        late = Counter(type(entry.what) for entry in shadow.entries[len(before) :] if isinstance(entry.what, Command))
        most = (written is not None) + fingers.in_flight
        assert sum(late.values()) <= most, f"only what was written can have come after: {late}"
        expected, cash = basket_of(shadow.till), dict(shadow.till.drawer.pieces)
        paid = shadow.view.paid
        added = [(str(one.line.line), one.line.name.en) for one in shadow.all(f.LineAdded)]
        for number, name in lines_on(terminal.text):
            assert any(number == n and whole.startswith(name) for n, whole in added), f"{number} {name} was shown"

        if shadow.all(f.RunEnded):
            break  # so slow were the hands that the shop closed before: then nothing is left in the middle
        terminal = run()
        terminal.see("Left in the middle", "stopped at")
        terminal.press("enter")
        terminal.see("Go on where it stopped")
        terminal.press("enter")
        terminal.see("BELT", "QUEUE")
        terminal.meanwhile(partial(shadow.since, len(after), resumed), "expected it to go on")
        again = shadow.folded(
            until=next(n for n, e in enumerate(shadow.entries) if n >= len(after) and resumed(e.what))
        )
        assert basket_of(again) == expected
        assert View(again).paid == paid
        assert dict(again.drawer.pieces) == cash
        shown_now(terminal, shadow)  # time has gone on: a payment may have been answered, and the screen says so
        fingers.terminal, fingers.in_flight = terminal, False
    once_only(shadow)


def lines_on(screen):
    """Number and name, as far as it was not cut, of the basket's lines on a screen."""
    return [(number, name.rstrip("… ")) for number, name in LINE.findall(screen)] if "BASKET" in screen else []


def resumed(what):
    return isinstance(what, f.RunResumed)


def shown_now(terminal, shadow):
    """Wait until the screen shows the basket of the journal; returns it."""
    basket = basket_of(shadow.till)
    view = shadow.view
    if not view.drawer_open:
        terminal.see(*rows_of(basket), shadow.view.rules.currency.format(view.due if view.paid else view.total))
    else:
        terminal.see(*(f"{count:>9}" for count in view.drawer.values() if count > 99))
    return basket


def once_only(shadow):
    """Nothing was sold, paid or counted twice."""
    sales = [sale.sale for sale in shadow.all(f.SaleCompleted)]
    receipts = [sale.receipt for sale in shadow.all(f.SaleCompleted)]
    assert len(set(sales)) == len(sales)
    assert len(set(receipts)) == len(receipts)
    for entry in shadow.entries:
        if isinstance(entry.what, f.VisitEnded):
            assert not entry.what.extra, "no good was charged twice"
            assert entry.what.change_off == 0
