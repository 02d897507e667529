"""Goods that come back: find the receipt, look at the goods, take back what the rules allow.

    idle ──find_receipt──► receipts_found ──start_return──► returning ──finish_return──► refunding | change | idle
                                                                │ start_exchange
                                                                └────► idle, scanning, tendering (new goods) ──► ...

How it is settled: see `exchanging`; what money goes which way: `refunding`.
"""

from datetime import date

from msgspec.structs import replace

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.facts import ReturnedLine, Sold, SoldLine
from simulator.kernel.money import divide
from simulator.kernel.returns import CONDITIONS, FAULTY, REASONS, ReturnRule
from simulator.kernel.units import amount, measured
from simulator.pos.bundles import clawed_back
from simulator.pos.calendar import today
from simulator.pos.catalog import Item
from simulator.pos.invoicing import came_back
from simulator.pos.recent import lowest_recent
from simulator.pos.refusals import refuse
from simulator.pos.returns import Return
from simulator.pos.sold import is_spent, returned
from simulator.pos.state import Till
from simulator.pos.visits import Visit

# --- decide: the receipt ---------------------------------------------------------------------------------------------


def find_receipt(till: Till, command: c.FindReceipt) -> list[Event]:
    if command.by not in c.RECEIPT_BY or not command.value:
        return refuse(command, "refused.no_such_receipt", value=command.value[:40])
    if not till.outage.network:
        return refuse(command, "refused.offline_receipts")
    return [f.ReceiptAsked(command.by, command.value)]


def start_return(till: Till, command: c.StartReturn) -> list[Event]:
    sold = till.found.get(command.receipt)
    if sold is None:
        return refuse(command, "refused.no_such_receipt", value=command.receipt[:40])
    if is_spent(sold):
        return refuse(command, "refused.returned_already", receipt=sold.receipt)
    return [opened(till, sold)]


def without_receipt(till: Till, command: c.ReturnWithoutReceipt) -> list[Event]:
    return [f.ReturnOpened(_number(till), till.counter.here, None, today(till))]


def opened(till: Till, sold: Sold) -> f.ReturnOpened:
    day, window = today(till), till.rules.returns.days
    days = (date.fromisoformat(day) - date.fromisoformat(sold.day)).days if day and sold.day else 0
    return f.ReturnOpened(_number(till), till.counter.here, sold, day, days, bool(window) and days > window)


def _number(till: Till) -> str:
    return f"{till.station}-R{till.returns + 1:04}"


# --- decide: the goods -----------------------------------------------------------------------------------------------


def inspect_good(till: Till, command: c.InspectGood) -> list[Event]:
    visit = till.counter.visit
    good = visit.goods.get(command.good) if visit else None
    if good is None:
        return refuse(command, "refused.no_such_good", good=command.good)
    return [f.GoodInspected(good.id, good.state or "intact")]


def return_line(till: Till, command: c.ReturnLine) -> list[Event]:
    back = open_return(till)
    sold = next((line for line in back.sold.lines if line.line.line == command.line), None) if back.sold else None
    if sold is None:
        return refuse(command, "refused.no_such_line", line=str(command.line))
    wrong = _unsound(command)
    if wrong:
        return wrong
    start = sold.returned + sum(line.units for line in back.lines.values() if line.line == command.line)
    left = sold.units - start
    units = command.quantity or left
    if not 0 < units <= left:
        return refuse(
            command, "refused.more_than_sold", sold=_size(sold, sold.units), left=_size(sold, max(0, left)),
            name_en=sold.line.name.en, name_zh=sold.line.name.zh,
        )  # fmt: skip
    item = till.rules.catalog.items.get(sold.line.sku)
    rule = till.rules.returns.rule(sold.line.sku, item.category if item else "")
    against = _against(till, back, rule, command.condition)
    if sold.line.account:  # what was put onto a card may be spent
        return _refused(till, command, "never", rule, sold.line.name.en, sold.line.name.zh)
    if against and not back.exception:
        return _refused(till, command, against, rule, sold.line.name.en, sold.line.name.zh)
    line = returned(back.next_line, sold, units, start, command.condition, command.reason)
    if till.rules.returns.bundles == "claw_back":
        line = clawed_back(till.rules, back, line)
    return _added(till, back, line, rule, command.good, against)


def return_item(till: Till, command: c.ReturnItem) -> list[Event]:
    """Without a receipt: the lowest recent price, and nothing that the rules do not take back."""
    back, rules = open_return(till), till.rules
    item = rules.catalog.items.get(command.sku)
    if back.sold is not None:
        return refuse(command, "refused.by_the_receipt")
    if item is None:
        return refuse(command, "refused.unknown_item", sku=command.sku)
    wrong = _unsound(command)
    if wrong:
        return wrong
    if not 0 < command.quantity <= (99_999 if measured(item.unit) else 999):
        return refuse(command, "refused.quantity", quantity=str(command.quantity), most="999")
    rule = rules.returns.rule(item.sku, item.category)
    against = _against(till, back, rule, command.condition)
    if against and not back.exception:
        return _refused(till, command, against, rule, item.name.en, item.name.zh)
    return _added(till, back, _unreceipted(till, back, item, command), rule, command.good, against)


