"""What cards, credit notes and points paid goes back onto them; points earned are taken back, invoices red-lettered."""

from dataclasses import replace

import pytest

from simulator.drill.replay import verify
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import encode
from simulator.kernel.numbers import card_number
from simulator.kernel.policy import Points
from simulator.kernel.returns import ReturnPolicy
from simulator.kernel.texts import Text
from simulator.pos.accounts import of_card, of_points
from simulator.pos.state import Till
from tests.pos.counter import MILK, RICE
from tests.pos.returns_desk import TAKING_BACK, Desk, of, refusals

CARD, LI = card_number("gift", 77), "2900000000018"
POINTS = Points(per=100, step=100, worth=100)
SHOP = replace(TAKING_BACK, rights={}, promotions=(), returns=ReturnPolicy(7), points=POINTS)


@pytest.fixture
def desk() -> Desk:
    """A till at which a card holds 30.00, and Mrs Li has 400 points."""
    return Desk(SHOP, accounts={of_card(CARD): 3000, of_points(LI): 400})


def balance(desk: Desk, key: str) -> int:
    return desk.till.accounts.balance(key)


def test_what_a_card_paid_goes_back_onto_it(desk: Desk) -> None:
    desk.do(c.Scan(code=RICE))
    desk.do(c.StartTender())
    desk.do(c.TenderGift(CARD))
    desk.do(c.TenderCash())
    desk.do(c.CloseDrawer())
    assert balance(desk, of_card(CARD)) == 0
    facts = desk.give_back(desk.till.last.receipt, (1, 1))
    assert {made.kind: made.amount for made in of(facts, f.RefundMade)} == {"gift": 3000, "cash": 1590}
    (moved,) = of(facts, f.ValueMoved)
    assert (moved.account, moved.amount, moved.balance, moved.why) == (CARD, 3000, 3000, "refund")


def test_without_a_receipt_a_credit_note_is_issued_that_can_be_spent(desk: Desk) -> None:
    desk.do(c.ReturnWithoutReceipt())
    desk.do(c.ReturnItem("milk", 1))
    facts = desk.settle(c.FinishReturn())
    (moved,), (made,) = of(facts, f.ValueMoved), of(facts, f.RefundMade)
    assert (moved.kind, moved.amount, moved.account) == ("credit", 1190, made.voucher)
    desk.do(c.Scan(code=MILK))
    desk.do(c.StartTender())
    desk.do(c.TenderGift(made.voucher))
    assert desk.till.sale.due == 90


def test_points_that_were_earned_go_back_and_those_spent_come_back(desk: Desk) -> None:
    desk.do(c.Scan(code=RICE))
    desk.do(c.Scan(code=RICE))
    desk.do(c.IdentifyMember(LI))
    desk.do(c.StartTender())
    desk.do(c.TenderPoints(400))
    desk.do(c.TenderCash())
    desk.do(c.CloseDrawer())
    sale = desk.till.last
    assert balance(desk, of_points(LI)) == sale.points == 87
    first = desk.give_back(sale.receipt, (1, 1))
    assert of(first, f.ReturnCompleted)[0].points_back == 87 - balance(desk, of_points(LI))
    desk.give_back(sale.receipt, (2, 1))
    assert balance(desk, of_points(LI)) == 400
    cash = [made.amount for made in of([e.what for e in desk.tape.entries], f.RefundMade) if made.kind == "cash"]
    assert sum(cash) == sale.total - 400


def test_an_exchange_of_a_members_goods_moves_the_points_of_both(desk: Desk) -> None:
    desk.do(c.Scan(code=RICE))
    desk.do(c.IdentifyMember(LI))
    receipt = desk.sell().receipt
    had = balance(desk, of_points(LI))
    desk.open(receipt)
    desk.do(c.ReturnLine(1))
    desk.do(c.StartExchange())
    desk.do(c.Scan(code=RICE))
    desk.do(c.IdentifyMember(LI))
    desk.do(c.StartTender())
    facts = desk.do(c.FinishReturn())
    assert [moved.why for moved in of(facts, f.PointsMoved)] == ["earned", "reversed"]
    assert balance(desk, of_points(LI)) == had
    stored = [(entry.stream, encode(entry)) for entry in desk.tape.entries]
    assert verify(stored, lambda station: Till(SHOP, station)).difference is None


