"""The stockroom's state: what `apply` makes of its journal. Owned and mutated by `apply` alone."""

from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.kernel.events import Command
from simulator.kernel.facts import PlaceSeen, PurchaseOrder
from simulator.kernel.goods import OWN, Portion, Shelved
from simulator.kernel.items import NewItem
from simulator.kernel.money import Minor
from simulator.kernel.stimuli import DeliveryArrived, TaskGiven, TransferDispatched
from simulator.kernel.texts import Text
from simulator.pos.catalog import Item
from simulator.stock.lists import Listing
from simulator.stock.reality import Reality
from simulator.stock.rules import StockRules
from simulator.stock.summing import Sum
from simulator.stock.valuation import Layers

STATION = "stockroom"


class Movement(NamedTuple):
    """A line of an item's history."""

    at: int
    what: str
    """Wire name of the fact."""
    quantity: int
    origin: str
    to: str
    lot: str
    value: Minor


@dataclass(slots=True)
class Stock:
    """An item's stock: where it lies, and what it cost."""

    places: dict[str, dict[str, int]] = field(default_factory=dict)
    """Place -> lot -> quantity; a lot is gone from a place when there is none of it."""
    layers: Layers = field(default_factory=Layers)
    movements: list[Movement] = field(default_factory=list)

    def at(self, *places: str) -> int:
        """How much lies there, all lots together."""
        return sum(sum(self.places.get(place, {}).values()) for place in places)

    @property
    def on_hand(self) -> int:
        return self.at(*OWN)


@dataclass(slots=True)
class Lot:
    """What is known of a lot."""

    no: int = 0
    """In the order in which lots came."""
    expiry: str = ""
    price: Minor = 0
    """What it was marked down to; 0: it was not."""
    sold: int = 0
    """As far as codes at the till said so."""
    recalled: bool = False
    pulled: int = 0
    """Taken off sale since it was recalled."""
    closed: bool = False
    """Its recall is worked through."""


@dataclass(slots=True)
class Order:
    """A purchase order, and what came of it."""

    order: PurchaseOrder
    received: dict[str, int] = field(default_factory=dict)
    closed: bool = False

    def ordered(self, sku: str) -> int:
        return sum(portion.quantity for portion in self.order.goods if portion.sku == sku)

    def still(self, sku: str) -> int:
        """How much of it has not come."""
        return 0 if self.closed else max(0, self.ordered(sku) - self.received.get(sku, 0))

    @property
    def open(self) -> bool:
        return not self.closed and any(self.still(portion.sku) for portion in self.order.goods)


class Taken(NamedTuple):
    """A line of a receipt that is not posted yet."""

    sku: str
    quantity: int
    lot: str = ""
    expiry: str = ""
    rejected: str = ""
    """Why it goes back; empty: it is accepted."""


@dataclass(slots=True)
class Receipt:
    """A delivery that is being received."""

    receipt: str
    delivery: str
    order: str
    supplier: str
    lines: dict[int, Taken] = field(default_factory=dict)
    next_line: int = 1
    declined: bool = False
    """Whoever decides does not want what nobody ordered."""

    def accepted(self, sku: str) -> int:
        return sum(line.quantity for line in self.lines.values() if line.sku == sku and not line.rejected)

    def rejected(self, sku: str) -> int:
        return sum(line.quantity for line in self.lines.values() if line.sku == sku and line.rejected)


@dataclass(slots=True)
class Counted:
    """What was counted of an item."""

    quantity: int
    on_book: int
    """What the books had at that moment."""
    at: int
    tries: int = 1

    really: int = -1
    """What truly lay there; -1: nobody knows."""

    looked: bool = False
    """Somebody had gone there for it."""


@dataclass(slots=True)
class Look:
    """An item was looked at while it is being counted: the count is of that moment."""

    on_book: int
    at: int
    really: int


@dataclass(slots=True)
class Count:
    """A count under way."""

    count: str
    place: str
    skus: tuple[str, ...]
    items: dict[str, Counted] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    """What was looked at since it was counted last."""
    again: set[str] = field(default_factory=set)
    """What has to be counted once more before this can be posted."""


@dataclass(slots=True)
class Transfer:
    """Goods between two shops."""

    transfer: str
    store: str
    inward: bool
    goods: dict[tuple[str, str], Portion]
    """(sku, lot) -> what is still in transit, with its value."""
    answered: bool = False
    """What arrived was counted; what is left here is missing."""
    came: TransferDispatched | None = None
    """Of one that comes here: what stands at the dock until it is counted."""
    asked: bool = False
    """The other shop was asked about what is missing."""
    finding: str = ""
    """What it found out."""
    says: Text = Text()


@dataclass(slots=True)
class Pending:
    """A command that waits for an authorization."""

    command: Command
    operation: str
    amount: Minor
    level: str


@dataclass(slots=True)
class Sums:
    """What `summing` worked out and nothing has changed since."""

    day: str = ""
    by_sku: dict[str, Sum] = field(default_factory=dict)
    lists: dict[str, tuple[object, ...]] = field(default_factory=dict)
    """What goes through all of them."""

    def forget(self, sku: str) -> None:
        self.by_sku.pop(sku, None)
        self.lists.clear()


