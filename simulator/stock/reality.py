"""What truly lies where. The books say what should lie there; people see this, and nothing of it without going there.

Every movement of the books moves the goods themselves too, as far as they are there: nobody can carry what is stolen.
What only puts the books right (a count, an adjustment) moves nothing. Without differences at the opening, and with
nobody who enters what is not so, both are the same.

>>> reality = Reality()
>>> reality.put("backroom", Goods("milk", "A1", "2026-12-30"), 14)
>>> reality.take("milk", 20, "backroom", "floor"), reality.at("milk", "floor")
(14, 14)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from simulator.kernel import facts as f
from simulator.kernel.events import Event
from simulator.kernel.goods import (
    CUSTOMER,
    DOCK,
    FLOOR,
    OWN,
    PULLED,
    SUPPLIER,
    TRANSIT,
    VARIANCE,
    WASTE,
    Difference,
    Pile,
)
from simulator.kernel.stimuli import DeliveryArrived, TransferDispatched


class Goods(NamedTuple):
    """Pieces that look the same: of one item and lot, in one condition, standing in one spot."""

    sku: str
    lot: str = ""
    expiry: str = ""
    flaw: str = ""
    torn: bool = False
    spot: str = ""
    """Sku of the item among which they stand; empty: their own spot."""
    behind: bool = False

    @property
    def carried(self) -> "Goods":
        """As they are wherever somebody puts them: in their own spot, in front."""
        return self._replace(spot="", behind=False)


@dataclass(slots=True)
class Reality:
    """Place -> sku -> goods -> quantity; the world outside is a place as well, so that nothing is ever lost here."""

    places: dict[str, dict[str, dict[Goods, int]]] = field(default_factory=dict)

    def of(self, sku: str, place: str) -> dict[Goods, int]:
        return self.places.get(place, {}).get(sku, {})

    def at(self, sku: str, *places: str) -> int:
        """How much of it truly lies there, wherever in those places."""
        return sum(sum(self.of(sku, place).values()) for place in places)

    def put(self, place: str, goods: Goods, quantity: int) -> None:
        there = self.places.setdefault(place, {}).setdefault(goods.sku, {})
        left = there.get(goods, 0) + quantity
        if left:
            there[goods] = left
        else:
            there.pop(goods, None)

    def take(
        self,
        sku: str,
        quantity: int,
        origin: str,
        to: str,
        lot: str = "",
        *,
        worst: bool = False,
        around: bool = True,
        named: bool = False,
    ) -> int:
        """Somebody carries so much from one place to another: how much of it was there to be carried.

        They take of that lot, and of others where there is none of it left (`named`: only where there never was any);
        sound ones first (`worst`: damaged ones), from the front, what expires first. Without `around`, only what stands
        in its own spot, in front.
        """
        only = named and self.has_lot(sku, origin, lot)

        def first(goods: Goods) -> tuple[bool, bool, bool, bool, str, str]:
            other, bad = bool(lot) and goods.lot != lot, bool(goods.flaw)
            keys = (not bad, other) if worst else (other, bad)
            return (*keys, goods.behind, bool(goods.spot), goods.expiry or "9999", goods.lot)

        taken = 0
        for goods in sorted(self.of(sku, origin), key=first):
            part = min(quantity - taken, self.of(sku, origin)[goods])
            if part > 0 and (around or goods == goods.carried) and not (only and goods.lot != lot):
                self.put(origin, goods, -part)
                self.put(to, goods.carried, part)
                taken += part
        return taken

    def has_lot(self, sku: str, place: str, lot: str) -> bool:
        """Whether anything of a lot lies there, wherever."""
        return bool(lot) and any(goods.lot == lot for goods in self.of(sku, place))

    def within_reach(self, sku: str, place: str, lot: str = "", *, around: bool = False) -> int:
        """What of it stands in its own spot, in front; with `around` anywhere in that place; of a lot that is named, as
        far as there is such a lot.
        """
        only = self.has_lot(sku, place, lot)
        return sum(
            n
            for goods, n in self.of(sku, place).items()
            if (around or goods == goods.carried) and (goods.lot == lot or not only)
        )

    def flawed(self, sku: str, place: str, lot: str = "") -> int:
        there = self.of(sku, place)
        return sum(n for goods, n in there.items() if goods.flaw and (not lot or goods.lot == lot))

    def spot(self, place: str, sku: str, *, around: bool) -> list[tuple[Goods, int]]:
        """What stands in an item's spot; with `around` also what is behind, and what of it stands elsewhere there."""
        found = []
        for there in self.places.get(place, {}).values():
            for goods, quantity in there.items():
                here = (goods.spot or goods.sku) == sku
                if (here and (around or not goods.behind)) or (around and goods.sku == sku):
                    found.append((goods, quantity))
        return sorted(found, key=lambda row: (row[0].sku != sku, row[0].behind, row[0].expiry or "9999", row[0]))

    def amiss(self, place: str, day: str) -> list[tuple[Goods, int]]:
        """What catches the eye of who walks through: in the wrong spot, damaged, torn, past its date; in quarantine all
        that stands there, since none of it may stay.
        """
        return sorted(
            (goods, quantity)
            for there in self.places.get(place, {}).values()
            for goods, quantity in there.items()
            if place == PULLED
            or (
                not goods.behind
                and (
                    goods.spot or goods.flaw or goods.torn or (bool(day) and bool(goods.expiry) and goods.expiry < day)
                )
            )
        )


