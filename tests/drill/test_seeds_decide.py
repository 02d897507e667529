"""Another seed is another day: what the experienced one decides is not what they decided on the last one."""

from collections import Counter

import pytest

from scenarios import library
from simulator.kernel.events import Command, name_of

from .stages import run, shipped_stage

SEEDS = (1, 2, 3)
NAMES = ("code", "sku", "goods", "customer", "matter", "badge", "receipt", "member", "document", "number", "name")


@pytest.mark.parametrize("name", [card.id for card in library.index() if card.role != "stock_clerk"])
def test_seeds_change_what_is_right_to_do(name: str) -> None:
    """Beside amounts, quantities, names and numbers of documents: other operations, or more or less of those with
    one and the same word in them (a reason, an answer, a severity, a finding)."""
    assert len({decisions(name, seed) for seed in SEEDS}) > 1


def decisions(name: str, seed: int) -> frozenset[tuple[tuple[str, ...], int]]:
    asked = [entry.what for entry in run(shipped_stage(name), seed).entries if isinstance(entry.what, Command)]
    told = Counter((name_of(type(command)), *_words(command)) for command in asked)
    return frozenset((what, times) for what, times in told.items() if what not in (("scan",), ("call_next",)))


def _words(command: Command) -> list[str]:
    told = {field: getattr(command, field) for field in command.__struct_fields__ if field not in NAMES}
    return [f"{field}={value}" for field, value in told.items() if isinstance(value, str) and value.isidentifier()]
