"""My results: how I stand above the sessions, by keyboard and by mouse, in both languages."""

from collections.abc import Callable

from simulator.screens.briefing.briefing import Briefing
from simulator.screens.results.results import Results
from tests.screens.fake_house import FIRST_SALE, HOLIDAY_RUSH, POWER_OUTAGE, Attempt, FakeHouse, Row
from tests.standings import TRAINED, stands

BEST, SMALLEST = (120, 40), (80, 24)


def trained(house: FakeHouse) -> FakeHouse:
    """王芳, in the middle of her training."""
    exam = POWER_OUTAGE._replace(certifies=True, competencies=("cash", "outages"))
    house.cards = (FIRST_SALE, HOLIDAY_RUSH._replace(after=("first-sale",), certifies=True), exam)
    house.last_person = ("p1", "cashier")
    house.standings = {"p1": stands(*TRAINED)}
    titles = {card.id: card.title for card in house.cards}
    for each in TRAINED:
        house.attempts.setdefault("p1", {}).setdefault(each.scenario, []).append(
            Attempt(each.mode, each.passed, f"{each.when:%Y-%m-%dT%H:%M}")
        )
        when = f"{each.when:%Y-%m-%dT%H:%M}"
        row = Row(each.run, titles[each.scenario], each.mode, each.seed, when, 724_000, each.passed, each.grades)
        house.rows.insert(0, row)
    return house


async def test_what_is_next_is_in_the_lobby_and_above_my_results(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    trained(house)
    told = "The latest exam was not passed" if False else "not passed yet"
    async with shell(BEST) as pilot:
        step = pilot.app.screen.step
        assert step.card.id, told
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, Results)
        assert pilot.app.screen.found.step == step
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Briefing)
        assert pilot.app.screen.card == step.card
