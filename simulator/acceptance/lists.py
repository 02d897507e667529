"""Cases and issues as lists: rows for people, and CSV that a spreadsheet opens and that can never start a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from grading.acceptance.cases import Tried
from grading.acceptance.issues import Standing
from grading.acceptance.model import Trial
from grading.reports.cells import starts_formula
from simulator.locale import Words

CASE_HEADS = ("case", "title", "steps", "expected", "tester", "outcome", "by", "day", "on", "origin", "note")
ISSUE_HEADS = (
    "issue", "what", "where", "severity", "state", "owner", "by", "logged", "moved", "note", "case", "store", "moment",
)  # fmt: skip


def cases_csv(found: Iterable[Tried], words: Words) -> bytes:
    return _csv([words(f"uat.head_{head}") for head in CASE_HEADS], (_case(one, words) for one in found))


def issues_csv(found: Iterable[Standing], words: Words) -> bytes:
    """问题整改清单."""
    return _csv([words(f"uat.head_{head}") for head in ISSUE_HEADS], (_issue(one, words) for one in found))


def outcome_of(one: Tried, words: Words) -> str:
    return words(f"uat.outcome_{one.outcome}" if one.outcome else "uat.untried")


def tried_on(trial: Trial, words: Words) -> str:
    """The system, or the session of the sandbox."""
    return trial.system or words("uat.session", run=trial.run)


def _case(one: Tried, words: Words) -> Iterator[str]:
    case, trial = one.case, one.latest
    yield from (case.id, words.both(case.title), words.both(case.steps), words.both(case.expected), case.tester)
    yield outcome_of(one, words)
    if trial is None:
        yield from ("", "", "", "", "")
        return
    yield from (trial.by, trial.day, tried_on(trial, words), words(f"readiness.origin_{trial.origin}"), trial.note)


def _issue(one: Standing, words: Words) -> Iterator[str]:
    issue, last = one.issue, one.steps[-1] if one.steps else None
    yield from (f"#{issue.no}", issue.what, issue.where)
    yield from (words(f"uat.severity_{one.severity}"), words(f"uat.state_{one.state}"))
    yield from (one.owner, issue.by, issue.logged[:16].replace("T", " "))
    noted = next((step.note for step in reversed(one.steps) if step.note), "")  # the build that mended it: in sight
    yield from (last.when[:16].replace("T", " ") if last else "", noted)
    yield from (issue.case, issue.store, moment(one, words))


def moment(one: Standing, words: Words) -> str:
    """Which entry of which session somebody had in front of them; empty without one."""
    at = one.issue.moment
    return words("uat.moment", run=at.run, till=at.stream, seq=at.seq) if at else ""


def _csv(heads: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that a spreadsheet shows and never computes.

    >>> harmless("=1+1"), harmless(" ＝1"), harmless("#3"), harmless("5 - 3")
    ("'=1+1", "' ＝1", '#3', '5 - 3')
    """
    return f"'{cell}" if starts_formula(cell) else cell
