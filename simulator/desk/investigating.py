"""长短款、异常操作: a case is concluded by its cause, the person and what proves it, each taken from papers.

Naming somebody for what is done on purpose is an accusation; without every mark that proves it, it is baseless.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.desk.deducing import NEEDED, deduced
from simulator.desk.dossiers import Dossier, heads, known_word
from simulator.desk.inbox import open_matter, settle
from simulator.desk.state import Desk
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk_words import EXCEPTIONS, INTENT, OVER_SHORT
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import Minor
from simulator.kernel.papers import Paper
from simulator.kernel.texts import Text
from simulator.pos.refusals import refuse

ROOM = "investigating"
FINDINGS_OF = {"over_short": OVER_SHORT, "exceptions": EXCEPTIONS}


@dataclass(slots=True)
class Case(Dossier):
    """A difference to be explained."""

    case: str = ""
    amount: Minor = 0
    person: str = ""
    """Who stands out; empty where nobody does."""
    suspects: tuple[tuple[str, Text], ...] = ()


def marks(papers: Iterable[Paper]) -> set[str]:
    """All marks of these papers: what can be named as evidence."""
    return {str(mark) for paper in papers if "mark" in paper.columns for mark in paper.column("mark")}


def conclude_case(desk: Desk, command: c.ConcludeCase) -> list[Event]:
    case = open_matter(desk, command, command.matter, Case)
    if isinstance(case, list):
        return case
    wrong = known_word(command, command.finding, FINDINGS_OF[case.case])
    if not wrong and command.person and command.person not in dict(case.suspects):
        wrong = refuse(command, "refused.no_such_person", person=command.person[:20])
    unseen = sorted(set(command.evidence) - marks(case.read.values()))
    if not wrong and unseen:
        wrong = refuse(command, "refused.mark_not_read", mark=unseen[0][:20])
    return wrong or [_concluded(desk, case, command)]


def _concluded(desk: Desk, case: Case, command: c.ConcludeCase) -> f.CaseConcluded:
    proper = deduced(case.case, case.amount, case.papers, case.person)
    named = tuple(dict.fromkeys(command.evidence))
    proven = set(proper.proofs) <= set(named)
    accused = command.finding in INTENT
    right = command.finding == proper.finding
    innocent = case.case == "exceptions" and not accused
    same = innocent or command.person == proper.person
    return f.CaseConcluded(
        case.id,
        case.case,
        command.finding,
        proper.finding,
        command.person,
        proper.person,
        right and same,
        proven,
        len(set(named) - set(proper.proofs)),
        accused,
        accused and not (right and same and proven),
        proper.finding in INTENT,
        case.amount,
        case.unread(NEEDED[case.case]),
        desk.now - case.came,
        named,
    )


def case_opened(desk: Desk, stimulus: s.CaseOpened, entry: Entry) -> None:
    head = heads(stimulus.matter, ROOM, stimulus.name, stimulus.says, entry.at)
    desk.matters[stimulus.matter] = Case(
        *head,
        till=stimulus.till,
        papers={paper.key: paper for paper in stimulus.papers},
        case=stimulus.case,
        amount=stimulus.amount,
        person=stimulus.person,
        suspects=stimulus.suspects,
    )


def case_concluded(desk: Desk, fact: f.CaseConcluded, entry: Entry) -> None:
    desk.note("case_concluded", fact.matter, fact.finding, fact.amount)
    settle(desk, fact.matter)


DECIDE = {c.ConcludeCase: conclude_case}
APPLY = {s.CaseOpened: case_opened, f.CaseConcluded: case_concluded}
