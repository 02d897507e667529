"""From what a script says to what one seed makes of it: amounts, dates, lots, and what is the matter with goods.

Every part draws from a stream of its own, so that one line more in a script reshuffles no other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scenarios.specs.spans import Span
from scenarios.specs.stockroom import Amount, DifferenceSpec, Lying, OutageSpec, PuzzleSpec, TroubleSpec
from scenarios.stocking import Sourced
from simulator.kernel.draws import Draws
from simulator.kernel.goods import OPENING, VARIANCE, Difference, Pile, Portion, StockMove
from simulator.kernel.items import Item
from simulator.kernel.money import Minor, divide
from simulator.kernel.texts import Text
from simulator.kernel.units import measured


@dataclass(frozen=True, slots=True)
class Drawn:
    """So much of one item, with its date."""

    sku: str
    quantity: int
    expiry: str
    lot: str


@dataclass(frozen=True, slots=True)
class Wares:
    """The goods of the shop, on its day."""

    items: Mapping[str, Item]
    goods: Mapping[str, Sourced]
    day: str
    """YYYY-MM-DD."""
    least_life: int

    def case(self, sku: str) -> int:
        return self.goods[sku].case if sku in self.goods else 1

    def cost(self, sku: str, quantity: int) -> Minor:
        each = self.goods[sku].cost if sku in self.goods else divide(self.items[sku].price * 7, 10)
        return divide(each * quantity, 1000) if measured(self.items[sku].unit) else each * quantity

    def date(self, days: int) -> str:
        return (date.fromisoformat(self.day) + timedelta(days=days)).isoformat()

    def fit(self, pile: Pile) -> bool:
        """Whether goods may be accepted."""
        return not pile.flaw and not (pile.expiry and pile.expiry < self.date(self.least_life))

    def drawn(self, goods: Amount, draws: Draws) -> Drawn:
        """One of several items, a quantity, a date."""
        sku = draws.pick(goods.skus)
        quantity = within(goods.quantity, draws) * (self.case(sku) if goods.cases else 1)
        life = self.goods[sku].life if sku in self.goods else 0
        if goods.until is not None:
            days = within(goods.until, draws)
        elif life:
            days = draws.between(life * 2 // 3, life)
        else:
            return Drawn(sku, quantity, "", goods.lot)
        expiry = self.date(days)
        return Drawn(sku, quantity, expiry, goods.lot or lot_of(expiry))


def lot_of(expiry: str) -> str:
    """批号: after the date, as most goods have it.

    >>> lot_of("2026-12-30")
    'L261230'
    """
    return f"L{expiry[2:4]}{expiry[5:7]}{expiry[8:]}" if expiry else ""


def within(span: Span, draws: Draws) -> int:
    """A value from a span, both ends included."""
    return draws.between(span.low, span.high)


def happens(share: int, draws: Draws) -> bool:
    return draws.below(100) < share


def opening_moves(wares: Wares, stock: Sequence[Lying], seed: int) -> tuple[StockMove, ...]:
    """What lies there by the books."""
    moves = []
    for n, lying in enumerate(stock, 1):
        drawn = wares.drawn(lying.goods, Draws(seed, f"stock/{n}"))
        if drawn.quantity:
            unit = wares.items[drawn.sku].unit
            moves.append(
                StockMove(
                    drawn.sku, drawn.quantity, OPENING, lying.place, drawn.lot, drawn.expiry,
                    unit if measured(unit) else "", wares.cost(drawn.sku, drawn.quantity),
                )
            )  # fmt: skip
    return tuple(moves)


def differences(
    wares: Wares, specs: Sequence[DifferenceSpec], moves: Sequence[StockMove], seed: int
) -> tuple[Difference, ...]:
    """Where the goods are not as the books say; never more of them than the books have there."""
    found = []
    for n, spec in enumerate(specs, 1):
        draws = Draws(seed, f"difference/{n}")
        if not happens(spec.share, draws):
            continue
        drawn = wares.drawn(spec.goods, draws)
        lot = spec.goods.lot or (drawn.lot if spec.goods.until is not None else "")
        extra = spec.kind == "extra"
        there = sum(
            m.quantity for m in moves if m.sku == drawn.sku and m.to == spec.place and (not lot or m.lot == lot)
        )
        quantity = drawn.quantity if extra else min(drawn.quantity, there)
        if not quantity:
            continue
        if extra and not lot:
            lot = next((m.lot for m in moves if m.sku == drawn.sku and m.to == spec.place), "")
        found.append(
            Difference(
                drawn.sku,
                quantity,
                VARIANCE if extra else spec.place,
                VARIANCE if spec.kind == "missing" else spec.to or spec.place,
                lot,
                flaw=spec.kind if spec.kind in ("damaged", "spoiled") else "",
                torn=spec.kind == "torn",
                spot=spec.among,
                behind=spec.kind == "behind",
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A difference as this seed has it."""

    spec: PuzzleSpec
    cause: str
    text: Text
    """What turns up in the movements."""
    differences: tuple[Difference, ...]

    @property
    def skus(self) -> tuple[str, ...]:
        return (self.spec.sku, self.spec.swapped) if self.cause == "wrong_goods" else (self.spec.sku,)


