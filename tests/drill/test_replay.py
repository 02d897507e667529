"""Where a replay stops: at the first entry that the rules would not have written, and not before."""

from simulator.drill.replay import Difference, Replayed, verify
from simulator.kernel import commands as c
from simulator.kernel.entries import encode
from simulator.kernel.events import Fact
from simulator.pos.state import Till
from tests.pos.counter import MILK, PROMOTED, SOY, Counter

Stored = list[tuple[str, bytes]]


def stored() -> tuple[Stored, list[int]]:
    """A small run, and where in it facts stand that something caused."""
    counter = Counter(PROMOTED)
    counter.customer("milk", "soy")
    for command in (c.Scan(MILK), c.Scan(SOY), c.Scan(MILK), c.VoidLine(9), c.StartTender(), c.TenderCash(5000)):
        counter.do(command)
    entries = counter.tape.entries
    return [(e.stream, encode(e)) for e in entries], [
        n for n, e in enumerate(entries) if e.cause and isinstance(e.what, Fact)
    ]


def replayed(lines: Stored) -> Replayed:
    return verify(lines, lambda station: Till(PROMOTED, station))


def test_a_run_is_read_to_its_end() -> None:
    lines, facts = stored()
    assert replayed(lines) == Replayed(len(lines), replayed(lines).inputs)
    assert len(facts) > 8


def test_what_was_altered_or_cut_off_is_named() -> None:
    lines, facts = stored()
    for at in facts:
        stream, was = lines[at]
        other = was.replace(b'"till"', b'"tall"')
        altered = replayed([*lines[:at], (stream, other), *lines[at + 1 :]])
        assert (altered.entries, altered.difference) == (at + 1, Difference(stream, at, was, other))
        cut = replayed(lines[:at])
        assert (cut.entries, cut.difference) == (at, Difference(stream, at, was, b""))


def test_what_nothing_caused_is_named() -> None:
    lines, facts = stored()
    last = facts[-1]
    found = replayed([*lines, lines[last]])
    assert (found.entries, found.difference) == (len(lines) + 1, Difference(lines[last][0], last, b"", lines[last][1]))
