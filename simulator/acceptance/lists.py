"""Cases and issues as lists: rows for people, and files that a spreadsheet opens and that can never start a formula.

A file of cases can be filled in and read back (`simulator.acceptance.reading`).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from grading.acceptance.cases import Tried
from grading.acceptance.issues import Standing
from grading.acceptance.model import OUTCOMES, SEVERITIES, STATES, Trial
from grading.reports.cells import starts_formula
from simulator.kernel.texts import day_and_time
from simulator.locale import Words

XLSX = ".xlsx"
CASE_HEADS = ("case", "title", "steps", "expected", "tester", "outcome", "by", "day", "on", "origin", "note")
ISSUE_HEADS = (
    "issue", "what", "where", "severity", "state", "owner", "by", "logged", "moved", "note", "case", "store", "moment",
)  # fmt: skip


def cases_file(found: Iterable[Tried], words: Words, name: str) -> bytes:
    """As CSV, or as a workbook where the file's `name` says so. Raises NotInstalled."""
    outcomes = [words("uat.untried"), *(words(f"uat.outcome_{outcome}") for outcome in OUTCOMES)]
    return _file(name, CASE_HEADS, (_case(one, words) for one in found), {"outcome": outcomes}, words)


def issues_file(found: Iterable[Standing], words: Words, name: str) -> bytes:
    """问题整改清单, likewise."""
    severities = [words(f"uat.severity_{one}") for one in SEVERITIES]
    states = [words(f"uat.state_{one}") for one in STATES]
    picked = {"severity": severities, "state": states}
    return _file(name, ISSUE_HEADS, (_issue(one, words) for one in found), picked, words)


def _file(
    name: str, heads: Sequence[str], rows: Iterable[Iterable[str]], picked: Mapping[str, Sequence[str]], words: Words
) -> bytes:
    titles = [words(f"uat.head_{head}") for head in heads]
    if not name.lower().endswith(XLSX):
        return _csv(titles, rows)
    from simulator.acceptance.workbook import workbook

    return workbook(titles, rows, {heads.index(head): choices for head, choices in picked.items()})


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
    yield from (one.owner, issue.by, day_and_time(issue.logged))
    noted = next((step.note for step in reversed(one.steps) if step.note), "")  # the build that mended it: in sight
    yield from (day_and_time(last.when) if last else "", noted)
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
