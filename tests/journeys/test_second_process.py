"""A second process on the same data folder, while the first one plays."""

import json
import subprocess
import sys

from simulator.kernel import facts as f
from tests.journeys.terminal import PATIENCE


def typed(home, *arguments):
    """Run a command to its end; returns it with its output."""
    return subprocess.run(
        [sys.executable, "-m", "simulator", *arguments, "--home", str(home), "--lang", "en"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_left_open_and_taken_up_again_in_the_lobby(run, sit, home):
    """Without a crash too: left for another time, the lobby offers it, and it goes on with its basket."""
    terminal = run("play", "first-sale", "--pace", "10", "--seed", "3")
    fingers = sit(terminal)
    shadow = fingers.shadow
    fingers.play(lambda: len(shadow.all(f.LineAdded)) >= 1)
    terminal.press("~")
    terminal.see("Leave the drill?")
    terminal.press("3")
    terminal.see("NEXT FOR ME", "Left in the middle")
    terminal.press("enter")
    terminal.see("Go on where it stopped")
    terminal.write(b"\r\r")  # twice by mistake, and at once: continued once
    terminal.see("BELT", "  1 Yishui Whole")
    terminal.meanwhile(lambda: shadow.count(f.RunResumed), "expected it to go on")
    fingers.play(lambda: shadow.all(f.SaleCompleted))
    assert shadow.count(f.RunResumed) == 1
    shadow.sound()


def test_lists_verifies_backs_up_and_plays_meanwhile(run, sit, home, tmp_path):
    terminal = run("play", "first-sale", "--pace", "10", "--seed", "3")
    fingers = sit(terminal)
    shadow = fingers.shadow
    fingers.play(lambda: len(shadow.all(f.LineAdded)) >= 1)

    listed = typed(home, "sessions", "--json")
    assert listed.returncode == 0, listed.stderr
    (session,) = json.loads(listed.stdout)
    assert (session["run"], session["scenario"], session["ended"]) == (shadow.run, "first-sale", "")
    verdict = typed(home, "journal", "verify", "last")
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    backed_up = typed(home, "backup", str(tmp_path / "copy.zip"))
    assert backed_up.returncode == 0, backed_up.stderr

    fingers.play(lambda: len(shadow.all(f.LineAdded)) >= 2)
    other = typed(home, "play", "first-sale", "--bot", "perfect", "--seed", "9", "--json")
    assert other.returncode == 0, other.stderr

    fingers.play(lambda: len(shadow.all(f.LineAdded)) >= 3)
    assert shadow.run == session["run"]
    shadow.sound()


def test_another_window_is_offered_a_drill_only_once_the_first_is_gone(run, sit, home):
    first = run("play", "first-sale", "--pace", "10", "--seed", "3")
    fingers = sit(first)
    shadow = fingers.shadow
    fingers.play(lambda: len(shadow.all(f.LineAdded)) >= 1)
    second = run()
    second.see("NEXT FOR ME")
    second.press("f5")  # to the results and back: the database has been asked by then
    second.see("Esc back")
    second.press("escape")
    second.see("NEXT FOR ME", gone="Esc back")
    assert "Left in the middle" not in second.text
    fingers.play(lambda: len(shadow.all(f.LineAdded)) >= 2)  # and the first plays on
    first.kill()
    third = run()
    third.see("NEXT FOR ME", "Left in the middle")