def _unreceipted(till: Till, back: Return, item: Item, command: c.ReturnItem) -> ReturnedLine:
    recent, weighed = lowest_recent(till, item), measured(item.unit)
    gross = divide(recent.price * command.quantity, 1000) if weighed else recent.price * command.quantity
    policy = till.rules.policy
    tax = policy.tax_of(gross, item.tax_rate)
    return ReturnedLine(
        back.next_line, 0, item.sku, item.name, 1 if weighed else command.quantity, command.quantity if weighed else 0,
        gross, 0, gross if policy.tax_inclusive else gross + tax, tax, item.tax_rate, command.condition,
        command.reason, pack_of=item.pack_of, pieces=item.pieces,
        unit=item.unit if weighed and item.unit != "kg" else "", recent=recent, within=till.rules.returns.recent,
    )  # fmt: skip


def _unsound(command: c.ReturnLine | c.ReturnItem) -> list[Event]:
    if command.condition not in CONDITIONS:
        return refuse(command, "refused.unknown_condition", condition=command.condition[:40])
    if command.reason not in REASONS:
        return refuse(command, "refused.unknown_reason", got=command.reason[:40])
    return []


def _size(sold: SoldLine, units: int) -> str:
    return amount(units, sold.line.measure) if sold.line.grams else str(units)


def _against(till: Till, back: Return, rule: ReturnRule, condition: str) -> str:
    """What speaks against it: the category's rule, or the window, the category's own one before the shop's."""
    refuses = rule.refuses(condition)
    window = rule.days or till.rules.returns.days
    return refuses or ("window" if window and back.days > window else "")


def _refused(
    till: Till, command: c.ReturnLine | c.ReturnItem, against: str, rule: ReturnRule, name_en: str, name_zh: str
) -> list[Event]:
    back, window = open_return(till), rule.days or till.rules.returns.days
    given = {"name_en": name_en, "name_zh": name_zh, "days": str(back.days), "window": str(window)}
    return refuse(command, f"refused.return_{against}", **given)


def _added(till: Till, back: Return, line: ReturnedLine, rule: ReturnRule, good: str, against: str) -> list[Event]:
    visit = till.counter.visit
    goods = _handed(visit, line, good) if visit else []
    states = [(visit.goods[good].state or "intact") if visit else "" for good in goods]
    made = replace(
        line,
        goods=tuple(goods),
        missing=line.quantity - len(goods),
        inspected=bool(goods) and visit is not None and all(good in visit.inspected for good in goods),
        state=next((state for state in states if state != "intact"), states[0] if states else ""),
        right=all(_same(rule.right(state), line.condition) for state in states),
        unsafe=line.to_shelf and any(rule.right(state) != "resalable" for state in states),
        against=against,
    )
    return [f.ReturnLineAdded(back.number, made, back.total + made.amount)]


def _handed(visit: Visit, line: ReturnedLine, good: str) -> list[str]:
    """The goods on the counter that this line takes back: the one in hand, then others of its kind."""
    there = [
        g.id
        for g in visit.goods.values()
        if (g.back or g.id in visit.charged) and g.sku == line.sku and g.id not in visit.handed_in
    ]
    if good in there:
        there.remove(good)
        there.insert(0, good)
    return there[: line.quantity]


def _same(right: str, condition: str) -> bool:
    return right == condition or (right in FAULTY and condition in FAULTY)


def remove_line(till: Till, command: c.RemoveReturnLine) -> list[Event]:
    back = open_return(till)
    line = back.lines.get(command.n)
    if line is None:
        return refuse(command, "refused.no_such_line", line=str(command.n))
    if any(other.line == line.line and other.start > line.start for other in back.lines.values() if line.line):
        return refuse(command, "refused.last_line_first")
    later = [other for other in back.lines.values() if other.n >= line.n]
    if len(later) > 1 and any(other.withheld for other in later):  # what is withheld rests on those before
        return refuse(command, "refused.last_line_first")
    return [f.ReturnLineRemoved(back.number, line.n, line.amount, back.total - line.amount, line.goods)]


def allow_exception(till: Till, command: c.AllowException) -> list[Event]:
    return [f.ReturnExceptionAllowed(open_return(till).number, command.reason)]


def cancel_return(till: Till, command: c.CancelReturn) -> list[Event]:
    back = till.returning
    if back is None:
        return refuse(command, "refused.no_return")
    acceptable = any(not line.against for line in back.lines.values())
    return [f.ReturnCancelled(back.number, back.total, len(back.lines), back.customer, command.reason, acceptable)]


