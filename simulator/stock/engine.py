"""`decide(room, event) -> Decision`, `apply(room, entry)`: all of the stockroom's rules, from a table of handlers.

Deterministic and without I/O, as with the tills. `decide` only reads; `apply` mutates the state that it alone owns.

**Rights.** What an operation puts at stake is read from the facts that would follow: the value of what is written off,
of all variances of a count, of what was delivered beyond the order. Above the role's limit it waits for somebody of
the level that the role's file names, and nobody approves their own. What the role may never do is refused
at once, with who can.
"""

from collections.abc import Callable
from typing import Any

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Decision, Event, name_of
from simulator.kernel.goods import StockMove
from simulator.kernel.money import Minor
from simulator.pos.refusals import refuse
from simulator.pos.rights import Right, barred
from simulator.pos.rules import LEVELS
from simulator.stock import (
    care,
    counting,
    inquiry,
    listing,
    novelties,
    places,
    prices,
    recalls,
    receiving,
    seeing,
    station,
    tills,
    transfers,
)
from simulator.stock.ledger import make
from simulator.stock.reality import FOLLOW
from simulator.stock.state import Pending, Stockroom

Decider = Callable[[Stockroom, Any], list[Event]]
Applier = Callable[[Stockroom, Any, Entry], None]

ROOMS = (
    receiving, places, care, recalls, counting, transfers, prices, listing, novelties, inquiry, seeing, station, tills,
)  # fmt: skip

RECEIVING = (c.ReceiveGoods, c.RejectGoods, c.UndoReceived, c.PostReceipt, c.CancelReceipt)
"""Possible only while a delivery is being received; everything else is possible beside it."""

BY_TORCH = (c.LookAtPlace, c.CallSupervisor, c.RefuseDelivery)
"""What is done without the terminal: possible while the power is out."""

ALWAYS = (c.EnterPin, c.CancelAuthorization, c.CallSupervisor)

STAKES: dict[type[Event], str] = {
    f.ReceiptPosted: "excess",
    f.StockWrittenOff: "value",
    f.StockAdjusted: "value",
    f.SupplierReturned: "value",
    f.LotMarkedDown: "amount",
    f.ShelfPriceChanged: "amount",
    f.CountPosted: "amount",
    f.TransferSent: "value",
    f.TransferSettled: "value",
    f.GoodsOrdered: "value",
}
"""Fact -> the amount in it that an operation's limit is compared with."""

RIGHTS: dict[type[Event], str] = {
    kind: name_of(kind)
    for kind in (
        c.StartReceiving, c.PostReceipt, c.MarkDown, c.WriteOff, c.ReturnToSupplier, c.AdjustStock, c.PostCount,
        c.SendTransfer, c.SettleTransfer, c.ChangePrice, c.OrderGoods,
        c.PostList,
    )
}  # fmt: skip
"""Operations whose right a role's file may limit."""

FREE_OF_STAKE = (c.PostReceipt, c.PostCount)
"""Operations that need no approval as long as nothing is at stake, whatever the role's file says."""


# --- what is possible ------------------------------------------------------------------------------------------------


def refusal(room: Stockroom, command: Event) -> str:
    """Why an operation is not possible now; empty when it is."""
    kind = type(command)
    if not room.opened:
        return "refused.stockroom_not_open"
    if room.closed:
        return "refused.stockroom_closed"
    if room.dark and kind not in BY_TORCH:
        return "refused.stockroom_dark"
    if kind in (c.EnterPin, c.CancelAuthorization):
        return "" if room.pending else "refused.nothing_to_authorize"
    if room.pending and kind not in ALWAYS:
        return "refused.authorization_open"
    if kind in RECEIVING and room.receipt is None:
        return "refused.no_receipt"
    if kind is c.StartReceiving and room.receipt is not None:
        return "refused.receipt_open"
    return ""


# --- authorization ---------------------------------------------------------------------------------------------------


def at_stake(facts: list[Event]) -> Minor:
    """What is at stake in what would follow."""
    return sum(abs(getattr(fact, STAKES[type(fact)])) for fact in facts if type(fact) in STAKES)


def right_of(room: Stockroom, command: Event) -> Right | None:
    """The right that limits an operation; None where it is free.

    A delivery that nobody ordered is approved before it is received, and not once more when it is posted.
    """
    if type(command) is c.StartReceiving and command.purchase:
        return None
    if type(command) is c.PostReceipt and room.receipt is not None and not room.receipt.order:
        return None
    return room.rules.rights.get(RIGHTS.get(type(command), ""))


def _lacks(room: Stockroom, command: Event, facts: list[Event]) -> list[Event]:
    """The authorization that has to be asked for; empty where none has."""
    right = right_of(room, command)
    if right is None or any(isinstance(fact, f.Refused) for fact in facts):
        return []
    amount = at_stake(facts)
    if right.covers(amount) or (type(command) in FREE_OF_STAKE and not amount):
        return []
    return [f.AuthorizationAsked(name_of(command), amount, right.above)]


def _enter_pin(room: Stockroom, command: c.EnterPin) -> list[Event]:
    pending = room.pending
    assert pending is not None, "nobody enters a PIN for nothing"
    if command.badge and command.badge == room.operator:
        return refuse(command, "refused.own_approval")
    if room.rules.shop.level(command.badge) < LEVELS.index(pending.level):
        return refuse(command, "refused.wrong_pin")
    return _authorized(room, pending, command.badge, present=room.supervisor == command.badge)


