"""What a manager's figures need of a shop that no journal says: its floor, its people's hours, what goods cost."""

import msgspec

from simulator.kernel.money import Minor, divide
from simulator.kernel.texts import Text


class GoodsGroup(msgspec.Struct, frozen=True):
    """A category (品类) as a manager knows it."""

    name: Text
    cost: int
    """Purchase price without tax, in percent of the shelf price."""


class Premises(msgspec.Struct, frozen=True):
    """The shop behind its books; every figure is that of an ordinary day."""

    floor: int
    """Sales floor in square metres."""
    people: int
    """On the payroll, in full posts."""
    hours: int
    """Worked by all of them together on a day."""
    stock: Minor
    """Worth of the goods on hand, at purchase prices: the mean of a year."""
    goods: dict[str, GoodsGroup] = msgspec.field(default_factory=dict)
    """By category."""


class Ware(msgspec.Struct, frozen=True):
    """An item as figures need it."""

    name: Text
    category: str
    cost: Minor | None
    """Of a piece, or of a whole unit of what is measured; None where nobody said it."""

    def cost_of(self, pieces: int, thousandths: int) -> Minor | None:
        """What so many pieces cost, or so many thousandths of a unit; rounded once."""
        if self.cost is None:
            return None
        return divide(self.cost * thousandths, 1000) if thousandths else self.cost * pieces


def cost(price: Minor, group: GoodsGroup | None) -> Minor | None:
    """Purchase price of what sells for `price`."""
    return divide(price * group.cost, 100) if group else None
