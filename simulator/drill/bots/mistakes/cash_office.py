"""Mistakes with the drawer and what belongs to it: claims, notes, vouchers, declarations, discounts."""

from simulator.drill.bots import cash_office as b
from simulator.drill.bots import selling as s
from simulator.drill.bots import standby as t
from simulator.drill.bots.mistakes.why import WHY
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.kernel.money import make_change, worth
from simulator.pos.view import View

EXTRA = 2000
"""How much too much a voucher is paid."""
BELIEVED = 5000
"""What a claim is worth to the believer."""


def believe_claim(view: View, memory: Memory) -> Advice | None:
    """Gives what somebody claims to have paid more."""
    for question in view.questions:
        if question.about == "claims_more":
            return do(c.Say("believe_claim"), WHY)
    return _hand_out(view, memory) if "believe_claim" in view.said else None


def _hand_out(view: View, memory: Memory) -> Advice | None:
    if view.stage == "idle" and view.change_due <= 0 and not view.pending:
        here = view.here
        given = f"believed {here.customer if here else ''}"
        if given in memory.noted:
            return None
        if not view.drawer_open:
            return do(c.NoSale("change"), WHY)
        pieces = make_change(BELIEVED, view.drawer)
        memory.noted[given] = view.now
        return do(c.GiveChange(pieces), WHY) if pieces else None
    return None


def pay_claim_anyway(view: View, memory: Memory) -> Advice | None:
    """Pays first, to have peace, and then says that the drawer will be counted."""
    claimed = any(question.about == "claims_more" for question in view.questions)
    return _hand_out(view, memory) if claimed else None


def trust_the_first(view: View, memory: Memory) -> Advice | None:
    """The first customer who pays in cash looks honest: only from the second one on notes are checked."""
    here = view.here.customer if view.here else ""
    if view.cash and not any(matter.startswith("trusted ") for matter in memory.noted):
        memory.noted[f"trusted {here}"] = view.now
    return None if f"trusted {here}" in memory.noted else b.check_notes(view, memory)


def swap_notes(view: View, memory: Memory) -> Advice | None:
    """Starts changing notes in the middle of a sale, as fast as the customer talks."""
    for question in view.questions:
        if question.about == "quick_change":
            wrong = [answer.reply for answer in question.answers if answer.reply not in question.right]
            return do(c.Say(wrong[0]), WHY) if wrong else None
    return None


def pay_too_much(view: View, memory: Memory) -> Advice | None:
    """Takes twenty more than the voucher says."""
    right = b.do_errands(view, memory)
    command = right.command if right else None
    if not isinstance(command, c.PayOut) or not command.pieces:
        return right
    pieces = make_change(worth(command.pieces) + EXTRA, view.drawer)
    return do(c.PayOut(command.reason, pieces), WHY) if pieces else right


def drop_in_front(view: View, memory: Memory) -> Advice | None:
    """Counts the large notes out while a customer looks on."""
    if not view.over_cash_limit or view.here is None or view.settled or view.stage != "idle" or view.questions:
        return None
    if not view.drawer_open:
        return do(c.DropCash(), WHY)
    large = b.large_notes(view)
    return do(c.DropCash(large), WHY) if large else None


def declare_less(view: View, memory: Memory) -> Advice | None:
    """Does not look closely: overlooks the largest note."""
    right = b.declare(view, memory)
    command = right.command if right else None
    if not isinstance(command, c.CountDrawer) or not command.pieces:
        return right
    pieces = dict(command.pieces)
    pieces[max(pieces)] -= 1
    return do(c.CountDrawer({value: count for value, count in pieces.items() if count}, command.slips), WHY)


def declare_no_slips(view: View, memory: Memory) -> Advice | None:
    """Counts the cash and lets the slips be."""
    right = b.declare(view, memory)
    command = right.command if right else None
    return do(c.CountDrawer(command.pieces), WHY) if isinstance(command, c.CountDrawer) else right


def discount_by_hand(view: View, memory: Memory) -> Advice | None:
    """Something off by hand, since there is a coupon anyway."""
    if not view.coupon_held or not view.sale or view.paid or s.next_good(view) is not None:
        return None
    if memory.lately("discount_sale", view.now, s.TRIED):
        return None
    return do(c.DiscountSale(off=500, reason="other"), "")


def discount_a_line(view: View, memory: Memory) -> Advice | None:
    """A little off the first line, to please."""
    first = next((line for line in view.lines if line.amount > 100 and not line.by_hand), None)
    if first is None or view.stage != "scanning" or memory.done(c.DiscountLine):
        return None
    return do(c.DiscountLine(first.line, off=50, reason="other"), "")


def go_over_unlocked(view: View, memory: Memory) -> Advice | None:
    """Hurries to the other till as soon as the manager says so; the key is in the pocket."""
    other = t.free_till(view)
    if view.broken and view.order == "standby_till" and other and not view.drawer_open:
        return do(c.MoveTill(other), WHY)
    return t.go_over(view, memory)


def discount_a_bill(view: View, memory: Memory) -> Advice | None:
    """Rounds a bill down, to please."""
    if view.stage != "scanning" or view.total < 1000 or s.next_good(view) is not None or memory.done(c.DiscountSale):
        return None
    return do(c.DiscountSale(off=50, reason="other"), WHY)
