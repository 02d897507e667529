"""What a shop's office and stockroom know of its goods, and its tills need not: who delivers them, at what cost, in
what cases, how long they keep and where they lie. Plain data; a shop that has none is sold from all the same."""

import msgspec

from scenarios.stocking import Sourced, Stocking
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class Supplier(msgspec.Struct, frozen=True):
    """供应商."""

    id: str
    name: Text
    number: int
    """With which its codes and lots begin."""
    contact: Text
    """Whom one asks for."""
    mail: str
    """At a domain that is nobody's."""
    lead: int
    """Days from an order to its delivery."""
    days: tuple[int, ...]
    """Weekdays on which it delivers: 1 is Monday."""
    least: Minor
    """Least worth of an order (起订额)."""


class Family(msgspec.Struct, frozen=True):
    """小类: goods that stand together, and that a shopper takes one for another of."""

    name: Text
    category: str
    aisle: str


class Supplied(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """An item as it is bought. Quantities are pieces, or thousandths of the unit of what is measured."""

    family: str
    supplier: str
    cost: Minor
    """Purchase price without tax: of a piece, or of a whole unit of what is measured."""
    place: str
    """Where it lies: aisle, bay, shelf, position, such as `B04-2-07`."""
    case: int = 1
    """Ordered in multiples of this."""
    low: int = 0
    """With less than this on hand, more is ordered (订货点); 0: it is not watched."""
    full: int = 0
    """Up to which it is ordered."""
    floor_low: int = 0
    floor_full: int = 0
    """The same for the sales floor, filled from the store room."""
    life: int = 0
    """保质期: days it keeps from when it was made; 0: it does not go off."""
    second: str = ""
    """Another supplier of it, who is dearer."""
    second_cost: Minor = 0
    leader: bool = False
    """Sold below cost on purpose (亏本引流)."""


class Assortment(msgspec.Struct, frozen=True):
    """All of that."""

    suppliers: dict[str, Supplier]
    families: dict[str, Family]
    supplies: dict[str, Supplied]
    """By sku; each item has one."""

    @property
    def categories(self) -> tuple[str, ...]:
        """Those that its families belong to."""
        return tuple(sorted({family.category for family in self.families.values()}))

    def of(self, supplier: str) -> list[str]:
        """The skus that somebody delivers, first or second choice."""
        return [sku for sku, it in self.supplies.items() if supplier in (it.supplier, it.second)]

    def stocking(self, shop: Stocking) -> Stocking:
        """What a stockroom has of all that, beside what the shop says of itself. A pack is bought as its pieces."""
        goods = {
            sku: Sourced(it.supplier, it.cost, it.case, it.life, it.floor_low, it.floor_full, it.low, it.full)
            for sku, it in self.supplies.items()
            if it.low
        }
        names = {id: supplier.name for id, supplier in self.suppliers.items()}
        return msgspec.structs.replace(shop, suppliers=names, goods=goods)
