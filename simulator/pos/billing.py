"""The open basket's bill: its lines as they were rung up, priced together, and what that changes on each of them.

A line keeps the price of the moment of its scan. What is given is worked out anew from there at every change, so that
nothing can stack by editing; facts carry the lines as they are afterwards.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import partial

import msgspec
from msgspec.structs import replace

from simulator.kernel import facts as f
from simulator.kernel.events import Event
from simulator.kernel.facts import Line, Offer
from simulator.kernel.money import Minor, divide
from simulator.kernel.texts import Text
from simulator.kernel.units import PLAIN
from simulator.pos.calendar import shop_time
from simulator.pos.catalog import Item
from simulator.pos.pricing import Basket, BasketLine, Part, Priced
from simulator.pos.pricing.explain import Told, explain
from simulator.pos.rules import Rules
from simulator.pos.state import Sale, Till

NONE_HELD: Mapping[str, int] = {}
NO_NAME = Text()
"""Of what is given and is no promotion."""
OWN = frozenset(("member", "by_hand"))
"""What is given on a line whatever else is in the basket."""
UNPROMOTED = ("bag", "slip", "value")
"""How lines came about that no promotion, and no member price, concerns."""
_RUNG = partial(tuple.__new__, BasketLine)
"""All fields in order -> a basket line; plain, as each bill makes one of each line."""


class Bill(msgspec.Struct, frozen=True, gc=False):
    """Lines priced together."""

    lines: tuple[Line, ...]
    basket: Basket
    priced: Priced


class After(msgspec.Struct, frozen=True, gc=False):
    """A sale as a change leaves it."""

    lines: tuple[Line, ...]
    total: Minor
    quotas: Mapping[str, int]
    """Promotion with a quota -> pieces that the basket now holds of it."""
    others: bool = True
    """Whether lines that the change was not about may be others than before."""


def ring_up(
    number: int,
    item: Item,
    code: str,
    quantity: int,
    grams: int,
    goods: tuple[str, ...],
    how: str,
    at: int,
    *,
    labelled: Minor = 0,
    lot: str = "",
    expiry: str = "",
) -> Line:
    """A line at the shelf price of this moment, or as its weigh label says; nothing is given yet."""
    gross = labelled or (divide(item.price * grams, 1000) if grams else item.price * quantity)
    return Line(
        number, item.sku, item.name, code, item.price, quantity, grams, gross, 0, item.tax_rate, goods, how, at=at,
        labelled=labelled, lot=lot, expiry=expiry, pack_of=item.pack_of, pieces=item.pieces,
        unit="" if item.unit in PLAIN else item.unit, per=item.per,
    )  # fmt: skip


def bill(
    till: Till,
    lines: Iterable[Line],
    *,
    member: bool = False,
    employee: bool = False,
    coupons: Iterable[str] = (),
    by_hand: Minor = 0,
    held: Mapping[str, int] = NONE_HELD,
    alone: bool = False,
) -> Bill:
    """Price lines together, with what is on at the shop's clock; `held` is what the basket has of quotas already.

    `alone`: nobody can be asked what is left of quotas, so that it gets no more than it has.
    """
    kept = tuple(lines)
    basket = _basket(till, kept, member, employee, coupons, by_hand, held, alone=alone)
    priced = till.rules.pricer.price(basket)
    return Bill(_given(till.rules, kept, priced.trace), basket, priced)


def _basket(
    till: Till,
    kept: tuple[Line, ...],
    member: bool,
    employee: bool,
    coupons: Iterable[str],
    by_hand: Minor,
    held: Mapping[str, int],
    *,
    alone: bool,
) -> Basket:
    rules = till.rules
    return Basket(
        _basket_lines(till, kept),
        moment(till, till.now) if rules.pricer.timed else "",
        member,
        employee,
        coupons=tuple([p.coupon for code in coupons if (p := rules.coupon_of(code)) is not None]) if coupons else (),
        by_hand=by_hand,
        quotas=_left(till, held, alone) if rules.quotas else {},
    )


def _left(till: Till, held: Mapping[str, int], alone: bool) -> dict[str, int]:
    """Pieces that a basket may have of each promotion with a quota."""
    quotas = till.rules.quotas
    left = dict.fromkeys(quotas, 0) if alone or not till.outage.network else till.quotas
    return {promotion: min(most + held.get(promotion, 0), quotas.get(promotion, 0)) for promotion, most in left.items()}


def moment(till: Till, at: int) -> str:
    """The shop's clock at a virtual time, ISO; empty where it has none."""
    return shop_time(till.clock, at).isoformat(timespec="minutes") if till.clock else ""


