"""Invoices of sales that come back at whichever till, before or after they are asked for, or issued.

Two tills of one run, the back office that knows every receipt, and the invoice platform.
"""

from collections import Counter as Counts
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.drill import platform
from simulator.drill.agenda import Agenda
from simulator.drill.back_office import BackOffice
from simulator.drill.platform import Platform
from simulator.drill.replay import verify
from simulator.drill.session import Session
from simulator.drill.sources import Due
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry, encode
from simulator.kernel.events import Command, Event
from simulator.kernel.money import allocate
from simulator.locale import Lang, Words
from simulator.pos.invoicing import PERSON
from simulator.pos.return_slip import return_slip
from simulator.pos.rules import Rules
from simulator.pos.state import Till
from simulator.screens.till.messages import message_of
from simulator.store.book_rows import InvoiceRecord
from simulator.store.books import book
from tests.pos.counter import MILK, RICE, SOY, Counter
from tests.pos.returns_desk import PHONE_CODE, of, refusals
from tests.pos.test_laws import thorough
from tests.pos.test_returns_laws import POLICIES, TAKES_ALL
from tests.pos.test_stored import HEAD
from tests.pos.test_two_tills import FIRST, FREE, SECOND, TILLS


class Invoices:
    """The invoice platform as a source of its own."""

    watches = Till

    def __init__(self, time: tuple[int, int]) -> None:
        self.agenda = Agenda(priority=7)
        self.platform = Platform(1, self.agenda, time)

    def peek(self) -> Due | None:
        return self.agenda.head()

    def see(self, entry: Entry, till: Till) -> None:
        if isinstance(entry.what, s.InvoiceAnswered):
            self.agenda.happened(entry.what)
        self.platform.see(entry.what, entry.at, till)


class Shop(Counter):
    """Two tills, each with somebody at it; or one person for both."""

    def __init__(
        self, rules: Rules = TAKES_ALL, *, colleague: bool = True, time: tuple[int, int] = platform.TIME
    ) -> None:
        rules = replace(rules, stations=TILLS)
        second = SECOND if colleague else FREE
        super().__init__(rules, FIRST, second, sources=(BackOffice(1), Invoices(time)))
        self.rules = rules

    def at(self, station: str, event: Event, after: int = 1) -> list[Event]:
        """What follows there, right away: nobody else does anything before."""
        if isinstance(event, Command):
            entries = self.session.submit(event, self.session.now + after, station)
        else:
            entries = self.session.inject(event, "director", self.session.now + after, station)
        return [entry.what for entry in entries[1:] if entry.stream == station]

    @property
    def facts(self) -> list[Event]:
        return [entry.what for entry in self.tape.entries]

    def sell(self, at: str, *codes: str, pay: str = "cash") -> f.SaleCompleted:
        for code in codes:
            self.at(at, c.Scan(code=code))
        self.at(at, c.StartTender())
        till = self.session.floor.tills[at]
        if pay == "mobile" and till.sale is not None and till.sale.due:
            self.at(at, c.TenderMobile(PHONE_CODE))
            self.at(at, s.PaymentAnswered(f"{at}-{till.requests}", "approved"))
        else:
            self.at(at, c.TenderCash())
            self.at(at, c.CloseDrawer())
        assert till.last is not None
        return till.last

    def ask(self, at: str) -> list[Event]:
        return self.at(at, c.RequestInvoice(PERSON))

    def wait(self, for_ms: int = 4000) -> None:
        self.session.advance(self.session.now + for_ms)

    def look_up(self, at: str, receipt: str) -> None:
        self.at(at, c.FindReceipt("number", receipt))
        self.wait(1801)

    def give_back(self, at: str, receipt: str, *parts: tuple[int, int]) -> list[Event]:
        """Of a receipt as it was looked up, however long ago."""
        facts = self.at(at, c.StartReturn(receipt))
        for line, units in parts:
            facts += self.at(at, c.ReturnLine(line, units))
        facts += self.settled(at, self.at(at, c.FinishReturn()))
        return [*facts, *self.at(at, c.CancelReturn())]

    def settled(self, at: str, facts: list[Event]) -> list[Event]:
        for asked in of(facts, f.RefundRequested):
            facts = [*facts, *self.at(at, s.RefundAnswered(asked.request, "approved"))]
        if self.session.floor.tills[at].drawer.open:
            self.at(at, c.CloseDrawer())
        return facts


