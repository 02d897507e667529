"""A session looked at again on the screen."""

import re

from tests.journeys.test_second_process import typed

POSITION = re.compile(r"(\d+:\d\d) / (\d+:\d\d)  #(\d+)")


def reached(terminal, wanted, what):
    """Wait until (virtual time, length, entries shown) are as wanted; returns how many entries are shown."""
    stood = []

    def there(shown):
        found = POSITION.search(shown)  # of a screen that was half read: none
        stood[:] = [(found[1], found[2], int(found[3]))] if found else []
        return bool(found) and wanted(*stood[0])

    terminal.until(there, f"expected {what}")
    return stood[0][2]


def test_plays_seeks_and_quits(run, home):
    assert typed(home, "play", "first-sale", "--bot", "perfect", "--seed", "7").returncode == 0
    terminal = run("replay", "last", "--pace", "33.5")
    terminal.see("ELECTRONIC JOURNAL", "pause", "培训 TRAINING", "● 33.5×")
    reached(terminal, lambda now, length, shown: shown > 20, "entries to happen by themselves")
    terminal.press("f5")
    terminal.press("end")
    everything = reached(terminal, lambda now, length, shown: now == length, "the end")
    terminal.press("pageup")
    reached(terminal, lambda now, length, shown: shown < everything, "to be further back")
    terminal.press("home")
    reached(terminal, lambda now, length, shown: now == "0:00", "the beginning")
    terminal.press("escape")
    terminal.see("NEXT FOR ME")
    terminal.press("escape")
    assert terminal.wait() == 0
