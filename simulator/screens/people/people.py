"""Pick who I am, or add a name. A guest needs neither."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from simulator.locale import Words
from simulator.screens.ports import Person
from simulator.screens.shell.field import Field
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Say, Scroll, Tile, line, shell

LONGEST = 40

Picked = tuple[Person | None]
"""Who was picked; (None,) is the guest. A bare None says that nobody was picked."""


class People(Dialog[Picked]):
    """`role` is given to people who are added."""

    CSS_PATH = "people.tcss"
    TITLE_ID = "people.title"
    AUTO_FOCUS = "#guest"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f3", "trainer", "people.trainer")]

    def __init__(self, role: str) -> None:
        super().__init__()
        self.role = role
        self.known: Sequence[Person] = ()

    def body(self) -> ComposeResult:
        with Scroll(id="list"):
            yield Tile(self._guest, "pick('')", id="guest", classes="row")
        yield Field("people.name", id="name", longest=LONGEST)
        with Horizontal(id="buttons"):
            yield Tile(lambda words: f"+ {words('people.add')}", "add", id="add", classes="chip")
            yield Tile(lambda words: f"+ {words('people.trainer')}", "trainer", id="trainer", classes="chip")

    def on_mount(self) -> None:
        self.later(shell(self).house.people, self._show, look=True)

    def _show(self, people: Sequence[Person]) -> None:
        self.known = people
        tiles = [Tile(_row(person), f"pick('{person.id}')", classes="row") for person in people]
        self.query_one("#list").mount_all(tiles)

    @staticmethod
    def _guest(words: Words) -> Content:
        return line((words("lobby.guest"), "bold"), (" " + words("people.guest.note"), "dim"))

    def action_pick(self, id: str) -> None:
        self.dismiss((next((person for person in self.known if person.id == id), None),))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_add()

    def action_add(self) -> None:
        field = self.query_one("#name", Field)
        name = " ".join(field.value.split())
        if not name or not name.isprintable():
            self.tell("people.name.expected", "bad", most=LONGEST)
            field.focus()
            return
        if any(person.name == name for person in self.known):
            self.tell("people.name.taken", "bad", name=name)
            return
        house = shell(self).house
        self.later(lambda: house.add_person(name, self.role), lambda person: self.dismiss((person,)))

    def action_trainer(self) -> None:
        from simulator.screens.people.trainer import Trainer

        self.app.push_screen(Trainer(), self._trainer_added)

    def _trainer_added(self, person: Person | None) -> None:
        if person is not None:
            self.tell("people.trainer.added", "good", name=person.name)
            self.query_one("#list").mount(Tile(_row(person), f"pick('{person.id}')", classes="row"))
            self.known = (*self.known, person)


def _row(person: Person) -> Say:
    def say(words: Words) -> Content:
        role = f"lobby.role.{person.role}"
        return line((person.name, "bold"), (f"  {words(role) if words.has(role) else person.role}", "dim"))

    return say
