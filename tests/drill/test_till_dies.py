"""The drill of the dead till: tried again from any moment, looked at in replay, and held back by the coach."""

from collections.abc import Iterator

import pytest

from grading.grade import Grader, grade
from simulator.drill import bots, live
from simulator.drill.coach import GradingCoach
from simulator.drill.play import play
from simulator.drill.replay import before, lines_of, station_at, verify
from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import SHOP, Entry, decode, encode
from simulator.kernel.events import Command
from simulator.kernel.money import worth
from simulator.pos.engine import apply
from simulator.screens.replay.player import Player
from simulator.store.memory import MemoryJournal
from tests.drill.stages import RUN, opened, opening, run, shipped_stage

SEED = 8
"""With it the till dies while a payment is under way."""
STAGE = "till-dies"
WALL = "2026-12-24T10:00:00+08:00"


def moments() -> Iterator[tuple[str, Entry]]:
    """One of each kind that has to do with two tills."""
    entries = run(shipped_stage(STAGE), SEED).entries
    for kind in (s.TillFailed, c.MoveTill, f.TillLeft, s.CashierCame, f.TillManned, f.SaleResumed, s.TicketTaken):
        found = next(entry for entry in entries if isinstance(entry.what, kind))
        yield kind.__name__, found


@pytest.mark.parametrize("moment", [pytest.param(entry, id=name) for name, entry in moments()])
def test_any_moment_can_be_tried_again(moment: Entry) -> None:
    stage = shipped_stage(STAGE)
    entries = run(stage, SEED).entries
    first = moment.cause or moment.seq
    kept = before(entries, moment.stream, first)
    journal = MemoryJournal()
    session = Session.branch(
        opening(stage, SEED, "run-2"), kept, journal, stage.new_station, stage.sources(SEED), stage.materials
    )
    left = sum(isinstance(entry.what, f.TillLeft) and bool(entry.what.to) for entry in kept)
    came = sum(isinstance(entry.what, s.CashierCame) for entry in kept)
    taken = sum(isinstance(entry.what, s.TicketTaken) for entry in kept)
    resumed = sum(isinstance(entry.what, f.SaleResumed) and bool(entry.what.origin) for entry in kept)
    assert (left, taken) == (came, resumed), "what two tills were told at once is kept together, or not at all"
    assert session.post == ("till-2" if came else "till-1")
    play(session, bots.perfect(SEED))
    session.end("finished")
    result = grade(list(journal.read("run-2")), stage.scenario.rubric, head="")
    assert not result.criticals
    assert verify(lines_of(journal.segments("run-2")), stage.new_station).difference is None


def test_replay_shows_the_till_where_the_person_stands() -> None:
    stage = shipped_stage(STAGE)
    entries = run(stage, SEED).entries
    seconds = [0.0]
    player = Player(
        entries, lambda seq, station="till-1": station_at(entries, stage.new_station(station), seq), lambda: seconds[0]
    )
    came = next(entry.at for entry in entries if isinstance(entry.what, s.CashierCame))
    player.seek(came - 1)
    assert player.station is not None
    assert (player.station.station, player.station.outage.dark) == ("till-1", True)
    player.play(on=True)
    for _ in range(400):
        seconds[0] += 1
        if player.tick():
            jumped = stage.new_station(player.station.station)
            for entry in player.entries[: player.shown]:
                if entry.stream == jumped.station:
                    apply(jumped, entry)
            assert jumped == player.station
    assert player.station.station == "till-2"


def test_the_coach_holds_back_what_two_tills_make_possible() -> None:
    stage = shipped_stage(STAGE)
    session, journal = opened(stage, SEED)
    coach = GradingCoach(Grader(stage.scenario.rubric))
    for entry in journal.read(RUN):
        coach.see(entry)
    session.coach = coach
    session.listeners.append(coach.see)
    died = next(entry.at for entry in run(stage, SEED).entries if isinstance(entry.what, s.TillFailed))
    play(session, bots.perfect(SEED), limit=died)
    session.advance(died)

    def stopped(*commands: object) -> list[str]:
        held = [entry.what for command in commands for entry in session.submit(command)]  # type: ignore[arg-type]
        return [what.reason for what in held if isinstance(what, s.CoachStopped)]

    assert stopped(c.MoveTill("till-2")) == ["held.left_unlocked"]
    assert stopped(c.LockDrawer(), c.MoveTill("till-2"), c.SignOn()) == []
    good = next(good for good in session.view.belt if not good.charged)
    assert stopped(c.Scan(good.code, good.id)) == ["held.basket_waits"]
    (ticket,) = [t for t, (customer, _, _) in session.view.suspended.items() if customer == session.view.here.customer]
    assert stopped(c.ResumeSale(ticket)) == []
    payment = session.view.unanswered[0]
    assert payment.request.startswith("till-1")
    assert any(entry.stream == SHOP for entry in journal.read(RUN))


