"""Roles: what ships is whole, and what is wrong is said."""

import doctest
from pathlib import Path

import pytest

from roles import model
from roles.model import LEVELS, RoleError, load, names, problems, read
from simulator.pos.engine import RIGHTS
from simulator.stock import engine as stockroom

CASHIER = Path(model.__file__).with_name("cashier.yaml").read_text("utf-8")


def test_the_index_is_fresh() -> None:
    here = Path(model.__file__).with_name(model.INDEX)
    assert here.read_bytes() == model.build_index(), "run roles.model.write_index()"
    assert names() == ("cashier", "stock_clerk", "manager")


def test_the_examples_in_the_docs_are_true() -> None:
    result = doctest.testmod(model)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("id", names())
def test_what_ships_fits_together(id: str) -> None:
    role = load(id)
    assert problems(role) == []
    assert all(permission.above in LEVELS for permission in role.permissions.values())
    asked = {*RIGHTS.values(), *stockroom.RIGHTS.values()}
    assert set(role.permissions) <= asked, "a limit that no station ever asks about"


def test_roles_with_drills() -> None:
    assert [id for id in names() if load(id).curriculum] == ["cashier", "stock_clerk"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("void_line: {limit", "void_lin: {limit", "expected an operation, got 'void_lin'"),
        (
            "above: supervisor",
            "above: boss",
            "expected a level of stock_clerk, cashier, supervisor, manager, got 'boss'",
        ),
        ('limit: "50.00"', "limit: fifty", "expected an amount"),
        ("zh: 收银员", "zh: ''", "title: expected a text in both languages"),
        ("- id: cash\n", "- id: accuracy\n", "got 'accuracy' again"),
        ("curriculum: [", "curriculum: {", "cashier.yaml"),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, words: str) -> None:
    assert old in CASHIER
    with pytest.raises(RoleError, match=r"cashier\.yaml") as error:
        read(CASHIER.replace(old, new, 1).encode(), "cashier.yaml")
    assert words in str(error.value)
