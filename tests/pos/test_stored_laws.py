"""Laws of value that the shop owes, whatever two tills do in whatever order, on any mix of payments."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import SHOP, decode, encode
from simulator.kernel.events import Command
from simulator.kernel.money import worth
from simulator.pos.accounts import of_card, of_points
from simulator.pos.engine import apply
from simulator.pos.state import Till
from simulator.store.book_rows import AccountMovement
from simulator.store.books import book
from tests.pos.counter import FLOAT, MILK, RICE, SOY
from tests.pos.stored import CARD, EMPTY, HELD, HU, LI, NEW, NOTE, PROMOTED_OWING, Owing

EXAMPLES = int(os.environ.get("STOREDRILL_EXAMPLES", "300"))
thorough = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

cards = st.sampled_from([CARD, CARD, CARD, NEW, NOTE, EMPTY])
operations = st.one_of(
    st.builds(c.Scan, code=st.sampled_from([MILK, SOY, RICE])),
    st.builds(c.LoadCard, cards, st.sampled_from([1000, 2000, 5000, 99_000])),
    st.builds(c.TenderGift, cards, st.sampled_from([0, 0, 100, 500, 9000])),
    st.builds(c.TenderPoints, st.sampled_from([0, 0, 100, 500])),
    st.builds(c.IdentifyMember, st.sampled_from([LI, HU])),
    st.builds(c.VoidLine, st.integers(1, 3)),
    st.builds(c.DiscountSale, st.just(0), st.just(3_000), st.just("other")),
    st.builds(c.TenderCash, st.sampled_from([0, 0, 500, 10_000])),
    st.builds(c.TenderStatic, st.sampled_from([0, 300])),
    st.builds(c.EnrolMember, st.sampled_from(["13900000001", LI])),
    st.builds(c.CheckBalance, st.sampled_from([CARD, NEW, LI])),
    st.sampled_from(
        [
            c.StartTender(), c.StartTender(), c.CancelTender(), c.VoidSale(), c.EnterPin("s1"), c.CloseDrawer(),
            c.SuspendSale(), c.ResumeSale("till-1#1"), c.TenderCard(), s.PaymentAnswered("till-1-1", "approved"),
            s.CustomerLeft("c1", "gave_up"), s.NetworkFailed(), s.NetworkReturned(),
        ]
    ),
)  # fmt: skip
tenders = st.one_of(
    st.builds(c.TenderGift, cards, st.sampled_from([0, 0, 500])),
    st.builds(c.TenderPoints, st.sampled_from([0, 100, 300])),
    st.builds(c.TenderCash, st.sampled_from([500, 0])),
)


@st.composite
def sale(draw: st.DrawFn) -> list:
    """A whole sale, on any mix of payments; what it needs not is refused."""
    goods = draw(st.lists(st.sampled_from([RICE, MILK, SOY]), min_size=1, max_size=2))
    steps = [c.Scan(code=code) for code in goods]
    steps += draw(st.lists(st.builds(c.IdentifyMember, st.sampled_from([LI, LI, HU])), max_size=1))
    steps += draw(st.lists(st.builds(c.LoadCard, cards, st.sampled_from([1000, 5000])), max_size=1))
    steps += [c.StartTender(), *draw(st.lists(tenders, min_size=1, max_size=3))]
    return [*steps, *draw(st.sampled_from([[c.TenderStatic(), c.CloseDrawer()], []]))]


script = st.one_of(sale(), sale(), operations.map(lambda operation: [operation]))


@st.composite
def two_tills(draw: st.DrawFn) -> list:
    """What each till does in its own order, one step here and one there."""
    queues = [[step for steps in draw(st.lists(script, min_size=3, max_size=6)) for step in steps] for _ in range(2)]
    turns: list = []
    while any(queues):
        second = draw(st.booleans()) if all(queues) else bool(queues[1])
        turns.append((second, queues[second].pop(0)))
    return turns


turns = two_tills()


def played(events: list) -> tuple[Owing, Owing, list]:
    """Two tills of one shop taking turns; all that followed, in the shop's order."""
    one = Owing(PROMOTED_OWING)
    two = Owing(PROMOTED_OWING, other=one)
    one.customer("milk", "soy")
    happened = []
    for second, event in events:
        till = two if second else one
        seen = len(till.tape.entries)
        till.do(event) if isinstance(event, Command) else till.hear(event)
        happened += [entry.what for entry in till.tape.entries[seen:]]
    return one, two, happened


@thorough
@given(turns)
def test_an_account_holds_what_came_onto_it_less_what_went_off_and_never_less_than_nothing(events: list) -> None:
    one, two, happened = played(events)
    held = dict(HELD)
    for fact in happened:
        match fact:
            case f.ValueMoved():
                key, amount, after = of_card(fact.account), fact.amount, fact.balance
            case f.PointsMoved():
                key, amount, after = of_points(fact.member), fact.points, fact.standing
            case f.BalanceShown():
                key = (of_points if fact.kind == "points" else of_card)(fact.account)
                assert fact.balance == held.get(key, 0), "what is told is true at that moment, whichever till tells it"
                continue
            case _:
                continue
        held[key] = held.get(key, 0) + amount
        assert held[key] == after >= 0
    for key, holds in held.items():
        assert holds == HELD.get(key, 0) - one.tape.claims.get(key, 0)
    rows = [row for till in (one, two) for row in book(*till.tape.entries) if isinstance(row, AccountMovement)]
    for key, holds in held.items():
        kind, number = key.split(":")
        of_it = [row for row in rows if row.account == number and (row.kind == "points") == (kind == "points")]
        assert sum(row.amount for row in of_it) == holds - HELD.get(key, 0), "and so say the books"


@thorough
@given(turns)
def test_no_mix_of_payments_changes_a_price_or_a_tax_or_the_drawer(events: list) -> None:
    for till in played(events)[:2]:
        expected = worth(FLOAT)
        for entry in till.tape.entries:
            match entry.what:
                case f.SaleCompleted() as sale:
                    assert sale.net + sale.tax == sale.total == sum(line.amount for line in sale.lines)
                    assert sum(tender.amount for tender in sale.tenders) + sale.rounding == sale.total
                    over = [tender for tender in sale.tenders if tender.received != tender.amount]
                    assert all(tender.kind == "cash" for tender in over), "only cash gives change"
                    assert sale.change == sum(tender.received - tender.amount for tender in over) >= 0
                    assert sale.stored == sum(line.amount for line in sale.lines if line.account)
                    assert not any(line.tax or line.discount for line in sale.lines if line.account)
                    value = sum(t.amount for t in sale.tenders if t.kind in ("gift", "credit", "points"))
                    assert value <= sale.total - sale.stored, "a card is bought with money"
                    expected += sum(t.received for t in sale.tenders if t.kind == "cash") - sale.change
        assert till.till.drawer.expected == expected
        totals = till.till.shift.totals
        assert totals.net + totals.tax == totals.total
        assert sum(totals.tenders.values()) + totals.rounding == totals.total + totals.stored


@thorough
@given(turns)
def test_a_journal_read_back_is_the_till_that_was(events: list) -> None:
    one, _, _ = played(events)
    again = Till(PROMOTED_OWING)
    for entry in one.tape.entries:
        if entry.stream != SHOP:
            apply(again, decode(encode(entry)))
    assert again == one.till
