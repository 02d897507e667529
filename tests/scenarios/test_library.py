"""The scripts that ship: they load, they are indexed, and they differ in what they train."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from grading.checks import problems_of
from roles.model import TRIES, roles
from roles.model import load as load_role
from scenarios import library
from scenarios.lint import decides, lint
from scenarios.shop import load_shop
from scenarios.source import read
from scenarios.specs.rubric import Check
from scenarios.specs.scenario import Scenario

NAMES = library.names()


@cache
def shipped(name: str) -> Scenario:
    loaded = library.load(name)
    assert loaded.scenario is not None, [p.words("en", loaded.file) for p in loaded.problems]
    return loaded.scenario


def test_the_index_is_fresh() -> None:
    here = Path(library.__file__).parent / "library" / library.INDEX
    assert here.read_bytes() == library.build_index(), "run scenarios.library.write_index()"
    curricula = [name for role in roles().values() for name in role.curriculum]
    assert list(library.names()) == curricula, "what ships is in a curriculum, and in its order"


def test_the_lobby_needs_neither_yaml_nor_pydantic() -> None:
    code = (
        "import sys; from scenarios.library import index; from roles.model import roles; index(); roles(); "
        "print(*sorted({'yaml', 'pydantic', 'csv', 'difflib', 'scenarios.specs'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_script_is_clean(name: str) -> None:
    scenario = shipped(name)
    tree = read(library.source_of(name)).tree
    assert tree is not None
    assert [p.words("en", name) for p in lint(scenario, tree)] == []
    assert {rule.id: list(problems_of(rule)) for rule in scenario.rubric.expectations if list(problems_of(rule))} == {}
    assert len(scenario.rubric.expectations) >= 8
    assert any(rule.critical for rule in scenario.rubric.expectations)
    assert decides(scenario)


@pytest.mark.parametrize("name", NAMES)
def test_a_script_writes_amounts_as_the_stations_show_them(name: str) -> None:
    """`Currency.format` groups nothing, as a till: 2000.00."""
    assert re.findall(r"\d,\d{3}\.\d", library.source_of(name).decode()) == []


def test_no_two_scripts_judge_mostly_the_same() -> None:
    checks: dict[str, list[Check]] = {
        name: [rule.check for rule in shipped(name).rubric.expectations] for name in NAMES
    }
    alike = [
        (one, other)
        for one, mine in checks.items()
        for other, theirs in checks.items()
        if one != other and sum(check in theirs for check in mine) * 2 > len(mine)
    ]
    assert alike == []


@pytest.mark.parametrize("role", [role for role in roles() if load_role(role).curriculum])
def test_the_role_plays_what_ships(role: str) -> None:
    known, drills = load_role(role), [card.id for card in library.index() if card.role == role]
    assert list(known.curriculum) == drills
    scored = {competency for name in drills for competency in shipped(name).rubric.competencies}
    assert scored == {competency.id for competency in known.competencies}


def test_the_library_is_large_and_a_drill_fits_into_a_break() -> None:
    cards = library.index()
    assert len(cards) >= 28
    assert {card.id: card.minutes for card in cards if not 5 <= card.minutes <= 25} == {}
    assert min(sum(card.role == role for card in cards) for role in roles()) >= 9


def test_the_certificate_of_a_cashier_takes_six_hours_at_most() -> None:
    """All exams of the set, each on as many seeds as one may have to try."""
    cards = {card.id: card for card in library.index()}
    certifying = [cards[id] for id in load_role("cashier").certifies]
    assert sum(card.minutes for card in certifying) * TRIES <= 360
    assert all("exam" in card.modes and card.certifies for card in certifying)
    certificates = {id for role in roles().values() for id in role.certifies}
    assert {card.id for card in cards.values() if card.certifies} == certificates


@pytest.mark.parametrize("role", roles())
def test_a_certificate_speaks_for_every_competency(role: str) -> None:
    certifies = load_role(role).certifies
    judged = {competency for card in library.index() if card.id in certifies for competency in card.competencies}
    assert not certifies or judged == {competency.id for competency in load_role(role).competencies}


def test_another_length_is_another_source_and_the_same_rubric() -> None:
    usual, long = library.load("holiday-rush"), library.load("holiday-rush", minutes=60)
    assert usual.scenario is not None
    assert long.scenario is not None
    assert long.scenario.minutes == 60
    crowd = next(customer for customer in long.scenario.customers if customer.id == "crowd")
    assert crowd.until == 60 * 60_000 - 150_000
    assert long.scenario.rubric.sha == usual.scenario.rubric.sha
    again = library.compile_source(long.source)
    assert again.scenario == long.scenario, "the source alone brings the same scenario back"


@pytest.mark.parametrize(
    ("name", "minutes", "id"),
    [
        ("first-sale", 300, "number"),
        ("first-sale", 5, "lengths"),
        ("no-such", 0, "library"),
        ("./no.yaml", 0, "file_missing"),
    ],
)
def test_what_cannot_be_loaded_is_said(name: str, minutes: int, id: str) -> None:
    loaded = library.load(name, minutes=minutes)
    assert loaded.scenario is None
    assert id in [p.id for p in loaded.problems]


def test_a_script_without_lengths_keeps_its_length() -> None:
    _, problems = library.with_minutes(b"scenario: x\nminutes: 5\n", 9)
    assert [p.id for p in problems] == ["length_fixed"]


def test_a_file_is_loaded_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(library.source_of("first-sale"))
    assert library.load(str(path)).scenario == shipped("first-sale")


def test_a_script_is_examined_with_its_lints(tmp_path: Path) -> None:
    assert library.examine("first-sale").problems == ()
    path = tmp_path / "mine.yaml"
    path.write_bytes(library.source_of("first-sale").replace(b"tender, service", b"tender, outages, service", 1))
    found = library.examine(str(path))
    assert found.scenario is not None
    assert [(p.id, p.level) for p in found.problems] == [("lint_unscored", "warning")]


def test_another_shop_is_refused_by_name() -> None:
    import msgspec

    corner = msgspec.structs.replace(load_shop(), id="corner")
    assert [p.id for p in library.load("first-sale", corner).problems] == ["shop"]