def test_a_card_that_is_loaded_in_an_exchange_gets_what_is_left_of_the_refund_as_well(desk: Desk) -> None:
    desk.do(c.Scan(code=RICE))
    desk.do(c.StartTender())
    desk.do(c.TenderGift(CARD))
    desk.do(c.TenderCash())
    desk.do(c.CloseDrawer())
    desk.open(desk.till.last.receipt)
    desk.do(c.ReturnLine(1))
    desk.do(c.StartExchange())
    desk.do(c.LoadCard(CARD, 1000))
    desk.do(c.StartTender())
    load, refund = of(desk.do(c.FinishReturn()), f.ValueMoved)
    assert (load.amount, load.balance, load.why) == (1000, 1000, "topped_up")
    assert refund.why == "refund"
    assert refund.amount > 0
    assert refund.balance == 1000 + refund.amount == balance(desk, of_card(CARD))


def test_an_invoice_is_red_lettered_for_what_came_back(desk: Desk) -> None:
    desk.do(c.Scan(code=RICE))
    sale = desk.sell(MILK)
    desk.do(c.RequestInvoice(Text("Private person", "个人")))
    desk.hear(s.InvoiceAnswered(f"{sale.receipt}-F", "26000001"))
    (part,) = of(desk.give_back(sale.receipt, (1, 1)), f.InvoiceRedLettered)
    (rest,) = of(desk.give_back(sale.receipt, (2, 1)), f.InvoiceRedLettered)
    assert (part.amount, part.whole, rest.whole) == (-4590, False, True)
    assert part.amount + rest.amount == -sum(t.amount for t in sale.tenders)


def test_an_invoice_of_one_till_is_red_lettered_at_another(desk: Desk) -> None:
    desk.do(c.Scan(code=RICE))
    desk.do(c.Scan(code=MILK))
    desk.do(c.StartTender())
    desk.do(c.TenderGift(CARD))
    desk.do(c.TenderCash())
    desk.do(c.CloseDrawer())
    sale = desk.till.last
    (asked,) = of(desk.do(c.RequestInvoice(Text("Private person", "个人"))), f.InvoiceRequested)
    desk.hear(s.InvoiceAnswered(asked.invoice, "26000001"))
    other = Desk(SHOP, tape=desk.tape, name="till-2", before=tuple(desk.office.receipts.values()))
    (there,) = of(other.give_back(sale.receipt, (1, 1)), f.InvoiceRedLettered)
    for entry in desk.tape.entries:
        if entry.stream == "till-2" and isinstance(entry.what, f.ReturnCompleted):
            desk.office.see(entry, other.till)
    (here,) = of(desk.give_back(sale.receipt, (2, 1)), f.InvoiceRedLettered)
    assert [red.against for red in (there, here)] == ["26000001"] * 2
    assert [red.number for red in (there, here)] == [f"{asked.invoice}-R1", f"{asked.invoice}-R2"]
    assert there.amount + here.amount == -asked.amount
    assert there.tax + here.tax == -asked.tax
    assert (there.whole, here.whole) == (False, True)


def test_what_was_put_onto_a_card_does_not_come_back(desk: Desk) -> None:
    desk.do(c.LoadCard(CARD, 10_000))
    sale = desk.sell()
    desk.open(sale.receipt)
    assert refusals(desk.do(c.ReturnLine(1))) == ["refused.return_never"]
    desk.do(c.CancelReturn())
    assert refusals(desk.do(c.PostVoid("other"))) == ["refused.return_never"]
