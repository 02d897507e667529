"""What comes back: finding the receipt, taking lines back with their condition, and how the money goes."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.events import Command
from simulator.kernel.texts import Text, half_width
from simulator.pos.returns_view import BroughtSeen
from simulator.pos.view import View
from simulator.screens.till import choices, return_choices
from simulator.screens.till.matching import good_on
from simulator.screens.till.operations.possible import why_not

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

MOST_DIGITS = 6
"""Of a quantity: grams of what is weighed, too."""


def find_receipt(till: "TillScreen") -> None:
    """By the receipt held out or the number typed at once; else a choice of ways to look."""
    if why_not(till, "find_receipt"):
        till.submit(c.FindReceipt("number", ""))
        return
    wished, typed = till.view.wished, half_width(till.take_entry()).strip()
    if typed:
        till.submit(c.FindReceipt("number", typed))
    elif len(till.view.receipts) > 1 and not till.view.returned:
        till.asking.receipts()
    elif wished is not None and wished.receipt and not till.view.receipts:
        till.submit(c.FindReceipt("code", wished.receipt))
    else:
        till.asking.choose(return_choices.ways(till), lambda way: _look(till, way))


def _look(till: "TillScreen", way: str) -> None:
    wished = till.view.wished
    known = {
        "code": wished.receipt if wished else "",
        "member": till.view.member_card or (wished.member if wished else ""),
        "card": wished.card if wished else "",
    }.get(way, "")
    if way == "none":
        till.submit(c.ReturnWithoutReceipt())
    elif known:
        till.submit(c.FindReceipt(way, known))
    else:
        ask = f"till.ask.receipt_{way}"
        till.asking.number(ask, "till.ask.receipt_note", lambda text: till.submit(c.FindReceipt(way, text)))


def inspect_good(till: "TillScreen") -> None:
    waiting = [good for good in till.view.brought if not good.state]
    if len(waiting) == 1:
        till.submit(c.InspectGood(waiting[0].id))
    elif till.view.brought:
        till.asking.choose(return_choices.brought(till), lambda good: till.submit(c.InspectGood(good)))
    else:
        till.submit(c.InspectGood(""))


def looks_first(view: View) -> bool:
    """Nothing is rung up, and what lies there comes back and was not looked at yet."""
    if view.stage != "idle" or view.wished is None or any(not good.charged for good in view.belt):
        return False
    return any(not good.state for good in view.brought)


def takes_up(view: View) -> bool:
    return view.stage == "returning" or looks_first(view)


def in_hand(till: "TillScreen") -> BroughtSeen | None:
    """Of what lies there and is not taken back yet: the one under the cursor, else the first."""
    waiting = [good for good in till.view.brought if not good.taken]
    return till.belt.brought if till.belt.brought in waiting else next(iter(waiting), None)


def to_look_at(till: "TillScreen") -> bool:
    """Something is in hand that was not looked at yet."""
    good = in_hand(till)
    return good is not None and not good.state


def takes_back(till: "TillScreen") -> bool:
    """The scanner's key takes back what is in hand: it was looked at already."""
    good = in_hand(till) if till.view.stage == "returning" else None
    return good is not None and bool(good.state)


def take_up(till: "TillScreen") -> None:
    """The scanner's key where something comes back: look at the good in hand, then take back the line it is on."""
    good = in_hand(till)
    if good is None and till.view.brought:
        till.say("info", "till.all_taken", refund=till.key_label("start_tender"))
    elif good is None:
        return_line(till)
    elif not good.state:
        till.submit(c.InspectGood(good.id))
    else:
        till.belt.take_in_hand(good)
        return_line(till)


def comes_back(view: View) -> bool:
    """Something lies there that is to come back, and no return is open yet."""
    return bool(view.brought) and not view.returned


def receipt_first(till: "TillScreen") -> None:
    """What is in hand was looked at: it is taken back once there is its receipt, which is asked for or still to be."""
    asked = till.view.receipt_asked
    find, scan = till.key_label("find_receipt"), till.key_label("scan")
    till.say("info", "till.receipt_awaited" if asked else "till.receipt_first", find=find, scan=scan)


