"""Mastery: what counts, what is mastered, what certifies, by tables and by laws."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.mastery.attempts import Attempt, in_order
from grading.mastery.refreshing import fading, refresh
from grading.mastery.shown import decay
from grading.mastery.skills import SEEDS, Mark
from tests.standings import COURSE, NOW, TRAINED, attempt, stands

# --- a competency over seeds and time


@pytest.mark.parametrize(
    ("seeds_and_grades", "missing", "against"),
    [
        ([], 3, []),
        ([(1, 3)], 2, []),
        ([(1, 3), (2, 3), (3, 3)], 0, []),
        ([(1, 5), (1, 5), (1, 5)], 2, []),
        ([(1, 2), (2, 3), (3, 3), (4, 3)], 0, []),
        ([(1, 5), (2, 5), (3, 5), (4, 2)], 3, [2]),
        ([(1, 5), (2, 2), (3, 5)], 2, [2]),
        ([(1, 2), (1, 4), (2, 4), (3, 4)], 0, []),
        ([(1, 4), (2, 4), (3, 4), (3, 1)], 3, [1]),
        ([(1, 4), (2, 4), (3, 1), (3, 4)], 0, []),
    ],
    ids=[
        "nothing", "one seed", "three seeds", "one seed thrice", "long ago failed", "failed lately", "failed between",
        "made good on the same seed", "spoilt on the same seed", "the latest of a seed, and neither best nor worst",
    ],
)  # fmt: skip
def test_mastered_by_the_latest_attempts_on_three_seeds(
    seeds_and_grades: list[tuple[int, int]], missing: int, against: list[int]
) -> None:
    played = [attempt(seed=seed, ago=30 - n, grades=grade) for n, (seed, grade) in enumerate(seeds_and_grades)]
    skill = stands(*played).skills["accuracy"]
    assert (skill.missing, [mark.grade for mark in skill.against]) == (missing, against)
    assert skill.mastered == (missing == 0)
    assert (skill.due is not None) == skill.mastered


def test_a_seed_is_one_seed_in_every_drill_and_a_failure_is_not_made_good_by_another_drill() -> None:
    same = [attempt("first-sale", seed=7, ago=3), attempt("holiday-rush", seed=7, ago=2)]
    assert stands(*same).skills["cash"].missing == 2
    failed = [attempt("first-sale", seed=7, ago=3, grades=2), attempt("holiday-rush", seed=7, ago=2)]
    assert [mark.grade for mark in stands(*failed).skills["cash"].against] == [2]


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({}, True),
        ({"person": ""}, False),
        ({"bot": "perfect"}, False),
        ({"branch_of": "r1@9"}, False),
        ({"mode": "free"}, False),
        ({"mode": "coach"}, False),
        ({"mode": "exam"}, True),
        ({"finished": False}, False),
        ({"scenario": "my-own"}, False),
    ],
)
def test_who_and_what_counts(change: dict, counts: bool) -> None:
    played = attempt()._replace(**change)
    assert bool(stands(played).skills["cash"].marks) == counts


def test_what_was_left_in_the_middle_counts_against_and_never_for() -> None:
    left = attempt(grades={"accuracy": 5, "cash": 2}, finished=False)
    skills = stands(left).skills
    assert (skills["accuracy"].marks, [mark.grade for mark in skills["cash"].marks]) == ((), [2])


def test_not_observed_is_no_grade() -> None:
    assert stands(attempt(grades={"accuracy": None, "cash": 3})).skills["accuracy"].marks == ()


# --- refresh dates


def test_what_is_mastered_fades_and_better_grades_hold_longer() -> None:
    due = []
    for grade in (3, 4, 5):
        skill = stands(*(attempt(seed=seed, ago=10 - seed, grades=grade) for seed in (1, 2, 3))).skills["cash"]
        assert skill.due is not None
        assert skill.due > NOW
        due.append(skill.due)
    assert due == sorted(set(due))


@pytest.mark.parametrize(
    ("played", "days"),
    [
        ([(0, 5)], 28), ([(0, 4)], 8), ([(0, 3)], 4),
        ([(0, 5), (1, 5), (2, 5), (3, 5), (8, 5), (9, 5)], 28), ([(0, 5), (4, 4)], 8), ([(0, 3), (11, 5)], 28),
    ],
)  # fmt: skip
def test_what_went_well_in_one_sitting_is_one_review(played: list[tuple[int, int]], days: int) -> None:
    """Hours and grades: six fives in a morning hold as long as one, and the latest says how well."""
    marks = [Mark(str(n), "d", "practice", n, NOW + timedelta(hours=at), grade) for n, (at, grade) in enumerate(played)]
    due, _ = refresh(marks, marks[-1].when)
    assert (due - marks[-1].when).days == days


def test_failures_are_never_forgotten_and_days_add_up() -> None:
    def days(*played: tuple[int, int]) -> int:
        marks = [Mark(str(n), "d", "practice", n, NOW + timedelta(hours=at), g) for n, (at, g) in enumerate(played)]
        return (refresh(marks, marks[-1].when)[0] - marks[-1].when).days

    assert days((0, 1), (1, 4)) < days((0, 4))
    assert days((0, 4), (1, 1), (2, 4)) < days((0, 4), (2, 4))
    assert days((0, 4), (24, 4)) > days((0, 4), (2, 4)) == days((0, 4))


def test_decay_is_drawn_from_now_until_well_after_the_refresh() -> None:
    skill = stands(*(attempt(seed=seed, ago=5 - seed) for seed in (1, 2, 3))).skills["cash"]
    bars, until, left = decay(skill, NOW)
    assert list(bars) == sorted(bars, reverse=True)
    assert bars[0] > bars[-1]
    assert skill.due is not None
    assert until > skill.due
    assert left < 80
    at_due, later = fading(skill.marks, [skill.due, until])
    assert 0.75 < at_due < 0.82
    assert left == int(later * 100)


def test_a_refresh_that_is_due_says_so_and_another_attempt_moves_it() -> None:
    played = [attempt(seed=seed, ago=200 - seed) for seed in (1, 2, 3)]
    faded = stands(*played)
    assert [skill.id for skill in faded.due(NOW)] == ["accuracy", "cash"]
    assert faded.skills["cash"].mastered, "it is still mastered, and due"
    again = stands(*played, attempt(seed=4, ago=0))
    assert again.due(NOW) == []
    assert [skill.id for skill in again.due(NOW + timedelta(days=181))] == ["accuracy", "cash"]
    assert (faded.skills["cash"].recall or 1) < (again.skills["cash"].recall or 0)


# --- the certificate

BOTH = (
    attempt("holiday-rush", "exam", 1, ago=20, run="a"),
    attempt("power-outage", "exam", 2, ago=10, run="b"),
)


@pytest.mark.parametrize(
    ("more", "state", "without"),
    [
        ([], "held", {}),
        ([attempt("holiday-rush", "exam", 3, ago=1, grades=2)], "open", {"failed": ("holiday-rush",)}),
        ([attempt("holiday-rush", "exam", 3, ago=30, grades=2)], "held", {}),
        ([attempt("holiday-rush", "exam", 3, ago=1, passed=False, finished=False, grades={})], "open",
         {"failed": ("holiday-rush",)}),
        ([attempt("holiday-rush", "exam", 3, ago=1, finished=False)], "open", {"failed": ("holiday-rush",)}),
        ([attempt("holiday-rush", "exam", 3, ago=1, grades=2, attested_by="")], "open", {"failed": ("holiday-rush",)}),
        ([attempt("holiday-rush", "exam", 3, ago=1, grades=2, bot="lazy")], "held", {}),
        ([attempt("holiday-rush", "practice", 3, ago=1, grades=1)], "held", {}),
    ],
    ids=["both", "failed since", "failed before", "abandoned", "left, whatever it says", "failed unattested",
         "a bot failed", "practice failed"],
)  # fmt: skip
def test_the_latest_exam_counts(more: list[Attempt], state: str, without: dict) -> None:
    found = stands(*BOTH, *more).certificate
    assert found.state == state
    assert {name: getattr(found, name) for name in ("missing", "failed", "expired") if getattr(found, name)} == without


@pytest.mark.parametrize(
    "change",
    [{"mode": "practice"}, {"attested_by": ""}, {"attested_by": "p1"}, {"sealed": False}, {"bot": "perfect"},
     {"branch_of": "r1@9"}, {"person": ""}],
)  # fmt: skip
def test_only_a_sealed_exam_that_somebody_else_attests_certifies(change: dict) -> None:
    found = stands(BOTH[0], BOTH[1]._replace(**change)).certificate
    assert (found.state, found.missing, found.issued, found.expires) == ("open", ("power-outage",), None, None)


def test_a_certificate_says_what_it_rests_on_and_runs_out_with_its_oldest_exam() -> None:
    found = stands(*BOTH).certificate
    assert [(exam.drill, exam.run, exam.attested_by) for exam in found.exams] == [
        ("holiday-rush", "a", "t1"), ("power-outage", "b", "t1")
    ]  # fmt: skip
    assert found.issued == NOW - timedelta(days=10)
    assert found.expires == NOW + timedelta(days=345)
    assert stands(*BOTH, now=NOW + timedelta(days=344)).certificate.state == "held"
    later = stands(*BOTH, now=NOW + timedelta(days=345)).certificate
    assert (later.state, later.expired) == ("expired", ("holiday-rush",))
    renewed = stands(*BOTH, attempt("holiday-rush", "exam", 9, ago=1)).certificate
    assert renewed.expires == NOW + timedelta(days=355)


def test_a_role_without_exams_has_no_certificate() -> None:
    plain = COURSE._replace(drills=[drill._replace(certifies=False) for drill in COURSE.drills])
    assert stands(*BOTH, course=plain).certificate.state == "none"


# --- laws

ATTEMPTS = st.lists(
    st.builds(
        attempt,
        st.sampled_from([drill.id for drill in COURSE.drills]),
        st.sampled_from(["coach", "practice", "exam"]),
        st.integers(1, 5),
        ago=st.integers(0, 500),
        grades=st.integers(1, 5),
        finished=st.booleans(),
        run=st.uuids().map(str),
    ),
    max_size=24,
).map(lambda found: [one._replace(no=no) for no, one in enumerate(found)])


@given(ATTEMPTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_doubled_rows_change_nothing(played: list[Attempt], random: Random) -> None:
    shuffled = [*played, *played[:3]]
    random.shuffle(shuffled)
    assert stands(*shuffled) == stands(*played)


@given(ATTEMPTS, st.sampled_from(COURSE.drills), st.integers(1, 9), st.sampled_from(["practice", "exam"]))
def test_an_extra_passed_attempt_takes_nothing_away(played: list[Attempt], drill: object, seed: int, mode: str) -> None:
    before = stands(*played)
    after = stands(*played, attempt(drill.id, mode, seed, ago=0, grades=5, run="extra", no=99))
    assert {exam.drill for exam in before.certificate.exams} <= {exam.drill for exam in after.certificate.exams}
    assert before.certificate.state != "held" or after.certificate.state == "held"
    assert not before.certificate.expires or after.certificate.expires >= before.certificate.expires
    assert all(after.skills[id].missing <= skill.missing for id, skill in before.skills.items())
    assert after.ability >= before.ability


@given(ATTEMPTS, st.sampled_from(COURSE.drills))
def test_the_best_never_hides_the_latest(played: list[Attempt], drill: object) -> None:
    """Whatever came before: who fails now has neither mastered it nor the certificate."""
    failed = stands(*played, attempt(drill.id, "exam", 9, ago=0, grades=2, run="failed", no=99))
    for id in drill.competencies:
        assert failed.skills[id].missing == SEEDS
    assert not drill.certifies or failed.certificate.failed.count(drill.id) == 1


@given(ATTEMPTS, st.integers(-4000, 4000))
def test_a_shift_in_time_shifts_dates_and_nothing_else(played: list[Attempt], hours: int) -> None:
    by = timedelta(hours=hours)
    plain, moved = stands(*played), stands(*(one._replace(when=one.when + by) for one in played), now=NOW + by)
    assert moved.ability == plain.ability
    assert (moved.certificate.state, moved.certificate.expired) == (plain.certificate.state, plain.certificate.expired)
    assert [exam.until - by for exam in moved.certificate.exams] == [exam.until for exam in plain.certificate.exams]
    for id, skill in plain.skills.items():
        assert (moved.skills[id].missing, moved.skills[id].recall) == (skill.missing, skill.recall)
        assert skill.due is None or moved.skills[id].due == skill.due + by


@given(ATTEMPTS)
def test_guests_bots_and_second_tries_change_nothing(played: list[Attempt]) -> None:
    nobody = [one._replace(run=f"g{n}", person="") for n, one in enumerate(played)]
    bots = [one._replace(run=f"b{n}", bot="perfect") for n, one in enumerate(played)]
    tries = [one._replace(run=f"t{n}", branch_of="r1@3") for n, one in enumerate(played)]
    assert stands(*played, *nobody, *bots, *tries) == stands(*played)


def test_the_trained_one_is_in_the_middle() -> None:
    """What the screens' pictures show is what the rules say."""
    found = stands(*TRAINED)
    assert {id: skill.missing for id, skill in found.skills.items()} == {"accuracy": 3, "cash": 0, "outages": 1}
    assert (found.certificate.state, found.certificate.failed) == ("open", ("holiday-rush",))
    assert in_order(TRAINED) == list(found.attempts)
