"""Readiness without the names of those of whom it says something that they would rather not have read.

Who stands on the roster and what exams they lack is told by name; how badly somebody did is not.
"""

from collections.abc import Mapping

import msgspec

from grading.readiness.model import Annex, Kind, Lack, Readiness, Row

LOW = 3
"""A grade below it is a low one."""
BY_NAME: tuple[Kind, ...] = ("operations", "trained")
"""Kinds that lack somebody, because of how they did."""


def weak(ready: Readiness) -> set[str]:
    """Names of those with a low grade, or who did less well than a gate asks for."""
    found = {one.name for one in ready.annex.grades if one.grade is not None and one.grade < LOW}
    for row in ready.rows:
        for lack in row.outcome.lacks:
            found |= {lack.subject} if row.gate.kind in BY_NAME else _who(row, lack)
    return found


def _who(row: Row, lack: Lack) -> set[str]:
    """Who tried a rehearsal last, and did not pass."""
    return set(lack.things) if row.gate.kind == "rehearsed" else set()


def hushed(ready: Readiness, signs: Mapping[str, str]) -> Readiness:
    """The same with a sign in the place of each of these names, but on the roster."""

    def lack(row: Row, one: Lack) -> Lack:
        if row.gate.kind in BY_NAME:
            return msgspec.structs.replace(one, subject=signs.get(one.subject, one.subject))
        if row.gate.kind == "rehearsed":
            return msgspec.structs.replace(one, things=tuple(signs.get(name, name) for name in one.things))
        return one

    def of(row: Row) -> Row:
        lacks = tuple(lack(row, one) for one in row.outcome.lacks)
        return msgspec.structs.replace(row, outcome=msgspec.structs.replace(row.outcome, lacks=lacks))

    grades = tuple(msgspec.structs.replace(one, name=signs.get(one.name, one.name)) for one in ready.annex.grades)
    annex = Annex(grades, ready.annex.notes)
    return msgspec.structs.replace(ready, rows=tuple(of(row) for row in ready.rows), annex=annex)
