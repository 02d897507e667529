"""Figures that a report of our own already has, so that nobody types them."""

from typing import NamedTuple

import msgspec


class Figure(NamedTuple):
    """What a report says: a figure as it is typed, its sample, and of which list it is."""

    value: str
    n: int
    part: str = ""


class _Imported(msgspec.Struct):
    """Of `storedrill import --json` so much as a gate asks for."""

    counts: dict[str, int]
    clean: bool
    kind: str = msgspec.field(default="", name="as")


def import_figure(data: bytes) -> Figure | None:
    """How much of a list can be taken as it stands, and of how many rows; None for what is no such report.

    >>> import_figure(b'{"counts": {"accepted": 199, "repaired": 1, "rejected": 0}, "clean": false}')
    Figure(value='99.5%', n=200, part='')
    """
    try:
        report = msgspec.json.decode(data, type=_Imported)
        rows = sum(report.counts[name] for name in ("accepted", "repaired", "rejected"))
        accepted = report.counts["accepted"]
    except (msgspec.DecodeError, KeyError):
        return None
    if not rows:
        return None
    hundredths = accepted * 10_000 // rows
    if hundredths == 10_000 and not report.clean:  # every row is right, and yet the list's totals are not
        hundredths = 9_999
    whole, part = divmod(hundredths, 100)
    return Figure(f"{whole}.{part:02d}".rstrip("0").rstrip(".") + "%", rows, report.kind)
