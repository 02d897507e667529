"""The same moment twice: what I did on the left, how it looks when it is done right on the right."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from grading.causes import Causes
from grading.result import Evidence
from grading.wording import clock
from simulator.drill.lessons.beside import Beside
from simulator.drill.lessons.following import Side
from simulator.drill.lessons.wording import differing, others, step_words, why_words
from simulator.kernel.texts import Text, cells, clip
from simulator.locale import Words
from simulator.screens.debrief import figures
from simulator.screens.debrief.moment import station_lines
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line, lines, shell

SHOWN, SHOWN_TALL = 6, 12
"""Steps of a side that are in sight at once."""


class Steps(Spoken):
    """A side's steps; a click goes to one."""

    def __init__(self, say: Say, screen: "BesideScreen", side: str) -> None:
        super().__init__(say, id=f"steps-{side}")
        self._beside, self._side = screen, side

    def on_click(self, event: events.Click) -> None:
        self._beside.go(self._beside.first(self._side) + event.y)


class BesideScreen(ShellScreen[None]):
    """Both sides go step by step together; the shorter one waits at its end. What they differ in stands above them."""

    CSS_PATH = "lesson.tcss"
    TITLE_ID: ClassVar[str] = "lesson.beside"
    AUTO_FOCUS = "#back"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,minus", "step(-1)", "lesson.earlier"),
        Binding("right,plus", "step(1)", "lesson.later"),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("down", "scroll(1)", "lesson.scroll"),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("escape", "dismiss(None)", "shell.back"),
    ]

    def __init__(
        self,
        beside: Beside,
        says: Text,
        forbid: bool,
        found: Evidence,
        people: Mapping[str, Text] = figures.NOBODY,
        causes: Causes = figures.NOTHING,
    ) -> None:
        super().__init__()
        self.beside, self.says, self.forbid, self.found = beside, says, forbid, found
        self.people, self.causes = people, causes
        self.sides: dict[str, Side] = {"mine": beside.mine, "right": beside.right}
        self.length = max(1, *(len(side.steps) for side in self.sides.values()))
        self.at = self.length - 1
        self.other: dict[str, frozenset[int]] = {}
        """Steps that the other side has none like."""

    def on_mount(self) -> None:
        """Begin at the first step that was missing; of the whole run at the moment itself."""
        words, currency = shell(self).words, self.beside.review.rules.currency
        mine, right = self.beside.mine, self.beside.right
        self.other = {"mine": others(mine, right, words, currency), "right": others(right, mine, words, currency)}
        self.query_one("#mine").display = not self.beside.alone
        last = len(right.steps) - 1
        self.go(last if self.beside.whole else min(self.other["right"], default=self.length - 1))

    def body(self) -> ComposeResult:
        yield Spoken(self._rule, id="rule")
        yield Spoken(self._differs, id="differs")
        with Horizontal(id="sides"):
            for name in self.sides:
                with Scroll(id=name, classes="side"):
                    yield Spoken(self._head(name), classes="head")
                    yield Steps(self._steps(name), self, name)
                    yield Spoken(self._why(name), classes="why")
                    yield Spoken(self._station(name), classes="station")
        with Horizontal(id="controls"):
            yield Tile(lambda _: "◂", "step(-1)", id="back", classes="chip")
            yield Tile(lambda _: "▸", "step(1)", id="on", classes="chip")
            yield Spoken(lambda words: words("lesson.step_of", n=self.at + 1, of=self.length), id="position")

    # --- what stands there

    def _rule(self, words: Words) -> Content:
        return line(("§ ", "$accent"), (figures.rule(words, self.says, self.forbid), "bold"))

    def _differs(self, words: Words) -> Content:
        return lines(*(line((told, "$primary")) for told in differing(self.beside, words)))

    def _head(self, name: str) -> Say:
        def say(words: Words) -> Content:
            title = line((words(f"lesson.{name}"), "bold $accent"))
            if name == "mine":
                told = words("lesson.happened", what=figures.wording(words, self.people, self.causes).came(self.found))
                when = words("lesson.whole_run") if self.beside.whole else clock(self.found.at)
                return lines(title, line((f"✗ {when} ", "$warning"), told))
            id = "lesson.own_run" if self.beside.own_run else "lesson.from_here"
            return lines(title, line((f"✓ {clock(self.sides[name].at)} ", "$success"), words(id)))

        return say

    def place(self, name: str) -> int:
        """The step that a side is at; -1 where nothing was done."""
        return min(self.at, len(self.sides[name].steps) - 1)

    def first(self, name: str) -> int:
        """The first step in sight."""
        shown = SHOWN_TALL if self.has_class("-tall") else SHOWN
        return max(0, self.place(name) - shown + 1)

    def _steps(self, name: str) -> Say:
        def say(words: Words) -> Content:
            side, first = self.sides[name], self.first(name)
            if not side.steps:
                return Content.styled(words("lesson.nothing"), "dim")
            shown = SHOWN_TALL if self.has_class("-tall") else SHOWN
            return lines(*(self._step(name, n, words) for n in range(first, min(len(side.steps), first + shown))))

        return say

    def _step(self, name: str, n: int, words: Words) -> Content:
        """`+ 0:08 say · a greeting`: what is on one side alone is told by its sign, the present one stands out."""
        side = self.sides[name]
        step, here = side.steps[n], n == self.place(name)
        alone = n in self.other.get(name, ())
        sign, style = ("+", "$success") if name == "right" else ("−", "$warning")
        if step.wrong:
            sign, style = "✗", "$warning"
        elif not alone:
            sign, style = "·", "dim"
        told = clip(self._told(name, n, words), self._room(name))
        return line(("▸" if here else " ", "bold $accent"), (f"{sign} ", style), (told, "reverse" if here else ""))

    def _room(self, name: str) -> int:
        """Cells for the words of a step."""
        return max(20, self.query_one(f"#{name}").size.width - 5)

    def _told(self, name: str, n: int, words: Words) -> str:
        side = self.sides[name]
        step = side.steps[n]
        return f"{clock(step.entry.at)} {step_words(step, side, words, self.beside.review.rules.currency)}"

    def _why(self, name: str) -> Say:
        def say(words: Words) -> Content | str:
            side, place = self.sides[name], self.place(name)
            if place < 0:
                return ""
            step, why = self._told(name, place, words), why_words(side.steps[place], words)
            whole = [line((step, "bold"))] if cells(step) > self._room(name) else []  # it was cut above
            return lines(*whole, *([line((why, "italic $primary"))] if why else []))

        return say

    def _station(self, name: str) -> Say:
        def say(words: Words) -> Content:
            width = max(30, self.query_one(f"#{name}").size.width - 3)
            return station_lines(self.beside.station(self.sides[name], self.place(name)), words, width)

        return say

    # --- what can be done

    def go(self, to: int) -> None:
        self.at = min(max(0, to), self.length - 1)
        for widget in self.query(Spoken):
            widget.retranslate()

    def action_scroll(self, way: int) -> None:
        """Both sides together: what is below is the till as it then stood."""
        for side in self.query(".side"):
            side.scroll_relative(y=2 * way, animate=False)

    def action_turn(self, way: int) -> None:
        for side in self.query(".side"):
            side.scroll_page_down(animate=False) if way > 0 else side.scroll_page_up(animate=False)

    def action_step(self, by: int) -> None:
        self.go(self.at + by)

    def action_go(self, to: int) -> None:
        self.go(self.length - 1 if to < 0 else to)