def take_up_scanned(till: "TillScreen", code: str) -> bool:
    """A real scanner was held against something that comes back: that one; False where nothing here has the code."""
    found = next((good for good in till.view.brought if good.code == code and not good.taken), None)
    if found is not None:
        till.belt.cursor = ("brought", found.id)
        take_up(till)
    return found is not None


def return_line(till: "TillScreen") -> None:
    """The line under the cursor: one piece, or as many as were typed (what is weighed: all of it, or so many grams).

    Without a receipt: the good in hand by its code, or what somebody finds by its name.
    """
    view, lacking = till.view, why_not(till, "return_line")
    if lacking == "refused.while_idle" and comes_back(view):
        receipt_first(till)
        return
    if lacking:
        till.submit(c.ReturnLine(0))
        return
    text = half_width(till.take_entry())
    if text and not (text.isdecimal() and len(text) <= MOST_DIGITS):
        till.say("bad", "till.bad_quantity", text=text[:MOST_DIGITS])
        return
    quantity = int(text or 0)
    if view.return_of is None:
        _without_receipt(till, quantity)
    elif (line := till.basket.return_line) is not None:
        good = good_on(view, str(line), till.belt.brought)
        weighed = any(sold.line.line == line and sold.line.grams for sold in view.return_of.lines)
        much = quantity or (good.measure if good else 0) or (0 if weighed else 1)
        sold = next(sold.line.name for sold in view.return_of.lines if sold.line.line == line)
        _judge(till, partial(c.ReturnLine, line, much), good, sold)
    else:
        till.say("warn", "till.no_line")


def _without_receipt(till: "TillScreen", quantity: int) -> None:
    good = in_hand(till)
    much = quantity or (good.measure if good else 0) or 1
    item = till.view.rules.catalog.find(good.code) if good is not None and good.code else None
    if item is not None:
        _judge(till, partial(c.ReturnItem, item.sku, much), good, item.name)
    else:
        items = till.view.rules.catalog.items
        till.asking.find_item(
            "till.ask.return_item", lambda sku: _judge(till, partial(c.ReturnItem, sku, much), good, items[sku].name)
        )


def _judge(till: "TillScreen", take: Callable[[str, str, str], Command], good: BroughtSeen | None, name: Text) -> None:
    """In which condition it is, and why it comes back."""
    in_hand = good.id if good is not None else ""

    def because(condition: str) -> None:
        dialog = return_choices.reasons(till, condition)
        till.asking.choose(dialog, lambda reason: till.submit(take(condition, reason, in_hand)))

    till.asking.choose(return_choices.conditions(till, name), because)


def remove_return_line(till: "TillScreen") -> None:
    lines = till.view.return_lines
    if len(lines) == 1:
        till.submit(c.RemoveReturnLine(lines[0].n))
    elif lines:
        till.asking.choose(return_choices.taken(till), lambda n: till.submit(c.RemoveReturnLine(int(n))))
    else:
        till.submit(c.RemoveReturnLine(0))


def for_a_reason(action: str, make: Callable[[str], Command]) -> Callable[["TillScreen"], None]:
    """Asks why first; where it is not possible, the till says so."""

    def run(till: "TillScreen") -> None:
        if why_not(till, action):
            till.submit(make(""))
        else:
            till.asking.choose(choices.reasons(action), lambda reason: till.submit(make(reason)))

    return run


def post_void(till: "TillScreen") -> None:
    """The last sale; where the back office found others of today, which of them."""
    if why_not(till, "post_void"):
        till.submit(c.PostVoid(""))
        return

    def undo(receipt: str) -> None:
        till.asking.choose(choices.reasons("post_void"), lambda reason: till.submit(c.PostVoid(reason, receipt)))

    last = till.view.last_receipt
    others = [sold for sold in till.view.receipts if sold.sale and sold.receipt != last]
    if others:
        till.asking.choose(return_choices.finished(till, last, others), undo)
    else:
        undo("")


def refund_otherwise(till: "TillScreen") -> None:
    """Which other way; where whom it belongs to has left, the till says so."""
    owed_only = not till.view.returning and not till.view.refunds_to_hand_over
    if owed_only or why_not(till, "refund_otherwise"):
        till.submit(c.RefundOtherwise("cash"))
    else:
        till.asking.choose(return_choices.otherwise(till), lambda kind: till.submit(c.RefundOtherwise(kind)))
