"""The mains fail: the till goes dark in mid-sale and comes back with everything as it was."""

from simulator.kernel import facts as f
from tests.journeys.fingers import basket_of

PACE = "8"
"""How many times as fast as life: hands on a busy machine have to switch the till on before the shop closes."""


def test_the_till_comes_back_with_its_basket(run, sit):
    terminal = run("play", "power-outage", "--pace", PACE, "--seed", "4")
    fingers = sit(terminal)
    shadow = fingers.shadow
    fingers.play(lambda: shadow.view.dark)
    terminal.see("The till is dark")
    left = basket_of(shadow.till)
    assert left, "the power fails while somebody is served"
    drawer = dict(shadow.till.drawer.pieces)

    fingers.play(lambda: shadow.all(f.TillStarted))
    terminal.see("BASKET", gone="The till is dark")
    assert shadow.folded().drawer.pieces == shadow.till.drawer.pieces
    if not shadow.all(f.SlipWritten):  # by hand, the open basket was settled meanwhile
        assert basket_of(shadow.till) == left
        assert shadow.till.drawer.pieces == drawer
    terminal.see(*(f"{number:>3} {name[:14]}" for number, name, _, _ in basket_of(shadow.till)))
    shadow.sound()
