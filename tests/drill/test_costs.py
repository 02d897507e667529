"""What a mistake costs in the scripts that ship: the rule it breaks, and whether anybody passes with it."""

import pytest

from grading.grade import grade
from grading.result import Result
from simulator.drill import bots
from simulator.drill.play import play
from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry

from .stages import opened, run, shipped_stage

SEEDS = range(1, 7)

FAILS = (
    ("holiday-rush", "cash_refused", "cash_refused"),
    ("holiday-rush", "greeting_skipped", "greeted"),
    ("power-outage", "outage_unreported", "reported"),
    ("power-outage", "drawer_left_unlocked", "drawer_left_unlocked"),
    ("power-outage", "screenshot_accepted", "unconfirmed_taken"),
)
"""Script, mistake, rule: whoever breaks it does not pass."""

COSTS = (
    ("holiday-rush", "received_unsaid", "received_said"),
    ("first-sale", "cash_keyed_exact", "cash_keyed"),
    ("holiday-rush", "small_change_late", "small_change_ordered"),
    ("power-outage", "post_left", "post_kept"),
)
"""It is told and graded, and alone it fails nobody."""


def played(script: str, mistake: str, seed: int, at: str = "till") -> Result:
    stage = shipped_stage(script)
    bot = bots.saboteur(mistake, seed, at)
    return grade(run(stage, seed, bot).entries, stage.scenario.rubric)


def broken(result: Result) -> set[str]:
    return {rule.id for competency in result.competencies for rule in competency.behaviours if rule.missed}


@pytest.mark.parametrize(("script", "mistake", "rule"), FAILS)
def test_a_grave_mistake_fails(script: str, mistake: str, rule: str) -> None:
    results = [result for seed in SEEDS if rule in broken(result := played(script, mistake, seed))]
    assert results, "expected a seed on which it can be made"
    assert not any(result.passed for result in results)


@pytest.mark.parametrize(("script", "mistake", "rule"), COSTS)
def test_a_mistake_costs(script: str, mistake: str, rule: str) -> None:
    assert any(rule in broken(played(script, mistake, seed)) for seed in SEEDS)


def test_to_pass_everything_on_is_no_answer() -> None:
    assert any("decided_here" in broken(played("approvals-rush", "passed_upwards", seed, "office")) for seed in SEEDS)


def test_the_queue_grows_to_eight_and_a_good_cashier_loses_nobody() -> None:
    peaks = []
    for seed in SEEDS:
        session, _ = opened(shipped_stage("holiday-rush"), seed)
        waiting, gone = [0], []

        def watch(
            entry: Entry, session: Session = session, waiting: list[int] = waiting, gone: list[str] = gone
        ) -> None:
            waiting.append(len(session.view.queue))
            if isinstance(entry.what, f.VisitEnded) and entry.what.reason == "gave_up":
                gone.append(entry.what.customer)

        session.listeners.append(watch)
        play(session, bots.perfect(seed))
        assert not gone
        peaks.append(max(waiting))
    assert min(peaks) >= 8


MORNING = {
    c.Scan, c.EnterCode, c.Weigh, c.PickItem, c.SetMultiplier, c.ChangeQuantity, c.VoidLine, c.CheckPrice, c.AddBag,
    c.IdentifyMember, c.SuspendSale, c.ResumeSale, c.CheckTrolley, c.StartTender, c.TenderCash, c.TenderCard,
    c.TenderMobile, c.GiveChange, c.TakeCash, c.CloseDrawer, c.ReprintReceipt, c.CallSupervisor, c.LockTill,
    c.StepAway, c.ComeBack, c.UnlockTill, c.Say, c.CallNext, c.FinishShift,
}  # fmt: skip
"""The keys that the first drill promises."""


@pytest.mark.parametrize("seed", SEEDS)
def test_the_first_drill_takes_its_cashier_through_a_mornings_keys(seed: int) -> None:
    stage = shipped_stage("first-sale")
    played = run(stage, seed)
    assert {type(entry.what) for entry in played.entries} >= MORNING
    rules = [
        rule
        for competency in grade(played.entries, stage.scenario.rubric).competencies
        for rule in competency.behaviours
    ]
    assert [rule.id for rule in rules if not rule.opportunities] == []
    assert played.played.until < 6 * 60_000, "half of its time, for who is practised"
