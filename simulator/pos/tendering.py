"""From the total to a finished sale: cash, card, mobile codes, split tenders. What channels answer: see `channel`."""

from collections.abc import Sequence

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import Minor
from simulator.pos.billing import taxed
from simulator.pos.cash import unclaimed
from simulator.pos.offline import trust_card
from simulator.pos.owed import for_sale, loaded
from simulator.pos.payments import Payment
from simulator.pos.recent import sold_here
from simulator.pos.refunding import completed, pays_for
from simulator.pos.refusals import refuse
from simulator.pos.restrictions import recalled_in
from simulator.pos.staffing import given
from simulator.pos.state import Sale, Till

ABSURD = 10_000_000
"""Nobody hands over 100,000.00 at a till."""


# --- decide ----------------------------------------------------------------------------------------------------------


def start_tender(till: Till, command: c.StartTender) -> list[Event]:
    sale = open_sale(till)
    if not sale.lines:
        return refuse(command, "refused.empty_basket")
    stopped = recalled_in(till, command)
    if stopped:
        return stopped
    credit = till.returning.total if till.returning else 0
    cash_due = till.rules.cash_due(max(0, sale.total - credit))
    return [f.TenderStarted(sale.id, sale.total, cash_due, len(sale.lines), credit)]


def cancel_tender(till: Till, command: c.CancelTender) -> list[Event]:
    sale = open_sale(till)
    if sale.tenders:
        return refuse(command, "refused.money_taken")
    if till.open_payment(sale.id):
        return refuse(command, "refused.payment_open")  # it may have been charged: query before the basket changes
    return [f.TenderCancelled(sale.id)]


def tender_cash(till: Till, command: c.TenderCash) -> list[Event]:
    sale, money = open_sale(till), till.rules.currency
    due = sale.due
    cash_due = till.rules.cash_due(due)
    received = command.amount or cash_due
    if not 0 <= received <= ABSURD:
        return refuse(command, "refused.amount", amount=money.format(received))
    if received % min(money.pieces):
        return refuse(
            command, "refused.amount_no_coin", amount=money.format(received), step=money.format(min(money.pieces))
        )
    visit = till.counter.visit
    offered = unclaimed(till, visit) if visit else 0
    if received < cash_due:
        return [f.PaymentTaken(sale.id, "cash", received, received, offered=offered)]
    taken = f.PaymentTaken(sale.id, "cash", cash_due, received, rounding=due - cash_due, offered=offered)
    return [taken, *complete(till, sale, taken)]


def tender_card(till: Till, command: c.TenderCard) -> list[Event]:
    return _request(till, command, "card", command.amount, "")


def tender_mobile(till: Till, command: c.TenderMobile) -> list[Event]:
    return _request(till, command, "mobile", command.amount, command.code)


def _request(till: Till, command: Event, kind: str, amount: Minor, code: str) -> list[Event]:
    sale, money = open_sale(till), till.rules.currency
    amount = amount or sale.due
    if not 0 < amount <= sale.due:
        return refuse(command, "refused.amount_over_due", amount=money.format(amount), due=money.format(sale.due))
    if isinstance(command, c.TenderCard) and not till.outage.network:
        return _on_trust(till, command, sale, amount)
    request = f"{till.station}-{till.requests + 1}"
    again = bool(till.waiting(sale.id))
    return [f.PaymentRequested(sale.id, request, kind, amount, code, again, till.channels.used)]


def _on_trust(till: Till, command: c.TenderCard, sale: Sale, amount: Minor) -> list[Event]:
    """Nobody can be asked: a card may be stored."""
    facts = trust_card(till, command, sale, amount)
    taken = facts[-1]
    return [*facts, *complete(till, sale, taken)] if isinstance(taken, f.PaymentTaken) else facts


def tender_static(till: Till, command: c.TenderStatic) -> list[Event]:
    sale, visit, money = open_sale(till), till.counter.visit, till.rules.currency
    amount = command.amount or sale.due
    if not 0 < amount <= sale.due:
        return refuse(command, "refused.amount_over_due", amount=money.format(amount), due=money.format(sale.due))
    confirmed = bool(visit and visit.confirmed)
    taken = f.PaymentTaken(sale.id, "static_code", amount, amount, confirmed=confirmed)
    return [taken, *complete(till, sale, taken)]


def complete(till: Till, sale: Sale, taken: f.PaymentTaken, moved: Sequence[Event] = ()) -> list[Event]:
    """The facts of a finished sale, when `taken`, with what it `moved`, settles it; nothing while something is due."""
    if taken.amount + taken.rounding < sale.due:
        return []
    tenders = (*sale.tenders, tender_of(taken))
    return settled(till, sale, tenders, sale.rounding + taken.rounding, taken, moved)


