"""经营分析: reports to read, and questions to answer about them, each once."""

from dataclasses import dataclass, field

from simulator.desk.asking import Answer, answer, choices, near, rests_on
from simulator.desk.dossiers import Dossier, heads, read_before
from simulator.desk.inbox import open_matter, settle
from simulator.desk.state import Desk
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.papers import Paper
from simulator.pos.refusals import refuse

ROOM = "reading"


@dataclass(slots=True)
class Reports(Dossier):
    """Reports with questions."""

    questions: dict[str, s.Question] = field(default_factory=dict)
    answered: dict[str, Answer] = field(default_factory=dict)
    """Question -> what was said."""


def answer_question(desk: Desk, command: c.AnswerQuestion) -> list[Event]:
    reports = open_matter(desk, command, command.matter, Reports)
    if isinstance(reports, list):
        return reports
    question = reports.questions.get(command.question)
    if question is None:
        return refuse(command, "refused.no_such_question", question=command.question)
    if question.id in reports.answered:
        return refuse(command, "refused.question_answered", question=command.question)
    possible = choices(question, reports.papers)
    if possible and command.choice not in possible:
        return refuse(command, "refused.no_such_word", word=command.choice[:40])
    proper = answer(question, reports.papers)
    sound = command.choice == proper.choice if possible else near(command.figure, proper.figure)
    unread = reports.unread(rests_on(question))
    took = desk.now - reports.came
    return [
        f.QuestionAnswered(
            reports.id, question.id, question.measure, command.figure, proper.figure, command.choice, proper.choice,
            sound, unread, took,
        )
    ]  # fmt: skip


def reports_laid(desk: Desk, stimulus: s.ReportsLaid, entry: Entry) -> None:
    papers: dict[str, Paper] = {paper.key: paper for paper in stimulus.papers}
    questions = {question.id: question for question in stimulus.questions}
    head = heads(stimulus.matter, ROOM, stimulus.name, stimulus.says, entry.at)
    desk.matters[stimulus.matter] = Reports(
        *head, papers=papers, read=read_before(desk, ROOM, papers), questions=questions
    )


def question_answered(desk: Desk, fact: f.QuestionAnswered, entry: Entry) -> None:
    reports = desk.matters[fact.matter]
    assert isinstance(reports, Reports), "only reports have questions"
    reports.answered[fact.question] = Answer(fact.figure, fact.choice)
    desk.note("question_answered", fact.matter, fact.measure)
    if len(reports.answered) == len(reports.questions):
        settle(desk, fact.matter)


DECIDE = {c.AnswerQuestion: answer_question}
APPLY = {s.ReportsLaid: reports_laid, f.QuestionAnswered: question_answered}
