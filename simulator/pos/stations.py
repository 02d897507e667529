"""One till among others: going over, signing on, and baskets that come from another till or went to one.

Every fact about another till came in an entry of this one (`kernel.stimuli.stations`); nothing here looks over there.
"""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos.carrying import counter_of, errands_of, held_of, invoices_of, open_ticket, payments_of, stranded
from simulator.pos.news import heard
from simulator.pos.recent import before_news
from simulator.pos.refusals import refuse
from simulator.pos.state import Sale, Till
from simulator.pos.visits import Counter

# --- decide ----------------------------------------------------------------------------------------------------------


def move_till(till: Till, command: c.MoveTill) -> list[Event]:
    if command.station == till.station:
        return refuse(command, "refused.here_already")
    if command.station not in till.rules.stations:
        return refuse(command, "refused.no_such_till", till=command.station[:20])
    dark, drawer = till.outage.dark, till.drawer
    locked = till.locked or dark or not till.operator
    return [
        f.TillLeft(
            locked, drawer.open, drawer.locked, dark, command.station, till.sale.id if till.sale else ""
        )
    ]  # fmt: skip


def cashier_came(till: Till, stimulus: s.CashierCame) -> list[Event]:
    return [f.TillManned(till.now - till.left_at if till.left_at else 0)]


def sign_on(till: Till, command: c.SignOn) -> list[Event]:
    if till.closed:
        return refuse(command, "refused.till_closed")
    if till.outage.dark or not (till.outage.power or till.outage.ups):
        return refuse(command, "refused.till_dark")
    if till.operator:
        return refuse(command, "refused.signed_on_already")
    return [f.CashierSignedOn(till.cashier, till.cashier_name, till.came_from)]


def till_failed(till: Till, stimulus: s.TillFailed) -> list[Event]:
    return [] if till.outage.dark else [f.TillWentDark(till.stage)]


# --- apply -----------------------------------------------------------------------------------------------------------


def leave_for_good(till: Till) -> None:
    """The customers go along, and so does what only a living till can settle."""
    for payment in stranded(till):
        del till.payments[payment.request]
    till.counter, till.age_check, till.pending = Counter(), None, None
    till.shift.errands = []


def apply_cashier_came(till: Till, stimulus: s.CashierCame, entry: Entry) -> None:
    till.cashier, till.cashier_name, till.came_from = stimulus.operator, stimulus.name, stimulus.origin
    till.counter = counter_of(stimulus.counter)
    for ticket, held in stimulus.tickets.items():
        till.held[ticket] = held_of(held)
    till.payments.update({payment.request: payment for payment in payments_of(stimulus.payments)})
    till.shift.errands = errands_of(stimulus.errands)
    till.accounts.enrolled.update(stimulus.members)
    till.accounts.invoices.update(invoices_of(stimulus.invoices))
    till.over = till.over or stimulus.time_up


def cashier_signed_on(till: Till, fact: f.CashierSignedOn, entry: Entry) -> None:
    till.operator, till.operator_name = fact.operator, fact.name
    till.stage = "idle"


def apply_till_failed(till: Till, stimulus: s.TillFailed, entry: Entry) -> None:
    outage = till.outage
    outage.broken, outage.restarts = True, 0
    outage.since, outage.reported, outage.order = entry.at, False, ""


def restart_failed(till: Till, fact: f.RestartFailed, entry: Entry) -> None:
    till.outage.restarts = fact.tries


def ticket_found(till: Till, stimulus: s.TicketFound, entry: Entry) -> None:
    till.held[stimulus.ticket] = held_of(stimulus.held)


def ticket_taken(till: Till, stimulus: s.TicketTaken, entry: Entry) -> None:
    """It is gone, with all that belongs to it."""
    ticket = stimulus.ticket
    till.held.pop(ticket, None)
    sale = till.suspended.pop(ticket, None)
    if sale is None and ticket == open_ticket(till):
        sale, till.sale, till.stage, till.multiplier = till.sale, None, "idle", 1
    till.gone.add(ticket)
    if sale is not None:
        till.payments = {request: p for request, p in till.payments.items() if p.sale != sale.id}


def shop_news(till: Till, stimulus: s.ShopNews, entry: Entry) -> None:
    """Lines that stand there keep the price of then."""
    before_news(till, stimulus)
    till.rules = heard(till.rules, stimulus)


def sold_elsewhere(till: Till, stimulus: s.SoldElsewhere, entry: Entry) -> None:
    till.lately.sold.update(stimulus.sold)


def resumed(till: Till, ticket: str) -> Sale:
    """Take a basket up: from this till's own, or from another's with what belongs to it."""
    if ticket in till.suspended:
        return till.suspended.pop(ticket)
    held = till.held.pop(ticket)
    till.payments.update({payment.request: payment for payment in held.payments})
    return held.sale


DECIDE = {
    c.MoveTill: move_till,
    c.SignOn: sign_on,
    s.CashierCame: cashier_came,
    s.TillFailed: till_failed,
}

APPLY = {
    s.CashierCame: apply_cashier_came,
    s.TillFailed: apply_till_failed,
    s.TicketFound: ticket_found,
    s.TicketTaken: ticket_taken,
    s.ShopNews: shop_news,
    s.SoldElsewhere: sold_elsewhere,
    f.CashierSignedOn: cashier_signed_on,
    f.RestartFailed: restart_failed,
}
