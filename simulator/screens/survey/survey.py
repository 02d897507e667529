"""Four questions after a drill, each answered 1 to 5; whoever wants to stay unknown does."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from grading.survey.questions import LEAST, MOST, QUESTIONS, Question
from simulator.locale import Words
from simulator.screens.ports import Review
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Say, Spoken, Tile, line, shell


class Survey(Dialog[bool]):
    """Gives whether something was answered."""

    CSS_PATH = "survey.tcss"
    TITLE_ID: ClassVar[str] = "survey.title"
    AUTO_FOCUS = ".score"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "unknown", "survey.unknown_key"),
        Binding("f8", "send", "survey.send"),
        Binding("escape", "dismiss(False)", "survey.not_now"),
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review
        self.answers: dict[str, int] = {}
        self.unknown = review.person is None

    def body(self) -> ComposeResult:
        for question in QUESTIONS:
            with Horizontal(classes="item", id=f"item-{question.id}"):
                yield Spoken(self._says(question), classes="says")
                for score in range(LEAST, MOST + 1):
                    yield Tile(self._score(question, score), f"score('{question.id}', {score})", classes="chip score")
        yield Spoken(lambda words: line((words("survey.scale"), "dim")), id="scale")
        with Horizontal(id="buttons"):
            yield Tile(self._unknown, "unknown", id="unknown", classes="chip")
            yield Tile(
                lambda words: line(f"▸ {words('survey.send')}", ("  F8", "$accent")), "send", id="send", classes="chip"
            )

    @staticmethod
    def _says(question: Question) -> Say:
        return lambda words: words.both(question.says)

    def _score(self, question: Question, score: int) -> Say:
        return lambda _: f"{'●' if self.answers.get(question.id) == score else '○'}{score}"

    def _unknown(self, words: Words) -> Content:
        id = "survey.guest" if self.review.person is None else "survey.unknown"
        return line("● " if self.unknown else "○ ", words(id), ("  F7", "$accent"))

    def on_key(self, event: events.Key) -> None:
        """A digit answers the question that the focus is at, and goes on to the next."""
        item = next((w for w in (self.focused.ancestors if self.focused else ()) if w.has_class("item")), None)
        if item is not None and event.character in tuple(map(str, range(LEAST, MOST + 1))):
            event.stop()
            id = (item.id or "").removeprefix("item-")
            self.action_score(id, int(event.character))
            following = [question.id for question in QUESTIONS if question.id not in self.answers]
            target = (
                self.query_one(f"#item-{following[0]}").query(Tile).first() if following else self.query_one("#send")
            )
            target.focus()

    def action_score(self, id: str, score: int) -> None:
        self.answers[id] = score
        self.query_one(f"#item-{id}").query(Tile).refresh()

    def action_unknown(self) -> None:
        if self.review.person is not None:
            self.unknown = not self.unknown
            self.query_one("#unknown", Tile).retranslate()

    def action_send(self) -> None:
        if not self.answers:
            self.tell("survey.nothing", "bad")
            return
        house, review, answers, unknown = shell(self).house, self.review, dict(self.answers), self.unknown
        person, day = review.person.id if review.person else "", house.wall()[:10]
        self.later(
            lambda: house.said.answer(
                review.run, person, review.scenario.role, review.scenario.id, answers, day, anonymous=unknown
            ),
            lambda _: self.dismiss(True),
        )
