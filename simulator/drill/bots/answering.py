"""Habits of an experienced cashier who is asked something: look first, then answer, and keep what was promised."""

from simulator.drill.bags import promised
from simulator.drill.bots.favours import do_favour, not_yet
from simulator.drill.bots.knowledge import LOOKS_UP, answer_to
from simulator.drill.bots.matters import verdict
from simulator.drill.bots.steps import Advice, Memory, do, recognise
from simulator.drill.words import mentions
from simulator.kernel import commands as c
from simulator.kernel.events import Command, name_of
from simulator.pos.catalog import Item
from simulator.pos.counter_view import QuestionSeen
from simulator.pos.view import View

ANSWERED = 20_000
"""A price looked up so lately need not be looked up again, nor a receipt be printed once more."""


def answer_questions(view: View, memory: Memory) -> Advice | None:
    for question in view.questions:
        if not_yet(question, view):
            continue
        first = (
            _look_up_price(question, view, memory)
            or _add_bag(question, view)
            or _copy_receipt(question, view, memory)
            or do_favour(question, view, memory)
        )
        if first is not None:
            return first
        reply = verdict(question, view) or answer_to(question)
        words = next(answer.text for answer in question.answers if answer.reply == reply)
        return do(c.Say(reply), "advice.answer", question=question.text, answer=words)
    return None


def tell_price(view: View, memory: Memory) -> Advice | None:
    """What was looked up for a customer is told to them, with its figure."""
    shown = view.price_shown
    if shown is None or LOOKS_UP.isdisjoint(view.said) or "say_price" in view.said or view.dark or view.locked:
        return None
    meant = _asked_about(view)
    if not view.price_asked or (meant is not None and meant.sku != shown.sku):
        return None  # told already, or another thing was looked up
    item = view.rules.catalog.items.get(shown.sku)
    price = shown.member_price or shown.price
    per = ""
    if item is not None:
        price, per = view.rules.price_of(item, price)
    told = view.rules.currency.format(price) + (f"/{per}" if per else "")
    return do(c.Say("say_price"), "advice.say_price", item=shown.name, amount=told)


def _asked_about(view: View) -> Item | None:
    """The thing in sight whose price they asked for: the one that their words name."""
    good = max(view.belt, key=lambda good: mentions(view.price_asked, good.look), default=None)
    return recognise(view, good) if good is not None and mentions(view.price_asked, good.look) else None


def keep_bag(view: View, memory: Memory) -> Advice | None:
    """A bag that was promised, and is on no bill: it was voided, say."""
    if not promised(view.said) or not _lacks_bag(view) or view.stage != "scanning":
        return None
    return do(c.AddBag(view.rules.bags[0]), "advice.add_bag")


PROMISED: dict[str, tuple[Command, str]] = {
    "print_a_copy": (c.ReprintReceipt(), "advice.print_copy"),
    "slip_without_prices": (c.PrintGiftReceipt(), "advice.print_gift_slip"),
}
"""Answers that promise a paper -> what prints it, and why."""


def keep_paper(view: View, memory: Memory) -> Advice | None:
    """A paper that was promised before it was printed."""
    if not view.last_receipt or view.dark or view.pending or view.stage not in ("idle", "change"):
        return None
    for reply, (command, why) in PROMISED.items():
        promised = memory.noted.get(f"say {reply}")
        if reply in view.said and promised is not None:
            printed = memory.noted.get(name_of(command))
            if printed is None or printed < promised - ANSWERED:
                return do(command, why)
    return None


def keep_price(view: View, memory: Memory) -> Advice | None:
    """A price that was promised before it was looked up, or that of another thing was: of what their words name."""
    item = _asked_about(view)
    if LOOKS_UP.isdisjoint(view.said) or item is None or view.dark or view.pending:
        return None
    if view.price_shown is not None and view.price_shown.sku == item.sku:
        return None
    return do(c.CheckPrice(item.codes[0] if item.codes else item.sku), "advice.check_promised", item=item.name)


def _look_up_price(question: QuestionSeen, view: View, memory: Memory) -> Advice | None:
    """Look before answering about the price of a thing that the question names."""
    if "price" not in question.about or view.dark or view.pending or view.locked or view.stage == "off":
        return None
    if not view.belt:
        return None
    good = max(view.belt, key=lambda good: mentions(question.text, good.look))
    item = recognise(view, good)
    if item is None:
        return None
    code = item.codes[0] if item.codes else item.sku
    if memory.lately(f"price {code}", view.now, ANSWERED):
        return None
    return do(c.CheckPrice(code), "advice.check_price", item=item.name)


def _add_bag(question: QuestionSeen, view: View) -> Advice | None:
    """A bag that was asked for is a paid line."""
    here = view.here
    wanted = "bag" in question.about.split("_") and here is not None and here.customer == question.customer
    if not wanted or not _lacks_bag(view) or view.dark or view.pending or view.locked:
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


def _copy_receipt(question: QuestionSeen, view: View, memory: Memory) -> Advice | None:
    """Whoever asks for the receipt once more gets a copy, marked as one."""
    asked = {"receipt", "copy"} <= set(question.about.split("_"))
    if not asked or not view.last_receipt or view.dark or view.pending or view.locked:
        return None
    if view.stage not in ("idle", "change") or memory.lately("reprint_receipt", view.now, ANSWERED):
        return None
    return do(c.ReprintReceipt(), "advice.print_copy")
