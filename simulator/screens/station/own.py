"""What a workstation says of itself: what is seen there, who stands there, what its keys and its entry line are for."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos.rules import Rules
from simulator.screens.actions import AT, Workstation
from simulator.screens.station.message import Message
from simulator.screens.station.pane import Hit, Pane


class Own:
    """The part of a workstation's screen that each of them has of its own."""

    WORKSTATION: ClassVar[Workstation]
    OPERATIONS: ClassVar[Mapping[str, Callable[[Any], None]]]
    """Action -> what it does; `EVERYWHERE` among them."""
    WELCOME: ClassVar[str]
    HELP_TITLE: ClassVar[str] = "till.help"
    """Over the help page."""
    ROLL: ClassVar[str] = "till.paper"
    """Over the roll of what was printed."""
    PAPER: ClassVar[str] = "till.paper.none"
    """What an empty roll says."""
    GUIDE: ClassVar[tuple[str, ...]]
    """How the workstation is used, a sentence each; their parameters are the keys of `GUIDE_KEYS`."""
    GUIDE_NARROW: ClassVar[Mapping[str, str]] = {}
    """What is said instead where fewer panes have room."""
    GUIDE_KEYS: ClassVar[tuple[str, ...]] = ("scan", "menu")

    @property
    def shop(self) -> Rules:
        """Catalogue, money and staff of the shop."""
        raise NotImplementedError

    @property
    def standing(self) -> str:
        """Where one stands, and who."""
        raise NotImplementedError

    @property
    def over(self) -> bool:
        """Whether the drill's time is up."""
        raise NotImplementedError

    @property
    def home(self) -> Pane:
        """The pane where work begins."""
        raise NotImplementedError

    @property
    def entry_wanted(self) -> str:
        """A text id: what the entry line is for now."""
        raise NotImplementedError

    @property
    def entry_waits(self) -> str:
        """A quantity that was keyed and waits for its item."""
        return ""

    @property
    def hanging(self) -> str:
        """The document that hangs out of the printer when one comes back; empty where none does."""
        return ""

    def first(self) -> Iterable[Pane]:
        """What the eye waits for after a scan."""
        return ()

    def moving(self) -> Iterable[Pane]:
        """What goes on by itself while nothing happens; the header does anyway."""
        return ()

    def begin(self) -> None:
        """The screen stands: what was open is asked again."""

    def told_of(self, event: Event) -> Message | None:
        """What is worth telling of it; None where nothing is."""
        raise NotImplementedError

    def heard(self, entry: Entry) -> None:
        """Something happened here: what the hands do about it."""

    def lacking(self, action: str) -> str:
        """The text id that says why an action is not possible now; empty when it is."""
        return ""

    def enter(self) -> None:
        """Enter, with something typed."""
        raise NotImplementedError

    def take(self, hit: Hit) -> None:
        """Something was clicked, or chosen with Enter."""
        raise NotImplementedError

    def in_sight(self, action: str) -> bool:
        """Whether what an action would show stands there already."""
        return False

    def menu_start(self) -> str:
        """Where the menu begins when nothing is advised."""
        return AT[self.WORKSTATION][0].id

    def key_action(self, action: str) -> str:
        """The action whose key does `action` now."""
        return action

    def key_actions(self, action: str) -> tuple[str, ...]:
        """Those whose keys the menu names for it, the one that the key bar shows first."""
        return (self.key_action(action),)
