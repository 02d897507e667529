"""Practise these three: a drill made of just my mistakes. Between two moments one comes back here."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from grading.wording import clock
from simulator.locale import Words
from simulator.screens.debrief import figures
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line, lines, shell

if TYPE_CHECKING:
    from simulator.drill.lessons.moments import Attempt, Moment, Tried
    from simulator.drill.live import Drill as Played
    from simulator.screens.ports import Drill, Finished, Review

SIGNS = {"right": ("✓", "$success"), "wrong": ("✗", "$warning"), "not_reached": ("○", "dim")}


class Practise(ShellScreen[None]):
    """The moments in the order of the run, each with how it went then and how it went now."""

    CSS_PATH = "lesson.tcss"
    TITLE_ID: ClassVar[str] = "lesson.practise"
    AUTO_FOCUS = ".moment"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "beside", "lesson.show_right"),
        Binding("f6", "next", "lesson.begin"),
        Binding("escape", "dismiss(None)", "shell.back"),
    ]

    def __init__(self, review: "Review", finished: "Finished", moments: "tuple[Moment, ...]") -> None:
        super().__init__()
        self.review, self.finished, self.moments = review, finished, moments
        self.tried: dict[int, Tried] = {}

    def where(self, words: Words) -> str:
        return f"{words.both(self.review.scenario.title)} · {words('lesson.practise', n=len(self.moments))}"

    def body(self) -> ComposeResult:
        with Scroll(id="moments"):
            yield Spoken(self._state, id="state", classes="text")
            for n in range(len(self.moments)):
                yield Tile(self._moment(n), f"begin({n})", id=f"moment-{n}", classes="card moment")
            yield Tile(self._go_on, "next", id="go", classes="chip")

    # --- what stands there

    @property
    def following(self) -> int:
        """The next moment that was not tried yet; all of them were: the first that did not go well, or the first."""
        open_ = [n for n in range(len(self.moments)) if n not in self.tried]
        again = [n for n, tried in sorted(self.tried.items()) if tried.came != "right"]
        return (open_ or again or [0])[0]

    def _state(self, words: Words) -> Content:
        if len(self.tried) < len(self.moments):
            return Content(words("lesson.practise.about", n=len(self.moments)))
        right = sum(tried.came == "right" for tried in self.tried.values())
        style = "$success" if right == len(self.moments) else "$warning"
        return line((words("lesson.practise.told", right=right, of=len(self.moments)), f"bold {style}"))

    def _moment(self, n: int) -> Say:
        moment = self.moments[n]

        def say(words: Words) -> Content:
            told = self.finished.debrief
            tried, say = self.tried.get(n), figures.wording(words, told.people, told.causes)
            sign, style = SIGNS[tried.came] if tried else ("▸" if n == self.following else "·", "$accent")
            about = [
                line((f"{sign} ", style), (figures.rule(words, moment.says, moment.rule.forbid), "bold")),
                line((f"  {clock(moment.found.at)}  ", "$accent"), words("lesson.then", what=say.came(moment.found))),
            ]
            if tried is not None:
                came = say.came(tried.evidence[0]) if tried.evidence else ""
                about.append(line((f"  {words(f'lesson.now.{tried.came}')}", style), (f"  {came}", "")))
                if tried.came == "wrong":
                    expected = say.expected(tried.evidence[0].expected)
                    about.append(line((f"  {words('debrief.expected')}: {expected}", "dim")))
            return lines(*about)

        return say

    def _go_on(self, words: Words) -> Content:
        id = "lesson.begin" if len(self.tried) < len(self.moments) else "lesson.once_more"
        return line("▸ ", (words(id), "bold"), ("  F6", "$accent"))

    # --- what can be done

    def action_next(self) -> None:
        self.action_begin(self.following)

    def action_begin(self, n: int) -> None:
        """Sit down right before the moment."""
        moment = self.moments[n]
        self.tell("shell.preparing")
        self.later(lambda: self.review.practise(moment.seq, moment.station), lambda drill: self._play(n, drill))

    def _play(self, n: int, drill: "Drill") -> None:
        from simulator.drill.lessons.moments import Attempt

        attempt = Attempt(cast("Played", drill), self.moments[n])
        app = shell(self)
        station = app.sit_down(drill, lambda reason: self._stood_up(n, attempt, reason))
        station.ends = lambda: attempt.over(station.now)
        rule = figures.rule(app.words, self.moments[n].says, self.moments[n].rule.forbid)
        station.call_after_refresh(lambda: station.say("info", "lesson.now", n=n + 1, of=len(self.moments), rule=rule))

    def _stood_up(self, n: int, attempt: "Attempt", reason: str | None) -> None:
        """The moment is over, or was left."""
        drill = attempt.drill
        if not reason:  # kept open for another time
            shell(self).house.leave(drill.run)
            return
        self.later(lambda: (attempt.tried(), drill.finish("quit"))[0], lambda tried: self._told(n, tried))

    def _told(self, n: int, tried: "Tried") -> None:
        self.tried[n] = tried
        kind = {"right": "good", "wrong": "bad"}.get(tried.came, "note")
        self.tell(f"lesson.now.{tried.came}", kind)
        self.retranslate()
        self.query_one("#go" if len(self.tried) == len(self.moments) else f"#moment-{self.following}").focus()

    def action_beside(self) -> None:
        """How the moment that has the focus looks when it is done right."""
        focused = getattr(self.focused, "id", "") or ""
        n = int(focused.removeprefix("moment-")) if focused.startswith("moment-") else self.following
        moment = self.moments[n]
        from simulator.screens.lesson.showing import show_right

        show_right(self, self.review, self.finished, moment.rule.id, moment.says, moment.rule.forbid, moment.found)
