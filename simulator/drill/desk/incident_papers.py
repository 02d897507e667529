"""What an incident's papers say, from its cause: the state of the tills, the monitor, changes, estimates, ways out."""

from collections.abc import Sequence

from scenarios.specs.office_papers import IncidentSpec
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.papers import Cell, Paper
from simulator.kernel.texts import Text

TILLS = ("till-1", "till-2", "till-3", "till-4")
PLAN: dict[str, tuple[str, ...]] = {
    "all_tills": ("it_hotline", "it_lead", "area_manager"),
    "one_function": ("it_hotline", "vendor"),
    "cosmetic": ("repair_desk",),
}
"""应急预案: whom to call, in order."""
COMPONENTS = ("server", "database", "line", "card_gateway", "receipts", "price_labels")
RED = {
    "update": "server", "server_disk": "database", "carrier": "line", "bank_side": "card_gateway",
    "wrong_setting": "receipts",
}  # fmt: skip
CHANGED = {"update": ("server", "version"), "wrong_setting": ("receipts", "settings")}
HARMLESS = (("receipts", "settings"), ("card_gateway", "version"), ("price_labels", "version"))


def at_first(
    severity: str, cause: str, draws: Draws, others: Sequence[str] = (), changes: Paper | None = None
) -> tuple[Paper, ...]:
    """What lies there when it is reported; `others` are causes of what else does not work at that moment."""
    plan = tuple((kind, n, who) for kind, chain in PLAN.items() for n, who in enumerate(chain, 1))
    monitor, changes = _monitor((cause, *others)), changes or change_log((cause, *others), draws)
    return _functions(severity, cause, draws), Paper("emergency_plan", plan), monitor, changes


def _functions(severity: str, cause: str, draws: Draws) -> Paper:
    rows: list[tuple[Cell, ...]] = []
    lacking, alone = ("cards" if cause == "bank_side" else "members"), draws.below(len(TILLS))
    everywhere = draws.chance(0.5)
    for n, till in enumerate(TILLS):
        state = dict.fromkeys(("selling", "cards", "printing", "members"), "works")
        if severity == "all_tills":
            state.update(selling="down", cards="down", members="down")
        elif severity == "one_function" and (everywhere or n == alone):
            state[lacking] = "down"
        rows.append((till, *state.values()))
    return Paper("functions", tuple(rows))


def _monitor(causes: Sequence[str]) -> Paper:
    """Yellow is noise: it is so on other days, too."""
    red = [RED[cause] for cause in causes]
    return Paper("monitor", tuple((c, "red" if c in red else "yellow" if c == "line" else "green") for c in COMPONENTS))


def change_log(causes: Sequence[str], draws: Draws) -> Paper:
    """Of one night in one shop: a harmless change in the evening, then those that something came of."""
    red = [RED[cause] for cause in causes]
    harmless = draws.pick([change for change in HARMLESS if change[0] not in red])
    made = [CHANGED[cause] for cause in dict.fromkeys(causes) if cause in CHANGED]
    return Paper("change_log", (("23:40", *harmless), *((f"{n:02}:10", *change) for n, change in enumerate(made, 1))))


def estimate(minutes: int, who: str = "it_lead") -> Paper:
    return Paper("estimate", ((who, minutes),))


def ways_out(cause: str, draws: Draws, lasts: int = 15) -> Paper:
    """After an update the old version is there and tried; otherwise going back loses what was sold since.

    The sound way takes as long as was said before, the other one half of that.
    """
    quick = max(2, lasts // 2)
    if cause == "update":
        rolled, on = (lasts, 1, 0), (quick, 0, 0)
    else:
        rolled, on = (quick, 1, draws.between(40, 220)), (lasts, 1, 0)
    return Paper("ways_out", (("roll_back", *rolled), ("carry_on", *on)))


def test_run(fails: str) -> Paper:
    rows = tuple((name, int(name != fails)) for name in ("selling", "cards", "printing", "members"))
    return Paper("test_run", rows)


def slips(written: int, entered: int) -> Paper:
    """Spread over the tills."""
    rows = []
    for n, till in enumerate(TILLS):
        mine, done = (whole // 4 + (n < whole % 4) for whole in (written, entered))
        rows.append((till, mine, done))
    return Paper("slips_kept", tuple(rows))


SAYS: dict[str, Text] = {
    "estimate": Text("Whoever looks after it says how long it may take.", "负责处理的人给出了预计时间。"),
    "ways_out": Text("There are two ways out now. You decide which one.", "现在有两个处理办法，由你拍板。"),
    "test_run": Text("Somebody tried everything once. Here is the test run.", "已做了一轮测试，结果在这里。"),
    "test_again": Text("Tried once more: here is the new test run.", "又测了一遍，这是新的测试结果。"),
    "noted": Text(
        "The repair desk: noted, it is put right after closing time. Selling goes on.",
        "报修台：已登记，闭店后修改，不影响营业。",
    ),
    "entered": Text("The slips are entered. The list is new.", "手工单已补录，清单已更新。"),
}


def news(spec: IncidentSpec, what: str, papers: tuple[Paper, ...]) -> s.IncidentNews:
    return s.IncidentNews(spec.id, SAYS[what], papers)
