"""One gate: what it asks, what came, what stands against it, and from there to each piece of evidence."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from grading.acceptance.issues import Standing as Accepted
from grading.readiness.model import TAKES_FILES, Readiness, Row, Source
from grading.readiness.offers import takes_loads
from simulator.locale import Words
from simulator.screens.ports import Finished, Review
from simulator.screens.readiness.form import named
from simulator.screens.readiness.gates import RISK, SIGNS
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, heading, line, lines, shell

if TYPE_CHECKING:
    from simulator.screens.app import StoredrillApp

MOST = 200
"""Pieces of evidence that are shown; a report has them all."""


Told = tuple[str, dict[str, object]]
"""A text id and its parameters."""


class OneGate(Dialog[Told]):
    """Gives what was done here, to be told where one comes back to."""

    CSS_PATH = "readiness.tcss"
    TITLE_ID: ClassVar[str] = "uat.gate"
    AUTO_FOCUS = "#evidence Tile, #gate"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "waive", "uat.waive"),
        Binding("f7", "attach", "evidence.attach"),
        Binding("f9", "load", "stress.ask"),
    ]

    def __init__(self, ready: Readiness, row: Row) -> None:
        super().__init__()
        self.ready, self.row = ready, row

    def where(self, words: Words) -> str:
        return words.both(self.row.gate.title)

    def body(self) -> ComposeResult:
        with Scroll(id="gate"):
            yield Spoken(self._about)
            if self.row.outcome.lacks:
                yield heading("uat.lacks")
                yield Spoken(self._lacks, classes="text")
            yield heading("uat.rests_on")
            with Scroll(id="evidence"):
                for at, source in enumerate(self.row.outcome.sources[:MOST]):
                    yield Tile(self._source(source), f"source({at})", classes="row")
                if not self.row.outcome.sources:
                    yield Tile(self._how, "how", classes="row")
        with Horizontal(id="ways", classes="chips"):
            if self._takes_files:
                yield Tile(named("evidence.attach", "F7", "+"), "attach", id="attach", classes="chip")
            if takes_loads(self.row.gate):
                yield Tile(named("stress.ask", "F9"), "load", id="load", classes="chip")
            if self._can_be_waived:
                yield Tile(named("uat.waive", "F6", "!"), "waive", id="waive", classes="chip")

    @property
    def _takes_files(self) -> bool:
        return self.row.gate.kind in TAKES_FILES

    @property
    def _can_be_waived(self) -> bool:
        return self.row.status != "met" and self.row.gate.no_go != "always" and self.ready.profile is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is there where it can do something."""
        can = {"waive": self._can_be_waived, "attach": self._takes_files, "load": takes_loads(self.row.gate)}
        return can.get(action, True)

    # --- what stands there

    def _about(self, words: Words) -> Content:
        row, say = self.row, shell(self).house.opening.phrases(words)
        sign, style = RISK if row.weight == "risk" and row.status == "met" else SIGNS[row.status]
        asked = say.asked(row.gate, row.threshold) if row.gate.kind != "record" else ""
        facts = [say.figure(row), asked, words("uat.latest", day=row.outcome.latest) if row.outcome.latest else ""]
        told = [
            line((f"{sign} {say.status(row)}", style), f"  {say.why(row)}"),
            line((words.both(row.gate.criterion), "bold")),
            line(" · ".join(fact for fact in facts if fact)),
            line((say.came_from(row), "$secondary")),
            line((f"{words.both(row.gate.owner)} · {words(f'readiness.no_go_{row.gate.no_go}')}", "dim")),
        ]
        if row.waiver:
            told.append(line(("! ", "$warning"), say.waiver(row)))
        return lines(*told)

    def _lacks(self, words: Words) -> Content:
        say = shell(self).house.opening.phrases(words)
        return lines(*(f"· {say.lack(self.row, lack, self.ready)}" for lack in self.row.outcome.lacks))

    def _source(self, source: Source) -> Say:
        """The row says so much as it has room for; its hash is told when it is opened."""
        return lambda words: shell(self).house.opening.phrases(words).source(source)

    def _how(self, words: Words) -> str:
        """Where evidence for such a gate would come from."""
        return words(f"uat.how_{self.row.gate.kind}", gate=self.row.gate.id)

    # --- what can be done

    def action_how(self) -> None:
        """The ways that lie in the app are gone; others are typed."""
        kind = self.row.gate.kind
        if kind in ("cases", "issues"):
            self._go(kind)
        elif self._takes_files:
            self.action_attach()
        else:
            self.tell(f"uat.how_{kind}", gate=self.row.gate.id)

    def _go(self, where: str) -> None:
        from simulator.screens.acceptance.cases import Cases
        from simulator.screens.acceptance.issues import Issues

        app = shell(self)
        self.dismiss(None)
        app.push_screen(Cases() if where == "cases" else Issues())

    def action_source(self, at: int) -> None:
        source = self.row.outcome.sources[at]
        house = shell(self).house
        if source.kind == "run":
            self.tell("results.opening")
            self.later(lambda: house.review(source.id), self._look)
        elif source.kind in ("case", "issue"):
            self._open(source)
        else:
            self.tell("uat.whole", whole=house.opening.phrases(shell(self).words).source(source))

    def _look(self, found: tuple[Review, Finished]) -> None:
        app = shell(self)
        self.dismiss(None)
        app.debrief(*found)

    def _open(self, source: Source) -> None:
        """The case that was tried, or the issue."""
        from simulator.screens.acceptance.case import OneCase
        from simulator.screens.acceptance.issue import OneIssue

        desk, app = shell(self).house.acceptance, shell(self)
        id = source.id.partition(" · ")[0]
        if source.kind == "issue":
            self.later(desk.issues, lambda found: _push(app, [OneIssue(one) for one in found if _no(one) == id]))
        else:
            self.later(desk.cases, lambda found: _push(app, [OneCase(one) for one in found if one.case.id == id]))

    def action_waive(self) -> None:
        from simulator.screens.readiness.waiver import GiveWaiver

        assert self.ready.profile is not None, "only a store's gate is waived"
        self.app.push_screen(GiveWaiver(self.ready.profile, self.row.gate), self._given)

    def _given(self, given: bool | None) -> None:
        if given:
            self.dismiss(("uat.waived_here", {"gate": self.row.gate.title}))

    def action_attach(self) -> None:
        from simulator.screens.readiness.attach import AttachEvidence

        self.app.push_screen(AttachEvidence(self.ready.profile, self.row.gate, self.ready.today), self._attached)

    def _attached(self, file: str | None) -> None:
        if file is not None:
            self.dismiss(("evidence.attached", {"gate": self.row.gate.title, "file": file}))

    def action_load(self) -> None:
        from simulator.screens.load.ask import play_load

        play_load(self, self.ready, self.row.gate, self._attached)


def _push(app: "StoredrillApp", found: Sequence[Dialog[None]]) -> None:
    if found:
        app.push_screen(found[0])


def _no(issue: Accepted) -> str:
    return f"#{issue.issue.no}"
