"""Lines on the till: what cannot be scanned, what is loose or looked up, what a supervisor allows, another basket."""

import pytest

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.screens.station.authorization import Authorization
from simulator.screens.station.pane import Pane
from tests.screens.conftest import screen_text
from tests.screens.desk import TillApp, TillDrill, settle, text_of
from tests.screens.pointing import click

WIDE = (120, 40)


@pytest.fixture
def drill() -> TillDrill:
    return TillDrill()


async def test_what_cannot_be_scanned_says_what_to_do_instead(drill: TillDrill) -> None:
    drill.serve("li", "soy", "eggs", "apples", label1="smudged", label2="torn")
    expected = {"li-1": "type the digits", "li-2": "look the item up", "li-3": "weigh it"}
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        for good, advice in expected.items():
            till.belt.choose(("good", good))
            await pilot.press("space")
            till = await settle(pilot)
            assert advice in text_of(till, "message").replace("\n", " "), good


async def test_loose_goods_are_weighed_and_looked_up_without_a_letter(drill: TillDrill) -> None:
    drill.serve("li", "apples")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("equals_sign")
        assert till.view.scale == 755
        await pilot.press("f2")
        await click(pilot, "Fruit and vegetables")
        await click(pilot, "Fuji Apples")
        till = await settle(pilot)
        assert "0.755 kg" in text_of(till, "basket")
        assert " 9.96/kg " in text_of(till, "basket"), "what the price is for is said beside it"
    (line,) = till.view.lines
    assert (line.grams, line.amount, line.goods) == (755, 752, ("li-1",))


async def test_look_up_takes_pinyin_initials(drill: TillDrill) -> None:
    drill.serve("li", "eggs", label1="torn")
    async with TillApp(drill, "zh").run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("f2", *"njjd", "enter")
        till = await settle(pilot)
    assert [line.goods for line in till.view.lines] == [("li-1",)]


async def test_a_search_that_finds_nothing_says_that_pinyin_goes_by_its_initials(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f2", *"niunai")
        await settle(pilot)
        assert "yscnn for" in screen_text(pilot.app)


async def test_a_line_is_chosen_and_voided_after_a_supervisors_pin(drill: TillDrill) -> None:
    drill.serve("li", "milk", "rice", "soy")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("space", "space", "space", "tab", "up", "delete")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Authorization)
        await pilot.press(*"1111", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Authorization), "a cashier's PIN does not do"
        await pilot.press(*"8642", "enter")
        till = await settle(pilot)
        assert pilot.app.screen is till
    assert [line.sku for line in till.view.lines] == ["milk", "soy"]
    assert drill.last(f.Authorized).present is False
    assert not any("8642" in str(what) for what in drill.facts), "a PIN is kept nowhere"


async def test_an_authorization_closes_when_the_supervisor_decides(drill: TillDrill) -> None:
    drill.serve("li", "rice")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("space", "delete", "tab")
        await settle(pilot)
        assert till.view.called == "void_line"
        drill.hear(s.SupervisorArrived("s1"), s.SupervisorAuthorized("s1"))
        till = await settle(pilot)
        assert pilot.app.screen is till
    assert not list(till.view.lines)


async def test_a_suspended_basket_is_chosen_from_a_list_with_its_owner(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space", "f6")
        drill.hear(s.CustomerSteppedAside("li"))
        drill.serve("zhang", "soy")
        await settle(pilot)
        await pilot.press("space", "f6", "f7")
        await pilot.pause()
        shown = "\n".join(
            "".join(span.text for span in line) for line in pilot.app.screen.query_one("#rows", Pane).shown
        )
        assert "Mrs Li" in shown
        assert "12.80" in shown
        await pilot.press("2")
        till = await settle(pilot)
    assert [line.sku for line in till.view.lines] == ["soy"]


async def test_the_basket_of_somebody_who_left_still_bears_the_name(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("space", "f6")
        drill.hear(s.CustomerSteppedAside("li"), s.CustomerLeft("li", "gave_up"))
        await settle(pilot)
        assert not till.session.till.counter.visits
        await pilot.press("f7")
        await pilot.pause()
        assert "Mrs Li" in text_of(pilot.app.screen, "rows")
        await pilot.press("1")
        till = await settle(pilot)
        assert "Resumed till-1#1: the basket of Mrs Li." in text_of(till, "message")
