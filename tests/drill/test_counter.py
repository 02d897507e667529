"""Nobody ever hangs, and the books of the counter balance, whatever is done at the till."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.specs.spans import Span
from simulator.drill.customers.customer import LONGEST
from simulator.drill.play import play
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command
from simulator.kernel.money import worth
from simulator.pos.state import Till

from .monkey import Monkey
from .stages import at, customer, opened, run, staged, storm

SEEDS = st.integers(1, 100_000)


class Balance:
    """Watches every entry: money and lines add up at each moment."""

    def __init__(self, till: Till) -> None:
        self.till = till
        self.drawer = till.drawer.amount

    def __call__(self, entry: Entry) -> None:
        what = entry.what
        match what:
            case f.CashTaken():
                self.drawer += what.amount
            case f.ChangeGiven():
                self.drawer -= what.amount
            case f.CashExchanged():
                self.drawer += worth(what.gives) - worth(what.takes)
            case f.SaleCompleted():
                assert what.total == sum(line.gross - line.discount for line in what.lines)
                assert what.net + what.tax == what.total
                assert sum(tender.received for tender in what.tenders) == what.total - what.rounding + what.change


def check(till: Till, balance: Balance) -> None:
    assert till.drawer.amount == balance.drawer
    assert all(count > 0 for count in till.drawer.pieces.values())
    assert all(count > 0 for visit in till.counter.visits.values() for count in visit.cash.values())
    if till.sale:
        assert till.sale.total == sum(line.gross - line.discount for line in till.sale.lines.values())
        assert till.sale.due >= 0


@settings(max_examples=30, deadline=None)
@given(seed=SEEDS, sense=st.sampled_from([10, 60, 90]))
def test_a_monkey_ends_and_balances(seed: int, sense: int) -> None:
    session, _ = opened(storm(), seed)
    balance = Balance(session.till)
    session.listeners.append(balance)
    session.listeners.append(lambda entry: check(session.till, balance) if not entry.cause else None)
    stepped: dict[str, int] = {}

    def watch(entry: Entry) -> None:
        if isinstance(entry.what, s.CustomerSteppedUp):
            stepped[entry.what.customer] = entry.at
        elif isinstance(entry.what, f.VisitEnded):
            assert entry.at - stepped.pop(entry.what.customer, entry.at) <= LONGEST

    session.listeners.append(watch)
    assert play(session, Monkey(seed, sense)).closed
    counter = session.till.counter  # nobody is in between: who has not left, is seen
    assert set(counter.visits) <= {counter.here, *counter.queue}


@settings(max_examples=10, deadline=None)
@given(seed=SEEDS)
def test_without_a_cashier_everybody_gives_up(seed: int) -> None:
    crowd = customer("crowd", every=Span(8000, 30_000), until=120_000, patience=Span(20_000, 60_000))
    session, journal = opened(staged(crowd, minutes=10), seed)
    session.advance(300_000)
    ended = [entry.what for entry in journal.read("run-1") if isinstance(entry.what, f.VisitEnded)]
    assert ended
    assert {visit.reason for visit in ended} == {"gave_up"}
    assert not session.till.counter.visits


def test_someone_left_at_the_counter_gives_up_too() -> None:
    session, journal = opened(staged(customer(patience=at(30_000))), 1)
    session.submit(c.CallNext(), 2000)
    session.advance(10_000)
    assert session.view.here is not None
    session.advance(75_000)
    (ended,) = [entry.what for entry in journal.read("run-1") if isinstance(entry.what, f.VisitEnded)]
    assert ended.reason == "gave_up"
    moods = [entry.what.level for entry in journal.read("run-1") if isinstance(entry.what, s.CustomerGrewImpatient)]
    assert moods == sorted(set(moods))


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_the_perfect_cashier_serves_rightly(seed: int) -> None:
    result = run(storm(), seed)
    for ended in result.events(f.VisitEnded):
        if ended.reason == "served":
            assert (ended.unpaid, ended.extra, ended.wrong, ended.change_off, ended.unsettled) == ((), (), (), 0, 0)
            assert ended.greeted
    (closed,) = result.events(f.StationClosed)
    assert (closed.over_short, closed.open_sales, closed.slips_open, closed.payments_open) == (0, 0, (), ())
    assert not result.events(f.PaymentDoubled, s.ShiftEnded)
    asked = {entry.seq for entry in result.entries if isinstance(entry.what, Command)}
    refused = [entry for entry in result.entries if isinstance(entry.what, f.Refused)]
    assert not [entry for entry in refused if entry.cause in asked], "what waited for a PIN may have become impossible"
