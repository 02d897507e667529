"""The phrases of customers: what is in a basket and how it is paid.

>>> good("milk_1l x2").sku, good("apples 0.755kg").grams, good("soy_sauce torn").label
('milk_1l', Span(low=755, high=755), 'torn')
>>> good("eggs under the trolley").place, good("3 to 9 of grocery").category
('trolley', 'grocery')
>>> good("apples 0.755kg labelled").printed, good("milk_1l 2d expired 40%").share
('weigh', 40)
>>> good("soap inside bucket").place, good("soap x2 inside bucket").holder
('inside', 'bucket')
>>> [(p.kind, p.outcome) for p in way("mobile declined, then cash")]
[('mobile', 'declined'), ('cash', 'approved')]
>>> [p.kind for p in way("gift + points + mobile")]
['gift', 'points', 'mobile']
>>> [(p.kind, p.amount) for p in way("cash 20 + mobile")]
[('cash', 2000), ('mobile', 0)]
"""

import re
from typing import Any, Literal, cast

from scenarios.phrases import money, number_span, one_of, share, tidy
from scenarios.problems import PhraseError
from scenarios.specs.customers import GoodSpec, PayKind, Payment
from scenarios.specs.spans import Span
from simulator.kernel.money import CNY, Currency
from simulator.kernel.units import MEASURES

_OF = re.compile(r"(\d+(?: to \d+)?) of (\S+)")
_WEIGHT = re.compile(r"(\d+(?:\.\d{1,3})?) ?(kg|g|m|cm|l|ml)?(?: to (\d+(?:\.\d{1,3})?))? ?(kg|g|m|cm|l|ml)")
_TROLLEY = " under the trolley"
_INSIDE = re.compile(r"(.+) inside (\S+)")
LABELS = ("smudged", "torn")
_LABELLED = re.compile(r" labelled(?: as ([a-z][a-z0-9_]*))?( misprinted)?(?: (\d+%))?$")
_DATED = re.compile(r" (expired|expires today|recalled)(?: (\d+%))?$")
_SQUARE = " 2d"
PAY_KINDS = ("cash", "card", "mobile", "gift", "credit", "points")
VALUE = ("gift", "credit", "points")
"""As much as there is: whatever follows pays the rest."""
OUTCOMES = ("declined", "screenshot", "timeout", "uncharged", "unclear", "misreported", "belated", "not_presented")
UNPAID = ("declined", "screenshot", "uncharged", "unclear", "belated", "not_presented")
"""Those that end with nothing paid: another payment has to follow."""
HANDS = ("exact", "large")
FALSE = "counterfeit"
MOST_PIECES = 99
MOST_GRAMS = 30_000


def good(text: str) -> GoodSpec:
    """`SKU [xN | WEIGHT] [2d] [expired | expires today | recalled] [labelled [as SKU | misprinted]] [smudged | torn]
    [under the trolley | inside SKU]`, or `N of CATEGORY`; numbers may be spans, and a share (`expired 40%`) leaves it
    to the seed.

    >>> good("pear 400 to 900 g").grams, good("cola x1 to 3").quantity
    (Span(low=400, high=900), Span(low=1, high=3))
    """
    words = tidy(text)
    category = _OF.fullmatch(words)
    if category:
        return GoodSpec(category=category[2], quantity=number_span(category[1], 0, MOST_PIECES))
    place: Literal["belt", "trolley", "inside"] = "belt"
    holder = ""
    hidden = _INSIDE.fullmatch(words)
    if words.endswith(_TROLLEY):
        words, place = words.removesuffix(_TROLLEY), "trolley"
    elif hidden:
        words, holder, place = hidden[1], hidden[2], "inside"
    label: Literal["clean", "smudged", "torn"] = "clean"
    head, _, last = words.rpartition(" ")
    if head and last in LABELS:
        words, label = head, cast(Literal["smudged", "torn"], last)
    words, printed = _prints(words)
    sku, _, rest = words.partition(" ")
    quantity, grams, unit = Span(1, 1), Span(0, 0), ""
    if re.match(r"x ?\d", rest):
        quantity = number_span(rest[1:].strip(), 1, MOST_PIECES)
    elif rest:
        grams, unit = _measure(rest)
    if not sku:
        raise PhraseError("good", text)
    return GoodSpec(sku, quantity=quantity, grams=grams, unit=unit, label=label, place=place, holder=holder, **printed)


