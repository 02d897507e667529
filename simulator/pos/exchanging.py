"""How a return is settled: with money, with other goods (换货, even or not), or by undoing a finished sale (反结账)."""

from collections.abc import Sequence

from msgspec.structs import replace

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos.bundles import Missing, missing
from simulator.pos.calendar import today
from simulator.pos.refunding import OTHERWISE, completed, otherwise
from simulator.pos.refusals import refuse
from simulator.pos.returning import open_return, opened
from simulator.pos.returns import Return
from simulator.pos.sold import returned, sold_of
from simulator.pos.state import Till
from simulator.pos.tendering import settled

# --- decide ---------------------------------------------------------------------------------------


def start_exchange(till: Till, command: c.StartExchange) -> list[Event]:
    back = open_return(till)
    if not back.lines:
        return refuse(command, "refused.nothing_returned")
    rest = missing(till.rules, back)
    if rest is not None:
        return _whole(command, rest)
    return [f.ExchangeStarted(back.number, back.total)]


def _whole(command: c.StartExchange | c.FinishReturn | c.RefundOtherwise, rest: Missing) -> list[Event]:
    """A promotion whose goods come back together, or not at all."""
    return refuse(
        command, "refused.whole_bundle", promotion_en=rest.promotion.en, promotion_zh=rest.promotion.zh,
        goods_en=rest.goods.en, goods_zh=rest.goods.zh,
    )  # fmt: skip


def finish_return(till: Till, command: c.FinishReturn) -> list[Event]:
    return _finish(till, command)


def refund_otherwise(till: Till, command: c.RefundOtherwise) -> list[Event]:
    if command.kind not in OTHERWISE:
        return refuse(command, "refused.no_such_refund", tender=command.kind[:40])
    if till.returning is None:
        return otherwise(till, command)
    return _finish(till, command, command.kind)


def _finish(till: Till, command: c.FinishReturn | c.RefundOtherwise, other: str = "") -> list[Event]:
    back, sale = till.returning, till.sale
    if back is None:
        return refuse(command, "refused.no_return")
    if not back.lines:
        return refuse(command, "refused.nothing_returned")
    rest = missing(till.rules, back)
    if rest is not None:
        return _whole(command, rest)
    if sale is not None and sale.due:
        return refuse(command, "refused.still_due", due=till.rules.currency.format(sale.due))
    if sale is None:
        facts = completed(till, back, other=other)
    else:
        facts = settled(till, sale, tuple(sale.tenders), sale.rounding, other=other)
    return _undeliverable(till, command, back, facts) or facts


def _undeliverable(
    till: Till, command: c.FinishReturn | c.RefundOtherwise | c.PostVoid, back: Return, facts: Sequence[Event]
) -> list[Event]:
    """Refuses what can neither be sent now nor be put into anybody's hands."""
    if not till.outage.network and any(isinstance(fact, f.RefundRequested) for fact in facts):
        return refuse(command, "refused.offline")
    by_hand = sum(fact.amount for fact in facts if isinstance(fact, f.RefundMade) and fact.kind in OTHERWISE)
    if by_hand and back.customer not in ("", till.counter.here):  # nobody there to take it
        why = "refused.post_void_nobody" if isinstance(command, c.PostVoid) else "refused.refund_nobody"
        return refuse(command, why, amount=till.rules.currency.format(by_hand))
    return []


def post_void(till: Till, command: c.PostVoid) -> list[Event]:
    """反结账: the goods never left, or are back; the money goes back to what paid."""
    sold = till.found.get(command.receipt)
    last = till.last
    if last is not None and command.receipt in ("", last.receipt) and last.receipt not in till.found:
        channels = {request: payment.channel for request, payment in till.payments.items()}
        known = till.accounts.came_back.get(last.receipt)
        sold = known or sold_of(last, till.rules.policy, today(till), channels)
    elif last is not None and not command.receipt:
        sold = till.found.get(last.receipt)
    if sold is None:
        return refuse(command, "refused.no_such_receipt", value=command.receipt[:40])
    if sold.returns or any(line.returned for line in sold.lines):
        return refuse(command, "refused.returned_already", receipt=sold.receipt)
    card = next((line.line for line in sold.lines if line.line.account), None)
    if card is not None:  # what was put onto it may be spent
        return refuse(command, "refused.return_never", name_en=card.name.en, name_zh=card.name.zh)
    if sold.day != today(till):
        return refuse(command, "refused.another_day", receipt=sold.receipt, day=sold.day)
    begun = opened(till, sold)
    back = Return(begun.number, sold.customer, sold, begun.days)
    for n, line in enumerate(sold.lines, 1):
        back.lines[n] = returned(n, line, line.units, 0, "resalable", "other")
    facts = completed(till, back, kind="post_void", reason=command.reason)
    return _undeliverable(till, command, back, facts) or [replace(begun, customer=sold.customer), *facts]


# --- apply -----------------------------------------------------------------------------------------------------------


def exchange_started(till: Till, fact: f.ExchangeStarted, entry: Entry) -> None:
    open_return(till).exchange = True
    till.stage = "idle"


DECIDE = {
    c.StartExchange: start_exchange,
    c.FinishReturn: finish_return,
    c.RefundOtherwise: refund_otherwise,
    c.PostVoid: post_void,
}

APPLY = {f.ExchangeStarted: exchange_started}
