"""What an incident's papers say, from its cause: the state of the tills, the monitor, changes, estimates, ways out."""

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
COMPONENTS = ("server", "database", "line", "card_gateway", "receipts")
RED = {
    "update": "server", "server_disk": "database", "carrier": "line", "bank_side": "card_gateway",
    "wrong_setting": "receipts",
}  # fmt: skip
CHANGED = {"update": ("server", "version"), "wrong_setting": ("receipts", "settings")}
HARMLESS = (("receipts", "settings"), ("card_gateway", "version"), ("line", "settings"))


def at_first(severity: str, cause: str, draws: Draws) -> tuple[Paper, ...]:
    """What lies there when it is reported."""
    plan = tuple((kind, n, who) for kind, chain in PLAN.items() for n, who in enumerate(chain, 1))
    return _functions(severity, cause, draws), Paper("emergency_plan", plan), _monitor(cause), _changes(cause, draws)


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


def _monitor(cause: str) -> Paper:
    """Yellow is noise: it is so on other days, too."""
    return Paper(
        "monitor",
        tuple((c, "red" if c == RED[cause] else "yellow" if c == "line" else "green") for c in COMPONENTS),
    )


def _changes(cause: str, draws: Draws) -> Paper:
    """Last night's, and a harmless one that has nothing to do with it."""
    mine = CHANGED.get(cause)
    others = [change for change in HARMLESS if change[0] != RED[cause]]
    rows = [*([("02:10", *mine)] if mine else []), ("23:40", *draws.pick(others))]
    return Paper("change_log", tuple(sorted(rows)))


def estimate(minutes: int) -> Paper:
    return Paper("estimate", (("it_lead", minutes),))


def ways_out(cause: str, draws: Draws) -> Paper:
    """After an update the old version is there and tried; otherwise going back loses what was sold since."""
    quick = draws.between(4, 9)
    if cause == "update":
        rolled, on = (draws.between(12, 18), 1, 0), (quick, 0, 0)
    else:
        rolled, on = (quick, 1, draws.between(40, 220)), (draws.between(14, 25), 1, 0)
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
    "entered": Text("The slips are entered. The list is new.", "手工单已补录，清单已更新。"),
}


def news(spec: IncidentSpec, what: str, papers: tuple[Paper, ...]) -> s.IncidentNews:
    return s.IncidentNews(spec.id, SAYS[what], papers)
