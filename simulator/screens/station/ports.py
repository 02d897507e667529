"""What a workstation's screen asks of a drill beside what every screen asks, and of the app around it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from simulator.kernel.events import Command
from simulator.kernel.money import Minor
from simulator.kernel.paper import Document
from simulator.kernel.texts import Lang
from simulator.screens.ports import Drill

if TYPE_CHECKING:
    from simulator.locale import Words
    from simulator.screens.profiles import Profile
    from simulator.screens.rights import Entitled
    from simulator.screens.station.hands import Hands


class Advice(Protocol):
    """The next right step, and why."""

    @property
    def command(self) -> Command | None: ...
    @property
    def reason(self) -> str:
        """A text id."""
        ...

    @property
    def params(self) -> Mapping[str, object]: ...
    @property
    def until(self) -> int:
        """When a step that comes too early now is due; 0 where nothing is waited for but news."""
        ...


class Seen(Protocol):
    """What every workstation's view says: who approves what waits."""

    @property
    def rules(self) -> "Entitled":
        """Who may do what here."""
        ...

    @property
    def pending(self) -> tuple[str, Minor, str] | None:
        """(operation, amount, level) that waits for a PIN."""
        ...

    @property
    def called(self) -> str | bool:
        """Whether somebody who may approve is on the way."""
        ...

    @property
    def supervisor(self) -> str:
        """Badge of who stands here to approve."""
        ...


class StationDrill(Drill, Protocol):
    """A drill that is played at a workstation."""

    @property
    def pins(self) -> Mapping[str, str]:
        """Sandbox PIN -> badge."""
        ...

    def receipt(self, document: str, lang: Lang) -> Document | None:
        """An issued receipt, composed."""
        ...

    def advise(self) -> Advice | None:
        """What somebody who is good at it would do now."""
        ...


class Host(Protocol):
    """The app: the language of the moment, and the customer's keys."""

    @property
    def words(self) -> "Words": ...
    @property
    def profile(self) -> "Profile": ...
    def action_language(self) -> None:
        """Switch the language; the app calls `retranslate()` on every screen."""
        ...


@runtime_checkable
class Operated(Protocol):
    """The workstation below a dialog."""

    def run(self, action: str) -> None:
        """Do an action of the registry."""
        ...

    def speak(self) -> None:
        """Let the coach's line look at what it is about."""
        ...

    @property
    def hands(self) -> "Hands":
        """They are told of keys and clicks that are no command yet."""
        ...
