"""What a file did to a shop's list: sentences, and the same for machines."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from simulator.importing.layout import Kind
from simulator.importing.preview import Preview
from simulator.importing.product import ADULTS
from simulator.importing.report import sentence
from simulator.locale import Words
from simulator.shops.balances import Balances
from simulator.shops.joining import Joined

MOST = 40
"""Cells that were changed and are told one by one."""


class Arrival(NamedTuple):
    """A file at a shop's door."""

    shop: str
    """Its folder."""
    found: Preview
    joined: Joined
    written: bool
    new: bool
    """The shop was made for it."""
    notes: tuple[tuple[str, dict[str, object]], ...] = ()
    """What was taken where the file says nothing: text ids with their figures."""
    balances: Balances | None = None
    """What the shop owes now, where the list is about that."""

    @property
    def left_out(self) -> int:
        """Rows that are not in the shop."""
        return len(self.found.rejected) + len(self.joined.clashes)


def in_words(arrival: Arrival, words: Words) -> Iterator[str]:
    found, joined = arrival.found, arrival.joined
    for number, finding in sorted(joined.clashes.items()):
        yield sentence(found, number, finding, words)
    if not arrival.written:
        yield words("shops.refused", count=arrival.left_out, shop=arrival.shop)
        return
    if arrival.new:
        yield words("shops.new", shop=arrival.shop)
    for change in joined.changes[:MOST]:
        name = words.both(found.kind.column(change.column).name)
        was = words("importing.quoted", text=change.was) if change.was else words("importing.nothing")
        yield words("shops.changed", key=change.key, column=name, was=was, became=change.became)
    if len(joined.changes) > MOST:
        yield words("shops.more_changed", count=len(joined.changes) - MOST)
    for id, given in arrival.notes:
        yield words(id, **given)
    if arrival.balances is not None:
        yield words("shops.balances", **arrival.balances._asdict())
    yield words(
        "shops.sum", shop=arrival.shop, kind=words.both(found.kind.name), added=len(joined.added),
        changed=joined.changed, same=joined.same, kept=joined.kept, left=arrival.left_out,
    )  # fmt: skip


def as_json(arrival: Arrival) -> dict[str, Any]:
    joined = arrival.joined
    return {
        "shop": arrival.shop,
        "written": arrival.written,
        "new": arrival.new,
        "added": joined.added,
        "changed": [change._asdict() for change in joined.changes],
        "same": joined.same,
        "kept": joined.kept,
        "left_out": arrival.left_out,
        "clashes": [
            {"row": number, "column": finding.column, "got": finding.got, **finding.given}
            for number, finding in sorted(joined.clashes.items())
        ],
        "notes": [{"id": id, **given} for id, given in arrival.notes],
        **({"balances": arrival.balances._asdict()} if arrival.balances is not None else {}),
    }


def notes_of(kind: Kind, joined: Joined) -> tuple[tuple[str, dict[str, object]], ...]:
    """What a shop goes by where its list says nothing, as far as it matters to who plays in it."""
    if kind.id == "products":
        bare = sum(record["tax"] == "" for record in joined.records)
        adult = sum(record["age"] == "" and record["category"] in ADULTS for record in joined.records)
        found = Counter({"shops.note_tax": bare, "shops.note_age": adult})
    elif kind.id == "staff":
        found = Counter({"shops.note_pin": sum(record["pin"] == "" for record in joined.records)})
    elif kind.id == "members":
        bare = sum(record.number("stored") > 0 and not record["value_card"] for record in joined.records)
        found = Counter({"shops.note_cards": bare})
    else:
        found = Counter()
    return tuple((id, {"count": count}) for id, count in found.items() if count)
