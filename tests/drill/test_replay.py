"""Where a replay stops: at the first entry that the rules would not have written, and not before."""

import msgspec

from simulator.drill.replay import Difference, Replayed, verify
from simulator.kernel import commands as c
from simulator.kernel.entries import SHOP, encode
from simulator.kernel.events import Fact
from simulator.pos.billing import Repricing, told_at_first
from simulator.pos.engine import apply
from simulator.pos.state import Till
from tests.pos.counter import MILK, PROMOTED, RICE, SOY, Counter

LI = "2900000000018"
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


def test_lines_that_were_told_whole_are_read_as_they_are_told_today() -> None:
    """Journals of the first versions: the same sale stands at the till, and deciding it anew agrees with them."""
    counter, rules = Counter(PROMOTED), PROMOTED
    counter.customer(*["milk"] * 5, "soy", "rice")
    first, seen = Till(rules, "till-1"), []
    for command in (*[c.Scan(MILK)] * 5, c.Scan(SOY), c.Scan(RICE), c.VoidLine(2), c.IdentifyMember(LI), c.VoidLine(7)):
        counter.do(command)
    for entry in [entry for entry in counter.tape.entries if entry.stream != SHOP]:
        told = entry
        if isinstance(entry.what, Repricing) and entry.what.given is not None:
            told = msgspec.structs.replace(entry, what=told_at_first(first.sale, entry.what))
        apply(first, told)
        seen.append((told.stream, encode(told)))
    whole = [line for _, line in seen if b'"lines":[{' in line]
    assert len(whole) >= 4
    assert any(b'"member_identified"' in line for line in whole)
    assert first.sale == counter.till.sale
    found = verify(seen, lambda station: Till(rules, station))
    assert (found.entries, found.difference) == (len(seen), None)
