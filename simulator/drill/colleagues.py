"""The supervisor: comes when called, looks at what waits for an authorization, brings small change, decides."""

from collections.abc import Sequence

from scenarios.specs.course import Given, Happening
from simulator.drill.agenda import Agenda
from simulator.drill.words import ORDERS
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event, Stimulus
from simulator.kernel.money import Currency, Pieces, make_change, worth
from simulator.kernel.texts import Text
from simulator.pos.rules import LEVELS, Rules
from simulator.pos.shelf import SAYS_SO
from simulator.pos.state import Pending, Till

ME = "@supervisor"
CHANGE_SHARES = (40, 30, 20, 5, 5)
"""Percent of the largest note's worth, brought in the five smallest pieces."""


def badge_of(rules: Rules, level: str) -> str:
    """The first badge of at least this level; empty when the shop has nobody."""
    enough = LEVELS.index(level)
    able = (staff for staff in rules.staff.values() if LEVELS.index(staff.level) >= enough)
    best = min(able, key=lambda staff: LEVELS.index(staff.level), default=None)
    return best.badge if best else ""


def small_change(currency: Currency) -> Pieces:
    """What the supervisor brings: small pieces worth one of the largest notes.

    >>> from simulator.kernel.money import CNY
    >>> worth(small_change(CNY))
    10000
    """
    largest, gives = currency.pieces[0], {}
    for piece, share in zip(currency.pieces[-5:], CHANGE_SHARES, strict=False):
        count = largest * share // 100 // piece
        if count:
            gives[piece] = count
    rest = largest - worth(gives)
    smallest = currency.pieces[-1]
    if rest >= smallest:
        gives[smallest] = gives.get(smallest, 0) + rest // smallest
    return gives


def reasonable(pending: Pending, till: Till) -> bool:
    """Whether a careful supervisor says yes."""
    command, visit = pending.command, till.counter.visit
    if isinstance(command, c.NoSale):
        return bool(command.reason)
    if isinstance(command, c.TenderStatic):
        return visit is not None and visit.confirmed
    if isinstance(command, c.ReversePayment):
        payment = till.payments.get(command.request)
        return payment is not None and (payment.queries > 0 or payment.status != "unknown")
    if isinstance(command, c.OverridePrice) and visit is not None and visit.dispute is not None:
        line = till.sale.lines.get(command.line) if till.sale else None
        if line is not None and line.sku == visit.dispute.sku:
            return visit.dispute.finding == SAYS_SO and command.price == visit.dispute.claimed
    if isinstance(command, c.CorrectChange):
        complaint = visit.complaint if visit else None
        return complaint is not None and complaint.finding == "proved" and worth(command.pieces) <= complaint.amount
    return True


class Supervisor:
    """The duty manager and the supervisors, as one person at a time."""

    def __init__(self, given: Given, scripted: Sequence[Happening], seed: int, agenda: Agenda) -> None:
        self._given = given
        self._orders = any(
            h.do == "supervisor_orders" and h.trigger.event == "incident_reported" and not h.trigger.where
            for h in scripted
        )
        """Whether the script says what follows a report."""
        self._draws, self._agenda = Draws(seed, "colleagues"), agenda
        self._brings: Pieces = {}

    def bring(self, pieces: Pieces, at: int, till: Till) -> None:
        """Come with small change that the script sends."""
        self._brings = pieces
        if till.counter.supervisor:
            self._supply(at, till)
        else:
            self._plan("arrive", at, s.SupervisorArrived(badge_of(till.rules, "supervisor")))

    def decision(self, order: str, words: Text, till: Till) -> s.SupervisorOrdered:
        """What the duty manager decides about an incident."""
        badge = badge_of(till.rules, "manager") or badge_of(till.rules, "supervisor")
        return s.SupervisorOrdered(badge, order, words or self._draws.pick(ORDERS[order]))

    def see(self, what: Event, at: int, till: Till) -> None:
        kind = type(what)
        if isinstance(what, f.SupervisorCalled):
            delay = self._between(self._given.supervisor_delay.low, self._given.supervisor_delay.high)
            level = till.pending.level if till.pending else "supervisor"
            if what.reason == "small_change":
                self._brings = small_change(till.rules.currency)
            self._plan("arrive", at + delay, s.SupervisorArrived(badge_of(till.rules, level)))
        elif kind is s.SupervisorArrived:
            self._leave(at, till)
            if till.pending:
                self._authorize(till.pending, at, till)
            if self._brings:
                self._supply(at, till)
        elif kind is f.AuthorizationAsked and till.counter.supervisor and till.pending:
            self._authorize(till.pending, at, till)
        elif kind is f.AuthorizationCancelled or kind is f.TillWentDark:
            self._agenda.cancel(ME, "authorize")
        elif isinstance(what, f.IncidentReported):
            if what.what not in c.LOSSES:  # that is noted, and changes nothing at the till
                self._reported(at, till)
        elif isinstance(what, s.PowerReturned) and what.stable and till.outage.order == "stop":
            self._plan("order", at + self._decides(), self.decision("resume", Text(), till))

    def _reported(self, at: int, till: Till) -> None:
        outage = till.outage
        if self._orders or outage.order or self._agenda.due(ME, "order") is not None:
            return
        trouble = outage.dark or not outage.power or not outage.network
        order = "wait" if trouble else "resume"
        if outage.broken and till.rules.stations:
            order = "standby_till"
        self._plan("order", at + self._decides(), self.decision(order, Text(), till))

    def _decides(self) -> int:
        return self._between(self._given.report_delay.low, self._given.report_delay.high)

    def _authorize(self, pending: Pending, at: int, till: Till) -> None:
        badge = till.counter.supervisor
        if till.rules.level(badge) < LEVELS.index(pending.level):
            self._plan(
                "arrive", at + self._between(8000, 15_000), s.SupervisorArrived(badge_of(till.rules, pending.level))
            )
            return
        verdict = s.SupervisorAuthorized(badge) if reasonable(pending, till) else s.SupervisorDeclined(badge)
        at += self._between(2000, 4000)
        self._plan("authorize", at, verdict)
        self._leave(at, till)

    def _supply(self, at: int, till: Till) -> None:
        """Small change against the drawer's large notes; where those are missing, it is booked as brought."""
        gives, self._brings = self._brings, {}
        large = {v: n for v, n in till.drawer.pieces.items() if v >= max(gives)}
        takes = make_change(worth(gives), large) or {}
        at += self._between(3000, 5000)
        self._plan("supply", at, s.CashSupplied(till.counter.supervisor, gives, takes))
        self._leave(at, till)

    def _leave(self, at: int, till: Till) -> None:
        self._plan("leave", at + self._between(5000, 8000), s.SupervisorLeft(till.counter.supervisor))

    def _between(self, low: int, high: int) -> int:
        return self._draws.between(low, high)

    def _plan(self, matter: str, at: int, stimulus: Stimulus) -> None:
        self._agenda.put(ME, matter, at, stimulus)
