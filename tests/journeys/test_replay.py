"""A session looked at again on the screen."""

import re

from tests.journeys.test_second_process import typed

POSITION = re.compile(r"(\d+:\d\d) / (\d+:\d\d)  #(\d+)")


def position(terminal):
    """(virtual time, length, entries shown) as the screen tells them."""
    found = POSITION.search(terminal.text)
    assert found, terminal.text
    return found[1], found[2], int(found[3])


def test_plays_seeks_and_quits(run, home):
    assert typed(home, "play", "first-sale", "--bot", "perfect", "--seed", "7").returncode == 0
    terminal = run("replay", "last", "--pace", "33.5")
    terminal.see("ELECTRONIC JOURNAL", "pause", "培训 TRAINING", "● 33.5×")
    terminal.until(lambda shown: POSITION.search(shown) is not None, "expected a position")
    terminal.until(lambda _: position(terminal)[2] > 20, "expected entries to happen by themselves")
    terminal.press("f5")
    terminal.press("end")
    terminal.until(lambda _: position(terminal)[0] == position(terminal)[1], "expected the end")
    everything = position(terminal)[2]
    terminal.press("pageup")
    terminal.until(lambda _: position(terminal)[2] < everything, "expected to be further back")
    terminal.press("home")
    terminal.until(lambda _: position(terminal)[0] == "0:00", "expected the beginning")
    terminal.press("escape")
    terminal.see("NEXT FOR ME")
    terminal.press("escape")
    assert terminal.wait() == 0
