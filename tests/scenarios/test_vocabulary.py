"""What the vocabulary lists by hand agrees with what the code knows."""

import ast
import os
from operator import attrgetter
from pathlib import Path

import pytest

from scenarios import reasons
from scenarios.library import names
from scenarios.vocabulary import ABOUTS, CALLS, COUNTS, MONEY, TIMES, VALUES, fields, values
from simulator.drill import bots
from simulator.drill.proof import play_bot
from simulator.drill.words import LINES
from simulator.kernel import commands, facts, stimuli
from simulator.kernel.entries import EVENTS
from simulator.kernel.events import name_of
from simulator.locale import ids
from simulator.screens.till.choices import REASONS
from simulator.screens.till.messages.outages import PRINTER_ERRORS
from simulator.stages import stage_of
from simulator.store.memory import MemoryJournal


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


def test_what_the_screens_note_can_be_named() -> None:
    assert set(reasons.refusals()) == set(ids("refused")), "run python -c 'import simulator.coverage as c; c.write()'"
    assert REASONS["incident"] == reasons.INCIDENTS
    assert REASONS["no_sale"] == reasons.IDLE_OPENINGS
    assert REASONS["allow_exception"] == reasons.EXCEPTIONS
    assert REASONS["cancel_return"] == reasons.CANCELLED
    assert PRINTER_ERRORS == reasons.PRINTER_ERRORS
    assert set(REASONS["supervisor"]) <= set(CALLS)
    assert set(reasons.HOURS) < set(values("answer_question", "choice"))


DRILLS = names() if "STOREDRILL_EVERY" in os.environ else (
    "network-outage", "returns-morning", "till-dies", "receiving-basics", "read-the-numbers", "promotion-with-margin",
)  # fmt: skip
"""The long proofs take all that ship."""


@pytest.mark.parametrize("who", ["perfect", "lazy"])
@pytest.mark.parametrize("drill", DRILLS)
def test_every_word_that_a_journal_holds_can_be_named_by_a_script(drill: str, who: str) -> None:
    """Where a field holds words of a list, nothing else is ever found there."""
    stage, journal = stage_of(drill), MemoryJournal()
    play_bot(stage, getattr(bots, who)(3, stage.workstation), 3, journal, run="x")
    own = {"reply", "about"}  # a script's own answers and questions come on top
    for entry in journal.read("x"):
        event = name_of(entry.what)
        for field, kind in fields(event).items():
            known = values(event, field) if kind == "word" and field not in own else ()
            if known and (event, field) != ("phone_offered", "code"):
                inside, _, _ = field.rpartition(".")
                if inside and getattr(entry.what, inside) is None:
                    continue
                assert attrgetter(field)(entry.what) in (*known, "", None), (event, field)
