"""Conditions on events, compiled: `Where` -> a predicate for the fold, and the figures for the debrief.

Fields may be dotted into structs (`line.how`). A collection counts as its size, except for `contains`. A field or value
that can never match is a problem said at once: a rubric that silently matches nothing would be generous by accident.
"""

import operator
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from grading.result import Condition, Value
from scenarios.specs.conditions import Moment, Where
from scenarios.vocabulary import fields
from simulator.kernel.entries import EVENTS
from simulator.kernel.events import Event

Predicate = Callable[[Event], bool]
Getter = Callable[[Event], Any]
"""Any: a field's own type, known only from the event's class; `problems` has checked it against the condition."""

_NUMERIC: dict[str, Callable[[Any, Any], bool]] = {
    "at_most": operator.le,
    "at_least": operator.ge,
    "above": operator.gt,
    "below": operator.lt,
}
_OFF = ("off_at_most", "off_above")


class RubricError(ValueError):
    """The rubric asks for something that the journal's vocabulary does not have."""


def has_field(event: str, field: str) -> bool:
    """Whether events of that name carry the field."""
    return field in fields(event)


def problems(moment: Moment, wheres: Sequence[Where] | None = None) -> Iterator[str]:
    """Everything that keeps `wheres` (the moment's own by default) from ever being met."""
    if moment.event not in EVENTS:
        yield f"expected an event of the journal, got {moment.event!r}"
        return
    for where in moment.where if wheres is None else wheres:
        yield from _wrong(moment.event, where)


def _wrong(event: str, where: Where) -> Iterator[str]:
    for field in filter(None, (where.field, where.other)):
        if not has_field(event, field):
            known = ", ".join(EVENTS[event].__struct_fields__) or "none"
            yield f"{event} has no field {field!r}; its fields: {known}"
            return
    kind = fields(event)[where.field]
    counts = kind not in ("word", "yes_no")
    if where.op == "equals_field":
        if not where.other:
            yield f"{event}.{where.field} equals: expected another field to compare with, got none"
        return
    if where.op == "contains":
        fits, wanted = kind in ("word", "collection"), "a field that holds words or a collection"
    elif where.op == "one_of":
        fits, wanted = isinstance(where.value, tuple) and kind == "word", "a list of words"
    elif counts or where.op in _NUMERIC or where.op in _OFF:
        fits, wanted = _is_number(where.value) and counts, "a number"
    elif kind == "yes_no":
        fits, wanted = isinstance(where.value, bool), "yes or no"
    else:
        fits, wanted = isinstance(where.value, str), "a word"
    if not fits:
        yield f"{event}.{where.field} {where.op}: expected {wanted}, got {where.value!r}"


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def getter(event: str, field: str) -> Getter:
    """Reads a field as conditions see it: a collection as its size."""
    get: Getter = attrgetter(field)
    return (lambda what: len(get(what))) if fields(event)[field] == "collection" else get


def predicate(event: str, wheres: Sequence[Where]) -> Predicate | None:
    """All of `wheres` in one call; None when there is nothing to ask."""
    parts = [_predicate(event, where) for where in wheres]
    if len(parts) < 2:
        return parts[0] if parts else None

    def meets_all(what: Event) -> bool:
        return all(part(what) for part in parts)

    return meets_all


def _predicate(event: str, where: Where) -> Predicate:
    raw: Getter = attrgetter(where.field)
    get, value = getter(event, where.field), where.value
    if where.op == "is":
        return lambda what: bool(get(what) == value)
    if where.op == "is_not":
        return lambda what: bool(get(what) != value)
    if where.op == "one_of":
        several = frozenset(value) if isinstance(value, tuple) else frozenset()
        return lambda what: get(what) in several
    if where.op == "contains":
        return lambda what: value in raw(what)
    if where.op == "equals_field":
        other = getter(event, where.other)
        return lambda what: bool(get(what) == other(what))
    if where.op in _OFF:
        limit = int(value) if isinstance(value, int) else 0
        base: Getter = getter(event, where.other) if where.other else _nought
        above = where.op == "off_above"
        return lambda what: (abs(get(what) - base(what)) > limit) is above
    compare = _NUMERIC[where.op]
    return lambda what: compare(get(what), value)


def _nought(what: Event) -> int:
    return 0


def plain(value: object) -> Value:
    """A field's value as evidence keeps it."""
    if isinstance(value, str | int | bool) or value is None:
        return value
    return len(value) if isinstance(value, tuple | dict) else None


Teller = Callable[[Event | None], tuple[Condition, ...]]


def reader(field: str) -> Callable[[Event], Value]:
    """Reads a field by its (dotted) name, as evidence keeps it."""
    get: Getter = attrgetter(field)
    return lambda what: plain(get(what))


def teller(event: str, wheres: Sequence[Where]) -> Teller:
    """The conditions in figures: of an event, what was asked and what it had; of None, what was asked."""
    asked = tuple(Condition(w.field, w.op, w.value, None, w.other, _limit(w)) for w in wheres)
    parts = [
        (where, _predicate(event, where), reader(where.field), reader(where.other) if where.other else None)
        for where in wheres
    ]

    def tell(what: Event | None) -> tuple[Condition, ...]:
        if what is None:
            return asked
        return tuple(
            Condition(
                field=where.field,
                op=where.op,
                wanted=other(what) if other else where.value,
                came=came(what),
                other=where.other,
                limit=_limit(where),
                met=meets(what),
            )
            for where, meets, came, other in parts
        )

    return tell


def _limit(where: Where) -> int:
    return where.value if where.op in _OFF and isinstance(where.value, int) else 0
