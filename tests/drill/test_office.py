"""The manager's desk as a drill: found again after the process died, replayed alike, and with a coach beside it."""

import pytest

from grading.grade import Grader
from simulator.drill import bots
from simulator.drill.coach import GradingCoach
from simulator.drill.play import play
from simulator.drill.replay import station_at, verify
from simulator.drill.session import Session
from simulator.kernel import stimuli as s
from simulator.kernel.entries import encode

from .stages import RUN, opened, run, shipped_stage

DRILLS = ("open-the-store", "approvals-rush", "rights-untangled", "close-the-store", "login-and-sync-trouble")


@pytest.mark.parametrize("name", DRILLS)
def test_a_desk_is_found_again_and_goes_on_as_if_nothing_had_been(name: str) -> None:
    stage = shipped_stage(name)
    session, journal = opened(stage, 4)
    play(session, bots.perfect(4, "office"), limit=60_000)
    again = Session.resume(RUN, journal, stage.new_station, stage.sources(4))
    assert again.station == session.station
    assert again.deadline() == session.deadline()
    play(again, bots.perfect(9, "office"))
    assert again.station.closed


@pytest.mark.parametrize("name", DRILLS)
def test_a_desk_is_decided_again_alike(name: str) -> None:
    stage = shipped_stage(name)
    result = run(stage, 3)
    replayed = verify(((e.stream, encode(e)) for e in result.entries), stage.new_station)
    assert replayed.difference is None
    assert replayed.inputs > 20
    last = max(entry.seq for entry in result.entries if entry.stream == "office")
    assert station_at(result.entries, stage.new_station("office"), last) == result.session.station


HELD = [
    ("approvals-rush", "own_approved", "held.own_matter"),
    ("approvals-rush", "unjustified_approved", "unjustified_approved"),
    ("rights-untangled", "rights_left_wide", "held.rights_not_ready"),
    ("rights-untangled", "needed_right_revoked", "held.right_needed"),
    ("rights-untangled", "right_given_away", "held.right_not_needed"),
    ("rights-untangled", "post_taken", "held.post_not_taken"),
    ("rights-untangled", "colleague_locked_out", "held.account_of_staff"),
    ("rights-untangled", "pin_for_impostor", "held.pin_impostor"),
    ("open-the-store", "list_ticked_unseen", "held.point_unseen"),
    ("open-the-store", "danger_ticked", "held.point_not_in_order"),
    ("open-the-store", "float_before_safe", "held.float_before_safe"),
    ("open-the-store", "float_wrong", "held.float_other"),
    ("open-the-store", "float_to_broken_till", "held.float_unusable"),
    ("open-the-store", "minor_overworked", "held.shift_minor_too_late"),
    ("open-the-store", "gaps_left", "held.roster_short"),
    ("close-the-store", "difference_hidden", "held.difference_other"),
    ("login-and-sync-trouble", "wrong_contact", "held.ticket_other"),
    ("login-and-sync-trouble", "trouble_not_looked_at", "held.unseen_evidence"),
    ("login-and-sync-trouble", "ticket_closed_untested", "held.ticket_untested"),
]


@pytest.mark.parametrize(("name", "mistake", "why"), HELD, ids=[mistake for _, mistake, _ in HELD])
def test_the_coach_holds_a_mistake_back_and_says_why(name: str, mistake: str, why: str) -> None:
    """On the first seeds on which somebody makes it; a held command has no consequence."""
    stage, told = shipped_stage(name), set[str]()
    for seed in range(1, 6):
        session, journal = opened(stage, seed)
        coach = GradingCoach(Grader(stage.scenario.rubric))
        for entry in journal.read(RUN):
            coach.see(entry)
        session.coach = coach
        session.listeners.append(coach.see)
        play(session, bots.saboteur(mistake, seed, "office"))
        stopped = [entry.what for entry in journal.read(RUN) if isinstance(entry.what, s.CoachStopped)]
        told |= {each.reason or each.expectation for each in stopped}
        if why in told:
            break
    assert why in told
