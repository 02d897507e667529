"""Reports: what a question rests on is read first, then it is answered by what stands there."""

from collections.abc import Iterable, Iterator

from simulator.desk.asking import answer, rests_on
from simulator.desk.papers_view import DossierSeen, QuestionSeen, ReportsSeen
from simulator.desk.view import DeskView
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.kernel.stimuli import Question


def matters(view: DeskView, room: str) -> Iterator[str]:
    """What lies in the inbox of a room and waits for nobody else."""
    return (letter.matter for letter in view.inbox if letter.room == room and not letter.waits)


def read_first(dossier: DossierSeen, keys: Iterable[str]) -> Advice | None:
    """The first of these papers that lies there unread."""
    unread = dossier.unread
    key = next((key for key in keys if key in unread), None)
    if key is None:
        return None
    kind, _, period = key.partition("/")
    return do(c.ReadPaper(dossier.matter, kind, period), "advice.read_paper", name=dossier.name)


def next_question(view: DeskView) -> tuple[ReportsSeen, QuestionSeen] | None:
    for matter in matters(view, "reading"):
        reports = view.reports(matter)
        for question in reports.questions if reports else ():
            if reports is not None and question.answer is None:
                return reports, question
    return None


def asked(question: QuestionSeen) -> Question:
    return Question(question.id, question.measure, question.period, question.subject)


def read(view: DeskView, memory: Memory) -> Advice | None:
    found = next_question(view)
    return read_first(found[0].dossier, rests_on(asked(found[1]))) if found else None


def reply(view: DeskView, memory: Memory) -> Advice | None:
    found = next_question(view)
    if found is None:
        return None
    reports, question = found
    right = answer(asked(question), reports.dossier.read)
    command = c.AnswerQuestion(reports.dossier.matter, question.id, right.figure, right.choice)
    return do(command, f"advice.answer_{question.measure}")


# --- mistakes --------------------------------------------------------------------------------------------------------


def make_up(view: DeskView, memory: Memory) -> Advice | None:
    """Says a figure, or a choice, without a look."""
    found = next_question(view)
    if found is None:
        return None
    reports, question = found
    choice = question.choices[-1] if question.choices else ""
    return do(c.AnswerQuestion(reports.dossier.matter, question.id, 77, choice), "")


def make_figures_up(view: DeskView, memory: Memory) -> Advice | None:
    """Says figures without a look."""
    found = next_question(view)
    return make_up(view, memory) if found and not found[1].choices else None


AMOUNTS = {"most_shrink": "shrink", "slowest_turn": "stock", "best_metre": "turnover"}


def largest_amount(view: DeskView, memory: Memory) -> Advice | None:
    """Takes the largest amount where a share was asked for."""
    found = next_question(view)
    if found is None or found[1].measure not in AMOUNTS:
        return reply(view, memory)
    reports, question = found
    (key,) = rests_on(asked(question))
    paper = reports.dossier.read[key]
    at = paper.at(AMOUNTS[question.measure])
    largest = max(paper.rows, key=lambda row: int(str(row[at])))
    return do(c.AnswerQuestion(reports.dossier.matter, question.id, choice=str(largest[0])), "")
