"""What to practise next, as a sentence."""

from grading.debrief import Debrief, Mark, Practice
from grading.practising import practice
from grading.result import Result
from grading.wording import Wording
from tests.grading.words import translate

NO_RESULT = Result("", 0, "", "", 0, 0, "", "", "", 0, False, (), 3, (), (), ())


def test_moments_to_practise_stand_once_in_the_order_of_the_run() -> None:
    """One closing of two tills may miss two rules at the same time."""
    places = {("till-1", 9): 758_000, ("till-1", 2): 604_000, ("till-2", 4): 758_000}
    marks = tuple(Mark(at, stream, seq, "station_closed", "bad") for (stream, seq), at in places.items())
    told = Debrief((), marks, (), {})
    said = practice(Practice("moments", moments=tuple(places)), told, NO_RESULT, {}, Wording(translate("en"), "en"))
    assert said.endswith(" 10:04, 12:38")
