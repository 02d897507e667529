"""Habits of an experienced cashier when something comes back: listen, find the receipt, look, judge, refund, sign.

Receipt and goods match -> window and category -> condition -> approval by limit -> to what paid -> slip signed.
"""

from simulator.drill.bots.knowledge import promised
from simulator.drill.bots.steps import Advice, Memory, do, recognise, wait
from simulator.kernel import commands as c
from simulator.kernel.facts import Sold, SoldLine
from simulator.kernel.returns import FAULTY, ReturnRule, reason_for
from simulator.pos.catalog import Item
from simulator.pos.counter_view import GoodSeen
from simulator.pos.returns_view import BroughtSeen
from simulator.pos.sold import CREDIT, is_spent
from simulator.pos.view import View

ASKED = 30_000
"""A receipt that was looked for so lately is not looked for again."""
FIRST_QUERY, NEXT_QUERY, WAY_TO_ANSWER = 5_000, 10_000, 4_000
"""Milliseconds until a refund without an answer is asked about, between two queries, and in which one is answered."""


def handling(view: View) -> bool:
    """Something was brought back and is not settled, or a return is open that is no exchange."""
    if view.exchange:
        return False
    shops_too = "decline_return" in view.said and bool(view.belt)
    return bool(view.returning) or (bool(view.brought) and not view.returned and not shops_too)


def shopping(view: View) -> bool:
    """Their return is done, and they take something besides."""
    return view.returned and not view.drawer_open and (bool(view.sale) or any(_waits(good) for good in view.belt))


def let_go(view: View, memory: Memory) -> Advice | None:
    """They know that nothing is taken back, and take their leave."""
    return wait("advice.wait_goodbye") if "decline_return" in view.said and not view.returning else None


# --- the receipt


def listen(view: View, memory: Memory) -> Advice | None:
    """What do they want? It is said in a moment."""
    return wait("advice.return_listen") if view.wished is None and not view.returning else None


def await_office(view: View, memory: Memory) -> Advice | None:
    return wait("advice.return_await_office") if view.receipt_asked and view.network else None


def start_return(view: View, memory: Memory) -> Advice | None:
    """The receipt that was found: what was brought stands on it, and is not all back already."""
    if view.returning or view.stage != "idle":
        return None
    for sold in view.receipts:
        if not is_spent(sold) and any(_line_of(view, sold, good) for good in view.brought):
            return do(c.StartReturn(sold.receipt), "advice.return_start", receipt=sold.receipt)
    return None


def decline_spent(view: View, memory: Memory) -> Advice | None:
    """Everything on that receipt came back already: explained kindly, nothing is refunded."""
    wished = view.wished
    if view.returning or wished is None or not wished.receipt:
        return None
    if any(sold.receipt == wished.receipt and is_spent(sold) for sold in view.receipts):
        return do(c.Say("decline_return"), "advice.return_spent")
    return None


def find_receipt(view: View, memory: Memory) -> Advice | None:
    wished = view.wished
    if view.returning or wished is None or view.stage != "idle":
        return None
    for by, value in (("code", wished.receipt), ("member", wished.member), ("card", wished.card)):
        if value and not memory.lately(f"receipt {value}", view.now, ASKED):
            return do(c.FindReceipt(by, value), "advice.return_find")
    return None


def without_receipt(view: View, memory: Memory) -> Advice | None:
    """No receipt, or one that nobody knows: the lowest recent price, as a credit note, with the supervisor."""
    if view.returning or view.stage != "idle" or view.pending:
        return None
    if not any(_acceptable_plain(view, good) for good in view.brought):
        unseen = next((good for good in view.brought if not good.state), None)
        return do(c.InspectGood(unseen.id), "advice.return_inspect", good=unseen.look) if unseen else _decline(view)
    return do(c.ReturnWithoutReceipt(), "advice.return_plain")


def _acceptable_plain(view: View, good: BroughtSeen) -> bool:
    item = _item(view, good)
    return bool(good.state) and item is not None and not _rule(view, item).refuses(_rule(view, item).right(good.state))


# --- the goods


