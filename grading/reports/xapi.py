"""Kept results as xAPI 1.0.3 statements, for a learning record store. Pure: ids follow from the run, no clock is read.

Each session is a registration of its own. One that was played to its end is `completed`; without a coach it is `passed`
or `failed` besides, once. The score is the lowest grade that counts for passing (1-5), `scaled` over 0-1, and the
mastery score is the grade that passing asks for: so it agrees with the verdict. Where something else than a grade
decided (a critical error, a session that was left), a score would say otherwise, and there is none.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from grading.grade import PACE
from grading.mastery.attempts import UNAIDED, Attempt
from simulator.kernel.texts import Text

VERSION = "1.0.3"
ADL = "http://adlnet.gov/expapi"
IRI = "https://storedrill.example/xapi"
"""Names of what is ours, of a domain that is reserved for names: nothing is ever fetched from there."""
MASTERY_SCORE = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
PLATFORM = "storedrill TRAINING 培训"
HOME_PAGE = f"{IRI}/people"
LOWEST, HIGHEST, PASS_GRADE = 1, 5, 3
LANGUAGES = {"en": "en", "zh": "zh-CN"}
VERBS = {
    "completed": Text("completed", "完成"),
    "passed": Text("passed", "通过"),
    "failed": Text("failed", "未通过"),
}
Statement = dict[str, Any]


class Done(NamedTuple):
    """A kept result with what its statements say besides."""

    attempt: Attempt
    role: str
    title: Text
    version: int
    """Of the script."""
    rubric: str
    """SHA-256 of the rubric that it was graded by."""
    duration: int
    """Virtual milliseconds."""
    done: Mapping[str, tuple[int, int]]
    """Competency -> how often it was right, of how many opportunities."""
    pass_grade: int = PASS_GRADE


class Setting(NamedTuple):
    """What all statements of an export share."""

    lang: str = "en"
    home_page: str = HOME_PAGE
    """Whose account names the people have: with that of a learning platform, its own accounts are meant."""
    names: Mapping[str, str] = {}
    """Person -> the name to be shown; without one, the id alone is told."""


def statements(done: Done, setting: Setting) -> Iterator[Statement]:
    """Of one session: none, one or two. What does not count in the house (guests, bots, free practice) makes none."""
    attempt = done.attempt
    if not (attempt.counts and attempt.sealed):
        return
    if attempt.finished:
        yield _statement("completed", {"completion": True}, done, setting)
    if attempt.mode in UNAIDED:
        verdict: Statement = {"success": attempt.passed, "completion": attempt.finished}
        if score := _score(attempt, done.pass_grade):
            verdict["score"] = score
        yield _statement("passed" if attempt.passed else "failed", verdict, done, setting)


def _score(attempt: Attempt, pass_grade: int) -> Statement | None:
    grades = [grade for name, grade in attempt.grades.items() if grade is not None and name != PACE]
    if not grades or (min(grades) >= pass_grade) != attempt.passed:
        return None
    raw = min(grades)
    return {"scaled": _scaled(raw), "raw": raw, "min": LOWEST, "max": HIGHEST}


def _scaled(grade: int) -> float:
    return (grade - LOWEST) / (HIGHEST - LOWEST)


def _statement(verb: str, result: Statement, done: Done, setting: Setting) -> Statement:
    attempt = done.attempt
    return {
        "id": str(uuid5(NAMESPACE_URL, f"{IRI}/runs/{attempt.run}/{verb}")),
        "actor": _agent(attempt.person, setting),
        "verb": {"id": f"{ADL}/verbs/{verb}", "display": _both(VERBS[verb])},
        "object": {
            "objectType": "Activity",
            "id": f"{IRI}/drills/{attempt.scenario}",
            "definition": {"type": f"{ADL}/activities/simulation", "name": _both(done.title)},
        },
        "result": {
            **result,
            "duration": iso_duration(done.duration),
            "extensions": {f"{IRI}/competencies": _competencies(done), f"{IRI}/rubric": done.rubric},
        },
        "context": _context(done, setting),
        "timestamp": attempt.when.isoformat(timespec="milliseconds"),
        "version": VERSION,
    }


def _context(done: Done, setting: Setting) -> Statement:
    attempt = done.attempt
    context: Statement = {
        "registration": str(uuid5(NAMESPACE_URL, f"{IRI}/runs/{attempt.run}")),
        "platform": PLATFORM,
        "revision": str(done.version),
        "language": LANGUAGES[setting.lang],
        "contextActivities": {
            "grouping": [{"objectType": "Activity", "id": f"{IRI}/roles/{done.role}"}],
            "category": [{"objectType": "Activity", "id": f"{IRI}/modes/{attempt.mode}"}],
        },
        "extensions": {f"{IRI}/run": attempt.run, f"{IRI}/seed": attempt.seed},
    }
    if attempt.mode in UNAIDED:
        context["extensions"][MASTERY_SCORE] = _scaled(done.pass_grade)
    if attempt.vouched:
        context["instructor"] = _agent(attempt.attested_by, setting)
    return context


def _agent(person: str, setting: Setting) -> Statement:
    agent: Statement = {"objectType": "Agent", "account": {"homePage": setting.home_page, "name": person}}
    return {**agent, "name": setting.names[person]} if setting.names.get(person) else agent


def _competencies(done: Done) -> Sequence[Statement]:
    """Grade (null for not observed), and how often it was right of how many times it was asked for."""
    return [
        {"id": f"{IRI}/competencies/{done.role}/{name}", "grade": grade, **_counted(done.done.get(name))}
        for name, grade in done.attempt.grades.items()
    ]


def _counted(pair: tuple[int, int] | None) -> Statement:
    return {"right": pair[0], "opportunities": pair[1]} if pair else {}


def _both(text: Text) -> Statement:
    return {LANGUAGES["en"]: text["en"], LANGUAGES["zh"]: text["zh"]}


def iso_duration(milliseconds: int) -> str:
    """To the hundredth of a second, as the standard asks.

    >>> iso_duration(3_723_450), iso_duration(480_000)
    ('PT1H2M3.45S', 'PT8M0S')
    """
    hours, rest = divmod(milliseconds // 10, 360_000)
    minutes, rest = divmod(rest, 6_000)
    seconds = f"{rest // 100}.{rest % 100:02}".rstrip("0").rstrip(".")
    return f"PT{f'{hours}H' if hours else ''}{minutes}M{seconds}S"
