"""The lobby: a newcomer is at the till after two Enters; keyboard alone, mouse alone, either language."""

import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from simulator.kernel.texts import Lang, Text, cells
from simulator.locale import Words
from simulator.screens.app import StoredrillApp
from simulator.screens.briefing.briefing import Briefing
from simulator.screens.lobby.lobby import IN_SIGHT, Lobby
from simulator.screens.people.people import LONGEST, People
from simulator.screens.people.pin import AskPin
from simulator.screens.ports import ROLES
from simulator.screens.results.results import Results
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.spoken import Spoken, Tile
from tests.screens.conftest import screen_text, settle
from tests.screens.fake_house import FIRST_SALE, HOLIDAY_RUSH, POWER_OUTAGE, Attempt, FakeHouse, Left, Someone

ROOT = Path(__file__).parents[2]


# --- what comes next


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_a_drill_whose_exam_is_closed_says_what_comes_first(
    shell: Callable, house: FakeHouse, press: Callable, lang: Lang
) -> None:
    house.lang, house.last_person = lang, ("p1", "cashier")
    house.cards = (FIRST_SALE, HOLIDAY_RUSH._replace(after=("first-sale",), certifies=True), POWER_OUTAGE)
    told = {"en": "Exam after: First sale", "zh": "考核前先通过：第一单"}[lang]
    refused = {"en": "No exam yet: pass First sale", "zh": "还不能考核：请先通过“第一单”的练习"}[lang]
    async with shell((120, 40)) as pilot:
        assert told in screen_text(pilot.app)
        about = {"en": "The day before the", "zh": "节前最后一天"}[lang]
        assert about in screen_text(pilot.app), "and what it is about"
        assert "◆" in screen_text(pilot.app)
        pilot.app.screen.action_drill("holiday-rush")
        await settle(pilot)
        await pilot.click("#mode-exam")
        await settle(pilot)
        assert told in screen_text(pilot.app)
        await pilot.click("#start")
        await settle(pilot)
        assert refused in screen_text(pilot.app)
        assert house.asked == []
        await pilot.click("#mode-practice")
        await pilot.click("#start")
        await settle(pilot)
        assert house.asked == [("start", "holiday-rush", "practice", "王芳", None, "", None)]


async def test_a_guest_reads_the_story_of_every_drill(shell: Callable, house: FakeHouse) -> None:
    house.cards = (FIRST_SALE, HOLIDAY_RUSH._replace(after=("first-sale",)), POWER_OUTAGE)
    async with shell((120, 40)) as pilot:
        assert "Exam after" not in screen_text(pilot.app)
        assert "The day before the festival." in screen_text(pilot.app).replace("\n", " ")


# --- the way to the first item


async def test_enter_enter_starts_the_first_drill_with_the_coach(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    async with shell() as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Briefing)
        await press(pilot, "enter")
        assert house.asked == [("start", "first-sale", "coach", None, None, "", None)]


async def test_the_mouse_alone_gets_there(shell: Callable, house: FakeHouse) -> None:
    async with shell((80, 24)) as pilot:
        await pilot.click("#who")
        await settle(pilot)
        await pilot.click("People .row:last-of-type")
        await settle(pilot)
        assert house.last_person == ("p2", "cashier")
        await pilot.click(".drill:last-of-type")
        await settle(pilot)
        await pilot.click("#mode-practice")
        await pilot.click("#start")
        await settle(pilot)
        assert house.asked == [("start", "power-outage", "practice", "Li Lei", None, "", None)]


async def test_a_click_on_the_top_bar_switches_the_language(shell: Callable, house: FakeHouse) -> None:
    async with shell() as pilot:
        x = screen_text(pilot.app).split("\n")[0].index("中文") + 4  # each wide character before it is two cells
        await pilot.click("TopBar", offset=(x, 0))
        await settle(pilot)
        assert house.lang == "zh"


