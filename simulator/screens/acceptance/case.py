"""One case: what to do, what should come of it, what came of it so far, and a trial to be recorded."""

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from grading.acceptance.cases import Tried
from grading.acceptance.model import OUTCOMES, Outcome, Trial
from simulator.locale import Words
from simulator.screens.acceptance.cases import SIGNS
from simulator.screens.acceptance.chips import choices, who
from simulator.screens.shell.field import Field
from simulator.screens.shell.filling import Filling
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line, lines, shell

ON = ("customer", "device", "sandbox")
"""On what it was tried: in the sandbox that is the last session of who sits here."""


class OneCase(Filling[None]):
    CSS_PATH = "acceptance.tcss"
    TITLE_ID: ClassVar[str] = "uat.case"
    AUTO_FOCUS = "#system"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "next_on", "uat.other_system"),
        Binding("f7", "play", "uat.play"),
        Binding("f8", "record('passed')", "uat.outcome_passed"),
        Binding("f9", "record('failed')", "uat.outcome_failed"),
        Binding("f10", "record('blocked')", "uat.outcome_blocked"),
    ]

    def __init__(self, found: Tried) -> None:
        super().__init__()
        self.found = found
        last = found.latest
        self.on: str = last.origin if last else "customer"

    def where(self, words: Words) -> str:
        return f"{words(self.TITLE_ID)} {self.found.case.id}"

    def body(self) -> ComposeResult:
        with Scroll(id="story"):
            yield Spoken(self._story)
        yield choices("on", ON, lambda one: f"uat.on_{one}", lambda: self.on)
        with Horizontal(id="trial"):
            yield Field("uat.hint_system", id="system")
            yield Field("uat.hint_tester", id="by")
        yield Field("uat.hint_outcome", id="note", longest=200)
        ways = [Tile(_way(outcome), f"record('{outcome}')", classes="chip") for outcome in OUTCOMES]
        if self.found.case.drill:
            ways.append(Tile(lambda words: f"▸ {words('uat.play')}", "play", classes="chip"))
        yield Horizontal(*ways, id="ways", classes="chips")

    def on_mount(self) -> None:
        last, case = self.found.latest, self.found.case
        self.put("system", last.system if last else "")
        if last and last.system:  # what is new is said beside it, and not behind its name
            self.query_one("#note", Field).focus()
        self.put("by", case.tester or who(self))

    def _story(self, words: Words) -> Content:
        case = self.found.case
        told = [line((words.both(case.title), "bold"))]
        for head, text in (("steps", case.steps), ("expected", case.expected)):
            if words.both(text):
                label = words("uat.told", head=words(f"uat.head_{head}"))
                told.append(line((label, "$secondary"), words.both(text)))
        return lines(*told, *(_trial(trial, words) for trial in reversed(self.found.trials)))

    # --- what can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "play" or bool(self.found.case.drill)

    def action_on(self, on: str) -> None:
        self.on = on
        self.query_one("#on").query(Tile).refresh()
        self.query_one("#system", Field).disabled = on == "sandbox"

    def action_next_on(self) -> None:
        self.action_on(ON[(ON.index(self.on) + 1) % len(ON)])

    def action_record(self, outcome: Outcome) -> None:
        system, by, note = self.typed("system", "by", "note")
        house, me, id = shell(self).house, shell(self).me, self.found.case.id
        origin: Literal["device", "customer"] = "device" if self.on == "device" else "customer"

        def work() -> Trial:
            if self.on != "sandbox":
                return house.acceptance.record(id, outcome, by, system=system, origin=origin, note=note)
            sessions = house.results(me.id if me else "")
            return house.acceptance.record(id, outcome, by, run=sessions[0].run if sessions else "", note=note)

        self.later(work, self._recorded)

    def _recorded(self, trial: Trial) -> None:
        """What failed is an issue, most likely."""
        from simulator.screens.acceptance.log import LogIssue

        app, words = shell(self), shell(self).words
        self.dismiss(None)
        if trial.outcome == "failed":
            place = trial.system or words("uat.session", run=trial.run)
            app.push_screen(LogIssue(f"{place} › {trial.case}", case=trial.case, what=trial.note))

    def action_play(self) -> None:
        """The drill from which it was drawn, to be tried now."""
        drill = self.found.case.drill
        house = shell(self).house
        card = next((card for role in _roles() for card in house.drills(role) if card.id == drill), None)
        if card is None:
            self.tell("uat.no_drill")
            return
        app = shell(self)
        self.dismiss(None)
        app.brief(card, "practice")


def _roles() -> tuple[str, ...]:
    from simulator.screens.ports import ROLES

    return ROLES


def _way(outcome: str) -> Say:
    sign, _ = SIGNS[outcome]
    return lambda words: f"{sign} {words(f'uat.outcome_{outcome}')}"


def _trial(trial: Trial, words: Words) -> Content:
    sign, style = SIGNS[trial.outcome]
    on = trial.system or words("uat.session", run=trial.run)
    told = f"{trial.day}  {trial.by}  {on}  {words(f'readiness.origin_{trial.origin}')}"
    return line((f"{sign} {words(f'uat.outcome_{trial.outcome}')}  ", style), (told, "dim"), f"  {trial.note}")