def _prints(words: str) -> tuple[str, dict[str, Any]]:
    """What is said of code, date and label at the end of a good, as fields; and the words before it."""
    fields: dict[str, Any] = {}
    labelled = _LABELLED.search(words)
    if labelled:
        words, fields["printed"] = words[: labelled.start()], "weigh"
        if labelled[1] or labelled[2]:
            fields["flaw"] = "mislabelled" if labelled[1] else "misprinted"
            fields["labelled_as"] = labelled[1] or ""
        fields["share"] = share(labelled[3] or "100%")
        return words, fields
    dated = _DATED.search(words)
    if dated:
        words, fields["flaw"] = words[: dated.start()], dated[1].replace(" ", "_")
        fields["share"] = share(dated[2] or "100%")
    if words.endswith(_SQUARE):
        words, fields["printed"] = words.removesuffix(_SQUARE), "2d"
    return words, fields


def _measure(text: str) -> tuple[Span, str]:
    """Thousandths of a unit, and which."""
    found = _WEIGHT.fullmatch(text)
    if found is None:
        known = [*LABELS, "labelled", "2d", "expired", "under the trolley", "inside"]
        raise PhraseError("good_detail", text, known=known)
    low, low_unit, high, unit = found.groups()
    ends = [_thousandths(low, low_unit or unit), _thousandths(high or low, unit)]
    if not all(0 < end <= MOST_GRAMS for end in ends):
        raise PhraseError("weight", text)
    if ends[1] < ends[0] or MEASURES[low_unit or unit][0] != MEASURES[unit][0]:
        raise PhraseError("span_order", text)
    return Span(ends[0], ends[1]), MEASURES[unit][0]


def _thousandths(digits: str, unit: str) -> int:
    whole, _, part = digits.partition(".")
    return (int(whole) * 1000 + int(part.ljust(3, "0") or "0")) * MEASURES[unit][1] // 1000


Way = tuple[Payment, ...]


def way(text: str, currency: Currency = CNY) -> Way:
    """One way to pay: attempts joined by `, then`, parts of a split payment joined by `+`.

    >>> way("mobile screenshot, then mobile")[0].outcome
    'screenshot'
    >>> way("cash 50")[0], way("cash large")[0].hands
    (Payment(kind='cash', amount=0, hands='given', given=5000, outcome='approved', counterfeit=False), 'large')
    >>> way("cash 100 counterfeit")[0].counterfeit, way("cash counterfeit")[0].hands
    (True, 'large')
    """
    found: list[Payment] = []
    attempts = re.split(r",? then ", tidy(text))
    for attempt in attempts:
        parts = attempt.split("+")
        for i, part in enumerate(parts):
            found.append(_payment(part.strip(), text, currency, rest_follows=i < len(parts) - 1))
    for payment in found[:-1]:
        if payment.outcome == "approved" and not payment.amount and payment.kind not in VALUE:
            raise PhraseError("way_goes_on", text)
    if found[-1].kind in VALUE and len(found) > 1:
        raise PhraseError("way_unpaid", text)
    if found[-1].outcome in UNPAID:
        raise PhraseError("way_unpaid", text)
    return tuple(found)


def _payment(part: str, text: str, currency: Currency, *, rest_follows: bool) -> Payment:
    word, _, detail = part.partition(" ")
    kind = cast(PayKind, one_of(word, PAY_KINDS, "payment"))
    if not detail:
        return Payment(kind)
    if kind in VALUE:
        raise PhraseError("value_detail", part)
    if kind == "cash":
        detail, false = detail.removesuffix(FALSE).strip(), detail.endswith(FALSE)
        if false and not detail:
            detail = "large"
        if detail in HANDS:
            return Payment(kind, hands=cast(Literal["exact", "large"], detail), counterfeit=false)
        if not re.match(r"\d", detail):
            raise PhraseError("cash_detail", detail, known=(*HANDS, FALSE))
        amount = money(detail, currency)
        return (
            Payment(kind, amount=amount, hands="exact", counterfeit=false)
            if rest_follows
            else Payment(kind, hands="given", given=amount, counterfeit=false)
        )
    outcome = detail
    amount = 0
    if re.match(r"\d", detail):
        figure, _, outcome = detail.partition(" ")
        amount = money(figure, currency)
    if outcome and outcome not in OUTCOMES:
        raise PhraseError("payment_detail", outcome, known=OUTCOMES)
    if outcome == "screenshot" and kind != "mobile":
        raise PhraseError("payment_detail", outcome, known=[word for word in OUTCOMES if word != "screenshot"])
    return Payment(kind, amount=amount, outcome=cast(Literal["declined"], outcome or "approved"))
