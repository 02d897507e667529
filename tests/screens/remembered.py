"""A small drill played by hand on a small shop: for pictures, which must not change when bots or scripts do."""

from functools import cache
from types import SimpleNamespace

from grading.debrief import debrief
from grading.grade import grade
from scenarios.specs.conditions import Moment, Where
from scenarios.specs.rubric import Check, Expectation, Rubric
from simulator.drill.live import Finished
from simulator.kernel import commands as c
from simulator.kernel import stimuli as s
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.facts import RunEnded
from simulator.kernel.texts import Text
from simulator.pos.engine import apply
from simulator.pos.state import Till
from tests.pos.counter import MILK, RULES, SOY, Counter, new_till

RUBRIC = Rubric(
    expectations=(
        Expectation(
            "all_charged",
            Text("Everything is rung up before the customer leaves", "顾客离店前，所有商品都已录入"),
            "accuracy",
            Check("every", Moment("visit_ended", (Where("unpaid_worth", "is", 0),))),
            critical=True,
            debrief=Text("Look under the trolley before the total, every time.", "每次结算前都看一眼购物车底部。"),
        ),
        Expectation(
            "greeted",
            Text("The customer is greeted", "主动问候顾客"),
            "service",
            Check("every", Moment("visit_ended", (Where("greeted", "is", True),))),
            debrief=Text("A short hello, before the first scan.", "先说一声您好，再开始扫码。"),
        ),
    ),
    competencies=("accuracy", "cash", "service"),
)


def _play() -> Counter:
    """One customer served well; from the next one, rice under the trolley leaves unpaid."""
    counter = Counter()
    for trolley in (False, True):
        goods = counter.customer("milk", "soy", *(["rice"] if trolley else []), place3="trolley")
        if not trolley:
            counter.do(c.Say("greet"))
        counter.do(c.Scan(MILK, goods[0].id))
        counter.do(c.Scan(SOY, goods[1].id))
        counter.do(c.StartTender())
        counter.hear(s.CashOffered(f"c{counter.served}", {1000: 2, 100: 2, 50: 1, 10: 2}))
        counter.do(c.TenderCash(2270))
        counter.do(c.TakeCash({1000: 2, 100: 2, 50: 1, 10: 2}))
        counter.do(c.CloseDrawer())
        counter.leave()
    return counter


@cache
def remembered() -> tuple[object, Finished]:
    """(Review, Finished), as `House.review` gives them."""
    session = _play().session
    entries = list(session.journal.read(session.run))
    entries.append(Entry(SHOP, 2, session.now, "director", RunEnded("finished")))
    result = grade(entries, RUBRIC)

    def station_at(seq: int, station: str = "till-1") -> Till:
        till = new_till()
        for entry in entries:
            if entry.stream != SHOP and entry.seq <= seq:
                apply(till, entry)
        return till

    names = {
        "accuracy": Text("Accuracy", "录入准确"),
        "cash": Text("Cash", "现金管理"),
        "service": Text("Service", "顾客服务"),
    }
    review = SimpleNamespace(
        run="run-1",
        scenario=SimpleNamespace(id="first-sale", title=Text("First sale", "第一单")),
        mode="practice",
        seed=7,
        person=None,
        rules=RULES,
        competencies=names,
        names=names,
        station_at=station_at,
    )
    heads = {"shop": "5a" * 32, "till-1": "c3" * 32}
    return review, Finished(result, debrief(result, entries), entries, heads)
