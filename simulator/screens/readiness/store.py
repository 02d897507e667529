"""A store's profile, filled in: its opening day, how many customers come, who works, which devices stand where."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from grading.readiness.offers import Draft, Seat
from grading.readiness.phrases import LANES
from simulator.kernel.texts import pad
from simulator.locale import Words
from simulator.screens.acceptance.pick import Choice, Pick
from simulator.screens.people.keypad import Keypad
from simulator.screens.readiness.form import PAD, FormDialog, day_of, keep_tile, named
from simulator.screens.readiness.lanes import Lanes, told
from simulator.screens.readiness.seat import OneSeat
from simulator.screens.shell.field import Titled
from simulator.screens.shell.spoken import Say, Scroll, Tile, heading, line, shell

STAR = "★"
NAME = 18


class EditStore(FormDialog[str]):
    """Gives the id of what was kept. `was` is what it was read from, `known` are the people of the house."""

    AUTO_FOCUS = "Titled"
    FIELDS = ("opening", "lanes", "daily", "peak")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "add", "profile.add"),
        Binding("f4", "devices", "profile.devices"),
        Binding("f8", "keep", "uat.keep"),
        Binding("escape", "leave", "shell.cancel"),
    ]

    def __init__(self, store: str, draft: Draft, was: str, known: Sequence[str]) -> None:
        super().__init__()
        self.store, self.draft, self.was, self.known = store, draft, was, known
        self.begun = draft
        self.warned = False

    def where(self, words: Words) -> str:
        return f"{words('profile.edit')}: {self.draft.title}" if self.store else words("profile.new")

    def body(self) -> ComposeResult:
        if not self.store:
            yield Titled("profile.title", id="title-field", longest=40)
        with Horizontal(classes="fields"):
            for field in self.FIELDS:
                yield Titled(f"profile.{field}", id=field, longest=10)
        yield Keypad(PAD)
        yield heading("profile.staff")
        yield Scroll(id="staff")
        with Horizontal(id="ways", classes="chips"):
            yield Tile(named("profile.add", "F3", "+"), "add", id="add", classes="chip")
            yield Tile(self._devices, "devices", id="devices", classes="chip")
        yield keep_tile()

    def on_mount(self) -> None:
        for field in self.FIELDS:
            self.put(field, getattr(self.draft, field))
        self.call_after_refresh(self.query(Titled).first().action_select_all)  # what is typed replaces what is there
        self._seats()

    # --- what stands there

    def _seats(self) -> None:
        room = self.query_one("#staff", Scroll)
        room.remove_children()
        room.mount_all(Tile(self._seat(seat), f"seat({at})", classes="row") for at, seat in enumerate(self.draft.staff))

    def _seat(self, seat: Seat) -> Say:
        def say(words: Words) -> Content:
            star = STAR if seat.name == self.draft.super_user else " "
            comma = words("shell.comma")
            roles = comma.join(words(f"lobby.role.{role}") for role in seat.roles)
            turns = comma.join(words.both(title) for id, title in self.draft.turns if id in seat.shifts)
            return line((f"{star} ", "$warning"), (pad(seat.name, NAME), "bold"), f" {roles}", (f"  {turns}", "dim"))

        return say

    def _devices(self, words: Words) -> Content:
        return line(f"▸ {words('profile.devices')}: {told(self.draft.devices, words)}", ("  F4", "$accent"))

    # --- what can be done

    def action_seat(self, at: int) -> None:
        seat = self.draft.staff[at]
        star = seat.name == self.draft.super_user
        self.app.push_screen(OneSeat(seat, self.draft.turns, star), lambda found: self._changed(at, found))

    def _changed(self, at: int, found: tuple[Seat | None, bool] | None) -> None:
        """What somebody does, or that they work here no more."""
        if found is None:
            return
        seat, star = found
        staff, before = list(self.draft.staff), self.draft.staff[at]
        staff[at : at + 1] = [seat] if seat else []
        chief = before.name if star and seat else "" if before.name == self.draft.super_user else self.draft.super_user
        self.draft = self.draft._replace(staff=tuple(staff), super_user=chief)
        self._seats()

    def action_add(self) -> None:
        """Somebody of the house, or a name that is typed."""
        here = {seat.name for seat in self.draft.staff}
        choices = [Choice(name, _as_it_is(name)) for name in self.known if name not in here]
        self.app.push_screen(Pick("profile.add", choices, "profile.name"), self._added)

    def _added(self, name: str | None) -> None:
        if name is None:
            return
        tidy = " ".join(name.split())
        names = [seat.name for seat in self.draft.staff]
        if tidy not in names:
            seat = Seat(tidy, ("cashier",), tuple(id for id, _ in self.draft.turns[:1]))
            self.draft = self.draft._replace(staff=(*self.draft.staff, seat))
            self._seats()
        self.action_seat([one.name for one in self.draft.staff].index(tidy))

    def action_devices(self) -> None:
        (lanes,) = self.typed("lanes")
        most = int(lanes) if lanes.strip().isdecimal() else 0
        if not most:
            self.tell("profile.lanes_first", "bad")
            self.query_one("#lanes").focus()
            return
        self.app.push_screen(Lanes(min(most, LANES), self.draft.devices), self._stand)

    def _stand(self, devices: tuple[str, ...] | None) -> None:
        if devices is not None:
            self.draft = self.draft._replace(devices=devices)
            self.query_one("#devices", Tile).retranslate()

    def _as_typed(self) -> Draft:
        opening, lanes, daily, peak = (each.strip() for each in self.typed(*self.FIELDS))
        title = self.draft.title if self.store else " ".join(self.typed("title-field")[0].split())
        return self.draft._replace(title=title, opening=day_of(opening), lanes=lanes, daily=daily, peak=peak)

    def action_keep(self) -> None:
        draft = self._as_typed()
        if not draft.title:
            self.tell("profile.title_first", "bad")
            self.query_one("#title-field").focus()
            return
        desk = shell(self).house.opening
        self.later(lambda: desk.change(self.store, draft, self.was), self.answer)

    def action_leave(self) -> None:
        """What was changed is not lost by one key."""
        if self._as_typed() == self.begun or self.warned:
            self.dismiss(None)
        else:
            self.warned = True
            self.tell("profile.leave", "bad")


def _as_it_is(name: str) -> Say:
    return lambda _: name
