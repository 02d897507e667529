"""Payment terminal: from a request to an answer, or to *unknown*, which is neither yes nor no.

The lifecycle is the table `MOVES`; nothing changes state in any other way. What the customer's bank will decide, and
whether its answer arrives, is given with the request, so a terminal is deterministic. A request id is asked for once:
the same id gets the same answer, and no second charge.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from virtual_devices.upos import ErrorName, Reaction

State = Literal[
    "requested",
    "waiting",
    "authorising",
    "approved",
    "declined",
    "cancelled",
    "timeout",
    "unknown",
    "reversing",
    "reversed",
]
Move = Literal["ready", "present", "cancel", "expire", "approve", "decline", "lose", "reverse", "settle"]

MOVES: dict[State, dict[Move, State]] = {
    "requested": {"ready": "waiting", "cancel": "cancelled"},
    "waiting": {"present": "authorising", "cancel": "cancelled", "expire": "timeout"},
    "authorising": {"approve": "approved", "decline": "declined", "lose": "unknown"},
    "unknown": {"approve": "approved", "decline": "declined", "reverse": "reversing"},
    "approved": {"reverse": "reversing"},
    "reversing": {"settle": "reversed"},
    "declined": {"approve": "approved"},
    "cancelled": {},
    "timeout": {},
    "reversed": {},
}
"""state -> move -> state. A payment is idle's end: without one that is open, the terminal is idle. From a no to a yes
only a query leads: it brings to light what was misreported."""

OPEN: frozenset[State] = frozenset({"requested", "waiting", "authorising"})
"""While one of these lasts, the terminal takes no other payment."""


class Host(NamedTuple):
    """What the bank will do with one payment."""

    approves: bool = True
    after: int = 1_500
    """Milliseconds from the card's presentation to the decision."""
    answer_lost: bool = False
    """The decision is made, but the terminal hears it only when it asks."""
    reverses_after: int | None = 1_000
    """Milliseconds until a reversal is done; None: it stays pending."""
    misreports: bool = False
    """The bank's yes arrives as a no; only a query brings it to light."""


class Moved(NamedTuple):
    """A payment came into `state`."""

    request: str
    state: State
    at: int


class Refused(NamedTuple):
    """The terminal did not do what was asked: E_BUSY, or E_ILLEGAL."""

    request: str
    error: ErrorName
    at: int


TerminalReaction = Reaction[Moved | Refused]


@dataclass
class _Payment:
    amount: int
    host: Host
    state: State
    due: int | None
    """When the next move happens by itself."""
    decided_at: int | None = None


def _by_itself(payment: _Payment) -> Move:
    """What happens to a payment when its time comes."""
    match payment.state:
        case "requested":
            return "ready"
        case "waiting":
            return "expire"
        case "authorising" if payment.due == payment.decided_at and not payment.host.answer_lost:
            return "approve" if payment.host.approves and not payment.host.misreports else "decline"
        case "authorising":
            return "lose"
        case _:
            return "settle"