def inspect(view: View, memory: Memory) -> Advice | None:
    """Nothing is judged unseen; and what was looked at, and can be taken back, is taken back before the next one."""
    taking = view.stage == "returning" and not view.pending
    if taking and any(good.state and not good.taken and take(view, good) for good in view.brought):
        return None
    for good in view.brought:
        if not good.state:
            return do(c.InspectGood(good.id), "advice.return_inspect", good=good.look)
    return None


def give_back(view: View, memory: Memory) -> Advice | None:
    """What was judged otherwise than it is, or is more than lies there, is taken off again, the last of it first."""
    if view.stage != "returning" or view.pending:
        return None
    there: dict[str, list[str]] = {}
    for good in view.brought:
        item = _item(view, good) if good.taken else None
        if item is not None:
            there.setdefault(item.sku, []).append(_kind(_rule(view, item).right(good.state)))
    lines, wrong = view.return_lines, None
    for line in lines:
        found, kind = there.get(line.sku, []), _kind(line.condition)
        if found.count(kind) < line.quantity:
            wrong = line
        for _ in range(min(line.quantity, found.count(kind))):
            found.remove(kind)
    if wrong is None:
        return None
    whole = any(line.withheld for line in lines)
    last = [line for line in lines if whole or line is wrong or (wrong.line and line.line == wrong.line)][-1]
    return do(c.RemoveReturnLine(last.n), "advice.return_give_back", good=last.name)


def _kind(condition: str) -> str:
    """Damaged and spoiled are one thing to the till: neither is sold again."""
    return FAULTY[0] if condition in FAULTY else condition


def make_exception(view: View, memory: Memory) -> Advice | None:
    """It comes back too late, and the manager was promised to be asked: not a cashier's to grant, nor to deny."""
    if view.stage != "returning" or view.pending or view.exception or promised(view, "exception") is None:
        return None
    if any(not good.taken and _too_late(view, good) for good in view.brought):
        return do(c.AllowException("goodwill"), "advice.return_exception")
    return None


def _too_late(view: View, good: BroughtSeen) -> bool:
    item = _item(view, good)
    window = (_rule(view, item).days or view.rules.returns.days) if item is not None else 0
    return bool(window) and view.return_days > window


def take_back(view: View, memory: Memory) -> Advice | None:
    """What the rules take back, each in the condition that was seen."""
    if view.stage != "returning" or view.pending:
        return None
    for good in view.brought:
        step = None if good.taken else take(view, good)
        if step is not None:
            return step
    return None


def take(view: View, good: BroughtSeen) -> Advice | None:
    """One good, in the condition that was seen; nothing where the rules do not take it."""
    item, sold = _item(view, good), view.return_of
    if item is None:
        return None
    rule = _rule(view, item)
    condition = rule.right(good.state)
    reason = reason_for(condition, view.wished.reason if view.wished else "")
    why = "advice.return_take_shelf" if condition == "resalable" else "advice.return_take_off"
    if (rule.refuses(condition) or _too_late(view, good)) and not view.exception:
        return None
    if sold is None:
        return do(c.ReturnItem(item.sku, good.measure or 1, condition, reason, good.id), why, good=good.look)
    line = _line_of(view, sold, good)
    if line is None:
        return None
    units = good.measure or (0 if line.line.grams else 1)
    return do(c.ReturnLine(line.line.line, units, condition, reason, good.id), why, good=good.look)


def decline(view: View, memory: Memory) -> Advice | None:
    """Nothing of it is taken back: say why, and leave it at that."""
    if view.stage != "returning" or (view.return_lines and not view.return_missing) or view.pending:
        return None
    if "decline_return" not in view.said and view.here is not None:
        rest = view.return_missing
        if rest is not None:
            return do(c.Say("decline_return"), "advice.return_whole", promotion=rest.promotion, goods=rest.goods)
        return _decline(view)
    return do(c.CancelReturn("not_taken_back"), "advice.return_cancel")


def _decline(view: View) -> Advice:
    return do(c.Say("decline_return"), "advice.return_decline")


# --- the money


def exchange(view: View, memory: Memory) -> Advice | None:
    wished = view.wished
    wanted = wished is not None and wished.wish == "exchange" and any(_waits(good) for good in view.belt)
    if wanted and view.stage == "returning" and view.return_lines and not view.pending:
        return do(c.StartExchange(), "advice.return_exchange")
    return None


