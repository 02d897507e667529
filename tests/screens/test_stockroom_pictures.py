"""The stockroom's screen as pictures, and a moment of it as the debrief shows it."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from simulator.kernel import commands as c
from simulator.kernel import stimuli as s
from simulator.kernel.goods import FLOOR
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.debrief.stock_moment import stock_lines
from tests.screens.backroom import FRESH, LATE, SOON, StockApp, StockDrill, settle
from tests.screens.desk import EGGS
from tests.screens.stock_hands import COUNT, DONE, LIST, NARROW, SENT, WIDE, press


@pytest.fixture
def drill() -> StockDrill:
    return StockDrill()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_moment_shows_the_stockroom(drill: StockDrill, lang: Any) -> None:
    drill.deliver()
    drill.hear(COUNT, SENT)
    drill.session.submit(c.StartReceiving("PO-9", "D1"))
    drill.session.submit(c.ReceiveGoods("milk", 36, "C3", FRESH))
    drill.session.submit(c.StartCount(FLOOR, ("soy", "eggs")))
    drill.session.submit(c.CountItem("CC-0001", "soy", 5))
    drill.session.submit(c.LookAtPlace(FLOOR, "milk"))
    told = stock_lines(drill.session.floor.stockroom, Words(lang), 60).plain
    for part in ("GR-0001", "36", "C3", "CC-0001", "TR-77", SOON, LATE):
        assert part in told, part


async def receiving(pilot: Pilot[None], drill: StockDrill) -> None:
    drill.deliver()
    await settle(pilot)
    await press(pilot, "f4", "1", "down", "enter", "3", "6", "enter", "right", "enter", "right", *DONE)


async def judging(pilot: Pilot[None], drill: StockDrill) -> None:
    await receiving(pilot, drill)
    await press(pilot, "down", "down", "enter")


async def counting(pilot: Pilot[None], drill: StockDrill) -> None:
    drill.hear(COUNT)
    await settle(pilot)
    await press(pilot, "number_sign", "1", "f7", "9", "enter")


async def variance(pilot: Pilot[None], drill: StockDrill) -> None:
    drill.hear(COUNT)
    await settle(pilot)
    await press(pilot, "number_sign", "1", *(key for n in "8599" for key in (n, "enter")), "f8")


async def dates(pilot: Pilot[None], drill: StockDrill) -> None:
    await settle(pilot)
    await press(pilot, "f14")


async def item(pilot: Pilot[None], drill: StockDrill) -> None:
    room = await settle(pilot)
    room.take_scan(EGGS, 0.0, "serial")
    await settle(pilot)
    await press(pilot, "underscore")
    drill.seconds += 10
    await settle(pilot)


async def asked(pilot: Pilot[None], drill: StockDrill) -> None:
    await item(pilot, drill)
    await press(pilot, "minus", "8", "down", "1", "down", "down", "2", *DONE)


async def listing(pilot: Pilot[None], drill: StockDrill) -> None:
    """A list with a wrong check digit, a blank price, a repaired one and a double; the dialog of a row is open."""
    drill.hear(LIST)
    await settle(pilot)
    await press(pilot, "enter", "1", "down", "enter", "2")


async def mending(pilot: Pilot[None], drill: StockDrill) -> None:
    await listing(pilot, drill)
    await press(pilot, "enter", "5")


async def recall(pilot: Pilot[None], drill: StockDrill) -> None:
    drill.hear(s.RecallNoticed("N7", "milk", "A1", Text("Glass was found in it.", "发现玻璃碎屑。")))
    await settle(pilot)
    await press(pilot, "ctrl+k", "enter")


async def transfer(pilot: Pilot[None], drill: StockDrill) -> None:
    drill.hear(SENT)
    await settle(pilot)
    await press(pilot, "less_than_sign", "1", "0", "enter", "f8", "@")


async def overview(pilot: Pilot[None], drill: StockDrill) -> None:
    drill.deliver()
    await settle(pilot)


async def low(pilot: Pilot[None], drill: StockDrill) -> None:
    await settle(pilot)
    await press(pilot, "f16")


async def shelves(pilot: Pilot[None], drill: StockDrill) -> None:
    await settle(pilot)
    await press(pilot, "f17")


async def history(pilot: Pilot[None], drill: StockDrill) -> None:
    room = await settle(pilot)
    room.take_scan(EGGS, 0.0, "serial")
    await settle(pilot)
    await press(pilot, "colon")


PICTURES = [
    (receiving, "en", WIDE), (receiving, "zh", NARROW), (judging, "zh", WIDE), (judging, "en", NARROW),
    (counting, "zh", WIDE), (counting, "en", NARROW), (variance, "en", WIDE), (variance, "zh", NARROW),
    (dates, "en", WIDE), (dates, "zh", NARROW), (item, "zh", WIDE), (asked, "en", NARROW),
    (listing, "en", WIDE), (listing, "zh", NARROW), (mending, "zh", WIDE), (mending, "en", NARROW),
    (recall, "en", NARROW), (recall, "zh", WIDE), (transfer, "zh", NARROW), (transfer, "en", WIDE),
    (overview, "zh", NARROW), (overview, "en", WIDE), (low, "en", NARROW), (low, "zh", WIDE),
    (shelves, "zh", NARROW), (shelves, "en", WIDE), (history, "en", NARROW), (history, "zh", WIDE),
    (item, "en", NARROW), (asked, "zh", WIDE),
]  # fmt: skip


@pytest.mark.parametrize(("state", "lang", "size"), PICTURES)
def test_picture(
    snap_compare: Callable[..., bool], drill: StockDrill, state: Any, lang: Any, size: tuple[int, int]
) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await state(pilot, drill)
        await settle(pilot)

    assert snap_compare(StockApp(drill, lang), terminal_size=size, run_before=play)
