"""Whose visit a moment belongs to, and what was done in it: one customer's steps, also where others came in between."""

from collections.abc import Iterator, Sequence

from simulator.drill.lessons.following import Side
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.facts import VisitEnded
from simulator.kernel.stimuli import CustomerReturned, CustomerSteppedAside, CustomerSteppedUp


def served(entries: Sequence[Entry], about: str = "") -> str:
    """Whom the last of these entries concerns: who it names, else who stands at the counter; empty for nobody."""
    last = next((e for e in reversed(entries) if e.stream != SHOP), None)
    if last is None:
        return ""
    named = about or str(getattr(last.what, "customer", ""))
    return named or [who for _, who in _at_counter([e for e in entries if e.stream == last.stream])][-1]


def of_visit(side: Side, customer: str) -> Side | None:
    """A side with what was done while that customer stood at the counter; None: they never did, or nothing was done."""
    there = {id(entry) for entry, who in _at_counter(side.entries) if who == customer}
    kept = tuple(step for step in side.steps if id(step.entry) in there)
    return Side(side.entries, kept, side.at) if kept else None


def _at_counter(entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Each entry with who stood at its station's counter; who leaves by it is still there."""
    here: dict[str, str] = {}
    for entry in entries:
        what = entry.what
        if isinstance(what, CustomerSteppedUp | CustomerReturned):
            here[entry.stream] = what.customer
        yield entry, here.get(entry.stream, "")
        if isinstance(what, VisitEnded | CustomerSteppedAside) and here.get(entry.stream) == what.customer:
            here[entry.stream] = ""
