"""What a person at the stockroom's station can see. Screens and bots read it and nothing else.

What the books say of a place that is being counted is not shown (盲盘). Of what truly lies there, a person sees what
stands at the dock (`Delivered.piles`, `InTransit.piles`) and what they went to look at last (`looking`), as cases, rows
and loose pieces that have to be added up; where cartons stand behind others, and what the sums are, is not here.
"""

from typing import NamedTuple

from simulator.kernel.facts import PurchaseOrder
from simulator.kernel.goods import OWN, Pile, Portion, Shelved
from simulator.kernel.money import Minor
from simulator.kernel.stimuli import TaskGiven
from simulator.kernel.texts import Text
from simulator.pos.catalog import Item
from simulator.stock.inquiry import (
    Dated,
    Proposal,
    in_transit,
    keeps_rule,
    near_expiry,
    next_lot,
    on_order,
    rule_price,
    to_order,
    to_pick,
)
from simulator.stock.ledger import today
from simulator.stock.list_view import ListSeen, lists_seen
from simulator.stock.listing import goods_of
from simulator.stock.lists import Goods
from simulator.stock.reality import brought, standing
from simulator.stock.recalls import open_recalls, still_out
from simulator.stock.receiving import least_date
from simulator.stock.rules import StockRules
from simulator.stock.seeing import open_tasks
from simulator.stock.state import Movement, Stockroom, Taken
from simulator.stock.summing import skus_in


class Delivered(NamedTuple):
    """A delivery at the dock, as its paper says."""

    delivery: str
    supplier: str
    name: Text
    purchase: str
    note: tuple[Portion, ...]
    piles: tuple[Pile, ...] = ()
    """What stands there, to be counted."""
    driver: bool = True
    """Whether the driver still waits: only then something can go back."""
    text: Text = Text()
    """What the driver says."""
    rest: str = ""
    """What they say becomes of what is missing: `follows`, `cancelled`; empty: nothing."""
    declined: bool = False
    """Nobody ordered it, and whoever decides does not want it."""


class Expected(NamedTuple):
    """An item of a purchase order that has not come yet."""

    sku: str
    name: Text
    quantity: int


class Receiving(NamedTuple):
    """The receipt under way."""

    receipt: str
    delivery: str
    purchase: str
    lines: tuple[tuple[int, Taken], ...]
    expected: tuple[Expected, ...]
    declined: bool = False
    """What nobody ordered is not wanted: the supervisor said so."""


class Counting(NamedTuple):
    """A count under way: what was entered, and nothing of what should be there."""

    number: str
    place: str
    entered: tuple[tuple[str, int, int], ...]
    """(sku, quantity, tries)."""
    left: tuple[str, ...]
    """Skus that have not been counted."""
    seen: tuple[str, ...] = ()
    """Those that somebody went to look at, and that are not entered yet."""
    again: tuple[str, ...] = ()
    """Those that have to be counted once more before the count can be posted."""


class InTransit(NamedTuple):
    transfer: str
    store: str
    inward: bool
    answered: bool
    goods: tuple[Portion, ...]
    """What the paper says is on its way; once it was counted, what is missing."""
    piles: tuple[Pile, ...] = ()
    """What stands at the dock of it, to be counted."""
    asked: bool = False
    """The other shop was asked about what is missing."""
    finding: str = ""
    """What it says: one of `goods.SETTLEMENTS`; empty: nothing yet."""
    text: Text = Text()
    """In its own words."""


class Looking(NamedTuple):
    """What somebody saw where they went last. It may have changed since."""

    place: str
    sku: str
    """The item in whose spot they looked; empty: they walked through, and these caught the eye."""
    behind: bool
    piles: tuple[Pile, ...]
    at: int
    """Virtual time."""


class Recall(NamedTuple):
    sku: str
    lot: str
    left: tuple[Shelved, ...]
    """What was not pulled yet."""
    pulled: int


