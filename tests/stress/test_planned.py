"""How much of a load was played: what fell short of the plan does not pass, however well the rest went."""

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from simulator.locale import Words
from simulator.stages import stage_of
from simulator.stress.audit import INVARIANTS, Audit
from simulator.stress.engine import Engine, Moment, Played
from simulator.stress.histogram import Histogram
from simulator.stress.load import constant, ramp
from simulator.stress.page import page
from simulator.stress.plan import Load, planned, planned_where
from simulator.stress.report import Event, Point, Report
from simulator.stress.reporting import report_of
from simulator.stress.shown import summary
from simulator.stress.silence import Silence
from simulator.stress.tally import Beat, Tally
from simulator.stress.verdict import objectives

CURVE = constant(1.0, 100)
LOAD = Load(10, CURVE.shape, CURVE.pieces)
RAMP = ramp(0.0, 1.0, 100)


def of(
    sales: int, meant: int, *, stopped: bool = False, failed: int = 0, wrong: str = "", events: tuple[Event, ...] = (),
    peak: int = 0, load: Load = LOAD,
) -> Report:  # fmt: skip
    """What is said of a load in which so many were served, each at once; `wrong`: an invariant that it broke."""
    tally, late = Tally(), Histogram()
    for _ in range(sales):
        late.add(1000)
    refusals = {"refused.expired": failed} if failed else {}
    tally.add(
        Beat(
            0,
            100.0,
            sales,
            failed=failed,
            refusals=refusals,
            late=late.packed(),
            total=late.total,
            greatest=late.greatest,
        )
    )
    audit = Audit("run", {})
    if wrong:
        audit.find(wrong, "eggs", "till-7/128", 3, 4)
    played = Played("run", tally, audit, 100.0, stopped, list(events), meant)
    return report_of(stage_of("first-sale"), load, played, objectives(), wall="", peak=peak, workers=2)


@pytest.mark.parametrize(
    ("sales", "meant", "passed"),
    [
        (1000, 1000, True),
        (990, 1000, True),
        (989, 1000, False),  # all that came were served at once, and yet
        (1000, 0, True),
    ],
)
def test_a_load_that_fell_short_of_its_plan_does_not_pass(sales: int, meant: int, passed: bool) -> None:
    assert of(sales, meant).outcome.passed is passed


def test_one_that_was_ended_early_does_not_pass_either() -> None:
    report = of(40, 1000, stopped=True)
    assert (report.outcome.passed, report.outcome.played) == (False, 0.04)


@pytest.mark.parametrize("invariant", INVARIANTS)
def test_a_load_that_broke_an_invariant_does_not_pass_whatever_its_speed(invariant: str) -> None:
    report = of(1000, 1000, wrong=invariant)
    assert all(one.met is not False for one in report.objectives)
    assert not report.outcome.passed
    for lang in ("en", "zh"):
        words = Words("zh" if lang == "zh" else "en")
        assert sum("till-7/128" in line for line in summary(report, words)) == 1, "and the entry is named"
        assert "till-7/128" in page(report, words)


def test_a_load_of_which_a_process_gave_up_does_not_pass() -> None:
    assert not of(1000, 1000, events=(Event(3.0, "worker_failed", 0, "store.disk_full (path=/data)"),)).outcome.passed


def test_of_nothing_no_objective_is_said_to_be_held() -> None:
    report = of(0, 1000, stopped=True)
    assert {one.measure: one.met for one in report.objectives} == {
        "average": None, "p99": None, "success": None, "carried": None, "played": False,
    }  # fmt: skip
    told = "\n".join(summary(report, Words("en")))
    assert told.count("not judged: nothing came to an end") == 3
    assert not report.outcome.passed


def test_what_failed_was_played() -> None:
    report = of(995, 1000, failed=5)
    assert report.outcome.played == 1.0
    assert [one.measure for one in report.objectives if not one.met and one.met is not None] == ["success"]
    assert any("收银机拒绝的操作" in line and "(5)" in line for line in summary(report, Words("zh")))


def test_a_curve_that_carries_less_than_its_highest_rate_says_so() -> None:
    curved = Load(10, RAMP.shape, RAMP.pieces)
    for load, peak, said in ((curved, 90_000, True), (curved, 90, False), (LOAD, 90_000, False)):
        told = "\n".join(summary(of(500, 500, peak=peak, load=load), Words("en")))
        assert ("average over the whole curve" in told) is said


