"""What all devices share: UnifiedPOS names, and the shape of an answer.

Every device offers the same three doors; times are integer milliseconds of virtual time:

- `receive(data, now)` takes what came over the wire,
- `tick(now)` lets time pass,
- `next_deadline` says when to call `tick` at the latest (None: nothing is under way).

Both calls, and every verb of a person's hand (`open_cover`, `put` ...), return a `Reaction`.
"""

from typing import Generic, Literal, NamedTuple, TypeVar

ErrorName = Literal[
    "E_CLOSED",
    "E_ILLEGAL",
    "E_NOHARDWARE",
    "E_OFFLINE",
    "E_FAILURE",
    "E_TIMEOUT",
    "E_BUSY",
    "EPTR_COVER_OPEN",
    "EPTR_REC_EMPTY",
]
"""Why a device could not do what was asked."""

StatusName = Literal[
    "SUE_POWER_ONLINE",
    "SUE_POWER_OFF_OFFLINE",
    "PTR_SUE_COVER_OPEN",
    "PTR_SUE_COVER_OK",
    "PTR_SUE_REC_EMPTY",
    "PTR_SUE_REC_NEAREMPTY",
    "PTR_SUE_REC_PAPEROK",
    "CASH_SUE_DRAWEROPEN",
    "CASH_SUE_DRAWERCLOSED",
    "SCAL_SUE_STABLE_WEIGHT",
    "SCAL_SUE_WEIGHT_UNSTABLE",
    "SCAL_SUE_WEIGHT_ZERO",
    "SCAL_SUE_WEIGHT_OVERWEIGHT",
    "SCAL_SUE_WEIGHT_UNDER_ZERO",
    "PWR_SUE_PWR_SOURCE",
    "PWR_SUE_UPS_LOW",
    "PWR_SUE_UPS_CRITICAL",
    "PWR_SUE_SHUTDOWN",
]
"""UnifiedPOS status updates."""


class Status(NamedTuple):
    """A device changed its state at `at`."""

    name: StatusName
    at: int


E = TypeVar("E")


class Reaction(NamedTuple, Generic[E]):
    """Bytes for the other end of the wire, and what happened, in order."""

    out: bytes = b""
    events: tuple[E, ...] = ()