here = st.sampled_from(TILLS)
codes = st.lists(st.sampled_from([MILK, SOY, RICE, MILK]), min_size=1, max_size=4)
which = st.sampled_from([0, 0, 0, 1])
"""Which of the last sales, of either till."""
units = st.integers(1, 3)
lines = st.integers(0, 5)
back = st.tuples(st.just("back"), here, which, lines, units)
ask = st.tuples(st.just("ask"), st.none())
wait = st.tuples(st.just("wait"), st.sampled_from([300, 9000]))
acts = st.one_of(
    ask.map(lambda act: [act]),
    st.tuples(ask, wait, back).map(list),
    st.tuples(ask, back).map(list),
    st.tuples(back, ask).map(list),
    back.map(lambda act: [act]),
    wait.map(lambda act: [act]),
    st.tuples(
        st.one_of(
            st.tuples(st.just("look"), here, which),
            st.tuples(st.just("return"), here, which, lines, units),
            st.tuples(st.just("void"), here, which),
            st.tuples(st.just("network"), st.sampled_from([s.NetworkFailed(), s.NetworkReturned()])),
            st.tuples(st.just("sell"), here, codes, st.sampled_from(["cash", "mobile"])),
        )
    ).map(list),
)
"""`back` looks a receipt up and takes something back; `return` rests on what was looked up before, if anything was."""
then = st.lists(acts, min_size=3, max_size=9).map(lambda phrases: [act for acts in phrases for act in acts])
plays = st.tuples(here, codes, st.sampled_from(["cash", "mobile"]), then)


def played(rules: Rules, play: tuple) -> tuple[Shop, list[f.SaleCompleted]]:
    """A sale, then whatever happens; in the end the network is there, and nobody waits for anything any more."""
    at, basket, pay, then = play
    shop = Shop(rules, time=(100, 9000))
    sales = [shop.sell(at, *basket, pay=pay)]
    for name, where, *more in then:
        sale = sales[max(-1 - more[0], -len(sales))] if more and isinstance(more[0], int) else sales[-1]
        match name:
            case "sell" if shop.session.floor.tills[where].outage.network:
                sales.append(shop.sell(where, *more[0], pay=more[1]))
            case "ask":
                shop.ask(sale.sale.partition("/")[0])
            case "wait":
                shop.wait(where)
            case "look":
                shop.look_up(where, sale.receipt)
            case "return" | "back":
                if name == "back":
                    shop.look_up(where, sale.receipt)
                line = 1 + more[1] % len(sale.lines)
                shop.give_back(where, sale.receipt, (line, min(more[2], sale.lines[line - 1].quantity)))
            case "void":
                shop.settled(where, shop.at(where, c.PostVoid(sale.receipt)))
            case "network":
                shop.at(TILLS[0], where)
    shop.at(TILLS[0], s.NetworkReturned())
    shop.wait(9000)
    return shop, sales


def kept_of(sale: f.SaleCompleted, returns: Sequence[f.ReturnCompleted], inclusive: bool) -> int:
    """What the customer paid for what they keep, line by line: worked out from the receipt and the slips alone."""
    paid = [line.amount if inclusive else line.amount + line.tax for line in sale.lines]
    shares = allocate(sum(tender.amount for tender in sale.tenders), paid) if sum(paid) else [0] * len(paid)
    kept = 0
    for line, share in zip(sale.lines, shares, strict=True):
        back = [part for done in returns for part in done.lines if part.line == line.line]
        if sum(part.units for part in back) < line.quantity:
            kept += max(0, share - sum(part.amount for part in back))
    return kept


@thorough
@given(st.sampled_from(POLICIES).map(lambda policy: replace(TAKES_ALL, policy=policy)), plays)
def test_blue_invoices_less_red_ones_are_what_the_customer_kept(rules: Rules, play: tuple) -> None:
    shop, sales = played(rules, play)
    invoices_add_up(shop, sales, rules.policy.tax_inclusive)
    reports_books_and_replay_say_the_same(shop)


