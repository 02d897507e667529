"""Invoices: one a sale, for what was paid in money for goods; and what a red-letter one takes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.facts import ReturnedLine, SaleCompleted, Sold, SoldLine, SoldTender
from simulator.kernel.numbers import is_tax_number, tax_number
from simulator.kernel.paper import Qr
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.pos.invoiced import Figures, left, taken_back
from simulator.pos.invoicing import PERSON
from simulator.pos.receipt import invoice
from simulator.pos.sold import returned, sold_of, with_lines
from tests.pos.counter import MILK, RICE
from tests.pos.stored import CARD, LI, NEW, Owing
from tests.pos.test_laws import thorough
from tests.pos.test_stored import HEAD, sell

BAKERY, NUMBER = Text("Riverside Bakery Ltd", "临江烘焙有限公司"), "91330106MA2B1C2D3C"


@pytest.fixture
def till() -> Owing:
    counter = Owing()
    counter.customer("milk")
    return counter


def paid(till: Owing, *codes: str, load: int = 0, card: int = 0, points: int = 0) -> SaleCompleted:
    if load:
        till.do(c.LoadCard(NEW, load))
    sell(till, *codes, member=LI if points else "")
    if card:
        till.do(c.TenderGift(CARD, card))
    if points:
        till.do(c.TenderPoints(points))
    return next(fact for fact in till.do(c.TenderStatic()) if isinstance(fact, SaleCompleted))


def asked(till: Owing, title: Text = BAKERY, tax_no: str = NUMBER) -> f.InvoiceRequested | f.Refused:
    (fact,) = till.do(c.RequestInvoice(title, tax_no))
    assert isinstance(fact, f.InvoiceRequested | f.Refused)
    return fact


def test_an_invoice_is_requested_issued_and_printed_with_its_code(till: Owing) -> None:
    sale = paid(till, MILK, RICE)
    made = asked(till)
    assert (made.sale, made.amount, made.net + made.tax, made.tax) == (sale.sale, sale.total, made.amount, sale.tax)
    assert till.session.view.invoice.state == "requested"
    issued, paper = till.hear(s.InvoiceAnswered(made.invoice, "26312001234567890123"))
    assert (issued.number, issued.amount) == ("26312001234567890123", made.amount)
    assert paper == f.ReceiptIssued(made.invoice, "")
    assert till.session.view.invoice.state == "issued"
    for lang in ("en", "zh"):
        blocks = invoice(issued, made, HEAD, Words(lang))
        assert Qr("TRAINING:26312001234567890123") in blocks
        assert any(NUMBER in str(block) for block in blocks)
    assert till.hear(s.InvoiceAnswered(made.invoice, "26312009999999999999")) == [], "told once"


@pytest.mark.parametrize(
    ("title", "number", "why"),
    [
        (BAKERY, "", "refused.tax_number_missing"),
        (BAKERY, NUMBER[:-1] + "D", "refused.tax_number"),
        (BAKERY, NUMBER[1:], "refused.tax_number"),
        (Text(), NUMBER, "refused.invoice_title"),
    ],
)
def test_a_buyer_that_cannot_be_is_refused(till: Owing, title: Text, number: str, why: str) -> None:
    paid(till, MILK)
    assert asked(till, title, number).reason == why
    assert isinstance(asked(till, PERSON, ""), f.InvoiceRequested), "a person needs no number"


def test_there_is_one_invoice_a_sale_and_none_without_a_sale(till: Owing) -> None:
    assert asked(till).reason == "refused.nothing_to_invoice"
    paid(till, MILK)
    asked(till)
    assert asked(till, PERSON, "").reason == "refused.invoice_twice"


def test_another_buyer_than_the_customer_named_is_told_apart(till: Owing) -> None:
    paid(till, MILK)
    till.hear(s.InvoiceWanted("c1", BAKERY, NUMBER))
    assert asked(till, PERSON, "").as_wanted is False


def test_only_money_for_goods_is_invoiced(till: Owing) -> None:
    sale = paid(till, RICE, load=5000, card=1500, points=300)
    made = asked(till)
    assert made.amount == 4590 - 1500 - 300
    assert made.tax == round(sale.tax * made.amount / 4590)
    till.leave()
    till.customer("milk")
    till.do(c.LoadCard(NEW, 10_000))
    till.do(c.StartTender())
    till.do(c.TenderStatic())
    assert asked(till).reason == "refused.nothing_to_invoice", "money on a card buys nothing yet"


# --- what came back --------------------------------------------------------------------------------------------------


def kept(till: Owing, sale: SaleCompleted) -> Sold:
    return sold_of(sale, till.till.rules.policy, "", {})


def returning(sold: Sold, line: int, units: int) -> tuple[ReturnedLine, ...]:
    one = next(one for one in sold.lines if one.line.line == line)
    return (returned(1, one, units, one.returned, "resalable", ""),)


def test_a_return_takes_its_part_back_and_the_rest_can_follow(till: Owing) -> None:
    sold = kept(till, paid(till, MILK, RICE))
    rest = with_lines(sold, returning(sold, 1, 1))
    part = taken_back(sold, rest)
    assert (part.amount, part.tax) == (-1280, -sold.lines[0].line.tax)
    nothing = with_lines(rest, returning(rest, 2, 1))
    assert left(rest).amount == 4590 == -taken_back(rest, nothing).amount
    assert left(nothing).lines == ()


amounts = st.tuples(st.integers(1, 9999), st.sampled_from([0, 6_000, 9_000, 13_000]), st.integers(1, 7))


@thorough
@given(
    st.lists(amounts, min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 7), st.integers(-9999, 9999)), max_size=8),
    st.integers(0, 40_000),
    st.integers(-9, 9),
    st.integers(0, 8),
)
def test_what_is_left_and_what_was_taken_off_are_the_whole(
    figures: list[tuple[int, int, int]],
    returns: list[tuple[int, int, int]],
    by_card: int,
    rounding: int,
    asked_after: int,
) -> None:
    """Whatever came back before and after the request and was withheld for a while, whatever a card paid, whichever
    way cash was rounded.
    """
    total = sum(amount for amount, _, _ in figures)
    by_card = min(by_card, max(0, total - 10))
    sold = receipt_of(figures, total, by_card, rounding)
    before, reds, last = left(sold), [], Figures((), 0, 0, 0)
    assert before.amount == max(0, total - by_card - rounding)
    for n, (at, units, held) in enumerate(returns):
        if n == asked_after:
            before, reds = left(sold), []
        one = sold.lines[at % len(sold.lines)]
        parts = returning(sold, one.line.line, min(units, one.units - one.returned))
        if held > 0:  # for goods that are kept and would have cost more
            parts = tuple(replace(part, withheld={part.line: min(held, part.amount)}) for part in parts)
        else:
            goes_out = {other.line.line: -min(-held, other.withheld) for other in sold.lines}
            parts = tuple(replace(part, withheld=goes_out) for part in parts)
        later = with_lines(sold, parts)
        reds.append(taken_back(sold, later))
        sold = later
        last = left(sold)
        assert before.amount + sum(red.amount for red in reds) == last.amount >= 0
        assert before.tax + sum(red.tax for red in reds) == last.tax >= 0
        assert all(red.net + red.tax == red.amount <= 0 for red in reds)
    if all(one.returned == one.units and not one.withheld for one in sold.lines):
        assert (last.amount, last.tax) == (0, 0)


def receipt_of(figures: list[tuple[int, int, int]], total: int, by_card: int, rounding: int) -> Sold:
    lines = []
    for n, (amount, rate, units) in enumerate(figures, 1):
        tax = amount * rate // (100_000 + rate)
        line = f.Line(n, "milk", Text("Milk", "牛奶"), "", amount, units, 0, amount, 0, rate, tax=tax)
        lines.append(SoldLine(line, amount))
    cash = total - by_card
    tenders = (SoldTender("gift", by_card, by_card), SoldTender("cash", cash - rounding, cash))
    return Sold("R1", "till-1/1", "", tuple(lines), tenders, total)


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 30))
def test_one_wrong_sign_of_a_tax_number_is_noticed(payload: str, at: int, by: int) -> None:
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    number = tax_number(payload)
    assert is_tax_number(number)
    wrong = signs[(signs.index(number[at]) + by) % 31]
    assert not is_tax_number(number[:at] + wrong + number[at + 1 :])


def test_what_is_invoiced_of_each_line_is_its_share(till: Owing) -> None:
    sale = paid(till, MILK, RICE, card=1000)
    parts = left(kept(till, sale)).lines
    assert sum(part.amount for part in parts) == sale.total - 1000
    assert all(part.amount <= line.amount for part, line in zip(parts, sale.lines, strict=True))
