"""The coach: the next right step, the control that does it, and why something was held back."""

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Any

from simulator.kernel.events import Command, name_of
from simulator.kernel.stimuli import CoachStopped
from simulator.locale import Words
from simulator.screens.actions import CONTROL
from simulator.screens.station.message import Message, Named
from simulator.screens.station.pointing import Way, ended
from simulator.screens.station.ports import Advice, StationDrill

if TYPE_CHECKING:
    from scenarios.specs.rubric import Expectation
    from simulator.screens.station.dialogs import StationDialog

NOTHING = Message()


class Coaching:
    """What is advised now. In coach mode always; in practice a hint that was asked for, as long as it is so."""

    def __init__(self, drill: StationDrill, operations: Container[str], way: Way) -> None:
        """`operations`: all actions; `way`: to what is advised, with the keys, as it depends on what is chosen now."""
        self._drill, self._operations, self._way = drill, operations, way
        self.advice: Advice | None = None
        self.stopped = NOTHING
        """Why a command was held back; shown instead of advice until the next command."""
        self._held: Message | None = None
        """The same, also after it was read."""

    @property
    def coached(self) -> bool:
        return self._drill.mode == "coach"

    @property
    def leads(self) -> bool:
        """Whether the next step is said here: then nothing else on screen says another one."""
        return self.advice is not None or bool(self.stopped.id)

    def look(self) -> Advice | None:
        """Ask for the next right step."""
        self.advice = self._drill.advise()
        return self.advice

    def look_again(self) -> None:
        """Something happened: a hint that was asked for stays while it is so, and another one is asked for anew."""
        before = self.advice
        if before is None:
            return
        now = self.look()
        if now is None or (now.command, now.reason) != (before.command, before.reason):
            self.advice = None

    def ripe(self, now: int) -> bool:
        """Whether the step that was to be waited for is due: look again."""
        return self.advice is not None and 0 < self.advice.until <= now

    def heeded(self) -> None:
        """The hands do what is right instead: what was held back is no matter any more."""
        self.stopped = NOTHING

    def acted(self) -> None:
        """The trainee did something."""
        self.stopped = NOTHING
        if not self.coached:
            self.advice = None

    def moved_on(self) -> None:
        """Somebody else stands there, or nobody: a hint that was asked for was about the one before."""
        if not self.coached:
            self.advice = None

    def stop(self, stopped: CoachStopped, rubric: "Sequence[Expectation]") -> Message:
        """A command was held back; what is wrong is said, or the rule behind it where the rubric has one."""
        self.stopped = self._held = self._why(stopped, rubric)
        return self.stopped

    @staticmethod
    def _why(stopped: CoachStopped, rubric: "Sequence[Expectation]") -> Message:
        if stopped.reason:
            return Message("bad", stopped.reason, stopped.given)
        rule = next((e.says for e in rubric if e.id == stopped.expectation), None)
        operation = Named(f"action.{CONTROL.get(stopped.command, stopped.command)}")
        if rule is None:
            return Message("bad", "till.coach_stopped", {"operation": operation})
        return Message("bad", "till.coach_stopped_rule", {"operation": operation, "rule": rule})

    def tells(self, message: Message, words: Words, dialog: "StationDialog[Any] | None" = None) -> bool:
        """Whether that is the coach's matter: why something was held back is not said twice, nor once it is over."""
        if message is not self._held:
            return False
        return not self.stopped.id or dialog is None or not self._in_dialog(words, dialog)

    def _in_dialog(self, words: Words, dialog: "StationDialog[Any]") -> str:
        """What to do in it, which stands in the place of the advice."""
        return dialog.other(words) or dialog.advises(words)

    def text(self, words: Words, dialog: "StationDialog[Any] | None" = None) -> str:
        """What stands above the entry line: the advice and the way to it; an open dialog says what to do in it."""
        if dialog is not None and (self.stopped.id or self.advice) and (said := self._in_dialog(words, dialog)):
            return said
        said = self.stopped.text(words) if self.stopped.id else self.said(words, dialog)
        if not said:
            return ""
        way = self._way(words, bool(self.stopped.id)) if dialog is None else dialog.guides(words)
        return words("pointing.advice", advice=ended(said, words), way=way) if way else said

    def said(self, words: Words, dialog: "StationDialog[Any] | None" = None) -> str:
        """What is advised, and why."""
        return words(self.advice.reason, **self.advice.params) if self.advice else ""

    # --- what to point at

    @property
    def command(self) -> Command | None:
        return self.advice.command if self.advice else None

    @property
    def action(self) -> str:
        """The action whose key does it, or empty."""
        if self.command is None:
            return ""
        name = name_of(self.command)
        action = CONTROL.get(name, name)
        return action if action in self._operations else ""

    @property
    def option(self) -> str:
        """What to choose, where the advised operation asks for a choice first."""
        return ""

    @property
    def entry(self) -> bool:
        """Whether something is to be typed."""
        return False
