"""What a customer asks for besides the goods is done first and answered then: a slip for a present, what is left on a
card, a little off for goods that suffered or for the trouble."""

from simulator.drill.bots.selling import next_good
from simulator.drill.bots.steps import Advice, Memory, do, recognise
from simulator.kernel import commands as c
from simulator.kernel.money import Minor
from simulator.kernel.stimuli import Answer
from simulator.pos.view import View

REASONS = {"off_item": "damaged", "off_bill": "complaint"}
"""What something is taken off -> the reason it has."""
LATELY = 20_000


def not_yet(answer: Answer, view: View) -> bool:
    """A card is read once it is held out; something off comes once what it is for is on the bill."""
    if next_good(view) is None or view.stage not in ("idle", "scanning"):
        return False
    match answer.promises:
        case "off_item":
            lies = (recognise(view, good) for good in view.belt if not good.charged and not good.unwanted)
            return any(item is not None and item.sku == answer.of for item in lies)
        case "off_bill":
            return True
        case "balance":
            return not _card(view)
    return False


def gift_slip(answer: Answer, view: View, memory: Memory) -> Advice | None:
    """For a present: without prices, and good for an exchange."""
    if not view.last_receipt or view.stage not in ("idle", "change"):
        return None
    if memory.lately("print_gift_receipt", view.now, LATELY):
        return None
    return do(c.PrintGiftReceipt(), "advice.print_gift_slip")


def look_up_balance(answer: Answer, view: View, memory: Memory) -> Advice | None:
    """Nobody guesses what is on a card."""
    card = _card(view)
    if not card or not view.network or memory.lately("check_balance", view.now, LATELY):
        return None
    return do(c.CheckBalance(card), "advice.check_balance")


def _card(view: View) -> str:
    """The stored-value card that is held out, to pay by or to be topped up."""
    return view.load_wanted[0] if view.load_wanted else view.stored_card


def take_off(answer: Answer, view: View, memory: Memory) -> Advice | None:
    """By hand, within one's own limit, and with the reason it has."""
    if view.paid or view.unanswered or view.reversing:
        return None
    of_bill = answer.promises == "off_bill"
    line = next((line for line in view.lines if of_bill or line.sku == answer.of), None)
    if line is None or (_off_bill(view) >= answer.off if of_bill else line.by_hand):
        return None
    if view.stage == "tendering":
        return do(c.CancelTender(), "advice.cancel_for_discount")
    if view.stage != "scanning":
        return None
    money, reason = view.rules.currency.format(answer.off), REASONS[answer.promises]
    if of_bill:
        return do(c.DiscountSale(off=answer.off, reason=reason), "advice.discount_sale", amount=money)
    return do(c.DiscountLine(line.line, off=answer.off, reason=reason), "advice.discount_line", amount=money)


def _off_bill(view: View) -> Minor:
    """What is given by hand on the bill as a whole, beyond what single lines were given."""
    on_lines = sum(line.by_hand for line in view.lines)
    return sum(told.off for told in view.why() if told.step == "by_hand") - on_lines
