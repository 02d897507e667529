"""A small shop with a stockroom and two tills on one journal: what is tried there is tried through the session."""

from dataclasses import replace

import msgspec

from simulator.drill.places import Station
from simulator.drill.ports import Journal
from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event
from simulator.kernel.goods import BACK, FLOOR, OPENING, Portion, StockMove
from simulator.kernel.texts import Text
from simulator.pos.catalog import Catalog
from simulator.pos.rules import Right, Staff
from simulator.pos.state import Till
from simulator.stock.rules import StockRules, Supply
from simulator.stock.state import Stockroom
from tests.pos.counter import ITEMS, MILK, RULES, STATION, Item, MemoryTape

CLERK, CHIEF, BOSS = "k1", "s1", "m1"
TODAY = "2026-12-24"
SOON, LATE, PAST = "2026-12-30", "2027-02-01", "2026-12-20"
CRATE = "6901234567908"
TILLS = ("till-1", "till-2")

SHOP = replace(
    RULES,
    catalog=Catalog([*ITEMS, Item("crate", Text("Milk x 12", "牛奶×12"), 13_900, (CRATE,), pack_of="milk", pieces=12)]),
    staff={
        **RULES.staff,
        CLERK: Staff(CLERK, Text("Zhao", "赵仓管"), "stock_clerk"),
        BOSS: Staff(BOSS, Text("Sun", "孙店长"), "manager"),
    },
    rights={},
)
STOCK = StockRules(
    SHOP,
    supply={
        "milk": Supply("dairy", 800, 12, low=30, full=60, floor_low=5, floor_full=12),
        "soy": Supply("dry", 500, 6),
        "apples": Supply("farm", 400, 1000),
    },
    suppliers={"dairy": Text("Riverside Dairy", "临江乳业"), "dry": Text("Dry goods", "干货行")},
    stores={"west": Text("West street", "西街店")},
)
LIMITED = replace(
    STOCK,
    rights={
        "write_off": Right(5000, "supervisor"),
        "adjust_stock": Right(2000, "manager"),
        "post_count": Right(1000, "supervisor"),
        "post_receipt": Right(None, "supervisor"),
        "start_receiving": Right(None, "manager"),
        "change_price": Right(None, "manager"),
    },
)


NAME = Text("Riverside Dairy", "临江乳业")
MILK_24 = Portion("milk", 24, "C3", LATE)
ARRIVED = s.DeliveryArrived("D1", "dairy", NAME, "PO-9", (MILK_24,), (MILK_24,))


def only(facts: list[Event]) -> Event:
    (fact,) = facts
    return fact


def lot(sku: str, quantity: int, to: str, name: str, expiry: str, value: int) -> StockMove:
    return StockMove(sku, quantity, OPENING, to, name, expiry, "kg" if sku == "apples" else "", value)


OPENED = f.StockroomOpened(
    "stockroom", CLERK, Text("Zhao", "赵仓管"), f"{TODAY}T08:00",
    moves=(
        lot("milk", 10, FLOOR, "A1", SOON, 7001), lot("milk", 24, BACK, "B2", LATE, 19_200),
        lot("milk", 6, BACK, "A1", SOON, 4800), lot("soy", 12, BACK, "", "", 6000),
        lot("soy", 5, FLOOR, "", "", 2501), lot("apples", 20_000, FLOOR, "", "", 8000),
    ),
    orders=(
        f.PurchaseOrder("PO-9", "dairy", Text("Riverside Dairy", "临江乳业"), (Portion("milk", 24, value=19_201),)),
    ),
)  # fmt: skip
OPENING_ENTRY = f.RunOpened("run-1", "receiving", 1, "practice", 7, 1, {}, (*TILLS, "stockroom"), "stock_clerk")
FIRST = msgspec.structs.replace(STATION, clock=f"{TODAY}T08:00")
SECOND = msgspec.structs.replace(FIRST, station="till-2", operator="s1")


class Backroom:
    """A stockroom and the tills in front of it; each step takes a second."""

    def __init__(self, rules: StockRules = STOCK, tape: Journal | None = None) -> None:
        self.rules = rules
        self.tape: Journal = tape or MemoryTape()
        self.session = Session.open(OPENING_ENTRY, (FIRST, SECOND, OPENED), self.tape, self.new_station)

    def new_station(self, name: str) -> Station:
        return Stockroom(self.rules) if name == "stockroom" else Till(self.rules.shop, name)

    @property
    def entries(self) -> list[Entry]:
        """The journal so far."""
        return list(self.tape.read("run-1"))

    @property
    def room(self) -> Stockroom:
        assert self.session.floor.stockroom is not None
        return self.session.floor.stockroom

    def at(self, station: str, event: Event, by: str = "director") -> list[Event]:
        """All facts and told stimuli that followed, at whichever station."""
        now = self.session.now + 1000
        if isinstance(event, Command):
            entries = self.session.submit(event, now, station)
        else:
            entries = self.session.inject(event, by, now, station)
        return [entry.what for entry in entries[1:]]

    def do(self, event: Event) -> list[Event]:
        """What follows in the stockroom."""
        return self.at("stockroom", event)

    def sell(self, code: str = MILK, till: str = "till-1", times: int = 1) -> list[Event]:
        """Sold at a till, for cash, without anybody standing there."""
        for _ in range(times):
            self.at(till, c.Scan(code=code))
        self.at(till, c.StartTender())
        told = self.at(till, c.TenderCash(100_000))
        self.at(till, c.CloseDrawer())
        return told

    def delivery(self, *goods: Portion, spoilt: tuple[Portion, ...] = (), order: str = "PO-9") -> None:
        self.do(s.DeliveryArrived("D1", "dairy", Text("Riverside Dairy", "临江乳业"), order, goods, goods, spoilt))


def reason(facts: list[Event]) -> str:
    """Why it was refused; empty when it was not."""
    return next((fact.reason for fact in facts if isinstance(fact, f.Refused)), "")
