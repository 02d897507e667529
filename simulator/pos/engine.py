"""`decide(till, event) -> Decision`, `apply(till, entry)`: the whole of the shop's rules, from a table of handlers.

Deterministic and without I/O. `decide` only reads; `apply` mutates the state that it alone owns.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import EVENTS, Entry
from simulator.kernel.events import Claim, Command, Decision, Event
from simulator.kernel.money import Minor, divide, worth
from simulator.pos import (
    accounts,
    agecheck,
    cancelling,
    cash,
    cash_office,
    channel,
    closing,
    complaints,
    discounting,
    exchanging,
    invoicing,
    membership,
    notes,
    offline,
    outage,
    quantities,
    refunding,
    reports,
    returning,
    selling,
    serving,
    shelf,
    staffing,
    station,
    stations,
    stored,
    tendering,
    uploading,
)
from simulator.pos.lifecycle import AFTER_AGE_CHECK, STAGES, WHILE_RETURN_OPEN, refusal
from simulator.pos.refusals import refuse
from simulator.pos.rights import barred
from simulator.pos.rules import LEVELS
from simulator.pos.state import Pending, Till

Decider = Callable[[Till, Any], list[Event]]
Applier = Callable[[Till, Any, Entry], None]

ROOMS = (
    selling, quantities, agecheck, discounting, tendering, channel, cancelling, returning, exchanging, refunding, cash,
    notes, cash_office, reports, serving, outage, shelf, complaints, station, stations, stored, membership, invoicing,
    offline, uploading, closing, staffing,
)  # fmt: skip


RETURNING = (c.FinishReturn, c.StartExchange, c.RefundOtherwise, c.AllowException)
"""Operations whose limit is compared with all that comes back."""

# --- authorization ---------------------------------------------------------------------------------------------------


def _at_stake(till: Till, command: Event) -> Minor:
    """The amount that an operation's limit is compared with."""
    given = discounting.at_stake(till, command)
    if given is not None:
        return given
    sale = till.sale
    if type(command) is c.VoidLine and sale and command.line in sale.lines:
        return sale.lines[command.line].amount
    if type(command) is c.ChangeQuantity and sale and command.line in sale.lines:
        line = sale.lines[command.line]
        if line.grams:
            return max(0, divide(line.price * (line.grams - (command.thousandths or command.quantity * 1000)), 1000))
        return max(0, line.price * (line.quantity - command.quantity))
    if type(command) is c.LoadCard:
        return command.amount
    if type(command) is c.ChangeUnit and sale and command.line in sale.lines:
        line, item = sale.lines[command.line], till.rules.catalog.items.get(command.sku)
        return max(0, (line.price - item.price) * line.quantity) if item else 0
    if isinstance(command, c.PayIn | c.PayOut | c.DropCash | c.BankDrop | c.CorrectChange):
        return worth(command.pieces)
    if type(command) is c.ReversePayment and command.request in till.payments:
        return till.payments[command.request].amount
    if type(command) is c.ResolveUpload and command.key in till.uploads.records:
        return till.uploads.records[command.key].total
    if type(command) in RETURNING:
        owed = refunding.to_hand_over(till, command.number) if type(command) is c.RefundOtherwise else []
        return till.returning.total if till.returning else owed[0].value if owed else 0
    if type(command) is c.PostVoid:
        sold = till.found.get(command.receipt) or till.last
        return sold.total if sold else 0
    return sale.total if sale else 0


def _enter_pin(till: Till, command: c.EnterPin) -> list[Event]:
    pending = till.pending
    assert pending is not None, "the lifecycle lets nobody enter a PIN for nothing"
    if till.rules.level(command.badge) < LEVELS.index(pending.level):
        return refuse(command, "refused.wrong_pin")
    if command.badge == till.operator or staffing.is_buyer(till.rules, pending.command, command.badge):
        return refuse(command, "refused.own_approval")  # nobody approves their own
    return _authorized(till, pending, command.badge, present=till.counter.supervisor == command.badge)


def _supervisor_authorized(till: Till, stimulus: s.SupervisorAuthorized) -> list[Event]:
    if till.pending is None:
        return []
    if staffing.is_buyer(till.rules, till.pending.command, stimulus.badge):
        return [f.AuthorizationDenied(till.pending.operation, stimulus.badge)]
    return _authorized(till, till.pending, stimulus.badge, present=True)


def _authorized(till: Till, pending: Pending, badge: str, *, present: bool) -> list[Event]:
    command = pending.command
    # the world went on meanwhile: a late approval may have ended the sale
    reason = _refusal(till, command, None)
    facts = refuse(command, reason) if reason else DECIDE[type(command)](till, command)
    return [f.Authorized(pending.operation, badge, present), *facts]


