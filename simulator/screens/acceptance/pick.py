"""Pick one of a list: a drill, or a file that lies at hand; a path can be typed, too."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.app import ComposeResult
from textual.widgets import Input

from simulator.locale import Words
from simulator.screens.ports import ROLES
from simulator.screens.shell.field import Field
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile

if TYPE_CHECKING:
    from simulator.screens.ports import House

MOST = 60


class Choice(NamedTuple):
    value: str
    says: Say


class Pick(Dialog[str]):
    """Gives the value that was picked, or what was typed where `hint` asks for it."""

    CSS_PATH = "acceptance.tcss"
    AUTO_FOCUS = "#list Tile, Field"

    def __init__(self, title: str, choices: Sequence[Choice], hint: str = "") -> None:
        super().__init__()
        self.title_id, self.choices, self.hint = title, choices, hint

    def where(self, words: Words) -> str:
        return words(self.title_id)

    def body(self) -> ComposeResult:
        if not self.choices:
            yield Spoken(lambda words: words("uat.nothing_at_hand"), classes="text")
        with Scroll(id="list"):
            for at, choice in enumerate(self.choices):
                yield Tile(choice.says, f"pick({at})", classes="row")
        if self.hint:
            yield Field(self.hint, id="path", longest=400)

    def action_pick(self, at: int) -> None:
        self.dismiss(self.choices[at].value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.dismiss(event.value.strip())


def drills(house: "House") -> list[Choice]:
    """Every drill of every role."""
    return [_drill(card.id, role, card.title) for role in ROLES for card in house.drills(role)]


def _drill(id: str, role: str, title: object) -> Choice:
    from simulator.kernel.texts import Text

    assert isinstance(title, Text), "a drill has a title in both languages"
    return Choice(id, lambda words: f"{words.both(title)}  ·  {words(f'lobby.role.{role}')}")


def files(home: Path, patterns: Sequence[str]) -> list[Choice]:
    """Files of these names in the folder where the program was started, and in the data folder; the latest first."""
    found = sorted({path for folder in (Path.cwd(), home) for path in _matching(folder, patterns)}, key=_age)
    return [_file(path) for path in found[:MOST]]


def _file(path: Path) -> Choice:
    return Choice(str(path), lambda words: f"{path.name}  ·  {path.parent}")


def _matching(folder: Path, patterns: Sequence[str]) -> Iterator[Path]:
    try:
        for pattern in patterns:
            yield from (path for path in folder.glob(pattern) if path.is_file())
    except OSError:  # a folder that cannot be looked into has nothing at hand
        return


def _age(path: Path) -> tuple[float, str]:
    try:
        return -path.stat().st_mtime, path.name
    except OSError:
        return 0.0, path.name