def of_sale(till: Till, sale: Sale) -> Bill:
    """The bill of a sale as it stands."""
    return bill(
        till, sale.lines.values(), member=bool(sale.member), employee=bool(sale.employee), coupons=sale.coupons,
        by_hand=sale.by_hand, held=sale.quotas, alone=sale.alone,
    )  # fmt: skip


def after(
    till: Till,
    sale: Sale,
    lines: Iterable[Line],
    *,
    member: bool = False,
    employee: bool = False,
    coupons: tuple[str, ...] = (),
    by_hand: Minor = 0,
) -> After:
    """What a sale comes to with other lines than now, or as somebody's, with coupons more, with something off."""
    kept = tuple(lines)
    member, by_hand = member or bool(sale.member), by_hand or sale.by_hand
    employee = employee or bool(sale.employee)
    if not (by_hand or employee or sale.coupons or coupons) and _by_themselves(till, kept, member):
        same = member == bool(sale.member)  # then the others stay as they are, 200 or 5
        had: Mapping[int, Line] = sale.lines if same else {}
        kept = tuple([line if had.get(line.line) is line else _alone(till, line, member) for line in kept])
        return After(kept, sum([line.gross - line.discount for line in kept]), NONE_HELD, not same)
    redeemed = (*sale.coupons, *coupons)
    basket = _basket(till, kept, member, employee, redeemed, by_hand, sale.quotas, alone=sale.alone)
    trace, total = till.rules.pricer.charge(basket)
    return After(_given(till.rules, kept, trace), total, _quotas(till.rules, trace))


def _by_themselves(till: Till, lines: Collection[Line], member: bool) -> bool:
    """Whether what is given on a line is its own matter: a member's price, or something by hand, and no promotion's.

    Most baskets are such until they are dear enough for a threshold, and then need no bill at each scan.
    """
    pricer = till.rules.pricer
    if pricer.line_by_line:
        return True
    known, goods, total = till.rules.catalog.goods, [], 0
    for line in lines:
        for offer in line.offers:
            if offer.rule not in OWN:
                return False
        goods.append(known[line.sku])
        total += line.gross
    return pricer.gives_nothing(goods, total, member=member)


def earning(till: Till, sale: Sale) -> Minor:
    """What of a sale's total earns points."""
    pricer = till.rules.pricer
    if pricer.keeping or not pricer.policy.tax_inclusive:
        return of_sale(till, sale).priced.points
    return sum([line.amount for line in sale.lines.values() if _promoted(line)])


def _promoted(line: Line) -> bool:
    """Not a bag, a card, or what has a price set by hand: promotions leave these alone, and they earn no points."""
    return not line.listed and line.how not in UNPROMOTED


def _alone(till: Till, line: Line, member: bool) -> Line:
    """A line that no other one concerns, priced; most have nothing that could be given on them."""
    if not (line.by_hand or line.discount):
        item = till.rules.catalog.items.get(line.sku) if member else None
        if item is None or not item.member_price:
            return line
    return line if line.account else bill(till, (line,), member=member).lines[0]


def repriced(sale: Sale, now: After, *, but: int = 0) -> list[Event]:
    """What a change did to other lines than the one it was about; nothing where it did nothing."""
    if not (now.others or sale.quotas):
        return []
    had = sale.lines
    changed = tuple(
        [line for line in now.lines if line.line != but and (was := had.get(line.line)) is not line and line != was]
    )
    pieces = _claimed(sale, now)
    return [f.BasketRepriced(sale.id, changed, now.total, pieces)] if changed or pieces else []


def requoted(sale: Sale, now: After) -> list[Event]:
    """What a change takes of quotas, where another fact says which lines it changed; nothing where it takes nothing."""
    pieces = _claimed(sale, now)
    return [f.BasketRepriced(sale.id, (), now.total, pieces)] if pieces else []


def _claimed(sale: Sale, now: After) -> dict[str, int]:
    """Pieces that a change takes of promotions with a quota; negative where it gives them back."""
    if not (sale.quotas or now.quotas):
        return {}
    return {
        promotion: units
        for promotion in {**sale.quotas, **now.quotas}
        if (units := now.quotas.get(promotion, 0) - sale.quotas.get(promotion, 0))
    }


