"""Money that goes back: to what paid, through the channel with its late and unknown answers, or out of the drawer.

waiting ──► made | declined            declined: another means of payment, with an approval
   │            ▲
   ▼            │ query
unknown ────────┘                      given otherwise meanwhile: replaced ──► doubled, when it arrives all the same

What goes another way is handed over, while whom it belongs to stands at the till. Once they have left, it stays owed.
"""

from collections.abc import Sequence
from sys import intern
from typing import NamedTuple

from msgspec.structs import replace

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.facts import Refund, RefundMade, RefundRequested, ReturnCompleted
from simulator.kernel.money import Minor
from simulator.pos.invoicing import came_back, red_letters, standing
from simulator.pos.owed import credit_issued, refunded, reversal
from simulator.pos.refusals import refuse
from simulator.pos.returns import RefundDue, Return
from simulator.pos.sold import (
    CREDIT,
    EXCHANGE,
    as_sale,
    given_for,
    in_cash,
    planned,
    taken_in_exchange,
    with_refund,
    with_return,
)
from simulator.pos.state import Sale, Till

OFFLINE = "E_OFFLINE"
OTHERWISE = ("cash", CREDIT)
"""What money can become instead of going back to what paid."""

# --- decide ----------------------------------------------------------------------------------------------------------


def completed(
    till: Till,
    back: Return,
    *,
    exchanged: Minor = 0,
    exchange: str = "",
    other: str = "",
    kind: str = "return",
    reason: str = "",
    moved: Sequence[Event] = (),
) -> list[Event]:
    """The facts of a return that goes through. `exchanged` of it was settled with the goods of another sale.

    What accounts hold follows from the facts of that sale, `moved`.
    """
    sold = back.sold
    lines = tuple(back.lines.values())
    tax = sum(line.tax for line in lines)
    asked, number = standing(till, sold)
    value = back.total - exchanged
    money = _money(till, back, value, other)
    refunds = [*_exchanged(till, back, exchanged, other), *_with_requests(till, money)]
    judged = _judged(back) if kind != "post_void" else Judged()
    done = ReturnCompleted(
        back.number,
        "exchange" if exchange else kind,
        sold.receipt if sold else "",
        sold.sale if sold else "",
        back.customer,
        lines,
        back.total,
        back.total - tax,
        tax,
        tuple(refunds),
        sequence=sold.returns if sold else 0,
        original=not other or other in {tender.kind for tender in (sold.tenders if sold else ())},
        other=other,
        exchange=exchange,
        days=back.days,
        expired=back.expired,
        exception=back.exception,
        reason=reason or back.reason,
        member=sold.member if sold else "",
        invoice=number,
        invoice_asked=asked and not number,
        points=sold.points if sold else 0,
        coupons=_coupons(till, back),
        missing=judged.missing,
        unseen=judged.unseen,
        misjudged=judged.misjudged,
        unsafe=judged.unsafe,
    )
    owing = _owing(till, back, done, moved) if sold else []
    done = replace(done, points_back=-sum(one.points for one in owing if isinstance(one, f.PointsMoved)))
    return [done, *_paid_out(till, done, moved), *owing, f.ReceiptIssued(back.number, back.number)]


class Judged(NamedTuple):
    """How many of the goods that come back were dealt with wrongly."""

    missing: int = 0
    unseen: int = 0
    misjudged: int = 0
    unsafe: int = 0


def _judged(back: Return) -> Judged:
    """By what comes back in the end: a line that was taken off again is nobody's fault."""
    lines = back.lines.values()
    return Judged(
        sum(line.missing for line in lines),
        sum(not line.inspected for line in lines),
        sum(not (line.right or line.unsafe) for line in lines),
        sum(line.unsafe for line in lines),
    )


def _money(till: Till, back: Return, value: Minor, other: str) -> tuple[Refund, ...]:
    """How `value` goes back: to what paid, or as `other`."""
    if not other:
        return planned(back.sold, value, till.rules.policy)
    cash = other == "cash"
    return (in_cash(value, back.sold, till.rules.policy) if cash else Refund(other, value, value),) if value else ()


def _exchanged(till: Till, back: Return, exchanged: Minor, other: str) -> list[Refund]:
    money = _money(till, back, back.total - exchanged, other)
    return taken_in_exchange(back.sold, money, exchanged, till.rules.policy)


def pays_for(till: Till, sale: Sale, other: str) -> list[f.Tender]:
    """The new goods of an exchange: by what truly paid for the old ones."""
    back = till.returning
    parts = _exchanged(till, back, sale.credited, other) if back is not None else []
    return [f.Tender(EXCHANGE, p.value, p.value, p.of, p.account, by=p.by) for p in parts]


