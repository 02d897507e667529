"""What a customer asks for besides the goods is done first and answered then: a slip for a present, what is left on a
card, a little off for goods that suffered or for the trouble."""

import re

from simulator.drill.bots.knowledge import answer_to
from simulator.drill.bots.selling import next_good
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.drill.words import mentions
from simulator.kernel import commands as c
from simulator.kernel.money import Minor
from simulator.pos.counter_view import QuestionSeen
from simulator.pos.view import View

OFF_ITEM, OFF_BILL = "off_item", "off_bill"
"""Replies that give something off by hand: how much stands in their words."""
REASONS = {OFF_ITEM: "damaged", OFF_BILL: "complaint"}
LATELY = 20_000
AMOUNT = re.compile(r"(\d+)\.(\d\d)")


def not_yet(question: QuestionSeen, view: View) -> bool:
    """A card is read once it is held out; something off comes once what it is for is on the bill."""
    good = next_good(view)
    if good is None or view.stage not in ("idle", "scanning"):
        return False
    reply = answer_to(question)
    if reply == OFF_ITEM:
        lying = max(mentions(question.text, each.look) for each in view.belt if not each.charged and not each.unwanted)
        return lying > max((mentions(question.text, line.name) for line in view.lines), default=0)
    return reply == OFF_BILL or (_of_balance(question) and not _card(view))


def do_favour(question: QuestionSeen, view: View, memory: Memory) -> Advice | None:
    """What has to be done before the question is answered."""
    if view.dark or view.pending or view.locked:
        return None
    return _gift_slip(question, view, memory) or _look_up_balance(question, view, memory) or _take_off(question, view)


def _gift_slip(question: QuestionSeen, view: View, memory: Memory) -> Advice | None:
    """For a present: without prices, and good for an exchange."""
    if not {"gift", "receipt"} <= set(question.about.split("_")) or not view.last_receipt:
        return None
    if view.stage not in ("idle", "change") or memory.lately("print_gift_receipt", view.now, LATELY):
        return None
    return do(c.PrintGiftReceipt(), "advice.print_gift_slip")


def _look_up_balance(question: QuestionSeen, view: View, memory: Memory) -> Advice | None:
    """Nobody guesses what is on a card."""
    card = _card(view)
    if not _of_balance(question) or not card or not view.network:
        return None
    if memory.lately("check_balance", view.now, LATELY):
        return None
    return do(c.CheckBalance(card), "advice.check_balance")


def _of_balance(question: QuestionSeen) -> bool:
    return "balance" in question.about.split("_")


def _card(view: View) -> str:
    """The stored-value card that is held out, to pay by or to be topped up."""
    return view.load_wanted[0] if view.load_wanted else view.stored_card


def _take_off(question: QuestionSeen, view: View) -> Advice | None:
    """By hand, within one's own limit, and with the reason it has."""
    reply = answer_to(question)
    amount = _amount(question, reply)
    if reply not in REASONS or not amount or view.paid or view.unanswered or view.reversing:
        return None
    line = max(view.lines, key=lambda line: mentions(question.text, line.name), default=None)
    if line is None:
        return None
    if reply == OFF_ITEM:
        if line.by_hand:
            return None
    elif _off_bill(view) >= amount:
        return None
    if view.stage == "tendering":
        return do(c.CancelTender(), "advice.cancel_for_discount")
    if view.stage != "scanning":
        return None
    money = view.rules.currency.format(amount)
    if reply == OFF_BILL:
        return do(c.DiscountSale(off=amount, reason=REASONS[reply]), "advice.discount_sale", amount=money)
    return do(c.DiscountLine(line.line, off=amount, reason=REASONS[reply]), "advice.discount_line", amount=money)


def _off_bill(view: View) -> Minor:
    """What is given by hand on the bill as a whole, beyond what single lines were given."""
    on_lines = sum(line.by_hand for line in view.lines)
    return sum(told.off for told in view.why() if told.step == "by_hand") - on_lines


def _amount(question: QuestionSeen, reply: str) -> Minor:
    """What the words of an answer give; 0 where they name no amount."""
    words = next((answer.text.en for answer in question.answers if answer.reply == reply), "")
    found = AMOUNT.search(words)
    return int(found[1] + found[2]) if found else 0
