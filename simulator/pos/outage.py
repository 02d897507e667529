"""When the lights go out: dark tills, restart from the journal, reports, handwritten slips and their entry."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import Minor, divide
from simulator.kernel.units import measured
from simulator.pos.billing import bill, with_tax
from simulator.pos.refusals import refuse
from simulator.pos.state import Till
from simulator.pos.uploading import cut_off

TENDERS = ("cash", "static_code")
"""What can be taken without a till."""

# --- decide ----------------------------------------------------------------------------------------------------------


def power_failed(till: Till, stimulus: s.PowerFailed) -> list[Event]:
    if till.stage == "off":
        return []  # nobody has signed on to it yet: there is nothing to lose
    return [f.TillWentDark(till.stage)] if not stimulus.ups and not till.outage.dark else []


def ups_exhausted(till: Till, stimulus: s.UpsExhausted) -> list[Event]:
    if till.stage == "off":
        return []
    return [f.TillWentDark(till.stage)] if not till.outage.power and not till.outage.dark else []


def restart_till(till: Till, command: c.RestartTill) -> list[Event]:
    if not till.outage.dark:
        return refuse(command, "refused.till_runs")
    if not till.outage.power:
        return refuse(command, "refused.no_power")
    if till.outage.broken:
        return [f.RestartFailed(till.outage.restarts + 1)]
    return [f.TillStarted(till.stage, till.outage.stable)]


def report_incident(till: Till, command: c.ReportIncident) -> list[Event]:
    return [f.IncidentReported(command.what, till.stage, till.now - till.outage.since)]


def supervisor_ordered(till: Till, stimulus: s.SupervisorOrdered) -> list[Event]:
    return [f.ManualModeOrdered(stimulus.badge)] if stimulus.order == "manual_mode" else []


def label_price(till: Till, sku: str, grams: int) -> Minor:
    """What the label on a good says."""
    item = till.rules.catalog.items[sku]
    return divide(item.price * grams, 1000) if measured(item.unit) else item.price


def write_slip(till: Till, command: c.WriteSlip) -> list[Event]:
    visit = till.counter.visit
    if visit is None:
        return refuse(command, "refused.no_customer")
    if not till.outage.dark:
        return refuse(command, "refused.till_runs")
    if not command.prices:
        return refuse(command, "refused.empty_basket")
    if command.tender not in TENDERS:
        return refuse(command, "refused.unknown_tender", tender=command.tender, known=", ".join(TENDERS))
    lines = []
    on_slips = {line.good for slip in visit.slips for line in slip.lines}
    for good_id, written in command.prices.items():
        good = visit.goods.get(good_id)
        if good is None or good_id in on_slips:
            return refuse(command, "refused.no_such_good", good=good_id)
        if written <= 0:
            return refuse(command, "refused.amount", amount=till.rules.currency.format(written))
        item = till.rules.catalog.items[good.sku]
        lines.append(f.SlipLine(good_id, good.sku, item.name, written, label_price(till, good.sku, good.grams)))
    gross = sum(line.written for line in lines)
    cash = command.tender == "cash"
    total = till.rules.cash_due(gross) if cash else gross
    received = (command.received or total) if cash else total
    if received < total:
        money = till.rules.currency
        return refuse(command, "refused.received_below", amount=money.format(received), due=money.format(total))
    return [
        f.SlipWritten(
            slip=len(till.slips) + 1,
            customer=visit.customer,
            lines=tuple(lines),
            tender=command.tender,
            total=total,
            received=received,
            change=received - total,
            ordered=till.outage.manual,
            off=sum(abs(line.written - line.label) for line in lines),
            confirmed=cash or visit.confirmed,
        )
    ]


def confirm_arrival(till: Till, command: c.ConfirmArrival) -> list[Event]:
    visit = till.counter.visit
    if visit is None:
        return refuse(command, "refused.no_customer")
    return [f.ArrivalConfirmed(visit.customer, visit.static_arrived)]


def enter_slip(till: Till, command: c.EnterSlip) -> list[Event]:
    slip = till.slips.get(command.slip)
    if slip is None:
        return refuse(command, "refused.unknown_slip", slip=str(command.slip))
    if command.slip in till.entered:
        return refuse(command, "refused.slip_entered", slip=str(command.slip))
    items = till.rules.catalog.items
    lines = [
        f.Line(
            number, written.sku, items[written.sku].name, "", written.written, 1, 0, written.written, 0,
            items[written.sku].tax_rate, (written.good,), "slip", till.now,
        )
        for number, written in enumerate(slip.lines, 1)
    ]  # fmt: skip
    priced = bill(till, lines).priced
    gross, tax = priced.total, priced.tax
    sale = f"{till.station}/{till.sales + 1}"
    receipt = f"{till.station}-{str(till.sales + 1).zfill(4)}"
    tender = f.Tender(slip.tender, slip.total, slip.received)
    return [
        f.SaleCompleted(
            sale, receipt, slip.customer, with_tax(lines, priced), (tender,), gross, gross - tax, tax, 0,
            gross - slip.total, slip.change, "", slip.slip,
        ),
        f.SlipEntered(slip.slip, sale, slip.total),
        f.ReceiptIssued(receipt, sale),
    ]  # fmt: skip


# --- apply -----------------------------------------------------------------------------------------------------------


def apply_power_flickered(till: Till, stimulus: s.PowerFlickered, entry: Entry) -> None:
    till.outage.stable = False


def apply_power_failed(till: Till, stimulus: s.PowerFailed, entry: Entry) -> None:
    outage = till.outage
    if outage.power and not outage.dark:
        outage.since, outage.reported, outage.order = entry.at, False, ""
    outage.power, outage.ups, outage.stable = False, stimulus.ups > 0, False


def apply_power_returned(till: Till, stimulus: s.PowerReturned, entry: Entry) -> None:
    till.outage.power, till.outage.ups, till.outage.stable = True, False, stimulus.stable


def till_went_dark(till: Till, fact: f.TillWentDark, entry: Entry) -> None:
    till.outage.dark, till.outage.ups = True, False
    till.pending, till.multiplier, till.measure, till.receipt_asked = None, 1, 0, ""
    for refund in till.refunds.values():
        if refund.status == "waiting":
            refund.status = "unknown"
    for payment in till.payments.values():
        if payment.status == "waiting":
            payment.status = "unknown"
    till.printing.clear()
    cut_off(till)


def till_started(till: Till, fact: f.TillStarted, entry: Entry) -> None:
    till.outage.dark, till.outage.manual = False, False
    if till.stage == "paying":
        till.stage = "tendering"
    elif till.stage == "refunding" or (till.stage == "change" and not till.drawer.open):
        till.stage = "idle"


def incident_reported(till: Till, fact: f.IncidentReported, entry: Entry) -> None:
    if fact.what in c.LOSSES:
        till.outage.losses = [loss for loss in till.outage.losses if loss != fact.what]
    else:
        till.outage.reported = True


def apply_supervisor_ordered(till: Till, stimulus: s.SupervisorOrdered, entry: Entry) -> None:
    till.outage.order = stimulus.order


def manual_mode_ordered(till: Till, fact: f.ManualModeOrdered, entry: Entry) -> None:
    till.outage.manual = True


def slip_written(till: Till, fact: f.SlipWritten, entry: Entry) -> None:
    till.slips[fact.slip] = fact
    visit = till.counter.visits[fact.customer]
    visit.slips.append(fact)
    visit.change_due += fact.change


def arrival_confirmed(till: Till, fact: f.ArrivalConfirmed, entry: Entry) -> None:
    visit = till.counter.visits[fact.customer]
    visit.confirmed, visit.arrival_asked = fact.arrived, True


def slip_entered(till: Till, fact: f.SlipEntered, entry: Entry) -> None:
    till.entered.add(fact.slip)


DECIDE = {
    c.RestartTill: restart_till,
    c.ReportIncident: report_incident,
    c.WriteSlip: write_slip,
    c.ConfirmArrival: confirm_arrival,
    c.EnterSlip: enter_slip,
    s.PowerFailed: power_failed,
    s.UpsExhausted: ups_exhausted,
    s.SupervisorOrdered: supervisor_ordered,
}

APPLY = {
    s.PowerFlickered: apply_power_flickered,
    s.PowerFailed: apply_power_failed,
    s.PowerReturned: apply_power_returned,
    s.SupervisorOrdered: apply_supervisor_ordered,
    f.TillWentDark: till_went_dark,
    f.TillStarted: till_started,
    f.IncidentReported: incident_reported,
    f.ManualModeOrdered: manual_mode_ordered,
    f.SlipWritten: slip_written,
    f.ArrivalConfirmed: arrival_confirmed,
    f.SlipEntered: slip_entered,
}
