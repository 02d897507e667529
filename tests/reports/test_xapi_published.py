"""Statements before two judges that others published: the JSON schema of xAPI 1.0.x, and Learning Locker's validation.

Each is shown to refuse: a judge that accepts everything would prove nothing.
"""

import json
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import pytest

from grading.mastery.attempts import MODES
from grading.reports.xapi import Setting, statements
from tests.reports.test_xapi import done
from tests.reports.xapi_judges import learning_locker, needs_locker, needs_schema, published
from tests.reports.xapi_rules import broken
from tests.standings import attempt

Judge = Callable[[Sequence[Any]], list[list[str]]]
JUDGES = [
    pytest.param(published, id="published-schema", marks=needs_schema),
    pytest.param(learning_locker, id="learning-locker", marks=needs_locker),
]
SETTINGS = (Setting(), Setting("zh", "https://lms.example/users", {"p1": "王芳", "t1": "Li Lei"}))
GRADES = (5, {"accuracy": 2, "pace": 1}, {"accuracy": None, "pace": 3})
BREAKAGES: dict[str, tuple[tuple[str, ...], Any]] = {
    "nobody did it": (("actor",), None),
    "two identities": (("actor", "mbox"), "mailto:fang@shop.example"),
    "an account of nowhere": (("actor", "account", "homePage"), "people"),
    "a verb that is no IRI": (("verb", "id"), "passed"),
    "a language that is none": (("verb", "display"), {"in Chinese": "通过"}),
    "an id that is no UUID": (("id",), "r1/passed"),
    "more than everything": (("result", "score", "scaled"), 1.5),
    "a truth in words": (("result", "success"), "yes"),
    "minutes as a number": (("result", "duration"), "8:32"),
    "an extension without an IRI": (("result", "extensions"), {"rubric": "ab"}),
    "a registration that is none": (("context", "registration"), "r1"),
    "a relation that is unknown": (("context", "contextActivities", "drill"), [{"id": "https://shop.example/d"}]),
    "a property that is unknown": (("grade",), 5),
    "a time of day": (("timestamp",), "at noon"),
}


def every() -> list[Any]:
    """One or two statements of each kind of session, in both languages, with names and without."""
    attempts = [
        attempt(mode=mode, grades=grades, passed=passed, finished=finished)
        for mode, grades, passed, finished in product(MODES, GRADES, (True, False), (True, False))
    ]
    made = [one for each, setting in product(attempts, SETTINGS) for one in statements(done(each), setting)]
    return list(json.loads(json.dumps(made)))


@pytest.mark.parametrize("judge", JUDGES)
def test_statements_are_accepted_by(judge: Judge) -> None:
    made = every()
    assert {one["verb"]["id"].rpartition("/")[2] for one in made} == {"completed", "passed", "failed"}
    assert judge(made) == [[]] * len(made)


@pytest.mark.parametrize("judge", JUDGES)
def test_a_broken_statement_is_refused_by(judge: Judge) -> None:
    verdicts = judge(_broken())
    assert [name for name, found in zip(BREAKAGES, verdicts, strict=True) if not found] == []


def test_our_own_rules_refuse_what_the_published_ones_refuse() -> None:
    assert [name for name, one in zip(BREAKAGES, _broken(), strict=True) if not broken(one)] == []


def _broken() -> list[Any]:
    """A good statement, each time with one thing wrong in it."""
    good = next(statements(done(attempt(mode="practice", finished=False, grades=5)), SETTINGS[1]))
    made = []
    for path, value in BREAKAGES.values():
        one = json.loads(json.dumps(good))
        inside = one
        for step in path[:-1]:
            inside = inside[step]
        if value is None:
            del inside[path[-1]]
        else:
            inside[path[-1]] = value
        made.append(one)
    return made
