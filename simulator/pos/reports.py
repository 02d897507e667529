"""X and Z: the shift's sums, kept as entries come and printed when asked for.

`TALLY` is a second reader of entries that other rooms own: engine lets it see them after their own handler.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import Minor, worth
from simulator.pos.cash_office import still_open
from simulator.pos.offline import unsent
from simulator.pos.refunding import still_owed
from simulator.pos.refusals import refuse
from simulator.pos.sold import EXCHANGE
from simulator.pos.state import Till

THROUGH_CHANNELS = ("card", "mobile", "static_code")
"""Means of payment whose own slips are added up."""

# --- decide ----------------------------------------------------------------------------------------------------------


def x_report(till: Till, command: c.XReport) -> list[Event]:
    number = till.shift.x_reports + 1
    return [_issued(till, "x", number)]


def z_report(till: Till, command: c.ZReport) -> list[Event]:
    reason = still_open(till, command) or unsent(till, command)
    if reason:
        return reason
    counted = till.shift.counted
    if counted is None:
        return refuse(command, "refused.count_first")
    issued = _issued(till, "z", till.shift.z_reports + 1)
    declared = {"counted": counted.counted, "over_short": counted.over_short, "tenders": counted.tenders}
    return [replace(issued, **declared, expected=counted.expected)]


def _issued(till: Till, kind: str, number: int) -> f.ReportIssued:
    shift = till.shift
    document = f"{till.station}-{kind.upper()}{number:04}"
    counted = shift.float_counted
    off = counted.over_short if counted and not shift.z_made else 0
    return f.ReportIssued(
        document, kind, number, shift.totals, till.drawer.expected, float_over_short=off, owed=still_owed(till)
    )


# --- apply -----------------------------------------------------------------------------------------------------------


def report_issued(till: Till, fact: f.ReportIssued, entry: Entry) -> None:
    """Paper and a number; a Z also begins the sums anew."""
    shift = till.shift
    till.printing.append(fact.document)
    till.unprinted, shift.last_report = "", fact.document
    if fact.kind == "x":
        shift.x_reports = fact.number
    else:
        shift.z_reports = fact.number
        shift.zed = shift.z_made = True
        shift.totals = f.Totals(float=till.drawer.expected)


# --- the sums --------------------------------------------------------------------------------------------------------


def _plus(sums: Mapping[str, Minor], kind: str, amount: Minor) -> dict[str, Minor]:
    return {**sums, kind: sums.get(kind, 0) + amount}


def _moved(till: Till) -> None:
    """Money moved: an earlier count says nothing about the drawer any more."""
    shift = till.shift
    shift.moved, shift.counted, shift.handed_over, shift.zed = True, None, None, False


def _sale(till: Till, fact: f.SaleCompleted) -> None:
    _moved(till)
    sums = till.shift.totals
    tenders, slips = dict(sums.tenders), dict(sums.slips)
    for tender in fact.tenders:
        tenders[tender.kind] = tenders.get(tender.kind, 0) + tender.amount
        if tender.kind == "static_code" and fact.slip and till.slips[fact.slip].confirmed:
            slips["static_code"] = slips.get("static_code", 0) + tender.amount
    till.shift.totals = replace(
        sums,
        sales=sums.sales + 1,
        total=sums.total + fact.total - fact.stored,
        net=sums.net + fact.net - fact.stored,
        tax=sums.tax + fact.tax,
        discount=sums.discount + fact.discount,
        rounding=sums.rounding + fact.rounding,
        tenders=tenders,
        slips=slips,
        stored=sums.stored + fact.stored,
        first=sums.first or fact.receipt,
        last=fact.receipt,
        employee_sales=sums.employee_sales + bool(fact.employee),
        employee_off=sums.employee_off + fact.employee_off,
        offline=sums.offline + bool(fact.offline_key),
        offline_total=sums.offline_total + (fact.total if fact.offline_key else 0),
    )


def _channel(till: Till, fact: f.PaymentTaken) -> None:
    """What the card terminal and the payee's phone add up by themselves."""
    if fact.request or (fact.kind == "static_code" and fact.confirmed):
        sums = till.shift.totals
        till.shift.totals = replace(sums, slips=_plus(sums.slips, fact.kind, fact.amount))


def _card_trusted(till: Till, fact: f.CardTrusted) -> None:
    """The terminal keeps the slip, and counts it among its own."""
    sums = till.shift.totals
    trusted = sums.trusted_cards + fact.amount
    till.shift.totals = replace(sums, slips=_plus(sums.slips, "card", fact.amount), trusted_cards=trusted)


def _card_declined(till: Till, fact: f.TrustedCardDeclined) -> None:
    """And takes it off again when no bank pays for it: what the sale was paid with is missing from now on."""
    sums = till.shift.totals
    declined = sums.cards_declined + fact.amount
    till.shift.totals = replace(sums, slips=_plus(sums.slips, "card", -fact.amount), cards_declined=declined)


def _doubled(till: Till, fact: f.PaymentDoubled) -> None:
    sums, kind = till.shift.totals, till.payments[fact.request].kind
    till.shift.totals = replace(sums, slips=_plus(sums.slips, kind, fact.amount))


