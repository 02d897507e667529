"""A dialog to fill in: Enter goes from field to field, and usual words go into one without a keyboard."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.widgets import Input

from simulator.screens.shell.field import Field, was_last
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import shell

R = TypeVar("R")


class Filling(Dialog[R]):
    """`FIELDS` are those that Enter goes through, in their order; from the last one it runs `action_keep`."""

    FIELDS: ClassVar[Sequence[str]] = ()

    def action_keep(self) -> None:
        """Of those that have FIELDS; Textual's screens can have no abstract methods."""
        raise NotImplementedError

    def typed(self, *fields: str) -> list[str]:
        return [self.query_one(f"#{field}", Field).value for field in fields]

    def put(self, field: str, value: str) -> None:
        self.query_one(f"#{field}", Field).value = value

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and from the last one keeps."""
        if event.input.id in self.FIELDS and was_last(self, event, self.FIELDS):
            self.action_keep()

    def action_usual(self, field: str, id: str) -> None:
        """What a chip of `usual` words runs."""
        self.put(field, shell(self).words(id))
