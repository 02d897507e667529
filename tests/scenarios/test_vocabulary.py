"""What the vocabulary lists by hand agrees with what the code knows."""

import ast
from pathlib import Path

from scenarios.vocabulary import ABOUTS, COUNTS, MONEY, TIMES, VALUES, fields
from simulator.drill.words import LINES
from simulator.kernel import commands, facts, stimuli
from simulator.kernel.entries import EVENTS


def annotated(kind: str) -> set[str]:
    """Names of fields that the kernel annotates so."""
    found = set()
    rooms = [room for family in (commands, facts, stimuli) for room in Path(family.__path__[0]).glob("*.py")]
    for room in rooms:
        for node in ast.walk(ast.parse(room.read_text("utf-8"))):
            if (
                isinstance(node, ast.AnnAssign)
                and isinstance(node.target, ast.Name)
                and ast.unparse(node.annotation) == kind
            ):
                found.add(node.target.id)
    return found


def test_every_amount_of_the_kernel_is_money_here() -> None:
    assert annotated("Minor") <= MONEY
    assert annotated("Minor") | {"short"} == MONEY, "a word listed here that no event has"


def test_a_number_of_pieces_is_none_of_money_where_an_amount_has_the_same_name() -> None:
    """`left 24` of a recall, and never ¥0.24."""
    wire = {kind.__name__: name for name, kind in EVENTS.items()}
    rooms = [room for family in (commands, facts, stimuli) for room in Path(family.__path__[0]).glob("*.py")]
    kinds = [k for room in rooms for k in ast.walk(ast.parse(room.read_text("utf-8"))) if isinstance(k, ast.ClassDef)]
    plain = {
        f"{wire[kind.name]}.{line.target.id}"
        for kind in kinds
        for line in kind.body
        if kind.name in wire and isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
        if ast.unparse(line.annotation) == "int" and line.target.id in MONEY - {"short"}
    }
    assert plain == COUNTS
    assert fields("recall_closed")["left"] == "number"


def test_times_are_numbers_that_some_event_has() -> None:
    assert annotated("int") >= TIMES


def test_every_event_has_fields_that_conditions_can_name() -> None:
    assert all(isinstance(fields(event), dict) for event in EVENTS)
    assert fields("line_added")["line.how"] == "word"
    assert fields("visit_ended")["change_off"] == "money"
    assert fields("visit_ended")["waited"] == "time"
    assert fields("visit_ended")["unpaid"] == "collection"


def test_customers_talk_of_what_the_vocabulary_lists() -> None:
    assert set(ABOUTS) == set(LINES)


def test_values_belong_to_fields_that_exist() -> None:
    known = {
        name for event in EVENTS for field in fields(event) for name in (field.rpartition(".")[2], f"{event}.{field}")
    }
    assert set(VALUES) <= known
