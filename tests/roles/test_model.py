"""Roles: what ships is whole, and what is wrong is said, with its place."""

import doctest
from pathlib import Path

import msgspec
import pytest

from roles import model
from roles.model import Role, load, names
from roles.source import RoleError, read
from simulator.desk import engine as desk
from simulator.drill.rights import rights_at
from simulator.kernel import workstations
from simulator.pos.engine import RIGHTS
from simulator.stock import engine as stockroom

CASHIER = Path(model.__file__).with_name("cashier.yaml").read_text("utf-8")


def test_the_index_is_fresh() -> None:
    here = Path(model.__file__).with_name(model.INDEX)
    assert here.read_bytes() == model.build_index(), "run roles.model.write_index()"
    assert names() == ("cashier", "stock_clerk", "manager")


@pytest.mark.parametrize("module", [model, workstations])
def test_the_examples_in_the_docs_are_true(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]  # a module
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("id", names())
def test_a_limit_is_one_that_a_station_asks_about(id: str) -> None:
    limits = {operation for place in load(id).rights.values() for operation in place.limits}
    assert limits <= {*RIGHTS.values(), *stockroom.RIGHTS.values(), *desk.RIGHTS.values()}


def test_who_has_drills() -> None:
    assert {id for id in names() if load(id).curriculum} == set(names())


def test_a_role_of_an_older_run_has_limits_and_no_bars() -> None:
    kept = b'{"id":"cashier","title":{},"says":{},"permissions":{"void_line":{"limit":5000}}}'
    rights = rights_at(msgspec.json.decode(kept, type=Role), "till")
    assert (rights.limits, rights.never) == ({"void_line": (5000, "supervisor")}, {})


@pytest.mark.parametrize(
    ("old", "new", "where", "words"),
    [
        ("void_line: {limit", "void_lin: {limit", "rights.till.limits", "got 'void_lin'; did you mean 'void_line'?"),
        ("[inquire_stock]", "[enquire_stock]", "rights.stockroom.may", "did you mean 'inquire_stock'?"),
        ("[inquire_stock]", "[void_line]", "rights.stockroom.may", "an operation of the stockroom, got 'void_line'"),
        ("[inquire_stock]", "none", "rights.stockroom.may", "expected a list of operations, or 'all', got 'none'"),
        ("count_drawer, z_report", "count_drawer, void_sale", "rights.till.may", "operation once, got 'void_sale'"),
        ("  stockroom:", "  stockrom:", "rights.stockrom", "got 'stockrom'; did you mean 'stockroom'?"),
        ("    may:", "    mai:", "rights.till.mai", "expected one of may, limits, got 'mai'; did you mean 'may'?"),
        ("above: supervisor", "above: boss", "rights.till.limits.void_line.above", "supervisor, manager, got 'boss'"),
        ("above: supervisor", "above: area_manager", "rights.till.limits.void_line.above", "got 'area_manager'"),
        ("void_sale: {above: supervisor}", "void_sale: {}", "rights.till.limits.void_sale.above", "got nothing"),
        ('limit: "50.00"', "limit: fifty", "rights.till.limits.void_line.limit", "such as 26.72, got 'fifty'"),
        ("zh: 收银员", "zh: ''", "title", "expected a text in both languages"),
        ("- id: cash\n", "- id: accuracy\n", "competencies[2].id", "expected each competency once, got 'accuracy'"),
        ("curriculum: [", "curriculum: {", "", "expected"),
        ("  age-restricted: [first-sale]", "  age-restriced: [first-sale]", "after.age-restriced", "'age-restricted'?"),
        ("  age-restricted: [first-sale]", "  age-restricted: [complaint]", "after.age-restricted[1]", "'complaint'"),
        ("  age-restricted, open", "  ago-restricted, open", "certifies", "did you mean 'age-restricted'?"),
        ("  first-sale, weighed", "  first-sale, first-sale, weighed", "curriculum", "once, got 'first-sale'"),
        ("level: cashier", "levels: cashier", "levels", "expected one of id, title"),
        ("says:\n", "say:\n", "say", "did you mean 'says'?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(old: str, new: str, where: str, words: str) -> None:
    assert old in CASHIER
    with pytest.raises(RoleError) as error:
        read(CASHIER.replace(old, new, 1).encode(), "cashier.yaml")
    said = [told for told in str(error.value).splitlines() if f" {where}: " in told or not where]
    assert any(words in told for told in said), str(error.value)
    line = CASHIER[: CASHIER.index(old)].count("\n") + 1
    assert any(told.startswith(f"cashier.yaml:{line}:") for told in said) or not where
    for problem in error.value.problems:
        assert problem.words("zh", "cashier.yaml").startswith(f"cashier.yaml:{problem.mark.line}:{problem.mark.column}")


def test_all_that_is_wrong_comes_at_once() -> None:
    broken = CASHIER.replace("no_sale: {", "no_sales: {").replace("[inquire_stock]", "[inquire]")
    with pytest.raises(RoleError) as error:
        read(broken.encode(), "cashier.yaml")
    assert len(error.value.problems) == 2
