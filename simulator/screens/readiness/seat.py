"""One of a store's staff: their roles, their shifts, and whether they are the one whom all others ask."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from grading.readiness.offers import Seat
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.ports import ROLES
from simulator.screens.readiness.form import keep_tile, named
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Say, Tile, heading


class OneSeat(Dialog[tuple[Seat | None, bool]]):
    """Gives the seat (none: they work here no more) and whether they are the super user (数字大使)."""

    CSS_PATH = "readiness.tcss"
    AUTO_FOCUS = "Tile"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "remove", "profile.remove"),
        Binding("f8", "keep", "uat.keep"),
    ]

    def __init__(self, seat: Seat, turns: Sequence[tuple[str, Text]], star: bool) -> None:
        super().__init__()
        self.seat, self.turns, self.star = seat, turns, star

    def where(self, words: Words) -> str:
        return self.seat.name

    def body(self) -> ComposeResult:
        yield heading("profile.roles")
        with Horizontal(classes="chips"):
            for role in ROLES:
                yield Tile(self._role(role), f"role('{role}')", id=f"role-{role}", classes="chip")
        yield heading("profile.shifts")
        with Horizontal(classes="chips"):
            for at, (id, title) in enumerate(self.turns):
                yield Tile(self._shift(id, title), f"shift({at})", id=f"shift-{at}", classes="chip")
        yield Tile(self._star, "star", id="star", classes="chip")
        with Horizontal(id="ways", classes="chips"):
            yield keep_tile()
            yield Tile(named("profile.remove", "F6", "✗"), "remove", id="remove", classes="chip")

    # --- what stands there

    def _role(self, role: str) -> Say:
        return lambda words: f"{_box(role in self.seat.roles)} {words(f'lobby.role.{role}')}"

    def _shift(self, id: str, title: Text) -> Say:
        return lambda words: f"{_box(id in self.seat.shifts)} {words.both(title)}"

    def _star(self, words: Words) -> str:
        return f"{_box(self.star)} {words('profile.super_user')}"

    # --- what can be done

    def action_role(self, role: str) -> None:
        self.seat = self.seat._replace(roles=_toggled(self.seat.roles, role, ROLES))
        self._redraw()

    def action_shift(self, at: int) -> None:
        ids = [id for id, _ in self.turns]
        self.seat = self.seat._replace(shifts=_toggled(self.seat.shifts, ids[at], ids))
        self._redraw()

    def action_star(self) -> None:
        self.star = not self.star
        self._redraw()

    def _redraw(self) -> None:
        self.query(Tile).refresh()

    def action_remove(self) -> None:
        self.dismiss((None, False))

    def action_keep(self) -> None:
        if not self.seat.roles:
            self.tell("profile.role_first", "bad")
            return
        self.dismiss((self.seat, self.star))


def _box(on: bool) -> str:
    return "☑" if on else "☐"


def _toggled(had: Sequence[str], one: str, order: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in order if (each in had) != (each == one))
