"""A till on screen with everything given: the clock, the customers, the advice. The rules are the real ones."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from textual.pilot import Pilot

from scenarios.specs.course import Given
from scenarios.specs.rubric import Rubric
from scenarios.specs.scenario import Scenario
from simulator.drill.clock import Clock
from simulator.drill.session import Session
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command
from simulator.kernel.money import Pieces
from simulator.kernel.paper import Document
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from simulator.pos.catalog import Catalog
from simulator.pos.receipt import Head, receipt
from simulator.pos.rules import Right, Rules, Staff
from simulator.pos.state import Till
from simulator.screens.profiles import Profile, load_profile
from simulator.screens.scanning import Scanning
from simulator.screens.station.pane import Pane
from simulator.screens.station.screen import StationScreen
from simulator.screens.theme import COUNTER
from simulator.screens.till.screen import TillScreen
from tests.pos.counter import MILK, RICE, SOY, Item, MemoryTape
from virtual_devices.labels import LabelRule

SCALE = LabelRule(prefix="26", length=18, plu=(3, 7), amount=(8, 12), weight=(13, 17))
EGGS, BISCUITS, SHAMPOO = "6901234500015", "6901234500022", "6901234500039"
ITEMS = (
    Item(
        "milk",
        Text("Yishui Whole Milk 1 L", "伊水纯牛奶 1L"),
        1280,
        (MILK,),
        member_price=1180,
        category="dairy",
        pinyin="yscnn",
    ),
    Item("soy", Text("Haitan Light Soy Sauce 500 ml", "海滩生抽酱油 500ml"), 995, (SOY,), pinyin="htscjy"),
    Item("rice", Text("Northeast Rice 5 kg", "东北大米 5kg"), 4590, (RICE,), tax_rate=9_000, pinyin="dbdm"),
    Item("eggs", Text("Farm Eggs 10", "农家鸡蛋 10枚"), 1390, (EGGS,), category="eggs_meat", pinyin="njjd"),
    Item(
        "biscuits", Text("Butter Biscuits 200 g", "黄油饼干 200g"), 890, (BISCUITS,), category="snacks", pinyin="hybg"
    ),
    Item(
        "shampoo",
        Text("Herbal Shampoo 400 ml", "草本洗发露 400ml"),
        3280,
        (SHAMPOO,),
        category="personal_care",
        pinyin="cbxfl",
    ),
    Item(
        "apples",
        Text("Fuji Apples", "红富士苹果"),
        996,
        plu="1001",
        tax_rate=9_000,
        unit="kg",
        category="produce",
        pinyin="hfspg",
    ),
    Item("bag", Text("Carrier bag", "购物袋"), 30, plu="900", category="bags", pinyin="gwd"),
)
MEMBER = "2900000000018"
FLOAT: Pieces = {1000: 5, 500: 4, 100: 20, 50: 10, 10: 30}
RULES = Rules(
    Catalog(ITEMS),
    rights={"void_line": Right(3000), "void_sale": Right(None), "no_sale": Right(None)},
    staff={
        "c1": Staff("c1", Text("Wang Fang", "王芳"), "cashier"),
        "s1": Staff("s1", Text("Supervisor Chen", "陈主管"), "supervisor"),
    },
    members={MEMBER: Text("Mrs Li", "李奶奶")},
    bags=("bag",),
    labels=(SCALE,),
)
SCENARIO = Scenario(
    id="holiday-rush",
    version=1,
    role="cashier",
    title=Text("Holiday rush", "节假日高峰"),
    brief=Text(),
    minutes=10,
    shop="supermarket",
    level=3,
    given=Given(),
    customers=(),
    happenings=(),
    rubric=Rubric((), ()),
)
NAMES = {
    "li": Text("Mrs Li", "李奶奶"),
    "zhang": Text("Mr Zhang", "张先生"),
    "chen": Text("Ms Chen", "陈女士"),
    "liu": Text("Xiao Liu", "小刘"),
}


class Advice:
    """The next right step."""

    def __init__(
        self, command: Command | None, reason: str, params: Mapping[str, object] | None = None, until: int = 0
    ) -> None:
        self.command, self.reason, self.params, self.until = command, reason, params or {}, until


class TillDrill:
    """Real rules and a real session; customers do what the test says, the clock is `self.seconds`."""

    def __init__(self, mode: str = "practice", *, standby: bool = False) -> None:
        rules = replace(RULES, stations=("till-1", "till-2")) if standby else RULES
        self.seconds = 0.0
        self.clock = Clock(lambda: self.seconds)
        self.tape = MemoryTape()
        opening = f.RunOpened("run-1", "holiday-rush", 1, mode, 7, 1, {}, rules.stations or ("till-1",), "cashier")
        opened = [f.StationOpened("till-1", "c1", Text("Wang Fang", "王芳"), FLOAT, 400)]
        opened += [f.StationOpened(station, "", Text(), FLOAT, 400) for station in rules.stations[1:]]
        self.session = Session.open(opening, opened, self.tape, lambda name: Till(rules, name))
        self.scenario = SCENARIO
        self.mode: Any = mode
        self.seed = 7
        self.run = "run-1"
        self.workstation = "till"
        self.person = None
        self.rules = rules
        self.competencies: dict[str, Text] = {}
        self.pins = {"8642": "s1", "1111": "c1"}
        self.next_advice: Advice | None = None

    # --- as the screen knows it

    def receipt(self, document: str, lang: Lang) -> Document | None:
        sales = [e.what for e in self.tape.entries if isinstance(e.what, f.SaleCompleted)]
        sale = next((sale for sale in sales if sale.receipt == document), None)
        head = Head(
            Text("Morning Lane", "晨光里超市"), Text("12 Morning Lane", "晨光里 12 号"), "till-1",
            Text("Wang Fang", "王芳"), "2026-12-24 10:42",
        )  # fmt: skip
        copies = [e.what.copy for e in self.tape.entries if isinstance(e.what, f.ReceiptIssued)]
        return receipt(sale, head, Words(lang), copy=copies[-1]) if sale else None

    def advise(self) -> Advice | None:
        return self.next_advice

    def lived(self, at: int) -> None:
        """Nobody kills it."""

    def finish(self, reason: str) -> Any:
        raise NotImplementedError

    def station_at(self, seq: int, station: str = "till-1") -> Till:
        raise NotImplementedError

    def rewind(self, seq: int, station: str = "till-1") -> Any:
        raise NotImplementedError

    # --- as tests play it

    def hear(self, *stimuli: s.Stimulus) -> None:
        """Something comes from outside, a second later each."""
        for stimulus in stimuli:
            self.seconds += 1
            self.session.inject(stimulus, "director", self.clock.now())

    def queue(self, *customers: str) -> None:
        self.hear(*(s.CustomerArrived(name, NAMES[name], items=5) for name in customers))

    def serve(self, customer: str, *skus: str, member: str = "", **changes: str) -> None:
        """The customer steps up; `label2="torn"` is about the second good, `apples` are loose."""
        if customer not in self.session.till.counter.visits:
            self.queue(customer)
        items = {item.sku: item for item in ITEMS}
        goods = [
            s.Good(
                f"{customer}-{n}",
                sku,
                items[sku].name,
                "none" if sku == "apples" else changes.get(f"label{n}", "clean"),
                (items[sku].codes or ("",))[0],
                755 if sku == "apples" else 0,
                changes.get(f"place{n}", "belt"),
            )
            for n, sku in enumerate(skus, 1)
        ]
        self.hear(s.CustomerSteppedUp(customer, tuple(goods), member))

    @property
    def facts(self) -> list[object]:
        return [entry.what for entry in self.tape.entries]

    def last(self, kind: type) -> Any:
        """The newest fact or command of a kind."""
        return next((what for what in reversed(self.facts) if isinstance(what, kind)), None)


class TillApp(Scanning):
    """The least app around a till."""

    def __init__(self, drill: TillDrill, lang: Lang = "en") -> None:
        super().__init__()
        self.words = Words(lang)
        self.profile: Profile = load_profile("generic")
        self.drill = drill
        self.result: str | None = None
        self.ended = asyncio.Event()
        self.register_theme(COUNTER)
        self.theme = COUNTER.name
        self.animation_level = "none"

    def on_mount(self) -> None:
        self.push_screen(self.sit_down(), self.left)

    def sit_down(self) -> StationScreen:
        """The screen of the workstation."""
        return TillScreen(self.drill)

    def left(self, result: str | None) -> None:
        self.result = result
        self.ended.set()

    def action_language(self) -> None:
        self.words.lang = "en" if self.words.lang == "zh" else "zh"
        for screen in self.screen_stack:
            if hasattr(screen, "retranslate"):
                screen.retranslate()

    @property
    def till(self) -> TillScreen:
        return next(screen for screen in self.screen_stack if isinstance(screen, TillScreen))


async def settle(pilot: "Pilot[None]") -> TillScreen:
    """Let everything that is under way come to rest, with the clock where the test put it."""
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, TillApp)
    app.till.tick()
    await pilot.pause()
    app.till.tick()
    await pilot.pause()
    return app.till


def text_of(screen: TillScreen, id: str) -> str:
    """What a pane shows."""
    pane: Any = screen.query_one(f"#{id}")
    return "\n".join("".join(span.text for span in line) for line in pane.shown)


def advice_of(till: TillScreen) -> str:
    """What the coach says, in a line."""
    return " ".join(text_of(till, "advice").split())


def in_dialog(app: TillApp) -> str:
    """What all panes of the screen on top show."""
    panes = app.screen.query(Pane)
    return "\n".join("".join(span.text for span in line) for pane in panes for line in pane.shown)
