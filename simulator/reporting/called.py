"""What a report calls people of whom the data folder keeps no name any more, since they were deleted.

Each session that a report lists says whose it was, by a name or by a sign; results still hang on the id. What a roster
says of somebody whom the report otherwise calls by a sign can be told of one alone: of several nobody knows who is who.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from grading.reports.rows import sign_of
from simulator.reporting.asked import Asked
from simulator.reporting.then import Then
from simulator.store.attempts import Tried

RUN = "run:"


def called_in(
    said: Mapping[str, Any], asked: Asked, rows: Iterable[Tried], then: Then, lost: set[str]
) -> dict[str, str]:  # fmt: skip
    """Id -> name, of those that are `lost`; whom the report calls by two names is called by none."""
    whose = {row.run: row for row in rows}
    found: dict[str, set[str]] = {}
    for run, name in _named(said):
        row = whose.get(run)
        if row is not None and row.person in lost and name != sign_of(row.person):
            found.setdefault(row.person, set()).add(name)
    for run, name in _vouched(said):
        row = whose.get(run)
        if row is not None and row.attested_by in lost and name != sign_of(row.attested_by):
            found.setdefault(row.attested_by, set()).add(name)
    if asked.person in lost:
        found.setdefault(asked.person, set()).add(str(said.get("subject", {}).get("en", "")))
    for person, name in _listed(said, asked, then):
        if person in lost and name != sign_of(person):
            found.setdefault(person, set()).add(name)
    told = {person: names.pop() for person, names in found.items() if len(names) == 1}
    rest = [one.person for one in then.people if one.person in lost - told.keys() and "trainer" not in one.roles]
    known = {one.name for one in then.people if not one.gone} | set(told.values()) | _strangers(said)
    names = dict.fromkeys(member.name for profile in asked.stores for member in profile.staff)
    open_ones = [name for name in names if name not in known]
    if len(rest) == len(open_ones) == 1:
        told[rest[0]] = open_ones[0]
    return told


def _named(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Session and name: of the table of all of them, and of the lines of heat maps."""
    for block in said["blocks"]:
        if block.get("id") == "sessions":
            at = [column["id"] for column in block["columns"]].index("person")
            yield from ((str(row[0]), str(row[at])) for row in block["rows"])
        for line in block.get("lines", ()) if block.get("type") == "heat" else ():
            for on in line.get("rests_on", ()):
                yield on.removeprefix(RUN), str(line["name"])


def _listed(said: Mapping[str, Any], asked: Asked, then: Then) -> Iterator[tuple[str, str]]:
    """Person and name: of a class's table of everybody, in the order in which they came; who never played stands
    there alone."""
    here = [
        one.person
        for one in then.people
        if one.person not in then.went and "trainer" not in one.roles and asked.role in ("", *one.roles[:1])
    ]
    for block in said["blocks"] if asked.kind == "class" else ():
        if block.get("id") == "people" and len(block["rows"]) == len(here):
            yield from zip(here, (str(row[0]) for row in block["rows"]), strict=True)


def _vouched(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Session and the trainer who vouched for it."""
    for block in said["blocks"]:
        if block.get("type") == "manifest":
            names = [column["id"] for column in block["table"]["columns"]]
            for row in block["table"]["rows"]:
                if row[names.index("by")]:
                    yield str(row[names.index("id")]), str(row[names.index("by")])


def _strangers(said: Mapping[str, Any]) -> set[str]:
    """Names of a roster of which the report says that nobody is called so here."""
    from simulator.reporting.words import Both

    mark = "\0"
    before, _, after = Both()("readiness.note_no_person", about=mark).en.partition(mark)
    notes = [item["text"]["en"] for block in said["blocks"] if block.get("id") == "notes" for item in block["items"]]
    return {one.removeprefix(before).removesuffix(after) for one in notes if one.startswith(before)}
