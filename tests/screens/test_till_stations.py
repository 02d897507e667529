"""A till that dies, and another one beside it: by keyboard alone, by mouse alone, and as pictures."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from tests.screens.desk import FLOAT, TillApp, TillDrill, settle, text_of
from tests.screens.pointing import click

WIDE, NARROW = (120, 40), (80, 24)


@pytest.fixture
def drill() -> TillDrill:
    drill = TillDrill(standby=True)
    drill.queue("li", "zhang")
    drill.serve("li", "milk", "soy", "eggs")
    return drill


async def test_a_basket_of_another_till_is_fetched_by_its_number(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "f6")
        till = await settle(pilot)
        tills = drill.session.floor.tills
        sale = tills["till-1"].suspended.pop("till-1#1")  # as if a colleague had left it over there
        tills["till-2"].suspended["till-2#1"] = sale
        await pilot.press(*"9", "f7")
        till = await settle(pilot)
        assert till.message.id == "refused.unknown_ticket"
        await pilot.press("f7", *"2.1", "enter")
        till = await settle(pilot)
        resumed = drill.last(f.SaleResumed)
        assert (resumed.ticket, resumed.origin) == ("till-2#1", "till-2")
        assert len(till.view.lines) == 2
        assert not tills["till-2"].suspended


async def die(pilot: Pilot[None], drill: TillDrill) -> None:
    await settle(pilot)
    await pilot.press("space", "space")
    drill.hear(s.TillFailed())
    await settle(pilot)


async def test_the_way_to_the_standby_till_by_keyboard(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await die(pilot, drill)
        await pilot.press("f14")
        till = await settle(pilot)
        assert till.message.id == "till.told.restart_failed"
        assert "Change tills" in text_of(till, "footer")
        await pilot.press("f15", "5", "ctrl+k", "ctrl+f10", "enter")
        till = await settle(pilot)
        assert drill.last(c.ReportIncident).what == "till"
        assert till.message.id == "till.told.came_to_free"
        assert "till 2" in text_of(till, "header")
        assert "Nobody" not in text_of(till, "customer"), "the customer came along"
        await pilot.press("space")
        till = await settle(pilot)
        assert till.message.id == "refused.not_signed_on"
        await pilot.press("ctrl+f10", "1")
        till = await settle(pilot)
        assert drill.session.view.signed_on
        await pilot.press("f7", "enter")
        till = await settle(pilot)
        assert drill.last(f.SaleResumed).origin == "till-1"
        assert "Yishui" in text_of(till, "basket")
        await pilot.press("space")
        await settle(pilot)
        assert len(list(till.view.lines)) == 3, "what the dead till never had is scanned here"
        assert drill.session.floor.tills["till-1"].drawer.pieces == FLOAT


async def test_the_way_to_the_standby_till_by_mouse(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await die(pilot, drill)
        await click(pilot, "Restart till")
        await settle(pilot)
        await click(pilot, "Change tills")
        await settle(pilot)
        await click(pilot, "Go over to till 2")
        await settle(pilot)
        await click(pilot, "Change tills")
        await settle(pilot)
        await click(pilot, "Sign on at till 2")
        till = await settle(pilot)
        assert till.message.id == "till.told.signed_on"
        assert drill.session.view.operator == "c1"


async def test_what_happens_at_the_other_till_is_not_told_here(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await die(pilot, drill)
        await pilot.press("ctrl+f10", "1")
        till = await settle(pilot)
        drill.session.inject(s.PrinterFailed("till-1-0001", "E_OFFLINE"), "printer", station="till-1")
        till = await settle(pilot)
        assert till.message.id != "till.printer.E_OFFLINE"


async def test_with_one_till_there_is_nowhere_to_go() -> None:
    drill = TillDrill()
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+f10")
        till = await settle(pilot)
        assert till.message.id == "till.one_till"


async def dead(pilot: Pilot[None], drill: TillDrill) -> None:
    await die(pilot, drill)
    await pilot.press("f14", "ctrl+k", "ctrl+f10")


async def free(pilot: Pilot[None], drill: TillDrill) -> None:
    await die(pilot, drill)
    await pilot.press("f14", "ctrl+k", "ctrl+f10", "1")
    await settle(pilot)


@pytest.mark.parametrize(
    ("state", "lang", "size"), [(dead, "en", WIDE), (dead, "zh", NARROW), (free, "en", NARROW), (free, "zh", WIDE)]
)
def test_picture(snap_compare: Callable, drill: TillDrill, state: Callable, lang: str, size: tuple[int, int]) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await state(pilot, drill)
        await pilot.pause()

    assert snap_compare(TillApp(drill, lang), terminal_size=size, run_before=play)  # type: ignore[arg-type]
