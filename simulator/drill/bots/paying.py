"""Habits of an experienced cashier from the total to the goodbye."""

from simulator.drill.bots.offline import cards_taken
from simulator.drill.bots.selling import leave_out_by_hand, next_good
from simulator.drill.bots.steps import Advice, Memory, do, wait
from simulator.kernel import commands as c
from simulator.kernel.money import make_change, worth
from simulator.pos.cash import small_of
from simulator.pos.view import View

ANSWER_TIME = 12_000
"""How long to give a channel or a customer before asking again."""

# --- channel, printer, keys ------------------------------------------------------------------------------------------


def unlock_drawer(view: View, memory: Memory) -> Advice | None:
    return do(c.UnlockDrawer(), "advice.unlock_drawer") if view.drawer_locked and view.power else None


def await_channel(view: View, memory: Memory) -> Advice | None:
    return wait("advice.wait_channel") if view.stage == "paying" else None


def mind_printer(view: View, memory: Memory) -> Advice | None:
    """Paper can wait until the change is given."""
    if view.drawer_open:
        return None
    if view.printer_error and view.printer_error != "E_OFFLINE":
        return do(c.ChangePaper(), "advice.change_paper")
    if view.unprinted and view.settled and view.stage == "idle" and not view.printing:
        return do(c.ReprintReceipt(), "advice.reprint")
    return None


# --- tendering -------------------------------------------------------------------------------------------------------


def back_to_goods(view: View, memory: Memory) -> Advice | None:
    """Something is on the bill that is unwanted, or not on it: not yet time to pay. What was only left lying is put
    aside from here.
    """
    if view.paid or view.unanswered or view.reversing:
        return None
    if any(good.unwanted and good.charged for good in view.belt):
        return do(c.CancelTender(), "advice.cancel_unwanted")
    if next_good(view) is not None:
        return do(c.CancelTender(), "advice.cancel_tender")
    return leave_out_by_hand(view, memory)


def say_total(view: View, memory: Memory) -> Advice | None:
    """The one that is due: what was said before the basket changed is no total any more."""
    if view.total_said:
        return None
    return do(c.Say("say_total"), "advice.say_total", amount=view.rules.currency.format(view.total))


def cash_at_hand(view: View) -> int:
    """Cash on the counter that was not keyed yet."""
    return worth(view.cash) - sum(tender.received for tender in view.tenders if tender.kind == "cash")


def say_received(view: View, memory: Memory) -> Advice | None:
    laid = cash_at_hand(view)
    if laid <= 0 or "say_received" in view.said:
        return None
    return do(c.Say("say_received"), "advice.say_received", amount=view.rules.currency.format(laid))


def take_payment(view: View, memory: Memory) -> Advice | None:
    laid = cash_at_hand(view)
    if laid > 0:
        return do(c.TenderCash(laid), "advice.key_cash", amount=view.rules.currency.format(laid))
    if view.card and not view.network and cards_taken(view):
        return do(c.TenderCard(min(view.offer or view.due, view.due)), "advice.trust_card")
    if (view.phone == "code" or view.card) and (not view.network or view.channels_down):
        return other_way(view, memory)
    if view.phone == "code":
        return do(c.TenderMobile(view.phone_code, min(view.offer, view.due)), "advice.charge_phone")
    if view.card:
        return do(c.TenderCard(min(view.offer, view.due)), "advice.charge_card")
    return None


def doubt_picture(view: View, memory: Memory) -> Advice | None:
    """A picture of a payment is none: look on the merchant's side, then ask for the payment code."""
    if view.phone != "picture":
        return None
    if not view.arrival_asked:
        return do(c.ConfirmArrival(), "advice.confirm_arrival")
    if view.arrival_confirmed:
        return do(c.TenderStatic(), "advice.take_static")
    if "ask_live_code" not in view.said:
        return do(c.Say("ask_live_code"), "advice.ask_live_code")
    if memory.lately("say ask_live_code", view.now, ANSWER_TIME):
        return wait("advice.wait_payment")
    return other_way(view, memory)


