"""The virtual printer: what a receipt takes of the roll, when it comes out, and when it does not."""

import pytest

from scenarios.specs.conditions import Where
from scenarios.specs.course import Trigger
from scenarios.specs.customers import Payment
from simulator.drill.bots import perfect
from simulator.drill.bots.paying import open_for_rest
from simulator.drill.bots.routine import EXPERIENCED
from simulator.drill.bots.worker import Worker
from simulator.drill.play import play
from simulator.drill.rig import NEAR_END, PRINTING, Rig, lines_of
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.texts import Text
from simulator.pos.state import Till
from virtual_devices.printer import NEW_ROLL

from .stages import RUN, at, customer, happening, opened, run, shipped_stage, staged

LINE = f.Line(1, "milk", Text("Milk", "奶"), "", 100, 1, 0, 100, 0, 13_000)
REDUCED = f.Line(2, "milk", Text("Milk", "奶"), "", 100, 1, 0, 100, 10, 13_000, offers=(f.Offer("member", Text(), 10),))


def sale(*lines: f.Line) -> f.SaleCompleted:
    return f.SaleCompleted("till-1/1", "r1", "ann", lines, (f.Tender("cash", 100, 100),), 100, 88, 12, 0, 0, 0)


@pytest.fixture
def till() -> Till:
    return shipped_stage("first-sale").new_station("till-1")


class Roll:
    """A rig that is shown entries."""

    def __init__(self, till: Till, paper: int = 400) -> None:
        self.rig, self.till, self.seq = Rig(), till, 0
        self.see(f.StationOpened("till-1", "c01", Text(), {}, paper))

    def see(self, *events: Event, at: int = 0) -> "Roll":
        for what in events:
            self.seq += 1
            self.rig.see(Entry("till-1", self.seq, at, "till", what), self.till)
        return self

    def next(self) -> s.Stimulus:
        """Let the next one happen."""
        due = self.rig.peek()
        assert due is not None
        assert due.by == "printer"
        self.see(due.stimulus, at=due.at)
        return due.stimulus


def test_length_counts_items_discounts_and_tenders() -> None:
    assert lines_of(sale(LINE, REDUCED)) - lines_of(sale(LINE)) == 3


def test_prints_after_a_while_one_after_the_other(till: Till) -> None:
    roll = Roll(till).see(sale(LINE), f.ReceiptIssued("r1", "till-1/1"), f.ReceiptIssued("r1", "till-1/1", 1), at=1000)
    due = roll.rig.peek()
    assert due is not None
    assert (due.at, due.stimulus) == (1000 + PRINTING, s.ReceiptPrinted("r1"))
    roll.next()
    second = roll.rig.peek()
    assert second is not None
    assert second.at == 1000 + 2 * PRINTING
    assert roll.rig.lines == 400 - 2 * lines_of(sale(LINE))


def test_the_roll_ends_and_a_new_one_prints(till: Till) -> None:
    roll = Roll(till, paper=10)
    assert isinstance(roll.next(), s.PaperNearEnd)
    roll.see(sale(LINE), f.ReceiptIssued("r1", "till-1/1"))
    assert roll.next() == s.PrinterFailed("r1", "EPTR_REC_EMPTY")
    assert roll.rig.lines == 0
    roll.see(f.PaperChanged())
    assert roll.rig.lines == NEW_ROLL
    roll.see(f.ReceiptIssued("r1", "till-1/1", 1))
    assert roll.next() == s.ReceiptPrinted("r1")
    assert roll.rig.peek() is None


def test_near_end_is_told_once(till: Till) -> None:
    roll = Roll(till, paper=NEAR_END + lines_of(sale(LINE)))
    told = []
    for n in range(3):
        roll.see(sale(LINE), f.ReceiptIssued(f"r{n}", "till-1/1"))
        while roll.rig.peek() is not None:
            told.append(roll.next())
    assert [type(what) for what in told].count(s.PaperNearEnd) == 1


def test_a_script_can_shorten_the_roll(till: Till) -> None:
    roll = Roll(till).see(s.PaperNearEnd(5))
    assert roll.rig.lines == 5
    assert roll.rig.peek() is None


def test_the_dark_cuts_a_receipt_off(till: Till) -> None:
    roll = Roll(till).see(sale(LINE), f.ReceiptIssued("r1", "till-1/1"), f.TillWentDark("change"))
    assert roll.next() == s.PrinterFailed("r1", "E_OFFLINE")
    assert roll.rig.peek() is None
    roll.see(f.TillStarted("idle", True), f.ReceiptIssued("r1", "till-1/1", 1))
    assert roll.next() == s.ReceiptPrinted("r1")


def test_a_closed_till_prints_no_more(till: Till) -> None:
    roll = Roll(till).see(sale(LINE), f.ReceiptIssued("r1", "till-1/1"), f.StationClosed(0, 0, 0, 0))
    assert roll.rig.peek() is None


def test_paper_that_ends_in_a_drill_is_changed_and_the_receipt_comes() -> None:
    low = happening("paper_runs_low", Trigger(event="payment_requested"), lines=at(3))
    result = run(staged(customer(pays=(Payment("card"),)), happens=(low,)))
    printed = result.events(s.PrinterFailed, f.PaperChanged, s.ReceiptPrinted)
    assert [type(what) for what in printed] == [s.PrinterFailed, f.PaperChanged, s.ReceiptPrinted]


def test_the_interrupted_receipt_is_printed_after_the_cut() -> None:
    cut = happening("power_fails", Trigger(stages=("printing",)))
    back = happening("power_returns", Trigger(event="power_failed", by=at(15_000)))
    session, journal = opened(staged(customer(pays=(Payment("card"),)), happens=(cut, back)), 1)
    play(session, perfect(1))
    errors = [entry.what.error for entry in journal.read(RUN) if isinstance(entry.what, s.PrinterFailed)]
    assert errors == ["E_OFFLINE"]


@pytest.mark.parametrize("knows", [True, False])
def test_a_drawer_that_stays_shut_is_opened_with_its_key(knows: bool) -> None:
    sticks = happening("drawer_sticks", Trigger(event="drawer_opened", where=(Where("why", "is", "sale"),)))
    shopper = customer(pays=(Payment("cash", hands="large"),))
    routine = EXPERIENCED if knows else EXPERIENCED.instead(open_for_rest, lambda view, memory: None)
    result = run(staged(shopper, happens=(sticks,)), bot=Worker(routine, 1))
    assert len(result.events(f.SaleCompleted)) == 1
    (left,) = result.events(f.VisitEnded)
    assert (left.change_off == 0) is knows
    assert [opened.why for opened in result.events(f.DrawerOpened)] == (["sale", "key"] if knows else ["sale"])
    assert not result.events(f.Refused)
