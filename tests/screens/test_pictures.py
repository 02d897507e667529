"""The screens as pictures, at the best size and the smallest, in both languages."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from simulator.kernel.texts import Lang
from simulator.screens.app import StoredrillApp
from simulator.screens.shell.spoken import shell as app_of
from tests.screens.conftest import settle
from tests.screens.fake_house import FIRST_SALE, HOLIDAY_RUSH, POWER_OUTAGE, Attempt, FakeHouse
from tests.screens.remembered import remembered

BEST, SMALLEST = (120, 40), (80, 24)


def app(lang: Lang) -> StoredrillApp:
    house = FakeHouse(lang=lang, last_person=("p1", "cashier"))
    exam = POWER_OUTAGE._replace(after=("first-sale", "holiday-rush"), certifies=True)
    house.cards = (FIRST_SALE, HOLIDAY_RUSH, exam)
    house.attempts = {"p1": {"first-sale": [Attempt("practice", True)], "power-outage": [Attempt("coach", False)]}}
    return StoredrillApp(house, still=True, monotonic=lambda: 0.0)


async def look_back(pilot: Pilot[None]) -> None:
    await settle(pilot)
    app_of(pilot.app.screen).debrief(*remembered())
    await settle(pilot)


async def brief(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)


@pytest.mark.parametrize(
    ("lang", "size", "way"),
    [
        ("en", BEST, settle),
        ("zh", SMALLEST, settle),
        ("zh", BEST, brief),
        ("en", SMALLEST, brief),
        ("en", BEST, look_back),
        ("zh", SMALLEST, look_back),
    ],
    ids=["lobby-en", "lobby-zh-small", "briefing-zh", "briefing-en-small", "debrief-en", "debrief-zh-small"],
)
def test_picture(snap_compare: Callable, lang: Lang, size: tuple[int, int], way: Callable) -> None:
    assert snap_compare(app(lang), terminal_size=size, run_before=way)