def other_way(view: View, memory: Memory) -> Advice | None:
    """Ask for another payment; and again, after a while."""
    if "ask_other_payment" in view.said and memory.lately("say ask_other_payment", view.now, ANSWER_TIME):
        return None
    return do(c.Say("ask_other_payment"), "advice.ask_other_payment")


def wait_for_payment(view: View, memory: Memory) -> Advice | None:
    return wait("advice.wait_payment")


# --- change and goodbye ----------------------------------------------------------------------------------------------


def say_change(view: View, memory: Memory) -> Advice | None:
    if view.change_owed <= 0 or not view.drawer_open or "say_change" in view.said:
        return None
    why = "advice.say_change_back" if view.pays_back else "advice.say_change"
    return do(c.Say("say_change"), why, amount=view.rules.currency.format(view.change_owed))


def give_change(view: View, memory: Memory) -> Advice | None:
    """Before the customer's notes are put away: who doubts, can still look at them."""
    due = view.change_owed
    if due <= 0 or not view.drawer_open:
        return None
    pieces = make_change(due, view.drawer)
    if pieces:
        why = "advice.give_change" if view.cash else "advice.give_cash"
        return do(c.GiveChange(pieces), why, amount=view.rules.currency.format(due))
    if view.supervisor or view.called:
        return wait("advice.wait_small_change")
    return do(c.CallSupervisor("small_change"), "advice.call_for_change")


def put_notes_away(view: View, memory: Memory) -> Advice | None:
    if view.cash and view.drawer_open:
        return do(c.TakeCash(dict(view.cash)), "advice.take_cash")
    return None


def order_small_change(view: View, memory: Memory) -> Advice | None:
    """Before there is none left: while the drawer stands open, its small pieces can be seen."""
    if not view.drawer_open or view.called or view.dark:
        return None
    currency = view.rules.currency
    if small_of(view.drawer, currency) >= currency.pieces[0] // 2:
        return None
    if view.supervisor:  # about to count it in, or here for something else: whoever stands here cannot be called
        return wait("advice.wait_small_change")
    return do(c.CallSupervisor("small_change"), "advice.call_for_change")


def open_for_rest(view: View, memory: Memory) -> Advice | None:
    """The drawer is shut and something is still owed, either way."""
    if view.drawer_open or view.stage != "idle":
        return None
    if view.drawer_stuck and (view.change_owed > 0 or view.cash):
        return do(c.UnlockDrawer(), "advice.drawer_stuck")
    if view.change_owed > 0:
        return do(c.NoSale("change"), "advice.open_for_change", amount=view.rules.currency.format(view.change_owed))
    if view.cash and view.settled and view.cash_unclaimed >= worth(view.cash):  # paid some other way in the end
        amount = view.rules.currency.format(worth(view.cash))
        return do(c.ReturnCash(dict(view.cash)), "advice.return_cash", amount=amount)
    if view.cash and view.settled:
        return do(c.NoSale("cash"), "advice.open_for_cash", amount=view.rules.currency.format(worth(view.cash)))
    return None


def void_settled(view: View, memory: Memory) -> Advice | None:
    """Paid already, perhaps by a slip while the till was dark: nothing more is sold in the basket that is open."""
    if view.stage == "scanning" and view.sale:
        return do(c.VoidSale(), "advice.void_slipped" if view.slipped else "advice.void_settled")
    if view.stage == "tendering" and not view.paid and not view.unanswered and not view.reversing:
        return do(c.CancelTender(), "advice.cancel_settled")
    return None


def thank(view: View, memory: Memory) -> Advice | None:
    return None if "thank" in view.said else do(c.Say("thank"), "advice.thank")


def wait_for_goodbye(view: View, memory: Memory) -> Advice | None:
    return wait("advice.wait_goodbye")
