"""Rows of a file come into a list: each is added, changes the row that has its number, or finds it as it is.

Only what a file says changes anything: a column that it lacks and a cell that is empty leave what stood there, and no
row goes because a file does not have it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.importing.known import Known
from simulator.importing.layout import Finding, Kind, Record

SAME = {"products": 2}
"""By how many of its kind's unique numbers a row is found again; of any other by the first."""
OWN = {"products": (("named",),), "staff": (("pin",),)}
"""What also has to be of one's own in a shop."""

Groups = Sequence[tuple[str, ...]]


class Change(NamedTuple):
    """A cell that is another one now."""

    key: str
    """Of its row."""
    column: str
    was: str
    became: str


@dataclass
class Joined:
    """A list with a file's rows in it."""

    records: list[Record]
    added: list[str] = field(default_factory=list)
    """Their keys."""
    changes: list[Change] = field(default_factory=list)
    same: int = 0
    """Rows of the file that the list had already, as they are."""
    kept: int = 0
    """Rows of the list that the file does not have."""
    clashes: dict[int, Finding] = field(default_factory=dict)
    """Row of the file -> why it cannot come in: what another row of the list has."""

    @property
    def changed(self) -> int:
        """Rows in which something is different now."""
        return len({change.key for change in self.changes})


def join(kind: Kind, old: Sequence[Record], new: Sequence[tuple[int, Record]], known: Known) -> Joined:
    """`new` is each row with its number in the file. Rows that clash are left out of the list."""
    joined, came = _joined(kind, old, new, known)
    clashes = dict(_clashes(kind, joined.records, came)) | joined.clashes
    if not clashes:
        return joined
    rest = join(kind, old, [(number, record) for number, record in new if number not in clashes], known)
    rest.clashes |= clashes
    return rest


def _joined(
    kind: Kind, old: Sequence[Record], new: Sequence[tuple[int, Record]], known: Known
) -> tuple[Joined, dict[int, int]]:
    """With which place of the list came from which row of the file."""
    joined = Joined([Record(record) for record in old])
    records, groups, came = joined.records, kind.unique[: SAME.get(kind.id, 1)], dict[int, int]()
    index = {key: at for at, record in enumerate(records) for key in _keys(kind, groups, record)}
    for number, record in new:
        at = next((index[key] for key in _keys(kind, groups, record) if key in index), None)
        if at is None:
            at = len(records)
            records.append(record)
            joined.added.append(str(record[kind.key]))
        elif at in came:
            given = {"row": str(came[at])}
            joined.clashes[number] = Finding("importing.duplicate", kind.key, str(record[kind.key]), given=given)
            continue
        else:
            changes = list(_changes(kind, records[at], record, known))
            joined.same += not changes
            joined.changes += changes
            records[at].update(record)
        came[at] = number
        index |= dict.fromkeys(_keys(kind, groups, records[at]), at)
    joined.kept = len(old) - sum(at < len(old) for at in came)
    return joined, came


def _changes(kind: Kind, had: Record, record: Record, known: Known) -> Iterator[Change]:
    key = str(had[kind.key])
    for column, value in record.items():
        if had[column] != value:
            show = kind.column(column).sort.show
            was = show(had[column], known) if had[column] != "" else ""
            yield Change(key, column, was, show(value, known))


def _clashes(kind: Kind, records: Sequence[Record], came: dict[int, int]) -> Iterator[tuple[int, Finding]]:
    """What two rows of the list have now, and only one may."""
    for group in (*kind.unique, *OWN.get(kind.id, ())):
        holders: dict[tuple[int, str], int] = {}
        for at, record in enumerate(records):
            for key in _keys(kind, (group,), record):
                other = holders.setdefault(key, at)
                if other != at:
                    number, owner = (came[at], other) if at in came else (came.get(other, 0), at)
                    given = {"owner": str(records[owner][kind.key])}
                    yield number, Finding("importing.taken", group[0], key[1], given=given)


def _keys(kind: Kind, groups: Groups, record: Record) -> Iterator[tuple[int, str]]:
    """By which a row is found: the number of the group, and what stands there."""
    for n, (first, *more) in enumerate(groups):
        if record[first] != "":
            for key in kind.column(first).sort.keys(record[first]):
                yield n, "\x1f".join((key, *(str(record[column]) for column in more)))
