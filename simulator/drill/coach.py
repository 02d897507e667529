"""The coach: looks at a command before it happens, and stops one that would be a grave mistake.

What is wrong under any rubric is seen by the guards. For the rest it folds the command's consequences into a fork of
the grader. Some errors show only when the customer has gone; so where a command settles what they will leave with (the
total, a slip, money handed back, a closed drawer), it looks ahead to that moment. And where something
is paid again while a payment is unknown, it looks at the worst: that both were charged.
"""

from copy import deepcopy

import msgspec

from grading.grade import Grader
from simulator.drill.guards import held_back
from simulator.drill.places import Station
from simulator.drill.session import consequences
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Decision, name_of
from simulator.kernel.facts import (
    CashReturned,
    DrawerClosed,
    LineDiscounted,
    PaymentDoubled,
    PaymentRequested,
    SaleCompleted,
    SaleDiscounted,
    SlipWritten,
    TenderStarted,
    VisitEnded,
)
from simulator.kernel.stimuli import CoachStopped, CustomerLeft
from simulator.pos.engine import apply, decide
from simulator.pos.state import Till

SETTLING = (TenderStarted, SlipWritten, CashReturned, DrawerClosed)
"""Facts after which nobody would look at the goods, or at the money, again."""
BY_HAND = (LineDiscounted, SaleDiscounted)
"""Facts that do not settle anything, and stay with what is paid."""
LAST = (CashReturned, DrawerClosed)
"""Of these, the ones after which the money is settled as well."""


class GradingCoach:
    """Watches a session as a listener (`see`), and guards it as its `coach` (`stops`)."""

    def __init__(self, grader: Grader) -> None:
        self._grader = grader

    def see(self, entry: Entry) -> None:
        """Keep the grader at the present."""
        self._grader.see(entry)

    def stops(self, station: Station, entry: Entry, decision: Decision) -> CoachStopped | None:
        """Why this command should not happen: what is wrong, or the critical expectation that it would break."""
        command = entry.what
        assert isinstance(command, Command), "only what a person asks for can be held back"
        why = held_back(station, command, decision.facts)
        if why is not None:
            return CoachStopped(name_of(command), reason=why.reason, given=why.given)
        broken = self._would_break(station, entry, decision)
        return CoachStopped(name_of(command), broken) if broken else None

    def _would_break(self, station: Station, entry: Entry, decision: Decision) -> str:
        before = {(critical.expectation, critical.seq) for critical in self._grader.criticals()}
        trial = self._grader.fork()
        entries = consequences(entry, decision.facts)
        trial.see_all(entries)
        open_yet: set[str] = set()
        if isinstance(station, Till):
            trial.see_all(_if_charged_after_all(station, entries))
            if any(isinstance(fact, SETTLING) for fact in decision.facts):
                trial.see_all(_if_they_left_now(station, entries))
            elif any(isinstance(fact, BY_HAND) for fact in decision.facts):
                open_yet = self._lost_if_they_left(station, entries[:1])
                trial.see_all(_if_they_left_now(station, entries))
        for critical in trial.criticals():
            if (critical.expectation, critical.seq) not in before and critical.expectation not in open_yet:
                return critical.expectation
        return ""

    def _lost_if_they_left(self, station: Till, entries: list[Entry]) -> set[str]:
        """What would be broken anyhow were they to leave now: goods that still lie on the belt, say."""
        trial = self._grader.fork()
        trial.see_all(_if_they_left_now(station, entries))
        return {critical.expectation for critical in trial.criticals()}


def _if_they_left_now(till: Till, entries: list[Entry]) -> list[Entry]:
    """The end of the visit, were the customer to leave right after `entries` with the basket as it is."""
    ahead = deepcopy(till, {id(till.rules): till.rules})
    for entry in entries:
        apply(ahead, entry)
    visit, sale = ahead.counter.visit, ahead.sale
    if visit is None or not (sale or visit.sales or visit.slips):
        return []  # nothing of theirs was begun: it was a float that was counted, say
    if sale is not None:
        lines = tuple(sale.lines.values())
        visit.sales.append(
            SaleCompleted(sale.id, "", visit.customer, lines, (), sale.total, 0, 0, 0, 0, 0, sale.member)
        )
    last = entries[-1]
    left = Entry(till.station, last.seq + 1, last.at, "coach", CustomerLeft(visit.customer))
    end = consequences(left, decide(ahead, left.what).facts)
    if visit.sales and sale is None and any(isinstance(entry.what, LAST) for entry in entries):
        return end
    return [msgspec.structs.replace(e, what=_paid(e.what)) if isinstance(e.what, VisitEnded) else e for e in end]


def _if_charged_after_all(till: Till, entries: list[Entry]) -> list[Entry]:
    """What is paid again while a request of the sale is unknown: at worst, both were charged."""
    paid = {entry.what.sale for entry in entries if isinstance(entry.what, SaleCompleted)}
    paid |= {entry.what.sale for entry in entries if isinstance(entry.what, PaymentRequested) and entry.what.again}
    last = entries[-1]
    return [
        Entry(
            till.station,
            last.seq + number,
            last.at,
            "coach",
            PaymentDoubled(payment.sale, payment.request, payment.amount, payment.kind, payment.channel),
        )
        for number, payment in enumerate((p for p in till.waiting() if p.sale in paid), 1)
    ]


def _paid(visit: VisitEnded) -> VisitEnded:
    """The change is counted later: not a matter of this moment."""
    return msgspec.structs.replace(visit, change_off=0, cash_left=0)
