"""A form: rows to write in or to choose from, and one to be done. By keys alone, by mouse alone, without letters.

Digits write, ← → or Space go through the choices of a row, ↑ ↓ and Enter move on; a click on a row chooses it, and on
the one it stands on goes to its next choice. What cannot be read is said below, and nothing is done.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical

from simulator.kernel.events import Command
from simulator.kernel.texts import half_width
from simulator.locale import Words
from simulator.screens.station.dialogs import KeypadRows, Option, Rows, Say, StationDialog

Kind = Literal["choice", "count", "amount", "date", "text"]
MOST = 24
_DATE = re.compile(r"(\d{4}|\d{2})-?(\d{2})-?(\d{2})")
_NOT = {"count": "till.form.bad_count", "amount": "till.form.bad_amount", "date": "till.form.bad_date"}


class Choice(NamedTuple):
    """What a row may be set to."""

    value: str
    label: Say


class Field(NamedTuple):
    """A row of a form."""

    id: str
    label: Say
    kind: Kind = "count"
    choices: Sequence[Choice] = ()
    """To go through; where something can be written as well, what is usual."""
    value: str = ""
    """As it begins."""
    needed: bool = True
    """Whether it must not stay empty."""
    note: Say = lambda words: ""


def date_of(text: str) -> str:
    """`20261230`, `261230`, `2026-12-30` -> `2026-12-30`; empty where it is none.

    >>> date_of("261230"), date_of("2026-12-30"), date_of("1230")
    ('2026-12-30', '2026-12-30', '')
    """
    found = _DATE.fullmatch(text)
    if not found:
        return ""
    year, month, day = found.groups()
    return f"{year if len(year) == 4 else f'20{year}'}-{month}-{day}" if "01" <= month <= "12" else ""


class Form(StationDialog[dict[str, str] | None]):
    """Gives what stands in each row, dates as `2026-12-30`."""

    def __init__(
        self, title: Say, fields: Sequence[Field], done: Say, *, check: Callable[[str, str], bool], start: str = ""
    ) -> None:
        """`check(kind, text)`: whether a count or an amount can be read; `start`: the row in which it begins."""
        super().__init__(title)
        self._fields, self._done_says, self._check, self._start = fields, done, check, start
        self.advised: Mapping[str, str] = {}
        """Row -> what a coach would have there."""
        self.texts = {field.id: field.value for field in fields}
        self._tried = False
        """Whether Enter was pressed on a form that was not whole."""
        self._fresh = set(self.texts)
        """Rows that nobody has written in: what is typed replaces what stands there."""

    def compose(self) -> ComposeResult:
        rows = KeypadRows(self.says, "till.form.hint")
        rows.options = self._options()  # at once: who types ahead has a row to type in
        first = next((field for field in self._fields if not field.value), self._lacking())
        rows.cursor = ("option", self._start or (first.id if first is not None else "done"))
        rows.styles.height = len(self._fields) + 7
        with Vertical(id="box"):
            yield rows

    def on_mount(self) -> None:
        self._fill()

    @property
    def rows(self) -> Rows:
        return self.query_one(Rows)

    @property
    def _here(self) -> Field | None:
        at = self.rows.cursor
        return next((field for field in self._fields if at == ("option", field.id)), None)

    def _fill(self) -> None:
        self.rows.options = self._options()
        if self.advised:
            lacking = self._lacking()
            self.rows.advised = lacking.id if lacking is not None else "done"
        self.sync()
        self.speak()

    def _options(self) -> list[Option]:
        return [*map(self._row, self._fields), Option("done", self._done_says)]

    def mark_anew(self) -> bool:
        self.advised, self.rows.advised = {}, ""
        return False

    def hinted(self, command: Command | None, *, elsewhere: bool) -> None:
        super().hinted(command, elsewhere=elsewhere)
        self._fill()

    def _lacking(self) -> Field | None:
        """The first row that a coach would have otherwise."""
        rows = (field for field in self._fields if field.id in self.advised)
        return next((each for each in rows if not _same(each.kind, self.texts[each.id], self.advised[each.id])), None)

    def guides(self, words: Words) -> str:
        done, field = self._done_says(words), self._lacking()
        if self.detour:
            return super().guides(words)
        if not self.advised:
            return words("pointing.form", done=done)
        rows = self.query(Rows)  # asked of what has come on top, it may have none yet
        at = rows.first().cursor if rows else None
        if field is None:
            return words("pointing.form_here" if at == ("option", "done") else "pointing.form_done", done=done)
        to = "" if at == ("option", field.id) else "row_"
        wanted, row = self.advised[field.id], field.label(words)
        shown = next((choice.label(words) for choice in field.choices if choice.value == wanted), "")
        if not shown:
            return words(f"pointing.form_{to}type", row=row, typed=wanted)
        return words(f"pointing.form_{to}choose", row=row, choice=shown)

    def _row(self, field: Field) -> Option:
        def shown(words: Words) -> str:
            text = self.texts[field.id]
            label = next((choice.label(words) for choice in field.choices if choice.value == text), text)
            mark = "! " if self._wrong(field) and text else ""
            return f"◂ {label or '……'} ▸" if field.choices else f"{mark}{label or '……'}"

        return Option(field.id, field.label, shown, note=lambda words: self._note(words, field))

    def _note(self, words: Words, field: Field) -> str:
        empty = "till.form.choose" if field.choices else "till.form.empty"
        wrong = self._wrong(field) if self.texts[field.id] or self._tried else ""
        wrong = empty if wrong and not self.texts[field.id] else wrong
        return words(wrong, text=self.texts[field.id]) if wrong else field.note(words)

    def _wrong(self, field: Field) -> str:
        """A text id: why a row cannot stay as it is."""
        text = self.texts[field.id]
        if not text:
            return "till.form.empty" if field.needed else ""
        if any(choice.value == text for choice in field.choices) or field.kind == "text":
            return ""
        sound = bool(date_of(text)) if field.kind == "date" else self._check(field.kind, text)
        return "" if sound else _NOT.get(field.kind, "till.form.empty")

    # --- what hands do

    def take(self, kind: str, id: str) -> None:
        if kind == "option":
            chosen = self.rows.cursor == ("option", id)
            self.rows.choose(("option", id))
            self.speak()
            if id == "done":
                self._done()
            elif chosen:
                self._turn(1)
        elif id == "⏎":
            self._enter()
        else:
            self._type(id)

    def key(self, key: str, character: str | None) -> bool:
        text = half_width(character or "")
        if key == "enter":
            self._enter()
        elif key in ("left", "right"):
            self._turn(1 if key == "right" else -1)
        elif key == "space":
            self._turn(1)
        elif key == "backspace":
            self._type("⌫")
        elif len(text) == 1 and text.isascii() and (text.isalnum() or text in ".-/"):
            self._type(text)
        elif not self.rows.move(key):
            return False
        self.speak()
        return True

    def _turn(self, step: int) -> None:
        """The next choice of the row."""
        field = self._here
        if field is None or not field.choices:
            return
        values = [choice.value for choice in field.choices]
        if not field.needed and "" not in values:
            values.append("")
        at = values.index(self.texts[field.id]) if self.texts[field.id] in values else -1 if step > 0 else 0
        self.texts[field.id] = values[(at + step) % len(values)]
        self._fresh.add(field.id)
        self.turned(field.id)
        self._fill()

    def turned(self, field: str) -> None:
        """A choice was made: what depends on it may change."""

    def _type(self, key: str) -> None:
        field = self._here
        if field is None:
            return
        if field.kind == "choice":
            if key.isdigit() and 0 < int(key) <= len(field.choices):
                self.texts[field.id] = field.choices[int(key) - 1].value
                self.turned(field.id)
        elif key == "⌫":
            self.texts[field.id] = self.texts[field.id][:-1]
        elif field.kind == "text" or key.isdigit() or key in ".-":
            before = "" if field.id in self._fresh else self.texts[field.id]
            self.texts[field.id] = (before + key.upper())[:MOST]
        self._fresh.discard(field.id)
        self._fill()

    def _enter(self) -> None:
        if self.rows.cursor == ("option", "done"):
            self._done()
        else:
            self.rows.move("down")

    def _done(self) -> None:
        """The cursor goes to a row that cannot stay as it is; its note says why."""
        bad = next((field for field in self._fields if self._wrong(field)), None)
        if bad is not None:
            self._tried = True
            self.rows.choose(("option", bad.id))
            self.sync()
            return
        dates = {field.id for field in self._fields if field.kind == "date"}
        self.dismiss({id: date_of(text) if id in dates else text for id, text in self.texts.items()})


def _same(kind: Kind, text: str, wanted: str) -> bool:
    """Whether it says the same: `8.90` as `8.9`, `20261230` as `2026-12-30`."""
    if text == wanted or (kind == "date" and date_of(text) == wanted):
        return True
    if kind not in ("count", "amount"):
        return False
    try:
        return float(text) == float(wanted)
    except ValueError:
        return False


def choices(values: Sequence[str], says: Callable[[str], Say]) -> tuple[Choice, ...]:
    """Choices with the words that `says` finds for each."""
    return tuple(Choice(value, says(value)) for value in values)