async def test_arrows_reach_every_tile(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        reached = set()
        for key in ["up", "left", "left", "left", "right", "right", "right"] + ["down"] * 4 + ["right"] * 5 + ["up"]:
            reached.add(pilot.app.focused)
            await press(pilot, key)
        reached.add(pilot.app.focused)
        await press(pilot, *["left"] * 5)
        reached.add(pilot.app.focused)
        await press(pilot, "right")
        reached.add(pilot.app.focused)
        tiles = {tile for tile in pilot.app.screen.query(Tile) if tile.display}
        assert reached >= tiles


# --- language


async def test_every_word_changes_and_what_was_typed_stays(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "f2")
        pilot.app.screen.query_one("#name").focus()
        await press(pilot, "王", "小", "f12")
        assert pilot.app.screen.query_one(Input).value == "王小"
        assert pilot.app.screen.query_one(Input).placeholder == "新的姓名"
        text = screen_text(pilot.app)
        assert "谁来操作？" in text
        assert "我的演练" in text
        assert "MY DRILLS" not in text
        assert house.lang == "zh"
        await press(pilot, "enter")
        assert house.crew[-1].name == "王小"


async def test_keys_are_described_in_the_language(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        assert "F2 who I am" in screen_text(pilot.app)
        await press(pilot, "ctrl+l")
        assert "F2 我是谁" in screen_text(pilot.app)


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_no_width_cuts_a_word_in_two(shell: Callable, house: FakeHouse, lang: Lang) -> None:
    house.lang = lang
    async with shell((60, 30)) as pilot:
        for width in range(60, 141, 3):  # both parities
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            text = screen_text(pilot.app)
            for card in house.cards:
                assert card.title[lang] in text, f"{card.title[lang]} at {width}"
            assert "培训 TRAINING" in text, width


async def test_palette_and_help_speak_the_language_and_know_every_key(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    house.lang = "zh"
    async with shell() as pilot:
        named = pilot.app.screen.named_keys()
        assert {"f2": "我是谁", "f3": "自由练习", "f12": "English"}.items() <= named.items()
        assert all(not title.isascii() for key, title in named.items() if key != "f12")
        offered = {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}
        assert offered == {title for key, title in named.items() if key not in ("ctrl+p", "enter")}
        await press(pilot, "f1")
        text = screen_text(pilot.app)
        assert all(title in text for title in named.values())


async def test_a_command_of_the_palette_does_what_its_key_does(shell: Callable) -> None:
    async with shell() as pilot:
        who = next(c for c in pilot.app.get_system_commands(pilot.app.screen) if c.title == "who I am")
        who.callback()
        await settle(pilot)
        assert isinstance(pilot.app.screen, People)


# --- people


async def test_a_name_is_picked_and_remembered(shell: Callable, house: FakeHouse, press: Callable) -> None:
    house.attempts = {"p1": {"first-sale": [Attempt("coach", True)]}}
    async with shell() as pilot:
        await press(pilot, "f2", "down", "enter")
        assert house.last_person == ("p1", "cashier")
        text = screen_text(pilot.app)
        assert "I am 王芳" in text
        assert "✓coach" in text
        assert "Passed with the coach" in text


async def test_who_sat_here_last_is_greeted(shell: Callable, house: FakeHouse) -> None:
    house.last_person = ("p2", "cashier")
    async with shell() as pilot:
        assert "I am Li Lei" in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "people.name.expected"),
        ("   ", "people.name.expected"),
        ("王芳", "people.name.taken"),
        ("王　芳", "people.name.taken"),
    ],
)
async def test_a_name_that_cannot_be_is_told(
    shell: Callable, house: FakeHouse, press: Callable, typed: str, told: str
) -> None:
    async with shell() as pilot:
        await press(pilot, "f2")
        field = pilot.app.screen.query_one(Input)
        field.focus()
        field.value = typed
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, People)
        assert pilot.app.screen.query_one(MessageLine).told[0] == told
        assert len(house.crew) == 2


@pytest.mark.parametrize("before", [(), ("down",), ("down", "down", "down", "right")])
async def test_who_just_types_a_name_writes_it(
    shell: Callable, house: FakeHouse, press: Callable, before: tuple[str, ...]
) -> None:
    async with shell((80, 24)) as pilot:
        await press(pilot, "f2", *before)
        assert "Just type your name, then Enter" in screen_text(pilot.app)
        for character in "小雨 R":  # as Chinese comes: all at once
            pilot.app.screen.focused.post_message(events.Key(character, character))
        await press(pilot, "2")
        assert pilot.app.screen.query_one(Input).value == "小雨 R2"
        await press(pilot, "enter")
        assert house.crew[-1].name == "小雨 R2"
        assert "I am 小雨 R2" in screen_text(pilot.app)


async def test_a_name_that_is_pasted_is_written(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "f2")
        pilot.app.post_message(events.Paste("欧阳\n" + "雨" * LONGEST))
        await press(pilot, "enter")
        assert house.crew[-1].name == "欧阳 " + "雨" * (LONGEST - 3)


# --- other roles, unfinished drills


async def test_a_role_without_drills_says_so(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell() as pilot:
        await pilot.click("#role-stock_clerk")
        await settle(pilot)
        assert "There are no drills for this role yet: Stock clerk" in screen_text(pilot.app)
        assert not pilot.app.screen.query(".drill")
        pilot.app.screen.query_one("#next").focus()
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Lobby)
        assert pilot.app.screen.query_one(MessageLine).told[0] == "lobby.no_drills.do"


