"""Where the focus goes when an arrow key is pressed: to the nearest thing in that direction, as the eye would."""

from collections.abc import Sequence

from textual.geometry import Region


def nearest(here: Region, others: Sequence[Region], dx: int, dy: int) -> int | None:
    """Index of the region that lies next in direction (dx, dy), or None where nothing does.

    What lies straight ahead comes before what is off to the side; then the nearer one.
    """
    best: tuple[bool, int, int, int] | None = None
    for index, other in enumerate(others):
        ahead = (
            _gap(here.x, here.right, other.x, other.right) if dx else _gap(here.y, here.bottom, other.y, other.bottom)
        )
        if ahead * (dx or dy) <= 0:
            continue
        aside = (
            abs(_gap(here.y, here.bottom, other.y, other.bottom))
            if dx
            else abs(_gap(here.x, here.right, other.x, other.right))
        )
        offset = abs(other.x - here.x) if dy else abs(other.y - here.y)
        score = (aside > 0, abs(ahead) + 2 * aside, offset, index)
        if best is None or score < best:
            best = score
    return best[3] if best else None


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    """How far the other span lies after (+) or before (-) this one; 0 where they overlap."""
    if other_start >= end:
        return other_start - end + 1
    if other_end <= start:
        return other_end - start - 1
    return 0
