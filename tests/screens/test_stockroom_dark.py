"""A stockroom without power: the page says so, the terminal hears nothing, and what was entered is there afterwards."""

import pytest
from textual.pilot import Pilot

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Text
from simulator.screens.stockroom.darkness import blank
from simulator.stock.engine import OPERATIONS
from tests.screens.backroom import StockApp, StockDrill
from tests.screens.desk import text_of
from tests.screens.stock_hands import NARROW, WIDE, click, press


@pytest.fixture
def drill() -> StockDrill:
    return StockDrill()


async def received(pilot: Pilot[None]) -> None:
    """A receipt with one line: the first pile."""
    await press(pilot, "f4", "1")
    await press(pilot, "f5", *"36", "enter", "enter", "enter", "enter", "enter")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_page_the_keys_and_the_message_say_that_the_power_is_out(
    drill: StockDrill, size: tuple[int, int]
) -> None:
    drill.deliver()
    async with StockApp(drill).run_test(size=size) as pilot:
        await received(pilot)
        assert drill.last(f.GoodsReceived).lot == "C3"
        drill.hear(s.PowerFailed())
        room = await press(pilot)
        sheet, footer = text_of(room, "sheet"), text_of(room, "footer")
        assert "No power" in sheet
        assert "Milk" not in sheet
        assert room.message.id == "stock.told.power_failed"
        assert "Accept" not in footer
        assert "supervisor" in footer.lower()
        assert "Go and look" in footer
        drill.hear(s.TaskGiven("outage", "other", Text("The power is out.", "停电了。")))
        room = await press(pilot)
        assert "leave the terminal alone" in text_of(room, "message")
        drill.hear(s.PowerReturned())
        room = await press(pilot)
        assert "36" in text_of(room, "sheet")
        assert room.message.id == "stock.told.power_returned"


async def test_every_key_of_a_dark_terminal_is_refused_and_noted_and_opens_nothing(drill: StockDrill) -> None:
    drill.deliver()
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        await received(pilot)
        drill.hear(s.PowerFailed())
        room = await press(pilot, "f5")
        assert pilot.app.screen is room
        refused = drill.last(f.Refused)
        assert (refused.operation, refused.reason) == ("receive_goods", "refused.stockroom_dark")
        noted = len(drill.facts)
        room = await press(pilot, "f14")  # a list is on the screen alone
        assert len(drill.facts) == noted
        assert room.message.id == "refused.stockroom_dark"
        assert room.subject.kind == "receipt"
        room = await press(pilot, *"690", "enter")
        assert drill.last(f.Refused).operation == "inquire_stock"
        room = await click(pilot, "Riverside Dairy")
        assert pilot.app.screen is room
        room = await press(pilot, "f7")  # by torch
        assert pilot.app.screen is not room
        await press(pilot, "enter")
        assert drill.last(f.PlaceSeen) is not None


@pytest.mark.parametrize("kind", sorted(OPERATIONS, key=lambda kind: kind.__name__))
def test_any_operation_can_be_asked_for_about_nothing(drill: StockDrill, kind: type) -> None:
    drill.hear(s.PowerFailed())
    drill.session.submit(blank(kind), drill.clock.now())
    torch = (c.LookAtPlace, c.CallSupervisor, c.RefuseDelivery)
    if kind not in torch:
        assert drill.last(f.Refused).reason == "refused.stockroom_dark"
