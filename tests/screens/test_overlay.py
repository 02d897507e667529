"""A trainer judges from the debrief, with their PIN, not knowing what another one judged. And the survey."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from grading.overlay.judgements import Judgement, Overlay
from grading.overlay.observables import OF_ROLE, observables
from simulator.kernel.texts import Lang, cells
from simulator.locale import Words
from simulator.screens.debrief.debrief import Debrief
from simulator.screens.overlay.judge import Judge
from simulator.screens.overlay.shown import overlay_lines
from simulator.screens.people.pin import AskPin
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.spoken import Spoken
from simulator.screens.shell.spoken import shell as app_of
from simulator.screens.survey.survey import Survey
from tests.screens.conftest import screen_text, settle
from tests.screens.fake_house import FakeHouse, Someone
from tests.screens.played import finished


async def look_back(pilot: Pilot[None]) -> Debrief:
    app_of(pilot.app.screen).debrief(*finished())
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, Debrief)
    return screen


async def judging(pilot: Pilot[None], press: Callable, pin: str) -> Judge:
    await press(pilot, "f3")
    assert isinstance(pilot.app.screen, AskPin)
    await press(pilot, *pin, "enter")
    screen = pilot.app.screen
    assert isinstance(screen, Judge)
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_trainer_judges_and_the_debrief_shows_it_apart_from_the_grade(
    shell: Callable, house: FakeHouse, press: Callable, size: tuple[int, int]
) -> None:
    house.pins = {"1234": "Zhou", "5678": "Sun"}
    house.crew += [Someone("Zhou", "Zhou", "trainer"), Someone("Sun", "Sun", "trainer")]
    async with shell(size) as pilot:
        debrief = await look_back(pilot)
        before = debrief.result
        judge = await judging(pilot, press, "1234")
        assert judge.query_one("#whose", Spoken).said().plain.startswith("Zhou judges.")
        await press(pilot, "4", "2", "up", "0", "3")
        await press(pilot, "f7")
        judge.query_one("#remark").focus()
        await press(pilot, *"calm", "enter")
        await press(pilot, "f8")
        assert pilot.app.screen is debrief
        assert debrief.query_one(MessageLine).told[0] == "overlay.kept"
        scores = [(one.name, one.observable, one.score) for one in debrief.overlay.scores]
        assert scores == [("Zhou", "attention", 3), ("Zhou", "voice", 4)]
        assert debrief.overlay.remarks[0].seq == debrief.timeline.mark.seq  # type: ignore[union-attr]
        assert debrief.result == before
        said = debrief.query_one("#overlay", Spoken).said().plain
        assert "Zhou 4/5" in said
        assert "judged by Zhou, 2026-11-26 10:00" in said
        other = await judging(pilot, press, "5678")
        assert other.scores == {}, "a second rater judges without knowing the first one's scores"
        assert "●" not in screen_text(pilot.app).split("English")[-1].split("remarks")[0]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("role", OF_ROLE)
def test_what_was_judged_is_named_in_full(role: str, lang: Lang) -> None:
    words = Words(lang)
    scores = [Judgement("r", "z", "Zhou", one.id, 4, "", "", 0, 0, "2026-11-26") for one in observables(role)]
    told = overlay_lines(Overlay(tuple(scores), ()), role, words).plain.splitlines()
    for one in observables(role):
        assert any(row.startswith(words.both(one.says)) and row.endswith(" Zhou 4/5") for row in told), one.id
    assert len({cells(row) for row in told if row.endswith(" Zhou 4/5")}) == 1, "the scores stand below each other"


async def test_a_second_rater_sees_nothing_of_the_first_ones_until_theirs_is_kept(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    house.pins = {"1234": "Zhou", "5678": "Sun"}
    house.crew += [Someone("Zhou", "Zhou", "trainer"), Someone("Sun", "Sun", "trainer")]
    async with shell() as pilot:
        debrief = await look_back(pilot)
        await judging(pilot, press, "1234")
        await press(pilot, "4", "f8", "escape")
        debrief = await look_back(pilot)
        said = debrief.query_one("#overlay", Spoken)
        assert "judged by Zhou" in said.said().plain
        assert "4/5" not in said.said().plain
        await judging(pilot, press, "5678")
        await press(pilot, "2", "f8")
        assert "Zhou 4/5, Sun 2/5" in said.said().plain
        await press(pilot, "escape")
        house.sayings.judged = house.sayings.judged[:1]
        debrief = await look_back(pilot)
        assert debrief.query_one("#unfold").display
        debrief.action_unfold()
        assert "Zhou 4/5" in debrief.query_one("#overlay", Spoken).said().plain, "whoever does not judge may look"
        assert not debrief.query_one("#unfold").display


async def test_what_was_not_kept_is_asked_for_once(shell: Callable, house: FakeHouse, press: Callable) -> None:
    house.pins = {"1234": "Zhou"}
    async with shell() as pilot:
        debrief = await look_back(pilot)
        judge = await judging(pilot, press, "1234")
        await press(pilot, "f8")
        assert judge.query_one(MessageLine).told[0] == "overlay.nothing"
        await pilot.click("#item-help .score")
        await press(pilot, "escape")
        assert pilot.app.screen is judge
        assert judge.query_one(MessageLine).told[0] == "overlay.unkept"
        await press(pilot, "escape")
        assert pilot.app.screen is debrief
        assert house.sayings.judged == []


async def test_a_comment_belongs_to_what_it_is_about(shell: Callable, house: FakeHouse, press: Callable) -> None:
    house.pins = {"1234": "Zhou"}
    async with shell() as pilot:
        debrief = await look_back(pilot)
        await judging(pilot, press, "1234")
        await press(pilot, "5")
        await pilot.click("#item-voice .note")
        await settle(pilot)
        await press(pilot, *"loud", "enter", "f8")
        assert [(one.score, one.comment) for one in debrief.overlay.scores] == [(5, "loud")]


async def test_the_survey_waits_in_the_debrief_and_is_answered_once(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    async with shell((80, 24)) as pilot:
        debrief = await look_back(pilot)
        await press(pilot, "f4", "escape")
        assert pilot.app.screen is debrief, "not now"
        await press(pilot, "f4")
        survey = pilot.app.screen
        assert isinstance(survey, Survey)
        await press(pilot, "f8")
        assert survey.query_one(MessageLine).told[0] == "survey.nothing"
        await press(pilot, "5", "4", "2")
        await press(pilot, "f8")
        assert house.sayings.answered == [("", {"content": 5, "real": 4, "ready": 2}, True)], "a guest stays unknown"
        assert not debrief.query_one("#survey").display
        await press(pilot, "f4")
        assert debrief.query_one(MessageLine).told[0] == "survey.again"