def settled(
    till: Till,
    sale: Sale,
    tenders: tuple[f.Tender, ...],
    rounding: Minor,
    taken: f.PaymentTaken | None = None,
    moved: Sequence[Event] = (),
    other: str = "",
) -> list[Event]:
    """The facts of a sale that nothing is due of any more; what came back in exchange follows, refunded as `other`."""
    back = till.returning
    if sale.credited:
        tenders = (*pays_for(till, sale, other), *tenders)
    change = sum([tender.received - tender.amount for tender in tenders])
    lines = taxed(till, sale)
    tax = sum([line.tax for line in lines])
    origin, _, number = sale.id.rpartition("/")  # the till that opened it: its numbers are nobody else's
    receipt = f"{origin}-{number.zfill(4)}"
    points = for_sale(till, sale, taken, moved)
    visit = till.counter.visits.get(sale.customer)
    facts: list[Event] = [
        f.SaleCompleted(
            sale.id,
            receipt,
            sale.customer,
            lines,
            tenders,
            sale.total,
            sale.total - tax,
            tax,
            sum([line.discount for line in lines]),
            rounding,
            change,
            sale.member,
            coupons=tuple(sale.coupons),
            stored=sum([line.amount for line in lines if line.account]),
            points=points.points if points else 0,
            standing=points.standing if points else 0,
            employee=sale.employee,
            employee_name=sale.employee_name,
            employee_off=given(till.rules, lines) if sale.employee else 0,
            total_said=visit is not None and visit.told == sale.total,
        ),
        *loaded(till, sale.id, lines, moved),
        *([points] if points else []),
    ]
    cash = [tender.received for tender in tenders if tender.kind == "cash"]
    limit, expected = till.rules.cash_limit, till.drawer.expected
    in_drawer = expected + sum(cash) - change
    if expected <= limit < in_drawer and limit:
        facts.append(f.CashLimitReached(in_drawer, limit))
    if cash and till.drawer.springs:
        facts.append(f.DrawerOpened("sale", needed=True))
    facts.append(f.ReceiptIssued(receipt, sale.id))
    if back is None:
        return facts
    returned = completed(till, back, exchanged=sale.credited, exchange=sale.id, other=other, moved=[*moved, *facts])
    if any(isinstance(fact, f.DrawerOpened) for fact in facts):  # it springs open once
        returned = [fact for fact in returned if not isinstance(fact, f.DrawerOpened)]
    return [*facts, *returned]


def tender_of(taken: f.PaymentTaken) -> f.Tender:
    """How a payment stands on the receipt."""
    request = taken.request or taken.trust
    return f.Tender(taken.kind, taken.amount, taken.received, request, taken.account, taken.balance, taken.points)


def reprint_receipt(till: Till, command: c.ReprintReceipt) -> list[Event]:
    if till.unprinted and till.unprinted == till.shift.last_report:
        return [f.ReceiptIssued(till.unprinted, "", 1)]  # the paper again, never another X or Z
    if till.last_return is not None:
        return [f.ReceiptIssued(till.last_return.number, till.last_return.number, till.copies + 1)]
    if till.unprinted in till.accounts.invoices:
        return [f.ReceiptIssued(till.unprinted, "", 1)]
    if till.last is None:
        return refuse(command, "refused.nothing_to_print")
    return [f.ReceiptIssued(till.last.receipt, till.last.sale, till.copies + 1)]


def open_sale(till: Till) -> Sale:
    assert till.sale is not None, "the lifecycle lets nobody pay for nothing"
    return till.sale


# --- apply -----------------------------------------------------------------------------------------------------------


def tender_started(till: Till, fact: f.TenderStarted, entry: Entry) -> None:
    open_sale(till).credit = fact.credit
    till.stage = "tendering"


def tender_cancelled(till: Till, fact: f.TenderCancelled, entry: Entry) -> None:
    open_sale(till).credit = 0
    till.stage = "scanning"


def payment_requested(till: Till, fact: f.PaymentRequested, entry: Entry) -> None:
    till.payments[fact.request] = Payment(
        fact.request, fact.sale, fact.kind, fact.amount, channel=fact.channel, asked_at=entry.at
    )
    till.requests += 1
    till.stage = "paying"
    visit = till.counter.visit
    if visit:  # read, and put away again
        visit.card, visit.phone, visit.gives_up = False, "", False


def payment_taken(till: Till, fact: f.PaymentTaken, entry: Entry) -> None:
    sale = open_sale(till)
    sale.tenders.append(tender_of(fact))
    sale.paid += fact.amount
    sale.rounding += fact.rounding
    if fact.request:
        payment = till.payments[fact.request]
        payment.status, payment.booked = "approved", fact.amount
        till.channels.down.pop(payment.channel, None)
    till.stage = "tendering"


def sale_completed(till: Till, fact: f.SaleCompleted, entry: Entry) -> None:
    till.last, till.last_return, till.copies = fact, None, 0
    sold_here(till, fact)
    cash = sum([tender.received for tender in fact.tenders if tender.kind == "cash"])
    till.drawer.expected += cash - fact.change
    if fact.slip:  # the goods and the customer left long ago
        till.sales += 1
        return
    till.sale, till.multiplier, till.measure = None, 1, 0
    till.stage = "idle"
    visit = till.counter.visits.get(fact.customer)
    if visit:
        visit.sales.append(fact)
        visit.change_due += fact.change


def receipt_issued(till: Till, fact: f.ReceiptIssued, entry: Entry) -> None:
    till.copies = fact.copy if fact.sale else till.copies
    till.printing.append(fact.document)
    till.unprinted = ""


DECIDE = {
    c.StartTender: start_tender,
    c.CancelTender: cancel_tender,
    c.TenderCash: tender_cash,
    c.TenderCard: tender_card,
    c.TenderMobile: tender_mobile,
    c.TenderStatic: tender_static,
    c.ReprintReceipt: reprint_receipt,
}

APPLY = {
    f.TenderStarted: tender_started,
    f.TenderCancelled: tender_cancelled,
    f.PaymentRequested: payment_requested,
    f.PaymentTaken: payment_taken,
    f.SaleCompleted: sale_completed,
    f.ReceiptIssued: receipt_issued,
}
