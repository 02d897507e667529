"""Start-up: `storedrill --version` beside a bare Python, the lobby beside a minimal Textual app.

A frame counts from the process's start until its last words stand in the terminal, and only if a key pressed then is
answered. The history is shown when the lobby knows what this person has achieved, which needs the database.

    python -m benchmarks start
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.pty_app import INSTALLED, PtyApp
from benchmarks.table import Row
from benchmarks.turns import in_turn

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = """
import sys
from simulator.cli import main
if __name__ == "__main__":
    sys.exit(main())
"""
"""What an installer puts in the place of `storedrill`."""
MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("ready to go")
    def on_key(self):
        self.query_one(Static).update("answered")
Minimal().run()
"""
F12 = b"\x1b[24~"
"""The other language."""


def _process(*arguments: str) -> float:
    environment = INSTALLED | {"PYTHONPATH": str(ROOT)}
    start = perf_counter()
    subprocess.run(arguments, check=True, capture_output=True, env=environment)
    return perf_counter() - start


def _frame(arguments: list[str], words: str, home: Path, key: bytes, answer: str) -> float:
    start = perf_counter()
    with PtyApp(arguments, home) as app:
        shown = app.wait_for(words) - start
        app.write(key)
        app.wait_for(answer)
        return shown


def _somebody_who_passed(home: Path) -> None:
    """A data folder whose last person has passed first-sale with the coach."""
    from simulator.bootstrap import House
    from simulator.drill.bots.roster import bot_named
    from simulator.drill.play import play

    house = House(home, lang="en")
    person = house.add_person("Wang Fang", "cashier")
    drill = house.start("first-sale", "coach", person, seed=7)
    play(drill.session, bot_named("perfect", 7))
    assert drill.finish("finished").result.passed, "the perfect cashier passes"
    house.remember(person.id, "cashier")
    house.close()


def main(rounds: int = 9) -> list[Row]:
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        script = Path(python).with_name("storedrill")
        if not script.exists():
            script = home / "storedrill"
            script.write_text(SCRIPT, "utf-8")
        version, bare = in_turn(
            2 * rounds, lambda: _process(python, str(script), "--version"), lambda: _process(python, "-c", "pass")
        )
        _somebody_who_passed(home)
        ours, minimal = [python, str(script), "--lang", "en"], [python, "-c", MINIMAL]
        lobby, history, least = in_turn(
            rounds,
            lambda: _frame(ours, "Meet your devices", home, F12, "下一步"),
            lambda: _frame(ours, "Passed with the coach", home, F12, "下一步"),
            lambda: _frame(minimal, "ready to go", home, b"k", "answered"),
        )
    return [
        Row("storedrill --version, whole process", version, bare, 2.5, against="python -c pass"),
        Row("first frame of the lobby, keys answered", lobby, least, 1.5, against="minimal Textual app"),
        Row("history shown in the lobby", history, least, 2.5, against="minimal Textual app"),
    ]
