"""The command palette: whatever has a key on the screen in front, by name; at a workstation, its actions."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen

from simulator.screens.shell.keys import key_name
from simulator.screens.shell.screen import ShellScreen

if TYPE_CHECKING:
    from simulator.screens.actions import Action
    from simulator.screens.app import StoredrillApp
    from simulator.screens.profiles import Profile

PALETTE_ITSELF = frozenset({"ctrl+p", "enter", "space"})
"""Keys of no use there: it is open, and it chooses."""


@runtime_checkable
class Operated(Protocol):
    """A screen that is worked by the registry's actions."""

    @property
    def actions(self) -> "tuple[Action, ...]": ...
    @property
    def profile(self) -> "Profile": ...
    def run(self, action: str) -> None: ...
    def title_of(self, action: str) -> str: ...


@runtime_checkable
class Entitled(Protocol):
    """A screen that knows who may do what."""

    def right_of(self, action: str) -> str: ...


class Palette(CommandPalette):
    """Textual's; a class of its own tells whether it is open."""


def commands(app: "StoredrillApp", screen: Screen[object]) -> Iterable[SystemCommand]:
    """At a workstation every action; elsewhere every key: choosing presses it, so a thing happens in one way only."""
    if isinstance(screen, Operated):
        for action in screen.actions:
            keys = screen.profile.keys.get(action.id, ())
            right = screen.right_of(action.id) if isinstance(screen, Entitled) else ""
            shown = " ".join([*(key_name(key) for key in keys), right])
            yield SystemCommand(screen.title_of(action.id), shown, partial(screen.run, action.id))
        return
    if isinstance(screen, ShellScreen):
        for key, title in screen.named_keys().items():
            if key not in PALETTE_ITSELF:
                yield SystemCommand(title, key_name(key), partial(app.simulate_key, key))
