"""Each measure against a run small enough to count by hand."""

import pytest

from grading.measures import Meter, measures
from simulator.kernel import facts, stimuli
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from tests.grading.journals import NAME, arrived, completed, line, visit

Timed = list[tuple[int, Event]]


def metered(*events: tuple[int, Event]) -> dict[str, tuple[int | float | None, int]]:
    """Seconds and events -> measure: (value, n)."""
    meter = Meter()
    for seq, (second, what) in enumerate(events, 1):
        meter.see(Entry("till-1", seq, second * 1000, "till", what))
    return {measure.id: (measure.value, measure.n) for measure in measures(meter)}


OPENED = facts.StationOpened("till-1", "wang", NAME, {}, 400)
SALE = facts.SaleOpened("s")
TENDER = facts.TenderStarted("s", 1500, 1500, 3)
DARK, LIGHT = facts.TillWentDark("scanning"), facts.TillStarted("scanning", True)
SUSPENDED = facts.SaleSuspended("s", "t", "zhang", 100)
RESUMED = facts.SaleResumed("s", "t", "zhang", "zhang")
RUN: Timed = [
    (0, OPENED),
    (10, arrived()),
    (13, facts.NextCalled("zhang")),
    (15, SALE),
    (45, TENDER),
    (66, completed("s", lines=6)),
    (70, visit(charged=5, waited=4000)),
]


def test_a_plain_sale() -> None:
    shown = metered(*RUN)
    assert shown["items_per_minute"] == (12.0, 6)
    assert shown["right_per_minute"] == (10.0, 5)
    assert shown["tender_time"] == (21_000, 1)
    assert shown["idle"] == (5.0, 1)  # 3 s in the queue of 60 s; greeting, change and goodbye are service
    assert shown["scanned"] == (100.0, 6)
    assert shown["queue_wait"] == (4000, 1)
    assert (shown["served"], shown["lost"]) == ((1, 1), (0, 1))


def test_nothing_seen_is_not_observed() -> None:
    shown = metered((0, OPENED))
    assert shown.pop("hints") == (0, 1)
    assert set(shown.values()) == {(None, 0)}


@pytest.mark.parametrize(
    ("between", "rate"),
    [
        ([], 12.0),
        ([(20, DARK), (35, LIGHT)], 24.0),
        ([(20, SUSPENDED), (35, RESUMED)], 24.0),
        ([(20, TENDER), (35, facts.TenderCancelled("s"))], 24.0),
    ],
    ids=["rung up", "dark", "suspended", "tender cancelled"],
)
def test_ring_time_runs_only_while_items_are_rung_up(between: Timed, rate: float) -> None:
    assert metered(*RUN[:4], *between, *RUN[4:])["items_per_minute"] == (rate, 6)


def test_a_dark_till_is_not_idle() -> None:
    assert metered((0, OPENED), (0, arrived()), (10, DARK), (90, LIGHT), (100, visit()))["idle"] == (100.0, 1)
    assert metered((0, OPENED), (0, arrived()), (0, DARK), (90, visit()))["idle"] == (None, 0)


def test_somebody_who_fetches_something_does_not_wait_and_who_finds_another_there_queues() -> None:
    begun = [(0, OPENED), (0, arrived()), (0, facts.NextCalled("zhang")), (10, stimuli.CustomerSteppedAside("zhang"))]
    alone = metered(*begun, (40, stimuli.CustomerReturned("zhang")), (50, visit()))
    assert alone["idle"] == (0.0, 1)
    others = (20, arrived("li")), (30, facts.NextCalled("li")), (40, stimuli.CustomerReturned("zhang"))
    shown = metered(*begun, *others, (50, visit("li")), (60, facts.NextCalled("zhang")), (70, visit()))
    assert shown["idle"] == (33.3, 1)  # li until called, zhang once li is gone: 20 s of the 60 s with a customer


def test_typed_and_picked_lines_are_not_scanned_and_bags_do_not_count() -> None:
    sale = completed("s", lines=0)
    lines = tuple(line(n, how) for n, how in enumerate(["scan", "scan", "scan", "code", "pick", "bag", "slip"], 1))
    mixed = facts.SaleCompleted(sale.sale, "r", "zhang", lines, (), 0, 0, 0, 0, 0, 0)
    assert metered((0, mixed))["scanned"] == (60.0, 5)


def test_waits_have_a_median_and_a_95th_percentile_by_nearest_rank() -> None:
    visits = [(n, visit(f"c{n}", waited=n * 1000)) for n in range(1, 21)]
    shown = metered(*visits)
    assert (shown["queue_wait"], shown["queue_wait_p95"]) == ((10_500, 20), (19_000, 20))


def test_counts() -> None:
    shown = metered(
        *RUN,
        (71, facts.LineVoided("s", 1, "milk", 500, 0)),
        (72, facts.SaleVoided("s2", 500, 1)),
        (73, stimuli.HintShown("scan")),
        (74, visit("li", reason="gave_up")),
        (75, facts.StationClosed(29_000, 30_000, -1000, 0)),
    )
    assert (shown["line_voids"], shown["sale_voids"]) == ((1, 7), (1, 2))
    assert (shown["hints"], shown["lost"], shown["over_short"]) == ((1, 1), (1, 2), (-1000, 1))


def test_a_fork_measures_for_itself() -> None:
    parent = Meter()
    parent.see(Entry("till-1", 1, 0, "till", visit(waited=1000)))
    child = parent.fork()
    child.see(Entry("till-1", 2, 0, "till", visit(waited=9000)))
    assert (len(parent.waits), len(child.waits)) == (1, 2)
