"""What somebody takes off by hand: a price set anew, an amount off a line or off the basket.

Each with a reason, and each within a right; it comes after all that promotions give.
"""

import msgspec

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.facts import Line
from simulator.kernel.money import Minor, divide
from simulator.kernel.policy import WHOLE
from simulator.pos.billing import after, repriced
from simulator.pos.refusals import refuse
from simulator.pos.state import Sale, Till

# --- decide ----------------------------------------------------------------------------------------------------------


def override_price(till: Till, command: c.OverridePrice) -> list[Event]:
    sale, line = _line(till, command.line)
    if sale is None or line is None:
        return refuse(command, "refused.no_such_line", line=str(command.line))
    if line.account:
        return refuse(command, "refused.stored_line")
    if command.reason not in c.PRICE_REASONS:
        return refuse(command, "refused.unknown_reason", got=command.reason)
    if not 0 < command.price <= line.price * 10:
        return refuse(command, "refused.amount", amount=till.rules.currency.format(command.price))
    units = line.grams or line.quantity * 1000
    gross = divide(command.price * units, 1000)
    was = line.listed or line.price
    set_anew = msgspec.structs.replace(
        line, price=command.price, gross=gross, labelled=0, listed=was, reason=command.reason,
        by_hand=0, discount=0, offers=(),
    )  # fmt: skip
    now = after(till, sale, [set_anew if other is line else other for other in sale.lines.values()])
    priced = now.line(line.line)
    return [f.PriceOverridden(sale.id, priced, was, command.reason, now.total), *repriced(sale, now, but=line.line)]


def discount_line(till: Till, command: c.DiscountLine) -> list[Event]:
    sale, line = _line(till, command.line)
    if sale is None or line is None:
        return refuse(command, "refused.no_such_line", line=str(command.line))
    if line.account:
        return refuse(command, "refused.stored_line")
    if command.reason not in c.PRICE_REASONS:
        return refuse(command, "refused.unknown_reason", got=command.reason)
    left = line.amount + line.by_hand
    off = off_of(left, command.off, command.share)
    if not 0 < off <= left:
        return refuse(command, "refused.amount", amount=till.rules.currency.format(off))
    taken = msgspec.structs.replace(line, by_hand=off, reason=command.reason)
    now = after(till, sale, [taken if other is line else other for other in sale.lines.values()])
    priced = now.line(line.line)
    return [f.LineDiscounted(sale.id, priced, off, command.reason, now.total), *repriced(sale, now, but=line.line)]


def discount_sale(till: Till, command: c.DiscountSale) -> list[Event]:
    sale = till.sale
    assert sale is not None, "the lifecycle lets nobody discount a sale that is not open"
    if command.reason not in c.PRICE_REASONS:
        return refuse(command, "refused.unknown_reason", got=command.reason)
    if sale.tenders:
        return refuse(command, "refused.money_taken")
    left = _goods(sale)
    off = off_of(left, command.off, command.share)
    if not 0 < off <= left:
        return refuse(command, "refused.amount", amount=till.rules.currency.format(off))
    now = after(till, sale, sale.lines.values(), by_hand=off)
    return [f.SaleDiscounted(sale.id, off, command.reason, now.total), *repriced(sale, now)]


def off_of(left: Minor, off: Minor, share: int) -> Minor:
    """An amount, or a share (thousandths of a percent) of what is left."""
    return off or divide(left * share, WHOLE)


def at_stake(till: Till, command: Event) -> Minor | None:
    """What an operation of this room gives away, for the limit of a right; None for any other operation."""
    sale = till.sale
    if sale is None:
        return None
    if isinstance(command, c.DiscountSale):
        return off_of(_goods(sale), command.off, command.share)
    if isinstance(command, c.DiscountLine | c.OverridePrice):
        line = sale.lines.get(command.line)
        if line is None:
            return 0
        if isinstance(command, c.DiscountLine):
            return off_of(line.amount + line.by_hand, command.off, command.share)
        units = line.grams or line.quantity * 1000
        return divide(abs((line.listed or line.price) - command.price) * units, 1000)
    return None


def _goods(sale: Sale) -> Minor:
    """What something can be taken off: not what goes onto cards."""
    return sale.total + sale.by_hand - sum(line.amount for line in sale.lines.values() if line.account)


def _line(till: Till, number: int) -> tuple[Sale | None, Line | None]:
    sale = till.sale
    return sale, sale.lines.get(number) if sale else None


# --- apply -----------------------------------------------------------------------------------------------------------


def line_set(till: Till, fact: f.PriceOverridden | f.LineDiscounted, entry: Entry) -> None:
    sale = till.sale
    assert sale is not None, "a line was changed in no sale"
    sale.lines[fact.line.line] = fact.line
    sale.total = fact.total


def sale_discounted(till: Till, fact: f.SaleDiscounted, entry: Entry) -> None:
    assert till.sale is not None, "no sale was discounted"
    till.sale.by_hand = fact.off


DECIDE = {
    c.OverridePrice: override_price,
    c.DiscountLine: discount_line,
    c.DiscountSale: discount_sale,
}

APPLY = {
    f.PriceOverridden: line_set,
    f.LineDiscounted: line_set,
    f.SaleDiscounted: sale_discounted,
}