def invoices_add_up(shop: Shop, sales: Sequence[f.SaleCompleted], inclusive: bool) -> None:
    facts = shop.facts
    issued, reds = of(facts, f.InvoiceIssued), of(facts, f.InvoiceRedLettered)
    letters = [red for red in reds if red.against]
    for sale in sales:
        asked = [fact for fact in of(facts, f.InvoiceRequested) if fact.sale == sale.sale]
        back = [done for done in of(facts, f.ReturnCompleted) if done.receipt == sale.receipt]
        of_sale = [fact for fact in (*issued, *letters) if fact.sale == sale.sale]
        if not asked:
            assert not of_sale
            continue
        assert len(asked) == 1
        kept = kept_of(sale, back, inclusive)
        assert sum(fact.amount for fact in of_sale) == kept
        if not sale.rounding:
            assert kept == sale.total - sum(done.total for done in back)
        if not kept:
            assert sum(fact.tax for fact in of_sale) == 0
    for number, count in Counts([*(one.number for one in issued), *(red.number for red in letters)]).items():
        assert count == 1, number
    for red in reds:
        blue = [one.number for one in issued if one.sale == red.sale and facts.index(one) < facts.index(red)]
        assert [red.against] == (blue or [""]), "a red-letter one corrects what was issued before, and nothing else"
        assert bool(red.number) == bool(red.against)
    assert all(one.net + one.tax == one.amount for one in (*issued, *reds))


def reports_books_and_replay_say_the_same(shop: Shop) -> None:
    facts, tills = shop.facts, shop.session.floor.tills
    stands = sum(one.amount for one in of(facts, f.InvoiceIssued))
    stands += sum(red.amount for red in of(facts, f.InvoiceRedLettered) if red.against)
    assert sum(till.shift.totals.invoiced for till in tills.values()) == stands
    rows = [row for row in book(*shop.tape.entries) if isinstance(row, InvoiceRecord)]
    assert sum(row.amount for row in rows if row.state in ("issued", "red_lettered")) == stands
    open_ones = {row.invoice for row in rows if row.state == "requested"}
    assert open_ones == {row.invoice for row in rows if row.state in ("issued", "withdrawn")}, "nothing stays open"
    stored = [(entry.stream, encode(entry)) for entry in shop.tape.entries]
    assert verify(stored, lambda station: Till(shop.rules, station)).difference is None
    again = Session.resume("run-1", shop.tape, lambda station: Till(shop.rules, station))
    for station, till in tills.items():
        there = again.floor.tills[station]
        till.asked = there.asked = None
        assert there == till


# --- by hand ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("back_at", TILLS)
def test_after_a_partial_return_what_is_left_is_invoiced(back_at: str) -> None:
    shop = Shop()
    sale = shop.sell("till-1", MILK, RICE)
    shop.look_up(back_at, sale.receipt)
    shop.give_back(back_at, sale.receipt, (1, 1))
    if back_at == "till-2":
        assert refusals(shop.ask("till-1")) == ["refused.returned_elsewhere"], "that till has to look first"
        shop.look_up("till-1", sale.receipt)
    (asked,) = of(shop.ask("till-1"), f.InvoiceRequested)
    assert [(line.line, line.amount) for line in asked.lines] == [(2, 4590)]
    assert (asked.amount, asked.tax, asked.returns) == (4590, sale.lines[1].tax, 1)
    shop.wait()
    (issued,) = of(shop.facts, f.InvoiceIssued)
    assert (issued.amount, issued.tax) == (asked.amount, asked.tax)


@pytest.mark.parametrize("void", [False, True])
def test_nothing_left_is_refused_in_both_languages(void: bool) -> None:
    shop = Shop()
    sale = shop.sell("till-1", MILK)
    shop.look_up("till-1", sale.receipt)
    if void:
        shop.settled("till-1", shop.at("till-1", c.PostVoid(sale.receipt)))
    else:
        shop.give_back("till-1", sale.receipt, (1, 1))
    shop.look_up("till-1", shop.sell("till-2", RICE).receipt)  # another receipt is looked up meanwhile
    (refused,) = shop.ask("till-1")
    assert (refused.reason, refused.given["receipt"]) == ("refused.nothing_left_to_invoice", sale.receipt)
    for lang in ("en", "zh"):
        assert sale.receipt in Words(lang)(refused.reason, **refused.given)


