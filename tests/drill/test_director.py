"""The director is a deterministic machine of seed and entries, and its streams do not disturb each other."""

import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.specs.course import Trigger
from scenarios.specs.customers import GoodSpec, Payment
from scenarios.specs.spans import Span
from simulator.drill import bots
from simulator.drill.play import play
from simulator.drill.session import Session
from simulator.drill.sources import Due
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import SHOP, decode, encode
from simulator.kernel.events import Command
from simulator.store.memory import MemoryJournal

from .monkey import Monkey
from .stages import RUN, at, customer, happening, opened, opening, run, staged, storm


@pytest.mark.parametrize("seed", [1, 2])
def test_same_seed_same_bytes(seed: int) -> None:
    assert run(storm(), seed).bytes == run(storm(), seed).bytes


def test_other_seed_other_bytes() -> None:
    assert run(storm(), 1).bytes[2:] != run(storm(), 2).bytes[2:]


def test_hash_seed_does_not_show() -> None:
    code = (
        "from hashlib import sha256; from tests.drill.stages import run, storm;"
        "print(sha256(b''.join(run(storm(), 3).bytes)).hexdigest())"
    )
    environment = {**os.environ, "PYTHONPATH": os.getcwd(), "PYTHONHASHSEED": "4242"}
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert other.stdout.strip() == sha256(b"".join(run(storm(), 3).bytes)).hexdigest()


def test_one_event_more_reshuffles_nobody() -> None:
    """Another customer, and a happening, change neither baskets nor names nor payments of the others."""
    alone = customer("crowd", arrives=at(2000), every=Span(9000, 20_000), until=90_000)
    alone = replace(alone, basket=(GoodSpec(category="grocery", quantity=Span(1, 4)),), member="maybe")
    more = customer("extra", "cola_500", arrives=at(4000))
    plain = run(staged(alone)).events(s.CustomerArrived)
    busy = run(staged(alone, more, happens=(happening("says", Trigger(at=at(3000))),))).events(s.CustomerArrived)
    assert len(plain) > 3
    assert [arrived for arrived in busy if arrived.customer != "extra"] == plain


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(1, 10_000), cut=st.floats(0, 1), sense=st.sampled_from([30, 80]))
def test_recovery_shows_the_journal_and_goes_on(seed: int, cut: float, sense: int) -> None:
    """After a kill at any entry, the sources plan the same, and the same commands give the same bytes."""
    session, journal = opened(storm(), seed)
    heads: dict[int, list[Due | None]] = {}
    session.listeners.append(lambda entry: heads.__setitem__(entry.seq, [source.peek() for source in session.sources]))
    play(session, Monkey(seed, sense))
    entries = list(journal.read(RUN))
    batches = [n for n, entry in enumerate(entries) if n > 2 and not entry.cause]
    kept = batches[int(cut * (len(batches) - 1))]

    second = MemoryJournal()
    second.create_run(RUN, decode(encode(entries[0])), storm().materials)
    second.append(RUN, [decode(encode(entry)) for entry in entries[1:kept]])
    resumed = Session.resume(RUN, second, storm().new_station, storm().sources(seed))
    assert [source.peek() for source in resumed.sources] == heads[entries[kept - 1].seq]
    for entry in entries[kept:]:
        if entry.stream != SHOP and isinstance(entry.what, Command):
            resumed.submit(entry.what, entry.at)
    resumed.advance(entries[-1].at)
    assert [encode(entry) for entry in second.read(RUN)] == [encode(entry) for entry in entries]
    assert resumed.till == session.till


def test_a_branch_goes_on_from_its_prefix() -> None:
    """Try again from a moment: the same people still come, whatever is done otherwise now."""
    first = run(storm(), 1)
    kept = [entry for entry in first.entries if entry.at < 60_000]
    session = Session.branch(
        opening(storm(), 1, "run-2"), kept, MemoryJournal(), storm().new_station, storm().sources(1), storm().materials
    )
    assert session.now == kept[-1].at
    assert play(session, bots.lazy(1)).closed
    arrived = {entry.what for entry in session.journal.read("run-2") if isinstance(entry.what, s.CustomerArrived)}
    assert arrived >= {entry.what for entry in kept if isinstance(entry.what, s.CustomerArrived)}
    assert {one.customer for one in arrived} == {one.customer for one in first.events(s.CustomerArrived)}


