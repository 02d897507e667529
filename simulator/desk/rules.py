"""What the shop decides for its manager's desk: the tills' rules, what this desk may decide by itself, and how long
things may take.
"""

from dataclasses import dataclass, field

from simulator.kernel.money import Minor
from simulator.pos.rights import Others, Right
from simulator.pos.rules import Rules


@dataclass(frozen=True, slots=True)
class DeskRules:
    """The shop as its manager's desk sees it."""

    shop: Rules
    """Catalogue, money and staff: those of the tills."""
    rights: dict[str, Right] = field(default_factory=dict)
    """Operation -> right of the role that works here."""
    never: dict[str, Others] = field(default_factory=dict)
    """Operation -> who can; the role that works here may not. What is neither here nor in `rights` is free."""

    longest_shift: int = 9
    """Hours."""
    minor_longest: int = 6
    minor_latest: int = 20
    """The hour at which minors are done."""
    rest_from: int = 6
    """Who works so many hours has a break."""

    def limit(self, operation: str) -> Minor | None:
        """Up to which amount this desk decides; None: without a limit."""
        right = self.rights.get(operation)
        return right.limit if right else None
