"""A basket file for `storedrill price`: what is bought, when, by whom, under which policy, and how it is paid.

policy: cn
at: 2026-12-24T10:42
member: false
items:
  - {code: "6901234567892", name: Milk, price: "12.80", quantity: "2", category: dairy, tax: general}
  - {code: "1001", name: Apples, price: "9.96", weight: "0.755", category: produce, tax: farm}
promotions: {...}
coupons: [SAVE5]
tenders: [{type: cash, amount: "50.00"}]
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, PlainValidator, ValidationInfo

from scenarios import phrases
from scenarios.amounts import Money, MoneyOrNone, Trade, moment, trade_of
from scenarios.policy_source import PolicyError, load_policy
from scenarios.problems import FileError, Mark, PhraseError, Problem, problem
from scenarios.promotion_source import read_promotions
from scenarios.shapes import Listed, Shape, phrase, scalar, word_of
from scenarios.source import Group, Scalar, locate, read, read_file
from scenarios.validation import validated
from simulator.kernel.money import Minor
from simulator.kernel.policy import Policy
from simulator.kernel.promotions import Promotion, When
from simulator.kernel.texts import Text

TENDERS = ("cash", "card", "mobile", "gift", "points", "credit")


class BasketError(FileError):
    """A basket that cannot be priced."""


# --- shapes ----------------------------------------------------------------------------------------------------------


def _true_false(text: str) -> bool:
    words = phrases.tidy(text).casefold()
    if words not in ("true", "false", "yes", "no"):
        raise PhraseError("true_false", text)
    return words in ("true", "yes")


def _code(text: str) -> str:
    code = text.strip()
    if not code:
        raise PhraseError("filled", text)
    return code


def _quantity(text: str) -> int:
    words = phrases.tidy(text)
    whole = words.removesuffix(".0").removesuffix(".00").removesuffix(".000")
    if not (whole.isascii() and whole.isdigit()) or not 1 <= int(whole[:9]) <= 9999:
        raise PhraseError("quantity", text)
    return int(whole)


def _thousandths(unit: str, wrong: str) -> Callable[[str], int]:
    """Reads an amount in that unit."""

    def read(text: str) -> int:
        whole, _, part = phrases.tidy(text).removesuffix(unit).strip().partition(".")
        digits = whole + part
        if not digits.isascii() or not digits.isdigit() or len(part) > 3 or len(whole) > 3:
            raise PhraseError(wrong, text)
        amount = int(whole or "0") * 1000 + int(part.ljust(3, "0") or "0")
        if not amount:
            raise PhraseError(wrong, text)
        return amount

    return read


def _tax(value: object, info: ValidationInfo) -> str:
    known = trade_of(info).taxes
    return phrases.one_of(scalar(value), known, "tax") if known else scalar(value)


def _name(value: object) -> object:
    """One text, or one in each language."""
    return {"en": value, "zh": value} if isinstance(value, str) else value


class _Name(Shape):
    en: Annotated[str, phrase(str)] = ""
    zh: Annotated[str, phrase(str)] = ""


YesNo = Annotated[bool, phrase(_true_false)]


class ItemShape(Shape):
    code: Annotated[str, phrase(_code)]
    name: Annotated[_Name, BeforeValidator(_name)] = _Name()
    price: MoneyOrNone
    quantity: Annotated[int, phrase(_quantity)] = 0
    weight: Annotated[int, phrase(_thousandths("kg", "amount_kg"))] = 0
    length: Annotated[int, phrase(_thousandths("m", "amount_m"))] = 0
    volume: Annotated[int, phrase(_thousandths("l", "amount_l"))] = 0
    category: Annotated[str, phrase(lambda text: text.strip())] = ""
    tax: Annotated[str, PlainValidator(_tax)] = ""
    member_price: Money = 0
    cost: Money = 0


class TenderShape(Shape):
    type: Annotated[str, word_of(TENDERS)]
    amount: Money = 0
    """Without one, all that is still due."""


class BasketShape(Shape):
    policy: Annotated[str, phrase(str)] = "cn"
    at: Annotated[str, phrase(moment)] = ""
    member: YesNo = False
    employee: YesNo = False
    items: list[ItemShape]
    promotions: object = None
    coupons: Annotated[list[Annotated[str, phrase(lambda text: text.strip())]], Listed] = []
    tenders: list[TenderShape] = []


# --- what comes out --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a basket file, as a line that can be priced."""

    line: int
    code: str
    name: Text
    category: str
    price: Minor
    quantity: int
    grams: int
    """Thousandths of what it is measured in."""
    rate: int
    """Thousandths of a percent."""
    member_price: Minor
    cost: Minor
    unit: str = ""
    """`m`, `l`; empty for pieces and for what is weighed."""


