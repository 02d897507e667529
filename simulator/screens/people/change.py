"""Another name, role or PIN, two that are one, and somebody who goes: what it means is told before it is done."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from simulator.kernel.texts import Text
from simulator.lobby_rows import Gone, Touched
from simulator.locale import Words
from simulator.namesakes import namesake
from simulator.screens.ports import ROLES, Person
from simulator.screens.shell.field import Titled
from simulator.screens.shell.screen import Dialog, V
from simulator.screens.shell.spoken import Say, Spoken, Tile, line, lines, shell

LONGEST = 40

Done = tuple[Person | None, str, dict[str, object]]
"""Who it is now (None: nobody any more), and what happened: a text id with its parameters."""


class Sure(Dialog[bool]):
    """It cannot be undone: what it means, and who begins with Enter begins with no."""

    CSS_PATH = "people.tcss"
    TITLE_ID: ClassVar[str] = "people.change.title"
    AUTO_FOCUS = "#no"

    def __init__(self, says: Say, yes: Say) -> None:
        super().__init__()
        self.says, self.yes = says, yes

    def body(self) -> ComposeResult:
        yield Spoken(self.says, classes="text")
        with Horizontal(id="buttons"):
            yield Tile(lambda words: words("shell.cancel"), "answer(False)", id="no", classes="chip")
            yield Tile(self.yes, "answer(True)", id="yes", classes="chip")

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)


class ChangePerson(Dialog[Done]):
    """`others` are the trainees with whom somebody could be one."""

    CSS_PATH = "people.tcss"
    TITLE_ID: ClassVar[str] = "people.change.title"
    AUTO_FOCUS = "#name"

    def __init__(self, person: Person, others: Sequence[Person]) -> None:
        super().__init__()
        self.person, self.others, self.sessions = person, others, 0
        self.theirs = Touched(0, 0)

    def body(self) -> ComposeResult:
        yield Spoken(self._about, id="about")
        yield Titled("people.change.new_name", id="name", longest=LONGEST)
        with Horizontal(id="buttons"):
            yield Tile(lambda words: words("people.change.keep"), "rename", id="rename", classes="chip")
            if self._trainer:
                yield Tile(lambda words: words("people.change.pin_new"), "pin", id="new-pin", classes="chip")
            else:
                yield Tile(lambda words: words("people.change.merge"), "merge", id="merge", classes="chip")
            yield Tile(lambda words: words("people.change.remove"), "remove", id="remove", classes="chip")
        if not self._trainer:
            with Horizontal(id="roles"):
                for role in ROLES:
                    yield Tile(self._trains(role), f"role('{role}')", id=f"role-{role}", classes="chip")

    @property
    def _trainer(self) -> bool:
        return self.person.role == "trainer"

    def _trains(self, role: str) -> Say:
        return lambda words: f"{'●' if role == self.person.role else '○'} {words(f'lobby.role.{role}')}"

    def on_mount(self) -> None:
        self.query_one("#name", Titled).value = self.person.name
        house = shell(self).house
        id = self.person.id
        theirs = house.touched if self._trainer else lambda _: self.theirs
        self.later(lambda: (len(house.results(id)), theirs(id)), self._counted, look=True)

    def _counted(self, found: tuple[int, Touched]) -> None:
        self.sessions, self.theirs = found
        self.query_one("#about", Spoken).retranslate()

    def _about(self, words: Words) -> Content:
        role = line((self.person.name, "bold"), (f"  {words(f'lobby.role.{self.person.role}')}", "dim"))
        about = words("people.change.about", n=self.sessions)
        if self._trainer:
            about = words("people.change.about_trainer", **self.theirs._asdict())
        return lines(role, (about, "dim"))

    # --- another name

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_rename()

    def action_rename(self) -> None:
        field = self.query_one("#name", Titled)
        name = " ".join(field.value.split())
        if not name or not name.isprintable():
            self.tell("people.name.expected", "bad", most=LONGEST)
        elif name == self.person.name:
            self.tell("people.change.same", "bad")
        elif other := namesake(name, [other.name for other in self.others]):
            self.tell("people.change.taken", "bad", name=other)
        else:
            house, id, was = shell(self).house, self.person.id, self.person.name
            self._vouched(
                lambda by: house.rename_person(id, name, by),
                lambda person: (person, "people.renamed", {"was": was, "name": name}),
            )
            return
        field.focus()

    # --- what they train for

    def action_role(self, role: str) -> None:
        house, id, name = shell(self).house, self.person.id, self.person.name
        if role == self.person.role:
            self.tell("people.change.same_role", "bad")
            return
        given: dict[str, object] = {"name": name, "role": _role(role)}
        self._vouched(lambda by: house.change_role(id, role, by), lambda person: (person, "people.role_is", given))

    # --- a trainer's PIN

    def action_pin(self) -> None:
        from simulator.screens.people.pin import AskPin, NewPin

        house, id, name = shell(self).house, self.person.id, self.person.name

        def done(kept: bool | None) -> None:
            if kept:
                self.dismiss((self.person, "people.pin.given", {"name": name}))

        def typed(by: str | None) -> None:
            if by is not None:
                self.app.push_screen(NewPin(name, lambda pin: house.give_pin(id, pin, by)), done)

        self.app.push_screen(AskPin(lambda words: words("people.pin.whose", name=name)), typed)

    # --- two that are one

    def action_merge(self) -> None:
        from simulator.screens.acceptance.pick import Choice, Pick

        if not self.others:
            self.tell("people.change.alone", "bad")
            return
        choices = [Choice(other.id, _named(other)) for other in self.others]
        self.app.push_screen(Pick("people.change.merge", choices), self._merge_with)

    def _merge_with(self, id: str | None) -> None:
        into = next((other for other in self.others if other.id == id), None)
        if into is None:
            return
        house, given = shell(self).house, {"name": self.person.name, "into": into.name}
        self._sure(
            lambda words: words("people.merge_means", n=self.sessions, **given),
            lambda words: words("people.change.merge_sure", **given),
            lambda: self._vouched(
                lambda by: house.merge_people(self.person.id, into.id, by),
                lambda n: (into, "people.merged", {"n": n, **given}),
            ),
        )

    # --- somebody goes

    def action_remove(self) -> None:
        house, name = shell(self).house, self.person.name

        def told(gone: Gone) -> Done:
            given: dict[str, object] = {"name": name, "sign": gone.sign, "n": gone.sessions}
            if not gone.rosters:
                return None, "people.removed", given
            stores = Text(", ".join(gone.rosters), "、".join(gone.rosters))
            return None, "people.removed_from_all_but", {**given, "stores": stores}

        def means(words: Words) -> str:
            if self._trainer:
                return words("people.remove_trainer_means", name=name, n=self.sessions, **self.theirs._asdict())
            return words("people.remove_means", name=name, n=self.sessions)

        self._sure(
            means,
            lambda words: words("people.change.sure", name=name),
            lambda: self._vouched(lambda by: house.remove_person(self.person.id, by), told),
        )

    # --- who says so

    def _sure(self, says: Say, yes: Say, then: Callable[[], None]) -> None:
        self.app.push_screen(Sure(says, yes), lambda sure: then() if sure else None)

    def _vouched(self, work: Callable[[str], V], told: Callable[[V], Done]) -> None:
        """Where there are trainers, the PIN of one of them."""
        from simulator.screens.people.pin import AskPin

        house = shell(self).house

        def go(by: str | None) -> None:
            if by is not None:
                self.later(lambda: work(by), lambda found: self.dismiss(told(found)))

        def asked(trainers: Sequence[Person]) -> None:
            if trainers:
                self.app.push_screen(AskPin(lambda words: words("people.change.pin")), go)
            else:
                go("")

        self.later(house.trainers, asked, look=True)


def _role(role: str) -> Text:
    return Text(*(Words(lang)(f"lobby.role.{role}") for lang in ("en", "zh")))


def _named(person: Person) -> Say:
    return lambda words: line((person.name, "bold"), (f"  {words(f'lobby.role.{person.role}')}", "dim"))