def test_recovery_anywhere_gives_the_same_bytes() -> None:
    """After a kill at any append, the sources plan the same, and the same commands give the same bytes."""
    stage = shipped_stage(STAGE)
    entries = run(stage, SEED).entries
    told = (s.CashierCame, s.TicketTaken)
    appends = [n for n, entry in enumerate(entries) if n > 2 and not entry.cause and not isinstance(entry.what, told)]
    for kept in [*appends[::40], appends[-2]]:
        journal = MemoryJournal()
        journal.create_run(RUN, decode(encode(entries[0])), stage.materials)
        journal.append(RUN, [decode(encode(entry)) for entry in entries[1:kept]])
        resumed = Session.resume(RUN, journal, stage.new_station, stage.sources(SEED))
        for entry in entries[kept:]:
            if entry.stream != SHOP and isinstance(entry.what, Command):
                resumed.submit(entry.what, entry.at, entry.stream)
        again = [encode(entry) for entry in journal.read(RUN)]
        assert again[: len(entries)] == [encode(entry) for entry in entries]


def test_a_drill_left_between_two_tills_is_resumed_finished_looked_back_on_and_tried_again() -> None:
    journal, keep = MemoryJournal(), lambda kept: None
    drill = live.begin(
        journal, shipped_stage(STAGE), mode="coach", seed=SEED, person=None, attested_by="", pace=1.0,
        monotonic=lambda: 0.0, wall=WALL, keep=keep,
    )  # fmt: skip
    play(drill.session, bots.perfect(SEED), limit=125_000)
    again = live.resume(journal, drill.run, None, lambda: 0.0, WALL, keep)
    assert again.session.post == drill.session.post == "till-2"
    assert again.advise() == drill.advise()
    play(again.session, bots.perfect(SEED))
    receipt = next(e for e in journal.read(drill.run) if isinstance(e.what, f.ReceiptIssued) and e.stream == "till-2")
    printed = again.receipt(receipt.what.document, "en")
    assert printed is not None
    assert "till 2" in str(printed), "the paper names the till that printed it"
    done = again.finish("finished")
    assert done.result.passed
    assert set(done.heads) == {SHOP, "till-1", "till-2"}
    resumed = next(entry for entry in done.entries if isinstance(entry.what, f.SaleResumed))
    review, _ = live.review(journal, drill.run, None, lambda: 0.0, WALL, keep)
    assert review.station_at(resumed.seq, resumed.stream).sale.id == resumed.what.sale
    tried = review.rewind(resumed.seq, resumed.stream)
    assert (tried.session.post, tried.session.till.sale) == ("till-2", None)
    assert resumed.what.ticket in tried.session.view.suspended


def test_the_float_of_a_till_that_nobody_reached_is_nobodys_mistake() -> None:
    """Whoever does nothing has much to learn, but not about the drawer beside."""
    stage = shipped_stage(STAGE)
    seed = next(
        seed for seed in range(1, 40) if stage.openings(seed)[1].float_due != worth(stage.openings(seed)[1].float)
    )
    session, journal = opened(stage, seed)
    while (due := session.deadline()) is not None:
        session.advance(due)
    session.end("finished")
    entries = list(journal.read(RUN))
    closed = {entry.stream: entry.what for entry in entries if isinstance(entry.what, f.StationClosed)}
    assert closed["till-2"].over_short
    assert closed["till-2"].unused
    assert not closed["till-1"].unused
    rules = {b.id: b for c in grade(entries, stage.scenario.rubric, head="").competencies for b in c.behaviours}
    assert not rules["both_drawers_right"].missed
    assert rules["both_drawers_right"].opportunities == 1
