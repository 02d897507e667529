"""Profiles: the shipped ones are sound, and every mistake in another is told with its place, all at once."""

import re

import pytest

from simulator.screens.actions import AT, BY_ID, Workstation
from simulator.screens.profiles import KEPT_BY_TERMINALS, SHIPPED, ProfileError, load_profile, parse_profile

SOUND = "profile: mine\nname: {en: Mine, zh: 我的}\nkeys:\n"


def source(**keys: str) -> str:
    """A whole profile, in which some actions have other keys than in `generic`."""
    generic = load_profile("generic").keys
    lines = [
        f"  {action}: {keys.get(action, '[' + ', '.join(generic[action]) + ']')}\n"
        for action in BY_ID
        if action in generic
    ]
    return SOUND + "".join(lines)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_profiles_reach_everything_without_letters(name: str) -> None:
    profile = load_profile(name)
    assert profile.name["en"] != profile.name["zh"]
    assert all(profile.words.get(lang, {}).keys() <= BY_ID.keys() for lang in ("en", "zh"))


@pytest.mark.parametrize("workstation", AT)
@pytest.mark.parametrize("name", SHIPPED)
def test_every_key_of_a_workstation_does_one_thing(name: str, workstation: Workstation) -> None:
    profile = load_profile(name).at(workstation)
    keyed = {action for action, keys in profile.keys.items() if keys}
    assert {a.id for a in AT[workstation]} - keyed <= {a.id for a in AT[workstation] if a.keyless}
    for action, keys in profile.keys.items():
        assert not set(keys) <= KEPT_BY_TERMINALS, action
        assert keys[0] not in ("ctrl+v", "ctrl+w"), "what is pasted or closed is not the key that is shown"
        assert all(profile.action_of(key) == action for key in keys)
        assert not any(len(key) == 1 for key in keys)


def test_vendors_differ_where_hands_would_slip() -> None:
    pressed = {name: load_profile(name).action_of("f8") for name in SHIPPED}
    assert pressed == {"generic": "start_tender", "retail_a": "resume_sale", "retail_b": "check_price"}


def test_a_sign_is_its_key_also_in_full_width() -> None:
    profile = parse_profile(source(set_multiplier='"＊"', start_tender='"+"').encode(), "p.yaml")
    assert profile.keys["set_multiplier"] == ("asterisk",)
    assert profile.keys["start_tender"] == ("plus",)


@pytest.mark.parametrize(
    ("keys", "where", "told"),
    [
        ({"scan": "a"}, "keys.scan", "expected a key that is no letter, as input methods take letters, got 'a'"),
        ({"scan": "7"}, "keys.scan", "expected a key that the entry line and the focus do not need, got '7'"),
        ({"scan": "enter"}, "keys.scan", "expected a key that the entry line and the focus do not need, got 'enter'"),
        ({"scan": "spice"}, "keys.scan", "did you mean 'space'?"),
        (
            {"help": "f1"},
            "keys.help",
            "expected a second key, as some terminals keep F1, F10, F11, Ctrl+V and Ctrl+W, got 'f1'",
        ),
        ({"finish_shift": "ctrl+v"}, "keys.finish_shift", "expected a second key"),
        ({"void_line": "space"}, "keys.void_line", "expected a key of its own (line 4 gives it to scan), got 'space'"),
        ({"scan": "{f2: f3}"}, "keys.scan", "expected a key or a list of keys"),
        ({"scan": "ctrl+c"}, "keys.scan", "expected a key such as f8"),
    ],
)
def test_a_key_that_cannot_be_is_told_with_its_place(keys: dict[str, str], where: str, told: str) -> None:
    with pytest.raises(ProfileError) as failed:
        parse_profile(source(**keys).encode(), "p.yaml")
    (problem,) = failed.value.problems
    assert re.match(rf"p\.yaml:\d+:\d+: {re.escape(where)}: ", problem)
    assert told in problem


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    text = "name: {en: X, fr: Y}\nkeys:\n  scan: a\n  fly: f8\nwords:\n  en: {scn: Beep}\ncolour: red\n"
    with pytest.raises(ProfileError) as failed:
        parse_profile(text.encode(), "p.yaml")
    places = [tuple(map(int, problem.split(":")[1:3])) for problem in failed.value.problems]
    assert places == sorted(places)
    told = str(failed.value)
    for where in ("profile", "name", "name.fr", "keys.scan", "keys.fly", "words.en.scn", "colour"):
        assert f": {where}: expected" in told
    assert "did you mean 'scan'?" in told


def test_problems_are_told_in_chinese_too() -> None:
    with pytest.raises(ProfileError) as failed:
        parse_profile(source(scan="a").encode(), "p.yaml", "zh")
    assert "应为非字母键" in failed.value.problems[0]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"- a\n- b\n", b"keys: &k {}\nname: *k\n", b"\tprofile: x\n"])
def test_what_is_no_profile_is_refused_without_a_traceback(data: bytes) -> None:
    with pytest.raises(ProfileError) as failed:
        parse_profile(data, "p.yaml")
    assert all(problem.startswith("p.yaml:") for problem in failed.value.problems)


def test_a_missing_file_says_so() -> None:
    with pytest.raises(ProfileError, match="no-such"):
        load_profile("no-such.yaml")