class PaymentTerminal:
    """`wake`: from the request to the invitation; `patience`: for the customer; `limit`: for the bank (all ms)."""

    def __init__(self, *, wake: int = 300, patience: int = 60_000, limit: int = 30_000) -> None:
        self._wake, self._patience, self._limit = wake, patience, limit
        self._payments: dict[str, _Payment] = {}
        self._current = ""
        self._events: list[Moved | Refused] = []

    # what others may know

    @property
    def state(self) -> State | Literal["idle"]:
        """Of the payment under way."""
        payment = self._payments.get(self._current)
        return payment.state if payment and payment.state in OPEN else "idle"

    def state_of(self, request: str) -> State | None:
        """What the terminal knows of a request; None if it never heard of it."""
        payment = self._payments.get(request)
        return payment.state if payment else None

    def charged(self, request: str, now: int) -> int:
        """The amount the bank really holds, whatever the terminal knows: what a customer finds in the banking app."""
        payment = self._payments.get(request)
        if not payment or not payment.host.approves or payment.decided_at is None or now < payment.decided_at:
            return 0
        return 0 if payment.state == "reversed" else payment.amount

    def coming(self, request: str) -> Moved | None:
        """The move that a payment will make by itself, if nothing else happens to it; None where it makes none."""
        payment = self._payments.get(request)
        if payment is None or payment.due is None:
            return None
        return Moved(request, MOVES[payment.state][_by_itself(payment)], payment.due)

    @property
    def next_deadline(self) -> int | None:
        """When something moves by itself."""
        return min((payment.due for payment in self._payments.values() if payment.due is not None), default=None)

    # what the till and the customer do

    def request(self, request: str, amount: int, host: Host, now: int) -> TerminalReaction:
        """Ask for `amount` (minor units). A known id is answered with its state and nothing is charged again."""
        self._advance(now)
        known = self._payments.get(request)
        if known:
            same = known.amount == amount
            self._events.append(Moved(request, known.state, now) if same else Refused(request, "E_ILLEGAL", now))
        elif self.state != "idle":
            self._events.append(Refused(request, "E_BUSY", now))
        else:
            self._payments[request] = _Payment(amount, host, "requested", now + self._wake)
            self._current = request
            self._events.append(Moved(request, "requested", now))
        return self._react()

    def present(self, now: int) -> TerminalReaction:
        """The customer holds card or code to it; heard only while it waits for that."""
        self._advance(now)
        payment = self._payments.get(self._current)
        if payment and payment.state == "waiting":
            payment.decided_at = now + payment.host.after
            in_time = payment.host.after <= self._limit and not payment.host.answer_lost
            self._move(self._current, "present", now, due=payment.decided_at if in_time else now + self._limit)
        return self._react()

    def cancel(self, now: int) -> TerminalReaction:
        """The cashier or the customer presses cancel: too late once the bank is asked (E_ILLEGAL)."""
        self._advance(now)
        payment = self._payments.get(self._current)
        if payment and "cancel" in MOVES[payment.state]:
            self._move(self._current, "cancel", now)
        else:
            self._events.append(Refused(self._current, "E_ILLEGAL", now))
        return self._react()

    def query(self, request: str, now: int) -> TerminalReaction:
        """Ask what became of a payment; an unknown one becomes known once the bank has decided."""
        self._advance(now)
        payment = self._payments.get(request)
        if payment is None:
            self._events.append(Refused(request, "E_ILLEGAL", now))
        elif payment.state == "unknown" and payment.decided_at is not None and now >= payment.decided_at:
            self._move(request, "approve" if payment.host.approves else "decline", now)
        elif payment.state == "declined" and payment.host.approves:
            self._move(request, "approve", now)
        else:
            self._events.append(Moved(request, payment.state, now))
        return self._react()

    def reverse(self, request: str, now: int) -> TerminalReaction:
        """Take a payment back, also one whose outcome is unknown. Repeating it is harmless."""
        self._advance(now)
        payment = self._payments.get(request)
        if payment is None or payment.state in OPEN:
            self._events.append(Refused(request, "E_ILLEGAL", now))
        elif "reverse" in MOVES[payment.state]:
            after = payment.host.reverses_after
            self._move(request, "reverse", now, due=None if after is None else now + after)
        else:
            self._events.append(Moved(request, payment.state, now))
        return self._react()

    def cut(self, now: int) -> TerminalReaction:
        """The line breaks: whatever the bank is deciding on is decided, and its answer never arrives."""
        self._advance(now)
        for request, payment in self._payments.items():
            if payment.state == "authorising":
                self._move(request, "lose", now)
        return self._react()

    def tick(self, now: int) -> TerminalReaction:
        """Let time pass."""
        self._advance(now)
        return self._react()

    # inside

    def _advance(self, now: int) -> None:
        """Every move that is due, in the order of time."""
        while (deadline := self.next_deadline) is not None and deadline <= now:
            request = next(name for name, payment in self._payments.items() if payment.due == deadline)
            self._fall_due(request, self._payments[request], deadline)

    def _fall_due(self, request: str, payment: _Payment, at: int) -> None:
        self._move(request, _by_itself(payment), at, due=at + self._patience if payment.state == "requested" else None)

    def _move(self, request: str, move: Move, at: int, due: int | None = None) -> None:
        payment = self._payments[request]
        payment.state, payment.due = MOVES[payment.state][move], due
        self._events.append(Moved(request, payment.state, at))

    def _react(self) -> TerminalReaction:
        events = tuple(self._events)
        self._events.clear()
        return Reaction(events=events)
