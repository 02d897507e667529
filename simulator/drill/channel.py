"""The payment channels as the director plays them: what the bank decides, and whether its answer arrives.

Each channel is a `PaymentTerminal` with a line that may fail. The terminal is the truth of what was charged; here its
moves become the stimuli that a till hears. Draws that a failing line needs come from a stream of their own.
"""

from simulator.drill.agenda import Agenda
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event
from simulator.pos.payments import Payment
from simulator.pos.state import Till
from virtual_devices.payment_terminal import OPEN, Host, PaymentTerminal, Refused, State

ME = "@channel"
LIMIT = 5_000
"""How long a channel waits for the bank before it says that it does not know."""
UNCLEAR = 120_000
"""When the bank decides on a payment that no query tells anything about before."""
LATE_NEWS = 90_000
"""When a payment's fate is told by the channel itself, if nobody asked."""
SOON = 3_000
"""A reversal that takes longer is first answered with `pending`."""
ASKS_AGAIN = 1_500
"""When a terminal says that it still waits for the customer."""
GIVES_UP = 800
"""How long a terminal takes to answer who cancels."""

ANSWERS: dict[State, str] = {
    "approved": "approved",
    "declined": "declined",
    "cancelled": "called_off",
    "timeout": "not_presented",
    "unknown": "timeout",
    "reversing": "timeout",
    "reversed": "declined",
}
"""State of a payment -> what the till hears of it; while the bank is still deciding, nothing."""

LOCAL: frozenset[State | None] = frozenset({"requested", "waiting", "cancelled", "timeout"})
"""What a terminal knows by itself: no line to the bank is needed for it."""