@pytest.mark.parametrize(
    ("lang", "meant", "said"),
    [
        ("en", 1000, "Planned: 1,000 customers, of whom 900 were played (90%)"),
        ("zh", 1000, "计划 1,000 笔，实际执行 900 笔（90%）"),
        ("en", 0, "not judged: nothing was planned"),
    ],
)
def test_the_plan_and_what_was_played_of_it_are_said(lang: str, meant: int, said: str) -> None:
    assert said in "\n".join(summary(of(900, meant), Words("zh" if lang == "zh" else "en")))


@pytest.mark.parametrize(("sales", "few"), [(99, True), (100, False)])
def test_a_slowest_hundredth_of_a_handful_says_nothing(sales: int, few: bool) -> None:
    told = "\n".join(summary(of(sales, sales), Words("en")))
    assert ("Too few to say anything of the slowest hundredth: 99 were timed" in told) is few
    assert ("样本太少" in "\n".join(summary(of(sales, sales), Words("zh")))) is few


def test_one_of_anything_is_said_as_one() -> None:
    told = "\n".join(summary(of(1, 1), Words("en")))
    assert "Planned: 1 customer, of whom 1 was played" in told
    assert "1 sale, 0 returns" in told
    assert "10 tills" in told


def test_the_plan_is_what_each_worker_draws(tmp_path: Path) -> None:
    curve = constant(4.0, 2)
    load, seen = Load(3, curve.shape, curve.pieces, 5), list[Moment]()
    show: Callable[[Moment], None] = seen.append
    played = Engine(tmp_path, stage_of("first-sale"), load, 2).play(show, lambda: False)
    assert played.planned == planned(load, 2)
    assert played.tally.done + played.tally.failed == played.planned > 0
    assert planned(Load(3, curve.shape, curve.pieces, 5, sales=4), 2) == 4
    assert planned(Load(3, curve.shape, curve.pieces, 5, saturated=True), 2) == 0


@pytest.mark.parametrize(
    ("worked", "passed"),
    [
        (1000.0, True),
        (986.0, True),  # all began within a second and a half
        (960.0, False),  # five of ten tills were gone for eight seconds, and nobody took over
        (12.0, False),  # it was ended
    ],
)
def test_of_tills_that_draw_anew_time_without_one_is_missed(worked: float, passed: bool) -> None:
    came = round(worked)
    assert of(came, planned_where(LOAD, came, worked)).outcome.passed is passed


@pytest.mark.parametrize(
    ("event", "lang", "said"),
    [
        (Event(3.2, "worker_died", 0, "-9"), "en", "process 1 died (killed by signal 9); another one took over"),
        (Event(3.2, "worker_died", 0, "-9"), "zh", "被信号 9 终止"),
        (Event(3.2, "worker_hung", 1, "15"), "en", "process 2 hung: nothing was heard of it for 15 s, so it was ended"),
        (Event(98.0, "stood_still", -1, "93"), "en", "all had stood still here for 93 s"),
        (Event(98.0, "stood_still", -1, "93"), "zh", "本机停顿了 93 秒"),
    ],
)
def test_what_happened_meanwhile_is_told_in_words(event: Event, lang: str, said: str) -> None:
    assert any(said in line for line in summary(of(1000, 1000, events=(event,)), Words(lang)))


def test_who_stood_still_oneself_ends_nobody() -> None:
    """After Ctrl+Z nobody could be heard; once one goes on, they may speak."""
    silence = Silence([0, 1], 0.0)
    assert silence.hanging([0, 1], 100.0, most=10.0) == []
    silence.heard(0, 105.0)
    ended = [worker for n in range(1, 24) for worker in silence.hanging([0, 1], 100.0 + n / 2, most=10.0)]
    assert ended == [1], "who stays silent, and nobody else"


def test_a_page_reads_as_its_language_does() -> None:
    points = [Point(second, 10, 0, 0, 3.0, 9.0, 20.0) for second in (1, 2)]
    report = msgspec.structs.replace(of(990, 1000, peak=90), wall="2026-12-24T10:42:07+08:00", points=points)
    english, chinese = page(report, Words("en")), page(report, Words("zh"))
    for told in (english, chinese):
        assert "2026-12-24 10:42" in told
        assert "24T10" not in told
    assert "at most 2 s · came out as" in english
    assert "不超过 2 秒 · 实测 0.0" in chinese
    assert not re.search(r"\d s\b|p50|p95|p99", chinese.partition("<body>")[2])