def _waits(good: GoodSeen) -> bool:
    return not good.charged and not good.unwanted


def refund(view: View, memory: Memory) -> Advice | None:
    """To what paid, whatever else was asked for; as a credit note where nobody knows what did."""
    if view.stage == "returning" and view.return_lines and not view.pending:
        credit = set(view.return_ways) == {CREDIT}
        why = "advice.return_finish_credit" if credit else "advice.return_finish"
        return do(c.FinishReturn(), why, amount=view.rules.currency.format(view.return_total))
    return None


def settle_exchange(view: View, memory: Memory) -> Advice | None:
    """The new goods cost no more than what came back: the rest is refunded."""
    if view.exchange and view.stage == "tendering" and not view.due and not view.pending:
        return do(c.FinishReturn(), "advice.return_finish_exchange")
    return None


def await_refund(view: View, memory: Memory) -> Advice | None:
    return wait("advice.return_await_refund") if view.stage == "refunding" else None


def query_refund(view: View, memory: Memory) -> Advice | None:
    """An unknown refund is asked about, never paid again; what was not even sent is sent once more."""
    if view.stage not in ("idle", "change") or not view.network or view.drawer_open:
        return None
    for due in view.open_refunds:
        if due.status == "declined" and not due.error:
            continue
        asked = memory.noted.get(f"query {due.request}")
        moment = due.asked_at + FIRST_QUERY if asked is None else asked + NEXT_QUERY
        step = do(c.QueryPayment(due.request), "advice.return_query")
        if moment <= view.now:
            return step
        if view.here is not None and view.here.customer == due.customer:
            asking = memory.lately(f"query {due.request}", view.now, WAY_TO_ANSWER)
            meanwhile = "advice.return_asked" if asking else "advice.return_await_query"
            return step._replace(after=moment - view.now, meanwhile=meanwhile)
    return None


def refund_otherwise(view: View, memory: Memory) -> Advice | None:
    """What the channel will not send goes out in cash, with the supervisor's approval, while they stand there."""
    for due in view.refunds_to_hand_over:
        if due.status == "declined" and not due.error and view.stage == "idle" and not view.pending:
            return do(c.RefundOtherwise("cash", due.number), "advice.return_otherwise")
    return None


def sign(view: View, memory: Memory) -> Advice | None:
    """The slip is signed, once it is printed."""
    if not view.unsigned or view.printing or view.drawer_open or view.printer_error:
        return None
    return wait("advice.return_await_sign") if "ask_sign" in view.said else do(c.Say("ask_sign"), "advice.return_sign")


def say_refund(view: View, memory: Memory) -> Advice | None:
    """When does the money arrive? Cash and a credit note are in their hands already."""
    if not view.arrives_later or "say_refund" in view.said or view.drawer_open or view.refunding:
        return None
    return do(c.Say("say_refund"), "advice.return_say")


def clear_return(view: View, memory: Memory) -> Advice | None:
    """Nobody stands there any more whose goods these are."""
    if view.returning and view.here is None and view.stage in ("returning", "idle", "scanning") and not view.pending:
        return do(c.CancelReturn("customer"), "advice.return_clear")
    return None


# --- what is what


def _item(view: View, good: BroughtSeen) -> Item | None:
    return recognise(view, GoodSeen(good.id, good.look, "clean", good.code, charged=False, unwanted=False))


def item_of(view: View, good: str) -> Item | None:
    """What a good that was brought back is."""
    return next((_item(view, each) for each in view.brought if each.id == good), None)


def _rule(view: View, item: Item) -> ReturnRule:
    return view.rules.returns.rule(item.sku, item.category)


def _line_of(view: View, sold: Sold, good: BroughtSeen) -> SoldLine | None:
    """The line that a good was sold on, with something left to come back."""
    item = _item(view, good)
    for line in sold.lines:
        taken = sum(each.grams or each.quantity for each in view.return_lines if each.line == line.line.line)
        if item is not None and line.line.sku == item.sku and line.units - line.returned - taken > 0:
            return line
    return None
