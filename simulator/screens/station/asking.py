"""What a workstation asks in a dialog; an answer is used, leaving without one is not."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.screens.station.authorization import Authorization
from simulator.screens.station.dialogs import Ask, Choose, StationDialog, word
from simulator.screens.station.lookup import LookUp
from virtual_devices.codes import split_aim

if TYPE_CHECKING:
    from simulator.screens.station.screen import StationScreen

R = TypeVar("R")


class Asking:
    """Opens the dialogs of a workstation."""

    def __init__(self, station: "StationScreen") -> None:
        self._station = station

    @property
    def dialog(self) -> StationDialog[Any] | None:
        """The dialog that is open over the workstation."""
        screen = self._station.app.screen
        return screen if isinstance(screen, StationDialog) else None

    def open(self, dialog: StationDialog[R | None], then: Callable[[R], None]) -> None:
        """Ask, and use the answer."""
        station = self._station
        dialog.set_class(station.has_class("-coach"), "-coach")
        dialog.led_by = station.coach.command
        station.app.push_screen(dialog, lambda answer: then(answer) if answer else None)

    def choose(self, dialog: Choose, then: Callable[[str], None]) -> None:
        coach = self._station.coach
        if not dialog.advised:
            asked = type(coach.command)
            dialog.advised = coach.option
            dialog.marks = lambda: coach.option if type(coach.command) is asked else ""
        self.open(dialog, then)

    def advised_anew(self) -> None:
        """The coach looked again: what is open says and marks what that comes to."""
        for screen in self._station.app.screen_stack:
            if isinstance(screen, StationDialog) and screen.is_mounted:
                screen.advised_anew(self._station.coach.command)

    def find_item(self, title: str, then: Callable[[str], None]) -> None:
        text = self._station.take_entry()
        self.open(LookUp(word(title), self._station.shop, text), then)

    def number(
        self,
        label: str,
        note: str,
        then: Callable[[str], None],
        *,
        masked: bool = False,
        point: bool = False,
        typed: str = "",
        **figures: object,
    ) -> None:
        """A number typed, or read by a scanner that names the kind of code before it; amounts have a point.

        `figures` stand in the note; `typed` is what a coach would type.
        """
        form = Ask(word(label), word(note, **figures), masked=masked)
        form.typed = typed
        if point:
            form.decimal()
        self.open(form, lambda text: then(split_aim(text)[1]))

    def authorization(self) -> None:
        """A real workstation stops here too, until somebody with the right decides."""
        station = self._station
        if station.seen.pending and not isinstance(station.app.screen, Authorization):
            self.open(Authorization(station), lambda answer: None)

    def what_is_open(self) -> bool:
        """The workstation's own questions: an authorization first; whether one was asked."""
        screen = self._station.app.screen
        if isinstance(screen, Authorization):
            screen.look()
        elif self._station.seen.pending:
            self.authorization()
        else:
            return False
        return True
