"""What stock cost: first in, first out, by item, in whole minor units.

    layers of an item, oldest first:  [quantity, what all of it cost], ...

Of a layer of 3 that cost 1.00, the pieces cost 0.33, 0.34 and 0.33: a part is rounded by the one rule, and the last
piece takes what is left. So no cent is lost, in whatever portions goods leave.

Tills sell without asking, so more can be sold than the books have. What is owed then is one layer with a negative
quantity, at the cost that was known last; the next goods to come in settle it, and the difference is `revalued`.

>>> layers = Layers()
>>> layers.put(3, 100)
0
>>> layers.take(1), layers.take(1), layers.take(1)
(33, 34, 33)
>>> layers.take(2), layers.value
(66, -66)
>>> layers.put(4, 200), layers.quantity, layers.value
(34, 2, 100)
"""

from dataclasses import dataclass, field

from simulator.kernel.money import Minor, divide


@dataclass(slots=True)
class Layers:
    """An item's stock by what it cost."""

    rows: list[list[int]] = field(default_factory=list)
    """[quantity, value], oldest first; a single one with a negative quantity where more was sold than there was."""
    last: tuple[int, int] = (0, 0)
    """Quantity and value of what came in last, for what is sold before it is received."""

    @property
    def quantity(self) -> int:
        return sum(quantity for quantity, _ in self.rows)

    @property
    def value(self) -> Minor:
        return sum(value for _, value in self.rows)

    def copy(self) -> "Layers":
        return Layers([list(row) for row in self.rows], self.last)

    def usual(self, quantity: int) -> Minor:
        """What so much would cost at the cost that was known last."""
        known, value = self.last
        return divide(value * quantity, known) if known else 0

    def take(self, quantity: int) -> Minor:
        """So much leaves the stock: what it cost."""
        taken = 0
        while quantity and self.rows and self.rows[0][0] > 0:
            row = self.rows[0]
            part = min(quantity, row[0])
            cost = divide(row[1] * part, row[0])
            quantity, taken = quantity - part, taken + cost
            row[0], row[1] = row[0] - part, row[1] - cost
            if not row[0]:
                del self.rows[0]
        if quantity:
            cost = self.usual(quantity)
            taken += cost
            if self.rows:
                self.rows[0][0] -= quantity
                self.rows[0][1] -= cost
            else:
                self.rows.append([-quantity, -cost])
        return taken

    def put(self, quantity: int, value: Minor) -> Minor:
        """So much comes in at that cost: by how much what was sold before it came had been valued too low."""
        if quantity:
            self.last = (quantity, value)
        revalued = 0
        if quantity and self.rows and self.rows[0][0] < 0:
            owed = self.rows[0]
            part = min(quantity, -owed[0])
            was = divide(-owed[1] * part, -owed[0])
            now = divide(value * part, quantity)
            owed[0], owed[1] = owed[0] + part, owed[1] + was
            if not owed[0]:
                del self.rows[0]
            quantity, value, revalued = quantity - part, value - now, now - was
        if quantity:
            self.rows.append([quantity, value])
        return revalued
