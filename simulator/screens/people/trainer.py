"""Add a trainer: a name, and the PIN that will say who sits there in exams."""

from collections.abc import Collection
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from simulator.locale import Words
from simulator.namesakes import namesake
from simulator.screens.people.keypad import Keypad
from simulator.screens.people.names import only_digits, unused
from simulator.screens.people.pin import NewPinDialog
from simulator.screens.ports import Person
from simulator.screens.shell.field import Field, was_last
from simulator.screens.shell.spoken import Spoken, Tile, shell

FIELDS = ("trainer-name", "pin", "again")


class Trainer(NewPinDialog[Person]):
    """`vouched_by` is the trainer who lets another one in; the first of a house lets in themselves."""

    TITLE_ID: ClassVar[str] = "people.trainer"
    AUTO_FOCUS = "#trainer-name"

    def __init__(self, taken: Collection[str] = (), vouched_by: str = "") -> None:
        super().__init__()
        self.taken = taken
        self.vouched_by = vouched_by

    def body(self) -> ComposeResult:
        yield Spoken(lambda words: words("people.trainer.why"))
        yield Field("people.trainer.name", id="trainer-name")
        yield from self.pins()
        yield Keypad()
        with Horizontal(id="buttons"):
            yield Tile(self._usual, "usual", id="usual", classes="chip")
            yield Tile(lambda words: f"+ {words('people.trainer')}", "add", id="add", classes="chip")

    def _usual(self, words: Words) -> str:
        return unused(words, "people.trainer.usual", self.taken)

    def action_usual(self) -> None:
        """A name without a keyboard."""
        self.query_one("#trainer-name", Field).value = self._usual(shell(self).words)
        self.query_one("#pin").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and from the last one adds."""
        if was_last(self, event, FIELDS):
            self.action_add()

    def action_add(self) -> None:
        name = " ".join(self.query_one("#trainer-name", Field).value.split())
        if not name or not name.isprintable():
            self._wrong("people.name.expected", most=40)
        elif other := namesake(name, self.taken):
            self._wrong("people.trainer.taken", name=other)
        elif only_digits(name):
            self._wrong("people.trainer.digits")
        elif pin := self.pin():
            house = shell(self).house
            self.later(lambda: house.add_trainer(name, pin, self.vouched_by), self.answer, failed=self.anew)

    def _wrong(self, id: str, **params: object) -> None:
        self.tell(id, "bad", **params)
        self.query_one("#trainer-name").focus()
