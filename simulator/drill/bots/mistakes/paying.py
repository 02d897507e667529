"""Mistakes with money: charged again, taken back unasked, believed, kept; and the drawer left open."""

from typing import Any, cast

from simulator.drill.bots import channels as ch
from simulator.drill.bots import matters as m
from simulator.drill.bots import outages as o
from simulator.drill.bots import paying as p
from simulator.drill.bots.mistakes.why import WHY
from simulator.drill.bots.routine import EXPERIENCED
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.kernel.money import Minor, Pieces, make_change
from simulator.pos.view import View

OFF = 1500
"""How much change the dishonest one keeps: above every threshold for a critical error."""


def charge_again(view: View, memory: Memory) -> Advice | None:
    """No answer came: charge once more."""
    if view.stage == "tendering":
        for payment in view.unanswered:
            if payment.status == "unknown" and payment.sale == view.sale:
                if payment.kind == "card":
                    return do(c.TenderCard(), WHY)
                return do(c.TenderMobile("1300**********0000"), WHY)
    return None


def charge_while_asking(view: View, memory: Memory) -> Advice | None:
    """Asks how the payment ended, and charges once more before there is an answer."""
    asked = any(f"query {payment.request}" in memory.noted for payment in view.unanswered)
    return (charge_again(view, memory) if asked else None) or ch.query_unknown(view, memory)


def pay_otherwise(view: View, memory: Memory) -> Advice | None:
    """No answer came: let the customer pay another way, and forget about the first."""
    unknown = any(payment.sale == view.sale for payment in view.unanswered)
    if view.stage == "tendering" and unknown and not (view.cash or view.card or view.phone):
        return p.other_way(view, memory)
    return None


def reverse_at_once(view: View, memory: Memory) -> Advice | None:
    """Takes every unknown payment back without asking how it ended."""
    if view.stage == "tendering" and not view.pending:
        for payment in view.unanswered:
            return do(c.ReversePayment(payment.request), WHY)
    return None


def believe_picture(view: View, memory: Memory) -> Advice | None:
    """A picture of a payment is good enough."""
    if view.phone != "picture":
        return None
    here = view.here
    tried = f"believed {here.customer if here else ''}"
    if memory.last == c.TenderStatic() or tried in memory.noted:
        return p.doubt_picture(view, memory)
    return do(c.TenderStatic(), WHY)


def believe_while_asking(view: View, memory: Memory) -> Advice | None:
    """Asks for the payment code, and is content with the picture before it comes."""
    return believe_picture(view, memory) if "ask_live_code" in view.said else p.doubt_picture(view, memory)


def refuse_cash(view: View, memory: Memory) -> Advice | None:
    """Cash lies there, and a phone would be less work."""
    return _refuse(p.cash_at_hand(view) > 0, view, memory)


def refuse_card(view: View, memory: Memory) -> Advice | None:
    """The terminal takes so long: another payment, please."""
    return _refuse(bool(view.card), view, memory)


def refuse_phone(view: View, memory: Memory) -> Advice | None:
    """Cash is quicker than a phone that has to be unlocked first."""
    return _refuse(view.phone == "code", view, memory)


def _refuse(held_out: bool, view: View, memory: Memory) -> Advice | None:
    if held_out and "ask_other_payment" not in view.said:
        return do(c.Say("ask_other_payment"), WHY)
    return p.take_payment(view, memory)


def slip_without_looking(view: View, memory: Memory) -> Advice | None:
    """Writes a slip for a static-code payment and never looks whether it arrived."""
    prices = o.label_prices(view)
    if view.phone == "picture" and prices:
        return do(c.WriteSlip(prices, "static_code"), WHY)
    return o.write_slip(view, memory)


def key_exact(view: View, memory: Memory) -> Advice | None:
    """One key for whatever was laid down: the till believes that it was paid exactly."""
    right = p.take_payment(view, memory)
    exact = right is not None and isinstance(right.command, c.TenderCash) and right.command.amount > view.cash_due
    return do(c.TenderCash(), WHY) if exact else right


def keep_change(view: View, memory: Memory) -> Advice | None:
    """Keeps fifteen of the change where there is so much, and shuts the drawer."""
    due: Minor = view.change_due
    if due <= 0 or not view.drawer_open or (view.change_given and due <= OFF + 100):
        return None
    pieces: Pieces | None = make_change(due - OFF, view.drawer) if due > OFF else None
    return do(c.GiveChange(pieces), WHY) if pieces else p.give_change(view, memory)


def give_over(view: View, memory: Memory) -> Advice | None:
    """Counts one coin or note too many into their hand."""
    right = p.give_change(view, memory)
    given = right.command if right else None
    if not isinstance(given, c.GiveChange):
        return right
    piece = next((piece for piece, n in sorted(view.drawer.items()) if n > given.pieces.get(piece, 0)), 0)
    return do(c.GiveChange({**given.pieces, piece: given.pieces.get(piece, 0) + 1}), WHY) if piece else right


def leave_it_at_that(view: View, memory: Memory) -> Advice | None:
    """Does not open the drawer again for the change that is missing."""
    return None


class _Shut:
    """A till whose drawer nobody sees standing open."""

    drawer_open = False

    def __init__(self, view: View) -> None:
        self._view = view

    def __getattr__(self, name: str) -> Any:
        return getattr(self._view, name)


def overlook_drawer(view: View, memory: Memory) -> Advice | None:
    """Goes on beside the open drawer as soon as no money is to be moved."""
    busy = view.change_due > 0 or view.cash or view.pending or view.over or view.stage == "change"
    if not view.drawer_open or busy or m.missing_change(view):
        return None
    return EXPERIENCED.advise(cast("View", _Shut(view)), memory)


def leave_drawer(view: View, memory: Memory) -> Advice | None:
    """Walks off while the drawer stands open."""
    if view.drawer_open and view.manned and not memory.done(c.StepAway):
        return do(c.StepAway(), WHY)
    return None


def leave_till(view: View, memory: Memory) -> Advice | None:
    """Walks off between two customers, the till unlocked."""
    quiet = view.here is None and view.stage == "idle" and not view.drawer_open and not view.dark
    if quiet and view.manned and memory.done(c.CallNext) and not memory.done(c.StepAway):
        return do(c.StepAway(), WHY)
    return None


def open_idly(view: View, memory: Memory) -> Advice | None:
    """Opens the drawer to have a look, without a sale."""
    quiet = view.here is None and view.stage == "idle" and not view.dark and not view.pending
    if quiet and not view.drawer_open and memory.done(c.CallNext) and not memory.done(c.NoSale):
        return do(c.NoSale("look"), WHY)
    return None
