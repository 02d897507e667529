"""Figures that a report of our own already has, so that nobody types them."""

import msgspec


class _Imported(msgspec.Struct):
    """Of `storedrill import --json` so much as a gate asks for."""

    counts: dict[str, int]
    clean: bool


def import_figure(data: bytes) -> tuple[str, int] | None:
    """How much of a list can be taken as it stands, and of how many rows; None for what is no such report.

    >>> import_figure(b'{"counts": {"accepted": 199, "repaired": 1, "rejected": 0}, "clean": false}')
    ('99.5%', 200)
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
    return f"{whole}.{part:02d}".rstrip("0").rstrip(".") + "%", rows
