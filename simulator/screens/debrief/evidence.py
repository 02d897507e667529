"""All evidence for one competency: each rule with its counts, each judged moment to jump to."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from grading.causes import Causes
from grading.practising import name_of
from grading.result import Behaviour, Competency
from grading.result import Evidence as Found
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.debrief import figures
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line

MOST_MET = 5
"""Moments done right that are listed for a rule; those missed are all there."""


class Evidence(Dialog[tuple[str, int]]):
    """Gives (stream, seq) of the moment to look at."""

    TITLE_ID: ClassVar[str] = "debrief.evidence"
    AUTO_FOCUS = ".row"

    def __init__(
        self,
        competency: Competency,
        names: Mapping[str, Text],
        people: Mapping[str, Text],
        causes: Causes = figures.NOTHING,
    ) -> None:
        super().__init__()
        self.competency = competency
        self.names = names
        self.people, self.causes = people, causes

    def where(self, words: Words) -> str:
        return f"{name_of(self.competency.id, self.names, words.lang)} · {words(self.TITLE_ID)}"

    def body(self) -> ComposeResult:
        with Scroll(id="evidence"):
            for behaviour in self.competency.behaviours:
                yield Spoken(_rule(behaviour), classes="rule")
                missed = [found for found in behaviour.evidence if not found.met]
                met = [found for found in behaviour.evidence if found.met]
                for found in [*missed, *met[:MOST_MET]]:
                    yield Tile(self._row(found), f"look('{found.stream}', {found.seq})", classes="row")
                if len(met) > MOST_MET:
                    yield Spoken(_more(len(met) - MOST_MET), classes="rule")

    def on_mount(self) -> None:
        self.call_after_refresh(self.query_one("#evidence").scroll_home, animate=False)

    def _row(self, found: Found) -> Say:
        return lambda words: figures.evidence(words, found, self.people, self.causes)

    def action_look(self, stream: str, seq: int) -> None:
        self.dismiss((stream, seq))


def _rule(behaviour: Behaviour) -> Say:
    def say(words: Words) -> Content:
        counted = words("debrief.times_right", successes=behaviour.successes, opportunities=behaviour.opportunities)
        count = counted if behaviour.opportunities else words("debrief.no_opportunity")
        return line((figures.rule(words, behaviour.says, behaviour.forbid), "bold"), (f"  {count}", "$secondary"))

    return say


def _more(n: int) -> Say:
    return lambda words: line((f"  ✓ {words('debrief.more_moments', n=n)}", "dim"))