def _supervisor_authorized(room: Stockroom, stimulus: s.SupervisorAuthorized) -> list[Event]:
    pending = room.pending
    if pending is None or stimulus.badge == room.operator:
        return []
    if room.rules.shop.level(stimulus.badge) < LEVELS.index(pending.level):
        return []
    return _authorized(room, pending, stimulus.badge, present=True)


def _authorized(room: Stockroom, pending: Pending, badge: str, *, present: bool) -> list[Event]:
    """Decided again: the tills went on selling meanwhile. Where more is at stake by now, it is asked for again."""
    command = pending.command
    facts = _with_labels(room, DECIDE[type(command)](room, command))
    right = right_of(room, command)
    amount = at_stake(facts)
    if right is not None and amount > pending.amount and not right.covers(amount):
        facts = refuse(command, "refused.more_at_stake", amount=room.rules.shop.currency.format(amount))
    return [f.Authorized(pending.operation, badge, present), *facts]


def _supervisor_declined(room: Stockroom, stimulus: s.SupervisorDeclined) -> list[Event]:
    return [f.AuthorizationDenied(room.pending.operation, stimulus.badge)] if room.pending else []


def _cancel_authorization(room: Stockroom, command: c.CancelAuthorization) -> list[Event]:
    assert room.pending is not None, "nobody cancels nothing"
    return [f.AuthorizationCancelled(room.pending.operation)]


def _asked(room: Stockroom, command: Command, entry: Entry) -> None:
    """A command changes nothing by itself; it is kept for the case that it has to wait for an authorization."""
    room.asked = command


def _authorization_asked(room: Stockroom, fact: f.AuthorizationAsked, entry: Entry) -> None:
    assert room.asked is not None, "an authorization was asked for no command"
    room.pending = Pending(room.asked, fact.operation, fact.amount, fact.level)


def _authorization_over(room: Stockroom, fact: Event, entry: Entry) -> None:
    room.pending = None


def _turned_down(room: Stockroom, delivery: str) -> None:
    """Of what was ordered only the way of receiving it was declined: it is received by its order."""
    arrived = room.deliveries.get(delivery)
    order = room.orders.get(arrived.purchase) if arrived is not None else None
    if order is None or not order.open:
        room.turned_down.add(delivery)


def _denied(room: Stockroom, fact: f.AuthorizationDenied, entry: Entry) -> None:
    asked = room.pending.command if room.pending else None
    if isinstance(asked, c.StartReceiving):
        _turned_down(room, asked.delivery or next(iter(room.deliveries), ""))
    elif isinstance(asked, c.PostReceipt) and room.receipt is not None:
        room.receipt.declined = True
    room.pending = None


def _refused(room: Stockroom, fact: f.Refused, entry: Entry) -> None:
    """What has to be counted again is remembered: the system names it."""
    if fact.reason == "refused.recount_first":
        room.counts[fact.given["count"]].again.update(fact.given["sku"].split())


# --- the tables ------------------------------------------------------------------------------------------------------

DECIDE: dict[type[Event], Decider] = {
    c.EnterPin: _enter_pin,
    c.CancelAuthorization: _cancel_authorization,
    s.SupervisorAuthorized: _supervisor_authorized,
    s.SupervisorDeclined: _supervisor_declined,
}
APPLY: dict[type[Event], Applier] = {
    f.AuthorizationAsked: _authorization_asked,
    f.Authorized: _authorization_over,
    f.AuthorizationDenied: _denied,
    f.Refused: _refused,
    f.AuthorizationCancelled: _authorization_over,
}
for _room in ROOMS:
    DECIDE.update(getattr(_room, "DECIDE", {}))
    APPLY.update(getattr(_room, "APPLY", {}))

OPERATIONS = frozenset(kind for kind in DECIDE if issubclass(kind, Command))
APPLY.update(dict.fromkeys(OPERATIONS, _asked))


def _with_labels(room: Stockroom, facts: list[Event]) -> list[Event]:
    """A lot that is marked down gets its labels with the price, never without."""
    marked = [prices.marked_label(room, fact) for fact in facts if isinstance(fact, f.LotMarkedDown)]
    return [*facts, *marked]


def foreseen(room: Stockroom, command: Command) -> list[Event]:
    """What would follow from a command once whoever decides has said yes."""
    handler = DECIDE.get(type(command))
    return _with_labels(room, handler(room, command)) if handler is not None else []


def decide(room: Stockroom, event: Event) -> Decision:
    """What follows from a command or a stimulus, given the stockroom's own state."""
    handler = DECIDE.get(type(event))
    if handler is None:
        if isinstance(event, Command):
            return Decision(refuse(event, "refused.not_in_stockroom"))
        return Decision([])
    if isinstance(event, Command):
        others = barred(room.rules.never, event)
        if others:
            return Decision(others)
        reason = refusal(room, event)
        if reason:
            given = {"receipt": room.receipt.receipt} if reason == "refused.receipt_open" and room.receipt else {}
            return Decision(refuse(event, reason, **given))
    facts = _with_labels(room, handler(room, event))
    return Decision((isinstance(event, Command) and _lacks(room, event, facts)) or facts)


def apply(room: Stockroom, entry: Entry) -> None:
    """Let an entry have happened."""
    what = entry.what
    room.now = entry.at
    moves: tuple[StockMove, ...] = getattr(what, "moves", ())
    if moves:
        make(room, entry, what, moves)
    follow = FOLLOW.get(type(what))
    if follow is not None:
        follow(room.reality, what)
    applier = APPLY.get(type(what))
    if applier is not None:
        applier(room, what, entry)
