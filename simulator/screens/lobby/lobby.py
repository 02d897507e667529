"""The lobby screen. Its first frame needs the drills' index and words alone; people and history come in after it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Horizontal
from textual.content import Content

from grading.mastery.next_drill import Step, missing, next_up
from simulator.kernel.texts import Text, cells, clip
from simulator.locale import Words
from simulator.screens.lobby import tiles
from simulator.screens.ports import ROLES, Achievement, Drill, DrillCard, OpenRun, Person
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line, shell
from simulator.screens.start import settled

if TYPE_CHECKING:
    from grading.mastery.standing import Standing

IN_SIGHT = 3
"""Drills that the first frame shows; the others come with the history, most of them below the screen's end."""

WRITTEN = 0.03
"""Seconds in which what was drawn reaches the terminal: a thread writes it, and what is loaded would hold that up."""


class History(NamedTuple):
    """What the database knows of who sits here."""

    person: Person | None
    achieved: Mapping[str, Sequence[Achievement]]


class Lobby(ShellScreen[None]):
    TITLE_ID = "lobby.title"
    AUTO_FOCUS = "#next"
    KEY_ROWS = 2  # its tiles may be out of sight, so their keys are not
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "who", "lobby.who"),
        Binding("f3", "free", "lobby.free"),
        Binding("f4", "devices", "lobby.devices"),
        Binding("f5", "results", "lobby.results"),
        Binding("f6", "mistakes", "lesson.lobby"),
        Binding("f7", "opening", "uat.ready"),
        Binding("escape", "leave", "lobby.leave"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.role = ""
        self.cards: Sequence[DrillCard] = ()
        self.achieved: Mapping[str, Sequence[Achievement]] = {}
        self.standing: Standing | None = None
        self.step: Step[DrillCard] | None = None
        self.open_runs: Sequence[OpenRun] = ()

    def body(self) -> ComposeResult:
        _, role = shell(self).house.last_person
        self.role = role if role in ROLES else ROLES[0]
        self._choose()
        with Scroll(id="lobby"):
            with Horizontal(id="who-row"):
                yield Tile(self._who, "who", id="who", classes="chip")
                yield Spoken(lambda words: line((words("lobby.role"), "dim")), id="role-label")
                for role in ROLES:
                    yield Tile(self._role(role), f"role('{role}')", id=f"role-{role}", classes="chip role")
            yield Spoken(lambda words: line((words("lobby.next"), "bold $accent")), classes="heading")
            yield Tile(self._next, "next", id="next", classes="card")
            unfinished = Tile(self._unfinished, "resume", id="unfinished", classes="card")
            unfinished.display = False
            yield unfinished
            yield Spoken(self._title, classes="heading")
            yield Grid(*self._drills(self.cards[:IN_SIGHT]), id="drills")
            with Horizontal(id="more"):
                for place in ("free", "mistakes", "devices", "results", "people", "opening"):
                    yield Tile(self._place(place), place, id=place, classes="card")

    def on_mount(self) -> None:
        if shell(self).opens:  # something else was asked for: nothing here is to be read, or pressed, before it
            self.query_one("#lobby").visible = False
            self.tell("shell.preparing")

    def on_screen_resume(self) -> None:
        if shell(self).stands:  # else the app says when the first frame was painted
            if not self.query_one("#lobby").visible:
                self.query_one("#lobby").visible = True
                self.query_one(MessageLine).hush()
                self.query_one("#next").focus()
            self.call_after_refresh(self.look_up)

    # --- what comes after the first frame

    def look_up(self) -> None:
        """Who sat here last and their history, then unfinished drills: from the database."""
        house, me, tried = shell(self).house, shell(self).me, shell(self).tried

        def work() -> History:
            person = me or next((person for person in house.people() if person.id == house.last_person[0]), None)
            return History(person, house.achievements(person.id) if person else tried)

        self.later(work, self._found, failed=settled, look=True)

    def _found(self, found: "History") -> None:
        shell(self).me, self.achieved = found
        self._propose()
        for tile in (self.query_one("#who"), *self.query(".drill")):
            tile.refresh()  # other marks and another name take no more room: nothing has to be laid out anew
        self.call_after_refresh(self._look_further)

    def _propose(self) -> None:
        step = self.step
        self._choose()
        if self.step != step:
            self.query_one("#next", Tile).retranslate()

    def _look_further(self) -> None:
        """What may come a moment after the history: the drills further down, what fits best of those that are next,
        those that were left in the middle."""
        drills = self.query_one("#drills")
        drills.mount_all(self._drills(self.cards[len(drills.children) :]))
        self._look_where_i_stand(WRITTEN)
        house = shell(self).house

        def work() -> Sequence[OpenRun]:
            try:
                return house.unfinished()
            finally:
                settled()  # all that a start loads is loaded

        self.later(work, self._left, look=True, pause=WRITTEN)

    def _look_where_i_stand(self, pause: float = 0) -> None:
        house, me, role = shell(self).house, shell(self).me, self.role
        if me is not None:
            self.later(
                lambda: house.standing(me.id, role), lambda found: self._stands(me, found), look=True, pause=pause
            )

    def _left(self, open_runs: Sequence[OpenRun]) -> None:
        """Drills that were left in the middle stand below what comes next; Enter is for one's own."""
        fresh = len(open_runs) > len(self.open_runs)
        self.open_runs = open_runs
        unfinished = self.query_one("#unfinished", Tile)
        unfinished.display = bool(open_runs)
        unfinished.retranslate()
        if fresh and self._own(self._left_here[0]) and self.focused is self.query_one("#next"):
            unfinished.focus()

    def _own(self, run: OpenRun) -> bool:
        """A guest's own are those of guests."""
        me = shell(self).me
        return run.person_id == (me.id if me else "")

    def _choose(self) -> None:
        app = shell(self)
        self.cards = app.house.drills(self.role)
        standing = self.standing if self.standing and self.standing.role == self.role else None
        self.step = next_up(self.cards, self.achieved, standing, guest=app.me is None)

    # --- what stands there

    def _who(self, words: Words) -> Content:
        """The key keeps its place; a long name is cut, and guests are told what that means."""
        me = shell(self).me
        name = me.name if me else words("lobby.guest")
        before, after = words("lobby.iam") + " ", "  F2"
        room = self.query_one("#who").content_size.width - cells(before + after)
        notes = () if me else (f"  {words('lobby.guest.note')}", f" {words('lobby.guest.brief')}")
        note = next((note for note in notes if cells(name + note) <= room), "")
        return line((before, "dim"), (clip(name, max(0, room)), "bold"), (after, "$accent"), (note, "dim"))

    def _title(self, words: Words) -> Content:
        """What the sign of some drills means stands beside them."""
        about = f"   {tiles.CERTIFIES} {words('lobby.certifies')}" if any(card.certifies for card in self.cards) else ""
        return line((words("lobby.drills"), "bold $accent"), (about, "dim"))

    def _role(self, role: str) -> Say:
        return lambda words: line("● " if role == self.role else "○ ", words(f"lobby.role.{role}"))

    def _next(self, words: Words) -> Content:
        if self.step is None:
            return line((words("lobby.no_drills", role=words(f"lobby.role.{self.role}")), ""))
        return tiles.recommended(words, self.step)

    def _unfinished(self, words: Words) -> Content:
        return tiles.unfinished(words, self._left_here) if self.open_runs else Content("")

    @property
    def _left_here(self) -> Sequence[OpenRun]:
        """What whoever sits here left comes first."""
        return sorted(self.open_runs, key=lambda run: not self._own(run))

    def _drills(self, cards: Sequence[DrillCard]) -> list[Tile]:
        return [Tile(self._drill(card), f"drill('{card.id}')", classes="card drill") for card in cards]

    def _drill(self, card: DrillCard) -> Say:
        return lambda words: tiles.drill(words, card, self.achieved.get(card.id, ()), self._first(card))

    def _first(self, card: DrillCard) -> list[Text]:
        """What this person has to pass before the exam; for a guest there is none."""
        closed = missing(card, self.achieved) if shell(self).me else ()
        return [other.title for other in self.cards if other.id in closed]

    @staticmethod
    def _place(place: str) -> Say:
        id = {"mistakes": "lesson.lobby", "opening": "uat.ready_tile"}.get(place, f"lobby.{place}")
        return lambda words: line((words(id), "bold"))

    # --- what can be done

    def action_next(self) -> None:
        if self.step:
            shell(self).brief(self.step.card, self.step.mode)
        else:
            self.tell("lobby.no_drills.do")

    def action_drill(self, id: str) -> None:
        card = next(card for card in self.cards if card.id == id)
        step = next_up([card], self.achieved, guest=shell(self).me is None)
        shell(self).brief(card, step.mode if step else "")

    def action_role(self, role: str) -> None:
        self.role = role
        self._remember()
        self._choose()
        drills = self.query_one("#drills")
        drills.remove_children()
        drills.mount_all(self._drills(self.cards))
        self.retranslate()
        self._look_where_i_stand()

    def _stands(self, person: Person, standing: "Standing") -> None:
        """How somebody stands; by now another may sit here."""
        if person == shell(self).me:
            self.standing = standing
            self._propose()

    def _remember(self) -> None:
        me = shell(self).me
        shell(self).house.remember(me.id if me else "", self.role)

    def action_resume(self) -> None:
        if self.open_runs:
            from simulator.screens.lobby.resume import Resume

            self.app.push_screen(Resume(self._left_here), self._resumed)

    def _resumed(self, drill: Drill | None) -> None:
        if drill is not None:
            shell(self).play(drill)

    def action_who(self) -> None:
        from simulator.screens.people.people import People

        self.app.push_screen(People(self.role), self._picked)

    action_people = action_who

    def _picked(self, picked: "tuple[Person | None] | None") -> None:
        if picked is None:
            return
        shell(self).me = picked[0]
        shell(self).tried.clear()  # somebody else sits here now
        self._remember()
        self.achieved, self.standing = {}, None
        if picked[0] and picked[0].role in ROLES:
            self.action_role(picked[0].role)
        self._choose()
        self.retranslate()
        if self.focused is self.query_one("#unfinished") and not self._own(self._left_here[0]):
            self.query_one("#next").focus()  # what somebody else left is not what Enter begins
        self.look_up()

    def action_free(self) -> None:
        """Always a next customer; the till is the cashier's."""
        from scenarios.library import FREE

        if not self.cards:
            self.tell("lobby.no_drills.do")
            return
        house, me = shell(self).house, shell(self).me

        def start(ended_by: str) -> None:
            self.tell("shell.preparing")
            self.later(lambda: house.start(FREE, "free", me, ended_by=ended_by), shell(self).play)

        from simulator.screens.lobby.exam_left import begin

        begin(self, start)

    def action_devices(self) -> None:
        from simulator.screens.devices.devices import Devices

        self.app.push_screen(Devices())

    def action_mistakes(self) -> None:
        """Practise what was missed in the latest session in which something was."""
        from simulator.screens.lesson.showing import practise

        house, me, role = shell(self).house, shell(self).me, self.role
        practise(self, lambda: house.mistakes(me.id if me else "", role))

    def action_results(self) -> None:
        from simulator.screens.results.results import Results

        self.app.push_screen(Results(self.role))

    def action_opening(self) -> None:
        """For trainers and whoever rolls it out: is the store ready to open?"""
        from simulator.screens.readiness.gates import Gates

        self.app.push_screen(Gates())

    def action_leave(self) -> None:
        self.app.exit()