class Channels:
    """The main channel and the one to switch to."""

    def __init__(self, seed: int, agenda: Agenda) -> None:
        self._draws, self._line = Draws(seed, "payments"), Draws(seed, "channels")
        self._agenda = agenda
        self._terminals = {name: PaymentTerminal(wake=0, limit=LIMIT) for name in ("main", "standby")}
        self._failed: set[str] = set()
        self._network = True
        self._belated: set[str] = set()
        """Requests that were charged although the till heard a no, and of which it hears once something else paid."""
        self._told_at: dict[str, int] = {}
        """Request -> when the bank has decided on it; requests that reached no bank are missing."""

    def charged(self, payment: Payment, now: int) -> int:
        """What the customer finds in the banking app."""
        return self._terminals[payment.channel].charged(payment.request, now)

    # --- what the till asks

    def request(self, what: f.PaymentRequested, outcome: str, at: int) -> None:
        """`outcome` is what the customer's means of payment leads to (`specs.customers.Payment`)."""
        after = self._draws.between(1000, 4000)
        if what.channel in self._failed:
            if self._line.chance(0.6):
                self._answer(what.request, "offline", at + self._line.between(1000, 2500))
                return
            lost = self._line.pick(("timeout", "uncharged"))
            outcome = outcome if outcome == "not_presented" else lost
        host = self._host(outcome, after)
        terminal = self._terminals[what.channel]
        asked = terminal.request(what.request, what.amount, host, at).events
        if any(isinstance(event, Refused) for event in asked):  # busy with another payment: nothing was charged
            self._answer(what.request, "declined", at + after)
            return
        if outcome == "not_presented":
            terminal.tick(at)
            self._agenda.put(
                ME, f"await {what.request}", at + ASKS_AGAIN, s.PaymentAwaited(what.request), by="terminal"
            )
        else:
            terminal.present(at)
        if outcome == "belated":
            self._belated.add(what.request)
        self._told_at.setdefault(what.request, at + host.after)
        coming = terminal.coming(what.request)
        if coming is not None:
            self._answer(what.request, ANSWERS[coming.state], coming.at)
        elif (state := terminal.state_of(what.request)) in ANSWERS:  # asked before: the same answer, and no new charge
            self._answer(what.request, ANSWERS[state], at + after)

    def _host(self, outcome: str, after: int) -> Host:
        if outcome == "unclear":
            slow = self._line.between(15_000, 30_000) if self._line.chance(0.5) else 2000
            return Host(self._line.chance(0.5), UNCLEAR, reverses_after=slow)
        return Host(
            approves=outcome in ("approved", "timeout", "misreported", "belated"),
            after=after,
            answer_lost=outcome in ("timeout", "uncharged"),
            reverses_after=2000,
            misreports=outcome in ("misreported", "belated"),
        )

    def query(self, request: str, at: int, till: Till) -> None:
        at += self._draws.between(1000, 3000)
        channel = till.payments[request].channel
        terminal = self._terminals[channel]
        terminal.tick(at)
        if terminal.state_of(request) == "waiting":  # for the customer: its end stays planned
            self._agenda.put(ME, f"query {request}", at, s.PaymentAnswered(request, "timeout"), by="terminal")
        elif channel in self._failed and terminal.state_of(request) not in LOCAL:
            self._answer(request, "timeout", at)
        elif request not in self._told_at:  # never heard of it
            self._answer(request, "declined", at)
        else:
            terminal.query(request, at)
            state = terminal.state_of(request)
            if state in ANSWERS:
                self._answer(request, ANSWERS[state], at)

    def cancel(self, request: str, at: int, till: Till) -> None:
        """Give it up, unless the bank is asked already: then its answer comes as ever."""
        terminal = self._terminals[till.payments[request].channel]
        terminal.tick(at)
        if terminal.state_of(request) in OPEN:
            terminal.cancel(at)
        state = terminal.state_of(request)
        if state in ("cancelled", "timeout"):  # it may have given up in that very moment
            self._agenda.cancel(ME, f"await {request}")
            self._answer(request, ANSWERS[state], at + GIVES_UP)
        else:
            late = s.PaymentAnswered(request, "bank_asked")
            self._agenda.put(ME, f"cancel {request}", at + GIVES_UP, late, by="terminal")

    def reverse(self, request: str, at: int, till: Till) -> None:
        """Take it back; where the line is down, the reversal waits for the channel's return."""
        self._agenda.cancel(ME, request, f"reversed {request}")
        channel = till.payments[request].channel
        if channel in self._failed or not self._network:
            self._reversal(request, "pending", at + 2000)
            return
        terminal = self._terminals[channel]
        terminal.tick(at)
        if terminal.state_of(request) == "waiting":
            terminal.cancel(at)
        terminal.cut(at)  # the till gave it up: its answer would come too late for anything
        terminal.reverse(request, at)
        coming = terminal.coming(request)
        done = coming.at if coming else at + 1000
        if done > at + SOON:
            self._reversal(request, "pending", at + 2000)
        self._agenda.put(ME, f"reversed {request}", done, s.ReversalAnswered(request, "reversed"), by="terminal")

    # --- what happens by itself

    def unsettled(self, request: str, at: int, till: Till) -> None:
        """The till does not know, or was told a no: the channel's own news comes later, unless its line is down."""
        told = self._told_at.get(request)
        payment = till.payments[request]
        if told is None or payment.channel in self._failed or not self._network:
            return
        if self._terminals[payment.channel].state_of(request) == "waiting":  # its end is planned
            return
        news = max(at + LATE_NEWS, told + 1000)
        if self._terminals[payment.channel].charged(request, news):
            self._answer(request, "approved", news)
        elif payment.status == "unknown":
            self._answer(request, "declined", news)

    def heard(self, what: s.PaymentAnswered | s.ReversalAnswered, at: int, till: Till) -> None:
        """An answer arrived: the terminal knows by now what it said."""
        payment = till.payments.get(what.request)
        if payment is None:
            return
        terminal = self._terminals[payment.channel]
        if isinstance(what, s.PaymentAnswered) and what.outcome in ("approved", "declined"):
            terminal.query(what.request, at)
        else:
            terminal.tick(at)

    def fail(self, channel: str, at: int, till: Till) -> None:
        self._failed.add(channel)
        for payment in till.payments.values():
            if payment.channel == channel and payment.status in ("unknown", "reversing"):
                self._agenda.cancel(ME, payment.request, f"reversed {payment.request}")
        self.cut_off(at, till, (channel,))

    def come_back(self, channel: str, at: int, till: Till) -> None:
        self._failed.discard(channel)
        self._take_up((channel,), at, till)

    def network_failed(self, at: int, till: Till) -> None:
        """Nothing gets through any more, and what was on its way is lost."""
        self._network = False
        for payment in till.payments.values():
            self._agenda.cancel(ME, f"reversed {payment.request}", f"reverse {payment.request}")
            if self._known_here(payment, at):
                continue
            self._agenda.cancel(ME, payment.request)
            if payment.query_open:
                self._answer(payment.request, "timeout", at + self._line.between(2000, 4000))
        self.cut_off(at, till)

    def network_returned(self, at: int, till: Till) -> None:
        self._network = True
        self._take_up(("main", "standby"), at, till)

    def _take_up(self, channels: tuple[str, ...], at: int, till: Till) -> None:
        """What was left open while a line was down is gone on with."""
        for payment in till.payments.values():
            if payment.channel not in channels:
                continue
            if payment.status == "unknown":
                self.unsettled(payment.request, at, till)
            elif payment.status == "reversing":
                self.reverse(payment.request, at + self._line.between(1000, 4000), till)

    def cut_off(self, at: int, till: Till, channels: tuple[str, ...] = ("main", "standby")) -> None:
        """Without a line no answer arrives."""
        for payment in till.waiting():
            if payment.status == "waiting" and payment.channel in channels and not self._known_here(payment, at):
                self._terminals[payment.channel].cut(at)
                self._answer(payment.request, "timeout", at + self._draws.between(2000, 4000))

    def follow(self, what: Event, at: int, till: Till) -> None:
        """A fact that channels react to."""
        match what:
            case f.PaymentUnknown() | f.PaymentDeclined() | f.QueryUnanswered():
                self.unsettled(what.request, at, till)
            case f.PaymentQueried():
                self.query(what.request, at, till)
            case f.PaymentCancelRequested():
                self.cancel(what.request, at, till)
            case f.PaymentReversalRequested():
                self.reverse(what.request, at, till)
            case f.SaleCompleted() if self._belated:
                self._comes_late(what.sale, at, till)
            case f.TillStarted():
                self._catch_up(at, till)
            case f.SaleResumed():
                self._catch_up(at, till, what.sale)

    def _comes_late(self, sale: str, at: int, till: Till) -> None:
        """The sale was paid another way: now the first payment turns out to have been charged."""
        for request in sorted(self._belated):
            payment = till.payments.get(request)
            if payment is not None and payment.sale == sale and payment.status == "declined":
                self._belated.discard(request)
                self._answer(request, "approved", at + self._line.between(2500, 5000))

    def _catch_up(self, at: int, till: Till, sale: str = "") -> None:
        """A till that was dark heard nothing: what the channel had to say of open matters, it says again.

        So it does of a basket (`sale`) that comes from such a till.
        """
        for payment in till.payments.values():
            if sale and payment.sale != sale:
                continue
            if payment.status == "reversing":
                self.reverse(payment.request, at + self._line.between(1000, 4000), till)
            elif payment.status == "unknown":
                self.unsettled(payment.request, at, till)

    def outside(self, what: Event, at: int, till: Till) -> None:
        """A stimulus that concerns channels."""
        match what:
            case s.PaymentAnswered() | s.ReversalAnswered():
                self.heard(what, at, till)
            case s.ChannelFailed():
                self.fail(what.channel, at, till)
            case s.ChannelReturned():
                self.come_back(what.channel, at, till)
            case s.NetworkFailed():
                self.network_failed(at, till)
            case s.NetworkReturned():
                self.network_returned(at, till)

    # --- inside

    def _known_here(self, payment: Payment, at: int) -> bool:
        """The terminal waits for the customer, or gave up: with the bank it has nothing to do."""
        terminal = self._terminals[payment.channel]
        terminal.tick(at)
        return terminal.state_of(payment.request) in LOCAL

    def _answer(self, request: str, outcome: str, at: int) -> None:
        self._agenda.put(ME, request, at, s.PaymentAnswered(request, outcome), by="terminal")

    def _reversal(self, request: str, outcome: str, at: int) -> None:
        self._agenda.put(ME, f"reverse {request}", at, s.ReversalAnswered(request, outcome), by="terminal")
