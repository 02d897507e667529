"""What the evidence asks for: one rule an operation, from the sheets to the decision and its ground.

The same rules say what would have been right (whatever was looked at) and what whoever looked at everything can know.
How a cashier's day looks decides nothing by itself: who is suspected with sound evidence is approved.

>>> shelf = Sheet("shelf", {"price": 990}, {"tag": "this"})
>>> judged("override_price", 210, 990, {"shelf": shelf})
Judged(decision='approve', ground='as_the_shelf')
>>> judged("override_price", 210, 990, {})
Judged(decision='ask_back', ground='evidence_missing')
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from simulator.kernel.desk import Sheet
from simulator.kernel.money import Minor

Sheets = Mapping[str, Sheet]


class Judged(NamedTuple):
    decision: str
    ground: str


class Asked(NamedTuple):
    """A request in figures."""

    amount: Minor
    price: Minor


NEEDED: dict[str, tuple[str, ...]] = {
    "override_price": ("shelf",),
    "discount_sale": ("goods", "rule", "record"),
    "void_sale": ("journal", "goods"),
    "finish_return": ("receipt", "goods", "rule"),
    "return_without_receipt": ("goods", "journal", "rule"),
    "refund_otherwise": ("receipt", "channel"),
}
"""Operation -> the sheets that its decision rests on; who buys is on the basket's."""

MUCH = 3
"""So many times with one member's card is no accident."""


def needed(operation: str, sheets: Sheets) -> tuple[str, ...]:
    """The sheets to look at: the basket too, where there is one, for it says whose purchase it is."""
    return (*NEEDED.get(operation, ()), *(("basket",) if "basket" in sheets else ()))


def judged(operation: str, amount: Minor, price: Minor, sheets: Sheets, limit: Minor | None = None) -> Judged:
    """What the evidence asks for."""
    if own(sheets):
        return Judged("pass_on", "own_matter")
    if any(kind not in sheets for kind in NEEDED[operation]):
        return Judged("ask_back", "evidence_missing")
    found = _RULES[operation](Asked(amount, price), sheets)
    if found.decision == "approve" and limit is not None and amount > limit:
        return Judged("pass_on", "beyond_my_limit")
    return found


def own(sheets: Sheets) -> bool:
    """Whether it is the decider's own purchase."""
    basket = sheets.get("basket")
    return basket is not None and basket.word("buyer") == "self"


def suspicious(sheets: Sheets) -> bool:
    """Whether the cashier's day looks odd."""
    record = sheets.get("record")
    return record is not None and record.figure("today") > 2 * record.figure("usual")


def _override(asked: Asked, sheets: Sheets) -> Judged:
    shelf, basket = sheets["shelf"], sheets.get("basket")
    tag = shelf.word("tag") or "this"
    if tag == "neighbour":
        return Judged("decline", "other_item")
    if tag == "ended":
        return Judged("decline", "offer_ended")
    if tag == "members" and not (basket and basket.figure("member")):
        return Judged("decline", "members_only")
    if shelf.figure("price") != asked.price:
        return Judged("ask_back", "other_amount")
    return Judged("approve", "as_the_shelf")


def _discount(asked: Asked, sheets: Sheets) -> Judged:
    if sheets["record"].figure("same_card") >= MUCH:
        return Judged("decline", "one_card")
    if sheets["goods"].word("state") in ("", "intact"):
        return Judged("decline", "nothing_wrong")
    if asked.amount > sheets["rule"].figure("most"):
        return Judged("ask_back", "beyond_rule")
    return Judged("approve", "within_rule")


def _missing(goods: Sheet) -> bool:
    return goods.figure("there") < goods.figure("of")


def _void(asked: Asked, sheets: Sheets) -> Judged:
    if sheets["journal"].figure("settled"):
        return Judged("decline", "settled_already")
    if _missing(sheets["goods"]):
        return Judged("decline", "goods_missing")
    return Judged("approve", "goods_back")


def _refused_state(goods: Sheet, rule: Sheet) -> bool:
    """Whether the house does not take back what looks like this."""
    state = goods.word("state") or "intact"
    takes = rule.word("takes") or "any"
    return (takes == "sealed" and state == "opened") or (takes == "faulty" and state in ("intact", "opened"))


def _return(asked: Asked, sheets: Sheets) -> Judged:
    receipt, goods, rule = sheets["receipt"], sheets["goods"], sheets["rule"]
    left = receipt.figure("paid") - receipt.figure("returned")
    if _missing(goods):
        return Judged("decline", "goods_missing")
    if left <= 0:
        return Judged("decline", "returned_already")
    if receipt.figure("days") > rule.figure("days"):
        return Judged("decline", "too_late")
    if _refused_state(goods, rule):
        return Judged("decline", "not_taken_back")
    if asked.amount > left:
        return Judged("ask_back", "other_amount")
    return Judged("approve", "within_rule")


def _without_receipt(asked: Asked, sheets: Sheets) -> Judged:
    goods, rule = sheets["goods"], sheets["rule"]
    if not sheets["journal"].figure("sold"):
        return Judged("decline", "not_ours")
    if _missing(goods):
        return Judged("decline", "goods_missing")
    if _refused_state(goods, rule):
        return Judged("decline", "not_taken_back")
    if asked.amount > rule.figure("most"):
        return Judged("ask_back", "beyond_rule")
    return Judged("approve", "within_rule")


def _otherwise(asked: Asked, sheets: Sheets) -> Judged:
    state = sheets["channel"].word("refund")
    if state == "unknown":
        return Judged("decline", "first_unknown")
    if state == "arrived":
        return Judged("decline", "returned_already")
    if asked.amount > sheets["receipt"].figure("paid"):
        return Judged("ask_back", "other_amount")
    return Judged("approve", "first_failed")


_RULES: dict[str, Callable[[Asked, Sheets], Judged]] = {
    "override_price": _override,
    "discount_sale": _discount,
    "void_sale": _void,
    "finish_return": _return,
    "return_without_receipt": _without_receipt,
    "refund_otherwise": _otherwise,
}
