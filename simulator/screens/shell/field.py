"""A line to type into. What is typed survives a change of language; the cursor stands still, for pictures' sake."""

from collections.abc import Sequence
from typing import TypeVar

from textual.screen import Screen
from textual.widgets import Input

from simulator.screens.shell.spoken import shell

T = TypeVar("T")


class Field(Input):
    """`hint` is the text id of what to type."""

    def __init__(self, hint: str, *, id: str, secret: bool = False, longest: int = 40) -> None:
        super().__init__(id=id, password=secret, max_length=longest)
        self.hint = hint
        self.cursor_blink = False

    def on_mount(self) -> None:
        self.retranslate()

    def retranslate(self) -> None:
        self.placeholder = shell(self).words(self.hint)


class Titled(Field):
    """What it is for stands in its frame as well, so that it is known once something is in it."""

    def retranslate(self) -> None:
        super().retranslate()
        self.border_title = shell(self).words(self.hint)


def was_last(screen: Screen[T], event: Input.Submitted, fields: Sequence[str]) -> bool:
    """Enter goes on to the next of these fields (ids); whether it was the last one that was left."""
    event.stop()
    at = fields.index(event.input.id or "") + 1
    if at < len(fields):
        screen.query_one(f"#{fields[at]}").focus()
    return at == len(fields)