class StockView:
    """A window on the stockroom; it holds nothing of its own."""

    def __init__(self, room: Stockroom) -> None:
        self._room = room

    @property
    def open(self) -> bool:
        return self._room.opened and not self._room.closed

    @property
    def closed(self) -> bool:
        return self._room.closed

    @property
    def dark(self) -> bool:
        """The power is out: nothing can be entered."""
        return self._room.dark

    @property
    def dark_since(self) -> int:
        """Virtual time at which the power failed last."""
        return self._room.dark_since

    def walked(self, place: str, since: str) -> bool:
        """Whether somebody walked through a place after a task had been given."""
        room = self._room
        return room.walks.get(place, -1) >= room.asked_at.get(since, 0)

    @property
    def time_up(self) -> bool:
        """The shift is over: what is open is finished, and the stockroom closed."""
        return self._room.time_up

    @property
    def day(self) -> str:
        return today(self._room)

    @property
    def operator(self) -> Text:
        return self._room.operator_name

    @property
    def supervisor(self) -> str:
        return self._room.supervisor

    @property
    def pending(self) -> tuple[str, Minor, str] | None:
        """(operation, amount, level) that waits for a PIN."""
        waits = self._room.pending
        return (waits.operation, waits.amount, waits.level) if waits else None

    def item(self, sku: str) -> Item | None:
        return self._room.item(sku)

    def price(self, item: Item) -> Minor:
        return self._room.price(item)

    @property
    def deliveries(self) -> list[Delivered]:
        room = self._room
        return [
            Delivered(
                a.delivery, a.supplier, a.name, a.purchase, a.note, standing(a), a.delivery not in room.alone, a.text,
                a.rest, room.declined(a.delivery),
            )
            for a in room.deliveries.values()
        ]  # fmt: skip

    @property
    def looking(self) -> Looking | None:
        """What was seen last; None before anybody went anywhere."""
        seen = self._room.looking
        return Looking(seen.place, seen.sku, seen.behind, seen.piles, self._room.looked_at) if seen else None

    @property
    def tasks(self) -> list[TaskGiven]:
        """What was asked for and is not done, and what was told."""
        room = self._room
        asked = open_tasks(room)
        open_skus = {sku for task in asked if task.kind == "clear_up" for sku in task.skus}
        told = (task for task in room.given if task.kind == "other" and (not task.cause or open_skus & set(task.skus)))
        return [*asked, *told]

    @property
    def given(self) -> list[TaskGiven]:
        """All that was asked for today, what is done among it too."""
        return list(self._room.given)

    def rule_price(self, row: Dated) -> Minor:
        """What a lot costs by the house's rule for its date; 0: as always, or it may not be sold any more."""
        item = self._room.item(row.sku)
        return rule_price(self._room, item, row.expiry) if item is not None else 0

    def keeps_rule(self, row: Dated) -> bool:
        """Whether a lot has the price of the house's rule, to the cent or rounded to what is paid in."""
        item = self._room.item(row.sku)
        return item is not None and keeps_rule(self._room, item, row.expiry, row.price)

    @property
    def rules(self) -> StockRules:
        """What everybody here knows: suppliers, cases, limits."""
        return self._room.rules

    @property
    def now(self) -> int:
        return self._room.now

    @property
    def badge(self) -> str:
        return self._room.operator

    @property
    def called(self) -> bool:
        """Somebody was called and is on their way."""
        return self._room.called

    @property
    def orders(self) -> list[str]:
        """Numbers of the purchase orders that are open."""
        return [number for number, order in self._room.orders.items() if order.open]

    def purchase(self, number: str) -> PurchaseOrder | None:
        """An order by its number, as it was placed."""
        order = self._room.orders.get(number)
        return order.order if order else None

    def expected(self, purchase: str) -> list[Expected]:
        order = self._room.orders.get(purchase)
        found = []
        for portion in order.order.goods if order else ():
            item = self._room.item(portion.sku)
            if order is not None and item is not None and order.still(portion.sku):
                found.append(Expected(portion.sku, item.name, order.still(portion.sku)))
        return found

    @property
    def receipt(self) -> Receiving | None:
        receipt = self._room.receipt
        if receipt is None:
            return None
        lines, expected = tuple(receipt.lines.items()), tuple(self.expected(receipt.order))
        return Receiving(receipt.receipt, receipt.delivery, receipt.order, lines, expected, receipt.declined)

    @property
    def counts(self) -> list[Counting]:
        return [
            Counting(
                count.count,
                count.place,
                tuple((sku, counted.quantity, counted.tries) for sku, counted in count.items.items()),
                tuple(sku for sku in count.skus if sku not in count.items),
                tuple(count.looks),
                tuple(sku for sku in count.skus if sku in count.again),
            )
            for count in self._room.counts.values()
        ]

    def blind(self, sku: str, place: str) -> bool:
        """Whether that is being counted, so that nobody is shown what should be there."""
        return any(place == count.place and sku in count.skus for count in self._room.counts.values())

    def shelves(self, sku: str) -> list[Shelved]:
        """Where an item lies by the books; what is being counted is left out."""
        open_places = [place for place in OWN if not self.blind(sku, place)]
        return self._room.shelves(sku, *open_places) if open_places else []

    def lying(self, place: str) -> list[Portion]:
        """What lies in a place by the books, by item and lot; what is being counted is left out."""
        room = self._room
        return [
            Portion(sku, shelved.quantity, shelved.lot, shelved.expiry)
            for sku in skus_in(room, place)
            if not self.blind(sku, place)
            for shelved in room.shelves(sku, place)
        ]

    @property
    def least_date(self) -> str:
        """The first date that goods may have when they come."""
        return least_date(self._room)

    def recalled(self, sku: str, lot: str) -> bool:
        """Whether a lot must not be sold, as the list on the wall says."""
        return self._room.recalled(sku, lot)

    def movements(self, sku: str) -> list[Movement]:
        """How its stock came about, the latest last; none while it is being counted."""
        blind = any(self.blind(sku, place) for place in OWN)
        return [] if blind else list(self._room.of(sku).movements)

    def coming(self, sku: str) -> tuple[int, int]:
        """(on order, in transit to here)."""
        return on_order(self._room, sku), in_transit(self._room, sku)

    @property
    def transfers(self) -> list[InTransit]:
        return [
            InTransit(
                t.transfer, t.store, t.inward, t.answered, tuple(t.goods.values()),
                brought(t.came) if t.came is not None and not t.answered else (), t.asked, t.finding, t.says,
            )
            for t in self._room.transfers.values()
        ]  # fmt: skip

    @property
    def recalls(self) -> list[Recall]:
        """Those that are not worked through."""
        room = self._room
        return [
            Recall(sku, lot, tuple(still_out(room, sku, lot)), room.lots[sku, lot].pulled)
            for sku, lot in open_recalls(room)
        ]

    @property
    def notices(self) -> list[tuple[str, str]]:
        """(sku, lot) that somebody wants recalled and that is not."""
        return list(self._room.notices)

    def called_back_for(self, sku: str, lot: str) -> Text:
        """Why, in the words of the notice; empty where none came."""
        return self._room.reasons.get((sku, lot), Text())

    @property
    def lists(self) -> list[ListSeen]:
        """Files that came and are not posted."""
        return lists_seen(self._room)

    def goods(self, code: str) -> Goods | None:
        """What this shop has under a code."""
        return goods_of(self._room, code) if code else None

    @property
    def near_expiry(self) -> list[Dated]:
        return near_expiry(self._room)

    @property
    def to_order(self) -> list[Proposal]:
        return to_order(self._room)

    @property
    def to_pick(self) -> list[Proposal]:
        return to_pick(self._room)

    def next_lot(self, sku: str) -> Shelved | None:
        """What is picked next (先到期先出)."""
        return next_lot(self._room, sku)
