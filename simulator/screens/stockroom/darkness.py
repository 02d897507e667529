"""The stockroom without power: the terminal shows nothing and hears nothing; legs, eyes and the telephone remain."""

from typing import TYPE_CHECKING, Any, cast

import msgspec

from simulator.kernel.events import Command, name_of
from simulator.kernel.texts import cells
from simulator.locale import Words
from simulator.screens.actions import operation_of
from simulator.screens.station.drill import EVERYWHERE
from simulator.screens.station.pane import Line, Span, heading
from simulator.stock.engine import BY_TORCH, OPERATIONS
from virtual_devices.layout import wrap

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen

TORCH = frozenset({*(name_of(kind) for kind in BY_TORCH), "look_behind"})
"""Actions that need no terminal."""

_BLANK: dict[Any, object] = {str: "", int: 0, bool: False}
_COMMANDS = {name_of(kind): kind for kind in OPERATIONS}


def dead(action: str) -> bool:
    """Whether an action needs the terminal."""
    return action not in TORCH and action not in EVERYWHERE


def press(room: "StockScreen", action: str) -> None:
    """A key of a dark terminal: refused by the rules and noted; what is on the screen alone has nothing to show."""
    kind = _COMMANDS.get(operation_of(action))
    if kind is None:
        room.say("bad", "refused.stockroom_dark")
    else:
        room.submit(blank(kind))


def blank(kind: Any) -> Command:
    """Of that kind and about nothing."""
    given = {f.name: _BLANK.get(f.type, ()) for f in msgspec.structs.fields(kind) if f.required}
    return cast(Command, kind(**given))


def notice(words: Words, since: str, width: int, height: int, *, focused: bool) -> list[Line]:
    """What stands in the middle instead of a document."""
    title = _centred(words("stock.dark.title"), width, "bad strong")
    text = _centred(words("stock.dark", time=since), width, "dim")
    above = max(0, (height - len(title) - len(text) - 2) // 2)
    return [heading(words("stock.dark.head"), "", width, focused=focused), *[()] * above, *title, (), *text]


def _centred(text: str, width: int, style: str) -> list[Line]:
    lines = wrap(text, width - 6)
    return [(Span(" " * max(0, (width - cells(line)) // 2)), Span(line, style)) for line in lines]
