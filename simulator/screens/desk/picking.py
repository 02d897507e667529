"""Any number of rows: Space or a click takes one or lays it back, Enter on the last row is done."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical

from simulator.locale import Words
from simulator.screens.station.dialogs import Option, Rows, Say, StationDialog

if TYPE_CHECKING:
    from simulator.screens.desk.chain import Row


class Picked(NamedTuple):
    """What was taken; an answer also where it is nothing."""

    values: tuple[str, ...]


class PickMany(StationDialog[Picked | None]):
    """Gives what was picked, in the order of the rows."""

    def __init__(self, title: Say, rows: "list[Row]") -> None:
        super().__init__(title)
        self._rows = rows
        self._advised: frozenset[str] | None = None
        self._picked: set[str] = set()

    def advise(self, values: Iterable[str]) -> None:
        """What a coach would pick."""
        self._advised = frozenset(values)
        if self.is_mounted:
            self._fill()

    def mark_anew(self) -> bool:
        self._advised = None
        self.rows.options = self._options()
        return False

    def compose(self) -> ComposeResult:
        with Vertical(id="box", classes="tall"):
            rows = Rows(self.says, "desk.pick.hint")
            rows.options = self._options()
            yield rows

    def on_mount(self) -> None:
        self._fill()

    def guides(self, words: Words) -> str:
        return words("pointing.pick") if self._advised is not None else super().guides(words)

    @property
    def rows(self) -> Rows:
        return self.query_one(Rows)

    def _fill(self) -> None:
        self.rows.options = self._options()
        self.sync()

    def _options(self) -> list[Option]:
        ready = "➤ " if self._advised is not None and self._picked == self._advised else ""
        done = Option("done", lambda words: f"{ready}{words('desk.pick.done')}")
        return [*map(self._option, self._rows), done]

    def _option(self, row: "Row") -> Option:
        mark = "☑" if row.value in self._picked else "☐"
        hint = "➤ " if row.value in (self._advised or ()) and row.value not in self._picked else ""
        return Option(f"={row.value}", lambda words: f"{hint}{mark} {row.label(words)}", row.detail)

    def take(self, kind: str, id: str) -> None:
        if kind != "option":
            return
        self.rows.choose(("option", id))
        if id == "done":
            self.dismiss(Picked(tuple(row.value for row in self._rows if row.value in self._picked)))
            return
        self._picked ^= {id.removeprefix("=")}
        self._fill()

    def key(self, key: str, character: str | None) -> bool:
        if key in ("enter", "space") and self.rows.cursor:
            self.take(*self.rows.cursor)
            return True
        return self.rows.move(key)
