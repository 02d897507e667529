"""Units of measure at the screen: how much is typed, and by which pack a line is sold."""

import pytest

from simulator.kernel import commands as c
from tests.pos.test_units import SHOP
from tests.screens import desk
from tests.screens.desk import TillApp, TillDrill, settle, text_of


@pytest.fixture
def drill(monkeypatch: pytest.MonkeyPatch) -> TillDrill:
    monkeypatch.setattr(desk, "RULES", SHOP)
    drill = TillDrill()
    drill.serve("li", "milk")
    return drill


async def test_a_measure_is_typed_shown_and_taken_back(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("2", ".", "5", "asterisk")
        till = await settle(pilot)
        assert (till.message.id, till.view.measure) == ("till.told.measure", 2500)
        assert "2.5 ×" in text_of(till, "entry")
        await pilot.press("escape")
        till = await settle(pilot)
        assert (till.view.measure, till.view.multiplier) == (0, 1)
        await pilot.press("1", "asterisk", *"301", "enter")
        till = await settle(pilot)
        assert "Cotton cl… 1.000 m" in text_of(till, "basket")
        assert "25.80" in text_of(till, "basket")


@pytest.mark.parametrize(("sku", "asks"), [("six", True), ("milk", False)])
async def test_the_other_packs_of_a_line_are_offered(drill: TillDrill, sku: str, asks: bool) -> None:
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        till.submit(c.PickItem(sku))
        till = await settle(pilot)
        till.run("change_unit")
        till = await settle(pilot)
        if not asks:
            assert till.message.id == "refused.one_unit"
            return
        await pilot.press("2")
        till = await settle(pilot)
        (line,) = till.view.lines
        assert (line.sku, till.view.total) == ("case", 3600)
        assert "Water x 24 /case" in text_of(till, "basket")
