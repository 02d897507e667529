"""Each mistake at the manager's desk does what its name says on some seed of a shipped drill, and nobody else does."""

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

import pytest

from grading.grade import grade
from simulator.drill import bots
from simulator.drill.bots.office_desk import mistakes
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.events import Command

from .slips import loses_nothing
from .stages import Run, run, shipped_stage

SEEDS = range(1, 9)
Shows = Callable[[Run], bool]


def _some(kind: type, test: Callable[..., bool] = lambda what: True) -> Shows:
    return lambda result: any(test(what) for what in result.events(kind))


def _ticked(*points: str) -> Shows:
    return _some(f.PointSettled, lambda w: w.action == "tick" and not w.in_order and w.point in points)


def _decided(**fields: object) -> Shows:
    return _some(f.RequestDecided, lambda w: all(getattr(w, name) == value for name, value in fields.items()))


RUSH, RIGHTS, OPEN, TROUBLE = "approvals-rush", "rights-untangled", "open-the-store", "login-and-sync-trouble"
NIGHT = "close-the-store"
SHOWS: dict[str, tuple[str, Shows]] = {
    "own_approved": (RUSH, _decided(own_matter=True, decision="approve")),
    "unjustified_approved": (RUSH, _decided(proper="decline", decision="approve")),
    "incomplete_approved": (RUSH, _decided(proper="ask_back", decision="approve")),
    "incomplete_declined": (RUSH, _decided(proper="ask_back", decision="decline")),
    "suspected_declined": (RUSH, _decided(suspicious=True, justified=True, decision="decline")),
    "passed_upwards": (RUSH, _decided(proper="approve", decision="pass_on")),
    "justified_declined": (RUSH, _decided(justified=True, decision="decline", suspicious=False)),
    "tills_left_waiting": (RUSH, _some(f.RequestLost, lambda w: not w.asked_back)),
    "pin_for_impostor": (RIGHTS, _some(f.PinHandled, lambda w: w.impostor and w.action == "reset_pin")),
    "pin_owner_turned_away": (RIGHTS, _some(f.PinHandled, lambda w: not w.impostor and w.action == "turn_away")),
    "attack_overlooked": (
        RIGHTS,
        _some(f.PinHandled, lambda w: (w.proper, w.action) == ("reset_pin", "unlock_account")),
    ),
    "misuse_overlooked": (RIGHTS, _some(f.PinHandled, lambda w: w.proper == "suspend_account" != w.action)),
    "rights_left_wide": (RIGHTS, _some(f.RightsConfirmed, lambda w: bool(w.wide))),
    "rights_left_lacking": (RIGHTS, _some(f.RightsConfirmed, lambda w: bool(w.missing_rights))),
    "duties_left_together": (RIGHTS, _some(f.RightsConfirmed, lambda w: bool(w.clashes))),
    "leaver_left_in": (RIGHTS, _some(f.RightsConfirmed, lambda w: bool(w.leavers))),
    "needed_right_revoked": (RIGHTS, _some(f.RightRevoked, lambda w: w.in_duties)),
    "right_given_away": (RIGHTS, _some(f.RightGranted, lambda w: not w.in_duties)),
    "post_taken": (RIGHTS, _some(f.RoleTaken, lambda w: w.post)),
    "colleague_locked_out": (RIGHTS, _some(f.AccountDisabled, lambda w: not w.gone)),
    "absent_left_in": (OPEN, _some(f.RosterPublished, lambda w: w.absent > 0)),
    "gaps_left": (OPEN, _some(f.RosterPublished, lambda w: w.short_hours > 0)),
    "breaks_forgotten": (OPEN, _some(f.RosterPublished, lambda w: w.restless > 0)),
    "minor_overworked": (OPEN, _some(f.ShiftAssigned, lambda w: w.fault == "minor_too_late")),
    "list_ticked_unseen": (OPEN, _some(f.PointSettled, lambda w: not w.seen)),
    "danger_ticked": (OPEN, _ticked("fire_exit", "cold_cabinet", "alarm")),
    "safe_ticked": (OPEN, _ticked("safe")),
    "prices_ticked": (OPEN, _ticked("prices", "promotions")),
    "device_ticked": (OPEN, _ticked("printer", "till", "network")),
    "float_before_safe": (OPEN, _some(f.FloatHandedOut, lambda w: not w.safe_seen)),
    "float_wrong": (OPEN, _some(f.FloatHandedOut, lambda w: w.amount != w.float_due)),
    "float_to_broken_till": (OPEN, _some(f.FloatHandedOut, lambda w: not w.usable)),
    "float_forgotten": (OPEN, _some(f.StoreOpened, lambda w: w.without_float > 0)),
    "doors_opened_late": (OPEN, _some(f.StoreOpened, lambda w: w.late > 0)),
    "drawer_ticked": (NIGHT, _ticked("till_drawer", "waste")),
    "difference_hidden": (NIGHT, _some(f.DifferenceNoted, lambda w: w.amount != w.over_short)),
    "deposit_by_the_books": (NIGHT, _some(f.DepositMade, lambda w: w.amount != w.deposit_due)),
    "trouble_played_down": (TROUBLE, _some(f.TicketRaised, lambda w: w.proper_severity == "all_tills" != w.severity)),
    "trouble_blown_up": (TROUBLE, _some(f.TicketRaised, lambda w: w.severity == "all_tills" != w.proper_severity)),
    "wrong_contact": (TROUBLE, _some(f.TicketRaised, lambda w: w.contact != w.proper_contact)),
    "own_work_reported": (TROUBLE, _some(f.TicketRaised, lambda w: w.proper_contact == "nobody")),
    "ticket_closed_untested": (TROUBLE, _some(f.TicketClosed, lambda w: not w.tested)),
    "ticket_closed_broken": (TROUBLE, _some(f.TicketClosed, lambda w: not w.works)),
    "no_workaround": (TROUBLE, lambda r: len(r.events(f.WorkaroundUsed)) < len(r.events(f.TicketClosed))),
    "wrong_workaround": (TROUBLE, _some(f.WorkaroundUsed, lambda w: not w.sound)),
    "trouble_not_looked_at": (TROUBLE, _some(f.TicketRaised, lambda w: w.unseen > 0)),
}


