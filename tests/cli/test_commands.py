"""Every command: what it prints, in which form, in both languages, and its exit status."""

import json
import re
from pathlib import Path

import pytest

from simulator import __version__
from simulator.drill.bots.roster import picked
from simulator.kernel.paper import TRAINING_MARK
from tests.cli.conftest import Storedrill


def test_version(storedrill: Storedrill) -> None:
    for arguments in (["--version"], ["--lang", "zh", "--version"]):
        assert storedrill(*arguments) == (0, f"storedrill {__version__}\n", "")


@pytest.mark.parametrize(
    ("bot", "status", "said"),
    [
        ("perfect", 0, "passed"),
        ("lazy", 1, "not passed: a critical error cannot be made up for"),
        ("saboteur:short_change", 1, "✗ 7:05 The customer leaves with the change that is due"),
    ],
)
def test_a_bots_status_is_its_grade(storedrill: Storedrill, home: Path, bot: str, status: int, said: str) -> None:
    outcome = storedrill("play", "first-sale", "--bot", bot, "--seed", "7", "--memory")
    assert (outcome.status, outcome.err) == (status, "")
    assert said in outcome.out
    assert not list(home.glob("*.db")), "--memory keeps nothing"


def test_the_seed_alone_picks_the_saboteur(storedrill: Storedrill) -> None:
    for scenario in ("first-sale", "power-outage"):
        storedrill("play", scenario, "--bot", "saboteur", "--seed", "7")
    played = {session["bot"] for session in json.loads(storedrill("sessions", "--json").out)}
    assert played == {picked("saboteur", 7)}
    assert len({picked("saboteur", seed) for seed in range(40)}) > 5
    assert picked("lazy", 7) == "lazy"


def test_a_result_for_machines(storedrill: Storedrill) -> None:
    outcome = storedrill("play", "first-sale", "--bot", "lazy", "--seed", "11", "--json", "--memory")
    result = json.loads(outcome.out)
    assert (outcome.status, result["passed"], result["seed"]) == (1, False, 11)
    assert result["mark"] == TRAINING_MARK
    assert result["scenario"] == "first-sale"
    assert {"id", "grade", "opportunities", "successes", "behaviours"} <= set(result["competencies"][0])
    assert result["why"]


def test_a_mode_is_the_runs_mode(storedrill: Storedrill) -> None:
    for mode in ("coach", "practice", "exam", "free"):
        outcome = storedrill("play", "first-sale", "--bot", "perfect", "--mode", mode, "--json", "--memory")
        assert json.loads(outcome.out)["mode"] == mode


def test_minutes_change_the_drill(storedrill: Storedrill) -> None:
    def length(*minutes: str) -> int:
        outcome = storedrill("play", "holiday-rush", "--bot", "perfect", "--json", "--memory", *minutes)
        return int(json.loads(outcome.out)["duration"])

    assert length("--minutes", "30") > 1.5 * length()


def test_full_width_digits_are_digits(storedrill: Storedrill) -> None:
    outcome = storedrill("play", "first-sale", "--bot", "perfect", "--seed", "７", "--json", "--memory")
    assert json.loads(outcome.out)["seed"] == 7


def test_sessions(storedrill: Storedrill, played: Path) -> None:
    (session,) = json.loads(storedrill("sessions", "--json").out)
    assert (session["scenario"], session["seed"], session["bot"]) == ("first-sale", 7, "perfect")
    assert (session["sealed"], session["ended"]) == (True, "finished")
    assert session["run"] in storedrill("sessions").out


def test_no_sessions_yet(storedrill: Storedrill, home: Path) -> None:
    assert storedrill("sessions", "--json")[:2] == (0, "[]\n")
    assert str(home) in storedrill("sessions").out