def why(till: Till) -> list[Told]:
    """How the open basket's total came about, step by step; nothing where there is none."""
    if till.sale is not None:
        names = {line.line: line.name for line in till.sale.lines.values()}
        made = of_sale(till, till.sale)
        rules = till.rules
        return list(explain(made.basket, made.priced, rules.policy, rules.pricer.promotions, names.__getitem__))
    return []


def _basket_lines(till: Till, lines: Iterable[Line]) -> tuple[BasketLine, ...]:
    """What their price depends on: made anew for every line at every scan, and so in one plain pass."""
    items, timed = till.rules.catalog.items, till.rules.pricer.timed
    made = []
    for line in lines:
        sku = line.sku
        item = items.get(sku)
        promoted = not line.listed and line.how not in UNPROMOTED
        category = item.category if item is not None else ""
        made.append((
            line.line, sku, category, line.price, line.quantity, line.grams, line.tax_rate,
            item.member_price if promoted and item is not None else 0, 0, line.by_hand, promoted,
            moment(till, line.at) if timed else "", line.labelled, line.unit, line.account != "",
        ))  # fmt: skip
    return tuple(map(_RUNG, made))


def _given(rules: Rules, lines: tuple[Line, ...], trace: tuple[Part, ...]) -> tuple[Line, ...]:
    """The lines with what was given on each, and by what."""
    offs = [(part.rule, part.offs) for part in trace]
    if len(offs) == 1:  # most often, a threshold
        ((rule, of_line),) = offs
        name = _name(rules, rule)
        return tuple([_with_offer(line, rule, name, of_line.get(line.line, 0)) for line in lines])
    return tuple([_with_offers(rules, line, _summed(offs, line.line)) for line in lines])


def _summed(offs: list[tuple[str, Mapping[int, Minor]]], number: int) -> dict[str, Minor]:
    """What each rule takes off a line; one that comes twice is one."""
    found: dict[str, Minor] = {}
    for rule, of_line in offs:
        off = of_line.get(number)
        if off:
            found[rule] = found.get(rule, 0) + off
    return found


def _with_offer(line: Line, rule: str, name: Text, off: Minor) -> Line:
    """The same where a single rule gives anything: most lines are as they were."""
    had = line.offers
    if (len(had) == 1 and had[0].off == off and had[0].rule == rule) or not (had or off):
        return line
    return replace(line, discount=off, offers=(Offer(rule, name, off),) if off else ())


def _with_offers(rules: Rules, line: Line, offs: dict[str, Minor]) -> Line:
    if not (offs or line.offers):
        return line
    given = tuple([Offer(rule, _name(rules, rule), off) for rule, off in offs.items()])
    if line.offers == given:
        return line
    return replace(line, discount=sum(offs.values()), offers=given)


def _name(rules: Rules, rule: str) -> Text:
    promotion = rules.pricer.promotions.get(rule)
    return promotion.name if promotion else NO_NAME


def _quotas(rules: Rules, trace: tuple[Part, ...]) -> dict[str, int]:
    """Pieces sold under each promotion that has a quota."""
    sold: dict[str, int] = {}
    if not rules.quotas:
        return sold
    for part in trace:
        if part.rule in rules.quotas:
            sold[part.rule] = sold.get(part.rule, 0) + sum([step.units for step in part.steps if step.off])
    return {promotion: units for promotion, units in sold.items() if units}


def taxed(till: Till, sale: Sale) -> tuple[Line, ...]:
    """The lines of a sale that is being finished: each with the tax that is part of what was paid for it."""
    policy = till.rules.policy
    if policy.tax_by == "line":  # nothing to be spread
        lines = sale.lines.values()
        taxes = policy.taxes_of([line.amount for line in lines], [line.tax_rate for line in lines])
        return tuple([replace(line, tax=tax) for line, tax in zip(lines, taxes, strict=True)])
    return with_tax(sale.lines.values(), of_sale(till, sale).priced)


def with_tax(lines: Iterable[Line], priced: Priced) -> tuple[Line, ...]:
    """Lines with the tax of the bill that they stand on."""
    tax = {line.line: line.tax for line in priced.lines}
    return tuple(replace(line, tax=tax[line.line]) for line in lines)
