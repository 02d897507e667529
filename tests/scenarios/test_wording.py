"""Every mistake has words in both languages, and no words are left over."""

import ast
import re
from pathlib import Path

import grading.readiness
import scenarios
import simulator.stress
from scenarios.wording import EXPECTED, GOT
from scenarios.yaml_wording import syntax_kind

ROOMS = [Path(str(room.__file__)).parent for room in (scenarios, grading.readiness, simulator.stress)]
MAKERS = {"PhraseError", "problem", "warning", "wrong", "_refuse"}
PLACE = re.compile(r"\{(\w+)\}")


def used() -> set[str]:
    """Ids that the code makes problems of: first arguments, and ids handed on by name."""
    found = set()
    for path in (path for room in ROOMS for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in MAKERS and node.args:
                found |= {n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)}
    return found


def test_every_id_has_words_and_no_words_are_left_over() -> None:
    passed_on = {
        "known_word",
        "payment",
        "tax",
        "tender_over",
        "role",
        "shop",
        "missing",
        "missing_en",
        "missing_zh",
        "clash",
        "clash_time",
        "mistake",
    }
    passed_on |= {"amount_kg", "amount_m", "amount_l", "clash", "clash_time"}
    syntax = {id for id in EXPECTED if id.startswith("syntax")}
    assert used() - set(EXPECTED) == set()
    assert set(EXPECTED) - used() - passed_on - syntax == set()
    assert set(GOT) <= set(EXPECTED)


def test_both_languages_say_the_same_things() -> None:
    for table in (EXPECTED, GOT):
        for id, text in table.items():
            assert text.en, id
            assert text.zh, id
            assert set(PLACE.findall(text.zh)) <= set(PLACE.findall(text.en)), id


def test_an_unknown_complaint_of_the_parser_is_quoted() -> None:
    assert syntax_kind("something new", "") == "syntax"
    assert syntax_kind("found unexpected end of stream", "while scanning a quoted scalar") == "syntax_quote"
