"""Worked examples, readable by a shopkeeper: why, by which rule, a basket and what it comes to, in both languages.

They stand in `examples/*.yaml`, the rules that they rest on in `examples/sources.yaml`, and a page shows them. The
figures were worked out by hand from the rule.
"""

import json
import re
from pathlib import Path

import pytest

from simulator.price import as_json, price_file
from tests.pos.worked_examples import HERE, PAGE, SOURCES, Worked, examples, page, sources

ALL = examples()
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("worked", ALL, ids=[worked.id for worked in ALL])
def test_an_example_comes_out(worked: Worked, tmp_path: Path) -> None:
    example = worked.example
    basket = {key: value for key, value in example.items() if key not in ("says", "source", "expect")}
    if basket.get("policy", "").endswith(".yaml"):
        basket["policy"] = str(HERE / "policies" / basket["policy"])
    file = tmp_path / "basket.yaml"
    file.write_text(json.dumps(basket), "utf-8")
    bill = as_json(*price_file(str(file)))
    columns = {"lines": "total", "discounts": "discount", "taxes": "tax"}
    found = {**bill, "points": bill["points_base"]}
    found |= {name: [line[column] for line in bill["lines"]] for name, column in columns.items()}
    expected = example["expect"]
    assert {key: found[key] for key in expected} == expected, example["says"]["en"]


def test_there_is_an_example_of_everything() -> None:
    written = [worked.example for worked in ALL]
    assert len(written) >= 120
    assert {worked.chapter for worked in ALL} == {file.stem for file in HERE.glob("*.yaml")} - {SOURCES.stem}
    assert all(example["expect"] for example in written)
    kinds = {promotion["kind"] for example in written for promotion in example.get("promotions", {}).values()}
    assert len(kinds) == 12
    assert {"cn", "uk", "us", "ch"} <= {example.get("policy", "cn") for example in written}
    assert {"exclusive", "best"} <= {
        promotion.get("together") for example in written for promotion in example.get("promotions", {}).values()
    }


def test_each_says_why_in_both_languages_and_by_which_rule() -> None:
    rules, written = sources(), [worked.example for worked in ALL]
    for lang in ("en", "zh"):
        said = [example["says"][lang] for example in written]
        assert len(set(said)) == len(said), "no two say the same"
        assert all(said)
    assert all(HAN.search(example["says"]["zh"]) for example in written)
    assert not [example["says"]["en"] for example in written if HAN.match(example["says"]["en"])]
    assert {example["source"] for example in written} == set(rules), "each rule is used, and each that is used is there"
    for rule in rules.values():
        assert HAN.search(rule["zh"])
        assert rule["en"]
        assert rule.get("read", "House rule")


def test_they_are_written_to_be_read() -> None:
    """A line for each thing: no example on one line, and nothing that stands elsewhere in the file."""
    for file in HERE.glob("*.yaml"):
        text = file.read_text("utf-8")
        assert not re.search(r"[:{ -] ?[&*]\w", text), file.name
        assert max(map(len, text.splitlines())) <= 120, file.name


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python -m tests.pos.worked_examples"
