"""The debrief screen: the verdict in a line, what to try again, then all the rest, and the station at every moment."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from grading.debrief import Lesson, Mark
from grading.mastery.next_drill import Step
from grading.overlay.agreement import Between
from grading.overlay.judgements import Overlay
from grading.practising import practice
from grading.result import Evidence as Found
from grading.result import Speed
from grading.wording import clock
from simulator.drill.lessons.again import place_to_try
from simulator.kernel.texts import cells, pad
from simulator.locale import Words
from simulator.screens.debrief import figures
from simulator.screens.debrief.marked import Marked
from simulator.screens.debrief.next_step import SAID_BY_THE_LOBBY, propose, words_of
from simulator.screens.debrief.timeline import Timeline
from simulator.screens.lesson.showing import Missed, missed, practise, show_right
from simulator.screens.overlay.shown import overlay_lines
from simulator.screens.ports import Drill, DrillCard, Finished, Review
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, heading, line, lines, shell


class Debrief(ShellScreen[None]):
    CSS_PATH = "debrief.tcss"
    TITLE_ID: ClassVar[str] = "debrief.title"
    AUTO_FOCUS = ".lesson, #left .row, #timeline"
    KEY_ROWS = 3  # what they do is mostly out of sight
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "practise_moments", "lesson.practise_key"),
        Binding("f3", "judge", "overlay.judge_key"),
        Binding("f4", "survey", "survey.key"),
        Binding("f5", "beside", "lesson.show_right"),
        Binding("f6", "try_here", "review.try_here"),
        Binding("f7", "timeline", "review.look"),
        Binding("f8", "export", "review.export"),
        Binding("f9", "replay", "review.replay"),
        Binding("escape", "leave", "shell.back"),
    ]

    def __init__(self, review: Review, finished: Finished, at: tuple[str, int] | None = None) -> None:
        super().__init__()
        self._at = at
        self.review = review
        self.finished = finished
        self.told = finished.debrief
        self.result = finished.result
        self._answered = False
        self._chosen: Lesson | None = None
        """Whose card was looked at last: a moment may belong to several."""
        self.step: Step[DrillCard] | None = None
        """What the lobby will propose."""
        self.overlay = Overlay((), ())
        self.between: Sequence[Between] = ()
        self._folded: bool | None = None
        """Whether a second rater could still judge: they are not to know what the first one said."""
        self._marked = Marked(review, finished)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Of an exam no moment is tried again: it is not offered."""
        if action == "try_here" and self.review.mode not in ("coach", "practice"):
            return False
        return super().check_action(action, parameters)

    def where(self, words: Words) -> str:
        parts = (
            words.both(self.review.scenario.title),
            words(f"shell.mode.{self.review.mode}"),
            clock(self.result.duration),
            words("review.seed", seed=self.review.seed),
        )
        narrow = self.app.size.width < self.WIDE  # there it stands with the seal alone
        return " · ".join(parts[:-1] if narrow else parts)

    def body(self) -> ComposeResult:
        with Horizontal(id="debrief"):
            with Scroll(id="left"):
                yield Spoken(
                    lambda words: figures.verdict(words, self.result, self.review.names),
                    id="verdict",
                    classes="text",
                )
                yield heading("debrief.try_again" if self.told.lessons else "debrief.how_it_went")
                for n in range(len(self.told.lessons)):
                    yield Tile(self._lesson(n), f"lesson({n})", classes="card lesson")
                if not self.told.lessons:
                    yield Spoken(lambda words: figures.no_lessons(words, self.told, self.result), classes="text")
                if self.told.noticed:
                    yield heading("debrief.noticed")
                    for n in range(len(self.told.noticed)):
                        yield Tile(self._notice(n), f"notice({n})", classes="row")
                yield heading("debrief.competencies")
                for competency in self.result.competencies:
                    yield Tile(
                        self._competency(competency.id),
                        f"evidence('{competency.id}')",
                        classes="row",
                        columns=figures.COLUMNS,
                    )
                yield heading("debrief.measures")
                yield Spoken(lambda words: figures.measures(words, self.result), classes="text")
                if any(measure.entries for measure in self.result.measures):
                    yield Tile(
                        lambda words: line("▸ ", words("debrief.resting")), "resting", id="resting", classes="chip"
                    )
                yield heading("debrief.practise_next")
                for n, what in enumerate(self.told.practise):
                    lobbys = " lobbys" if what.kind in SAID_BY_THE_LOBBY else ""
                    yield Tile(self._practice(n), f"practise({n})", classes=f"row{lobbys}")
                yield Spoken(self._seal, classes="text")
                yield heading("overlay.title")
                yield Spoken(self._overlay, id="overlay", classes="text")
                yield Tile(self._unfold, "unfold", id="unfold", classes="chip")
                yield Tile(self._judge, "judge", id="judge", classes="chip")
                yield Tile(self._survey, "survey", id="survey", classes="chip")
            with Scroll(id="right"):
                yield Spoken(lambda words: line((words("review.moment"), "bold $accent")), classes="heading")
                yield Tile(self._beside, "beside", id="beside", classes="chip")
                yield Tile(self._try_here, "try_here", id="try-here", classes="chip")
                yield Spoken(self._moment, id="moment")
        yield Timeline(self.told.timeline)

    def on_mount(self) -> None:
        if self._at is not None:
            self.call_after_refresh(self._look, self._at)
        elif self.told.lessons:
            self._show(self.told.lessons[0].moments[0])
        if self.review.mode not in ("coach", "practice"):
            self.query_one("#try-here").display = False
        self.call_after_refresh(self.query_one("#left").scroll_home, animate=False)
        app = shell(self)
        self.later(lambda: propose(app, self.review), self._proposed, look=True)
        self.query_one("#unfold").display = False
        house, run = app.house, self.review.run
        self.later(
            lambda: (house.said.overlay(run), house.said.agreement(), len(house.trainers())), self._judged_by, look=True
        )

    def _proposed(self, step: Step[DrillCard] | None) -> None:
        self.step = step
        for tile in self.query(".lobbys").results(Tile):
            tile.retranslate()

    # --- what stands there

    def _lesson(self, n: int) -> Say:
        return lambda words: figures.lesson(
            words, self.told.lessons[n], self.review.competencies, self.told.people, self.told.causes
        )

    def _notice(self, n: int) -> Say:
        return lambda words: figures.notice(words, self.told.noticed[n], self.told.people)

    def _competency(self, id: str) -> Say:
        competency = next(c for c in self.result.competencies if c.id == id)
        return lambda words: figures.competency(words, competency, self.review.competencies, self.result.pass_grade)

    def _practice(self, n: int) -> Say:
        what = self.told.practise[n]

        def say(words: Words) -> Content:
            if self.step is not None and what.kind in SAID_BY_THE_LOBBY:
                return line(("▸ ", "$accent"), words_of(self.step, words))
            said = practice(what, self.told, self.result, self.review.competencies, figures.wording(words))
            return line(("▸ ", "$accent"), said)

        return say

    def _seal(self, words: Words) -> Content:
        seed = line((words("review.seed", seed=self.review.seed), "dim"))
        if not self.finished.heads:
            return lines(seed, line((words("debrief.not_sealed"), "dim")))
        told = [seed, line((words("debrief.head"), "$secondary"))]
        heads = {words.station(stream): head for stream, head in sorted(self.finished.heads.items())}
        wide = max(map(cells, heads)) + 2
        for name, head in heads.items():
            told += [line((pad(name, wide) + head[:32], "dim")), line((" " * wide + head[32:], "dim"))]
        return lines(*told)

    def _overlay(self, words: Words) -> Content:
        return overlay_lines(self.overlay, self.result.role, words, self.between, folded=bool(self._folded))

    @staticmethod
    def _unfold(words: Words) -> Content:
        return line("▸ ", words("overlay.unfold"))

    @staticmethod
    def _judge(words: Words) -> Content:
        return line("▸ ", (words("overlay.enter"), "bold"), ("  F3", "$accent"))

    @staticmethod
    def _survey(words: Words) -> Content:
        return line("▸ ", (words("survey.ask"), "bold"), ("  F4", "$accent"))

    def _moment(self, words: Words) -> Content:
        width = max(30, self.query_one("#moment").size.width or 50)
        return self._marked.said(self.timeline.mark, words, width)

    def _try_here(self, words: Words) -> Content:
        place = place_to_try(self.timeline.mark, self.finished.entries)
        if place is None:
            return line((words("review.try_here.none"), "dim"))
        said = words("review.try_here.visit" if place.visit else "review.try_here")
        return line("▸ ", (said, "bold"), ("  F6", "$accent"))

    @property
    def _missed_here(self) -> Missed | None:
        """What was missed at the moment shown: by the rule whose card was looked at, else the gravest."""
        mark = self.timeline.mark
        here = [one for one in missed(self.told) if mark and (one[1].stream, one[1].seq) == (mark.stream, mark.seq)]
        return next((one for one in here if one[0] is self._chosen), here[0] if here else None)

    def _beside(self, words: Words) -> Content:
        if self._missed_here is None:
            return line((words("lesson.nothing_missed_here"), "dim"))
        return line("▸ ", (words("lesson.show_right"), "bold"), ("  F5", "$accent"))

    # --- what can be done

    @property
    def timeline(self) -> Timeline:
        return self.query_one(Timeline)

    def on_timeline_moved(self, event: Timeline.Moved) -> None:
        self.query_one("#moment", Spoken).retranslate()
        self.query_one("#try-here", Spoken).retranslate()
        self.query_one("#beside", Spoken).retranslate()

    def _show(self, found: Found) -> None:
        self.timeline.show(found.stream, found.seq)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The moment shown, and what the keys act on, is that of the card with the focus."""
        if event.widget.has_class("lesson") and self.query_one("#left").display:
            self._choose(list(self.query(".lesson")).index(event.widget))

    def _choose(self, n: int) -> None:
        self._chosen = self.told.lessons[n]
        self._show(self._chosen.moments[0])
        self.query_one("#beside", Spoken).retranslate()

    def action_lesson(self, n: int) -> None:
        """Look at the first moment of a lesson."""
        self._choose(n)
        self.action_timeline()

    def action_notice(self, n: int) -> None:
        self._look(self.told.noticed[n].moments[0])

    def action_evidence(self, id: str) -> None:
        from simulator.screens.debrief.evidence import Evidence

        competency = next(c for c in self.result.competencies if c.id == id)
        if competency.speed is not None:
            self.action_resting(competency.speed)
            return
        dialog = Evidence(competency, self.review.competencies, self.told.people, self.told.causes)
        self.app.push_screen(dialog, lambda place: self._look(place) if place else None)

    def action_resting(self, speed: Speed | None = None) -> None:
        """The entries behind the figures; of pace behind its own."""
        from simulator.screens.debrief.resting import Resting

        shown = [m for m in self.result.measures if speed is None or m.id == "right_per_minute"]
        dialog = Resting(shown, self.finished.entries, self.told.people, speed)
        self.app.push_screen(dialog, lambda place: self._look(place) if place else None)

    def _look(self, place: tuple[str, int]) -> None:
        self.timeline.show(*place)
        self.action_timeline()

    def action_timeline(self) -> None:
        """To the timeline; where the screen is narrow, the moment comes to the front."""
        self.add_class("-looking")
        self.timeline.focus()

    def action_leave(self) -> None:
        if self.has_class("-looking"):
            self.remove_class("-looking")
            self.focus_next()
        else:
            self.dismiss(None)

    def action_try_here(self) -> None:
        """Play on from right before the chosen moment, or from the beginning of the visit that ended there."""
        self._rewind(self.timeline.mark)

    def _rewind(self, mark: Mark | None) -> None:
        place = place_to_try(mark, self.finished.entries)
        if place is None:
            self.tell("review.try_here.none")
            return
        self.tell("shell.preparing")
        self.later(lambda: self.review.rewind(place.seq, place.station), self._play)

    def _play(self, drill: Drill) -> None:
        app = shell(self)
        self.dismiss(None)
        app.play(drill)

    def action_practise(self, n: int) -> None:
        """Do what is proposed."""
        what = self.told.practise[n]
        if what.kind == "moments":
            self.action_practise_moments()
            return
        if what.kind in SAID_BY_THE_LOBBY and self.step is not None:
            self._brief(self.step.card, self.step.mode)
            return
        card = next((c for c in shell(self).house.drills(self.result.role) if c.id == self.review.scenario.id), None)
        if card is not None:
            mode = what.mode or (self.review.mode if self.review.mode in card.modes else "")
            self._brief(card, mode)

    def _brief(self, card: DrillCard, mode: str) -> None:
        app = shell(self)
        self.dismiss(None)
        app.brief(card, mode)

    def action_practise_moments(self) -> None:
        """Practise these three: a drill made of just these mistakes."""
        practise(self, lambda: (self.review, self.finished))

    def action_beside(self) -> None:
        """How the moment shown looks when it is done right; else the first thing that was missed."""
        one = self._missed_here or next(missed(self.told), None)
        if one is None:
            self.tell("lesson.no_mistakes")
        else:
            lesson, found = one
            show_right(self, self.review, self.finished, lesson.behaviour, lesson.says, lesson.forbid, found)

    def action_judge(self) -> None:
        """A trainer says what no journal shows; never about themselves."""
        from simulator.screens.people.pin import AskPin

        about = self.review.person.id if self.review.person else ""
        self.app.push_screen(AskPin(lambda words: words("overlay.why"), about), self._let_in)

    def action_survey(self) -> None:
        """How was it? For whoever likes to say, once."""
        if self._answered:
            self.tell("survey.again")
            return
        from simulator.screens.survey.survey import Survey

        self.app.push_screen(Survey(self.review), self._thanked)

    def _thanked(self, answered: bool | None) -> None:
        if answered:
            self._answered = True
            self.tell("survey.thanks", "good")
            self.query_one("#survey").display = False

    def _let_in(self, rater: str | None) -> None:
        if rater:
            from simulator.screens.overlay.judge import Judge

            judge = Judge(self.review, rater, self.overlay, self.timeline.mark)
            self.app.push_screen(judge, self._was_judged)

    def _was_judged(self, overlay: Overlay | None) -> None:
        if overlay is not None:
            self.tell("overlay.kept", "good")
            said = shell(self).house.said
            self._folded = False  # whoever kept theirs may compare
            self.later(lambda: (overlay, said.agreement(), 0), self._judged_by, look=True)

    def _judged_by(self, found: tuple[Overlay, Sequence[Between], int]) -> None:
        self.overlay, between, trainers = found
        if self._folded is None:
            self._folded = len(self.overlay.raters) == 1 and trainers > 1
        names = {name for _, name in self.overlay.raters}
        self.between = [one for one in between if {one.one, one.other} <= names]
        self._show_overlay()

    def action_unfold(self) -> None:
        self._folded = False
        self._show_overlay()

    def _show_overlay(self) -> None:
        self.query_one("#overlay", Spoken).retranslate()
        self.query_one("#unfold").display = bool(self._folded)

    def action_export(self) -> None:
        house, lang = shell(self).house, shell(self).words.lang
        self.later(
            lambda: house.export_debrief(self.review, self.finished, lang),
            lambda path: self.tell("review.exported", "good", path=str(path)),
        )

    def action_replay(self) -> None:
        from simulator.screens.replay.replay import Replay

        mark = self.timeline.mark
        self.app.push_screen(Replay(self.review, self.finished.entries, start=mark.at if mark else 0))
