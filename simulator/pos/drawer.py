"""Notes and coins that really lie somewhere, and what the book says should be in the drawer."""

from dataclasses import dataclass, field

from simulator.kernel.money import Minor, Pieces, worth


def move(source: Pieces | None, target: Pieces | None, moved: Pieces) -> None:
    """Notes and coins from one heap to another, or (None) out of sight."""
    for value, count in moved.items():
        if source is not None:
            source[value] = source.get(value, 0) - count
            if not source[value]:
                del source[value]
        if target is not None:
            target[value] = target.get(value, 0) + count


def false_among(pieces: Pieces, false: Pieces, moved: Pieces) -> Pieces:
    """The false ones among `moved`, a handful out of `pieces` with these `false` ones: genuine ones as far as they go.

    >>> false_among({10000: 3}, {10000: 1}, {10000: 2}), false_among({10000: 3}, {10000: 1}, {10000: 3})
    ({}, {10000: 1})
    """
    among = {value: moved.get(value, 0) - pieces.get(value, 0) + count for value, count in false.items()}
    return {value: count for value, count in among.items() if count > 0}


@dataclass(slots=True)
class Drawer:
    """Real notes and coins; `expected` is what the book says should be there."""

    pieces: Pieces = field(default_factory=dict)
    expected: Minor = 0
    false: Pieces = field(default_factory=dict)
    """The false notes among them, which nobody has noticed."""
    opened_at: int | None = None
    locked: bool = False
    stuck: bool = False
    """It did not spring open when it should have: no pulse opens it, its key does."""

    @property
    def open(self) -> bool:
        return self.opened_at is not None

    @property
    def springs(self) -> bool:
        """Whether a pulse opens it now."""
        return not self.open and not self.locked and not self.stuck

    @property
    def amount(self) -> Minor:
        return worth(self.pieces)

    def take_out(self, pieces: Pieces) -> None:
        """Pieces leave; a false note goes with them only where no genuine one was left to take."""
        false = false_among(self.pieces, self.false, pieces)
        move(self.pieces, None, pieces)
        move(self.false, None, false)
