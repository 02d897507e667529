"""What a number of a judged moment stands for: which goods were not charged, or refunded without being handed in.

A fold of the journal, pure. A rule says how many; whoever reads it wants to know which.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text

Place = tuple[str, int]
"""(stream, seq)."""
Field = Literal[
    "unpaid", "wrong", "extra", "unfit", "under_age", "missing", "unsafe", "misjudged", "line.unsafe", "line.right"
]  # fmt: skip


class Cause(msgspec.Struct, frozen=True):
    """What a field of a judged event is about."""

    goods: tuple[Text, ...]
    worth: Minor = 0
    others: tuple[Text, ...] = ()
    """Of a refund without goods: what was handed in and is not what was refunded."""
    state: str = ""
    """Of a return: what the good truly is."""
    taken: str = ""
    """And what it was taken for."""
    each: "tuple[Cause, ...]" = ()
    """Where several went wrong, each in its own way."""


Causes = Mapping[Place, Mapping[str, Cause]]
"""Judged moment -> field -> what it is about."""


def causes(entries: Iterable[Entry]) -> Causes:
    """Of all moments at which goods went wrong."""
    looks: dict[str, Text] = {}
    names: dict[str, Text] = {}
    back: dict[str, dict[str, Text]] = {}
    found: dict[Place, Mapping[str, Cause]] = {}
    for entry in entries:
        what, place = entry.what, (entry.stream, entry.seq)
        if isinstance(what, s.CustomerSteppedUp | s.CustomerLaid | s.CustomerReturned):
            looks |= {good.id: good.look for good in what.goods}
            back.setdefault(what.customer, {}).update({good.id: good.look for good in what.goods if good.back})
        elif isinstance(what, f.LineAdded):
            names[what.line.sku] = what.line.name
        elif isinstance(what, f.VisitEnded):
            found[place] = _visit(what, looks, names)
        elif isinstance(what, f.ReturnLineAdded):
            one = _judged(what.line)
            found[place] = {"line.unsafe": one, "line.right": one}
        elif isinstance(what, f.ReturnCompleted):
            found[place] = _returned(what, back.get(what.customer, {}))
    return {place: about for place, about in found.items() if about}


def _judged(line: f.ReturnedLine) -> Cause:
    return Cause((line.name,), state=line.state or "intact", taken=line.condition)


def _returned(done: f.ReturnCompleted, brought: Mapping[str, Text]) -> dict[str, Cause]:
    """What was refunded without goods, what was taken for something else than it is, what must not go to the shelf."""
    about = {}
    if done.missing:
        handed = {good for line in done.lines for good in line.goods}
        left = tuple(look for good, look in brought.items() if good not in handed)
        about["missing"] = Cause(tuple(line.name for line in done.lines if line.missing), others=left)
    for field, lines in (
        ("unsafe", [line for line in done.lines if line.unsafe]),
        ("misjudged", [line for line in done.lines if not (line.right or line.unsafe)]),
    ):
        if lines and getattr(done, field):
            about[field] = Cause(tuple(line.name for line in lines), each=tuple(map(_judged, lines)))
    return about


def _visit(left: f.VisitEnded, looks: Mapping[str, Text], names: Mapping[str, Text]) -> dict[str, Cause]:
    about = {}
    worths: dict[str, Minor] = {"unpaid": left.unpaid_worth, "extra": left.extra_worth}
    for field in ("unpaid", "wrong", "extra", "unfit", "under_age"):
        known = tuple(name for id in getattr(left, field) if (name := looks.get(id) or names.get(id)) is not None)
        if known:
            about[field] = Cause(known, worths.get(field, 0))
    return about
