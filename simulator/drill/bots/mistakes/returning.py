"""What goes wrong at returns: all to the shelf, goods nobody handed in, cash for a phone's payment, paid twice."""

from msgspec.structs import replace

from simulator.drill.bots import returning as rt
from simulator.drill.bots.mistakes.why import WHY
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.kernel.commands import ReturnItem, ReturnLine
from simulator.pos.view import View


def to_the_shelf(view: View, memory: Memory) -> Advice | None:
    """Whatever it looks like, it goes back to the shelf; what the till does not take so is written off."""
    right = rt.take_back(view, memory)
    command = right.command if right else None
    if not isinstance(command, ReturnLine | ReturnItem) or command.condition == "resalable":
        return right
    item = rt.item_of(view, command.good)
    if item is None or view.rules.returns.rule(item.sku, item.category).refuses("resalable"):
        return right
    if isinstance(command, ReturnLine):
        return do(c.ReturnLine(command.line, command.quantity, "resalable", command.reason, command.good), WHY)
    return do(c.ReturnItem(command.sku, command.quantity, "resalable", command.reason, command.good), WHY)


def all_of_it(view: View, memory: Memory) -> Advice | None:
    """The whole line of the receipt, however much of it lies there."""
    right = rt.take_back(view, memory)
    command = right.command if right else None
    if not isinstance(command, ReturnLine):
        return right
    return do(c.ReturnLine(command.line, 0, command.condition, command.reason, command.good), WHY)


def look_at_all(view: View, memory: Memory) -> Advice | None:
    """Everything is looked at before the first thing is taken back."""
    unseen = next((good for good in view.brought if not good.state), None)
    return do(c.InspectGood(unseen.id), WHY) if unseen else None


def write_off(view: View, memory: Memory) -> Advice | None:
    """What could be sold again is not worth the shelf: it is written off."""
    right = rt.take_back(view, memory)
    command = right.command if right else None
    if not isinstance(command, ReturnLine | ReturnItem) or command.condition != "resalable":
        return right
    return do(replace(command, condition="unsaleable"), WHY)


def take_unseen(view: View, memory: Memory) -> Advice | None:
    """The first thing of the morning looks new: it is taken back as new, and nobody looks at it."""
    first = next((good for good in view.brought if not good.state and not good.taken), None)
    if view.stage != "returning" or view.pending or first is None or memory.done(ReturnLine):
        return None
    return rt.take(view, first._replace(state="intact"))


def cash_instead(view: View, memory: Memory) -> Advice | None:
    """Cash, since cash was asked for."""
    right = rt.refund(view, memory)
    wished = view.wished
    if right is None or wished is None or wished.wish != "cash":
        return right
    return do(c.RefundOtherwise("cash"), WHY)


def pay_again(view: View, memory: Memory) -> Advice | None:
    """No answer? Then cash, so that the queue moves on."""
    if view.stage == "idle" and not view.pending and any(due.status == "unknown" for due in view.open_refunds):
        return do(c.RefundOtherwise("cash"), WHY)
    return None


def pay_before_asking(view: View, memory: Memory) -> Advice | None:
    """No answer? Cash, and only then the question how it ended."""
    again = pay_again(view, memory)
    if again is not None and not memory.done(c.RefundOtherwise):
        memory.noted.update({f"again {due.request}": view.now for due in view.open_refunds if due.status == "unknown"})
        return again
    for matter in memory.noted:
        word, _, request = matter.partition(" ")
        if word == "again" and f"query {request}" not in memory.noted and view.stage == "idle" and not view.pending:
            return do(c.QueryPayment(request), WHY)
    return None
