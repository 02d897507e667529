"""Somebody answers for a gate that is not met, for a reason, until a day."""

from datetime import date
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from grading.readiness.model import Gate, Profile
from simulator.locale import Words
from simulator.screens.acceptance.chips import OWNERS, usual, who
from simulator.screens.shell.field import Field, was_last
from simulator.screens.shell.screen import Dialog, ShellScreen
from simulator.screens.shell.spoken import Spoken, Tile, line, lines, shell
from simulator.screens.station.form import date_of

FIELDS = ("owner", "reason", "until", "by")
REASONS = ("agreed", "later", "other_way")
LONGEST = 200


class GiveWaiver(Dialog[bool]):
    """Gives whether one was given. Until when it holds begins as the opening day."""

    CSS_PATH = "readiness.tcss"
    TITLE_ID: ClassVar[str] = "uat.waive"
    AUTO_FOCUS = "#owner"
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
        yield Field("uat.hint_until", id="until", longest=10)
        yield Field("uat.hint_by", id="by")
        yield Tile(lambda words: line(f"✓ {words('uat.keep')}", ("  F8", "$accent")), "keep", id="keep", classes="chip")

    def on_mount(self) -> None:
        self.query_one("#until", Field).value = self.profile.opening
        self.query_one("#by", Field).value = who(cast(ShellScreen[object], self), shell(self).words)

    def _about(self, words: Words) -> Content:
        return lines((words.both(self.gate.title), "bold"), (words("uat.waive_means"), "dim"))

    def action_usual(self, field: str, id: str) -> None:
        self.query_one(f"#{field}", Field).value = shell(self).words(id)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and from the last one keeps."""
        if was_last(self, event, FIELDS):
            self.action_keep()

    def action_keep(self) -> None:
        owner, reason, typed, by = (self.query_one(f"#{id}", Field).value for id in FIELDS)
        until = day_of(typed)
        if until < date.today().isoformat():
            self.tell("uat.waived_until", "bad", until=typed or "–")
            self.query_one("#until").focus()
            return
        desk = shell(self).house.acceptance
        self.later(
            lambda: desk.waive(self.profile.id, self.gate.id, owner, reason, until, by), lambda _: self.dismiss(True)
        )


def day_of(typed: str) -> str:
    """A day that there is, as it sorts; empty where there is none."""
    found = date_of(typed.strip())
    try:
        return date.fromisoformat(found).isoformat() if found else ""
    except ValueError:  # the 31st of a month that has none
        return ""
