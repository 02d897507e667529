"""xAPI: statements that two judges accept, that agree with the verdict, and that say a thing once."""

import doctest
import json
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.mastery.attempts import MODES, Attempt
from grading.reports import xapi
from grading.reports.xapi import MASTERY_SCORE, Done, Setting, statements
from simulator.bootstrap import House
from simulator.drill.bots.roster import bot_named
from simulator.drill.play import play
from simulator.formats.statements import statement_lines
from simulator.kernel.texts import Text
from simulator.store.attempts import all_attempts, attempts_of
from tests.reports.xapi_rules import broken
from tests.standings import attempt

ralph = pytest.importorskip("ralph.models.xapi.base.statements", reason="a second opinion, of the extra `test`")
TITLE = Text("First sale", "第一笔销售")
PLAIN = Setting()


def done(of: Attempt) -> Done:
    return Done(of, "cashier", TITLE, 3, "ab" * 32, 512_340, {"accuracy": (18, 20)})


def told(of: Attempt, setting: Setting = PLAIN) -> dict[str, dict]:
    """Verb -> statement, as it is after a journey as JSON."""
    made = json.loads(json.dumps(list(statements(done(of), setting))))
    for statement in made:
        assert broken(statement) == []
        ralph.BaseXapiStatement.model_validate_json(json.dumps(statement))
    return {statement["verb"]["id"].rpartition("/")[2]: statement for statement in made}


grades = st.dictionaries(st.sampled_from(["accuracy", "cash", "pace"]), st.none() | st.integers(1, 5))


@given(st.sampled_from([*MODES, "free"]), grades, st.booleans(), st.booleans(), st.booleans())
def test_statements_are_valid_and_agree_with_the_verdict(
    mode: str, grades: dict[str, int | None], passed: bool, finished: bool, named: bool
) -> None:
    of = attempt(mode="exam" if mode == "exam" else "practice", grades=grades, passed=passed, finished=finished)
    found = told(of._replace(mode=mode), Setting("zh", names={"p1": "王芳"} if named else {}))
    judged = [] if mode in ("coach", "free") else ["passed" if passed else "failed"]
    assert list(found) == ["completed"] * (finished and mode != "free") + judged
    for verb in judged:
        result, context = found[verb]["result"], found[verb]["context"]
        assert result["success"] == passed
        if "score" in result:
            assert (result["score"]["scaled"] >= context["extensions"][MASTERY_SCORE]) == passed
    assert len({statement["context"]["registration"] for statement in found.values()}) <= 1
    assert "王芳" not in str(found) or named


def test_a_critical_failure_has_no_score_and_a_slow_hand_fails_nobody() -> None:
    critical = attempt(grades=5, passed=False)
    assert "score" not in told(critical)["failed"]["result"]
    slow = told(attempt(grades={"accuracy": 4, "pace": 1}, passed=True))["passed"]["result"]
    assert slow["score"] == {"scaled": 0.75, "raw": 4, "min": 1, "max": 5}
    assert slow["duration"] == "PT8M32.34S"
    assert slow["extensions"][f"{xapi.IRI}/competencies"] == [
        {"id": f"{xapi.IRI}/competencies/cashier/accuracy", "grade": 4, "right": 18, "opportunities": 20},
        {"id": f"{xapi.IRI}/competencies/cashier/pace", "grade": 1},
    ]


def test_the_same_run_makes_the_same_statements_whatever_is_asked_for_besides() -> None:
    of = attempt(mode="exam")
    plain, named = told(of), told(of, Setting("zh", "https://lms.example/users", {"p1": "王芳"}))
    assert [each["id"] for each in plain.values()] == [each["id"] for each in named.values()]
    assert named["passed"]["actor"] == {
        "objectType": "Agent", "name": "王芳", "account": {"homePage": "https://lms.example/users", "name": "p1"},
    }  # fmt: skip
    assert plain["passed"]["context"]["instructor"]["account"]["name"] == "t1"
    ids = Counter(
        each["id"] for mode, seed in product(MODES, range(9)) for each in told(attempt(mode=mode, seed=seed)).values()
    )
    assert set(ids.values()) == {1}


@pytest.mark.parametrize("change", [{"person": ""}, {"bot": "perfect"}, {"branch_of": "r1@9"}, {"sealed": False}])
def test_what_does_not_count_makes_no_statement(change: dict) -> None:
    assert told(attempt()._replace(**change)) == {}


def test_examples_hold() -> None:
    assert doctest.testmod(xapi).failed == 0


def test_what_is_kept_leaves_the_house_as_one_array(tmp_path: Path) -> None:
    house = House(tmp_path, lang="en")
    assert json.loads(b"".join(statement_lines(all_attempts(house.database), Setting()))) == []
    people = [house.add_person(name, "cashier") for name in ("王芳", "Li Lei")]
    for person in people:
        drill = house.start("first-sale", "practice", person, 7)
        play(drill.session, bot_named("perfect", 7))
        drill.finish("finished")
    every = json.loads(b"".join(statement_lines(all_attempts(house.database), Setting())))
    assert Counter(each["actor"]["account"]["name"] for each in every) == {person.id: 2 for person in people}
    assert [broken(each) for each in every] == [[]] * 4
    assert every[1]["object"]["definition"]["name"]["zh-CN"] == house.title("first-sale").zh
    one = json.loads(b"".join(statement_lines(attempts_of(house.database, people[1].id), Setting())))
    assert one == every[2:]
    house.close()
