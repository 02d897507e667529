"""An operation asks for its words one after the other: each by a digit, the arrows or a click, figures by their digits.

What is known already (the matter in hand, the row that the cursor stands on) is not asked. Leaving a question leaves
the operation.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from simulator.desk.papers_view import QuestionSeen
from simulator.kernel.events import Command, name_of
from simulator.kernel.texts import cells, half_width
from simulator.locale import Words
from simulator.screens.desk.another import lead
from simulator.screens.desk.picking import PickMany
from simulator.screens.desk.wording import named, till_name, word
from simulator.screens.papers import question
from simulator.screens.station.dialogs import Choose, Option, Say, StationDialog
from simulator.screens.station.entering import Ask

if TYPE_CHECKING:
    from simulator.screens.desk.screen import DeskScreen


R = TypeVar("R")
NARROW = 46
"""Cells of a row that stand whole in a box of the usual width."""


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
    signed: bool = False


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
        about = _about(desk, known, words)
        if "question" in known and about:  # what is asked says what is to be given
            return about
        own = f"desk.ask.{action}.{name}"
        asks = words(own) if words.has(own) else named(words, name)
        return f"{desk.title_of(action)}{f' · {about}' if about else ''} · {asks}"

    def go_on(value: object) -> None:
        ask(desk, command, fields, {**known, name: value})

    question = fields[name](desk, known)
    match question:
        case Among(rows, turn):
            if not rows:  # nothing to choose from: the rules say why
                go_on(turn(""))
                return
            options = [Option(f"={row.value}", row.label, row.detail) for row in rows]
            dialog = Choose(title, options, wide=any(_long(row, desk.words) for row in rows))

            def mark_row() -> None:
                dialog.advise(_advised(desk, name) if lead(desk, dialog, command, known) else "")

            _open(desk, dialog, mark_row, lambda chosen: go_on(turn(chosen.removeprefix("="))))
        case Several(rows):
            many = PickMany(title, rows)

            def mark_rows() -> None:
                if lead(desk, many, command, known):
                    many.advise(getattr(desk.coach.command, name, ()))

            _open(desk, many, mark_rows, lambda picked: go_on(picked.values))
        case Figure(read):
            number = Number(title, question)

            def mark_number() -> None:
                lead(desk, number, command, known)

            _open(desk, number, mark_number, lambda text: go_on(read(text) or 0))


def _open(
    desk: "DeskScreen", dialog: StationDialog[R | None], mark: Callable[[], None], then: Callable[[R], None]
) -> None:
    """Ask, with what the coach would have marked: now, and again where a hint is asked for in there."""
    dialog.mark = mark
    mark()
    desk.asking.open(dialog, then)


def _about(desk: "DeskScreen", known: Known, words: Words) -> str:
    """Whom or which till it is about, where the cursor has said so."""
    badge = known.get("badge", "")
    person = next((person.name[words.lang] for person in desk.view.staff if person.badge == badge), "")
    till, checkpoint = str(known.get("till", "")), str(known.get("checkpoint", ""))
    about = till_name(words, till) if till else word(words, checkpoint) if checkpoint else ""
    what = str(known.get("what", ""))
    asked = asked_of(desk, str(known.get("matter", "")), str(known.get("question", "")))
    if asked is not None:
        return question(words, asked)
    return person or about or str(known.get("number", "")) or (word(words, what) if what else "")


def asked_of(desk: "DeskScreen", matter: str, id: str) -> QuestionSeen | None:
    """The question of that number."""
    found = desk.view.reports(matter)
    return next((asked for asked in (found.questions if found else ()) if asked.id == id), None)


def _long(row: Row, words: Words) -> bool:
    """Whether a row needs more room than a narrow box has."""
    return cells(row.label(words)) + cells(row.detail(words)) > NARROW


def _advised(desk: "DeskScreen", name: str) -> str:
    """The row that a coach would choose."""
    return f"={_row_of(getattr(desk.coach.command, name))}"


def _row_of(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


class Number(Ask):
    """Stays until what was typed can be read; a sign is a key and a button.

    What the coach says of the figure still stands while it is typed.
    """

    ADVICE = ""

    def __init__(self, title: Say, figure: Figure) -> None:
        sign = ("±", lambda words: words("desk.sign")) if figure.signed else None
        super().__init__(title, figure.note, extra=sign)
        self._figure = figure
        self.decimal()

    def guides(self, words: Words) -> str:
        return super().guides(words) if self.detour else words("pointing.number")

    def key(self, key: str, character: str | None) -> bool:
        typed = half_width(character or "")
        if typed == "-" and self._figure.signed:
            self.extra("±")
        else:
            return super().key(key, character)
        return True

    def extra(self, id: str) -> None:
        """The other sign."""
        field = self._field
        field.text = field.text.removeprefix("-") if field.text.startswith("-") else f"-{field.text}"
        field.sync()

    def done(self, text: str) -> None:
        if text and self._figure.read(text) is None:
            self.tell(lambda words: words("desk.bad_figure", text=text))
        elif text:
            self.dismiss(text)