def _refusal(till: Till, command: Event, pending: Pending | None) -> str:
    kind = type(command)
    if till.age_check is not None and kind in AFTER_AGE_CHECK:
        return "refused.age_check_open"
    if till.returning is not None and till.returning.exchange and kind in WHILE_RETURN_OPEN:
        return "refused.exchange_open"
    dark, network = till.outage.dark, till.outage.network
    if network and till.manned and pending is None and not (dark or till.locked) and till.stage in STAGES.get(kind, ()):
        return ""  # as usual, without asking further
    reason = refusal(till.stage, kind, locked=till.locked, dark=dark, manned=till.manned, pending=pending is not None)
    return reason if reason or network else offline.NEEDS_NETWORK.get(kind, "")


def _supervisor_declined(till: Till, stimulus: s.SupervisorDeclined) -> list[Event]:
    return [f.AuthorizationDenied(till.pending.operation, stimulus.badge)] if till.pending else []


def _cancel_authorization(till: Till, command: c.CancelAuthorization) -> list[Event]:
    assert till.pending is not None, "the lifecycle lets nobody cancel nothing"
    return [f.AuthorizationCancelled(till.pending.operation)]


def _apply_command(till: Till, command: Command, entry: Entry) -> None:
    """A command changes nothing by itself; it is kept for the case that it has to wait for an authorization."""
    till.asked = command
    if till.over:
        closing.keep(till, entry.at)


def _apply_authorization_asked(till: Till, fact: f.AuthorizationAsked, entry: Entry) -> None:
    command = till.asked
    assert command is not None, "an authorization was asked for no command"
    till.pending = Pending(command, fact.operation, fact.amount, fact.level)


def _apply_authorization_over(till: Till, fact: Event, entry: Entry) -> None:
    till.pending = None


# --- the tables ------------------------------------------------------------------------------------------------------

DECIDE: dict[type[Event], Decider] = {
    c.EnterPin: _enter_pin,
    c.CancelAuthorization: _cancel_authorization,
    s.SupervisorAuthorized: _supervisor_authorized,
    s.SupervisorDeclined: _supervisor_declined,
}
APPLY: dict[type[Event], Applier] = {
    f.AuthorizationAsked: _apply_authorization_asked,
    f.Authorized: _apply_authorization_over,
    f.AuthorizationDenied: _apply_authorization_over,
    f.AuthorizationCancelled: _apply_authorization_over,
}
for _room in ROOMS:
    DECIDE.update(_room.DECIDE)
    APPLY.update(_room.APPLY)


def _changes_nothing(till: Till, what: Event, entry: Entry) -> None:
    """What is kept for those who read the journal; the till is as before."""


def _and_tally(applier: Applier | None, tally: Callable[[Till, Any], None]) -> Applier:
    """The room's own handler, then the shift's sums."""

    def both(till: Till, fact: Any, entry: Entry) -> None:
        if applier is not None:
            applier(till, fact, entry)
        tally(till, fact)

    return both


for _kind, _tally in reports.TALLY.items():
    APPLY[_kind] = _and_tally(APPLY.get(_kind), _tally)

OPERATIONS = frozenset(kind for kind in DECIDE if issubclass(kind, Command))
"""What the lifecycle has a say in."""
APPLY.update(dict.fromkeys(OPERATIONS, _apply_command))
APPLY = dict.fromkeys(EVENTS.values(), _changes_nothing) | APPLY


def _claims_of_return(fact: f.ReturnCompleted) -> list[Claim]:
    """Never more than was sold, and one return of a receipt after the other: each rests on what came back before, and
    on whether there is an invoice.

    A coupon that can be used again is given back to whom it was granted.
    """
    if not fact.receipt:
        return []
    units: dict[int, int] = {}
    for line in fact.lines:
        units[line.line] = units.get(line.line, 0) + line.units
    limits = {line.line: line.limit for line in fact.lines}
    return [
        Claim(f"sold:{fact.receipt}@{fact.sequence}"),
        *(Claim(f"sold:{fact.receipt}:{line}", count, limits[line]) for line, count in units.items()),
        *(Claim(f"coupon:{coupon}", -1) for coupon in fact.coupons if fact.sale),
        *([accounts.as_invoiced(fact.sale, fact.invoice, asked=fact.invoice_asked)] if fact.sale else []),
    ]


def _claims_of_quotas(till: Till, fact: f.BasketRepriced) -> list[Claim]:
    quotas = till.rules.quotas
    return [Claim(f"quota:{promotion}", units, quotas[promotion]) for promotion, units in fact.claimed.items()]


