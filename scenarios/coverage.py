"""What the shipped drills cover, from evidence: what the experienced bot's plays of each really did, met and showed.

Kept beside the scripts (`covered.json`), so that a command shows it at once. `simulator.coverage` writes it.
"""

from functools import cache
from importlib.resources import files

import msgspec

FILE = "covered.json"
SEEDS = (1, 2, 3)
"""Those of the proof."""


class Met(msgspec.Struct, frozen=True):
    """A drill, as it was played on each of the seeds."""

    id: str
    version: int
    role: str
    operations: dict[str, int]
    """Operation that was carried out -> on how many seeds."""
    faults: dict[str, int]
    """Trouble that came -> on how many seeds."""
    competencies: dict[str, int]
    """Competency -> how many moments of all plays its rules judged."""
    under: dict[str, dict[str, int]]
    """Trouble -> competency -> how many moments were judged once that trouble had come."""


class Coverage(msgspec.Struct, frozen=True):
    troubles: tuple[str, ...]
    """All that may come anywhere, whether it does or not."""
    drills: tuple[Met, ...]
    """In the order of the library."""

    def never_met(self) -> list[str]:
        """Trouble that comes in no drill."""
        return [trouble for trouble in self.troubles if not any(trouble in met.faults for met in self.drills)]


@cache
def coverage() -> Coverage:
    """Of all shipped drills."""
    data = files("scenarios").joinpath("library", FILE).read_bytes()
    return msgspec.json.decode(data, type=Coverage)