@cache
def perfect(name: str, seed: int) -> Run:
    return run(shipped_stage(name), seed)


def test_every_mistake_is_shown() -> None:
    assert set(SHOWS) == set(mistakes.MISTAKES)


@pytest.mark.parametrize("mistake", SHOWS)
def test_a_mistake_is_one(mistake: str) -> None:
    name, shows = SHOWS[mistake]
    stage = shipped_stage(name)
    assert any(shows(run(stage, seed, bots.saboteur(mistake, seed, "office"))) for seed in SEEDS)
    assert not any(shows(perfect(name, seed)) for seed in SEEDS)


def _slip(view: Any, command: Command) -> tuple[Hashable, list[Command]] | None:
    """Something else of the same, for each matter once."""
    match command:
        case c.SettlePoint(matter, action) if action != "tick":
            return matter, [c.SettlePoint(matter, "tick"), command]
        case c.NoteDifference(till, amount):
            return till, [c.NoteDifference(till, amount * 10), command]
        case c.ClassifyIncident(matter, severity):
            return matter, [c.ClassifyIncident(matter, "cosmetic" if severity != "cosmetic" else "all_tills"), command]
        case c.MarkRow(matter, paper, mark, finding):
            return (paper, mark), [
                c.MarkRow(matter, paper, mark, "missing" if finding == "sold_late" else "sold_late"),
                command,
            ]
        case c.GrantRight(_, right):
            other = next(r.role for r in view.matrix.roles if right not in (*r.rights, *(r.duties or ())))
            return "given", [c.GrantRight(other, right), c.RevokeRight(other, right), command]
        case c.RevokeRight():
            needed = next((r.role, right) for r in view.matrix.roles for right in r.rights if right in (r.duties or ()))
            return "taken", [c.RevokeRight(*needed), c.GrantRight(*needed), command]
    return None


@pytest.mark.parametrize(
    ("name", "least"),
    [("open-the-store", 2), ("close-the-store", 3), ("incident-command-all-tills-down", 2), ("cutover-night", 4),
     ("rights-untangled", 2)],
)  # fmt: skip
def test_what_was_put_right_with_the_next_key_is_no_fault(name: str, least: int) -> None:
    stage = shipped_stage(name)
    for seed in (1, 2, 3):
        loses_nothing(stage, seed, "office", _slip, least)


def test_a_customer_who_stops_waiting_is_lost_to_who_asked_back_for_nothing_alone() -> None:
    stage = shipped_stage(RUSH)
    left = [played for seed in range(1, 25) if (played := perfect(RUSH, seed)).events(f.RequestLost)]
    assert left, "a customer who does not wait for what is lacking comes with some seeds"
    for played in left:
        assert all(lost.asked_back for lost in played.events(f.RequestLost))
        graded = grade(played.entries, stage.scenario.rubric)
        assert [rule.id for each in graded.competencies for rule in each.behaviours if rule.missed] == []
