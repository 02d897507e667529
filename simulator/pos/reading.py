"""From a code to what it sells: an item, and what else the code says (weight, amount, lot, expiry).

    bar code, PLU ──► item          weigh label ──► item + weight and/or amount
    GS1 2D code ────► item + lot, expiry, weight

A code that cannot be trusted is refused with the reason: nothing is sold that was only nearly read.
"""

from typing import NamedTuple

import msgspec

from simulator.kernel.money import Minor, divide
from simulator.pos.catalog import Item, at_price
from simulator.pos.rules import Rules
from virtual_devices.codes import BadCode, read_code
from virtual_devices.labels import Label, read_label


class Found(msgspec.Struct, frozen=True, gc=False):
    """What a code stands for."""

    item: Item
    code: str = ""
    grams: int = 0
    """0: it has to be weighed, where it is sold by weight."""
    amount: Minor = 0
    """The amount on a weigh label, which is charged as it stands."""
    lot: str = ""
    expiry: str = ""


class Unread(NamedTuple):
    """Why a code sells nothing: a text id with its parameters."""

    reason: str
    given: dict[str, str]


def read(rules: Rules, code: str) -> Found | Unread:
    """What a scanned or typed code sells in this shop."""
    item = rules.catalog.find(code)
    if item is not None:
        return Found(item, code)
    if "*" in code:  # a payment code, masked before it came here
        return Unread("refused.payment_code", {})
    label = read_label(code, rules.labels)
    if isinstance(label, Label):
        return _labelled(rules, code, label)
    found = label or read_code(code)  # with a scanner's prefix, as UPC, as a 2D code, or not at all
    if isinstance(found, BadCode):
        return Unread(f"refused.code_{found.reason}", {"code": code[:40], "expected": found.expected, "got": found.got})
    item = rules.catalog.find(found.number)
    if item is None:
        return Unread("refused.unknown_code", {"code": found.number})
    marked = rules.lot_prices.get((item.sku, found.lot))
    if marked is not None:
        item = at_price(item, marked)
    return Found(item, found.number, found.grams, 0, found.lot, found.expiry)


def is_label(rules: Rules, code: str) -> bool:
    """Whether a code is a weigh label of this shop's that holds together: no payment code would by chance."""
    label = read_label(code, rules.labels)
    return isinstance(label, Label) and isinstance(_labelled(rules, code, label), Found)


def _labelled(rules: Rules, code: str, label: Label) -> Found | Unread:
    """A label is believed when its PLU is sold by weight and its figures agree with each other and with the price."""
    item = rules.catalog.find(label.plu)
    if item is None or item.unit != "kg":
        return Unread("refused.label_plu", {"plu": label.plu})
    if not label.amount and not label.grams:
        return Unread("refused.label_empty", {"name_en": item.name.en, "name_zh": item.name.zh})
    grams = label.grams or divide(label.amount * 1000, item.price)
    expected = divide(item.price * grams, 1000)
    if label.amount and label.grams and abs(label.amount - expected) > label.tolerance:
        money = rules.currency.format
        return Unread(
            "refused.label_mismatch",
            {
                "name_en": item.name.en,
                "name_zh": item.name.zh,
                "weight": f"{grams / 1000:.3f}",
                "amount": money(label.amount),
                "expected": money(expected),
            },
        )
    return Found(item, code, grams, label.amount)
