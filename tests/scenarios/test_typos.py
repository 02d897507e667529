"""No word of a rule can be misspelt without being told, and told at its own line."""

import os
import re
from collections.abc import Iterator

import pytest

from scenarios.library import compile_source, names, source_of

DRILLS = names() if "STOREDRILL_EVERY" in os.environ else ("network-outage", "returns-morning", "weighed-and-2d")
"""The long proofs take all that ship."""
WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9.]*")
FREE = re.compile(r"^  \w+:\s*$|^\s+(says|debrief|en|zh):|^\s*#|^\s*$|zh:")
"""A rule's own name, what people read, and what nobody does."""


def rules(lines: list[str]) -> Iterator[int]:
    """Numbers of the lines that say what is judged."""
    inside = False
    for number, line in enumerate(lines):
        if re.match(r"\S", line):
            inside = line.partition(":")[0] in ("expect", "forbid")
        elif inside and not FREE.search(line):
            yield number


@pytest.mark.parametrize("name", DRILLS)
def test_a_misspelt_word_of_a_rule_is_told_at_its_line(name: str) -> None:
    lines = source_of(name).decode().split("\n")
    assert not compile_source("\n".join(lines).encode()).problems
    tried = 0
    for number in rules(lines):
        line = lines[number].partition(" #")[0]
        for word in WORD.finditer(line):
            wrong = f"{line[: word.end()]}q{line[word.end() :]}"
            script = "\n".join([*lines[:number], wrong, *lines[number + 1 :]])
            told = {p.mark.line for p in compile_source(script.encode()).problems if p.level == "error"}
            assert number + 1 in told, wrong
            tried += 1
    assert tried > 60
