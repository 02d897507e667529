"""What these dialogs share: one of a few to choose, usual words for who has no keyboard, and who says so."""

from collections.abc import Callable, Sequence

from textual.containers import Horizontal
from textual.dom import DOMNode

from simulator.screens.shell.spoken import Tile, shell

OWNERS = ("supplier", "store", "it")
"""责任方 as they usually are; anybody else can be typed."""


def choices(id: str, values: Sequence[str], text: Callable[[str], str], chosen: Callable[[], str]) -> Horizontal:
    """`● severe  ○ general`: a click or Enter runs `ID('value')`; `text` gives the id of a value's text."""

    def tile(value: str) -> Tile:
        return Tile(
            lambda words: f"{'●' if chosen() == value else '○'} {words(text(value))}",
            f"{id}('{value}')", id=f"{id}-{value}", classes="chip",
        )  # fmt: skip

    return Horizontal(*(tile(value) for value in values), id=id, classes="chips")


def usual(field: str, values: Sequence[str], texts: str) -> Horizontal:
    """Words that are put into a field by a click or Enter, which runs `usual('field', 'text id')`."""

    def tile(value: str) -> Tile:
        id = f"uat.{texts}_{value}"
        return Tile(lambda words: f"+ {words(id)}", f"usual('{field}', '{id}')", classes="chip")

    return Horizontal(*(tile(value) for value in values), id=f"usual-{field}", classes="chips")


def who(node: DOMNode) -> str:
    """Who sits here; a guest is called that."""
    app = shell(node)
    return app.me.name if app.me is not None else app.words("lobby.guest")
