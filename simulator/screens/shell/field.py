"""A line to type into. What is typed survives a change of language; the cursor stands still, for pictures' sake."""

from textual.widgets import Input

from simulator.screens.shell.spoken import shell


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
