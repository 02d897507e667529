"""What the seed draws from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A whole number the seed draws between `low` and `high`, both included; equal ends are a plain value."""

    low: int
    high: int
