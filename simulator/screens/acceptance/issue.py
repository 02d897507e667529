"""One issue: where it was found, its steps so far, and what can be done with it next."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from grading.acceptance.issues import Standing, next_states
from grading.acceptance.model import SEVERITIES, Severity, State
from grading.wording import clock
from simulator.kernel.texts import day_and_time
from simulator.locale import Words
from simulator.screens.acceptance.chips import OWNERS, choices, usual, who
from simulator.screens.acceptance.issues import SIGNS
from simulator.screens.ports import Finished, Review
from simulator.screens.shell.field import Field
from simulator.screens.shell.filling import Filling
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line, lines, shell


class OneIssue(Filling[None]):
    CSS_PATH = "acceptance.tcss"
    TITLE_ID: ClassVar[str] = "uat.issue"
    AUTO_FOCUS = "#ways Tile"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "keep", "uat.keep"),
        Binding("f9", "moment", "uat.see_moment"),
    ]

    def __init__(self, found: Standing) -> None:
        super().__init__()
        self.found = found
        self.severity: Severity = found.severity

    def where(self, words: Words) -> str:
        return f"{words(self.TITLE_ID)} #{self.found.issue.no}"

    def body(self) -> ComposeResult:
        with Scroll(id="story"):
            yield Spoken(self._story)
        yield choices("severity", SEVERITIES, lambda one: f"uat.severity_{one}", lambda: self.severity)
        yield Field("uat.hint_owner", id="owner")
        yield usual("owner", OWNERS, "owner")
        yield Field("uat.hint_note", id="note", longest=200)
        yield Horizontal(*self._ways(), id="ways", classes="chips")

    def _ways(self) -> list[Tile]:
        """Where it can go, what was changed beside, and the moment."""
        now = self.found
        ways = next_states(Standing(now.issue, now.state, now.severity, now.owner or "-"))
        tiles = [Tile(_to(way), f"advance('{way}')", classes="chip") for way in ways]
        tiles.append(Tile(lambda words: f"✓ {words('uat.keep')}", "keep", classes="chip"))
        if now.issue.moment:
            tiles.append(Tile(lambda words: f"◷ {words('uat.see_moment')}", "moment", classes="chip"))
        return tiles

    def on_mount(self) -> None:
        self.put("owner", self.found.owner)

    def _story(self, words: Words) -> Content:
        issue = self.found.issue
        sign, style = SIGNS[issue.severity]
        moment = issue.moment
        at = words("uat.with_moment", at=clock(moment.at)) if moment else ""
        told = words("uat.issue_logged", where=issue.where, by=issue.by, when=day_and_time(issue.logged))
        steps = [
            line((f"{day_and_time(step.when)}  ", "dim"), (words(f"uat.state_{step.state}"), "bold"),
                 f"  {step.owner or words('uat.no_owner')}  ", (f"{step.by}  ", "dim"), step.note)
            for step in self.found.steps
        ]  # fmt: skip
        head = line((f"{sign} ", style), (issue.what, "bold"))
        about = line((told, "$secondary"), (f"  {issue.case}" if issue.case else "", ""), (f"  {at}", "$accent"))
        return lines(head, about, *steps)

    # --- what can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "moment" or self.found.issue.moment is not None

    def action_severity(self, severity: str) -> None:
        self.severity = next(one for one in SEVERITIES if one == severity)
        self.query_one("#severity").query(Tile).refresh()

    def action_advance(self, state: State) -> None:
        self._move(state)

    def action_keep(self) -> None:
        self._move(None)

    def _move(self, state: State | None) -> None:
        by = who(self)
        owner, note = self.typed("owner", "note")
        desk, no, severity = shell(self).house.acceptance, self.found.issue.no, self.severity
        self.later(
            lambda: desk.move(no, by, state, severity=severity, owner=owner, note=note), lambda _: self.answer(None)
        )

    def action_moment(self) -> None:
        """What was in sight when it was written down."""
        moment = self.found.issue.moment
        assert moment is not None, "without one the key is not there"
        house = shell(self).house
        self.tell("results.opening")
        self.later(lambda: house.review(moment.run), self._look)

    def _look(self, found: tuple[Review, Finished]) -> None:
        moment = self.found.issue.moment
        assert moment is not None, "only then the session was opened"
        app = shell(self)
        self.dismiss(None)
        app.debrief(*found, at=(moment.stream, moment.seq))


def _to(state: str) -> Say:
    return lambda words: f"→ {words(f'uat.state_{state}')}"
