"""The debrief of a real drill: what stands first, how moments are reached, what can be done from there."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from grading.debrief import Mark, Practice
from grading.mastery.next_drill import next_up
from grading.result import Competency, Measure, Result, Speed
from simulator.drill.live import Mode
from simulator.kernel import commands as c
from simulator.kernel import stimuli as s
from simulator.kernel.entries import SHOP
from simulator.kernel.texts import Lang, cells
from simulator.locale import Words
from simulator.screens.briefing.briefing import Briefing
from simulator.screens.debrief import figures
from simulator.screens.debrief.debrief import Debrief
from simulator.screens.debrief.evidence import Evidence
from simulator.screens.debrief.figures import measures, wording
from simulator.screens.debrief.moment import till_lines
from simulator.screens.debrief.next_step import remember
from simulator.screens.debrief.resting import Resting
from simulator.screens.lobby.lobby import Lobby
from simulator.screens.replay.player import Player
from simulator.screens.replay.replay import Replay
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.spoken import Tile
from simulator.screens.shell.spoken import shell as app_of
from tests.drill.by_hand import Desk
from tests.screens.conftest import screen_text, settle
from tests.screens.fake_house import FakeHouse, Row
from tests.screens.played import finished


async def look_back(pilot: Pilot[None], mode: Mode = "practice") -> Debrief:
    drill, done = finished(mode)
    app_of(pilot.app.screen).debrief(drill, done)
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, Debrief)
    return screen


async def test_it_begins_with_the_verdict_in_a_line_and_what_to_try_again(shell: Callable) -> None:
    async with shell((120, 150)) as pilot:
        debrief = await look_back(pilot)
        text = screen_text(pilot.app)
        order = ["not passed: ", "Try this moment again", "Competencies", "Speed and care", "What to practise next"]
        places = [text.index(words) for words in order]
        assert places == sorted(places)
        assert debrief.finished.heads["till-1"][:32] in text
        assert debrief.focused is debrief.query(".lesson").first()


async def test_the_seal_calls_the_stations_as_the_screens_do(shell: Callable, press: Callable) -> None:
    async with shell((120, 150)) as pilot:
        debrief = await look_back(pilot)
        await press(pilot, "f12")
        heads, seal = debrief.finished.heads, debrief._seal(Words("zh")).plain.splitlines()
        assert f"1号台  {heads['till-1'][:32]}" in seal
        assert f"全店   {heads[SHOP][:32]}" in seal
        assert not any("till" in row or "shop" in row for row in seal)


@pytest.mark.parametrize("width", [60, 80, 100])
async def test_no_heading_is_cut(shell: Callable, width: int) -> None:
    """That what a trainer judges is not the grade stands at the end of the longest of them."""
    async with shell((width, 250)) as pilot:
        await look_back(pilot)
        assert "grade)" in screen_text(pilot.app)


@pytest.mark.parametrize("width", [80, 100, 120])
async def test_a_figure_stands_in_the_line_of_its_name(shell: Callable, width: int) -> None:
    """In 100 columns, beside the moment, each began a line of its own at the left."""
    async with shell((width, 30)) as pilot:
        debrief = await look_back(pilot)
        room = debrief.query_one("#left").query(".text").first().content_size.width
        told = measures(Words("en"), debrief.result).plain.splitlines()
        named = [row for row in told if not row.startswith("  ")]
        assert len(named) > 5
        assert max(map(cells, named)) <= room


@pytest.mark.parametrize(("width", "column"), [(120, figures.COLUMNS.own), (100, figures.COLUMNS.below)])
async def test_why_nothing_was_observed_stays_in_its_column(
    shell: Callable, press: Callable, width: int, column: int
) -> None:
    """What did not fit beside the bar went on below the names."""
    drill, done = finished()
    unseen = tuple(Competency(one.id, None) for one in done.result.competencies)
    async with shell((width, 60)) as pilot:
        app_of(pilot.app.screen).debrief(drill, done._replace(result=replace(done.result, competencies=unseen)))
        await settle(pilot)
        debrief = cast("Debrief", pilot.app.screen)
        rows = [tile for tile in debrief.query("#left .row").results(Tile) if tile.action.startswith("evidence")]
        assert len(rows) == len(unseen)
        for lang, said in (("en", "N/O"), ("zh", "未观察到")):
            for row in rows:
                first, *more = row.render()._at(row.content_size.width).plain.splitlines()
                assert said in (first if width == 120 else more[0])
                assert more or lang == "zh"
                assert {len(one) - len(one.lstrip()) for one in more} <= {column}
            await press(pilot, "f12")


async def test_names_follow_the_language(shell: Callable, press: Callable) -> None:
    async with shell((120, 120)) as pilot:
        debrief = await look_back(pilot)
        lesson = debrief.told.lessons[0].says
        assert lesson.en[:30] in screen_text(pilot.app)
        await press(pilot, "f12")
        text = screen_text(pilot.app)
        assert lesson.zh[:10] in text
        assert "这一处再练一次" in text
        assert "录入准确" in text
        assert "没有收钱就被带走：禾田长粒香米 5kg" in text, "which one it was, not only how many"


async def test_arrows_walk_the_timeline_and_the_till_follows(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot)
        marks = debrief.told.timeline
        await press(pilot, "f7", "home")
        assert debrief.timeline.mark == marks[0]
        await press(pilot, "right", "right", "left")
        assert debrief.timeline.mark == marks[1]
        await press(pilot, "left", "left", "left")
        assert debrief.timeline.mark == marks[0]
        await press(pilot, "end")
        assert debrief.timeline.mark == marks[-1]
        sold = next(n for n, mark in enumerate(marks) if mark.event == "sale_completed")
        debrief.timeline.at = sold
        await settle(pilot)
        last = debrief.review.station_at(marks[sold].seq).last
        assert last is not None
        assert f"LAST SALE {last.receipt}" in screen_text(pilot.app)


async def test_what_was_judged_of_the_whole_run_shows_the_station_as_it_stood_by_then(shell: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot)
        whole = [n for n, mark in enumerate(debrief.told.timeline) if mark.stream == SHOP and mark.at > 0]
        assert whole
        debrief.timeline.at = whole[-1]
        await settle(pilot)
        assert "LAST SALE" in screen_text(pilot.app)


async def test_page_keys_jump_from_mistake_to_mistake(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot)
        missed = [n for n, mark in enumerate(debrief.told.timeline) if mark.tone in ("bad", "critical")]
        await press(pilot, "f7", "home")
        debrief.timeline.at = 0
        seen = []
        for _ in missed:
            await press(pilot, "pagedown")
            seen.append(debrief.timeline.at)
        assert seen == [n for n in missed if n > 0] + [missed[-1]] * (0 in missed)
        await press(pilot, "pageup")
        assert debrief.timeline.at == missed[-2]


async def test_a_click_on_the_strip_finds_the_nearest_mark(shell: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot)
        width = debrief.timeline.size.width
        await pilot.click("#timeline", offset=(width, 1))
        assert debrief.timeline.at >= len(debrief.told.timeline) - 3
        await pilot.click("#timeline", offset=(2, 1))
        assert debrief.timeline.at <= 3


async def test_a_lesson_leads_to_its_moment(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot)
        await press(pilot, "down", "enter")
        moment = debrief.told.lessons[1].moments[0]
        assert debrief.timeline.has_focus
        assert debrief.timeline.mark is not None
        assert (debrief.timeline.mark.stream, debrief.timeline.mark.seq) == (moment.stream, moment.seq)


async def test_evidence_of_a_competency_leads_to_its_moment(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot)
        weak = next(c for c in debrief.result.competencies if any(b.missed for b in c.behaviours))
        debrief.action_evidence(weak.id)
        await settle(pilot)
        assert isinstance(pilot.app.screen, Evidence)
        await press(pilot, "enter")
        first = next(e for b in weak.behaviours for e in sorted(b.evidence, key=lambda e: e.met))
        assert pilot.app.screen is debrief
        assert debrief.timeline.mark is not None
        assert debrief.timeline.mark.seq == first.seq


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_figure_leads_to_the_entries_that_it_rests_on(
    shell: Callable, press: Callable, size: tuple[int, int]
) -> None:
    async with shell(size) as pilot:
        debrief = await look_back(pilot)
        shown = [measure for measure in debrief.result.measures if measure.value is not None]
        debrief.query_one("#resting").focus()
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Resting)
        text = screen_text(pilot.app)
        first = shown[0].entries["till-1"][0]
        assert f"n = {shown[0].n}" in text
        assert f"till-1/{first}" in text
        await press(pilot, "down", "enter")
        assert pilot.app.screen is debrief
        mark, second = debrief.timeline.mark, shown[0].entries["till-1"][1]
        assert mark is not None
        nearest = max(m.seq for m in debrief.told.timeline if m.stream == "till-1" and m.seq <= second)
        assert mark.seq == nearest, "the moment itself, or the last that the timeline has before it"


@pytest.mark.parametrize(("lang", "told"), [("en", ("12 s", "98.5 %")), ("zh", ("12 秒", "98.5 %"))])
def test_no_figure_breaks_away_from_its_unit(lang: Lang, told: tuple[str, ...]) -> None:
    measured = (Measure("tender_time", 12_000, "ms", 3), Measure("scanned", 98.5, "percent", 3))
    shown = figures.measures(Words(lang), replace(finished("practice")[1].result, measures=measured)).plain
    assert all(one.replace(" ", "\N{NO-BREAK SPACE}") in shown for one in told)


async def test_a_key_at_an_empty_inbox_says_on_the_timeline_that_nothing_lay_there(shell: Callable) -> None:
    refused = Mark(0, "office", 4, "refused", "neutral", why="refused.no_such_matter", given={"matter": ""})
    async with shell() as pilot:
        debrief = await look_back(pilot)
        debrief.timeline.marks, debrief.timeline.at = (refused,), 0
        debrief.timeline.refresh()
        await settle(pilot)
        assert "refused: Nothing in the inbox waited to be dealt with." in screen_text(pilot.app)


def test_pace_says_what_it_rests_on() -> None:
    speed = Speed(8.2, 77, 517_000, 1, 45_000, (5, 8, 10, 12))
    pace = Competency("pace", 3, speed=speed)
    assert "8.2 goods a minute" in figures.competency(Words("en"), pace, {}, 3).plain
    assert wording(Words("en")).speed(speed) == (
        "8.2 goods a minute: 77 rightly charged in 8:37 of ringing up and 1 × 0:45 for the rules that were broken. "
        "Goals for the grades 2 to 5: 5, 8, 10, 12"
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_escape_goes_back_to_the_lobby(shell: Callable, press: Callable, size: tuple[int, int]) -> None:
    async with shell(size) as pilot:
        debrief = await look_back(pilot)
        await press(pilot, "enter", "escape")
        assert pilot.app.screen is debrief, "from the timeline it goes one level back"
        assert not debrief.timeline.has_focus
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Lobby)


async def test_try_from_here_plays_on_from_before_the_moment(shell: Callable, press: Callable) -> None:
    from simulator.screens.till.screen import TillScreen

    async with shell() as pilot:
        debrief = await look_back(pilot)
        mark = debrief.timeline.mark
        assert mark is not None
        await press(pilot, "f6")
        till = pilot.app.screen
        assert isinstance(till, TillScreen)
        assert till.drill.run != debrief.review.run
        assert till.drill.session.now <= mark.at


async def test_an_exam_is_not_tried_again(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot, "exam")
        assert not debrief.query_one("#try-here").display
        assert "try from here" not in screen_text(pilot.app), "nor is it offered"
        await press(pilot, "f6")
        assert pilot.app.screen is debrief


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_the_smallest_footer_has_the_trainers_and_the_trainees_word(
    shell: Callable, house: FakeHouse, lang: str
) -> None:
    house.lang = lang
    async with shell((80, 24)) as pilot:
        await look_back(pilot)
        footer = "\n".join(screen_text(pilot.app).splitlines()[-3:])
        assert "F3" in footer
        assert "F4" in footer


async def test_what_was_not_paid_is_named(shell: Callable) -> None:
    async with shell((120, 120)) as pilot:
        debrief = await look_back(pilot)
        unpaid = next(one for one in debrief.told.lessons if one.moments[0].came.get("unpaid"))
        first = unpaid.moments[0]
        (good, *_) = debrief.told.causes[first.stream, first.seq]["unpaid"].goods
        lesson = str(debrief.query(".lesson")[debrief.told.lessons.index(unpaid)].said().plain)
        assert f"without being charged: {good.en}" in " ".join(lesson.split()), lesson


def test_who_leaves_an_exam_is_not_told_to_play_on() -> None:
    told, words = SimpleNamespace(unjudged="nobody_served", lost=2, noticed=()), Words("en")
    said = {mode: figures.no_lessons(words, told, SimpleNamespace(mode=mode)).plain for mode in ("practice", "exam")}
    assert "Play on until customers have paid" in said["practice"]
    assert "Play on" not in said["exam"]
    assert "counts as an attempt" in said["exam"]


async def test_the_next_step_is_the_one_that_the_lobby_offers(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        app = app_of(pilot.app.screen)
        drill, done = finished("coach", "perfect")
        remember(app, drill, done)
        app.debrief(drill, done)
        await settle(pilot)
        debrief = app.screen
        assert isinstance(debrief, Debrief)
        assert debrief.step is not None
        assert debrief.step.mode == "practice", "what a guest passed counts as long as they sit here"
        n = next(n for n, what in enumerate(debrief.told.practise) if what.kind == "next_mode")
        debrief.action_practise(n)
        await settle(pilot)
        assert isinstance(app.screen, Briefing)
        assert app.screen.mode == "practice"
        await press(pilot, "escape")
        assert isinstance(app.screen, Lobby)
        assert app.screen.step == debrief.step


def test_a_guest_who_passed_all_is_offered_what_lies_back_the_longest() -> None:
    """However often the one or the other was tried: which came last is a question across drills."""
    cards = {card.id: card for card in FakeHouse().drills("cashier")[:2]}
    app: Any = SimpleNamespace(tried={}, me=None, house=FakeHouse())
    first, second = cards
    for drill, passed in ((first, False), (first, False), (first, True), (second, True)):
        review: Any = SimpleNamespace(person=None, mode="practice", scenario=SimpleNamespace(id=drill))
        done: Any = SimpleNamespace(result=SimpleNamespace(passed=passed))
        remember(app, review, done)
    step = next_up(cards.values(), app.tried, guest=True)
    assert step is not None
    assert step.card.id == first, "tried three times, and yet before the other"
    assert [tried.passed for tried in app.tried[first]] == [True, False, False], "the newest first"


async def test_the_export_names_its_file(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot)
        await press(pilot, "f8")
        id, params = debrief.query_one(MessageLine).told
        assert (id, params) == ("review.exported", {"path": "/data/storedrill/debriefs/first-sale-7.html"})


async def test_a_long_path_is_shown_to_its_end(shell: Callable, house: FakeHouse, press: Callable) -> None:
    house.home = Path("/data") / "-".join(["a", "folder", "far", "down"] * 5)
    async with shell((80, 24)) as pilot:
        await look_back(pilot)
        await press(pilot, "f8")
        assert "first-sale-7.html" in screen_text(pilot.app).replace("\n", "").replace(" ", "")


async def test_results_open_a_debrief_again(shell: Callable, house: FakeHouse, press: Callable) -> None:
    drill, done = finished()
    grades = {"cash": 2, "pace": None}
    house.rows = [Row("r1", drill.scenario.title, "practice", 7, "2026-11-20T10:11:00", 724_000, False, grades)]
    house.looked_back = drill, done
    async with shell() as pilot:
        await press(pilot, "f5")
        assert "12:04" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert house.asked == [("review", "r1")]
        assert isinstance(pilot.app.screen, Debrief)
        await press(pilot, "escape")
        assert pilot.app.screen.query_one(MessageLine).told[0] == "", "nothing is being opened any more"


# --- replay


def test_playing_through_shows_what_a_jump_shows() -> None:
    drill, done = finished("practice", "lazy", "power-outage")
    seconds = [0.0]
    player = Player(done.entries, drill.station_at, lambda: seconds[0])
    player.set_pace(20)
    player.play(True)
    words = Words("en")
    for step in range(1, 40):
        seconds[0] = step * player.length / 20_000 / 39 + 0.001
        player.tick()
        if player.shown and step % 4 == 0:
            assert player.station is not None
            jumped = drill.station_at(player.entries[player.shown - 1].seq)
            assert till_lines(player.station, words, 60).plain == till_lines(jumped, words, 60).plain
    assert player.shown == len(player.entries)
    assert not player.playing


def test_pace_and_pause_lose_no_time() -> None:
    drill, done = finished()
    seconds = [0.0]
    player = Player(done.entries, drill.station_at, lambda: seconds[0])
    player.play(True)
    seconds[0] = 2.0
    player.set_pace(5)
    seconds[0] = 3.0
    player.play(False)
    seconds[0] = 9.0
    assert player.at == 7000
    player.seek(-5)
    assert (player.at, player.shown > 0) == (0, True)


async def test_the_replay_screen_seeks_and_pauses(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot)
        assert debrief.timeline.mark is not None
        await press(pilot, "f9")
        replay = pilot.app.screen
        assert isinstance(replay, Replay)
        assert replay.player.at == debrief.timeline.mark.at
        await press(pilot, "plus", "home")
        assert replay.player.at == 0
        await press(pilot, "end", "minus")
        assert replay.player.at == replay.player.length - 10_000
        await press(pilot, "f6", "f5")
        assert (replay.player.pace, replay.player.playing) == (2, True)
        await press(pilot, "f5", "escape")
        assert pilot.app.screen is debrief


async def test_a_replay_from_the_command_line_plays_at_once_at_the_pace_asked_for(shell: Callable) -> None:
    drill, done = finished()
    async with shell() as pilot:
        app = app_of(pilot.app.screen)
        app.replay(drill, done, 33.5)
        await settle(pilot)
        replay = app.screen
        assert isinstance(replay, Replay)
        assert (replay.player.playing, replay.player.pace) == (True, 33.5)
        assert "● 33.5×" in screen_text(app)
        for pace in (100, 1, 2, 5, 20, 33.5):
            replay.action_pace()
            assert replay.player.pace == pace


async def test_what_was_judged_when_a_customer_left_is_tried_again_from_their_coming(shell: Callable) -> None:
    from simulator.screens.till.screen import TillScreen

    async with shell() as pilot:
        debrief = await look_back(pilot)
        at = next(n for n, m in enumerate(debrief.told.timeline) if m.event == "visit_ended" and m.tone == "bad")
        debrief.timeline.at = at
        await settle(pilot)
        assert "try this visit again  F6" in screen_text(pilot.app)
        debrief.action_try_here()
        await settle(pilot)
        till = pilot.app.screen
        assert isinstance(till, TillScreen)
        assert till.view.here is None
        assert till.view.coming


async def test_what_was_judged_of_the_whole_run_has_no_single_moment(shell: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot)
        debrief.timeline.at = next(n for n, m in enumerate(debrief.told.timeline) if m.stream == "shop")
        await settle(pilot)
        debrief.action_try_here()
        await settle(pilot)
        assert pilot.app.screen is debrief
        assert debrief.query_one(MessageLine).told[0] == "review.try_here.none"


def test_moments_to_practise_stand_once_in_the_order_of_the_run() -> None:
    """One closing of two tills may miss two rules at the same time."""
    from grading.debrief import Debrief as Told
    from grading.debrief import Mark
    from grading.practising import practice

    times = {("till-1", 9): 758_000, ("till-1", 2): 604_000, ("till-2", 4): 758_000}
    told = Told((), tuple(Mark(at, *place, "station_closed", "bad") for place, at in times.items()), (), {})
    what, words = Practice("moments", moments=tuple(times)), wording(Words("en"))
    said = practice(what, told, cast(Result, None), {}, words)
    assert said.endswith(" 10:04, 12:38")


def test_how_the_till_stood_is_said_in_words_and_nobody_owes_less_than_nothing() -> None:
    desk = Desk().serve().wait(6)
    desk.do(c.TenderCash(desk.session.view.due), c.GiveChange({1000: 1}))
    desk.session.inject(s.PrinterFailed("r1", "EPTR_REC_EMPTY"), "director", desk.session.now + 500)
    shown = till_lines(desk.session.till, Words("zh"), 60).plain
    assert "打印机缺纸" in shown
    assert "EPTR" not in shown
    assert "按录入的金额多找了" in shown
    assert "-" not in shown.split("多找了")[1].splitlines()[0]


def test_a_moment_calls_things_as_the_till_does() -> None:
    """In Chinese the list of goods, the belt, the counter and what is due had other names when looked back on."""
    words = Words("zh")
    for then, now in (("basket", "basket"), ("nobody", "nobody_here"), ("due", "due"), ("total", "total")):
        assert words(f"review.{then}") == words(f"till.{now}")
    assert words("review.belt", goods="盐").startswith(words("till.belt"))
