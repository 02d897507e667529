"""What a report was asked for, as plain data inside of it: all that has to be known to work it out again."""

from typing import Any, Literal

import msgspec

from grading.readiness.model import Gate, Profile
from simulator import __version__

UNKNOWN = "0"
"""Of a report that does not say which version wrote it: the first ones did not."""


class Kept(msgspec.Struct, frozen=True):
    """How far the data folder had come: what was added since is no part of the report."""

    results: int
    """Number of the last result."""
    attached: int
    checks: int
    tested: tuple[int, ...] = ()
    """Rows of the acceptance test: cases, trials, issues, steps."""
    answers: tuple[tuple[str, int], ...] = ()
    """Day and score of each answer to how content somebody is; none for too few."""
    gone: int = 0
    """How many people were here no more; the first ones to go."""
    people: int | None = None
    """How many people there were, with those; who came later is nobody to this report. An older one does not say."""
    renamed: str | None = None
    """When somebody had got another name for the last time; empty for never. An older one does not say."""
    waivers: int | None = None
    """How many waivers had been given in this folder. An older one does not say."""


Asking = Literal["readiness", "trainee", "class", "store"]
"""The kinds of reports."""


class Asked(msgspec.Struct, frozen=True, omit_defaults=True):
    kind: Asking
    made: str
    """The moment as of which it is worked out, with its zone."""
    day: str
    kept: Kept
    gates: tuple[Gate, ...] = ()
    gates_sha256: str = ""
    stores: tuple[Profile, ...] = ()
    profiles_sha256: tuple[str, ...] = ()
    """Of the profiles' files, in the same order."""
    person: str = ""
    others: bool = False
    """More than one store is kept: evidence that names none counts for none."""
    role: str = ""
    since: str = ""
    until: str = ""
    by: str = ""
    """The plan goes to this day."""
    names: bool = False
    earlier: tuple[dict[str, Any], ...] = ()
    """Figures of earlier reports, the oldest first: the day, and id -> numerator and denominator, by block."""
    product: str = __version__

    def plain(self) -> dict[str, Any]:
        """Which version wrote it is always said."""
        made: dict[str, Any] = msgspec.to_builtins(self)
        return {**made, "product": self.product}


def read_asked(plain: dict[str, Any]) -> Asked:
    """Raises `msgspec.ValidationError` for what no version of ours has asked."""
    return msgspec.convert({"product": UNKNOWN, **plain}, Asked)