def _owing(till: Till, back: Return, done: ReturnCompleted, moved: Sequence[Event]) -> list[Event]:
    """Points go back either way, and an invoice is red-lettered for what came back of it."""
    sold = back.sold
    if sold is None:
        return []
    before = sum(map(given_for, sold.lines))
    points = reversal(till, as_sale(sold), done.total, before, moved)
    return [*points, *red_letters(till, sold, done.lines)]


def _with_requests(till: Till, refunds: tuple[Refund, ...]) -> list[Refund]:
    """Parts that a channel sends get a request of their own."""
    number = len(till.refunds)
    numbered: list[Refund] = []
    for refund in refunds:
        number += bool(refund.of)
        request = f"{till.station}-F{number}" if refund.of else ""
        channel = intern(refund.channel or "main") if refund.of else ""  # written defaults are told by identity
        numbered.append(replace(refund, request=request, channel=channel))
    return numbered


def _coupons(till: Till, back: Return) -> tuple[str, ...]:
    """By the shop's policy a coupon can be used again once everything that was bought with it came back."""
    sold = back.sold
    if sold is None or not till.rules.returns.coupons_back:
        return ()
    units: dict[int, int] = {}
    for line in back.lines.values():
        units[line.line] = units.get(line.line, 0) + line.units
    whole = all(line.returned + units.get(line.line.line, 0) == line.units for line in sold.lines)
    return sold.coupons if whole else ()


def _paid_out(till: Till, done: ReturnCompleted, moved: Sequence[Event]) -> list[Event]:
    """The money, part by part: cash first, so that the drawer is open when the channel is asked."""
    by_hand: list[Event] = []
    asked: list[Event] = []
    for refund in done.refunds:
        if refund.kind == EXCHANGE:
            continue
        if refund.request:
            asked.append(
                RefundRequested(
                    done.number, refund.request, refund.kind, refund.value, refund.amount, refund.of, refund.channel
                )
            )
        else:
            by_hand += _made(till, done.number, done.receipt, done.customer, refund, other=bool(done.other))
            if refund.account and refund.kind in ("gift", CREDIT):
                by_hand.append(refunded(till, refund.account, refund.amount, done.sale, [*moved, *by_hand]))
    return [*by_hand, *asked]


def _made(
    till: Till,
    number: str,
    receipt: str,
    customer: str,
    refund: Refund,
    *,
    other: bool = False,
    again: bool = False,
    instead: str = "",
) -> list[Event]:
    """Money that goes back at once, and the drawer that opens for it."""
    note = credit_issued(till, refund.amount, number) if refund.kind == CREDIT and not refund.account else None
    made: list[Event] = [
        RefundMade(
            number,
            receipt,
            customer,
            refund.kind,
            refund.value,
            refund.amount,
            again=again,
            voucher=note.account if note else "",
            other=other,
            instead=instead,
        )
    ]
    if note is not None and refund.amount:
        made.append(note)
    if refund.kind == "cash" and refund.amount and till.drawer.springs:
        made.append(f.DrawerOpened("refund", needed=True))
    return made


NOT_ARRIVED = ("waiting", "unknown", "declined")
"""States of a refund through a channel whose money is not with its owner yet."""


def open_refunds(till: Till, number: str = "") -> list[RefundDue]:
    """Refunds that did not arrive: declined, or without a known outcome."""
    return [
        refund
        for refund in till.refunds.values()
        if refund.status in ("declined", "unknown") and number in ("", refund.number)
    ]


def to_hand_over(till: Till, number: str = "") -> list[RefundDue]:
    """Those of them that can go another way now: whoever they belong to stands here, or was never known."""
    return [refund for refund in open_refunds(till, number) if refund.customer in ("", till.counter.here)]


def still_owed(till: Till) -> tuple[f.OwedRefund, ...]:
    """All that have not arrived, as a report and the relief are told them."""
    return tuple(
        f.OwedRefund(due.number, due.receipt, due.kind, due.amount)
        for due in till.refunds.values()
        if due.status in NOT_ARRIVED
    )


def missed(till: Till, customer: str) -> list[RefundDue]:
    """Refunds through a channel that have not reached this customer, whatever the till knows of them."""
    return [due for due in till.refunds.values() if due.customer == customer and due.status in NOT_ARRIVED]


def otherwise(till: Till, command: c.RefundOtherwise) -> list[Event]:
    """What a channel did not send goes another way, into the hands of whom it belongs to. Where its outcome is unknown,
    it may be paid twice.
    """
    found = to_hand_over(till, command.number)
    if not found:
        owed = open_refunds(till, command.number)
        if not owed:
            return refuse(command, "refused.no_open_refund")
        amount = till.rules.currency.format(owed[0].amount)
        return refuse(command, "refused.refund_owed", amount=amount, number=owed[0].number)
    due, sold = found[0], till.found.get(found[0].receipt)
    cash = in_cash(due.value, sold, till.rules.policy)
    refund = cash if command.kind == "cash" else Refund(command.kind, due.value, due.value)
    again = due.status == "unknown"
    return _made(till, due.number, due.receipt, due.customer, refund, other=True, again=again, instead=due.request)


