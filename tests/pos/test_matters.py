"""A price in dispute and a complaint: what the till knows of them, refuses, and leaves in the books."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Text
from simulator.pos.view import View
from simulator.store.book_rows import CashMovement
from simulator.store.books import book
from tests.pos.counter import MILK, Counter


@pytest.fixture
def counter() -> Counter:
    counter = Counter()
    counter.customer()
    return counter


def reason(facts: list) -> str:
    assert isinstance(facts[-1], f.Refused), facts
    return facts[-1].reason


def complain(counter: Counter, kind: str, amount: int = 0, *, proved: bool = True) -> None:
    counter.hear(s.ComplaintMade("c1", kind, amount, proved))


def dispute(counter: Counter, truth: str) -> View:
    counter.do(c.Scan(code=MILK))
    counter.hear(s.PriceDisputed("c1", "milk", 1000, truth))
    return View(counter.till)


# --- a price ---------------------------------------------------------------------------------------------------------


def test_the_truth_is_seen_once_somebody_has_looked(counter: Counter) -> None:
    view = dispute(counter, "ended")
    assert (view.dispute.claimed, view.dispute.asked, view.dispute.finding) == (1000, False, "")
    assert counter.do(c.AskShelf("milk")) == [f.ShelfAsked("c1", "milk")]
    assert reason(counter.do(c.AskShelf("milk"))) == "refused.shelf_asked"
    counter.hear(s.ShelfReported("milk", "ended", 1000, Text("Over.", "过期。")))
    assert (view.dispute.asked, view.dispute.finding, view.dispute.price) == (True, "ended", 1000)


@pytest.mark.parametrize(
    ("truth", "command", "settled"),
    [
        ("says_so", c.OverridePrice(1, 1000, "shelf_price"), True),
        ("says_so", c.OverridePrice(1, 900, "shelf_price"), False),
        ("says_so", None, False),
        ("ended", None, True),
        ("neighbour", c.OverridePrice(1, 1000, "shelf_price"), False),
        ("members", c.DiscountLine(1, off=100, reason="other"), False),
    ],
)
def test_how_a_dispute_came_out(counter: Counter, truth: str, command: object, settled: bool) -> None:
    dispute(counter, truth)
    if command is not None:
        counter.do(command)
    counter.do(c.StartTender())
    counter.do(c.TenderCash())
    ended = counter.leave()
    assert (ended.dispute, ended.price_settled) == (truth, settled)


# --- a complaint -----------------------------------------------------------------------------------------------------


def test_without_a_complaint_there_is_nothing_to_record(counter: Counter) -> None:
    for command in (c.CheckRecords("journal"), c.RecordComplaint("waiting", "settled"), c.CorrectChange()):
        assert reason(counter.do(command)) == "refused.no_complaint"


@pytest.mark.parametrize(
    ("kind", "source", "proved", "finding"),
    [
        ("short_change", "journal", True, "proved"),
        ("short_change", "journal", False, "unfounded"),
        ("short_change", "payments", True, "nothing"),
        ("double_charge", "payments", True, "proved"),
        ("rudeness", "journal", True, "nothing"),
    ],
)
def test_records_know_what_they_are_of(counter: Counter, kind: str, source: str, proved: bool, finding: str) -> None:
    complain(counter, kind, 1000, proved=proved)
    (checked,) = counter.do(c.CheckRecords(source))
    assert (checked.finding, checked.amount) == (finding, 1000 if finding == "proved" else 0)


@pytest.mark.parametrize(
    ("kind", "proved", "outcome", "right"),
    [
        ("waiting", True, "settled", True),
        ("waiting", True, "escalated", False),
        ("short_change", True, "settled", True),
        ("short_change", False, "settled", False),
        ("short_change", False, "explained", True),
        ("double_charge", True, "explained", False),
        ("double_charge", False, "explained", True),
        ("rudeness", True, "escalated", True),
    ],
)
def test_how_a_complaint_has_to_stand(counter: Counter, kind: str, proved: bool, outcome: str, right: bool) -> None:
    complain(counter, kind, 1000, proved=proved)
    (recorded,) = counter.do(c.RecordComplaint(kind, outcome))
    assert (recorded.number, recorded.kind_right, recorded.outcome_right) == ("till-1-T001", True, right)
    assert reason(counter.do(c.RecordComplaint(kind, outcome))) == "refused.complaint_recorded"
    assert counter.till.shift.totals.complaints == 1


def test_missing_change_leaves_the_drawer_and_the_books_alike(counter: Counter) -> None:
    complain(counter, "short_change", 1000)
    before = counter.till.drawer.amount
    counter.do(c.CorrectChange())
    (unseen,) = counter.do(c.CorrectChange({500: 1}))
    assert (unseen.amount, unseen.due) == (500, 0), "nobody has looked"
    counter.do(c.CheckRecords("journal"))
    (paid,) = counter.do(c.CorrectChange({500: 1}))
    assert paid == f.ChangeCorrected("c1", {500: 1}, 500, 500)
    drawer = counter.till.drawer
    assert (drawer.amount, drawer.expected) == (before - 1000, before - 1000)
    rows = [row for row in book(*counter.tape.entries) if isinstance(row, CashMovement) and row.kind == "corrected"]
    assert sum(row.amount for row in rows) == -1000
    ended = counter.leave()
    assert (ended.complaint, ended.complaint_recorded, ended.corrected) == ("short_change", False, 1000)
