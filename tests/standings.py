"""Attempts and courses as plain data: what mastery is tried on."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from grading.mastery.attempts import Attempt
from grading.mastery.standing import Course, Standing, standing
from simulator.kernel.texts import Text

NOW = datetime(2026, 11, 25, 18, tzinfo=timezone(timedelta(hours=8)))


class Drill(NamedTuple):
    id: str
    level: int = 1
    modes: tuple[str, ...] = ("coach", "practice", "exam")
    after: tuple[str, ...] = ()
    certifies: bool = False
    competencies: tuple[str, ...] = ("accuracy", "cash")


NAMES = {
    "accuracy": Text("Accuracy", "录入准确"),
    "cash": Text("Cash handling", "现金管理"),
    "outages": Text("Outages", "断电断网应急"),
}
FIRST = Drill("first-sale")
RUSH = Drill("holiday-rush", 4, after=("first-sale",), certifies=True)
POWER = Drill("power-outage", 3, certifies=True, competencies=("cash", "outages"))
COURSE = Course("cashier", NAMES, (FIRST, RUSH, POWER), 365)


def attempt(
    scenario: str = "first-sale",
    mode: str = "practice",
    seed: int = 7,
    *,
    ago: float = 1,
    grades: Mapping[str, int | None] | int = 4,
    passed: bool | None = None,
    **more: object,
) -> Attempt:
    """`ago` days before now; a single grade is one in everything that the drill judges."""
    if isinstance(grades, int):
        judged = next(drill.competencies for drill in COURSE.drills if drill.id == scenario)
        grades = dict.fromkeys(judged, grades)
    if passed is None:
        passed = all(grade is None or grade >= 3 for grade in grades.values())
    made = Attempt(
        run=f"{scenario}-{mode}-{seed}-{ago:g}",
        person="p1",
        scenario=scenario,
        mode=mode,
        seed=seed,
        when=NOW - timedelta(days=ago),
        passed=passed,
        grades=grades,
        attested_by="t1" if mode == "exam" else "",
    )
    return made._replace(**more)


def stands(*attempts: Attempt, now: datetime = NOW, course: Course = COURSE) -> Standing:
    return standing(attempts, course, now)


TRAINED = (
    attempt("first-sale", "coach", 1, ago=24, grades=5),
    attempt("first-sale", "practice", 2, ago=23, grades={"accuracy": 2, "cash": 3}),
    attempt("first-sale", "practice", 3, ago=22, grades={"accuracy": 3, "cash": 4}),
    attempt("holiday-rush", "practice", 4, ago=20, grades={"accuracy": 4, "cash": 4}),
    attempt("power-outage", "practice", 5, ago=18, grades={"cash": 4, "outages": 3}),
    attempt("power-outage", "exam", 6, ago=16, grades={"cash": 5, "outages": 4}, run="3f9c21aa07"),
    attempt("holiday-rush", "exam", 8, ago=2, grades={"accuracy": 2, "cash": 4}),
)
"""Somebody in the middle of their training."""