def query(till: Till, command: c.QueryPayment) -> list[Event]:
    """Ask the channel how a refund ended; one that was declined is sent once more, under the same request."""
    due = till.refunds[command.request]
    if not till.outage.network:
        return refuse(command, "refused.offline")
    if due.status == "declined":
        return [RefundRequested(due.number, due.request, due.kind, due.value, due.amount, due.of, due.channel)]
    return [f.PaymentQueried(command.request)]


def refund_answered(till: Till, answer: s.RefundAnswered) -> list[Event]:
    due = till.refunds.get(answer.request)
    if due is None or till.outage.dark or due.status in ("made", "doubled"):
        return []
    if answer.outcome == "approved":
        if due.status == "replaced":
            return [f.RefundDoubled(due.number, due.request, due.amount, due.kind, due.channel)]
        return [
            RefundMade(
                due.number, due.receipt, due.customer, due.kind, due.value, due.amount, due.request, due.of, due.channel
            )
        ]
    if due.status == "replaced":
        return []
    if answer.outcome in ("declined", "offline"):
        return [f.RefundDeclined(due.number, due.request, due.amount, OFFLINE if answer.outcome == "offline" else "")]
    if due.status == "waiting" or due.query_open:
        return [f.RefundUnknown(due.number, due.request, due.amount)]
    return []


# --- apply -----------------------------------------------------------------------------------------------------------


def return_completed(till: Till, fact: ReturnCompleted, entry: Entry) -> None:
    back = till.returning
    if back is not None and back.sold is not None:
        came_back(till, with_return(back.sold, fact))
    till.returning, till.last_return, till.copies = None, fact, 0
    if till.stage == "returning":
        till.stage = "idle"
    known = till.found.get(fact.receipt)
    if known is not None:
        till.found[fact.receipt] = with_return(known, fact)
    visit = till.counter.visits.get(fact.customer)
    if visit:
        visit.returns.append(fact)


def refund_requested(till: Till, fact: RefundRequested, entry: Entry) -> None:
    done = till.last_return
    due = till.refunds.get(fact.request)
    if due is None:
        receipt, customer = (done.receipt, done.customer) if done and done.number == fact.number else ("", "")
        due = till.refunds[fact.request] = RefundDue(
            fact.request,
            fact.number,
            receipt,
            customer,
            fact.kind,
            fact.value,
            fact.amount,
            fact.of,
            intern(fact.channel),
        )
    due.status, due.asked_at, due.query_open, due.error = "waiting", entry.at, False, ""
    if till.stage == "idle":
        till.stage = "refunding"


def refund_made(till: Till, fact: RefundMade, entry: Entry) -> None:
    if fact.kind == "cash":
        till.drawer.expected -= fact.amount
    visit = till.counter.visits.get(fact.customer)
    if visit:
        visit.refunded += fact.amount
        if fact.kind == "cash":
            visit.refunded_cash += fact.amount
            visit.change_due += fact.amount
    if fact.request:
        till.refunds[fact.request].status = "made"
    if fact.instead:
        till.refunds[fact.instead].status = "replaced"
        known = till.found.get(fact.receipt)
        if known is not None:
            till.found[fact.receipt] = with_refund(known, fact)
    _back_to_idle(till)


def refund_unknown(till: Till, fact: f.RefundUnknown, entry: Entry) -> None:
    due = till.refunds[fact.request]
    due.status, due.query_open = "unknown", False
    _back_to_idle(till)


def refund_declined(till: Till, fact: f.RefundDeclined, entry: Entry) -> None:
    due = till.refunds[fact.request]
    due.status, due.query_open, due.error = "declined", False, fact.error
    _back_to_idle(till)


def refund_doubled(till: Till, fact: f.RefundDoubled, entry: Entry) -> None:
    till.refunds[fact.request].status = "doubled"
    till.outage.losses.append("double_refund")


def _back_to_idle(till: Till) -> None:
    if till.stage == "refunding" and not any(due.status == "waiting" for due in till.refunds.values()):
        till.stage = "idle"


DECIDE = {s.RefundAnswered: refund_answered}

APPLY = {
    f.ReturnCompleted: return_completed,
    f.RefundRequested: refund_requested,
    f.RefundMade: refund_made,
    f.RefundUnknown: refund_unknown,
    f.RefundDeclined: refund_declined,
    f.RefundDoubled: refund_doubled,
}
