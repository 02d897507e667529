"""An outage of the network as the director plays it: what the head office and the banks have agrees with the books."""

import pytest

from scenarios.specs.course import Trigger
from scenarios.specs.customers import Payment
from simulator.drill.bots.roster import bot_named
from simulator.drill.director import Director
from simulator.drill.session import Session
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import encode
from simulator.kernel.events import Command
from simulator.store.book_rows import ChannelMovement
from simulator.store.books import book
from simulator.store.memory import MemoryJournal

from .stages import RUN, Run, at, customer, happening, run, shipped_stage, staged


def director_of(result: Run) -> Director:
    return next(source for source in result.session.sources if isinstance(source, Director))


@pytest.mark.parametrize("bot", ["perfect", "lazy", "saboteur:uploads_left", "saboteur:conflict_misjudged"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_head_office_has_what_the_till_was_told_that_it_has(bot: str, seed: int) -> None:
    result = run(shipped_stage("network-outage"), seed, bot_named(bot, seed))
    office = director_of(result).head_office.office
    arrived = {what.key: what.total for what in result.events(f.UploadArrived)}
    assert arrived.keys() <= set(office.keys)
    finished = {what.offline_key: what.total for what in result.events(f.SaleCompleted) if what.offline_key}
    assert office.total == sum(finished[key] for key in office.keys)
    (closed,) = result.events(f.StationClosed)
    missing = {what.receipt for what in result.events(f.UploadQueued) if what.key not in office.keys}
    rejected = {what.receipt for what in result.events(f.UploadResolved) if what.verdict == "reject"}
    assert missing <= {*closed.uploads_open, *closed.conflicts_open, *rejected}


@pytest.mark.parametrize("seed", range(1, 7))
def test_a_line_that_flaps_makes_nobody_pay_twice_and_tells_nothing_while_it_is_down(seed: int) -> None:
    crowd = customer("crowd", every=at(30_000), until=240_000, pays=(Payment("mobile"),), patience=at(900_000))
    fails = happening("network_fails", Trigger(event="payment_requested", by=at(300)))
    back = happening("network_returns", Trigger(event="network_failed", by=at(100_000)))
    result = run(staged(crowd, happens=(fails, back), minutes=9), seed)
    assert not result.events(f.PaymentDoubled)
    down = False
    for what in (entry.what for entry in result.entries):
        if isinstance(what, s.NetworkFailed | s.NetworkReturned):
            down = isinstance(what, s.NetworkFailed)
        elif isinstance(what, s.PaymentAnswered):
            assert not down or what.outcome == "timeout"
        assert not (down and isinstance(what, s.UploadAnswered))
    director, till = director_of(result), result.session.till
    held = sum(director.channels.charged(payment, till.now) for payment in till.payments.values())
    sold = sum(t.amount for sale in result.events(f.SaleCompleted) for t in sale.tenders if t.kind == "mobile")
    assert held == sold == sum(row.amount for row in book(*result.entries) if isinstance(row, ChannelMovement))


@pytest.mark.parametrize("moment", [60_000, 115_000, 312_000, 372_000])
def test_after_a_kill_the_head_office_remembers_what_it_has(moment: int) -> None:
    stage, seed = shipped_stage("network-outage"), 5
    whole = run(stage, seed).entries
    kept = next(n for n, entry in enumerate(whole) if entry.at >= moment and not entry.cause)
    journal = MemoryJournal()
    journal.create_run(RUN, whole[0], stage.materials)
    journal.append(RUN, whole[1:kept])
    resumed = Session.resume(RUN, journal, stage.new_station, stage.sources(seed))
    for entry in whole[kept:]:
        if isinstance(entry.what, Command):
            resumed.submit(entry.what, entry.at)
    resumed.advance(whole[-1].at)
    assert [encode(entry) for entry in journal.read(RUN)] == [encode(entry) for entry in whole]
