"""A stockroom on screen with everything given: the clock, deliveries, what lies where. The rules are the real ones."""

from dataclasses import replace
from typing import Any

from textual.pilot import Pilot

from simulator.drill.clock import Clock
from simulator.drill.session import Session
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.goods import BACK, DOCK, FLOOR, OPENING, Pile, Portion, StockMove
from simulator.kernel.paper import Document
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from simulator.pos.catalog import Catalog
from simulator.pos.rules import Right, Staff
from simulator.pos.state import Till
from simulator.screens.stockroom.screen import StockScreen
from simulator.stock.labels import labels
from simulator.stock.rules import StockRules, Supply
from simulator.stock.state import Stockroom
from tests.pos.counter import STATION, Item, MemoryTape
from tests.screens.desk import ITEMS, RULES, SCENARIO, Advice, TillApp

TODAY = "2026-12-24"
SOON, LATE, PAST, FRESH = "2026-12-27", "2027-02-01", "2026-12-22", "2027-01-15"
CRATE = "6901234567908"
SHOP = replace(
    RULES,
    catalog=Catalog([*ITEMS, Item("crate", Text("Milk x 12", "牛奶×12"), 13_900, (CRATE,), pack_of="milk", pieces=12)]),
    staff={
        "k1": Staff("k1", Text("Zhao Min", "赵敏"), "stock_clerk"),
        "s1": Staff("s1", Text("Supervisor Chen", "陈主管"), "supervisor"),
    },
    rights={},
)
STOCK = StockRules(
    SHOP,
    rights={"write_off": Right(5000, "supervisor"), "start_receiving": Right(None, "supervisor")},
    supply={
        "milk": Supply("dairy", 800, 12, low=60, full=96, floor_low=15, floor_full=24),
        "eggs": Supply("dairy", 900, 10, low=30, full=60),
        "soy": Supply("dry", 500, 6),
        "apples": Supply("farm", 400, 1000),
    },
    suppliers={"dairy": Text("Riverside Dairy", "临江乳业"), "dry": Text("Dry Goods", "干货行")},
    stores={"west": Text("West Street", "西街店")},
)
HELD = (
    ("milk", 10, FLOOR, "A1", SOON, 8000),
    ("milk", 24, BACK, "B2", LATE, 19_200),
    ("soy", 12, BACK, "", "", 6000),
    ("soy", 5, FLOOR, "", "", 2500),
    ("eggs", 8, FLOOR, "E1", PAST, 7200),
    ("eggs", 20, DOCK, "E2", FRESH, 18_000),
    ("apples", 20_000, FLOOR, "", "", 8000),
)
OPENED = f.StockroomOpened(
    "stockroom", "k1", Text("Zhao Min", "赵敏"), f"{TODAY}T08:00",
    moves=tuple(
        StockMove(sku, many, OPENING, place, lot, date, "kg" if sku == "apples" else "", value)
        for sku, many, place, lot, date, value in HELD
    ),
    orders=(
        f.PurchaseOrder(
            "PO-9", "dairy", Text("Riverside Dairy", "临江乳业"),
            (Portion("milk", 48, value=38_400), Portion("eggs", 30, value=27_000)),
        ),
    ),
)  # fmt: skip


class StockDrill:
    """Real rules and a real session; the clock is `self.seconds`."""

    def __init__(self, mode: str = "practice", rules: StockRules = STOCK) -> None:
        self.seconds = 0.0
        self.clock = Clock(lambda: self.seconds)
        self.tape = MemoryTape()
        opening = f.RunOpened("run-1", "receiving", 1, mode, 7, 1, {}, ("stockroom", "till-1"), "stock_clerk")
        self.rules = rules

        def new_station(name: str) -> Stockroom | Till:
            return Stockroom(rules) if name == "stockroom" else Till(rules.shop, name)

        self.session = Session.open(opening, (OPENED, STATION), self.tape, new_station)
        self.scenario = replace(SCENARIO, id="receiving", role="stock_clerk", title=Text("Receiving", "收货验收"))
        self.mode: Any = mode
        self.seed, self.run, self.person, self.workstation = 7, "run-1", None, "stockroom"
        self.competencies: dict[str, Text] = {}
        self.pins = {"8642": "s1", "1111": "k1"}
        self.next_advice: Advice | None = None

    def lived(self, at: int) -> None:
        """Nobody kills it."""

    def receipt(self, document: str, lang: Lang) -> Document | None:
        printed = [e.what for e in self.tape.entries if isinstance(e.what, f.LabelsPrinted)]
        found = next((each for each in printed if each.document == document), None)
        return labels(found, self.rules.shop, Words(lang)) if found else None

    def advise(self) -> Advice | None:
        return self.next_advice

    # --- as tests play it

    def hear(self, *stimuli: s.Stimulus) -> None:
        """Something comes from outside, a second later each."""
        for stimulus in stimuli:
            self.seconds += 1
            self.session.inject(stimulus, "director", self.clock.now())

    def deliver(self) -> None:
        """The dairy's driver: milk of two lots, one carton torn, some of the eggs broken."""
        piles = (
            Pile("milk", 3, 12, 0, "C3", FRESH),
            Pile("milk", 0, 12, 6, "C4", LATE, torn=True),
            Pile("eggs", 2, 10, 7, "E9", FRESH),
            Pile("eggs", 0, 10, 3, "E9", FRESH, flaw="damaged"),
        )
        note = (Portion("milk", 48), Portion("eggs", 30))
        told = Text("Six milk are on the next car.", "还差的牛奶下一车补。")
        name = Text("Riverside Dairy", "临江乳业")
        self.hear(s.DeliveryArrived("D1", "dairy", name, "PO-9", note, piles=piles, rest="follows", text=told))

    @property
    def facts(self) -> list[object]:
        return [entry.what for entry in self.tape.entries]

    def last(self, kind: type) -> Any:
        """The newest fact or command of a kind."""
        return next((what for what in reversed(self.facts) if isinstance(what, kind)), None)


class StockApp(TillApp):
    """The least app around a stockroom."""

    def sit_down(self) -> StockScreen:
        return StockScreen(self.drill)

    @property
    def room(self) -> StockScreen:
        return next(screen for screen in self.screen_stack if isinstance(screen, StockScreen))


async def settle(pilot: "Pilot[None]") -> StockScreen:
    """Let everything that is under way come to rest, with the clock where the test put it."""
    app = pilot.app
    assert isinstance(app, StockApp)
    for _ in range(2):
        await pilot.pause()
        app.room.tick()
    await pilot.pause()
    return app.room
