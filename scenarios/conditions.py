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
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, cast

from scenarios.phrases import choices, duration, money, number, tidy, yes_no
from scenarios.problems import PhraseError, PhraseErrors, did_you_mean
from scenarios.specs.conditions import Moment, Op, Where
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
_FIGURED = ("off_at_most", "off_above", "at_most", "at_least", "above", "below")
"""Forms that compare with a figure."""


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
    wrong: list[PhraseError] = []
    try:
        name = event(head)
    except PhraseError as error:
        name = ""
        wrong.append(error)
    found, others = read_all(name, [((), rest)], words) if has else ((), [])
    told([((), error) for error in wrong] + others)
    return Moment(name, found)


def counted(text: str, words: Words = PLAIN) -> Moment:
    """`count of EVENT [where ...]`."""
    phrase = tidy(text)
    if not phrase.startswith("count of "):
        raise PhraseError("count_of", text)
    return moment(phrase.removeprefix("count of "), words)


Placed = tuple[tuple[str | int, ...], PhraseError]
"""An error, and the steps to where it stands."""


def read_all(
    name: str, parts: Iterable[tuple[tuple[str | int, ...], str]], words: Words
) -> tuple[tuple[Where, ...], list[Placed]]:
    """The conditions that can be understood, and what is wrong with the others."""
    found: list[Where] = []
    wrong: list[Placed] = []
    for at, text in parts:
        for phrase in tidy(text).split(" and "):
            try:
                if name:
                    found.append(where(name, phrase, words))
                else:
                    form_of(phrase)
            except PhraseError as error:
                wrong.append((at, error))
    return tuple(found), wrong


def told(wrong: Sequence[Placed]) -> None:
    """Raise what is wrong, if anything is: a single error at the value itself as what it is."""
    if len(wrong) == 1 and not wrong[0][0]:
        raise wrong[0][1]
    if wrong:
        raise PhraseErrors(wrong)


def where(name: str, text: str, words: Words = PLAIN) -> Where:
    """One condition on a field of the event `name`."""
    field, form, value, other = _parts(text)
    return _where(name, _field(name, field), form, value, other, words)


def form_of(text: str) -> None:
    """Whether it reads like a condition that some event could meet."""
    field, form, value, other = _parts(text)
    for named in (field, other, value if form == "equals_field" else ""):
        if named and named not in _all_fields():
            raise PhraseError("field_of_any", named, known=_all_fields())
    if form in _FIGURED and not any(_reads(read, value) for read in (number, money, duration)):
        raise PhraseError("condition", text)


def _parts(text: str) -> tuple[str, str, str, str]:
    """Field, form, value and the field compared with."""
    phrase = tidy(text)
    for pattern, form in _FORMS:
        found = pattern.fullmatch(phrase)
        if found:
            field, value, other = (*found.groups(), None, None)[:3]
            return str(field), form, value or "", other or ""
    raise PhraseError("condition", text)


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except PhraseError:
        return False
    return True


@cache
def _all_fields() -> tuple[str, ...]:
    return tuple(dict.fromkeys(field for name in EVENTS for field in fields(name)))


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
    if known is None:
        _as_written(field, word)
    elif word not in known:
        raise PhraseError("value", word, known=known, field=field)


def _as_written(field: str, word: str) -> None:
    """Any word may stand here, but none that was meant as one of the language."""
    meant = "" if word == "empty" else did_you_mean(word.removeprefix("not "), ("empty",))
    if meant or (" " in word and not field.endswith((".en", ".zh"))):
        raise PhraseError("one_word", word, known=("empty",), field=field)
