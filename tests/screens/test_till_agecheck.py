"""Age checks, quick keys and what is printed on goods, as a person at the till meets them."""

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command
from simulator.kernel.texts import Lang, Text
from simulator.pos.catalog import Catalog
from simulator.screens.station.dialogs import Choose
from simulator.screens.till.agecheck import AgeQuestion
from tests.pos.counter import MILK, Item
from tests.screens.desk import ITEMS, RULES, Advice, TillApp, TillDrill, settle, text_of
from virtual_devices.labels import LabelRule

BEER = "6901234500202"
LABEL = LabelRule(prefix="26", length=18, plu=(3, 7), amount=(8, 12), weight=(13, 17))
BEERS = Item("beer", Text("Lager 500 ml", "啤酒 500ml"), 550, (BEER,), category="alcohol", pinyin="pj", age=18)
SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def drill() -> TillDrill:
    """A young man with a can and a bag of apples, on Christmas Eve."""
    drill = TillDrill()
    till = drill.session.till
    till.rules = replace(
        RULES, catalog=Catalog([*ITEMS, BEERS]), labels=(LABEL,), quick_keys=("bag", "milk", "eggs"), weighed_per=500
    )
    till.clock = "2026-12-24T10:00"
    drill.queue("liu")
    goods = (
        s.Good("liu-1", "beer", BEERS.name, code=BEER),
        s.Good("liu-2", "apples", Text("Fuji Apples", "红富士苹果"), code=LABEL.print("1001", 752, 755), grams=755),
        s.Good("liu-3", "milk", ITEMS[0].name, code=f"]d2010{MILK}17261223" + "10A7", expiry="2026-12-23", lot="A7"),
    )
    drill.hear(s.CustomerSteppedUp("liu", goods, "", "2009-05-01", 19))
    return drill


def shown(app: Any) -> str:
    """All that stands on the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_the_till_asks_the_card_is_shown_and_nothing_is_sold(
    drill: TillDrill, lang: Lang, size: tuple[int, int]
) -> None:
    async with TillApp(drill, lang).run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("space")
        await settle(pilot)
        assert isinstance(pilot.app.screen, AgeQuestion)
        assert "2008-12-24" in shown(pilot.app)
        assert "19" in shown(pilot.app)
        await pilot.press("1")
        till = await settle(pilot)
        assert drill.last(c.Say).reply == "ask_id"
        assert pilot.app.screen is till
        drill.hear(s.IdShown("liu", "2009-05-01"))
        await settle(pilot)
        assert isinstance(pilot.app.screen, AgeQuestion)
        assert "2009-05-01" in shown(pilot.app)
        await pilot.press("3")
        till = await settle(pilot)
        checked = drill.last(f.AgeChecked)
        assert (checked.allowed, checked.right, checked.id_shown) == (False, True, True)
        assert pilot.app.screen is till
        assert not list(till.view.lines)
        assert "beer" not in {good.id for good in till.view.belt}
        assert till.message.id == "till.told.age_refused"


async def choose_from_menu(pilot: Pilot[None], action: str) -> None:
    """What has no key is found in the menu."""
    await pilot.press("f9")
    await settle(pilot)
    menu = pilot.app.screen
    assert isinstance(menu, Choose)
    menu.rows.cursor = ("option", action)
    await pilot.press("enter")
    await settle(pilot)


async def test_escape_puts_it_off_and_the_menu_decides(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("space", "escape")
        till = await settle(pilot)
        assert pilot.app.screen is till
        assert "confirm_age" in till.footer_actions()
        assert "scan" not in till.footer_actions()
        await pilot.press("space")
        till = await settle(pilot)
        assert till.message.id == "refused.age_check_open"
        assert isinstance(pilot.app.screen, AgeQuestion), "rung up again, it asks again"
        await pilot.press("escape")
        await choose_from_menu(pilot, "confirm_age")
        assert drill.last(f.AgeChecked).right is False
        assert [line.sku for line in till.view.lines] == ["beer"]


@pytest.mark.parametrize(("command", "row"), [(c.ConfirmAge(), "confirm"), (c.RefuseAge(), "refuse")])
async def test_a_coach_points_at_the_right_answer(drill: TillDrill, command: Command, row: str) -> None:
    drill.mode = "coach"
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        drill.next_advice = Advice(command, "advice.wait")
        await pilot.press("space")
        await settle(pilot)
        question = pilot.app.screen
        assert isinstance(question, AgeQuestion)
        assert question.rows.cursor == ("option", row)
        assert question.rows.advised == row


async def test_a_question_closes_when_the_customer_goes(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("space")
        await settle(pilot)
        drill.hear(s.CustomerLeft("liu", "gave_up"))
        till = await settle(pilot)
        assert pilot.app.screen is till


@pytest.mark.parametrize("size", SIZES)
async def test_labels_dates_and_half_kilos_can_be_read(drill: TillDrill, size: tuple[int, int]) -> None:
    async with TillApp(drill).run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("down")
        till = await settle(pilot)
        assert "0.755 kg 7.52" in text_of(till, "belt")
        await pilot.press("space")
        till = await settle(pilot)
        (line,) = till.view.lines
        assert (line.grams, line.gross) == (755, 752)
        assert " 4.98/500g " in text_of(till, "basket"), "what a price is for is said at it"
        assert till.message.params["price"] == "4.98/500g"
        till.belt.cursor = ("good", "liu-3")
        await pilot.press("space")
        till = await settle(pilot)
        assert till.message.id == "refused.expired"
        assert "expired" in text_of(till, "belt")
        await pilot.press("left_square_bracket")
        await settle(pilot)
        assert drill.last(f.GoodSetAside) == f.GoodSetAside("liu-3", wanted=False)


async def test_a_quick_key_by_its_number_by_the_list_and_by_the_mouse(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        till = await settle(pilot)
        await pilot.press("2")
        await choose_from_menu(pilot, "quick_key")
        assert drill.last(c.PickItem).sku == "milk"
        await choose_from_menu(pilot, "quick_key")
        assert isinstance(pilot.app.screen, Choose)
        await pilot.press("3")
        await settle(pilot)
        assert drill.last(c.PickItem).sku == "eggs"
        await choose_from_menu(pilot, "quick_key")
        await pilot.click("#rows", offset=(6, 1))
        await settle(pilot)
        assert drill.last(c.PickItem).sku == "bag"
        await pilot.press("9")
        await choose_from_menu(pilot, "quick_key")
        assert (till.message.id, till.entry) == ("till.bad_quick_key", "")