# --- happenings ------------------------------------------------------------------------------------------------------


def test_time_is_up_early_when_nobody_is_left() -> None:
    result = run(staged(customer(), minutes=30))
    (up,) = [entry for entry in result.entries if isinstance(entry.what, s.TimeUp)]
    assert up.at < 90_000
    assert result.played.closed


def test_time_up_sends_the_queue_to_the_relief() -> None:
    crowd = customer("crowd", every=Span(2000, 2000), until=60_000)
    result = run(staged(crowd, minutes=1))
    reasons = [ended.reason for ended in result.events(f.VisitEnded)]
    assert "relief" in reasons
    assert set(reasons) <= {"served", "relief"}
    assert not result.events(s.ShiftEnded)


def test_who_does_not_hand_over_is_relieved() -> None:
    session, journal = opened(staged(customer(), minutes=1), 1)
    while (due := session.deadline()) is not None:
        session.advance(due)
    last = [entry for entry in journal.read(RUN) if isinstance(entry.what, s.ShiftEnded)]
    assert 180_000 <= last[0].at <= 60_000 + 180_000
    assert session.view.closed


STAGES = {
    "scanning": f.LineAdded,
    "tendering": f.TenderStarted,
    "paying": f.PaymentRequested,
    "change": f.DrawerOpened,
    "printing": f.ReceiptIssued,
}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_cut_comes_at_its_stage(stage: str, seed: int) -> None:
    kind = "card" if stage == "paying" else "cash"
    cut = happening("power_fails", Trigger(customer="ann", stages=(stage,)), ups=(0,))
    back = happening("power_returns", Trigger(event="power_failed", by=at(30_000)))
    result = run(staged(customer(pays=(Payment(kind, hands="large"),)), happens=(cut, back)), seed)
    (dark,) = result.events(f.TillWentDark)
    expected = {"printing": "change"}.get(stage, stage)
    assert dark.stage == expected


def test_a_stage_that_never_comes_still_fires() -> None:
    cut = happening("power_flickers", Trigger(customer="ann", stages=("paying",)))
    session, journal = opened(staged(customer(pays=(Payment("cash"),), patience=at(20_000)), happens=(cut,)), 1)
    session.advance(30_000)
    assert any(isinstance(entry.what, s.PowerFlickered) for entry in journal.read(RUN))


def test_nth_event_with_a_condition() -> None:
    crowd = customer("crowd", every=Span(30_000, 30_000), until=200_000)
    third = happening("network_fails", Trigger(event="customer_arrived", nth=3))
    result = run(
        staged(crowd, happens=(third, happening("network_returns", Trigger(event="network_failed", by=at(5000)))))
    )
    (failed,) = [entry.at for entry in result.entries if isinstance(entry.what, s.NetworkFailed)]
    arrived = [entry.at for entry in result.entries if isinstance(entry.what, s.CustomerArrived)]
    assert failed == arrived[2]


def test_idleness_fires_once() -> None:
    idle = happening("says", Trigger(idle=20_000))
    session, journal = opened(staged(customer(), happens=(idle,), minutes=2), 1)
    session.submit(c.CheckPrice("milk_1l"), 15_000)
    session.advance(119_000)
    said = [entry.at for entry in journal.read(RUN) if getattr(entry.what, "about", "") == "says_it"]
    assert said == [35_000]


def test_chance_none_never_happens() -> None:
    never = happening("power_fails", Trigger(at=at(5000)), chance=0)
    assert not run(staged(customer(), happens=(never,))).events(s.PowerFailed)


def test_who_is_still_at_work_is_not_relieved_until_a_bound() -> None:
    """Each thing that is done once the time is up keeps the till, a key in a dialog too; but not for ever."""
    session, journal = opened(staged(customer(), minutes=1), 1)
    while not session.till.over:
        session.advance(session.deadline() or 0)
    up = session.now
    first, latest = session.view.takeover, session.till.takeover_latest
    session.advance(first - 1)
    session.inject(s.StillActing(), "trainee", first - 1)
    assert session.view.takeover == first - 1 + 60_000
    while not session.view.closed:
        session.submit(c.CheckPrice("1"), session.now + 50_000)
    (end,) = [entry for entry in journal.read(RUN) if isinstance(entry.what, s.ShiftEnded)]
    assert end.at == latest == up + 600_000
