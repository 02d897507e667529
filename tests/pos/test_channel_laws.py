"""Laws of money through a channel, with a bank that knows the truth: whatever is asked, lost, repeated or reversed."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.store.book_rows import ChannelMovement, TenderTaken
from simulator.store.books import book
from tests.pos.counter import MILK, SOY, Counter
from tests.pos.test_laws import thorough
from virtual_devices.payment_terminal import Host, PaymentTerminal, Refused

ANSWERS = {
    "approved": "approved", "declined": "declined", "unknown": "timeout", "cancelled": "called_off",
    "timeout": "not_presented",
}  # fmt: skip

hosts = st.builds(
    Host,
    st.booleans(),
    st.sampled_from([500, 2000, 60_000]),
    st.booleans(),
    st.sampled_from([500, 40_000]),
    misreports=st.booleans(),
)
deeds = st.one_of(
    st.tuples(st.sampled_from(["card", "card", "no card"]), st.sampled_from([0, 500]), hosts),
    st.tuples(
        st.sampled_from(
            [
                "cash",
                "query",
                "reverse",
                "reverse",
                "repeat",
                "wait",
                "lose",
                "cancel",
                "switch",
                "serve",
                "dark",
                "give up",
                "present",
            ]
        ),
        st.integers(0, 5),
        st.none(),
    ),
)


class Shop:
    """A till and two channels: answers are lost, come twice or late. The bank's own books are in its terminals."""

    def __init__(self) -> None:
        self.counter = Counter()
        self.bank = {name: PaymentTerminal(wake=0, limit=5000) for name in ("main", "standby")}
        self.asked: dict[str, str] = {}
        """Request -> its channel."""

    @property
    def now(self) -> int:
        return self.counter.session.now

    def serve(self) -> None:
        for code in (MILK, SOY):
            self.counter.do(c.Scan(code=code))
        self.counter.do(c.StartTender())

    def card(self, amount: int, host: Host, *, presented: bool = True) -> None:
        (asked,) = self.counter.do(c.TenderCard(amount))
        if isinstance(asked, f.PaymentRequested):
            bank = self.bank[asked.channel]
            self.asked[asked.request] = asked.channel
            if bank.state != "idle":  # it waits for a card of another request, which the till lost sight of
                self.counter.hear(s.PaymentAnswered(asked.request, "declined"))
                return
            bank.request(asked.request, asked.amount, host, self.now)
            if presented:
                bank.present(self.now)
                self.tell(asked.request, later=6000)
            else:
                self.counter.hear(s.PaymentAwaited(asked.request))

    def present(self) -> None:
        """Whoever looked for a card found it."""
        for request, channel in self.asked.items():
            self.bank[channel].tick(self.now)
            if self.bank[channel].state_of(request) == "waiting":
                self.bank[channel].present(self.now)
                self.tell(request, later=6000)

    def give_up(self, request: str, *, crossing: bool) -> None:
        """`crossing`: the card is presented in the moment in which the request is cancelled."""
        facts = self.counter.do(c.CancelPayment(request))
        if any(isinstance(fact, f.PaymentCancelRequested) for fact in facts):
            bank = self.bank[self.asked[request]]
            if crossing:
                bank.present(self.now)
            (answer,) = bank.cancel(self.now).events[-1:]
            late = isinstance(answer, Refused) and bank.state_of(request) != "timeout"
            self.counter.hear(s.PaymentAnswered(request, "bank_asked" if late else ANSWERS[bank.state_of(request)]))
            if crossing:
                self.tell(request, later=6000)

    def tell(self, request: str, later: int = 0) -> None:
        """What the channel knows of a request reaches the till."""
        bank = self.bank[self.asked[request]]
        bank.tick(self.now + later)
        state = bank.state_of(request)
        if state in ANSWERS:
            self.counter.hear(s.PaymentAnswered(request, ANSWERS[state]))
        elif state in ("reversing", "reversed"):
            self.counter.hear(s.ReversalAnswered(request, "pending" if state == "reversing" else "reversed"))

    def query(self, request: str) -> None:
        if any(isinstance(fact, f.PaymentQueried) for fact in self.counter.do(c.QueryPayment(request))):
            bank = self.bank[self.asked[request]]
            bank.query(request, self.now)
            if bank.state_of(request) in ("requested", "waiting"):
                self.counter.hear(s.PaymentAnswered(request, "timeout"))
            elif bank.state_of(request) is None:
                self.counter.hear(s.PaymentAnswered(request, "declined"))
            self.tell(request)

    def reverse(self, request: str, *, crossing: bool = False) -> None:
        """`crossing`: an approval was on its way when the reversal was asked for."""
        facts = self.counter.do(c.ReversePayment(request))
        if any(isinstance(fact, f.PaymentReversalRequested) for fact in facts):
            bank = self.bank[self.asked[request]]
            bank.tick(self.now)
            if bank.state_of(request) == "waiting":
                bank.cancel(self.now)
            bank.cut(self.now)
            bank.reverse(request, self.now)
            if crossing:
                self.counter.hear(s.PaymentAnswered(request, "approved"))
            if bank.state_of(request) in ("cancelled", "timeout", "declined", None):
                self.counter.hear(s.ReversalAnswered(request, "reversed"))
            self.tell(request)

    def wait(self, ms: int) -> None:
        self.counter.session.inject(s.DrillContinued(), "director", self.now + ms)

    def settle(self) -> None:
        """What a careful cashier does in the end: ask about everything, and reverse what was taken for nothing."""
        self.counter.do(c.CloseDrawer())
        self.wait(300_000)
        for request in self.asked:
            self.tell(request)
            self.query(request)
        for payment in self.counter.session.view.doubled:
            self.reverse(payment.request)
        self.wait(300_000)
        for request in self.asked:
            self.tell(request)

    def play(self, deed: str, number: int, host: Host | None) -> None:
        request = list(self.asked)[number % len(self.asked)] if self.asked else ""
        match deed:
            case "card" | "no card" if host is not None:
                self.card(number, host, presented=deed == "card")
            case "present":
                self.present()
            case "give up" if request:
                self.give_up(request, crossing=number % 2 == 1)
            case "cash":
                self.counter.do(c.TenderCash())
                self.counter.do(c.CloseDrawer())
            case "query" if request:
                self.query(request)
            case "reverse" if request:
                self.reverse(request, crossing=number % 2 == 1)
            case "repeat" if request:
                self.tell(request)
                self.tell(request)
            case "wait":
                self.wait(number * 10_000)
            case "lose":
                for bank in self.bank.values():
                    bank.cut(self.now)
            case "cancel":
                self.counter.do(c.CancelTender())
                self.counter.do(c.StartTender())
            case "switch":
                self.counter.do(c.SwitchChannel())
            case "dark":
                self.counter.hear(s.PowerFailed())
                self.counter.hear(s.PowerReturned())
                self.counter.do(c.RestartTill())
            case "serve":
                self.serve()


