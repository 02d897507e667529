"""What a figure rests on: the entries it was taken from, kept while they are folded and told as stream and numbers."""

from dataclasses import dataclass, field, fields

from simulator.kernel.entries import Entry

Kept = list[Entry]
Places = dict[str, tuple[int, ...]]
"""Stream -> numbers of entries."""


def _kept() -> Kept:
    return field(default_factory=list)


@dataclass(slots=True)
class Rests:
    """Entries by what they were counted for."""

    rung: Kept = _kept()
    """At which ring time began or ended."""
    attended: Kept = _kept()
    """At which somebody came to the till or left it."""
    sold: Kept = _kept()
    tendered: Kept = _kept()
    left: Kept = _kept()
    line_voids: Kept = _kept()
    sale_voids: Kept = _kept()
    hints: Kept = _kept()
    closed: Kept = _kept()
    answered: Kept = _kept()
    ended: Kept = _kept()
    received: Kept = _kept()
    receipts: Kept = _kept()
    counts: Kept = _kept()

    def fork(self) -> "Rests":
        """An independent copy."""
        return Rests(*[getattr(self, name).copy() for name in NAMES])


NAMES = tuple(each.name for each in fields(Rests))


def places(*several: Kept) -> Places:
    """Stream -> numbers of the entries, each once, in the order of the stream."""
    found: dict[str, set[int]] = {}
    for kept in several:
        for entry in kept:
            found.setdefault(entry.stream, set()).add(entry.seq)
    return {stream: tuple(sorted(numbers)) for stream, numbers in sorted(found.items())}