# --- decide: papers --------------------------------------------------------------------------------------------------


def gift_receipt(till: Till, command: c.PrintGiftReceipt) -> list[Event]:
    if till.last is None:
        return refuse(command, "refused.nothing_to_print")
    return [f.GiftReceiptIssued(f"{till.last.receipt}G", till.last.receipt, till.last.sale)]


def return_signed(till: Till, stimulus: s.ReturnSigned) -> list[Event]:
    visit = till.counter.visits.get(stimulus.customer)
    unsigned = [done.number for done in visit.returns if done.number not in visit.signed] if visit else []
    return [f.ReturnSlipSigned(number, stimulus.customer) for number in unsigned]


def open_return(till: Till) -> Return:
    assert till.returning is not None, "the lifecycle lets nobody return to nothing"
    return till.returning


# --- apply -----------------------------------------------------------------------------------------------------------


def receipt_asked(till: Till, fact: f.ReceiptAsked, entry: Entry) -> None:
    till.receipt_asked, till.found = fact.value, {}


def receipts_found(till: Till, stimulus: s.ReceiptsFound, entry: Entry) -> None:
    if till.outage.dark or stimulus.value != till.receipt_asked:
        return
    till.receipt_asked = ""
    if till.returning is None and till.outage.network:  # without a line the answer does not arrive
        till.found = {sold.receipt: sold for sold in stimulus.receipts}
        for sold in stimulus.receipts:
            came_back(till, sold)


def return_wished(till: Till, stimulus: s.ReturnWished, entry: Entry) -> None:
    visit = till.counter.visits.get(stimulus.customer)
    if visit:
        visit.wished = stimulus


def return_opened(till: Till, fact: f.ReturnOpened, entry: Entry) -> None:
    till.returning = Return(fact.number, fact.customer, fact.sold, fact.days, fact.expired)
    till.returns += 1
    till.stage = "returning"
    if fact.sold is not None:
        till.found[fact.sold.receipt] = fact.sold


def good_inspected(till: Till, fact: f.GoodInspected, entry: Entry) -> None:
    visit = till.counter.visit
    if visit:
        visit.inspected.add(fact.good)


def line_added(till: Till, fact: f.ReturnLineAdded, entry: Entry) -> None:
    back, visit = open_return(till), till.counter.visit
    back.lines[fact.line.n] = fact.line
    back.next_line = fact.line.n + 1
    if visit:
        visit.handed_in.update(fact.line.goods)


def line_removed(till: Till, fact: f.ReturnLineRemoved, entry: Entry) -> None:
    open_return(till).lines.pop(fact.n)
    _hand_back(till, fact.goods)


def _hand_back(till: Till, goods: tuple[str, ...]) -> None:
    for visit in till.counter.visits.values():
        visit.handed_in.difference_update(goods)


def exception_allowed(till: Till, fact: f.ReturnExceptionAllowed, entry: Entry) -> None:
    back = open_return(till)
    back.exception, back.reason = True, fact.reason


def return_cancelled(till: Till, fact: f.ReturnCancelled, entry: Entry) -> None:
    back = open_return(till)
    for line in back.lines.values():
        _hand_back(till, line.goods)
    till.returning = None
    if till.stage == "returning":
        till.stage = "idle"


def gift_receipt_issued(till: Till, fact: f.GiftReceiptIssued, entry: Entry) -> None:
    till.printing.append(fact.document)
    till.unprinted = ""


def slip_signed(till: Till, fact: f.ReturnSlipSigned, entry: Entry) -> None:
    visit = till.counter.visits.get(fact.customer)
    if visit:
        visit.signed.add(fact.number)


DECIDE = {
    c.FindReceipt: find_receipt,
    c.StartReturn: start_return,
    c.ReturnWithoutReceipt: without_receipt,
    c.InspectGood: inspect_good,
    c.ReturnLine: return_line,
    c.ReturnItem: return_item,
    c.RemoveReturnLine: remove_line,
    c.AllowException: allow_exception,
    c.CancelReturn: cancel_return,
    c.PrintGiftReceipt: gift_receipt,
    s.ReturnSigned: return_signed,
}

APPLY = {
    f.ReceiptAsked: receipt_asked,
    s.ReceiptsFound: receipts_found,
    s.ReturnWished: return_wished,
    f.ReturnOpened: return_opened,
    f.GoodInspected: good_inspected,
    f.ReturnLineAdded: line_added,
    f.ReturnLineRemoved: line_removed,
    f.ReturnExceptionAllowed: exception_allowed,
    f.ReturnCancelled: return_cancelled,
    f.GiftReceiptIssued: gift_receipt_issued,
    f.ReturnSlipSigned: slip_signed,
}
