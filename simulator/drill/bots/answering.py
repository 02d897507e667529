"""Habits of an experienced cashier who is asked something: what an answer hands out is done first, what it says will be
looked up is looked up next; and what was promised is kept.
"""

from collections.abc import Callable

from simulator.drill.bots.favours import gift_slip, look_up_balance, not_yet, take_off
from simulator.drill.bots.knowledge import answer_to, promised
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.kernel.events import Command, name_of
from simulator.kernel.stimuli import Answer
from simulator.pos.counter_view import QuestionSeen
from simulator.pos.view import View

ANSWERED = 20_000
"""A price looked up so lately need not be looked up again, nor a receipt be printed once more."""


def answer_questions(view: View, memory: Memory) -> Advice | None:
    for question in view.questions:
        answer = answer_to(question)
        if not_yet(answer, view):
            continue
        first = _do_first(question, answer, view, memory)
        if first is not None:
            return first
        return do(c.Say(answer.reply), "advice.answer", question=question.text, answer=answer.text)
    return None


def _do_first(question: QuestionSeen, answer: Answer, view: View, memory: Memory) -> Advice | None:
    """What the answer promises, where it can be done at once; and a price in dispute is looked up in any case."""
    if view.dark or view.pending or view.locked:
        return None
    if question.about == "price_dispute" and view.dispute is not None:
        return _look_up(view.dispute.sku, view, memory)
    here = view.here is not None and view.here.customer == question.customer
    keep = FIRST.get(answer.promises)
    return keep(answer, view, memory) if keep is not None and here else None


def tell_price(view: View, memory: Memory) -> Advice | None:
    """What was looked up for a customer is told to them, with its figure."""
    shown = view.price_shown
    if shown is None or view.price_owed != shown.sku or view.dark or view.locked:
        return None  # told already, or another thing was looked up
    item = view.rules.catalog.items.get(shown.sku)
    price = shown.member_price or shown.price
    per = ""
    if item is not None:
        price, per = view.rules.price_of(item, price)
    told = view.rules.currency.format(price) + (f"/{per}" if per else "")
    return do(c.Say("say_price"), "advice.say_price", item=shown.name, amount=told)


def keep_bag(view: View, memory: Memory) -> Advice | None:
    """A bag that was promised, and is on no bill: it was voided, say."""
    if promised(view, "bag") is None or not _lacks_bag(view) or view.stage != "scanning":
        return None
    return do(c.AddBag(view.rules.bags[0]), "advice.add_bag")


PAPERS: dict[str, tuple[Command, str]] = {
    "copy": (c.ReprintReceipt(), "advice.print_copy"),
    "gift_slip": (c.PrintGiftReceipt(), "advice.print_gift_slip"),
}
"""Paper that can be promised -> what prints it, and why."""


def keep_paper(view: View, memory: Memory) -> Advice | None:
    """A paper that was promised before it was printed."""
    if not view.last_receipt or view.dark or view.pending or view.stage not in ("idle", "change"):
        return None
    for promise, (command, why) in PAPERS.items():
        answer = promised(view, promise)
        said = memory.noted.get(f"say {answer.reply}") if answer else None
        if said is not None:
            printed = memory.noted.get(name_of(command))
            if printed is None or printed < said - ANSWERED:
                return do(command, why)
    return None


def keep_price(view: View, memory: Memory) -> Advice | None:
    """A price that was promised is looked up, and once more where that of another thing was: whoever asked has heard
    that somebody looks, and waits."""
    item = view.rules.catalog.items.get(view.price_owed)
    if item is None or view.dark or view.pending or view.locked or view.stage == "off":
        return None
    if view.price_shown is not None and view.price_shown.sku == item.sku:
        return None
    return do(c.CheckPrice(item.codes[0] if item.codes else item.sku), "advice.check_promised", item=item.name)


def _look_up(sku: str, view: View, memory: Memory) -> Advice | None:
    """Look before answering about the price of a thing."""
    item = view.rules.catalog.items.get(sku)
    if item is None or view.stage == "off":
        return None
    code = item.codes[0] if item.codes else item.sku
    if memory.lately(f"price {code}", view.now, ANSWERED):
        return None
    return do(c.CheckPrice(code), "advice.check_price", item=item.name)


def _add_bag(answer: Answer, view: View, memory: Memory) -> Advice | None:
    """A bag that was asked for is a paid line."""
    if not _lacks_bag(view):
        return None
    busy = view.paid or view.unanswered or view.reversing
    if view.stage == "tendering" and not busy:  # asked for when the total was already read
        return do(c.CancelTender(), "advice.cancel_for_bag")
    if view.stage != "scanning":
        return None
    return do(c.AddBag(view.rules.bags[0]), "advice.add_bag")


def _lacks_bag(view: View) -> bool:
    """Whether the house has carrier bags, and none is on the bill."""
    return bool(view.rules.bags) and not any(line.sku in view.rules.bags for line in view.lines)


def _copy_receipt(answer: Answer, view: View, memory: Memory) -> Advice | None:
    """Whoever asks for the receipt once more gets a copy, marked as one."""
    if not view.last_receipt or view.stage not in ("idle", "change"):
        return None
    if memory.lately("reprint_receipt", view.now, ANSWERED):
        return None
    return do(c.ReprintReceipt(), "advice.print_copy")


FIRST: dict[str, Callable[[Answer, View, Memory], Advice | None]] = {
    "bag": _add_bag,
    "copy": _copy_receipt,
    "gift_slip": gift_slip,
    "balance": look_up_balance,
    "off_item": take_off,
    "off_bill": take_off,
}
"""What an answer promises -> how it is done before it is given."""
