"""Policy packs: how a country's tills round, tax and print; those that ship, and anybody's own by path.

policy, name, currency, prices (with tax | without tax), taxes (class -> rate), tax rounding (by line | by total),
cash (exact | down to STEP | nearest STEP), small change (kept | dropped to STEP), tax shown, receipt (lines)
"""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import PlainValidator, ValidationInfo

from scenarios import phrases
from scenarios.amounts import Share, Trade, above_zero, trade_of
from scenarios.problems import START, FileError, Mark, PhraseError, Problem, problem
from scenarios.shapes import Bilingual, Id, Shape, YesNo, scalar, word_of
from scenarios.source import Group, Scalar, read, read_file
from scenarios.validation import validated
from simulator.kernel.money import CNY, CURRENCIES
from simulator.kernel.policy import Policy, Rounding

SHIPPED = ("cn", "uk", "us", "ch")


class PolicyError(FileError):
    """A pack that cannot be used."""


class Step(NamedTuple):
    """A rounding and what it rounds to."""

    rounding: Rounding
    step: int


_CASH = re.compile(r"(down to|nearest) (\S+)")


def _cash(value: object, info: ValidationInfo) -> Step:
    words = phrases.tidy(scalar(value))
    if words == "exact":
        return Step("nearest", 1)
    found = _CASH.fullmatch(words)
    if not found:
        raise PhraseError("cash_rounding", words)
    return Step("down" if found[1] == "down to" else "nearest", above_zero(found[2], trade_of(info).currency))


def _small_change(value: object, info: ValidationInfo) -> int:
    words = phrases.tidy(scalar(value))
    if words == "kept":
        return 0
    if not words.startswith("dropped to "):
        raise PhraseError("small_change", words)
    return above_zero(words.removeprefix("dropped to "), trade_of(info).currency)


class PolicyShape(Shape):
    """A pack as it is written."""

    policy: Id
    name: Bilingual
    currency: Annotated[str, word_of(tuple(CURRENCIES))]
    prices: Annotated[str, word_of(("with tax", "without tax"))]
    taxes: dict[Id, Share]
    tax_rounding: Annotated[str, word_of(("by line", "by total"))]
    cash: Annotated[Step, PlainValidator(_cash)]
    small_change: Annotated[int, PlainValidator(_small_change)] = 0
    tax_shown: YesNo = True
    receipt: list[Bilingual] = []

    def spec(self) -> Policy:
        return Policy(
            id=self.policy,
            name=self.name.text,
            currency=CURRENCIES[self.currency],
            tax_inclusive=self.prices == "with tax",
            tax_by="line" if self.tax_rounding == "by line" else "total",
            taxes=self.taxes,
            cash_step=self.cash.step,
            cash_rounding=self.cash.rounding,
            courtesy_step=self.small_change,
            tax_shown=self.tax_shown,
            receipt=tuple(line.text for line in self.receipt),
        )


def parse_policy(data: bytes) -> tuple[Policy | None, tuple[Problem, ...]]:
    """A pack from its bytes, or everything that is wrong with it."""
    source = read(data)
    if source.tree is None:
        return None, source.problems
    tree = source.tree
    named = tree.nodes.get("currency")
    currency = CURRENCIES.get(named.text if isinstance(named, Scalar) else "", CNY)
    shape, wrong = validated(PolicyShape, tree, Trade(currency))
    problems = [*source.problems, *wrong]
    if shape is not None and not shape.taxes:
        problems.append(problem("filled", _mark(tree, "taxes"), "taxes", got="{}"))
    if shape is not None and shape.small_change and shape.prices == "without tax":
        problems.append(problem("small_change_inside", _mark(tree, "small change"), "small change"))
    if problems or shape is None:
        return None, tuple(sorted(problems, key=lambda p: p.mark))
    return shape.spec(), ()


def _mark(tree: Group, key: str) -> Mark:
    return tree.keys.get(key, START)


@cache
def shipped(name: str) -> Policy:
    """A pack that ships. Raises FileNotFoundError for a name that does not."""
    policy, problems = parse_policy((files("scenarios") / "policies" / f"{name}.yaml").read_bytes())
    if policy is None:
        raise PolicyError(f"{name}.yaml", problems)
    return policy


def load_policy(name_or_path: str) -> Policy:
    """A pack by name, or one by path. Raises `PolicyError` with all its problems."""
    if name_or_path in SHIPPED:
        return shipped(name_or_path)
    if not re.search(r"[/\\.]", name_or_path):
        raise PolicyError(name_or_path, (problem("policy", START, "", got=name_or_path, known=SHIPPED),))
    data, unreadable = read_file(Path(name_or_path))
    policy, problems = (None, unreadable) if unreadable else parse_policy(data)
    if policy is None:
        raise PolicyError(name_or_path, problems)
    return policy
