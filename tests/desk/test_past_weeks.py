"""Reports on the market's own year say what the year says, and every week that is drawn has something to explain."""

from datetime import date, timedelta

import pytest

from scenarios.library import compile_source, source_of
from scenarios.market.past import shipped
from simulator.desk.asking import answer
from simulator.drill.desk.past_weeks import DEPARTMENT, past_reports, weeks
from simulator.kernel.papers import Paper
from simulator.kernel.stimuli import Question


@pytest.fixture(scope="module")
def drawn() -> tuple[str, dict[str, Paper]]:
    monday, papers = past_reports(4)
    return monday, {paper.key: paper for paper in papers}


@pytest.mark.parametrize(("period", "back"), [("this_week", 0), ("last_week", 7)])
def test_they_are_the_figures_of_that_week(drawn: tuple[str, dict[str, Paper]], period: str, back: int) -> None:
    monday, papers = drawn
    first = date.fromisoformat(monday) - timedelta(days=back)
    span = first.isoformat(), (first + timedelta(days=6)).isoformat()
    whole = shipped().sales(*span)["all"]
    days, hours, departments = (papers[f"{kind}/{period}"] for kind in ("days", "hours", "departments"))
    assert days.total("turnover") == hours.total("turnover") == departments.total("turnover") == whole.paid
    daily = shipped().sales(*span, by="day").values()
    assert days.column("turnover") == [sold.paid for sold in daily]
    assert days.total("baskets") == hours.total("baskets") == sum(sold.baskets for sold in daily)
    fresh = {category for category, name in DEPARTMENT.items() if name == "fresh"}
    lost = shipped().lost(*span, by="category")
    assert departments.column("shrink")[0] == sum(loss.cost for name, loss in lost.items() if name in fresh)
    sold = shipped().sales(*span, goods=fresh)["all"]
    margin = answer(Question("q", "margin_share", period, "fresh"), papers).figure
    off = abs(margin * sold.net - sold.margin * 1000)
    assert off < 3 * sold.net, "the margin without tax, as far as rates of tax let one row say it"


def test_each_week_has_a_fall_to_explain() -> None:
    sold = shipped().sales(by="week")
    causes = set()
    for seed in range(1, 9):
        monday, papers = past_reports(seed)
        assert monday in weeks()
        before = (date.fromisoformat(monday) - timedelta(days=7)).isoformat()
        assert sold[monday].paid < sold[before].paid
        causes.add(answer(Question("q", "why_change", "this_week"), {paper.key: paper for paper in papers}).choice)
    assert causes == {"fewer_baskets", "smaller_baskets"}, "the seed changes what is right"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            b"shop: market",
            b"shop: supermarket",
            "rest on: expected the shop with a past year: market",
        ),
        (b"- why_change", b"- against_last_year", "expected what a year of sales can say"),
        (b"- slowest_turn", b"- slowest_turn in last_year", "expected what a year of sales can say"),
    ],
)
def test_what_no_year_can_say_is_refused(old: bytes, new: bytes, told: str) -> None:
    problems = compile_source(source_of("week-in-review").replace(old, new, 1)).problems
    assert any(told in problem.words("en") for problem in problems), [problem.words("en") for problem in problems]