@pytest.mark.parametrize("back_at", TILLS)
def test_a_request_is_reduced_or_withdrawn_before_it_is_issued(back_at: str) -> None:
    shop = Shop(time=(60_000, 60_000))
    shop.sell("till-1", SOY)
    second = shop.sell("till-1", MILK, RICE)
    shop.ask("till-1")
    shop.look_up(back_at, second.receipt)
    (red,) = of(shop.give_back(back_at, second.receipt, (1, 1)), f.InvoiceRedLettered)
    assert (red.against, red.number, red.amount, red.whole) == ("", "", -1280, False)
    shop.wait(60_000)
    (issued,) = of(shop.facts, f.InvoiceIssued)
    assert (issued.amount, issued.tax) == (4590, second.lines[1].tax)
    shop.look_up(back_at, second.receipt)
    (red,) = of(shop.give_back(back_at, second.receipt, (2, 1)), f.InvoiceRedLettered)
    assert (red.against, red.number, red.whole) == (issued.number, "till-1-0002-F-R2", True)
    third = shop.sell("till-1", RICE)
    shop.ask("till-1")
    shop.look_up(back_at, third.receipt)
    (red,) = of(shop.give_back(back_at, third.receipt, (1, 1)), f.InvoiceRedLettered)
    assert (red.against, red.amount, red.whole) == ("", -4590, True)
    shop.wait(120_000)
    assert of(shop.facts, f.InvoiceIssued) == [issued], "nothing is issued of what was withdrawn"


@pytest.mark.parametrize(
    ("lang", "codes", "says", "on_the_slip"),
    [
        (
            "en",
            [MILK, RICE],
            "The invoice is not issued yet, and changes by -12.80.",
            "Invoice not issued yet: reduced",
        ),
        ("zh", [MILK, RICE], "发票尚未开具，开票金额调整 -12.80。", "发票未开具，申请已调减"),
        (
            "en",
            [MILK],
            "The invoice was not issued yet: its request is withdrawn, -12.80.",
            "not issued yet: withdrawn",
        ),
        ("zh", [MILK], "发票尚未开具，开票申请已撤回：-12.80。", "发票未开具，申请已撤回"),
    ],
)
def test_the_till_and_the_slip_say_what_becomes_of_a_request(
    lang: Lang, codes: list[str], says: str, on_the_slip: str
) -> None:
    shop = Shop(time=(60_000, 60_000))
    sale = shop.sell("till-1", *codes)
    shop.ask("till-1")
    shop.look_up("till-1", sale.receipt)
    facts = shop.give_back("till-1", sale.receipt, (1, 1))
    (red,), (done,), words = of(facts, f.InvoiceRedLettered), of(facts, f.ReturnCompleted), Words(lang)
    message = message_of(shop.till, red)
    assert message is not None
    assert message.text(words) == says
    paper = [str(block) for block in return_slip(done, HEAD, words, red=red)]
    assert any(on_the_slip in block for block in paper)
    assert not any("R1" in block and "-F" in block for block in paper), "no red-letter invoice was made"


def test_a_return_that_rests_on_an_old_look_at_the_receipt_looks_again() -> None:
    shop = Shop()
    sale = shop.sell("till-1", MILK, RICE)
    shop.look_up("till-2", sale.receipt)
    shop.ask("till-1")
    assert "refused.invoiced_elsewhere" in refusals(shop.give_back("till-2", sale.receipt, (1, 1)))
    shop.wait()
    assert "refused.invoiced_elsewhere" in refusals(shop.give_back("till-2", sale.receipt, (1, 1)))
    shop.look_up("till-2", sale.receipt)
    (red,) = of(shop.give_back("till-2", sale.receipt, (1, 1)), f.InvoiceRedLettered)
    (issued,) = of(shop.facts, f.InvoiceIssued)
    assert (red.against, issued.amount, red.amount) == (issued.number, 5870, -1280)


def test_an_invoice_follows_its_cashier_to_another_till() -> None:
    shop = Shop(colleague=False)
    shop.sell("till-1", MILK)
    shop.ask("till-1")
    shop.at("till-1", s.TillFailed())
    shop.at("till-1", c.MoveTill("till-2"))
    shop.at("till-2", c.SignOn())
    shop.wait()
    (entry,) = [entry for entry in shop.tape.entries if isinstance(entry.what, f.InvoiceIssued)]
    assert (entry.stream, entry.what.amount) == ("till-2", 1280)
