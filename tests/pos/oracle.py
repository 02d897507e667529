"""A second opinion on every price: slow, obvious, one object a piece, exact fractions, written from docs/promotions.md.

`reckon(policy, promotions, basket) -> Bill`. It shares nothing with the engine but the plain data that both are given.
Fractions are exact; amounts become whole cents only at `cents` and `spread`, which is where the page says they do.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from simulator.kernel import promotions as p
from simulator.kernel.policy import Policy
from simulator.pos.pricing import Basket, BasketLine
from tests.pos.oracle_pieces import (
    KEPT,
    THRESHOLDS,
    Piece,
    Pieces,
    by_line,
    canonical,
    cents,
    concerns,
    on_lines,
    part,
    spread,
    take,
    worth,
)


class Line(NamedTuple):
    """What a line comes to."""

    gross: int
    discount: int
    total: int
    net: int
    tax: int


class Bill(NamedTuple):
    """What a basket comes to."""

    lines: tuple[Line, ...]
    total: int
    net: int
    tax: int
    discount: int
    points: int


# --- promotions on the bill -------------------------------------------------------------------------------------------


def seen_by(rule: p.Promotion, pieces: Pieces) -> Pieces:
    """All that is not kept, of lines that have something left."""
    seen = [piece for piece in pieces if piece.state != KEPT and concerns(rule, piece)]
    return [piece for line in by_line(seen) if worth(line) for piece in line]


def spread_off(pieces: Pieces, off: int) -> None:
    lines = sorted(by_line(pieces), key=lambda line: canonical(line[0].line))
    for line, share in zip(lines, spread(off, [worth(line) for line in lines]), strict=True):
        take(line, share)


def threshold(rule: Any, pieces: Pieces) -> int:
    """What a threshold would give on these pieces."""
    come_to = worth(pieces)
    counted = isinstance(rule, p.SpendPercent) and rule.pieces
    reached = [tier for tier in rule.tiers if (len(pieces) if counted else come_to) >= tier.reach]
    if not reached:
        return 0
    tier = max(reached, key=lambda tier: tier.reach)
    if isinstance(rule, p.SpendPercent):
        return cents(come_to * part(tier.off))
    times = (come_to / tier.reach).__floor__() if rule.every else 1
    return min(cents(come_to), times * tier.off)


def thresholds(rules: Sequence[p.Promotion], pieces: Pieces) -> None:
    mine = [rule for rule in rules if isinstance(rule, THRESHOLDS)]
    for rule in mine:
        if rule.together == "exclusive":
            seen = seen_by(rule, pieces)
            off = threshold(rule, seen)
            if off:
                spread_off(seen, off)
                for piece in seen:
                    piece.state = KEPT
    competing = [rule for rule in mine if rule.together == "best"]
    gains = [threshold(rule, seen_by(rule, pieces)) for rule in competing]
    best = [competing[gains.index(max(gains))]] if competing else []
    for rule in (*best, *(rule for rule in mine if rule.together == "compound")):
        seen = seen_by(rule, pieces)
        spread_off(seen, threshold(rule, seen))


def coupons(rules: Sequence[p.Promotion], pieces: Pieces) -> None:
    for rule in rules:
        if isinstance(rule, p.ItemCoupon):
            seen = seen_by(rule, pieces)
            if seen and worth(seen) >= rule.reach:
                dearest = max(by_line(seen), key=lambda line: worth(line) / len(line))
                one = worth(dearest) / len(dearest)
                take(dearest, min(cents(one * part(rule.share)) if rule.share else rule.off, cents(one)))
    for rule in rules:
        if isinstance(rule, p.BasketCoupon):
            seen = seen_by(rule, pieces)
            come_to = worth(seen)
            if seen and come_to >= rule.reach:
                spread_off(seen, min(cents(come_to * part(rule.share)) if rule.share else rule.off, cents(come_to)))


def employee(rules: Sequence[p.Promotion], pieces: Pieces) -> None:
    for rule in rules:
        if isinstance(rule, p.Employee):
            for line in by_line(seen_by(rule, pieces)):
                take(line, cents(worth(line) * part(rule.off)))


# --- the bill ---------------------------------------------------------------------------------------------------------


def applies(rule: p.Promotion, basket: Basket) -> bool:
    return (
        (not rule.members or basket.member)
        and (not rule.coupon or rule.coupon in basket.coupons)
        and (not isinstance(rule, p.Employee) or basket.employee)
    )


def rung_up(line: BasketLine, member: bool, at: str) -> Pieces:
    """The line's pieces at the shelf price, or at the member price where that is lower."""
    price = min(line.price, line.member_price) if member and line.member_price and line.promoted else line.price
    if line.grams:
        return [Piece(line, Fraction(cents(Fraction(price * line.grams, 1000))), at)]
    return [Piece(line, Fraction(price), at) for _ in range(line.quantity)]


def taxes(policy: Policy, lines: Sequence[BasketLine], amounts: Sequence[int]) -> list[int]:
    def inside(amount: int, rate: int) -> int:
        return cents(amount * part(rate) / (1 + part(rate) if policy.tax_inclusive else 1))

    if policy.tax_by == "line":
        return [inside(amount, line.rate) for line, amount in zip(lines, amounts, strict=True)]
    found = [0] * len(lines)
    for rate in {line.rate for line in lines}:
        at = [n for n, line in enumerate(lines) if line.rate == rate]
        for n, tax in zip(at, spread(inside(sum(amounts[n] for n in at), rate), [amounts[n] for n in at]), strict=True):
            found[n] = tax
    return found


def reckon(policy: Policy, promotions: Iterable[p.Promotion], basket: Basket) -> Bill:
    """The bill, step by step as docs/promotions.md has them."""
    rules = sorted((rule for rule in promotions if applies(rule, basket)), key=lambda rule: (rule.priority, rule.id))
    lines = sorted(basket.lines, key=canonical)
    pieces = [piece for line in lines for piece in rung_up(line, basket.member, basket.at)]
    for piece in pieces:
        if not piece.line.promoted:
            piece.state = KEPT
    on_lines(rules, pieces, dict(basket.quotas))
    thresholds(rules, pieces)
    coupons(rules, pieces)
    employee(rules, pieces)
    kept = {line.line: worth(one for one in pieces if one.line is line and one.state == KEPT) for line in lines}
    for line in lines:
        own = [piece for piece in pieces if piece.line is line]
        take(own, min(Fraction(line.by_hand), worth(own)))
    spread_off(pieces, min(basket.by_hand, cents(worth(pieces))))
    if policy.courtesy_step:
        spread_off(pieces, cents(worth(pieces) % policy.courtesy_step))
    left = [worth(piece for piece in pieces if piece.line is line) for line in lines]
    assert all(one.denominator == 1 for one in left), "a line is never worth a part of a cent"
    amounts = [int(one) for one in left]
    tax = taxes(policy, lines, amounts)
    found: dict[int, Line] = {}
    for line, amount, its in zip(lines, amounts, tax, strict=True):
        gross = int(worth(rung_up(line._replace(member_price=0), False, "")))
        net, total = (amount - its, amount) if policy.tax_inclusive else (amount, amount + its)
        found[line.line] = Line(gross, gross - amount, total, net, its)
    told = tuple(found[line.line] for line in basket.lines)
    return Bill(
        told,
        sum(line.total for line in told),
        sum(line.net for line in told),
        sum(line.tax for line in told),
        sum(line.discount for line in told),
        sum(max(0, int(amount - kept[line.line])) for line, amount in zip(lines, amounts, strict=True)),
    )