@pytest.mark.parametrize(
    ("keys", "asked"), [(["enter", "enter"], ("resume", "r1")), (["enter", "down", "enter"], ("abandon", "r1"))]
)
async def test_an_unfinished_drill_is_offered_first(
    shell: Callable, house: FakeHouse, press: Callable, keys: list[str], asked: tuple[str, str]
) -> None:
    house.left = [Left("r1", POWER_OUTAGE.title, "practice", "王芳", 372_000)]
    async with shell() as pilot:
        assert "Power outage · practice · 王芳 · stopped at 6:12" in screen_text(pilot.app)
        await press(pilot, *keys)
        assert house.asked == [asked]


async def test_enter_begins_what_is_next_and_not_what_somebody_else_left(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    house.left = [Left("r1", POWER_OUTAGE.title, "practice", "", 372_000)]
    async with shell() as pilot:
        lobby = pilot.app.screen
        assert lobby.focused is lobby.query_one("#unfinished"), "a guest's own"
        await press(pilot, "f2", "down", "enter")
        assert pilot.app.me == house.crew[0]
        assert lobby.focused is lobby.query_one("#next")
        house.left = [*house.left, Left("r2", FIRST_SALE.title, "practice", "Li", 1000, "p9")]
        await press(pilot, "f5", "escape")
        assert lobby.focused is lobby.query_one("#next")


async def test_of_several_unfinished_drills_each_can_be_reached_and_ones_own_comes_first(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    mine = house.add_person("Chen", "cashier")
    house.last_person = (mine.id, "cashier")
    house.left = [
        Left("r1", POWER_OUTAGE.title, "practice", "王芳", 372_000, "p9"),
        Left("r2", FIRST_SALE.title, "practice", "Chen", 61_000, mine.id),
    ]
    async with shell((80, 24)) as pilot:
        text = screen_text(pilot.app)
        assert "First sale · practice · Chen · stopped at 1:01" in text
        assert "(1 more)" in text
        pilot.app.screen.query_one("#unfinished").focus()
        await press(pilot, "enter", "down", "down", "enter")
        assert "Power outage · practice · 王芳" in screen_text(pilot.app)
        await press(pilot, "up", "up", "enter")
        assert house.asked == [("resume", "r1")]


@pytest.mark.parametrize("mine", [True, False])
async def test_an_exam_is_closed_for_good_by_a_trainers_pin_alone_whoever_says_who_they_are(
    shell: Callable, house: FakeHouse, press: Callable, mine: bool
) -> None:
    other, chen = house.add_person("王芳", "cashier"), house.add_trainer("Chen", "2468")
    house.last_person = (other.id if mine else house.add_person("Li", "cashier").id, "cashier")
    house.left = [Left("r1", POWER_OUTAGE.title, "exam", "王芳", 372_000, other.id)]
    async with shell((80, 24)) as pilot:
        pilot.app.screen.query_one("#unfinished").focus()
        await press(pilot, "enter", "down", "enter")
        assert isinstance(pilot.app.screen, AskPin)
        assert "who called it off" in " ".join(screen_text(pilot.app).split())
        await press(pilot, *"1111", "enter")
        assert house.asked == []
        await press(pilot, *"2468", "enter")
        assert house.asked == [("abandon", "r1", chen.id)]


@pytest.mark.parametrize("key", ["f3", "enter"])
async def test_another_drill_ends_an_exam_that_was_left_by_a_trainers_pin_alone(
    shell: Callable, house: FakeHouse, press: Callable, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StoredrillApp, "play", lambda *_: None)
    mine, lin = house.add_person("Chen", "cashier"), house.add_trainer("Lin", "2468")
    house.last_person = (mine.id, "cashier")
    house.left = [Left("r1", POWER_OUTAGE.title, "exam", "Chen", 372_000, mine.id)]
    async with shell((80, 24)) as pilot:
        pilot.app.screen.query_one("#next").focus()
        start = [key] if key == "f3" else ["enter", "enter"]
        await press(pilot, *start)
        text = screen_text(pilot.app)
        assert "Power outage" in text
        assert "ends as not" in " ".join(text.split())
        await press(pilot, *"1111", "enter")
        assert house.asked == []
        await press(pilot, "escape")
        assert house.asked == [], "who is not let past goes on, or practises as a guest"
        await press(pilot, key, *"2468", "enter")
        assert [(asked[0], asked[-1]) for asked in house.asked] == [("start", lin.id)]


async def test_what_a_manager_left_is_no_till(shell: Callable, house: FakeHouse, press: Callable) -> None:
    house.left = [Left("r1", Text("Open the store", "开店"), "practice", "王芳", 372_000, role="manager")]
    async with shell() as pilot:
        assert "inbox, matters and log are as you" in screen_text(pilot.app)
        await press(pilot, "enter")
        told = [spoken.said().plain for spoken in pilot.app.screen.query(Spoken)]
        assert [text.count("▸") for text in told if "Open the store" in text] == [0], "only what can be chosen has it"


@pytest.mark.parametrize(("lang", "told"), [("en", "(nothing is kept)"), ("zh", "（成绩不保存）")])
async def test_a_guest_is_told_that_nothing_is_kept_at_any_size(
    shell: Callable, house: FakeHouse, lang: Lang, told: str
) -> None:
    house.lang = lang
    async with shell((80, 24)) as pilot:
        assert told in screen_text(pilot.app)


async def test_drills_further_down_come_after_the_first_frame(shell: Callable, house: FakeHouse) -> None:
    """A library of thirty scripts costs the first frame no more than one of six."""
    house.cards = [FIRST_SALE._replace(id=f"drill-{n}") for n in range(IN_SIGHT + 3)]
    async with shell() as pilot:
        drills = list(pilot.app.screen.query(".drill").results(Tile))
        assert [tile.action for tile in drills] == [f"drill('{card.id}')" for card in house.cards]
        drills[-1].focus()
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Briefing)


@pytest.mark.parametrize("broken", [False, True])
async def test_garbage_is_looked_for_again_once_the_lobby_stands(
    shell: Callable, house: FakeHouse, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    """Also where the database could not be read."""

    def gone() -> object:
        raise OSError(5, "Input/output error")

    if broken:
        monkeypatch.setattr(house, "people", gone)
    gc.disable()
    async with shell() as pilot:
        await settle(pilot)
        assert gc.isenabled()


async def test_what_the_disk_refuses_is_said(
    shell: Callable, house: FakeHouse, press: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(house, "start", full)
    async with shell() as pilot:
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, Briefing)
        id, params = pilot.app.screen.query_one(MessageLine).told
        assert (id, params) == ("shell.house_failed", {"reason": "No space left on device"})


# --- the first frame


def test_the_lobby_loads_nothing_heavy() -> None:
    heavy = "{'sqlalchemy', 'pydantic', 'yaml', 'escpos', 'faker', 'serial', 'biip', 'simulator.pos', 'grading.grade'}"
    code = (
        "import sys\n"
        "from tests.screens.fake_house import FakeHouse\n"
        "from simulator.screens.app import StoredrillApp\n"
        "app = StoredrillApp(FakeHouse())\n"
        "app.get_default_screen()\n"
        f"print(sorted({heavy} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# --- every width


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("who", ["", "p1", "longest"])
async def test_roles_and_the_way_out_are_whole_at_every_width(
    shell: Callable, house: FakeHouse, lang: Lang, who: str
) -> None:
    house.lang = lang
    house.crew.append(Someone("longest", "诸葛" * 20, "cashier"))
    house.last_person = (who, "cashier")
    words = Words(lang)
    async with shell((80, 24)) as pilot:
        assert pilot.app.screen.query_one("#lobby").max_scroll_y == 0, "all of it is in sight at the smallest size"
        for width in range(80, 131):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            rows = screen_text(pilot.app).split("\n")
            for role in ROLES:
                assert words(f"lobby.role.{role}") in rows[1], (width, rows[1])
            assert " F2 " in rows[1], (width, rows[1])
            for key, does in (("Esc", "lobby.leave"), ("F12", "shell.language"), ("F1", "shell.help")):
                assert f" {key} {words(does)} " in rows[-1], (width, rows[-1])
            for key, does in (("F5", "lobby.results"), ("F6", "lesson.lobby"), ("F7", "uat.ready")):
                assert f" {key} {words(does)}" in "\n".join(rows[-2:]), (width, rows[-2:])
            assert not [row for row in rows if cells(row) != width], width


async def test_what_was_asked_for_comes_without_the_lobby_before_it(house: FakeHouse) -> None:
    seen: list[str] = []

    def opening(app: StoredrillApp) -> None:
        seen.append(screen_text(app))
        app.push_screen(Results("cashier"))

    app = StoredrillApp(house, still=True, monotonic=lambda: 0.0, opening=opening)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "Opening the shop" in seen[0]
        assert "First sale" not in seen[0]
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, Lobby)
        text = screen_text(app)
        assert "First sale" in text
        assert "Opening the shop" not in text
        assert app.screen.focused is app.screen.query_one("#next")
