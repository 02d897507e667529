"""Pick who I am, or add a name. A guest needs neither."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from simulator.locale import Words
from simulator.namesakes import namesake
from simulator.screens.people.names import only_digits, unused
from simulator.screens.ports import Person
from simulator.screens.shell.field import Field
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Say, Scroll, Tile, line, shell

if TYPE_CHECKING:
    from simulator.screens.people.change import Done

LONGEST = 40

Picked = tuple[Person | None]
"""Who was picked; (None,) is the guest. A bare None says that nobody was picked."""


class People(Dialog[Picked]):
    """`role` is given to people who are added."""

    CSS_PATH = "people.tcss"
    TITLE_ID = "people.title"
    AUTO_FOCUS = "#guest"
    KEY_ROWS = 2  # the key to edit or remove is told, too
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "trainer", "people.trainer"),
        Binding("f4", "change", "people.change"),
    ]

    def __init__(self, role: str) -> None:
        super().__init__()
        self.role = role
        self.known: Sequence[Person] = ()
        self._doubted = ""
        """A name of digits alone that was asked about."""

    def body(self) -> ComposeResult:
        with Scroll(id="list"):
            yield Tile(self._guest, "pick('')", id="guest", classes="row")
        yield Field("people.name", id="name", longest=LONGEST)
        with Horizontal(id="buttons"):
            yield Tile(lambda words: f"+ {words('people.add')}", "add", id="add", classes="chip")
            yield Tile(lambda words: f"+ {self._usual(words)}", "usual", id="usual", classes="chip")
            yield Tile(lambda words: f"+ {words('people.trainer')}", "trainer", id="trainer", classes="chip")
            yield Tile(lambda words: f"✎ {words('people.change')}", "change", id="change", classes="chip")

    def on_mount(self) -> None:
        self.query_one("#name", Field).select_on_focus = False  # else the second letter takes the first one's place
        self.tell("people.how", role=lambda words: words(f"lobby.role.{self.role}"))
        self.later(shell(self).house.people, self._show, look=True)

    def _show(self, people: Sequence[Person]) -> None:
        self.known = people
        for row in self.query(".person"):
            row.remove()
        tiles = [Tile(_row(person), f"pick('{person.id}')", classes="row person") for person in people]
        self.query_one("#list").mount_all(tiles)
        self.query_one("#usual", Tile).retranslate()

    def _usual(self, words: Words) -> str:
        """A name for who has no keyboard at hand."""
        return unused(words, "people.usual", {person.name for person in self.known})

    @staticmethod
    def _guest(words: Words) -> Content:
        return line((words("lobby.guest"), "bold"), (" " + words("people.guest.note"), "dim"))

    def action_pick(self, id: str) -> None:
        self.dismiss((next((person for person in self.known if person.id == id), None),))

    def on_key(self, event: events.Key) -> None:
        """What nobody else took is the beginning of a name, wherever the focus was."""
        if event.character and event.is_printable:
            event.stop()
            event.prevent_default()
            self._type(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Some ways to write Chinese paste what was composed."""
        event.stop()
        self._type(" ".join(event.text.split()))

    def _type(self, text: str) -> None:
        field = self.query_one("#name", Field)
        if not field.has_focus:
            field.focus()
            field.cursor_position = len(field.value)
        field.insert_text_at_cursor(text[: LONGEST - len(field.value)])

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
        if known := namesake(name, [person.name for person in self.known]):
            self.tell("people.name.taken", "bad", name=known)
            return
        if only_digits(name) and name != self._doubted:
            self._doubted = name
            self.tell("people.name.digits", "bad")
            field.focus()
            return
        self._add(name)

    def action_usual(self) -> None:
        self._add(self._usual(shell(self).words))

    def _add(self, name: str) -> None:
        house = shell(self).house
        self.later(lambda: house.add_person(name, self.role), lambda person: self.answer((person,)))

    def action_trainer(self) -> None:
        self.later(shell(self).house.trainers, self._trainer, look=True)

    def _trainer(self, trainers: Sequence[Person]) -> None:
        """The first trainer lets in themselves; any other is let in by one of them."""
        from simulator.screens.people.pin import AskPin
        from simulator.screens.people.trainer import Trainer

        taken = {person.name for person in trainers}

        def let_in(by: str | None) -> None:
            if by is not None:
                self.app.push_screen(Trainer(taken, by), self._trainer_added)

        if trainers:
            self.app.push_screen(AskPin(lambda words: words("people.trainer.vouch")), let_in)
        else:
            let_in("")

    def _trainer_added(self, person: Person | None) -> None:
        """Trainers attest and do not sit here: the list stays as it is."""
        if person is not None:
            self.tell("people.trainer.added", "good", name=person.name)

    # --- another name, and who goes

    def action_change(self) -> None:
        house = shell(self).house
        self.later(lambda: [*house.people(), *house.trainers()], self._whom, look=True)

    def _whom(self, everybody: Sequence[Person]) -> None:
        from simulator.screens.acceptance.pick import Choice, Pick
        from simulator.screens.people.change import ChangePerson

        if not everybody:
            self.tell("people.change.nobody", "bad")
            return

        def picked(id: str | None) -> None:
            person = next((one for one in everybody if one.id == id), None)
            if person is not None:
                others = [one for one in everybody if one.id != id and one.role != "trainer"]
                self.app.push_screen(ChangePerson(person, others), lambda done: self._changed(person, done))

        choices = [Choice(one.id, _row(one)) for one in everybody]
        self.app.push_screen(Pick("people.change.who", choices), picked)

    def _changed(self, person: Person, done: "Done | None") -> None:
        if done is None:
            return
        now, id, given = done
        app = shell(self)
        if app.me is not None and app.me.id == person.id:
            app.me = now
            app.house.remember(now.id if now else "", person.role)
        self.later(app.house.people, self._show, look=True)
        self.tell(id, "good", **given)


def _row(person: Person) -> Say:
    def say(words: Words) -> Content:
        role = f"lobby.role.{person.role}"
        return line((person.name, "bold"), (f"  {words(role) if words.has(role) else person.role}", "dim"))

    return say
