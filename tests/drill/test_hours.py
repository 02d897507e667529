"""Hours at the desk, as the coach sees them: what is mended is what is needed, and no more is cut off than need be."""

import random

import pytest

from simulator.desk.rules import DeskRules
from simulator.drill import bots
from simulator.drill.hours import mended
from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import stimuli as s
from simulator.kernel.desk import Shift, StaffCard
from simulator.kernel.events import Command
from simulator.kernel.texts import Text
from tests.drill.stages import RUN, opened, shipped_stage


def minor(rules: DeskRules) -> StaffCard:
    return StaffCard("m", Text("Xiao Yu", "小雨"), minor=True, begins=8, ends=rules.minor_latest)


@pytest.mark.parametrize(
    ("needed", "begins"), [({10: 2, 11: 2}, 10), ({16: 2, 17: 2}, None), (dict.fromkeys(range(10, 18), 1), 10)]
)
def test_of_hours_that_may_not_be_so_those_remain_that_are_needed(needed: dict[int, int], begins: int | None) -> None:
    rules = DeskRules(shipped_stage("open-the-store").new_station("office").rules.shop)
    had = Shift("m", 10, 18)
    best = mended(rules, minor(rules), had, dict.fromkeys(range(8, 20), 0) | needed, [had], [])
    assert best is not None
    assert best.ends - best.begins == rules.minor_longest
    assert best.begins == (18 - rules.minor_longest if begins is None else begins)


def advised(kind: type[c.AssignShift | c.SetBreak]) -> list[str]:
    """What is said with each command of a kind over the experienced play of a morning, on some seeds."""
    told: list[str] = []
    stage = shipped_stage("open-the-store")
    for seed in range(1, 6):
        session, _ = opened(stage, seed)
        memory = bots.Memory()
        for _ in range(120):
            if session.closed:
                break
            advice = bots.advise(session.seen, memory, "office")
            if advice.command is None:
                session.advance(session.now + 5000)
                continue
            if isinstance(advice.command, kind):
                on = {shift.badge for shift in session.seen.roster.shifts}
                told.append(advice.reason)
                assert (advice.reason == "advice.fill_hours") <= (advice.command.badge not in on), (
                    "who is on is not called"
                )
            memory.did(advice.command, session.now)
            session.submit(advice.command, session.now + 2000)
    return told


def test_who_is_on_the_roster_already_is_not_called_in() -> None:
    assert {"advice.fill_hours", "advice.mend_minor_too_long"} <= set(advised(c.AssignShift))


def test_a_minor_is_not_cut_down_to_an_hour() -> None:
    from grading.grade import Grader
    from simulator.drill.coach import GradingCoach

    stage = shipped_stage("open-the-store")
    session, journal = opened(stage, 1)
    session.coach = GradingCoach(Grader(stage.scenario.rubric))
    for entry in journal.read(RUN):
        session.coach.see(entry)
    session.submit(c.AssignShift("c06", 10, 11), session.now + 2000)
    stopped = [entry.what for entry in journal.read(RUN) if isinstance(entry.what, s.CoachStopped)]
    assert [stop.reason for stop in stopped] == ["held.shift_thins"]


def off_the_path(session: Session, advised: Command, dice: random.Random) -> Command:
    """Somebody else's hours, or their own cut short: what a beginner tries in place of what they were told."""
    staff = [each for each in session.seen.staff if each.ends]
    told = next(each for each in staff if each.badge == getattr(advised, "badge", ""))
    one = dice.choice(staff) if dice.random() < 0.4 else told
    begins = dice.choice([one.begins, one.begins, dice.randint(one.begins, one.ends - 1)])
    ends = min(one.ends, dice.choice([begins + 1, begins + 2, dice.randint(begins + 1, one.ends)]))
    shift = c.AssignShift(one.badge, begins, ends)
    return dice.choice([shift, shift, c.SetBreak(one.badge, dice.randint(begins, ends)), c.DropShift(one.badge)])


@pytest.mark.parametrize("seed", [97, 144, 868, 1359, *range(6)])
def test_who_follows_the_coach_gets_the_roster_published_whatever_they_tried_before(seed: int) -> None:
    from grading.grade import Grader
    from simulator.drill.coach import GradingCoach

    stage, dice = shipped_stage("open-the-store"), random.Random(seed)
    session, journal = opened(stage, 454360 if seed % 2 else seed * 7919 + 1)
    session.coach = GradingCoach(Grader(stage.scenario.rubric))
    for entry in journal.read(RUN):
        session.coach.see(entry)
    memory, tries, held = bots.Memory(), dice.randint(1, 8), 0
    for _ in range(200):
        if session.seen.roster.published:
            break
        advice = bots.advise(session.seen, memory, "office")
        if advice.command is None:
            session.advance(session.now + 5000)
            continue
        astray = isinstance(advice.command, c.AssignShift | c.SetBreak) and tries and dice.random() < 0.5
        command = off_the_path(session, advice.command, dice) if astray else advice.command
        if astray:
            tries -= 1
        else:
            memory.did(command, session.now)
        session.submit(command, session.now + 100)
        stops = [entry.what for entry in journal.read(RUN) if isinstance(entry.what, s.CoachStopped)]
        assert astray or len(stops) == held, f"told {advice.reason}, and then held back: {stops[-1]}"
        held = len(stops)
    assert session.seen.roster.published
    assert all(hour.there >= hour.needed for hour in session.seen.roster.hours)