def _returned(till: Till, fact: f.ReturnCompleted) -> None:
    _moved(till)
    sums, undone = till.shift.totals, fact.kind == "post_void"
    exchanged = sum(refund.value for refund in fact.refunds if refund.kind == EXCHANGE)
    till.shift.totals = replace(
        sums,
        returns=sums.returns + 1,
        returned_amount=sums.returned_amount + fact.total,
        returned_tax=sums.returned_tax + fact.tax,
        post_voids=sums.post_voids + undone,
        post_voided=sums.post_voided + (fact.total if undone else 0),
        refunds=_plus(sums.refunds, EXCHANGE, exchanged) if exchanged else sums.refunds,
    )


def _refunded(till: Till, fact: f.RefundMade) -> None:
    _moved(till)
    sums = till.shift.totals
    slips = _plus(sums.slips, fact.kind, -fact.amount) if fact.kind in THROUGH_CHANNELS else sums.slips
    till.shift.totals = replace(sums, refunds=_plus(sums.refunds, fact.kind, fact.amount), slips=slips)


def _refund_doubled(till: Till, fact: f.RefundDoubled) -> None:
    sums = till.shift.totals
    till.shift.totals = replace(sums, slips=_plus(sums.slips, fact.kind, -fact.amount))


def _points(till: Till, fact: f.PointsMoved) -> None:
    sums = till.shift.totals
    if fact.why in ("earned", "reversed"):
        till.shift.totals = replace(sums, points_earned=sums.points_earned + fact.points)
    else:
        till.shift.totals = replace(sums, points_spent=sums.points_spent - fact.points)


def _invoice(till: Till, fact: f.InvoiceIssued | f.InvoiceRedLettered) -> None:
    if isinstance(fact, f.InvoiceRedLettered) and not fact.against:
        return  # off a request: no invoice stood there
    sums = till.shift.totals
    one = 1 if isinstance(fact, f.InvoiceIssued) else 0
    till.shift.totals = replace(sums, invoices=sums.invoices + one, invoiced=sums.invoiced + fact.amount)


def _voided_line(till: Till, fact: f.LineVoided) -> None:
    sums = till.shift.totals
    amount = sums.voided_lines_amount + fact.amount
    till.shift.totals = replace(sums, voided_lines=sums.voided_lines + 1, voided_lines_amount=amount)


def _voided_sale(till: Till, fact: f.SaleVoided) -> None:
    sums = till.shift.totals
    amount = sums.voided_sales_amount + fact.amount
    till.shift.totals = replace(sums, voided_sales=sums.voided_sales + 1, voided_sales_amount=amount)


def _opened(till: Till, fact: f.DrawerOpened) -> None:
    if fact.why == "no_sale":
        till.shift.totals = replace(till.shift.totals, no_sales=till.shift.totals.no_sales + 1)


def _complained(till: Till, fact: f.ComplaintRecorded) -> None:
    till.shift.totals = replace(till.shift.totals, complaints=till.shift.totals.complaints + 1)


def _exchanged(till: Till, fact: f.CashExchanged) -> None:
    _moved(till)
    sums = till.shift.totals
    cash_in, cash_out = sums.cash_in + worth(fact.gives), sums.cash_out + worth(fact.takes)
    till.shift.totals = replace(sums, cash_in=cash_in, cash_out=cash_out)


def _paid_in(till: Till, fact: f.PaidIn) -> None:
    _moved(till)
    till.shift.totals = replace(till.shift.totals, cash_in=till.shift.totals.cash_in + fact.amount)


def _paid_out(till: Till, fact: f.PaidOut | f.ChangeCorrected) -> None:
    _moved(till)
    till.shift.totals = replace(till.shift.totals, cash_out=till.shift.totals.cash_out + fact.amount)


def _dropped(till: Till, fact: f.CashDropped) -> None:
    """False notes in a bag are not credited: they stay charged to this drawer."""
    _moved(till)
    dropped = till.shift.totals.dropped + fact.amount - fact.counterfeit
    till.shift.totals = replace(till.shift.totals, dropped=dropped)


def _banked(till: Till, fact: f.BankDropped) -> None:
    till.shift.moved = True  # the declaration stands: it knows what went to the bank since
    till.shift.totals = replace(till.shift.totals, banked=till.shift.totals.banked + fact.amount)


def _began(till: Till, fact: f.StationOpened | f.FloatCounted) -> None:
    till.shift.totals = replace(till.shift.totals, float=till.drawer.expected)


def _hands(till: Till, fact: f.CashTaken | f.ChangeGiven) -> None:
    _moved(till)


TALLY: dict[type[Event], Callable[[Till, Any], None]] = {
    f.StationOpened: _began,
    f.FloatCounted: _began,
    f.SaleCompleted: _sale,
    f.PaymentTaken: _channel,
    f.PaymentDoubled: _doubled,
    f.CardTrusted: _card_trusted,
    f.TrustedCardDeclined: _card_declined,
    f.ReturnCompleted: _returned,
    f.RefundMade: _refunded,
    f.RefundDoubled: _refund_doubled,
    f.PointsMoved: _points,
    f.InvoiceIssued: _invoice,
    f.InvoiceRedLettered: _invoice,
    f.LineVoided: _voided_line,
    f.SaleVoided: _voided_sale,
    f.DrawerOpened: _opened,
    f.ComplaintRecorded: _complained,
    f.CashTaken: _hands,
    f.ChangeGiven: _hands,
    f.CashExchanged: _exchanged,
    f.PaidIn: _paid_in,
    f.PaidOut: _paid_out,
    f.ChangeCorrected: _paid_out,
    f.CashDropped: _dropped,
    f.BankDropped: _banked,
}

DECIDE = {c.XReport: x_report, c.ZReport: z_report}
APPLY = {f.ReportIssued: report_issued}
