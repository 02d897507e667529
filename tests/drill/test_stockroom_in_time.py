"""The coach in the stockroom keeps an eye on time: what is asked for is begun, and whose work is done goes home."""

import pytest

from simulator.drill.bots.stockroom.going_home import WAITING
from simulator.drill.live import Drill, Hint, begin
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.stages import stage_of
from simulator.stock.view import StockView
from simulator.store.memory import MemoryJournal

MOST = 400


def new_drill(scenario: str, seed: int) -> Drill:
    return begin(
        MemoryJournal(), stage_of(scenario), mode="coach", seed=seed, person=None, attested_by="", pace=1.0,
        monotonic=lambda: 0.0, wall="2026-11-22T09:00:00+08:00", keep=lambda kept: None,
    )  # fmt: skip


def followed(drill: Drill, pace: int = 0) -> list[Hint]:
    """Everything that the coach says, done after `pace`, until the day is over; what was waited for has come."""
    said: list[Hint] = []
    for _ in range(MOST):
        if drill.session.station.closed:
            return said
        hint = drill.advise()
        assert hint is not None
        if hint.command is not None and pace:
            drill.session.advance(drill.session.now + pace)
            hint = drill.advise()
            assert hint is not None
        if not said or hint != said[-1]:
            said.append(hint)
        if hint.command is not None:
            drill.session.submit(hint.command)
        else:
            due = drill.session.deadline()
            assert due is not None, "nothing to do and nothing to come"
            drill.session.advance(due)
    raise AssertionError(f"not over after {MOST} steps: {said[-3:]}")


@pytest.mark.parametrize("seed", range(1, 7))
def test_who_has_received_everything_is_told_to_close_and_passes(seed: int) -> None:
    drill = new_drill("receiving-basics", seed)
    said = followed(drill)
    happened = [entry.what for entry in drill.journal.read(drill.run)]
    assert said[-1].command == c.CloseStockroom()
    seen = drill.session.seen
    assert isinstance(seen, StockView)
    assert said[-1].reason == ("advice.close_with_orders" if seen.orders else "advice.close_all_done")
    assert not [what for what in happened if isinstance(what, s.TimeUp)], "nobody waited for the bell"
    assert sum(isinstance(what, s.DeliveryArrived) for what in happened) == 2, "both lorries had come"
    closed = next(what for what in happened if isinstance(what, f.StockroomClosed))
    assert (closed.pieces_on_dock, closed.left) == (0, 0)
    assert drill.finish("finished").result.passed


def test_nobody_is_told_to_close_before_the_second_lorry() -> None:
    drill = new_drill("receiving-basics", 3)
    seen: list[tuple[str, int]] = []
    for _ in range(MOST):
        hint = drill.advise()
        assert hint is not None
        came = sum(isinstance(entry.what, s.DeliveryArrived) for entry in drill.journal.read(drill.run))
        seen.append((hint.reason, came))
        if came == 2:
            break
        if hint.command is not None:
            drill.session.submit(hint.command)
        else:
            due = drill.session.deadline()
            assert due is not None
            drill.session.advance(due)
    assert not [reason for reason, came in seen if reason.startswith("advice.close")]
    assert any(reason in WAITING for reason, came in seen if came == 1)


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_second_count_is_opened_in_time_by_somebody_slow(seed: int) -> None:
    """The coach led through the first one to its end, and the second was graded as begun too late."""
    drill = new_drill("cycle-count", seed)
    followed(drill, pace=30_000)
    result = drill.finish("finished").result
    missed = {rule.id for competency in result.competencies for rule in competency.behaviours if rule.missed}
    assert "begun_soon" not in missed
