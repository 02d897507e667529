"""What these screens ask of the house."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from simulator.locale import Words
    from simulator.screens.load.live import Picture


class Wish(NamedTuple):
    """A load as it is asked for here: at a constant rate. All else is typed."""

    drill: str
    tills: int
    rate: float
    """Sales a second of each till."""
    minutes: float
    peak: int
    """Transactions expected in the peak hour; 0: nobody said."""


class Came(NamedTuple):
    """What came of it."""

    passed: bool
    report: Path
    """The report as a file, as evidence of a gate; beside it the same as a page."""
    page: Path
    says: "Callable[[Words], Sequence[str]]"


class Loads(Protocol):
    def play(
        self,
        wish: Wish,
        words: "Callable[[], Words]",
        show: "Callable[[Picture], None]",
        stopped: Callable[[], bool],
    ) -> Came:
        """As slow as the load is long; `show` is told several times a second. Raises StoreError, OSError."""
        ...
