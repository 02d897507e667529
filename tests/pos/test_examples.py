"""Worked examples, readable by a shopkeeper: each a sentence, the rule's source, a basket and what it comes to.

They stand in `examples/*.yaml`. The figures were worked out by hand from the rule.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.price import as_json, price_file

HERE = Path(__file__).parent / "examples"


def examples() -> list[Any]:
    """Every example, with an id of its file and its number."""
    return [
        pytest.param(example, id=f"{file.stem}-{n}")
        for file in sorted(HERE.glob("*.yaml"))
        for n, example in enumerate(yaml.load(file.read_text("utf-8"), yaml.BaseLoader), 1)
    ]


ALL = examples()


@pytest.mark.parametrize("example", ALL)
def test_an_example_comes_out(example: dict[str, Any], tmp_path: Path) -> None:
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
    assert {key: found[key] for key in expected} == expected, example["says"]


def test_there_is_an_example_of_everything() -> None:
    written = [param.values[0] for param in ALL]
    assert len(written) >= 120
    assert len({example["says"] for example in written}) == len(written)
    assert all(example["says"] and example["source"] and example["expect"] for example in written)
    kinds = {promotion["kind"] for example in written for promotion in example.get("promotions", {}).values()}
    assert len(kinds) == 12
    assert {"cn", "uk", "us", "ch"} <= {example.get("policy", "cn") for example in written}
    assert {"exclusive", "best"} <= {
        promotion.get("together") for example in written for promotion in example.get("promotions", {}).values()
    }
