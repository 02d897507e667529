"""A manager's desk on screen with everything given: clock, requests, papers, people. The rules are the real ones."""

from dataclasses import replace
from typing import Any

from textual.pilot import Pilot

from simulator.desk.rules import DeskRules
from simulator.desk.state import Desk
from simulator.drill.clock import Clock
from simulator.drill.session import Session
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk import Point, RoleCard, Sheet, Shift, StaffCard
from simulator.kernel.paper import Document
from simulator.kernel.papers import Paper
from simulator.kernel.texts import Lang, Text
from simulator.pos.rights import Right
from simulator.pos.state import Till
from simulator.screens.desk.screen import DeskScreen
from tests.pos.counter import STATION, MemoryTape
from tests.screens.desk import RULES, SCENARIO, Advice, TillApp

LIN, TAN = Text("Xiao Lin", "小林"), Text("Loss prevention Tan", "防损员谭师傅")
DESK = DeskRules(RULES, {"decide_request": Right(200_000, "manager")})
OPENED = f.DeskOpened(
    "office", "m01", Text("Duty manager Zhou", "周经理"), "2026-12-24T07:10",
    points=(
        Point("p1", "safe", Sheet("site", {"due": 500_000, "there": 502_000}, {"condition": "over"})),
        Point("p2", "printer", Sheet("site", {}, {"condition": "no_paper"}), "till-1"),
    ),
    floats={"till-1": 50_000, "till-2": 50_000}, opens="08:00",
    roles=(
        RoleCard("cashier", Text("Cashier", "收银员"), ("void_line", "post_void"), ("void_line", "suspend_sale")),
        RoleCard("counter", Text("Counting clerk", "盘点员"), ("start_count", "adjust_stock"), ("start_count",)),
    ),
    staff=(
        StaffCard("c02", LIN, ("cashier",), begins=8, ends=22),
        StaffCard("c03", Text("He Jing", "何静"), ("cashier", "counter"), left=True),
        StaffCard("c04", Text("Xiao Yu", "小雨"), ("cashier",), minor=True, begins=8, ends=22),
    ),
    apart=(("start_count", "void_line"),),
    roster=(Shift("c02", 8, 17, 12), Shift("c04", 9, 15)),
    crew={8: 1, 9: 2, 10: 2, 11: 3, 12: 1},
)  # fmt: skip
OVERRIDE = s.RequestCame(
    "r1", "override_price", "c02", LIN, "till-2", 290, 990, Text("Yishui Whole Milk 1 L", "伊水纯牛奶 1L"),
    Text("The shelf says 9.90, says the customer.", "顾客说货架标的是9.90。"),
    (
        Sheet("shelf", {"price": 990}, {"tag": "this"}),
        Sheet("customer", {}, {}, Text("It hung there this morning.", "早上就是这么标的。")),
        Sheet("record", {"today": 1, "usual": 2}),
    ),
    240_000,
)  # fmt: skip
DAYS = Paper("days", (("mon", 4_381_716, 1317, 6848, 194), ("tue", 4_290_778, 1294, 7375, 181)), "this_week")
LAST_YEAR = Paper("days", (("mon", 4_581_716, 1400, 7000, 194), ("tue", 4_490_778, 1380, 7400, 181)), "last_year")
REPORTS = s.ReportsLaid(
    "m1", Text("Area manager Qian", "区域经理钱总"), Text("Two questions.", "两个问题。"), (DAYS, LAST_YEAR),
    (s.Question("q1", "basket_value", "this_week"), s.Question("q2", "against_last_year", "this_week")),
)  # fmt: skip
TAPE = Paper(
    "tape",
    (
        ("J01", "09:10", "sale", "till-1-0031", 8239, 10_000, 1761, "c02"),
        ("J02", "09:28", "sale", "till-1-0032", 7613, 10_000, 3387, "c02"),
    ),
)  # fmt: skip
CASE = s.CaseOpened(
    "k1", "over_short", TAN, Text("Till 1 is short.", "1号台短款。"), "till-1", -1000, (TAPE,), (("c02", LIN),)
)


class DeskDrill:
    """Real rules and a real session; the clock is `self.seconds`."""

    def __init__(self, mode: str = "practice") -> None:
        self.seconds = 0.0
        self.clock = Clock(lambda: self.seconds)
        self.tape = MemoryTape()
        opening = f.RunOpened("run-1", "approvals", 1, mode, 7, 1, {}, ("office", "till-1"), "manager")

        def new_station(name: str) -> Desk | Till:
            return Desk(DESK) if name == "office" else Till(RULES, name)

        self.session = Session.open(opening, (OPENED, STATION), self.tape, new_station)
        self.scenario = replace(SCENARIO, id="approvals", role="manager", title=Text("Approvals", "授权高峰"))
        self.mode: Any = mode
        self.rules = RULES
        self.seed, self.run, self.person, self.workstation = 7, "run-1", None, "office"
        self.competencies: dict[str, Text] = {}
        self.pins: dict[str, str] = {}
        self.next_advice: Advice | None = None

    def lived(self, at: int) -> None:
        """Nobody kills it."""

    def receipt(self, document: str, lang: Lang) -> Document | None:
        return None

    def advise(self) -> Advice | None:
        return self.next_advice

    def hear(self, *stimuli: s.Stimulus) -> None:
        """Something comes from outside, a second later each."""
        for stimulus in stimuli:
            self.seconds += 1
            self.session.inject(stimulus, "director", self.clock.now())

    def last(self, kind: type) -> Any:
        """The newest fact or command of a kind."""
        return next((e.what for e in reversed(self.tape.entries) if isinstance(e.what, kind)), None)


class DeskApp(TillApp):
    """The least app around a desk."""

    def sit_down(self) -> DeskScreen:
        return DeskScreen(self.drill)

    @property
    def desk(self) -> DeskScreen:
        return next(screen for screen in self.screen_stack if isinstance(screen, DeskScreen))


async def settle(pilot: "Pilot[None]") -> DeskScreen:
    """Let everything that is under way come to rest, with the clock where the test put it."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    for _ in range(3):
        await pilot.pause()
        app.desk.tick()
    await pilot.pause()
    return app.desk
