"""What people judge: the latest score of each rater holds, two raters are compared exactly, few answers say nothing."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from grading.overlay.agreement import LEAST, agreement, between
from grading.overlay.judgements import Judgement, overlay
from grading.overlay.observables import observables
from grading.survey.questions import LEAST_N, tally
from roles.model import roles

SCORES = st.integers(1, 5)
PAIRS = st.lists(st.tuples(SCORES, SCORES), min_size=LEAST, max_size=60)


def said(rater: str, observable: str, score: int, *, run: str = "r1", comment: str = "", at: int = 0) -> Judgement:
    return Judgement(run, rater, rater.title(), observable, score, comment, "", 0, at, "2026-11-26T10:00")


def test_the_latest_score_of_each_rater_holds_and_every_remark_stays() -> None:
    found = overlay([
        said("zhou", "voice", 2), said("sun", "voice", 4), said("zhou", "", 0, comment="late", at=9),
        said("zhou", "voice", 5), said("sun", "help", 3), said("sun", "help", 0), said("sun", "", 0, comment="early"),
    ])  # fmt: skip
    assert [(one.rater, one.observable, one.score) for one in found.scores] == [
        ("zhou", "voice", 5),
        ("sun", "voice", 4),
    ]
    assert [one.comment for one in found.remarks] == ["early", "late"]
    assert found.raters == (("zhou", "Zhou"), ("sun", "Sun"))


def test_kappa_of_a_table_worked_out_by_hand() -> None:
    """Four of twenty are two steps apart: 4 x 4 / 20 observed; by chance 12 x 12 + 8 x 8 of 400 would be."""
    pairs = [(1, 1)] * 8 + [(3, 3)] * 8 + [(1, 3)] * 4
    expected = Fraction(12 * 12 * 4 + 8 * 8 * 4, 400)
    found = agreement(pairs)
    assert (found.n, found.same, found.near) == (20, Fraction(16, 20), Fraction(16, 20))
    assert found.kappa == 1 - Fraction(16, 20) / expected


@given(PAIRS)
def test_agreement_means_the_same_from_both_sides(pairs: list[tuple[int, int]]) -> None:
    found, mirrored = agreement(pairs), agreement([(b, a) for a, b in pairs])
    assert found == mirrored
    assert found.same is not None
    assert found.near is not None
    assert 0 <= found.same <= found.near <= 1
    assert found.kappa is None or found.kappa <= 1
    if found.same == 1:
        assert found.kappa in (None, 1)


@given(st.lists(st.tuples(SCORES, SCORES), max_size=LEAST - 1))
def test_below_the_least_number_nothing_is_said(pairs: list[tuple[int, int]]) -> None:
    found = agreement(pairs)
    assert found.n < found.least
    assert (found.same, found.near, found.kappa) == (None, None, None)
    assert found.n == len(pairs)


def test_only_what_both_judged_is_compared_over_all_sessions() -> None:
    scores = [said(rater, "voice", 3, run=f"r{n}") for n in range(12) for rater in ("zhou", "sun")]
    scores += [said("zhou", "help", 1), said("wu", "help", 5, run="r9")]
    (found,) = between(scores)
    assert (found.one, found.other, found.agreement.n, found.agreement.same) == ("Sun", "Zhou", 12, 1)
    assert found.agreement.kappa is None, "who always gives the same score cannot be told from a die with one face"


def test_every_role_has_things_to_watch_in_both_languages() -> None:
    for role in roles():
        found = observables(role)
        assert len({one.id for one in found}) == len(found) >= 6
        assert all(text.en and text.zh for one in found for text in (one.says, one.look))


@given(st.lists(st.integers(1, 5), max_size=20))
def test_a_mean_is_told_from_the_least_number_of_answers_on(given: list[int]) -> None:
    found = tally([{"content": score} for score in given])["content"]
    assert found.n == len(given)
    assert found.mean == (Fraction(sum(given), len(given)) if len(given) >= LEAST_N else None)
    assert sum(found.scores) == (len(given) if len(given) >= LEAST_N else 0)