@dataclass(frozen=True, slots=True)
class Basket:
    """A basket file, read."""

    policy: Policy
    at: str
    member: bool
    employee: bool
    items: tuple[Item, ...]
    promotions: tuple[Promotion, ...]
    coupons: tuple[str, ...]
    tenders: tuple[tuple[str, Minor], ...]
    """(type, amount); 0 is all that is still due."""
    tenders_at: tuple[Mark, ...] = ()
    """Where their amounts stand in the file."""


def load_basket(path: str) -> Basket:
    """A basket by path. Raises `BasketError` with everything that is wrong with it."""
    data, unreadable = read_file(Path(path))
    basket, problems = (None, unreadable) if unreadable else parse_basket(data)
    if basket is None:
        raise BasketError(path, problems)
    return basket


def parse_basket(data: bytes) -> tuple[Basket | None, tuple[Problem, ...]]:
    """A basket from its bytes, or all that is wrong with it. A policy pack of its own raises what is wrong there."""
    source = read(data)
    if source.tree is None:
        return None, source.problems
    tree, problems = source.tree, [*source.problems]
    policy = _policy(tree, problems)
    trade = Trade(policy.currency, taxes=tuple(policy.taxes)) if policy else Trade()
    promotions, wrong = read_promotions(tree, ("promotions",), trade)
    problems += wrong
    shape, wrong = validated(BasketShape, tree, trade)
    problems += wrong
    if shape is not None:
        problems += _sizes(shape, tree)
        timed = next((promotion for promotion in promotions if promotion.when != When()), None)
        if timed is not None and not shape.at:
            problems.append(problem("moment_needed", locate(tree, ("at",)), "", other=timed.id))
    if problems or shape is None or policy is None:
        return None, tuple(sorted(problems, key=lambda p: p.mark))
    usual = next(iter(policy.taxes.values()))
    items = tuple(
        Item(
            line=n,
            code=item.code,
            name=Text(item.name.en or item.name.zh or item.code, item.name.zh or item.name.en or item.code),
            category=item.category,
            price=item.price,
            quantity=item.quantity or 1,
            grams=item.weight or item.length or item.volume,
            unit="m" if item.length else "l" if item.volume else "",
            rate=policy.taxes[item.tax] if item.tax else usual,
            member_price=item.member_price,
            cost=item.cost,
        )
        for n, item in enumerate(shape.items, 1)
    )
    return Basket(
        policy,
        shape.at,
        shape.member,
        shape.employee,
        items,
        promotions,
        tuple(dict.fromkeys(shape.coupons)),
        tuple((tender.type, tender.amount) for tender in shape.tenders),
        tuple(locate(tree, ("tenders", n, "amount")) for n in range(len(shape.tenders))),
    ), ()


def _policy(tree: Group, problems: list[Problem]) -> Policy | None:
    named = tree.nodes.get("policy")
    name = named.text.strip() if isinstance(named, Scalar) else "cn"
    try:
        return load_policy(name)
    except PolicyError as error:
        if error.file == name and len(error.problems) == 1 and error.problems[0].id in ("policy", "file_missing"):
            bad = error.problems[0]
            problems.append(Problem(bad.id, locate(tree, ("policy",)), "policy", bad.expected, bad.got, bad.meant))
        else:
            raise
        return None


def _sizes(shape: BasketShape, tree: Group) -> list[Problem]:
    return [
        problem("one_size", locate(tree, ("items", n), key=True), f"items[{n + 1}]")
        for n, item in enumerate(shape.items)
        if sum(map(bool, (item.quantity, item.weight, item.length, item.volume))) > 1
    ]
