"""The phrases of the stockroom: so much of an item, where it lies, what is wrong with it.

>>> goods("milk_1l 2 to 3 cases until 20 d").quantity, goods("milk_1l or cream_250 6").skus
(Span(low=2, high=3), ('milk_1l', 'cream_250'))
>>> lying("milk_1l 8 to 12 on floor until 3 d").place
'floor'
>>> trouble("milk_1l 1 case short 60%").share, trouble("milk_1l 1 case as milk_skim_1l").other
(60, 'milk_skim_1l')
>>> difference("milk_1l 12 behind in backroom 50%").kind, difference("cola_500 6 among cola_zero_500 on floor").among
('behind', 'cola_zero_500')
"""

import re
from collections.abc import Mapping
from typing import cast

from scenarios.phrases import number_span, share, span, tidy
from scenarios.problems import PhraseError
from scenarios.specs.spans import Span
from scenarios.specs.stockroom import Amount, DifferenceKind, DifferenceSpec, Lying, Trouble, TroubleSpec
from simulator.kernel.goods import OWN

MOST = 100_000
_SKUS = r"[a-z][a-z0-9_]*(?: or [a-z][a-z0-9_]*)*"
_MUCH = rf"(?P<skus>{_SKUS}) (?P<much>\d+(?: to \d+)?)(?P<cases> cases?)?"
_UNTIL = r"(?: until (?P<until>-?\d+(?: to -?\d+)?) d)?(?: lot (?P<lot>[0-9A-Za-z]{1,20}))?"
_SHARE = r"(?: (?P<share>\d+%))?"
_GOODS = re.compile(_MUCH + _UNTIL)
_LYING = re.compile(rf"{_MUCH} (?:in|on) (?P<place>[a-z]+){_UNTIL}")
_TROUBLE = re.compile(rf"{_MUCH} (?P<kind>short|over|damaged|spoiled|torn|as (?P<other>[a-z][a-z0-9_]*)){_SHARE}")
_DATED = re.compile(rf"{_MUCH} until (?P<until>-?\d+(?: to -?\d+)?) d{_SHARE}")
_DIFFERENCE = re.compile(
    rf"{_MUCH} (?P<kind>behind in|missing from|extra in|extra on|damaged in|damaged on|spoiled in|spoiled on|torn in|"
    rf"moved from|among (?P<among>[a-z][a-z0-9_]*) (?:in|on)) (?P<place>[a-z]+)(?: to (?P<to>[a-z]+))?"
    rf"(?: until (?P<until>-?\d+(?: to -?\d+)?) d)?{_SHARE}"
)
TROUBLES = ("short", "over", "damaged", "spoiled", "torn", "as SKU", "until N d")
DIFFERENCES = (
    "behind in PLACE", "missing from PLACE", "extra in PLACE", "moved from PLACE to PLACE", "among SKU on PLACE",
    "damaged on PLACE", "spoiled in PLACE", "torn in PLACE",
)  # fmt: skip

Found = Mapping[str, str | None]


def days(text: str) -> Span:
    def one(word: str) -> int:
        return int(word)

    return span(text, one)


def until(text: str) -> Span:
    """Days until a date, as a phrase of its own.

    >>> until("9 to 11 d")
    Span(low=9, high=11)
    """
    found = re.fullmatch(r"(-?\d+(?: to -?\d+)?) d", tidy(text))
    if found is None:
        raise PhraseError("stock_until", text)
    return days(found[1])


def _amount(found: Found) -> Amount:
    dated = found.get("until")
    return Amount(
        tuple((found["skus"] or "").split(" or ")),
        number_span(found["much"] or "", 0, MOST),
        bool(found["cases"]),
        days(dated) if dated else None,
        found.get("lot") or "",
    )


def place(text: str) -> str:
    if text not in OWN:
        raise PhraseError("stock_place", text, known=OWN)
    return text


def _share(found: Found) -> int:
    return share(found["share"] or "100%")


def goods(text: str) -> Amount:
    """`SKU [or SKU] N [to M] [cases] [until A [to B] d] [lot L]`"""
    found = _GOODS.fullmatch(tidy(text))
    if found is None:
        raise PhraseError("stock_amount", text)
    return _amount(found.groupdict())


def lying(text: str) -> Lying:
    """The same with `in PLACE` or `on PLACE` behind the quantity."""
    found = _LYING.fullmatch(tidy(text))
    if found is None:
        raise PhraseError("stock_lying", text)
    return Lying(_amount(found.groupdict()), place(found["place"]))


def trouble(text: str) -> TroubleSpec:
    """Goods with what is the matter with them, and perhaps a share."""
    dated = _DATED.fullmatch(tidy(text))
    if dated is not None:
        return TroubleSpec("dated", _amount(dated.groupdict()), share=_share(dated.groupdict()))
    found = _TROUBLE.fullmatch(tidy(text))
    if found is None:
        raise PhraseError("stock_trouble", text, known=TROUBLES)
    kind = "wrong" if found["other"] else found["kind"]
    return TroubleSpec(cast(Trouble, kind), _amount(found.groupdict()), found["other"] or "", _share(found.groupdict()))


def difference(text: str) -> DifferenceSpec:
    """Goods with what is not as the books say, and perhaps a share."""
    found = _DIFFERENCE.fullmatch(tidy(text))
    if found is None or (found["kind"] == "moved from") != bool(found["to"]):
        raise PhraseError("stock_difference", text, known=DIFFERENCES)
    kind = cast(DifferenceKind, found["kind"].split()[0])
    to, where, goods = place(found["to"]) if found["to"] else "", place(found["place"]), _amount(found.groupdict())
    return DifferenceSpec(kind, goods, where, to, found["among"] or "", _share(found.groupdict()))