def puzzle(spec: PuzzleSpec, moves: Sequence[StockMove], seed: int) -> Puzzle:
    """Which cause it has, and what lies there for that."""
    draws = Draws(seed, f"puzzle/{spec.id}")
    (cause, text), off = draws.pick(spec.causes), within(spec.off, draws)
    there = sum(move.quantity for move in moves if (move.sku, move.to) == (spec.sku, spec.place))
    lots = {move.sku: move.lot for move in moves if move.to == spec.place}
    if cause == "found":
        found = [Difference(spec.sku, off, VARIANCE, spec.place, lots.get(spec.sku, ""))]
    elif cause == "behind":
        found = [Difference(spec.sku, min(off, there), spec.place, spec.place, behind=True)]
    else:
        found = [Difference(spec.sku, min(off, there), spec.place, VARIANCE)]
        if cause == "wrong_goods":
            found.append(Difference(spec.swapped, min(off, there), VARIANCE, spec.place, lots.get(spec.swapped, "")))
    return Puzzle(spec, cause, text, tuple(each for each in found if each.quantity))


@dataclass(frozen=True, slots=True)
class Outage:
    """The power, as this seed has it; times in milliseconds."""

    at: int
    into: int
    """After a receipt was begun; 0: it waits for none."""
    lasts: int
    spoils_after: int
    lost: tuple[Difference, ...]
    """What goes bad; nothing where it is short."""
    fails: Text
    returns: Text


def outage(wares: Wares, spec: OutageSpec, moves: Sequence[StockMove], seed: int) -> Outage:
    draws = Draws(seed, "outage")
    at, lasts = within(spec.at, draws), within(spec.lasts, draws)
    into = within(spec.into, draws) if spec.into else 0
    lost = differences(wares, spec.lost, moves, seed) if lasts > spec.after else ()
    return Outage(at, into, lasts, spec.after, lost, spec.fails, spec.returns)


# --- what comes ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Load:
    """Goods that come: what their paper says, and what truly stands there."""

    note: tuple[Portion, ...]
    piles: tuple[Pile, ...]
    lacking: bool
    """Something on the paper is missing."""


def load(wares: Wares, goods: Sequence[Amount], troubles: Sequence[TroubleSpec], name: str, seed: int) -> Load:
    """What comes of what was asked for, after all troubles."""
    draws = [wares.drawn(amount, Draws(seed, f"{name}/{n}")) for n, amount in enumerate(goods, 1)]
    note = tuple(
        Portion(d.sku, d.quantity, d.lot, d.expiry, wares.cost(d.sku, d.quantity)) for d in draws if d.quantity
    )
    piles = [_pile(wares, d.sku, d.quantity, d.lot, d.expiry) for d in draws if d.quantity]
    lacking = False
    for n, trouble in enumerate(troubles, 1):
        mine = Draws(seed, f"{name}/trouble/{n}")
        if happens(trouble.share, mine):
            drawn = wares.drawn(trouble.goods, mine)
            lacking |= _trouble(wares, piles, trouble, drawn)
    return Load(note, tuple(pile for pile in piles if pile.quantity), lacking)


def _trouble(wares: Wares, piles: list[Pile], trouble: TroubleSpec, drawn: Drawn) -> bool:
    """Let something be the matter; whether something is missing then."""
    sku, left = drawn.sku, drawn.quantity
    if trouble.kind == "over":
        n = next((n for n, pile in enumerate(piles) if pile.sku == sku and not pile.flaw), None)
        if n is None:
            piles.append(_pile(wares, sku, left, drawn.lot, drawn.expiry))
        else:
            was = piles[n]
            piles[n] = _pile(wares, sku, was.quantity + left, was.lot, was.expiry)
        return False
    for n, pile in enumerate(list(piles)):
        plain = pile.sku == sku and not (pile.flaw or pile.torn)
        part = min(left, pile.quantity) if plain else 0
        if not part:
            continue
        left -= part
        piles[n] = _pile(wares, sku, pile.quantity - part, pile.lot, pile.expiry)
        if trouble.kind == "wrong":
            piles.append(_pile(wares, trouble.other, part, pile.lot, pile.expiry))
        elif trouble.kind == "dated":
            piles.append(_pile(wares, sku, part, drawn.lot, drawn.expiry))
        elif trouble.kind == "torn":
            piles.append(_pile(wares, sku, part, pile.lot, pile.expiry, torn=True))
        elif trouble.kind != "short":
            piles.append(_pile(wares, sku, part, pile.lot, pile.expiry, flaw=trouble.kind))
    return trouble.kind in ("short", "wrong")


def _pile(wares: Wares, sku: str, quantity: int, lot: str, expiry: str, *, flaw: str = "", torn: bool = False) -> Pile:
    """In full cases as far as they go."""
    per = max(1, wares.case(sku))
    cases = quantity // per if per > 1 else 0
    return Pile(sku, cases, per, quantity - cases * per, lot, expiry, flaw, torn)


def portions(piles: Sequence[Pile]) -> tuple[Portion, ...]:
    return tuple(Portion(pile.sku, pile.quantity, pile.lot, pile.expiry) for pile in piles)
