"""What to drill next: each reason by an example, and that it follows the course."""

from datetime import timedelta

import pytest
from hypothesis import given

from grading.mastery.attempts import Attempt
from grading.mastery.next_drill import missing, next_up
from grading.mastery.rating import ability, chance
from grading.mastery.standing import Standing
from simulator.progress import achieved, course
from tests.grading.test_mastery import ATTEMPTS
from tests.standings import COURSE, FIRST, NAMES, NOW, POWER, RUSH, Drill, attempt, stands

PRACTISED = tuple(attempt(drill.id, seed=n, ago=9 - n) for n, drill in enumerate((FIRST, RUSH, POWER)))
POWERED, RUSHED = attempt("power-outage", "exam", ago=3), attempt("holiday-rush", "exam", ago=2)


def proposed(found: Standing, drills: tuple[Drill, ...] = (FIRST, RUSH, POWER), guest: bool = False) -> tuple:
    step = next_up(drills, achieved(found), found, guest=guest)
    assert step is not None
    return step.card, step.mode, step.why.removeprefix("lobby.why."), dict(step.given)


@pytest.mark.parametrize(
    ("played", "expected"),
    [
        ([], (FIRST, "coach", "first", {})),
        ([attempt(mode="coach")], (FIRST, "practice", "practice", {})),
        ([attempt(mode="coach"), attempt(grades=2)], (FIRST, "practice", "again", {})),
        (
            [attempt(mode="coach", ago=9), attempt(grades=1, ago=8), attempt(grades=1, ago=7, seed=9)],
            (FIRST, "coach", "back", {"chance": 9}),
        ),
        (PRACTISED, (RUSH, "exam", "certifies", {})),
        ([*PRACTISED, POWERED, attempt("holiday-rush", "exam", ago=1, grades=2)], (RUSH, "exam", "again", {})),
        (
            [*(attempt(grades=1, ago=9 - n, seed=n) for n in range(3)), attempt(mode="coach", ago=1)],
            (FIRST, "practice", "again", {}),
        ),
        (
            [*PRACTISED, POWERED, RUSHED, attempt("holiday-rush", "exam", 9, ago=1, grades=2)],
            (RUSH, "exam", "lost", {}),
        ),
    ],
    ids=[
        "nothing yet",
        "after the coach",
        "failed once",
        "too hard",
        "practised",
        "exam failed",
        "coached again",
        "failed since",
    ],
)
def test_reasons(played: list[Attempt], expected: tuple) -> None:
    found = stands(*played)
    card, mode, why, given = proposed(found)
    if "chance" in given:
        given = {"chance": round(100 * chance(found.ability, card.level))}
        expected = (*expected[:3], given)
    assert (card, mode, why, given) == expected


def test_among_the_next_ones_the_fitting_one_is_chosen_and_what_it_builds_on_comes_first() -> None:
    hard, fits, closed = Drill("hard", 5), Drill("fits", 3), Drill("closed", 3, after=("hard",))
    of = COURSE._replace(drills=[FIRST, hard, fits, closed])
    found = stands(attempt(seed=1, ago=2), attempt(seed=2, ago=1), course=of)
    card, mode, why, given = proposed(found, (FIRST, hard, closed, fits))
    assert (card, mode, why) == (fits, "coach", "fits")
    assert given == {"chance": round(100 * chance(found.ability, 3))}
    assert proposed(found, (FIRST, fits, hard))[2] == "new", "the next in the course needs no other reason"


def test_what_is_due_is_shown_first() -> None:
    cash = Drill("cash-only", 1, competencies=("cash",))
    power = POWER._replace(competencies=("outages",))
    of = COURSE._replace(drills=[FIRST, power, cash])
    faded = [attempt(seed=seed, ago=200 - seed, grades={"cash": 4}) for seed in (1, 2, 3)]
    found = stands(*faded, course=of)
    due = found.skills["cash"].due
    assert proposed(found, (FIRST, power, cash)) == (
        cash, "coach", "due", {"competency": NAMES["cash"], "date": f"{due:%Y-%m-%d}"}
    )  # fmt: skip
    practised = stands(*faded, *(attempt(drill.id, ago=190) for drill in (RUSH, POWER)))
    card, mode, why, _ = proposed(practised)
    assert (mode, why, "cash" in card.competencies) == ("practice", "due", True), "before any exam"


def test_exams_that_ran_out_and_that_soon_will() -> None:
    passed = [attempt(drill.id, "exam", n, ago=340 - n) for n, drill in enumerate((FIRST, RUSH, POWER))]
    kept = [attempt(drill.id, "practice", 10 + n, ago=n) for n, drill in enumerate((FIRST, RUSH, POWER) * 3)]
    assert proposed(stands(*passed, *kept)) == (
        RUSH, "exam", "renew", {"date": f"{NOW + timedelta(days=365 - 339):%Y-%m-%d}"}
    )  # fmt: skip
    later = stands(*passed, *kept, now=NOW + timedelta(days=26))
    assert proposed(later)[:3] == (RUSH, "exam", "expired")


def test_seeds_that_are_missing_and_then_what_lies_back_the_longest() -> None:
    passed = [attempt(drill.id, "exam", n, ago=9 - n) for n, drill in enumerate((FIRST, RUSH, POWER))]
    _, mode, why, given = proposed(stands(*passed))
    assert (mode, why, given) == ("practice", "seeds", {"competency": NAMES["accuracy"], "n": 1})
    more = [attempt("power-outage", "practice", 10 + n, ago=1) for n in range(3)]
    whole = stands(*passed, attempt("first-sale", "practice", 20, ago=1), *more)
    assert proposed(whole)[1:3] == ("exam", "refresh")


@given(ATTEMPTS)
def test_it_never_leaves_the_course(played: list[Attempt]) -> None:
    """No exam before what it builds on; a guest none at all; nothing new before what it builds on."""
    found = stands(*played)
    step = next_up(COURSE.drills, achieved(found), found)
    assert step is not None
    assert step.mode in step.card.modes
    tried = achieved(found)
    assert step.mode != "exam" or not missing(step.card, tried)
    assert step.card.id in tried or not missing(step.card, tried)
    assert proposed(found, guest=True)[1] != "exam"


def test_elo_learns_less_from_what_was_expected_and_from_later_attempts() -> None:
    levels = {"first-sale": 1, "holiday-rush": 4}
    start = ability((), levels)
    won, lost = (ability([attempt(passed=passed)], levels) - start for passed in (True, False))
    assert won < -lost
    assert ability([attempt("holiday-rush", passed=True)], levels) - start > won
    assert ability([attempt("holiday-rush", passed=True), attempt(scenario="elsewhere", grades={})], levels) > start
    unmoved = [attempt("holiday-rush", seed=seed, passed=False) for seed in range(20)]
    later = ability([*unmoved, attempt(passed=True)], levels | {"holiday-rush": 60}) - start
    assert 0 < later < won
    assert chance(start, 1, "coach") > chance(start, 1) > chance(start, 1, "exam") > chance(start, 2, "exam")


@pytest.mark.parametrize("role", ["cashier", "stock_clerk", "manager"])
def test_every_role_has_a_course_whose_competencies_can_be_shown(role: str) -> None:
    of = course(role)
    judged = {id for drill in of.drills for id in drill.competencies}
    assert judged <= set(of.competencies)
    assert of.drills
    assert of.days == 365