CLAIMS: dict[type[Event], Callable[[Till, Any], list[Claim]]] = {
    f.SaleResumed: lambda till, fact: [Claim(f"ticket:{fact.ticket}")],
    f.CouponRedeemed: lambda till, fact: [Claim(f"coupon:{fact.coupon}")],
    f.ReturnCompleted: lambda till, fact: _claims_of_return(fact),
    f.BasketRepriced: lambda till, fact: _claims_of_quotas(till, fact) if fact.claimed else [],
    f.SaleVoided: lambda till, fact: [
        Claim(key, -units, till.rules.quotas.get(key.removeprefix("quota:"), 1)) for key, units in fact.released.items()
    ],
    **dict.fromkeys(accounts.CLAIMING, lambda till, fact: accounts.claims_of(till.accounts, fact)),
}
"""What a fact rests on that stations share, or gives back: a suspended basket can be resumed once, a coupon redeemed
once, at whichever till; so many pieces go at a flash price.
"""
ASKING = accounts.ASKING

RIGHTS: dict[type[Event], str] = {
    c.VoidLine: "void_line",
    c.ChangeQuantity: "change_quantity",
    c.ChangeUnit: "change_unit",
    c.VoidSale: "void_sale",
    c.OverridePrice: "override_price",
    c.DiscountLine: "discount_line",
    c.DiscountSale: "discount_sale",
    c.NoSale: "no_sale",
    c.ReprintReceipt: "reprint_receipt",
    c.SuspendSale: "suspend_sale",
    c.ResumeSale: "resume_sale",
    c.EnterSlip: "enter_slip",
    c.TenderStatic: "tender_static",
    c.PayIn: "pay_in",
    c.PayOut: "pay_out",
    c.CorrectChange: "correct_change",
    c.DropCash: "drop_cash",
    c.BankDrop: "bank_drop",
    c.XReport: "x_report",
    c.ZReport: "z_report",
    c.ReversePayment: "reverse_payment",
    c.ResolveUpload: "resolve_upload",
    c.FinishReturn: "finish_return",
    c.StartExchange: "start_exchange",
    c.RefundOtherwise: "refund_otherwise",
    c.ReturnWithoutReceipt: "return_without_receipt",
    c.AllowException: "allow_exception",
    c.PostVoid: "post_void",
    c.LoadCard: "load_card",
    c.IdentifyEmployee: "identify_employee",
    c.TenderPoints: "tender_points",
}
"""Operations whose right a role's file may limit."""


NOTHING = Decision([])
"""What follows from most of what a customer does."""


def decide(till: Till, event: Event) -> Decision:
    """What follows from a command or a stimulus, given the station's own state."""
    kind = type(event)
    handler = DECIDE.get(kind)
    if handler is None:
        return NOTHING
    if kind not in OPERATIONS:
        facts = handler(till, event)
        if not facts:
            return NOTHING
    else:
        if till.rules.never and (others := barred(till.rules.never, event)):
            return Decision(others)
        reason = _refusal(till, event, till.pending)
        if reason:
            return Decision(refuse(event, reason))
        facts = handler(till, event)
        operation = RIGHTS.get(kind)
        if operation is not None and f.Refused not in map(type, facts):
            right = till.rules.rights.get(operation)
            # once every line was voided, by right or with authorization, voiding the sale puts nothing at stake
            if right is not None and not (kind is c.VoidSale and till.sale and not till.sale.lines):
                amount = _at_stake(till, event)
                if not right.covers(amount):  # only what would be possible is worth a supervisor's walk
                    return Decision([f.AuthorizationAsked(operation, amount, right.above)])
    if (till.sale is not None and till.sale.cards) or not till.outage.network:
        facts = uploading.queued(till, facts)
    claims: tuple[Claim, ...] = ()
    for fact in facts:
        if type(fact) in CLAIMS:
            claims += tuple(CLAIMS[type(fact)](till, fact))
    if kind in ASKING and not claims:
        claims = stored.believed(till, event)
    return Decision(facts, claims)


def claims_of(till: Till, fact: Event) -> list[Claim]:
    """What one fact rests on that stations share."""
    claims = CLAIMS.get(type(fact))
    return claims(till, fact) if claims else []


def granted(entries: Iterable[Entry], tills: Mapping[str, Till]) -> list[Claim]:
    """All that was granted in the course of `entries`, as one claim for each thing; the tills live through them."""
    units: dict[str, int] = {}
    limits: dict[str, int] = {}
    for entry in entries:
        till = tills[entry.stream]
        for claim in claims_of(till, entry.what):
            units[claim.key] = units.get(claim.key, 0) + claim.units
            limits[claim.key] = claim.limit
        apply(till, entry)
    return [Claim(key, count, limits[key]) for key, count in units.items() if count]


def apply(till: Till, entry: Entry) -> None:
    """Let an entry have happened."""
    what = entry.what
    till.now = entry.at
    APPLY[type(what)](till, what, entry)