@thorough
@given(st.lists(deeds, max_size=25))
def test_in_the_end_the_books_say_what_the_bank_holds(played: list) -> None:
    shop = Shop()
    shop.serve()
    for deed in played:
        shop.play(*deed)
    shop.settle()
    till = shop.counter.till
    assert till.waiting() == till.reversing() == []
    rows = book(*shop.counter.tape.entries)
    paid_by = {row.request: row.amount for row in rows if isinstance(row, TenderTaken) and row.request}
    if till.sale:
        paid_by |= {tender.request: tender.amount for tender in till.sale.tenders if tender.request}
    booked = dict.fromkeys(shop.asked, 0)
    for row in rows:
        if isinstance(row, ChannelMovement):
            assert row.channel == shop.asked[row.request]
            booked[row.request] += row.amount
    held = {request: shop.bank[channel].charged(request, shop.now) for request, channel in shop.asked.items()}
    assert booked == held
    assert {request: amount for request, amount in held.items() if amount} == paid_by


@thorough
@given(st.lists(deeds, max_size=25))
def test_no_sale_is_paid_by_what_was_reversed(played: list) -> None:
    shop = Shop()
    shop.serve()
    given_up: set[str] = set()
    for deed in played:
        shop.play(*deed)
    for entry in shop.counter.tape.entries:
        match entry.what:
            case f.PaymentReversalRequested(request=request):
                given_up.add(request)
            case f.PaymentTaken(request=request) | f.PaymentDoubled(request=request):
                assert request not in given_up
            case f.SaleCompleted(tenders=tenders):
                assert not given_up & {tender.request for tender in tenders}


@thorough
@given(st.lists(deeds, max_size=25))
def test_what_was_cancelled_or_never_presented_is_never_charged(played: list) -> None:
    shop = Shop()
    shop.serve()
    for deed in played:
        shop.play(*deed)
    shop.settle()
    for entry in shop.counter.tape.entries:
        match entry.what:
            case f.PaymentCancelled(request=request) | f.PaymentExpired(request=request):
                assert shop.bank[shop.asked[request]].charged(request, shop.now) == 0
                assert shop.counter.till.payments[request].status in ("cancelled", "expired")
            case f.PaymentCancelLate(request=request):
                assert shop.bank[shop.asked[request]].state_of(request) not in ("cancelled", "timeout")
