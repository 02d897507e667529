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
Field = Literal["unpaid", "wrong", "extra", "unfit", "missing", "line.unsafe", "line.right"]


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
            line = what.line
            one = Cause((line.name,), state=line.state or "intact", taken=line.condition)
            found[place] = {"line.unsafe": one, "line.right": one}
        elif isinstance(what, f.ReturnCompleted) and what.missing:
            handed = {good for line in what.lines for good in line.goods}
            left = tuple(look for good, look in back.get(what.customer, {}).items() if good not in handed)
            refunded = tuple(line.name for line in what.lines if line.missing)
            found[place] = {"missing": Cause(refunded, others=left)}
    return {place: about for place, about in found.items() if about}


def _visit(left: f.VisitEnded, looks: Mapping[str, Text], names: Mapping[str, Text]) -> dict[str, Cause]:
    about = {}
    worths: dict[str, Minor] = {"unpaid": left.unpaid_worth, "extra": left.extra_worth}
    for field, ids in (("unpaid", left.unpaid), ("wrong", left.wrong), ("extra", left.extra), ("unfit", left.unfit)):
        known = tuple(name for id in ids if (name := looks.get(id) or names.get(id)) is not None)
        if known:
            about[field] = Cause(known, worths.get(field, 0))
    return about
