"""Every operation of every workstation for every role: as the table beside this file says, and as `decide` does it."""

import typing
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import UnionType
from typing import Any

import pytest

from roles.model import LEVELS, OUTSIDE, load, names
from roles.rights import Workplace
from simulator.desk import engine as desk_rules
from simulator.desk.rules import DeskRules
from simulator.desk.state import Desk
from simulator.drill.places import Station, decide
from simulator.drill.rights import rights_at
from simulator.kernel import facts as f
from simulator.kernel.entries import COMMANDS, Entry
from simulator.kernel.events import Event, name_of
from simulator.kernel.money import CNY
from simulator.kernel.texts import Text
from simulator.kernel.workstations import OPERATIONS, WORKSTATIONS
from simulator.locale import Words
from simulator.pos import engine as till_rules
from simulator.pos.state import Till
from simulator.stages import stage_of
from simulator.stock import engine as stock_rules
from simulator.stock.state import Stockroom
from tests.pos.counter import RULES
from tests.stock.backroom import STOCK

TABLE = Path(__file__).with_name("rights.txt")
ENGINES = {"till": till_rules, "stockroom": stock_rules, "office": desk_rules}


def row(operation: str, place: str) -> str:
    return "  ".join(
        [f"{operation:26}", *(f"{right(load(role).rights[place], operation):22}" for role in names())]
    ).rstrip()


def right(workplace: Workplace, operation: str) -> str:
    if operation in workplace.never:
        return "-"
    permission = workplace.limits.get(operation)
    if permission is None:
        return "free"
    return f"> {CNY.format(permission.limit)} {permission.above}" if permission.limit is not None else permission.above


def table() -> str:
    """`free`; the level that is asked, above an amount or always; `-` never."""
    lines = []
    for place in WORKSTATIONS:
        lines += ["  ".join([f"[{place}]".ljust(26), *(f"{role:22}" for role in names())]).rstrip()]
        lines += [*(row(operation, place) for operation in sorted(OPERATIONS[place])), ""]
    return "\n".join(lines)


def test_a_change_of_rights_is_seen_in_review() -> None:
    assert TABLE.read_text("utf-8") == table(), "look at each row that differs, then: python -m tests.roles.test_rights"


def test_every_workstation_with_operations_is_looked_at() -> None:
    assert set(ENGINES) == {place for place, operations in OPERATIONS.items() if operations}


@pytest.mark.parametrize("role", [role for role in names() if load(role).curriculum])
def test_a_station_has_the_rights_of_who_works_there(role: str) -> None:
    stage = stage_of(load(role).curriculum[0])
    rules: Any = stage.new_station(stage.stations[0]).rules
    assert (rules.rights, rules.never) == rights_at(load(role), stage.workstation)


@pytest.mark.parametrize("place", ENGINES)
def test_every_operation_of_a_workstation_is_known_to_rights(place: str) -> None:
    assert OPERATIONS[place] == {name_of(kind) for kind in ENGINES[place].OPERATIONS}


def test_somebody_may_do_each_operation() -> None:
    nobody = [
        (place, operation)
        for place, operations in OPERATIONS.items()
        for operation in operations
        if not any(load(role).rights[place].allows(operation) for role in names())
    ]
    assert nobody == []


@pytest.mark.parametrize("role", names())
def test_whoever_is_asked_beyond_a_limit_stands_above_the_role(role: str) -> None:
    """And has a name in both languages, which keys, menu, help and manual say."""
    own = load(role)
    order = (*LEVELS, OUTSIDE)
    for place in own.rights.values():
        for operation, permission in place.limits.items():
            assert order.index(permission.above) > order.index(own.level), (role, operation)
            assert all(Words(lang).has(f"till.level.{permission.above}") for lang in ("en", "zh"))


# --- as `decide` does it ---------------------------------------------------------------------------------------------


def stations(role: str) -> Iterator[tuple[str, Station]]:
    limits, never = rights_at(load(role), "till")
    till = Till(replace(RULES, rights=limits, never=never), "till-1")
    till_rules.apply(till, Entry("till-1", 1, 0, "till", f.StationOpened("till-1", "c1", Text(), {100: 5}, 400)))
    yield "till", till
    limits, never = rights_at(load(role), "stockroom")
    room = Stockroom(replace(STOCK, rights=limits, never=never))
    yield "stockroom", room
    yield "office", Desk(DeskRules(RULES, *rights_at(load(role), "office")))


def sample(kind: type[Event]) -> Event:
    """A command of a kind, with something in every field that has to be given."""
    hints = typing.get_type_hints(kind)
    given = {
        name: hints[name]
        for name in kind.__struct_fields__[: len(kind.__struct_fields__) - len(kind.__struct_defaults__)]
    }
    return kind(**{name: _something(hint) for name, hint in given.items()})


def _something(hint: Any) -> object:
    origin = typing.get_origin(hint) or hint
    if origin in (typing.Union, UnionType):
        return None
    return {str: "x", int: 1, bool: False, dict: {}, tuple: (), Text: Text()}[origin]


@pytest.mark.parametrize("role", names())
def test_decide_refuses_what_a_role_may_never_do_and_says_who_can(role: str) -> None:
    for place, station in stations(role):
        never = load(role).rights[place].never
        for operation in OPERATIONS[place]:
            facts = decide(station, sample(COMMANDS[operation])).facts
            refused = [fact for fact in facts if isinstance(fact, f.Refused) and fact.reason == "refused.no_right"]
            assert bool(refused) == (operation in never), (role, operation)
            for fact in refused:
                assert fact.given["who"].split() == list(never[operation])
                titles = [load(other).title for other in never[operation]]
                assert all(title.zh in Words("zh")(fact.reason, **fact.given) for title in titles)
                assert all(title.en.lower() in Words("en")(fact.reason, **fact.given).lower() for title in titles)


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
