"""Whole shipped drills of a stock clerk and a manager, played by keys on their screens, and passed."""

import pytest

from simulator.drill import bots
from simulator.drill.live import Drill, begin
from simulator.kernel.events import Command
from simulator.stages import stage_of
from simulator.store.memory import MemoryJournal
from tests.screens.hands import DeskHands, Hands, Played, StockHands

MOST = 300
NAMES = (
    "receiving-troubles", "power-outage-in-the-stockroom", "cycle-count", "bulk-import-bad-data", "approvals-rush",
    "over-short-investigation",
)  # fmt: skip


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def new_drill(name: str, seed: int, clock: Clock) -> Drill:
    return begin(
        MemoryJournal(), stage_of(name), mode="practice", seed=seed, person=None, attested_by="", pace=1.0,
        monotonic=clock, wall="2026-11-22T09:00:00+08:00", keep=lambda kept: None,
    )  # fmt: skip


async def play(name: str, seed: int, size: tuple[int, int]) -> tuple[Drill, list[tuple[Command, Command]]]:
    """The drill at its end; what was asked for otherwise than the bot meant it."""
    clock = Clock()
    drill = new_drill(name, seed, clock)
    bot, memory = bots.perfect(seed, drill.workstation), drill.memory
    other: list[tuple[Command, Command]] = []
    app = Played(drill)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = next(s for s in app.screen_stack if hasattr(s, "WORKSTATION"))
        kind: type[Hands] = StockHands if drill.workstation == "stockroom" else DeskHands
        hands = kind(pilot, screen, drill)  # type: ignore[arg-type]
        for _ in range(MOST):
            await hands.settle()
            if drill.session.station.closed:
                break
            planned = bot.next(drill.session.seen, drill.session.now, memory)
            due = drill.session.deadline()
            if planned is None:
                assert due is not None, "nothing to do and nothing to come"
                clock.seconds = max(clock.seconds, due / 1000 + 0.001)
                continue
            clock.seconds = max(clock.seconds, planned[1] / 1000)
            await hands.settle()
            again = bot.next(drill.session.seen, drill.session.now, memory)
            if again is None or again[0] != planned[0]:
                continue
            before = len(list(drill.journal.read(drill.run)))
            await hands.do(planned[0])
            done = [e.what for e in list(drill.journal.read(drill.run))[before:] if isinstance(e.what, Command)]
            if planned[0] not in done:
                other.append((planned[0], done[-1] if done else planned[0]))
    return drill, other


@pytest.mark.parametrize("name", NAMES)
async def test_it_is_played_by_keys_and_passed(name: str) -> None:
    drill, _ = await play(name, 3, (80, 24))
    assert drill.session.station.closed
    assert drill.finish("finished").result.passed
