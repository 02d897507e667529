"""Prices set by hand and what is taken off: how much, then why."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.station.dialogs import word
from simulator.screens.station.entering import Ask
from simulator.screens.till import choices
from simulator.screens.till.operations.paying import parse

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


def override_price(till: "TillScreen") -> None:
    line = _line(till)
    if line:

        def priced(text: str) -> None:
            price = parse(till, text)
            if price is not None:
                _why(till, lambda reason: till.submit(c.OverridePrice(line, price, reason)))

        item = next((other.name for other in till.view.lines if other.line == line), None)
        _ask(till, "till.ask.price", priced, item)


def discount_line(till: "TillScreen") -> None:
    line = _line(till)
    if line:
        _off(till, lambda off, share, reason: till.submit(c.DiscountLine(line, off, share, reason)))


def discount_sale(till: "TillScreen") -> None:
    if till.view.sale:
        _off(till, lambda off, share, reason: till.submit(c.DiscountSale(off, share, reason)))
    else:
        till.submit(c.DiscountSale(reason=c.PRICE_REASONS[0]))


def _line(till: "TillScreen") -> int:
    """The line under the basket's cursor; 0 (and a message) where there is none."""
    line, dispute = till.basket.cursor, till.view.dispute
    if dispute is not None and till.focused is not till.basket:  # whose price is in dispute needs no pointing at
        line = next((("line", str(other.line)) for other in till.view.lines if other.sku == dispute.sku), line)
    if line is None or not till.view.sale:
        till.say("warn", "till.no_line")
        return 0
    return int(line[1])


def _off(till: "TillScreen", then: Callable[[Minor, int, str], None]) -> None:
    """An amount that was typed before, or a share from the list, or an amount asked for."""

    def amount(text: str) -> None:
        off = parse(till, text)
        if off is not None:
            _why(till, lambda reason: then(off, 0, reason))

    def share(value: str) -> None:
        if value == "amount":
            _ask(till, "till.ask.off", amount)
        else:
            _why(till, lambda reason: then(0, int(value), reason))

    if till.entry:
        amount(till.take_entry())
    else:
        till.asking.choose(choices.shares(), share)


def _ask(till: "TillScreen", label: str, then: Callable[[str], None], item: Text | None = None) -> None:
    """An amount, with its point, and which item it is about."""
    if till.entry:
        then(till.take_entry())
        return

    def note(words: Words) -> str:
        how = words("till.ask.amount_note")
        return f"{item[words.lang]} · {how}" if item else how

    form = Ask(word(label), note)
    form.decimal()
    till.asking.open(form, then)


def _why(till: "TillScreen", then: Callable[[str], None]) -> None:
    till.asking.choose(choices.reasons("discount"), then)