@dataclass(slots=True)
class Stockroom:
    """A station."""

    rules: StockRules
    station: str = STATION
    operator: str = ""
    operator_name: Text = Text()
    now: int = 0
    clock: str = ""
    """The shop's date and time when the stockroom was opened."""
    opened: bool = False
    closed: bool = False
    supervisor: str = ""
    """Badge of who stands there to approve."""
    called: bool = False
    stock: dict[str, Stock] = field(default_factory=dict)
    lots: dict[tuple[str, str], Lot] = field(default_factory=dict)
    """(sku, lot), in the order in which they came; `lot` adds one."""
    prices: dict[str, Minor] = field(default_factory=dict)
    """Changed since the shop's catalogue was made."""
    orders: dict[str, Order] = field(default_factory=dict)
    deliveries: dict[str, DeliveryArrived] = field(default_factory=dict)
    """Those at the dock that nobody has received."""
    alone: set[str] = field(default_factory=set)
    """Deliveries whose driver has left."""
    receipt: Receipt | None = None
    counts: dict[str, Count] = field(default_factory=dict)
    """Those under way."""
    transfers: dict[str, Transfer] = field(default_factory=dict)
    """Those with something in transit."""
    notices: dict[tuple[str, str], str] = field(default_factory=dict)
    """Recalls that were asked for: (sku, lot) -> notice."""
    reasons: dict[tuple[str, str], Text] = field(default_factory=dict)
    """Why a lot is called back: (sku, lot) -> in the words of the notice."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Kind of document -> how many of it there were."""
    reality: Reality = field(default_factory=Reality)
    """What truly lies where; nobody sees it who does not go there."""
    coming: dict[str, TransferDispatched] = field(default_factory=dict)
    """What another shop has just sent, until it is booked as in transit."""
    looking: PlaceSeen | None = None
    """What was seen last."""
    looked_at: int = 0
    """Virtual time of that."""
    dark: bool = False
    """The power is out: the terminal does nothing."""
    dark_since: int = 0
    searched: set[tuple[str, str]] = field(default_factory=set)
    """(place, sku): where somebody moved aside what stands in front; what was behind is within reach from then on."""
    walks: dict[str, int] = field(default_factory=dict)
    """Place -> when somebody walked through it last."""
    asked_at: dict[str, int] = field(default_factory=dict)
    """Task -> when it was given."""
    time_up: bool = False
    """The shift is over: what is open is finished."""
    tasks: dict[str, TaskGiven] = field(default_factory=dict)
    """What has to be done and is not; `seeing.open_tasks` knows which of these are done by what lies there."""
    given: list[TaskGiven] = field(default_factory=list)
    """All that was asked for."""
    lists: dict[str, Listing] = field(default_factory=dict)
    """Files with products and prices, those that are posted among them."""
    listed: dict[str, NewItem] = field(default_factory=dict)
    """Goods that were set up since the shop's catalogue was made."""
    sold_wrong: dict[str, int] = field(default_factory=dict)
    """Sku whose price is none that somebody asked for -> what was sold of it since."""
    causes: dict[str, str] = field(default_factory=dict)
    """Sku -> why books and goods differ, where a script knows it; on no screen."""
    turned_down: set[str] = field(default_factory=set)
    """Deliveries that somebody did not want received."""
    asked: Command | None = None
    pending: Pending | None = None
    sums: Sums = field(default_factory=Sums, compare=False, repr=False)
    """Remembered, and no part of what is true: `summing` works it out whenever it is not there."""

    def of(self, sku: str) -> Stock:
        """An item's stock, to be read; one that never was here has none."""
        return self.stock.get(sku) or Stock()

    def item(self, sku: str) -> Item | None:
        return self.rules.shop.catalog.items.get(sku)

    def price(self, item: Item) -> Minor:
        return self.prices.get(item.sku, item.price)

    def number(self, kind: str) -> str:
        """The next document's number."""
        return f"{kind}-{self.numbers.get(kind, 0) + 1:04d}"

    def recalled(self, sku: str, lot: str) -> bool:
        known = self.lots.get((sku, lot))
        return (known is not None and known.recalled) or (sku, lot) in self.rules.shop.recalls

    def lot(self, sku: str, lot: str) -> Lot:
        """What is known of a lot, to be changed; one that was never heard of is known from now on."""
        self.sums.forget(sku)
        known = self.lots.get((sku, lot))
        if known is None:
            known = self.lots[sku, lot] = Lot(len(self.lots))
        return known

    def expiry(self, sku: str, lot: str) -> str:
        known = self.lots.get((sku, lot))
        return known.expiry if known else ""

    def declined(self, delivery: str) -> bool:
        """Whether a delivery that nobody ordered was refused by whoever decides."""
        return delivery in self.turned_down

    def shelves(self, sku: str, *places: str) -> list[Shelved]:
        """What lies where, in each place what expires first going first; recalled lots last."""

        def first(shelved: Shelved) -> tuple[bool, str, int]:
            key = (sku, shelved.lot)
            return self.recalled(*key), shelved.expiry or "9999", self.lots[key].no

        stock = self.of(sku)
        return [
            shelved
            for place in places or OWN
            for shelved in sorted(
                (
                    Shelved(place, lot, self.expiry(sku, lot), quantity)
                    for lot, quantity in stock.places.get(place, {}).items()
                ),
                key=first,
            )
        ]
