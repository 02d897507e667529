"""The shop that drills play in: a small YAML head and a CSV of items, both content, both checked at once.

    supermarket.yaml   name, policy pack, promotions, staff with sandbox PINs, bags, float, clock, weigh labels, recalls
    supermarket.csv    sku,code,zh,en,pinyin,category,tax,price,member,unit,alike,age,pack

Codes of packaged goods lie in GS1's demonstration range (952...): valid, scannable, and nobody's. Codes in 2... are
left to scales. `shop_source` reads both files; what a till needs at run time is here.

The large one, `market`, was made once and is kept as bytes: see `scenarios.market`.
"""

from functools import cache
from importlib.resources import files

import msgspec

from scenarios.assortment import Assortment
from scenarios.stocking import Stocking
from simulator.kernel.goods import StockMove
from simulator.kernel.items import Item
from simulator.kernel.money import Currency, Minor, Pieces
from simulator.kernel.policy import Points, Policy
from simulator.kernel.premises import Premises
from simulator.kernel.promotions import AnyPromotion
from simulator.kernel.returns import ReturnPolicy
from simulator.kernel.texts import Text
from virtual_devices.labels import LabelRule

SHIPPED = ("supermarket", "market")
LEVELS = ("stock_clerk", "cashier", "supervisor", "manager")
HEADER = ("sku", "code", "zh", "en", "pinyin", "category", "tax", "price", "member", "unit", "alike", "age", "pack")


class ShopError(ValueError):
    """The shop's content is wrong; every problem is a line `file:line:column: where: expected ..., got ...`."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class StaffMember(msgspec.Struct, frozen=True):
    badge: str
    name: Text
    level: str
    """`cashier`, `supervisor` or `manager`."""
    pin: str
    """Of the sandbox, no secret: it is on the briefing's card."""
    number: str = ""
    """工号: digits by which they are known when they buy something themselves."""


class Recall(msgspec.Struct, frozen=True):
    """A lot that must not be sold any more."""

    sku: str
    lot: str


class Shop(msgspec.Struct, frozen=True):
    """All a till needs to know of its shop."""

    id: str
    name: Text
    address: Text
    policy: Policy
    """How its tills round, tax and print."""
    promotions: tuple[AnyPromotion, ...]
    """All that it may run; a script says which are on."""
    float: Pieces
    """备用金 in the drawer when a till is opened."""
    bags: tuple[str, ...]
    quick_keys: tuple[str, ...]
    staff: tuple[StaffMember, ...]
    items: dict[str, Item]
    """By sku."""
    clock: str = ""
    """The shop's date and time when a drill begins, `2026-12-24T10:00`, where the script sets none."""
    labels: tuple[LabelRule, ...] = ()
    """What the scale counter prints; the first one is what shelves carry."""
    recalls: tuple[Recall, ...] = ()
    ask_id_below: int = 25
    """Who looks younger shows an identity card for what has an age limit."""
    weighed_per: int = 1000
    """Grams that shown prices of weighed goods are for."""
    returns: ReturnPolicy = ReturnPolicy()
    """What it takes back."""
    points: Points | None = None
    """What members' points are given for and worth; None: there are none."""
    premises: Premises | None = None
    """What managers' figures need; None: the shop does not say."""
    stocking: Stocking | None = None
    """What its stockroom knows of its goods; None: it has no stockroom to work in."""
    cash_limit: Minor = 0
    """With more than this in a drawer, large notes belong in the safe; 0: the shop does not say."""
    assortment: Assortment | None = None
    """What its office and its stockroom know of the goods; None: the shop does not say."""
    opening: tuple[StockMove, ...] = ()
    """What lies in it when its stockroom opens, where a list says so."""
    baskets: tuple[tuple[tuple[str, int], ...], ...] = ()
    """What was bought together before, where a list says so: pieces by sku."""

    @property
    def usual(self) -> tuple[str, ...]:
        """Categories of which it says what lies there on a drill's day."""
        if self.opening:
            return tuple(sorted({self.items[move.sku].category for move in self.opening}))
        return self.assortment.categories if self.assortment else ()

    @property
    def currency(self) -> Currency:
        return self.policy.currency

    def member(self, badge: str) -> StaffMember:
        """Raises KeyError for a badge nobody wears."""
        for person in self.staff:
            if person.badge == badge:
                return person
        raise KeyError(badge)

    @property
    def trainee(self) -> StaffMember:
        """Whose place a trainee takes."""
        return next(person for person in self.staff if person.level == "cashier")

    @property
    def stock_clerk(self) -> StaffMember:
        """Whose place a trainee in the stockroom takes. Raises LookupError where the shop has none."""
        found = next((person for person in self.staff if person.level == "stock_clerk"), None)
        if found is None:
            raise LookupError(f"{self.id}: expected a stock clerk among the staff")
        return found


def encode_shop(shop: Shop) -> bytes:
    """The bytes that a run keeps of its shop."""
    return msgspec.json.encode(shop)


decode_shop = msgspec.json.Decoder(Shop).decode
"""The shop that a run was played in."""


@cache
def load_shop(name: str = "supermarket") -> Shop:
    """A shop that ships. Raises `ShopError` with all problems; FileNotFoundError for a name that does not ship."""
    if name == "market":
        from scenarios.market import kept

        return kept.shop()
    from scenarios.shop_source import parse_shop

    room = files("scenarios") / "shops"
    return parse_shop(name, (room / f"{name}.yaml").read_bytes(), (room / f"{name}.csv").read_bytes())
