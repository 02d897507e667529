"""My results: how I stand above the sessions, by keyboard and by mouse, in both languages."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from simulator.kernel.texts import Lang
from simulator.screens.app import StoredrillApp
from simulator.screens.briefing.briefing import Briefing
from simulator.screens.lobby.lobby import Lobby
from simulator.screens.results.progress import Exams, Grades
from simulator.screens.results.results import Results
from tests.screens.conftest import screen_text, settle
from tests.screens.fake_house import FIRST_SALE, HOLIDAY_RUSH, POWER_OUTAGE, Attempt, FakeHouse, Row
from tests.standings import TRAINED, attempt, stands

BEST, SMALLEST = (120, 40), (80, 24)


def trained(house: FakeHouse) -> FakeHouse:
    """王芳, in the middle of her training."""
    exam = POWER_OUTAGE._replace(certifies=True, competencies=("cash", "outages"))
    house.cards = (FIRST_SALE, HOLIDAY_RUSH._replace(after=("first-sale",), certifies=True), exam)
    house.last_person = ("p1", "cashier")
    house.standings = {"p1": stands(*TRAINED)}
    tried = house.attempts.setdefault("p1", {})
    titles = {card.id: card.title for card in house.cards}
    for each in TRAINED:
        when = f"{each.when:%Y-%m-%dT%H:%M}"
        tried.setdefault(each.scenario, []).insert(0, Attempt(each.mode, each.passed, when))
        row = Row(each.run, titles[each.scenario], each.mode, each.seed, when, 724_000, each.passed, each.grades)
        house.rows.insert(0, row)
    return house


async def test_what_is_next_is_the_same_in_the_lobby_and_above_my_results(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    trained(house)
    house.standings = {"p1": stands(*TRAINED[:5], attempt("power-outage", "exam", ago=400))}
    house.attempts["p1"]["power-outage"] = [Attempt("exam", True)]
    house.attempts["p1"]["holiday-rush"] = [Attempt("exam", True)]
    async with shell(BEST) as pilot:
        assert isinstance(pilot.app.screen, Lobby)
        step = pilot.app.screen.step
        assert (step.card.id, step.why) == ("holiday-rush", "lobby.why.certifies"), "that exam was attested by nobody"
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, Results)
        assert pilot.app.screen.found.step == step
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Briefing)
        assert (pilot.app.screen.card, pilot.app.screen.mode) == (step.card, "exam")


async def test_a_reason_names_what_it_is_about_in_both_languages(shell: Callable, house: FakeHouse) -> None:
    trained(house)
    faded = [attempt(seed=seed, ago=200 - seed) for seed in (1, 2, 3)]
    house.standings = {"p1": stands(*faded)}
    house.attempts = {"p1": {"first-sale": [Attempt("practice", True)]}}
    async with shell(BEST) as pilot:
        assert "Accuracy: a refresh is due since" in screen_text(pilot.app)
        pilot.app.action_language()
        await settle(pilot)
        assert "录入准确：" in screen_text(pilot.app)
        assert "起应复训" in screen_text(pilot.app)


async def test_another_role_is_another_standing(shell: Callable, house: FakeHouse) -> None:
    trained(house)
    asked = []
    plain = house.standing
    house.standing = lambda person, role, proven=False: asked.append((person, role, proven)) or plain(person, role)
    async with shell(BEST) as pilot:
        await pilot.click("#role-manager")
        await settle(pilot)
        await pilot.press("f5")
        await settle(pilot)
    assert asked == [("p1", "cashier", False), ("p1", "manager", False), ("p1", "manager", True)]


@pytest.mark.parametrize("size", [BEST, SMALLEST])
async def test_from_a_competency_and_from_an_exam_to_the_session_it_rests_on(
    shell: Callable, house: FakeHouse, press: Callable, size: tuple[int, int]
) -> None:
    trained(house)
    house.review = lambda run: house.asked.append(("review", run)) or (_ for _ in ()).throw(OSError(5, "told"))
    async with shell(size) as pilot:
        await press(pilot, "f5", "down", "enter")
        assert isinstance(pilot.app.screen, Grades)
        assert screen_text(pilot.app).count("← decides") == 3
        assert "how it fades" not in screen_text(pilot.app), "it is not mastered"
        await press(pilot, "down", "enter")
        assert house.asked == [("review", "holiday-rush-practice-4-20")]
        assert isinstance(pilot.app.screen, Results)
        await pilot.click("#certificate")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Exams)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Results), "an exam that does not count has no session to show"
        await press(pilot, "up", "up", "enter", "down", "enter")
        assert house.asked[1:] == [("review", "3f9c21aa07")]


async def test_what_was_mastered_shows_how_it_fades(shell: Callable, house: FakeHouse, press: Callable) -> None:
    trained(house)
    async with shell() as pilot:
        await press(pilot, "f5", "down", "down", "enter")
        fades = [row for row in screen_text(pilot.app).splitlines() if "how it fades" in row]
        assert len(fades) == 1
        assert "█" in fades[0]
        assert "% on 20" in fades[0], "until when, and how much is left by then"


async def test_a_guest_sees_no_progress(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell(SMALLEST) as pilot:
        await press(pilot, "f5")
        assert "Results of guests are not kept" in screen_text(pilot.app)
        assert not pilot.app.screen.query("#certificate")


async def results(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("f5")
    await settle(pilot)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [BEST, SMALLEST], ids=["best", "smallest"])
def test_picture(snap_compare: Callable, lang: Lang, size: tuple[int, int]) -> None:
    app = StoredrillApp(trained(FakeHouse(lang=lang)), still=True, monotonic=lambda: 0.0)
    assert snap_compare(app, terminal_size=size, run_before=results)
