"""Somebody answers for a gate that is not met, for a reason, until a day."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from grading.readiness.model import Gate, Profile
from simulator import wall_clock
from simulator.locale import Words
from simulator.screens.acceptance.chips import OWNERS, usual, who
from simulator.screens.people.keypad import Keypad
from simulator.screens.readiness.form import DIGITS, FormDialog, day_of, is_day, keep_tile
from simulator.screens.shell.field import Field, Titled
from simulator.screens.shell.spoken import Spoken, lines, shell

REASONS = ("agreed", "later", "other_way")
LONGEST = 200


class GiveWaiver(FormDialog[bool]):
    """Gives whether one was given. Until when it holds begins as the opening day."""

    TITLE_ID: ClassVar[str] = "uat.waive"
    AUTO_FOCUS = "#owner"
    FIELDS = ("owner", "reason", "until", "by")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "keep", "uat.keep")]

    def __init__(self, profile: Profile, gate: Gate) -> None:
        super().__init__()
        self.profile, self.gate = profile, gate

    def body(self) -> ComposeResult:
        yield Spoken(self._about)
        yield Field("uat.hint_waive_owner", id="owner")
        yield usual("owner", OWNERS, "owner")
        yield Field("uat.hint_reason", id="reason", longest=LONGEST)
        yield usual("reason", REASONS, "reason")
        with Horizontal(classes="fields"):
            yield Titled("uat.hint_until", id="until", longest=10)
            yield Titled("uat.hint_by", id="by")
        yield Keypad((*DIGITS, "⌫"))
        yield keep_tile()

    def on_mount(self) -> None:
        self.put("until", self.profile.opening)
        self.put("by", who(self))

    def _about(self, words: Words) -> Content:
        return lines((words.both(self.gate.title), "bold"), (words("uat.waive_means"), "dim"))

    def action_keep(self) -> None:
        owner, reason, typed, by = self.typed(*self.FIELDS)
        until = day_of(typed)
        first = self.profile.waived_until(wall_clock.today().isoformat())
        if not is_day(until) or until < first:
            self.tell("uat.waived_until", "bad", first=first, until=typed or "–")
            self.query_one("#until").focus()
            return
        desk = shell(self).house.acceptance
        self.later(
            lambda: desk.waive(self.profile.id, self.gate.id, owner, reason, until, by), lambda _: self.answer(True)
        )
