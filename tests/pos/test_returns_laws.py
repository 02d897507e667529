"""Laws of what comes back: exactly what was paid, in whatever pieces, and never more than was sold."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from simulator.drill.replay import verify
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import SHOP, decode, encode
from simulator.kernel.events import Command
from simulator.kernel.money import CURRENCIES, worth
from simulator.kernel.policy import Policy
from simulator.kernel.returns import ReturnPolicy
from simulator.kernel.texts import Text
from simulator.pos.engine import apply
from simulator.pos.invoiced import left
from simulator.pos.refunding import OTHERWISE
from simulator.pos.rules import Rules
from simulator.pos.state import Till
from simulator.store.book_rows import RefundPaid, ReturnedGoods, SaleLine, StockMovement
from simulator.store.books import book
from tests.pos.counter import FLOAT, MILK, RICE, SOY, replay_is_live
from tests.pos.returns_desk import TAKING_BACK, Desk, of, refusals
from tests.pos.test_laws import OUTCOMES, operations, thorough

POLICIES = (
    TAKING_BACK.policy,
    Policy("courtesy", Text(), cash_step=10, cash_rounding="down", courtesy_step=50),
    Policy("nickel", Text(), CURRENCIES["CHF"], tax_inclusive=False, tax_by="total", cash_step=5),
    Policy("tenth", Text(), tax_inclusive=False, cash_step=10),
)
TAKES_ALL = replace(TAKING_BACK, rights={}, returns=ReturnPolicy(days=7))
CLAWS_BACK = replace(TAKES_ALL, returns=ReturnPolicy(days=7, bundles="claw_back"))
taking = st.sampled_from([TAKES_ALL, CLAWS_BACK])
shops = st.builds(lambda rules, policy: replace(rules, policy=policy), taking, st.sampled_from(POLICIES))
baskets = st.lists(st.sampled_from([MILK, SOY, RICE, RICE, "bag", "apples"]), min_size=1, max_size=7)
payments = st.sampled_from(["cash", "mobile", "both"])
pieces = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 900)), max_size=14)
"""Which line, and how many units where so many are left."""


def sold(desk: Desk, basket: Sequence[str], pay: str, *, discount: int = 0, times: int = 1) -> f.SaleCompleted:
    if "apples" in basket:
        desk.customer("apples")
    for code in basket:
        if code == "apples":
            good = f"c{desk.served}g1"
            if good in desk.till.counter.visits[f"c{desk.served}"].charged:
                continue
            desk.do(c.Weigh(good))
            desk.do(c.PickItem("apples", good))
        elif code == "bag":
            desk.do(c.AddBag("bag"))
        else:
            desk.do(c.SetMultiplier(times))
            desk.do(c.Scan(code=code))
    if discount:
        desk.do(c.DiscountSale(off=discount))
    return desk.sell(pay=pay)


def give_back_in_pieces(desk: Desk, receipt: str, parts: Sequence[tuple[int, int]]) -> None:
    """Some of it now and some of it later, each a return of its own; all the rest in the end."""
    for at, units in parts:
        (found,) = desk.found(receipt)
        left = [(line.line.line, line.units - line.returned) for line in found.lines if line.units > line.returned]
        if not left:
            return
        line, most = left[at % len(left)]
        desk.give_back(receipt, (line, min(units, most)))
    (found,) = desk.found(receipt)
    rest = [(line.line.line, 0) for line in found.lines if line.units > line.returned]
    if rest:
        desk.give_back(receipt, *rest)


@thorough
@given(shops, baskets, payments, st.integers(1, 3), st.sampled_from([0, 7, 333]), pieces)
def test_the_refunds_of_everything_are_minus_the_sale(
    rules: Rules, basket: list[str], pay: str, times: int, discount: int, parts: list[tuple[int, int]]
) -> None:
    desk = Desk(rules)
    sale = sold(desk, basket, pay, discount=discount, times=times)
    give_back_in_pieces(desk, sale.receipt, parts)
    facts = [entry.what for entry in desk.tape.entries]
    done = of(facts, f.ReturnCompleted)
    assert sum(each.total for each in done) == sale.total
    assert sum(each.tax for each in done) == sale.tax
    assert all(each.net + each.tax == each.total == sum(line.amount for line in each.lines) for each in done)
    made = of(facts, f.RefundMade)
    for kind in ("cash", "mobile"):
        paid = sum(tender.amount for tender in sale.tenders if tender.kind == kind)
        assert sum(refund.amount for refund in made if refund.kind == kind) == paid
    assert desk.till.drawer.expected == worth(FLOAT) == desk.till.shift.totals.cash
    assert all(line.amount >= 0 and line.gross >= 0 for each in done for line in each.lines)
    assert refusals(desk.open(sale.receipt)) == ["refused.returned_already"]


@thorough
@given(taking, baskets, payments, pieces, pieces)
def test_through_an_exchange_each_means_gets_back_what_it_gave(
    rules: Rules, basket: list[str], pay: str, first: list[tuple[int, int]], then: list[tuple[int, int]]
) -> None:
    """Something is exchanged, and all of it comes back: nothing turns into a credit note, no phone gets more."""
    desk = Desk(rules)
    sale = sold(desk, basket, pay)
    desk.open(sale.receipt)
    desk.do(c.ReturnLine(1, 1))
    desk.do(c.StartExchange())
    desk.do(c.Scan(code=RICE))
    desk.do(c.StartTender())
    desk.settle(c.TenderCash() if desk.till.sale.due else c.FinishReturn())
    exchanged = desk.till.last
    give_back_in_pieces(desk, sale.receipt, first)
    give_back_in_pieces(desk, exchanged.receipt, then)
    made = of([entry.what for entry in desk.tape.entries], f.RefundMade)
    assert {refund.kind for refund in made} <= {"cash", "mobile"}
    phone = sum(tender.amount for tender in sale.tenders if tender.kind == "mobile")
    assert sum(refund.amount for refund in made if refund.kind == "mobile") == phone
    assert abs(desk.till.drawer.expected - worth(FLOAT)) < 20, "each receipt rounds its cash by itself"


@thorough
@given(shops, baskets, payments, st.sampled_from([0, 7, 333]), pieces)
def test_the_red_letters_of_an_earlier_day_add_up_to_minus_the_invoice(
    rules: Rules, basket: list[str], pay: str, discount: int, parts: list[tuple[int, int]]
) -> None:
    then = Desk(rules)
    sale = sold(then, basket, pay, discount=discount)
    (kept,) = then.found(sale.receipt)
    desk = Desk(rules, before=(msgspec.structs.replace(kept, sale="", invoice="26000001"),))
    give_back_in_pieces(desk, sale.receipt, parts)
    reds, lines = of([entry.what for entry in desk.tape.entries], f.InvoiceRedLettered), left(kept).lines
    assert sum(red.amount for red in reds) == -sum(line.amount for line in lines)
    assert sum(red.tax for red in reds) == -sum(line.tax for line in lines)
    assert [red.whole for red in reds] == [False] * (len(reds) - 1) + [True] * bool(reds)
    assert len({red.number for red in reds}) == len(reds)


@thorough
@given(taking, baskets, payments, st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 5)), max_size=10))
def test_two_tills_take_back_no_more_than_was_sold(
    rules: Rules, basket: list[str], pay: str, acts: list[tuple[bool, bool, int]]
) -> None:
    """Each act: which till, whether it looks the receipt up anew first, and which line it takes back."""
    one = Desk(rules)
    sale = sold(one, basket, pay)
    two = Desk(rules, tape=one.tape, name="till-2", before=tuple(one.office.receipts.values()))
    desks = (one, two)
    told = dict.fromkeys(desks, 0)
    for second, anew, at in acts:
        desk = desks[second]
        if anew:  # the back office is one: it has seen what the other till did
            other = desks[not second]
            for entry in one.tape.entries[told[desk] :]:
                if entry.stream == other.till.station and not isinstance(entry.what, f.ReceiptAsked):
                    desk.office.see(entry, other.till)
            told[desk] = len(one.tape.entries)
            desk.found(sale.receipt)
        if not desk.till.found:
            continue
        desk.do(c.StartReturn(sale.receipt))
        desk.do(c.ReturnLine(1 + at % len(sale.lines), 1))
        desk.settle(c.FinishReturn())
        desk.do(c.CancelReturn())
    back: dict[int, int] = {}
    amounts = 0
    for done in of([entry.what for entry in one.tape.entries], f.ReturnCompleted):
        amounts += done.total
        for line in done.lines:
            back[line.line] = back.get(line.line, 0) + line.units
    assert all(back.get(line.line, 0) <= (line.grams or line.quantity) for line in sale.lines)
    assert amounts <= sale.total


@thorough
@given(shops, baskets, payments, pieces, st.sampled_from(["approved", "timeout", "declined"]))
def test_replay_and_books_agree_with_what_happened(
    rules: Rules, basket: list[str], pay: str, parts: list[tuple[int, int]], answer: str
) -> None:
    desk = Desk(rules)
    sale = sold(desk, basket, pay)
    desk.open(sale.receipt)
    desk.do(c.ReturnLine(1, 1))
    for asked in of(desk.do(c.FinishReturn()), f.RefundRequested):
        desk.hear(s.RefundAnswered(asked.request, answer))
        if answer == "declined":
            desk.do(c.RefundOtherwise("cash"))
    desk.do(c.CloseDrawer())
    give_back_in_pieces(desk, sale.receipt, parts)
    stored = [(entry.stream, encode(entry)) for entry in desk.tape.entries]
    assert verify(stored, lambda station: Till(rules, station)).difference is None
    again = Till(rules)
    for entry in desk.tape.entries:
        if entry.stream != SHOP:
            apply(again, decode(encode(entry)))
    assert again == desk.till
    rows = book(*desk.tape.entries)
    assert sum(row.amount for row in rows if isinstance(row, ReturnedGoods)) == sale.total
    paid = [row for row in rows if isinstance(row, RefundPaid)]
    assert sum(row.amount for row in paid) == sum(
        made.amount for made in of([e.what for e in desk.tape.entries], f.RefundMade)
    )
    there = sum(row.grams for row in rows if isinstance(row, StockMovement))
    assert there == sum(row.grams for row in rows if isinstance(row, SaleLine) and row.moved)
    assert len({(type(row), row.stream, row.seq, getattr(row, "n", 0)) for row in rows}) == len(rows)


RECEIPTS = st.sampled_from(["till-1-0001", "till-1-0002", "10001"])
CONDITION = st.sampled_from(["resalable", "damaged", "opened", "nonsense"])
pressed = st.one_of(
    operations,
    st.builds(c.FindReceipt, st.sampled_from(["number", "code", "member", "card", "x"]), RECEIPTS),
    st.builds(c.StartReturn, RECEIPTS),
    st.builds(c.ReturnLine, st.integers(0, 3), st.integers(-1, 3), CONDITION),
    st.builds(c.ReturnItem, st.sampled_from(["milk", "apples", "x"]), st.integers(0, 2), CONDITION),
    st.builds(c.RemoveReturnLine, st.integers(1, 3)),
    st.builds(c.RefundOtherwise, st.sampled_from(["cash", "credit", "card"])),
    st.builds(c.QueryPayment, st.sampled_from(["till-1-F1", "till-1-F2"])),
    st.builds(s.RefundAnswered, st.sampled_from(["till-1-F1", "till-1-F2"]), st.sampled_from(OUTCOMES)),
    st.sampled_from(
        [
            c.ReturnWithoutReceipt(), c.AllowException("goodwill"), c.CancelReturn(), c.StartExchange(),
            c.FinishReturn(), c.FinishReturn(), c.PostVoid("other"), c.PrintGiftReceipt(), c.InspectGood("c1g1"),
            c.EnterPin("m1"), c.EnterPin("m1"), s.ReturnSigned("c1"), c.CountDrawer(), c.XReport(),
            c.Scan(code=MILK), c.StartTender(), c.TenderCash(), c.CloseDrawer(), s.CustomerLeft("c1"),
        ]
    ),
)  # fmt: skip


@thorough
@given(st.lists(pressed, max_size=40), shops)
def test_whatever_is_pressed_no_more_goes_back_than_was_paid(events: list, rules: Rules) -> None:
    desk = Desk(rules)
    desk.customer("milk", "soy", "apples")
    sale = desk.sell(MILK, RICE)
    for event in events:
        if getattr(event, "customer", "c1") in desk.till.counter.visits:
            followed = desk.do(event) if isinstance(event, Command) else desk.hear(event)
            by_hand = [made for made in of(followed, f.RefundMade) if made.kind in OTHERWISE and made.amount]
            undone = any(done.kind == "post_void" for done in of(followed, f.ReturnCompleted))
            assert undone or {made.customer for made in by_hand} <= {"", desk.till.counter.here}, "into nobody's hands"
    facts = [entry.what for entry in desk.tape.entries]
    done = [each for each in of(facts, f.ReturnCompleted) if each.receipt == sale.receipt]
    back = [line for each in done for line in each.lines]
    for sold in sale.lines:
        assert sum(line.units for line in back if line.line == sold.line) <= sold.quantity
    assert sum(each.total for each in done) <= sale.total
    assert all(each.total == sum(refund.value for refund in each.refunds) for each in of(facts, f.ReturnCompleted))
    assert desk.till.drawer.expected == desk.till.shift.totals.cash
    replay_is_live(desk, rules)
