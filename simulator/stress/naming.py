"""Which entries are behind what does not agree. Sums name an item or a means of payment: here the journal is read once
more, and each entry's part of such a sum is laid beside the rows that the books have of it.

It is asked only where something was found, so that a load that came out right pays nothing for it.
"""

from collections.abc import Iterable, Mapping

import msgspec

from simulator.store.stress_checks import Books, Entries, Row
from simulator.stress.audit import Audit, Key, parts_of

FEW = 3
"""So many entries are named of a sum; there may be more."""
Wanted = dict[tuple[str, Key], Entries]


def name_entries(audit: Audit, journal: Iterable[Row], books: Books) -> None:
    """Give findings the entries that they are about, where they are known by something else."""
    sums: Wanted = {(one.sums, one.key): {} for one in audit.unequal}
    sums |= {("claimed", (one.what,)): {} for one in audit.findings["claims"]}
    numbers = {one.what: "" for one in audit.findings["acknowledged"] if not one.entry}
    for row in journal:
        for (kind, key), part in parts_of(row.data):
            if kind == "number":
                if key[0] in numbers:
                    numbers[key[0]] = numbers[key[0]] or f"{row.stream}/{row.seq}"
            elif (kind, key) in sums:
                entries = sums[kind, key]
                entries[row.stream, row.seq] = entries.get((row.stream, row.seq), 0) + part
    for one in audit.unequal:
        booked = books.entries(one.sums, one.key)
        if booked is not None:
            _name(audit, one.invariant, one.at, told(sums[one.sums, one.key], booked))
    for at, found in enumerate(audit.findings["claims"]):
        _name(audit, "claims", at, _latest(sums["claimed", (found.what,)]))
    for at, found in enumerate(audit.findings["acknowledged"]):
        _name(audit, "acknowledged", at, numbers.get(found.what, ""))
    for at, found in enumerate(audit.findings["drawers"]):
        _name(audit, "drawers", at, off_since(found.what, books.drawer(found.what)))


def told(journaled: Mapping[tuple[str, int], int], booked: Mapping[tuple[str, int], int]) -> str:
    """Entries of which both do not say the same.

    >>> told({("till-1", 7): -2, ("till-2", 9): -1}, {("till-1", 7): -3, ("till-2", 9): -1, ("till-4", 1): 5})
    'till-1/7, till-4/1'
    """
    off = sorted(one for one in {**journaled, **booked} if journaled.get(one, 0) != booked.get(one, 0))
    return ", ".join(f"{stream}/{seq}" for stream, seq in off[:FEW]) + (", …" if len(off) > FEW else "")


def off_since(till: str, moves: Iterable[tuple[int, int]]) -> str:
    """Entries and what they took the drawer away from the books by: the first one from which on they never met again.

    >>> off_since("till-1", [(4, 500), (6, -500), (9, 300), (11, -200), (15, 80), (18, -80)])
    'till-1/9'
    """
    away, since = 0, 0
    for seq, amount in moves:
        since = since if away else seq
        away += amount
    return f"{till}/{since}" if away else ""


def _latest(entries: Entries) -> str:
    """Of what the books keep no rows by entry: the last one that took some."""
    return next((f"{stream}/{seq}" for stream, seq in reversed(entries)), "")


def _name(audit: Audit, invariant: str, at: int, entry: str) -> None:
    found = audit.findings[invariant][at]
    if entry and not found.entry:
        audit.findings[invariant][at] = msgspec.structs.replace(found, entry=entry)