def test_what_the_scenarios_cover(storedrill: Storedrill) -> None:
    told = json.loads(storedrill("scenarios", "--coverage", "--json").out)
    cards = json.loads(storedrill("scenarios", "--json").out)
    assert [drill["id"] for drill in told["drills"]] == [card["id"] for card in cards]
    assert "post_void" in told["uncovered"]["cashier"]["operations"]
    assert told["troubles_in_no_drill"] == []
    assert "first-sale" in storedrill("scenarios", "--coverage").out


def test_scenarios(storedrill: Storedrill) -> None:
    cards = json.loads(storedrill("scenarios", "--json").out)
    assert {"first-sale", "holiday-rush", "power-outage"} <= {card["id"] for card in cards}
    assert all(card["title"]["en"] and card["title"]["zh"] for card in cards)


def test_regrade_gives_the_same_bytes(storedrill: Storedrill, home: Path) -> None:
    first = storedrill("play", "first-sale", "--bot", "saboteur:short_change", "--seed", "7", "--json")
    again = storedrill("grade", "last", "--json")
    assert first.out
    assert again == first


@pytest.mark.parametrize(
    ("lang", "pace", "unseen"),
    [
        ("en", r"Pace +5 +\d.* goods a minute", "N/O +no opportunity"),
        ("zh", r"速度 +5 +每分钟", "未观察到 +本次没有机会"),
    ],
)
def test_a_grade_says_what_it_rests_on(storedrill: Storedrill, home: Path, lang: str, pace: str, unseen: str) -> None:
    """Of pace, and of what was not observed, it said 0/0."""
    storedrill("play", "holiday-rush", "--bot", "perfect", "--seed", "7")
    fast = storedrill("--lang", lang, "grade", "last").out
    assert re.search(pace, fast), fast
    storedrill("play", "payment-unknown", "--bot", "lazy", "--seed", "7")
    lazy = storedrill("--lang", lang, "grade", "last").out
    assert re.search(unseen, lazy), lazy
    assert "0/0" not in fast + lazy


