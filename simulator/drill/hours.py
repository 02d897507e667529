"""Hours that may not be so, mended: which of them remain. Whoever advises and the coach who looks on agree."""

from collections.abc import Collection, Iterator, Mapping

from simulator.desk.rostering import fault, lacking
from simulator.desk.rules import DeskRules
from simulator.kernel.desk import Shift, StaffCard


def mended(
    rules: DeskRules,
    card: StaffCard,
    had: Shift,
    crew: Mapping[int, int],
    shifts: Collection[Shift],
    absent: Collection[str],
) -> Shift | None:
    """Of the hours they had those that may be, in one piece: as few short hours in the house as can be, then as many
    hours of theirs, then the earliest. None where none of them may be.
    """
    others = [shift for shift in shifts if shift.badge != had.badge]
    return min(
        _windows(rules, card, had),
        key=lambda each: (missing(crew, [*others, each], absent), each.begins - each.ends, each.begins),
        default=None,
    )


def missing(crew: Mapping[int, int], shifts: Collection[Shift], absent: Collection[str]) -> int:
    """Hours of people that are lacking, over the whole day."""
    return sum(gap for gap in lacking(crew, shifts, absent).values() if gap > 0)


def _windows(rules: DeskRules, card: StaffCard, had: Shift) -> Iterator[Shift]:
    for begins in range(had.begins, had.ends):
        for ends in range(begins + 1, had.ends + 1):
            if not fault(rules, card, begins, ends, False):
                rest = had.rest if begins < had.rest < ends - 1 else 0
                yield Shift(had.badge, begins, ends, rest)
