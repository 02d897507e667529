"""The open basket's bill: its lines as they were rung up, priced together, and what that changes on each of them.

A line keeps the price of the moment of its scan. What is given is worked out anew from there at every change, so that
nothing can stack by editing; facts carry the lines as they are afterwards.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from operator import sub

import msgspec
from msgspec.structs import replace

from simulator.kernel import facts as f
from simulator.kernel.events import Event
from simulator.kernel.facts import Given, Line, Offer
from simulator.kernel.money import Minor, apportion, divide
from simulator.kernel.texts import Text
from simulator.kernel.units import PLAIN
from simulator.pos.calendar import shop_time
from simulator.pos.catalog import Item
from simulator.pos.pricing import Basket, BasketLine, Part, Priced
from simulator.pos.pricing.bill import spent
from simulator.pos.pricing.explain import Told, explain
from simulator.pos.rules import Rules
from simulator.pos.state import Sale, Till

Repricing = f.BasketRepriced | f.MemberIdentified | f.EmployeeIdentified
"""Facts that say what is given on a basket's lines now."""
NONE_HELD: Mapping[str, int] = {}
NO_NAME = Text()
"""Of what is given and is no promotion."""
UNPROMOTED = frozenset(("bag", "slip", "value"))
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

    kept: tuple[Line, ...]
    """Its lines; what is given on them is told by `given`, where that says anything."""
    total: Minor
    quotas: Mapping[str, int]
    """Promotion with a quota -> pieces that the basket now holds of it."""
    given: tuple[Given, ...] | None = None
    """All that is given on them; None: each is priced by itself, and those that the change was not about as before."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """With what is given on each."""
        return self.kept if self.given is None else tuple([given_on(line, self.given) for line in self.kept])

    @property
    def last(self) -> Line:
        """The one that was rung up last."""
        line = self.kept[-1]
        return line if self.given is None else given_on(line, self.given)

    def line(self, number: int) -> Line:
        """One of them."""
        return next(line for line in self.lines if line.line == number)


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
    given = _given(till.rules, priced.trace)
    return Bill(tuple([given_on(line, given) for line in kept]), basket, priced)


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
    member, by_hand = member or sale.member != "", by_hand or sale.by_hand
    employee = employee or sale.employee != ""
    if not (by_hand or employee or sale.coupons or coupons):
        plain = plainly(till, kept, member=member)
        if plain is not None:
            return plain
    redeemed = (*sale.coupons, *coupons)
    basket = _basket(till, kept, member, employee, redeemed, by_hand, sale.quotas, alone=sale.alone)
    trace, total = till.rules.pricer.charge(basket)
    return After(kept, total, _quotas(till.rules, trace), _given(till.rules, trace))


def plainly(till: Till, kept: tuple[Line, ...], *, member: bool) -> After | None:
    """A basket on which nothing is given but members' prices, and amounts off all of it; None: it takes a whole bill.

    Most baskets are such, and come to the same in a third of the time: this is done at every scan.
    """
    plain = till.rules.pricer.plain(till.rules.catalog.goods, member=member)
    if plain is None:
        return None
    left, had = [], 0
    for line in kept:
        if line.by_hand or line.listed or line.how in UNPROMOTED or not plain[line.sku]:
            return None
        left.append(line.gross)
        had += line.discount
    given = _to_member(till, kept, left) if member else []
    total = sum(left)
    if total >= plain.least:
        for rule in plain.spends:
            if off := spent(rule, total):
                offs = apportion(off, left)
                if offs is None:  # to whom the last cent goes is told by the order of lines on a bill
                    return None
                of_line = {line.line: one for line, one in zip(kept, offs, strict=True) if one}
                given.append(Given(rule.id, rule.name, of_line))
                total -= off
                if rule is not plain.spends[-1]:
                    left = list(map(sub, left, offs))
    return After(kept, total, NONE_HELD, tuple(given) if given or had else None)


def _to_member(till: Till, kept: tuple[Line, ...], left: list[Minor]) -> list[Given]:
    """What members pay less for than others, which is taken off what is left."""
    items, offs = till.rules.catalog.items, {}
    for row, line in enumerate(kept):
        item = items.get(line.sku)
        price = item.member_price if item is not None else 0
        if price:
            off = line.gross - (divide(price * line.grams, 1000) if line.grams else price * line.quantity)
            if off > 0:
                offs[line.line] = off
                left[row] -= off
    return [Given("member", NO_NAME, offs)] if offs else []


def earning(till: Till, sale: Sale) -> Minor:
    """What of a sale's total earns points: no bag, no card, nothing with a price set by hand, as promotions leave these
    alone."""
    pricer = till.rules.pricer
    if pricer.keeping or not pricer.policy.tax_inclusive:
        return of_sale(till, sale).priced.points
    lines = sale.lines.values()
    return sum([line.gross - line.discount for line in lines if not line.listed and line.how not in UNPROMOTED])


def repriced(sale: Sale, now: After, *, but: int = 0) -> list[Event]:
    """What a change did to other lines than the one it was about; nothing where it did nothing."""
    if now.given is None and not (sale.quotas or now.quotas):
        return []  # most often
    given, pieces = given_anew(now, but=but), _claimed(sale, now)
    return [f.BasketRepriced(sale.id, (), now.total, pieces, given)] if given is not None or pieces else []


def given_anew(now: After, *, but: int = 0) -> tuple[Given, ...] | None:
    """All that is given on lines now; None where no other line than `but` is other than before."""
    given = now.given
    if given is not None:
        for line in now.kept:
            if line.line != but:
                other = sum([one.offs.get(line.line, 0) for one in given]) != line.discount  # is quick to see
                if other or given_on(line, given) is not line:
                    return given
    return None


def told_at_first(sale: Sale, fact: Repricing) -> Repricing:
    """The same as the first journals have it: lines that are now others, whole. `sale` is as it was before."""
    given = fact.given or ()
    changed = tuple([line for had in sale.lines.values() if (line := given_on(had, given)) is not had])
    whole = replace(fact, lines=changed, given=None)
    return replace(whole, off=0) if isinstance(whole, f.MemberIdentified) else whole


def reprice(sale: Sale, fact: Repricing) -> None:
    """Lines and total are as a fact says; in first journals it says lines whole."""
    sale.total = fact.total
    for line in fact.lines:
        sale.lines[line.line] = line
    if fact.given is not None:
        sale.lines = with_given(sale.lines, fact.given)


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


def _given(rules: Rules, trace: tuple[Part, ...]) -> tuple[Given, ...]:
    """What was given on the lines, by rule; one that comes twice is one."""
    offs: dict[str, dict[int, Minor]] = {}
    for part in trace:
        of_rule = offs.setdefault(part.rule, {})
        for number, off in part.offs.items():
            if off:
                of_rule[number] = of_rule.get(number, 0) + off
    return tuple([Given(rule, _name(rules, rule), dict(sorted(off.items()))) for rule, off in offs.items() if off])


def given_on(line: Line, given: tuple[Given, ...]) -> Line:
    """A line with what is given on it; the same object where it has that already."""
    offers: tuple[Offer, ...] = ()
    discount = 0
    for one in given:
        off = one.offs.get(line.line)
        if off:
            offers, discount = (*offers, Offer(one.rule, one.name, off)), discount + off
    return line if offers == line.offers else replace(line, discount=discount, offers=offers)


def with_given(lines: Mapping[int, Line], given: tuple[Given, ...]) -> dict[int, Line]:
    """Lines by number, each with what is given on it: the same as `given_on`, in half the time where one rule gives."""
    if len(given) != 1:
        return {number: given_on(line, given) for number, line in lines.items()}
    (one,) = given
    rule, name, offs = one.rule, one.name, one.offs
    return {
        number: replace(line, discount=off, offers=(Offer(rule, name, off),))
        if (off := offs.get(number))
        else given_on(line, ())
        for number, line in lines.items()
    }


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
        taxes = policy.taxes_of([line.gross - line.discount for line in lines], [line.tax_rate for line in lines])
        return tuple([replace(line, tax=tax) for line, tax in zip(lines, taxes, strict=True)])
    return with_tax(sale.lines.values(), of_sale(till, sale).priced)


def with_tax(lines: Iterable[Line], priced: Priced) -> tuple[Line, ...]:
    """Lines with the tax of the bill that they stand on."""
    tax = {line.line: line.tax for line in priced.lines}
    return tuple(replace(line, tax=tax[line.line]) for line in lines)
