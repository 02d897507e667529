"""The phrases of rubrics: which event is meant, and what must hold of its fields.

>>> moment("payment_taken where kind is cash and amount above 50.00").where[1]
Where(field='amount', op='above', value=5000, other='')
>>> where("change_given", "so_far equals due").other
'due'
>>> where("visit_ended", "change_off off by more than 10.00").value
1000
>>> counted("count of slip_written")
Moment(event='slip_written', where=())
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, cast

from scenarios.phrases import choices, duration, money, number, tidy, yes_no
from scenarios.problems import PhraseError
from scenarios.specs import Moment, Op, Where
from scenarios.vocabulary import CUSTOMER_FIELDS, SKU_FIELDS, Kind, fields, values
from simulator.kernel.entries import EVENTS
from simulator.kernel.money import CNY, Currency

_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), op)
    for pattern, op in (
        (r"(\S+) off by at most (\S+)(?: from (\S+))?", "off_at_most"),
        (r"(\S+) off by more than (\S+)(?: from (\S+))?", "off_above"),
        (r"(\S+) equals (\S+)", "equals_field"),
        (r"(\S+) at most (.+)", "at_most"),
        (r"(\S+) at least (.+)", "at_least"),
        (r"(\S+) above (.+)", "above"),
        (r"(\S+) below (.+)", "below"),
        (r"(\S+) contains (.+)", "contains"),
        (r"(\S+) is not empty", "filled"),
        (r"(\S+) is empty", "empty"),
        (r"(\S+) is not (.+)", "is_not"),
        (r"(\S+) is (.+)", "is"),
    )
)
FORMS = (
    "is",
    "is not",
    "is one of",
    "is empty",
    "equals",
    "above",
    "below",
    "at most",
    "at least",
    "off by",
    "contains",
)


class Words(NamedTuple):
    """What a particular script adds to the vocabulary: its people, its answers, its shop's goods and money."""

    currency: Currency = CNY
    skus: Mapping[str, object] | None = None
    customers: frozenset[str] | None = None
    replies: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()


PLAIN = Words()


def event(text: str) -> str:
    """The wire name of an event."""
    word = tidy(text)
    if word not in EVENTS:
        raise PhraseError("event", text, known=EVENTS)
    return word


def moment(text: str, words: Words = PLAIN) -> Moment:
    """`EVENT` or `EVENT where CONDITION [and CONDITION]`."""
    head, has, rest = tidy(text).partition(" where ")
    name = event(head)
    return Moment(name, conditions(name, rest, words) if has else ())


def counted(text: str, words: Words = PLAIN) -> Moment:
    """`count of EVENT [where ...]`."""
    phrase = tidy(text)
    if not phrase.startswith("count of "):
        raise PhraseError("count_of", text)
    return moment(phrase.removeprefix("count of "), words)


def conditions(name: str, text: str | Iterable[str], words: Words = PLAIN) -> tuple[Where, ...]:
    """Conditions joined by `and`, or a list of them; all must hold."""
    parts = tidy(text).split(" and ") if isinstance(text, str) else [tidy(part) for part in text]
    return tuple(where(name, part, words) for part in parts)


def where(name: str, text: str, words: Words = PLAIN) -> Where:
    """One condition on a field of the event `name`."""
    phrase = tidy(text)
    for pattern, form in _FORMS:
        found = pattern.fullmatch(phrase)
        if found:
            field, value, other = (*found.groups(), None, None)[:3]
            return _where(name, _field(name, str(field)), form, value or "", other or "", words)
    raise PhraseError("condition", text)


def _field(name: str, field: str) -> str:
    known = fields(name)
    if field not in known:
        raise PhraseError("field", field, known=known, event=name)
    return field


def _where(name: str, field: str, form: str, value: str, other: str, words: Words) -> Where:
    kind = fields(name)[field]
    if form == "equals_field":
        same = _field(name, value)
        if fields(name)[same] != kind:
            raise PhraseError("field_alike", value, field=field)
        return Where(field, "equals_field", other=same)
    if form in ("empty", "filled"):
        if kind not in ("collection", "word"):
            raise PhraseError("field_fits", f"is {'not ' if form == 'filled' else ''}empty", field=field)
        return Where(field, "is" if form == "empty" else "is_not", 0 if kind == "collection" else "")
    if form == "contains":
        if kind not in ("collection", "word"):
            raise PhraseError("field_fits", form, field=field)
        return Where(field, "contains", value)
    if form in ("is", "is_not"):
        return _is(name, field, cast(Op, form), value, kind, words)
    if kind in ("word", "yes_no"):
        raise PhraseError("field_fits", form.replace("_", " "), field=field)
    return Where(field, cast(Op, form), _figure(kind, value, words), _field(name, other) if other else "")


def _is(name: str, field: str, op: Op, value: str, kind: Kind, words: Words) -> Where:
    if kind == "yes_no":
        return Where(field, op, yes_no(value))
    if kind != "word":
        return Where(field, op, _figure(kind, value, words))
    among = choices(value.removeprefix("one of ") if "[" not in value else value)
    for word in among:
        _known(name, field, word, words)
    if len(among) == 1:
        return Where(field, op, among[0])
    if op == "is_not":
        raise PhraseError("not_one_of", value)
    return Where(field, "one_of", among)


def _figure(kind: Kind, value: str, words: Words) -> int:
    if kind == "money":
        return money(value, words.currency)
    if kind == "time":
        return duration(value)
    return number(value)


def _known(name: str, field: str, word: str, words: Words) -> None:
    known: Iterable[str] | None = values(name, field) or None
    if field in ("reply", "about") and known:
        known = (*known, *sorted(words.replies if field == "reply" else words.questions))
    elif field in SKU_FIELDS:
        known = words.skus
    elif field in CUSTOMER_FIELDS:
        known = words.customers
    if known is not None and word not in known:
        raise PhraseError("value", word, known=known, field=field)
