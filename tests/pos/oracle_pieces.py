"""The second opinion on promotions that work on lines: each takes something off pieces, and says which it has used."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from simulator.kernel import promotions as p
from simulator.pos.pricing import BasketLine

FREE, COUNTED, WON, KEPT = "free", "counted", "won", "kept"
"""Nothing that counts has used it; one has; a competing promotion has won it; an exclusive one keeps it to itself."""

EARLY, MIDDLE, LATE = (p.Fixed, p.Combination), (p.Amount, p.BuyGet), (p.Percent, p.Nth)
ON_LINES = (p.Flash, *EARLY, *MIDDLE, *LATE)
THRESHOLDS = (p.Spend, p.SpendPercent)


def cents(amount: Fraction | int) -> int:
    """Half away from zero."""
    amount = Fraction(amount)
    size = (abs(amount) + Fraction(1, 2)).__floor__()
    return size if amount >= 0 else -size


def part(share: int) -> Fraction:
    """Shares are written in thousandths of a percent."""
    return Fraction(share, 100_000)


def spread(amount: int, over: Sequence[Fraction | int]) -> list[int]:
    """Largest remainder, the earlier first where they are equal."""
    whole = sum(over)
    if not whole:
        return [0] * len(over)
    exact = [amount * Fraction(one) / whole for one in over]
    given = [one.__floor__() for one in exact]
    by_rest = sorted(range(len(over)), key=lambda n: given[n] - exact[n])
    for n in by_rest[: amount - sum(given)]:
        given[n] += 1
    return given


class Piece:
    """One piece; of weighed goods, all of the line."""

    def __init__(self, line: BasketLine, worth: Fraction, at: str) -> None:
        self.line = line
        self.at = line.at or at
        self.worth = worth
        self.state = FREE
        self.weighed = bool(line.grams)
        self.size = Fraction(line.grams, 1000) if line.grams else Fraction(1)

    def twin(self) -> "Piece":
        twin = Piece(self.line, self.worth, self.at)
        twin.state = self.state
        return twin


Pieces = list[Piece]


def canonical(line: BasketLine) -> tuple[Any, ...]:
    """Dearest first; what follows only makes the order complete."""
    return (
        -line.price,
        line.sku,
        line.quantity,
        line.grams,
        line.rate,
        line.member_price,
        line.by_hand,
        line.promoted,
        line.at,
    )


def by_line(pieces: Iterable[Piece]) -> list[Pieces]:
    found: dict[int, Pieces] = {}
    for piece in pieces:
        found.setdefault(piece.line.line, []).append(piece)
    return list(found.values())


def worth(pieces: Iterable[Piece]) -> Fraction:
    return sum((piece.worth for piece in pieces), Fraction(0))


def take(pieces: Pieces, off: Fraction | int) -> None:
    """Take so much off these pieces, from each its part of it."""
    whole = worth(pieces)
    if off:
        for piece in pieces:
            piece.worth -= off * piece.worth / whole


def set_apart(used: Pieces, pieces: Pieces) -> None:
    """Of each line, those that are used come to their share of it in whole cents; the others to the rest."""
    for mine in by_line(used):
        line = [piece for piece in pieces if piece.line is mine[0].line and piece.state == FREE]
        others = [piece for piece in line if all(piece is not one for one in mine)]
        come_to = cents(worth(line) * len(mine) / len(line))
        for group, amount in ((others, worth(line) - come_to), (mine, Fraction(come_to))):
            for piece in group:
                piece.worth = amount / len(group)


def percent_off(rule: p.Percent, pieces: Pieces, left: dict[str, int]) -> Pieces:
    for line in by_line(pieces):
        off = cents(worth(line) * part(rule.off))
        free = [piece for piece in line if piece.state == FREE]
        off_free = cents(worth(free) * part(rule.off))
        take([piece for piece in line if piece.state == COUNTED], off - off_free)
        take(free, off_free)
    return pieces


def amount_off(rule: p.Amount, pieces: Pieces, left: dict[str, int]) -> Pieces:
    for piece in pieces:
        piece.worth -= min(piece.worth, Fraction(cents(rule.off * piece.size)))
    return pieces


def fixed_price(rule: p.Fixed, pieces: Pieces, left: dict[str, int]) -> Pieces:
    used = []
    for piece in pieces:
        price = Fraction(cents(rule.price * piece.size))
        if price < piece.worth:
            piece.worth = price
            used.append(piece)
    return used


def flash_sale(rule: p.Flash, pieces: Pieces, left: dict[str, int]) -> Pieces:
    most = min(left.get(rule.id, rule.quota) if rule.quota else 10**9, rule.each or 10**9)
    used: Pieces = []
    for piece in pieces:
        price = Fraction(cents(rule.price * piece.size))
        if price < piece.worth and len(used) < most:
            piece.worth = price
            used.append(piece)
    return used


def countable(pieces: Pieces, goods: p.Goods | None = None) -> Pieces:
    """What may be counted, the dearest first."""
    found = [
        piece
        for piece in pieces
        if piece.state == FREE
        and piece.worth
        and not piece.weighed
        and (not goods or goods.has(piece.line.sku, piece.line.category))
    ]
    return sorted(found, key=lambda piece: -piece.worth)


def nth_piece(rule: p.Nth, pieces: Pieces, left: dict[str, int]) -> Pieces:
    found = countable(pieces)
    groups = len(found) // rule.nth
    used = found[: groups * rule.nth]
    offs = [(piece.line, cents(piece.worth * part(rule.off))) for piece in used[rule.nth - 1 :: rule.nth]]
    set_apart(used, pieces)
    for line in by_line(used):
        take(line, min(worth(line), Fraction(sum(off for its, off in offs if its is line[0].line))))
    return used


def buy_and_get(rule: p.BuyGet, pieces: Pieces, left: dict[str, int]) -> Pieces:
    used, free = [], []
    if rule.gift is None:
        found = countable(pieces)
        size = rule.buy + rule.get
        while len(found) >= size:
            group, found = found[:size], found[size:]
            used += group
            free += group[rule.buy :]
    else:
        buyers, gifts = countable(pieces, rule.goods), countable(pieces, rule.gift)[::-1]
        gifts = [gift for gift in gifts if all(gift is not buyer for buyer in buyers)]
        while len(buyers) >= rule.buy and len(gifts) >= rule.get:
            given, gifts = gifts[: rule.get], gifts[rule.get :]
            used += buyers[: rule.buy] + given
            buyers = buyers[rule.buy :]
            free += given
    for piece in free:
        piece.worth = Fraction(0)
    return used


def combination(rule: p.Combination, pieces: Pieces, left: dict[str, int]) -> Pieces:
    places = [one.goods for one in rule.parts]
    parts = [[one for one in countable(pieces, goods) if _place(places, one) == n] for n, goods in enumerate(places)]
    used: Pieces = []
    sets = 0
    while all(len(found) >= one.count for found, one in zip(parts, rule.parts, strict=True)):
        group = [piece for found, one in zip(parts, rule.parts, strict=True) for piece in found[: one.count]]
        if worth(group) <= rule.price:
            break
        parts = [found[one.count :] for found, one in zip(parts, rule.parts, strict=True)]
        used += group
        sets += 1
    lines = sorted(by_line(used), key=lambda line: (_place(places, line[0]), -line[0].worth, canonical(line[0].line)))
    off = cents(worth(used) - sets * rule.price)
    for line, share in zip(lines, spread(off, [worth(line) for line in lines]), strict=True):
        take(line, share)
    return used


def _place(parts: Sequence[p.Goods], piece: Piece) -> int:
    return next(n for n, goods in enumerate(parts) if goods.has(piece.line.sku, piece.line.category))


WORK: dict[type[p.Promotion], Callable[..., Pieces]] = {
    p.Percent: percent_off,
    p.Amount: amount_off,
    p.Fixed: fixed_price,
    p.Flash: flash_sale,
    p.Nth: nth_piece,
    p.BuyGet: buy_and_get,
    p.Combination: combination,
}
COUNTING = (p.Nth, p.BuyGet, p.Combination)
EACH = (p.Amount, p.Fixed)


def is_on(when: p.When, at: str) -> bool:
    """By the clock at the moment when it was rung up."""
    if not at:
        return not (when.since or when.until or when.weekdays or when.hours)
    moment = datetime.fromisoformat(at)
    return (
        (not when.since or datetime.fromisoformat(when.since) <= moment)
        and (not when.until or moment < datetime.fromisoformat(when.until))
        and (not when.weekdays or moment.weekday() in when.weekdays)
        and (not when.hours or any(since <= f"{moment:%H:%M}" < until for since, until in when.hours))
    )


def concerns(rule: p.Promotion, piece: Piece) -> bool:
    if not piece.line.promoted or not is_on(rule.when, piece.at):
        return False
    goods = [rule.goods]
    if isinstance(rule, p.Combination):
        goods = [one.goods for one in rule.parts]
    elif isinstance(rule, p.BuyGet) and rule.gift is not None:
        goods.append(rule.gift)
    return any(one.has(piece.line.sku, piece.line.category) for one in goods)


def work(rule: p.Promotion, pieces: Pieces, left: dict[str, int], states: tuple[str, ...]) -> tuple[Pieces, Fraction]:
    """Let a promotion work on the pieces in these states; which it used, and what it gave."""
    seen = [piece for piece in pieces if piece.state in states and concerns(rule, piece)]
    before = worth(seen)
    used = WORK[type(rule)](rule, seen, left)
    return used, before - worth(seen)


def compound(rules: Sequence[p.Promotion], pieces: Pieces, left: dict[str, int]) -> None:
    for stage in (EARLY, MIDDLE, LATE):
        for rule in rules:
            if isinstance(rule, stage) and rule.together == "compound":
                used, _ = work(rule, pieces, left, (FREE,) if isinstance(rule, EACH) else (FREE, COUNTED))
                if isinstance(rule, COUNTING):
                    for piece in used:
                        piece.state = COUNTED


def on_lines(rules: Sequence[p.Promotion], pieces: Pieces, left: dict[str, int]) -> None:
    for rule in rules:
        if isinstance(rule, p.Flash) or (isinstance(rule, ON_LINES) and rule.together == "exclusive"):
            used, _ = work(rule, pieces, left, (FREE,))
            for piece in used:
                piece.state = KEPT
    compete([rule for rule in rules if isinstance(rule, ON_LINES) and rule.together == "best"], rules, pieces, left)
    compound(rules, pieces, left)


def compete(best: Sequence[p.Promotion], rules: Sequence[p.Promotion], pieces: Pieces, left: dict[str, int]) -> None:
    """Those that count pieces first, the one with the greatest lead; then, line by line, the best of the others."""
    counting = [rule for rule in best if isinstance(rule, COUNTING)]
    while counting:
        leads = [lead(rule, rules, pieces, left) for rule in counting]
        if max(leads) <= 0:
            break
        win(counting.pop(leads.index(max(leads))), pieces, left)
    single = [rule for rule in best if not isinstance(rule, (*COUNTING, p.Flash))]
    for line in by_line(pieces) if single else ():
        leads = [lead(rule, rules, line, left) for rule in single]
        if max(leads) > 0:
            win(single[leads.index(max(leads))], line, left)


def lead(rule: p.Promotion, rules: Sequence[p.Promotion], pieces: Pieces, left: dict[str, int]) -> Fraction:
    """What a competing promotion gives beyond what the compound ones would give on the same pieces."""
    tried = [piece.twin() for piece in pieces]
    used, gave = work(rule, tried, left, (FREE,))
    if not gave:
        return Fraction(0)
    others = [piece.twin() for piece, twin in zip(pieces, tried, strict=True) if any(twin is one for one in used)]
    before = worth(others)
    compound(rules, others, left)
    return gave - (before - worth(others))


def win(rule: p.Promotion, pieces: Pieces, left: dict[str, int]) -> None:
    for piece in work(rule, pieces, left, (FREE,))[0]:
        piece.state = WON
