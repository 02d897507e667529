"""A comment to one thing that a trainer judges."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.shell.field import Field
from simulator.screens.shell.screen import Dialog


class Comment(Dialog[str]):
    """Gives what was typed; empty takes the comment away."""

    AUTO_FOCUS = "#comment"
    TITLE_ID: ClassVar[str] = "overlay.comment"

    def __init__(self, says: Text, text: str) -> None:
        super().__init__()
        self.says, self.text = says, text

    def where(self, words: Words) -> str:
        return words("overlay.comment", says=self.says)

    def body(self) -> ComposeResult:
        field = Field("overlay.comment_hint", id="comment", longest=200)
        field.value = self.text
        yield field

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(" ".join(event.value.split()))
