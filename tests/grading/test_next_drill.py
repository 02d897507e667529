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
from tests.screens.fake_house import FIRST_SALE, HOLIDAY_RUSH, POWER_OUTAGE
from tests.screens.fake_house import Attempt as Tried
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


# --- of a history alone, as a lobby knows it in its first frame


@pytest.mark.parametrize(
    ("attempts", "guest", "card", "mode", "why"),
    [
        ({}, True, FIRST_SALE, "coach", "lobby.why.first"),
        ({"first-sale": [Tried("coach", True)]}, False, FIRST_SALE, "practice", "lobby.why.practice"),
        ({"first-sale": [Tried("coach", False)]}, False, FIRST_SALE, "coach", "lobby.why.again"),
        ({"first-sale": [Tried("practice", True)]}, False, HOLIDAY_RUSH, "coach", "lobby.why.new"),
        (
            {card.id: [Tried("practice", True)] for card in (FIRST_SALE, HOLIDAY_RUSH, POWER_OUTAGE)},
            False,
            FIRST_SALE,
            "exam",
            "lobby.why.exam",
        ),
        (
            {card.id: [Tried("practice", True)] for card in (FIRST_SALE, HOLIDAY_RUSH, POWER_OUTAGE)},
            True,
            FIRST_SALE,
            "practice",
            "lobby.why.refresh",
        ),
        (
            {
                "first-sale": [Tried("exam", True, "2026-03-01")],
                "holiday-rush": [Tried("exam", True, "2026-01-01")],
                "power-outage": [Tried("exam", True, "2026-02-01")],
            },
            False,
            HOLIDAY_RUSH,
            "exam",
            "lobby.why.refresh",
        ),
    ],
)
def test_next_for_me(attempts: dict, guest: bool, card: object, mode: str, why: str) -> None:
    step = next_up((FIRST_SALE, HOLIDAY_RUSH, POWER_OUTAGE), attempts, guest=guest)
    assert step[:3] == (card, mode, why)


def test_exams_that_certify_come_first_and_none_without_what_has_to_be_passed_before() -> None:
    first = FIRST_SALE._replace(modes=("coach", "exam"))
    rush, power = HOLIDAY_RUSH._replace(after=("first-sale",)), POWER_OUTAGE._replace(certifies=True)
    cards = (first, rush, power)
    achieved = {card.id: [Tried("practice", True)] for card in (rush, power)} | {first.id: [Tried("coach", True)]}
    assert next_up(cards, achieved)[:3] == (power, "exam", "lobby.why.certifies")
    achieved[power.id] = [Tried("exam", True)]
    assert missing(rush, achieved) == ["first-sale"], "the coach alone does not count"
    assert next_up(cards, achieved)[:3] == (first, "exam", "lobby.why.exam")
    assert next_up([rush], achieved)[:3] == (rush, "practice", "lobby.why.refresh"), "chosen by oneself"
    achieved[first.id] = [Tried("exam", True)]
    assert next_up(cards, achieved)[:3] == (rush, "exam", "lobby.why.exam")


def test_no_drills_no_next() -> None:
    assert next_up((), {}) is None
