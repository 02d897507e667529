"""What can be seen of matters with papers: which papers lie there, and what those say that were read.

What follows from them (the right figure, the cause, the order that is due) is in none of these.
"""

from typing import NamedTuple

from simulator.desk.asking import Answer, choices, unit
from simulator.desk.cutover import Cutover, next_checkpoint
from simulator.desk.dossiers import Dossier
from simulator.desk.incident import Incident
from simulator.desk.investigating import FINDINGS_OF, Case
from simulator.desk.promoting import Draft
from simulator.desk.reading import Reports
from simulator.desk.settling import Orders
from simulator.desk.state import Desk
from simulator.kernel.facts import DraftTried
from simulator.kernel.money import Minor
from simulator.kernel.papers import Paper, Unit
from simulator.kernel.promotions import AnyPromotion
from simulator.kernel.texts import Text


class PaperSeen(NamedTuple):
    """A paper that lies there."""

    key: str
    kind: str
    period: str
    paper: Paper | None
    """None before it was read, and after it has changed."""


class DossierSeen(NamedTuple):
    """What every matter with papers shows."""

    matter: str
    room: str
    name: Text
    says: Text
    came: int
    papers: tuple[PaperSeen, ...]
    waits: bool

    @property
    def read(self) -> dict[str, Paper]:
        """Those that were read, by key."""
        return {seen.key: seen.paper for seen in self.papers if seen.paper is not None}

    @property
    def unread(self) -> tuple[str, ...]:
        """Keys of the others."""
        return tuple(seen.key for seen in self.papers if seen.paper is None)


class QuestionSeen(NamedTuple):
    id: str
    measure: str
    period: str
    subject: str
    unit: Unit
    """Of the figure; `word`: it is a choice."""
    choices: tuple[str, ...]
    answer: Answer | None
    """As it was given; whether it was right is for the debrief."""


class ReportsSeen(NamedTuple):
    dossier: DossierSeen
    questions: tuple[QuestionSeen, ...]


class CaseSeen(NamedTuple):
    dossier: DossierSeen
    case: str
    till: str
    amount: Minor
    person: str
    suspects: tuple[tuple[str, Text], ...]
    findings: tuple[str, ...]
    """What it can be."""


class IncidentSeen(NamedTuple):
    dossier: DossierSeen
    severity: str
    called: tuple[str, ...]
    reached: tuple[str, ...]
    orders: tuple[str, ...]
    log: tuple[tuple[int, str], ...]
    """The decision log: when (since the start), what."""
    cleared: bool


class CutoverSeen(NamedTuple):
    dossier: DossierSeen
    marked: dict[str, dict[str, str]]
    """List -> mark -> what was found."""
    closed: tuple[str, ...]
    passed: tuple[str, ...]
    held: tuple[str, ...]
    """Checkpoints that were held back at least once."""
    due: str
    """The checkpoint whose turn it is; empty: all are passed."""


class DraftSeen(NamedTuple):
    dossier: DossierSeen
    promotion: AnyPromotion
    running: tuple[AnyPromotion, ...]
    trial: DraftTried | None
    changes: int


class OrdersSeen(NamedTuple):
    dossier: DossierSeen
    till: str
    settled: dict[str, str]
    """Number -> what was said."""


class PapersView:
    """The rooms with papers, as their person sees them."""

    _desk: Desk

    def dossier(self, matter: str) -> DossierSeen | None:
        """Any matter with papers."""
        found = self._desk.matters.get(matter)
        return _seen(found) if isinstance(found, Dossier) else None

    def reports(self, matter: str) -> ReportsSeen | None:
        found = self._desk.matters.get(matter)
        if not isinstance(found, Reports):
            return None
        questions = tuple(
            QuestionSeen(
                q.id, q.measure, q.period, q.subject, unit(q), choices(q, found.papers), found.answered.get(q.id)
            )
            for q in found.questions.values()
        )
        return ReportsSeen(_seen(found), questions)

    def case(self, matter: str) -> CaseSeen | None:
        found = self._desk.matters.get(matter)
        if not isinstance(found, Case):
            return None
        return CaseSeen(
            _seen(found), found.case, found.till, found.amount, found.person, found.suspects, FINDINGS_OF[found.case]
        )

    def incident(self, matter: str) -> IncidentSeen | None:
        found = self._desk.matters.get(matter)
        if not isinstance(found, Incident):
            return None
        return IncidentSeen(
            _seen(found), found.severity, tuple(found.called), tuple(found.reached), tuple(found.orders),
            tuple(found.logged), found.cleared,
        )  # fmt: skip

    def cutover(self, matter: str) -> CutoverSeen | None:
        found = self._desk.matters.get(matter)
        if not isinstance(found, Cutover):
            return None
        marked = {paper: dict(rows) for paper, rows in found.marked.items()}
        return CutoverSeen(
            _seen(found), marked, tuple(found.closed), tuple(found.passed), tuple(found.held), next_checkpoint(found)
        )

    def draft(self, matter: str) -> DraftSeen | None:
        found = self._desk.matters.get(matter)
        if not isinstance(found, Draft) or found.promotion is None:
            return None
        return DraftSeen(_seen(found), found.promotion, found.running, found.trial, found.changes)

    def orders(self, matter: str) -> OrdersSeen | None:
        found = self._desk.matters.get(matter)
        return OrdersSeen(_seen(found), found.till, dict(found.settled)) if isinstance(found, Orders) else None


def _seen(matter: Dossier) -> DossierSeen:
    papers = tuple(
        PaperSeen(key, paper.kind, paper.period, matter.read.get(key)) for key, paper in matter.papers.items()
    )
    return DossierSeen(matter.id, matter.room, matter.name, matter.says, matter.came, papers, matter.waits)
