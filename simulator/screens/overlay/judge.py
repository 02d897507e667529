"""A trainer judges a session: a score from 1 to 5 for each thing to watch, a comment to it, remarks on moments.

Only one's own scores are shown here: a second rater has to judge without knowing the first one's.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from grading.overlay.judgements import Draft, Overlay
from grading.overlay.observables import LEAST, MOST, SCALE, Observable, observables
from grading.wording import clock
from simulator.locale import Words
from simulator.screens.ports import Person, Review
from simulator.screens.shell.field import Field
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line, lines, shell

if TYPE_CHECKING:
    from grading.debrief import Mark

LONGEST = 200
"""Characters of a comment."""


class Judge(ShellScreen[Overlay]):
    """Gives the overlay as it stands once something was kept."""

    CSS_PATH = "overlay.tcss"
    TITLE_ID: ClassVar[str] = "overlay.judge"
    AUTO_FOCUS = ".score"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "keep", "overlay.keep"),
        Binding("f7", "moment", "overlay.about_key"),
        Binding("escape", "leave", "shell.back"),
    ]

    def __init__(self, review: Review, rater: str, overlay: Overlay, mark: "Mark | None") -> None:
        super().__init__()
        self.review, self.rater, self.mark = review, rater, mark
        self.observables = observables(review.scenario.role)
        mine = [one for one in overlay.scores if one.rater == rater]
        self.scores = {one.observable: one.score for one in mine}
        self.comments = {one.observable: one.comment for one in mine}
        self.kept = dict(self.scores), dict(self.comments)
        self.remarks: list[Draft] = []
        self.about_moment = False
        self._warned = False
        self.rater_name = ""

    def where(self, words: Words) -> str:
        return f"{words(self.TITLE_ID)} · {words.both(self.review.scenario.title)}"

    def body(self) -> ComposeResult:
        with Scroll(id="judge"):
            yield Spoken(self._whose, id="whose", classes="text")
            for one in self.observables:
                with Horizontal(classes="item", id=f"item-{one.id}"):
                    yield Spoken(self._says(one), classes="says")
                    for score in range(LEAST, MOST + 1):
                        tile = Tile(self._score(one, score), f"score('{one.id}', {score})", classes="chip score")
                        tile.tooltip = None
                        yield tile
                    yield Tile(self._has_comment(one), f"comment('{one.id}')", classes="chip note")
            yield Tile(self._about, "moment", id="about", classes="chip")
            yield Field("overlay.remark", id="remark", longest=LONGEST)
            yield Spoken(self._remarks, id="remarks", classes="text")

    def on_mount(self) -> None:
        self.later(shell(self).house.trainers, self._named, look=True)

    def _named(self, trainers: Sequence[Person]) -> None:
        self.rater_name = next((one.name for one in trainers if one.id == self.rater), "")
        self.query_one("#whose", Spoken).retranslate()

    # --- what stands there

    def _whose(self, words: Words) -> Content:
        """By whom it is kept: more than one trainer may know this keyboard."""
        name = (words("overlay.whose", name=self.rater_name) + " ", "bold") if self.rater_name else ""
        return line(name, words("overlay.apart"))

    def _says(self, one: Observable) -> Say:
        def say(words: Words) -> Content:
            look = (f"  {words.both(one.look)}", "dim")
            comment = self.comments.get(one.id, "")
            parts = [line((words.both(one.says), "bold"))]
            if self.has_class("-tall"):
                parts.append(line(look))
            if comment:
                parts.append(line((f"  “{comment}”", "italic $secondary")))
            return lines(*parts)

        return say

    def _score(self, one: Observable, score: int) -> Say:
        return lambda _: f"{'●' if self.scores.get(one.id) == score else '○'}{score}"

    def _has_comment(self, one: Observable) -> Say:
        return lambda words: words("overlay.comment_key")

    def _about(self, words: Words) -> Content:
        mark = self.mark
        sign = "●" if self.about_moment else "○"
        if mark is None:
            return line((words("overlay.about_session"), "dim"))
        told = words("overlay.about_moment", at=clock(mark.at), what=words(f"debrief.event_{mark.event}"))
        return line(f"{sign} ", told, ("  F7", "$accent"))

    def _remarks(self, words: Words) -> Content:
        told = [line((f"· {clock(one.at)} " if one.seq else "· ", "$secondary"), one.comment) for one in self.remarks]
        return lines(*told) if told else Content.styled(self._scale(words), "dim")

    @staticmethod
    def _scale(words: Words) -> str:
        return words("shell.comma").join(f"{score} {words.both(says)}" for score, says in SCALE.items())

    # --- what can be done

    def on_key(self, event: events.Key) -> None:
        """A digit scores what the focus is at and goes on to the next; 0 takes it back."""
        item = next((w for w in (self.focused.ancestors if self.focused else ()) if w.has_class("item")), None)
        if item is not None and event.character in ("0", *map(str, range(LEAST, MOST + 1))):
            event.stop()
            id, score = (item.id or "").removeprefix("item-"), int(event.character)
            self._scored(id, score)
            ids = [one.id for one in self.observables]
            if score and id != ids[-1]:
                self.query_one(f"#item-{ids[ids.index(id) + 1]}").query(Tile).first().focus()

    def action_score(self, id: str, score: int) -> None:
        """A click on what is chosen takes it back."""
        self._scored(id, 0 if self.scores.get(id) == score else score)

    def _scored(self, id: str, score: int) -> None:
        if score:
            self.scores[id] = score
        else:
            self.scores.pop(id, None)
        self.query_one(f"#item-{id}").query(Tile).refresh()

    def action_comment(self, id: str) -> None:
        from simulator.screens.overlay.comment import Comment

        says = next(one.says for one in self.observables if one.id == id)
        self.app.push_screen(Comment(says, self.comments.get(id, "")), lambda text: self._commented(id, text))

    def _commented(self, id: str, text: str | None) -> None:
        if text is not None:
            self.comments[id] = text
            self.query_one(f"#item-{id}").query_one(Spoken).retranslate()

    def action_moment(self) -> None:
        """What is remarked is about the moment that the debrief showed, or about the session."""
        self.about_moment = self.mark is not None and not self.about_moment
        self.query_one("#about", Tile).retranslate()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = " ".join(event.value.split())
        if text:
            self.remarks.append(_placed(Draft(comment=text), self.mark if self.about_moment else None))
            event.input.value = ""
            self.query_one("#remarks", Spoken).retranslate()

    @property
    def drafts(self) -> list[Draft]:
        """What is not kept yet."""
        scores, comments = self.kept
        said = []
        for one in self.observables:
            score, comment = self.scores.get(one.id, 0), self.comments.get(one.id, "")
            if (score, comment) != (scores.get(one.id, 0), comments.get(one.id, "")):
                said.append(Draft(one.id, score, comment))
        return [*said, *self.remarks]

    def action_keep(self) -> None:
        typed = self.query_one("#remark", Field)
        if typed.value.strip():  # what stands in the line is meant, too
            self.remarks.append(
                _placed(Draft(comment=" ".join(typed.value.split())), self.mark if self.about_moment else None)
            )
            typed.value = ""
        drafts, house, review = self.drafts, shell(self).house, self.review
        if not drafts:
            self.tell("overlay.nothing")
            return
        self.later(
            lambda: house.said.say(review.run, review.scenario.role, self.rater, drafts, house.wall()), self.answer
        )

    def action_leave(self) -> None:
        """What was not kept is asked for once."""
        if self.drafts and not self._warned:
            self._warned = True
            self.tell("overlay.unkept", "bad")
        else:
            self.dismiss(None)


def _placed(draft: Draft, mark: "Mark | None") -> Draft:
    return draft if mark is None else draft._replace(stream=mark.stream, seq=mark.seq, at=mark.at)
