"""The table of weigh labels in a shop's YAML head: each rule as its words say it.

labels:
  - {prefix: "26", length: "18", plu: 3-7, amount: 8-12, weight: 13-17, check: ean}
"""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, cast

from virtual_devices.labels import NOWHERE, Digits, LabelRule

NEEDED = ("prefix", "length", "plu")
OPTIONAL = ("amount", "weight", "amount_decimals", "weight_decimals", "check", "amount_check", "tolerance")
LENGTHS = (13, 18)
CHECKS = ("ean", "none")
_SPAN = re.compile(r"(\d{1,2})-(\d{1,2})")


class Wrong(NamedTuple):
    """A word of a rule that cannot be meant, and what was expected there."""

    key: str
    expected: str


def label_rule(words: Mapping[str, str]) -> LabelRule | Wrong:
    """A rule from its words; the first mistake otherwise."""
    length = _number(words.get("length", ""), 99)
    if length not in LENGTHS:
        return Wrong("length", " or ".join(map(str, LENGTHS)))
    prefix = words.get("prefix", "")
    if not re.fullmatch(r"2\d{0,3}", prefix, re.ASCII):
        return Wrong("prefix", "digits that begin with 2, which is left to shops")
    fields: dict[str, Digits] = {}
    taken = set(range(1, len(prefix) + 1)) | ({length} if words.get("check", "ean") == "ean" else set())
    for key in ("plu", "amount", "weight"):
        if key not in words:
            continue
        found = _SPAN.fullmatch(words[key])
        first, last = (int(found[1]), int(found[2])) if found else NOWHERE
        digits = set(range(first, last + 1))
        if not 0 < first <= last <= length or digits & taken:
            return Wrong(
                key, f"digits from 1 to {length} that nothing else uses, such as {len(prefix) + 1}-{length - 6}"
            )
        taken |= digits
        fields[key] = (first, last)
    if "plu" not in fields:
        return Wrong("plu", "the digits of the item's number")
    if "amount" not in fields and "weight" not in fields:
        return Wrong("plu", "an amount or a weight beside it")
    decimals = {}
    for key, usual in (("amount_decimals", 2), ("weight_decimals", 3)):
        value = _number(words.get(key, str(usual)), usual)
        if value is None:
            return Wrong(key, f"0 to {usual}")
        decimals[key] = value
    if words.get("check", "ean") not in CHECKS:
        return Wrong("check", f"one of {', '.join(CHECKS)}")
    proof = _number(words.get("amount_check", "0"), length)
    if proof is None or (proof and (proof in taken or _size(fields.get("amount", NOWHERE)) not in (4, 5))):
        return Wrong("amount_check", "a free digit, for an amount of 4 or 5 digits")
    tolerance = _number(words.get("tolerance", "1"), 1000)
    if tolerance is None:
        return Wrong("tolerance", "minor units, 0 to 1000")
    return LabelRule(
        prefix,
        length,
        fields["plu"],
        fields.get("amount", NOWHERE),
        fields.get("weight", NOWHERE),
        decimals["amount_decimals"],
        decimals["weight_decimals"],
        cast(Literal["ean", "none"], words.get("check", "ean")),
        proof,
        tolerance,
    )


def _number(text: str, most: int) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,4}", text, re.ASCII) and int(text) <= most else None


def _size(field: Digits) -> int:
    return field[1] - field[0] + 1 if field != NOWHERE else 0
