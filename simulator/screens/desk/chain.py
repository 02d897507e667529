"""An operation asks for its words one after the other: each by a digit, the arrows or a click, figures by their digits.

What is known already (the matter in hand, the row that the cursor stands on) is not asked. Leaving a question leaves
the operation.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.kernel.events import Command, name_of
from simulator.locale import Words
from simulator.screens.desk.picking import PickMany
from simulator.screens.station.dialogs import Ask, Choose, Option, Say

if TYPE_CHECKING:
    from simulator.screens.desk.screen import DeskScreen


class Row(NamedTuple):
    """Something to choose."""

    value: str
    label: Say
    detail: Say = lambda words: ""


class Among(NamedTuple):
    """One of some rows."""

    rows: list[Row]
    turn: Callable[[str], object] = str
    """From the row to what the command takes."""


class Several(NamedTuple):
    """Any of some rows."""

    rows: list[Row]


class Figure(NamedTuple):
    """A number that is typed."""

    read: Callable[[str], int | None]
    note: Say


Question = Among | Several | Figure
Known = dict[str, Any]
Source = Callable[["DeskScreen", Known], Question]


def ask(desk: "DeskScreen", command: type[Command], fields: dict[str, Source], known: Known) -> None:
    """Ask for the first field that is not known yet; with all of them, submit."""
    left = [name for name in command.__struct_fields__ if name not in known and name in fields]
    if not left:
        desk.submit(command(**known))
        return
    name = left[0]
    action = name_of(command)

    def title(words: Words) -> str:
        from simulator.screens.desk.wording import named

        return f"{desk.title_of(action)} · {named(words, name)}"

    def go_on(value: object) -> None:
        ask(desk, command, fields, {**known, name: value})

    question = fields[name](desk, known)
    match question:
        case Among(rows, turn):
            if not rows:  # nothing to choose from: the rules say why
                go_on(turn(""))
                return
            dialog = Choose(title, [Option(f"={row.value}", row.label, row.detail) for row in rows])
            dialog.advised = f"={_advised(desk, command, name)}"
            desk.asking.open(dialog, lambda chosen: go_on(turn(chosen.removeprefix("="))))
        case Several(rows):
            advised = getattr(desk.coach.command, name, ()) if isinstance(desk.coach.command, command) else ()
            desk.asking.open(PickMany(title, rows, advised), lambda picked: go_on(picked.values))
        case Figure(read, note):
            _figure(desk, title, read, note, go_on)


def _advised(desk: "DeskScreen", command: type[Command], name: str) -> str:
    value = getattr(desk.coach.command, name, "") if isinstance(desk.coach.command, command) else ""
    return str(value)


def _figure(
    desk: "DeskScreen", title: Say, read: Callable[[str], int | None], note: Say, then: Callable[[int], None]
) -> None:
    class Number(Ask):
        """Stays until what was typed can be read."""

        def key(self, key: str, character: str | None) -> bool:
            if character in (".", "。", "．"):
                self.take("key", ".")
                return True
            return super().key(key, character)

        def done(self, text: str) -> None:
            if not text:
                return
            if read(text) is None:
                self.tell(lambda words: words("desk.bad_figure", text=text))
            else:
                self.dismiss(text)

    dialog = Number(title, note, extra=None)
    dialog.decimal()
    desk.asking.open(dialog, lambda text: then(read(text) or 0))