def test_a_debrief_loads_nothing(storedrill: Storedrill, played: Path, tmp_path: Path) -> None:
    page = tmp_path / "debrief.html"
    outcome = storedrill("--lang", "zh", "grade", "last", "--html", str(page))
    assert outcome[:2] == (0, f"已写入 {page}\n")
    text = page.read_text("utf-8")
    assert "培训" in text
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|@import|url\(""", text)


def test_replay_is_sound(storedrill: Storedrill, played: Path) -> None:
    (session,) = json.loads(storedrill("sessions", "--json").out)
    outcome = storedrill("replay", "last", "--verify", "--json")
    replayed = json.loads(outcome.out)
    assert (outcome.status, replayed["difference"]) == (0, None)
    assert (replayed["session"], replayed["entries"]) == (session["run"], session["entries"])
    assert 0 < replayed["inputs"] < replayed["entries"]
    assert storedrill("replay", session["run"], "--verify").status == 0


def test_check_validates_and_proves(storedrill: Storedrill) -> None:
    outcome = storedrill("check", "first-sale", "--seeds", "1", "--json")
    report = json.loads(outcome.out)
    (script,) = report["scenarios"]
    assert (outcome.status, report["sound"], script["problems"]) == (0, True, [])
    assert all(script["proof"]["tripped"].values())
    assert script["plays"] > 2


def test_check_tells_every_problem_of_every_file(storedrill: Storedrill, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("scenario: bad\nversion: x\n\tminutes: 3\n", "utf-8")
    outcome = storedrill("check", str(bad), "nosuch", "first-sale", "--no-proof")
    assert outcome.status == 1
    assert re.search(rf"^{re.escape(str(bad))}:\d+:\d+: .*expected", outcome.out, re.MULTILINE)
    assert "nosuch" in outcome.out
    assert "first-sale.yaml" in outcome.out


def test_both_languages(storedrill: Storedrill, played: Path) -> None:
    for arguments, english, chinese in [
        (["play", "first-sale", "--bot", "perfect", "--memory"], "passed", "通过"),
        (["sessions"], "seed 7", "情景编号 7"),
        (["scenarios"], "First sale", "第一单"),
        (["scenarios"], "Stock clerk", "仓管员"),
        (["replay", "last", "--verify"], "entries", "条"),
        (["grade", "nosuch"], "no session", "没有"),
        (["--help"], "options", "选项"),
        (["play"], "required", "缺少"),
        (["frobnicate"], "invalid choice", "不可选"),
        (["play", "first-sale", "--seed", "many"], "whole number", "整数"),
    ]:
        shown = {lang: "".join(storedrill("--lang", lang, *arguments)[1:]) for lang in ("en", "zh")}
        assert english in shown["en"], arguments
        assert chinese in shown["zh"], arguments
        assert re.search("[一-鿿]", shown["zh"])


def test_the_language_that_was_kept_is_spoken(storedrill: Storedrill, home: Path) -> None:
    home.mkdir()
    (home / "settings.json").write_text('{"lang": "zh"}', "utf-8")
    assert "没有" in storedrill("grade", "nosuch").err
    assert "缺少" in storedrill("play").err
    assert "no session" in storedrill("--lang", "en", "grade", "nosuch").err


@pytest.mark.parametrize("before", [True, False])
def test_a_home_before_or_behind_the_command(
    storedrill: Storedrill, played: Path, tmp_path: Path, before: bool
) -> None:
    other = ["--home", str(tmp_path / "other")]
    listed = storedrill(*other, "sessions", "--json") if before else storedrill("sessions", "--json", *other)
    assert listed[:2] == (0, "[]\n")


def test_json_is_utf8_whatever_the_console_speaks(storedrill_process: Storedrill, home: Path) -> None:
    spoken = storedrill_process("scenarios", "--json", home=home, PYTHONIOENCODING="ascii")
    assert "第一单" in spoken.out
    shown = storedrill_process("--lang", "zh", "scenarios", home=home, PYTHONIOENCODING="ascii")
    assert (shown.status, shown.err) == (0, "")


def test_backup_and_restore(storedrill: Storedrill, played: Path, tmp_path: Path) -> None:
    before = storedrill("sessions", "--json").out
    kept = tmp_path / "kept.db"
    assert storedrill("backup", str(kept)).status == 0
    assert storedrill("play", "first-sale", "--bot", "lazy").status == 1
    assert storedrill("sessions", "--json").out != before
    restored = storedrill("restore", str(kept))
    assert restored.status == 0
    (old,) = played.glob("*before-restore*.db")
    assert str(old) in restored.out
    assert storedrill("sessions", "--json").out == before
    assert storedrill("replay", "last", "--verify").status == 0
    elsewhere = ["--home", str(tmp_path / "elsewhere")]
    fresh = storedrill("restore", str(kept), *elsewhere)
    assert (fresh.status, "kept as" in fresh.out, "nothing before" in fresh.out) == (0, False, True)
    assert storedrill("sessions", "--json", *elsewhere).out == before


def test_a_backup_overwrites_nothing(storedrill: Storedrill, played: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("mine", "utf-8")
    for arguments in (["backup", str(there)], ["journal", "export", "last", str(there)]):
        outcome = storedrill(*arguments)
        assert outcome.status == 2
        assert str(there) in outcome.err
    assert there.read_text("utf-8") == "mine"


@pytest.mark.parametrize("command", [("replay", "last"), ("grade", "last")])
def test_the_last_session_of_none(storedrill: Storedrill, home: Path, command: tuple[str, ...]) -> None:
    outcome = storedrill(*command)
    assert outcome.status == 2
    assert outcome.err.strip() == f"no session in {home} yet"


def test_a_page_and_the_result_at_once(storedrill: Storedrill, played: Path, tmp_path: Path) -> None:
    page = tmp_path / "debrief.html"
    outcome = storedrill("grade", "last", "--json", "--html", str(page))
    assert json.loads(outcome.out)["scenario"] == "first-sale"
    assert outcome.err == f"Written to {page}\n"
    assert page.read_text("utf-8").startswith("<!")