def pile_of(goods: Goods, quantity: int, per: int) -> Pile:
    """As it is seen: full cases or rows of `per`, and loose pieces."""
    per = max(1, per)
    cases = quantity // per if per > 1 else 0
    return Pile(
        goods.sku, cases, per, quantity - cases * per, goods.lot, goods.expiry, goods.flaw, goods.torn, goods.spot,
        goods.behind,
    )  # fmt: skip


def standing(delivery: DeliveryArrived) -> tuple[Pile, ...]:
    """What stands at the dock of a delivery."""
    if delivery.piles:
        return delivery.piles
    sound = [Pile(p.sku, loose=p.quantity, lot=p.lot, expiry=p.expiry) for p in delivery.goods]
    return (
        *sound,
        *(Pile(p.sku, loose=p.quantity, lot=p.lot, expiry=p.expiry, flaw="damaged") for p in delivery.spoilt),
    )


def brought(transfer: TransferDispatched) -> tuple[Pile, ...]:
    """What truly came of a transfer."""
    return transfer.piles or tuple(
        Pile(p.sku, loose=p.quantity, lot=p.lot, expiry=p.expiry) for p in transfer.goods if p.quantity > 0
    )


def _goods(pile: Pile) -> Goods:
    return Goods(pile.sku, pile.lot, pile.expiry, pile.flaw, pile.torn)


# --- how it follows what happens --------------------------------------------------------------------------------------


def opened(reality: Reality, fact: f.StockroomOpened) -> None:
    for move in fact.moves:
        reality.put(move.origin, Goods(move.sku, move.lot, move.expiry), -move.quantity)
        reality.put(move.to, Goods(move.sku, move.lot, move.expiry), move.quantity)
    for difference in fact.differences:
        differ(reality, difference)


def differ(reality: Reality, difference: Difference) -> None:
    """Let something not be as the books have it."""
    d = difference
    if d.origin == VARIANCE:
        known = {goods.lot: goods.expiry for place in OWN for goods in reality.of(d.sku, place)}
        goods = Goods(d.sku, d.lot, known.get(d.lot, ""), d.flaw, d.torn, d.spot, d.behind)
        reality.put(VARIANCE, Goods(d.sku), -d.quantity)
        reality.put(d.to, goods, d.quantity)
        return
    left = d.quantity
    plain = sorted(reality.of(d.sku, d.origin), key=lambda g: (bool(g.flaw or g.spot or g.behind), g.expiry or "9999"))
    for goods in plain:
        if d.lot and goods.lot != d.lot:
            continue
        part = min(left, reality.of(d.sku, d.origin)[goods])
        if part > 0:
            reality.put(d.origin, goods, -part)
            changed = goods._replace(flaw=d.flaw or goods.flaw, torn=d.torn, spot=d.spot, behind=d.behind)
            reality.put(d.to, changed if d.to in OWN else goods.carried, part)
            left -= part


def received(reality: Reality, piles: Iterable[Pile], back: Iterable[tuple[str, int, str, str]]) -> None:
    """A delivery was received: what was rejected (sku, quantity, lot, why) goes back, all else stays on the dock."""
    for pile in piles:
        if pile.quantity:
            reality.put(SUPPLIER, _goods(pile), -pile.quantity)
            reality.put("", _goods(pile), pile.quantity)
    for sku, quantity, lot, why in back:
        reality.take(sku, quantity, "", SUPPLIER, lot, worst=why not in ("surplus", "wrong_goods"))
    for sku in [sku for sku, there in reality.places.get("", {}).items() if there]:
        reality.take(sku, reality.at(sku, ""), "", DOCK)
    reality.places.pop("", None)


def _carried(reality: Reality, fact: f.StockMoved) -> None:
    for move in fact.moves:
        worst = fact.why == "pulled"
        reality.take(
            move.sku, move.quantity, move.origin, move.to, move.lot, worst=worst, around=fact.around, named=fact.by_lot
        )


def _sold(reality: Reality, fact: f.StockSold) -> None:
    """Customers find what nobody else does: what is not on the shelf they sell was taken from somewhere."""
    for move in fact.moves:
        rest = move.quantity
        for place in (FLOOR, *OWN):
            rest -= reality.take(move.sku, rest, place, CUSTOMER, move.lot) if rest else 0
        if rest:
            reality.put(VARIANCE, Goods(move.sku), -rest)
            reality.put(CUSTOMER, Goods(move.sku), rest)


def _brought_back(reality: Reality, fact: f.StockBroughtBack) -> None:
    for move in fact.moves:
        goods = Goods(move.sku, move.lot, move.expiry)
        reality.put(CUSTOMER, goods, -move.quantity)
        reality.put(move.to, goods, move.quantity)


def _written_off(reality: Reality, fact: f.StockWrittenOff) -> None:
    """Thrown away; what was stolen is gone already."""
    if fact.reason == "stolen":
        return
    for move in fact.moves:
        worst = fact.reason in ("damaged", "spoiled")
        reality.take(move.sku, move.quantity, move.origin, WASTE, move.lot, worst=worst)


def _left(reality: Reality, fact: f.SupplierReturned | f.TransferSent) -> None:
    for move in fact.moves:
        to = SUPPLIER if isinstance(fact, f.SupplierReturned) else TRANSIT
        reality.take(move.sku, move.quantity, move.origin, to, move.lot)


FOLLOW: dict[type[Event], Callable[[Reality, Any], None]] = {
    f.StockroomOpened: opened,
    f.StockMoved: _carried,
    f.StockSold: _sold,
    f.StockBroughtBack: _brought_back,
    f.StockWrittenOff: _written_off,
    f.SupplierReturned: _left,
    f.TransferSent: _left,
}
"""Fact -> what the goods do; a receipt and a transfer that arrives know more, and are followed in their own rooms."""
