"""What a workstation asks in a dialog; an answer is used, leaving without one is not."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.screens.actions import operation_of
from simulator.screens.station.authorization import Authorization
from simulator.screens.station.dialogs import Choose, StationDialog, word
from simulator.screens.station.entering import Ask
from simulator.screens.station.lookup import LookUp
from virtual_devices.codes import split_aim

if TYPE_CHECKING:
    from simulator.screens.station.screen import StationScreen

R = TypeVar("R")
OVER = ("hint", "help", "pause", "language", "log_issue")
"""Actions that a question stays open under."""


class Asking:
    """Opens the dialogs of a workstation."""

    def __init__(self, station: "StationScreen") -> None:
        self._station = station
        self._about = ""
        """The action under way: what is asked belongs to it."""

    def begins(self, action: str) -> None:
        """What is asked from now on is asked for this action; what only lies over a question changes nothing."""
        if action not in OVER:
            self._about = action

    @property
    def dialog(self) -> StationDialog[Any] | None:
        """The dialog that is open over the workstation."""
        screen = self._station.app.screen
        return screen if isinstance(screen, StationDialog) else None

    def open(
        self, dialog: StationDialog[R | None], then: Callable[[R], None], left: Callable[[], None] = lambda: None
    ) -> None:
        """Ask, and use the answer; `left` is done where it was left without one."""
        station = self._station
        dialog.set_class(station.has_class("-coach"), "-coach")
        dialog.led_by, dialog.asked_for = station.coach.command, self._about
        station.app.push_screen(dialog, lambda answer: then(answer) if answer else left())

    def choose(self, dialog: Choose, then: Callable[[str], None]) -> None:
        """Its own marks, else the coach's choice where this is asked for what the coach advises."""
        about = self._about
        if dialog.marks is None:
            dialog.marks = lambda: "" if self.elsewhere(about) else self._station.coach.option
        dialog.advised = dialog.marks()
        dialog.detour = not dialog.advised and self.elsewhere(about)
        self.open(dialog, then)

    def elsewhere(self, asked_for: str) -> bool:
        """Whether a coach advises another operation than this is asked for."""
        advised = self._station.coach.action
        return bool(advised and asked_for) and operation_of(advised) != operation_of(asked_for)

    def advised_anew(self) -> None:
        """The coach looked again: what is open says and marks what that comes to."""
        for screen in self._station.app.screen_stack:
            if isinstance(screen, StationDialog) and screen.is_mounted:
                screen.set_class(self._station.has_class("-coach"), "-coach")
                screen.advised_anew(self._station.coach.command)

    def hinted(self) -> None:
        """A hint was asked for over a question: what is open says what it comes to in there."""
        dialog, coach = self.dialog, self._station.coach
        if dialog is not None:
            dialog.add_class("-coach")
            dialog.hinted(coach.command, elsewhere=self.elsewhere(dialog.asked_for))

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
