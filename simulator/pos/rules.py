"""What a shop decides for itself: its catalogue, its money, who may do what. Handed to the till when it is opened."""

from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.kernel.facts import Line
from simulator.kernel.money import Currency, Minor
from simulator.kernel.offline import OfflinePolicy
from simulator.kernel.policy import Points, Policy
from simulator.kernel.promotions import Flash, Promotion
from simulator.kernel.returns import ReturnPolicy
from simulator.kernel.texts import Text
from simulator.kernel.units import measured
from simulator.pos.catalog import Catalog, Item
from simulator.pos.pricing import Pricer, price_per
from simulator.pos.rights import Others, Right
from virtual_devices.labels import LabelRule

__all__ = ["LEVELS", "Others", "Right", "Rules", "Staff"]

LEVELS = ("stock_clerk", "cashier", "supervisor", "manager")
"""Authorization levels, each including those before it."""


USUAL = Policy("usual", Text("Cash to the jiao", "抹分"), cash_step=10, cash_rounding="down")
"""Tax in the price, cash down to the jiao: where a shop names no pack."""

LARGE = 2
"""So many of a currency's denominations are large notes: worth checking, and never given as change."""


SERIAL = 4
"""Digits of a coupon's serial number, which follow the code of its kind: each piece of paper is redeemed once."""


class Staff(NamedTuple):
    badge: str
    name: Text
    level: str
    number: str = ""
    """工号, by which they are known as customers."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The shop as the till sees it."""

    catalog: Catalog
    rights: dict[str, Right]
    """Operation -> limit of the role that sits here."""
    staff: dict[str, Staff]
    """By badge."""
    members: dict[str, Text]
    """Member code -> name."""
    bags: tuple[str, ...] = ()
    """Skus of carrier bags."""
    policy: Policy = USUAL
    promotions: tuple[Promotion, ...] = ()
    """Those that are on."""
    once: tuple[Promotion, ...] = ()
    """All that the shop runs at times: receipts of earlier days may have them."""
    cash_limit: Minor = 0
    """With more than this in the drawer, large notes belong in the safe; 0: the shop does not say."""
    closing: str = ""
    """How a shift is closed: by itself, or `blind` (the cashier counts first), or `handover` (so does the relief)."""
    check_notes: bool = False
    """False notes are about: large ones are held against the detector."""
    labels: tuple[LabelRule, ...] = ()
    """What its scale counters print."""
    recalls: frozenset[tuple[str, str]] = frozenset()
    """(sku, lot) that must not be sold."""
    lot_prices: dict[tuple[str, str], Minor] = field(default_factory=dict)
    """(sku, lot) -> what it was marked down to; charged where the code says the lot."""
    quick_keys: tuple[str, ...] = ()
    """Skus that lie on a key of their own."""
    ask_id_below: int = 25
    """Who looks younger shows an identity card for what has an age limit."""
    points: Points | None = None
    """None: members collect none."""
    card_most: Minor = 100_000
    """What a stored-value card may hold: 1,000.00 by the rules for cards that name nobody."""
    weighed_per: int = 1000
    """Grams that shown prices of weighed goods are for: 500 where produce is priced by the half kilo (按500g计价)."""
    offline: OfflinePolicy = OfflinePolicy()
    """What tills may do while the network is down."""
    returns: ReturnPolicy = ReturnPolicy()
    """What it takes back."""
    stations: tuple[str, ...] = ()
    """The tills of this run, where there are several."""
    never: dict[str, Others] = field(default_factory=dict)
    """Operation -> who can; the role that sits here may not. What is neither here nor in `rights` is free."""
    pricer: Pricer = field(init=False, compare=False)
    quotas: dict[str, int] = field(init=False, compare=False)
    """Promotion -> its quota, of those that have one."""
    recalled_lots: frozenset[str] = field(init=False, compare=False)
    """Of those recalls, the lots: of most goods that is all that has to be asked."""
    coupons: dict[str, Promotion] = field(init=False, compare=False)
    """Code -> the promotion that it opens."""
    scanned: dict[str, Item] = field(init=False, compare=False)
    """Bar codes that were read already and stand for goods alone: most scans are of one of them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "pricer", Pricer(self.policy, self.promotions))
        object.__setattr__(self, "quotas", {p.id: p.quota for p in self.promotions if isinstance(p, Flash) and p.quota})
        object.__setattr__(self, "recalled_lots", frozenset(lot for _, lot in self.recalls))
        object.__setattr__(self, "coupons", {p.coupon: p for p in self.promotions if p.coupon})
        object.__setattr__(self, "scanned", {})

    @property
    def currency(self) -> Currency:
        return self.policy.currency

    def shown_price(self, price: Minor, *, weighed: bool, unit: str = "kg", per: int = 0) -> tuple[Minor, str]:
        """A price as shelf and screen show it, and what it is for: prices of what is measured are kept per unit."""
        if not weighed:
            return price, ""
        return price_per(price, per or (self.weighed_per if unit == "kg" else 1000), unit)

    def price_of(self, item: Item, price: Minor) -> tuple[Minor, str]:
        """The same for an item's price, or its member price."""
        return self.shown_price(price, weighed=measured(item.unit), unit=item.unit, per=item.per)

    def price_on(self, line: Line) -> tuple[Minor, str]:
        """The same for a line's."""
        return self.shown_price(line.price, weighed=bool(line.grams), unit=line.measure, per=line.per)

    def coupon_of(self, code: str) -> Promotion | None:
        """The promotion that a coupon opens: its code stands alone, or before the serial number of a printed one."""
        found = self.coupons.get(code)
        if found is None and code[:-SERIAL] in self.coupons and code[-SERIAL:].isdigit():
            found = self.coupons[code[:-SERIAL]]
        return found

    def cash_due(self, due: Minor) -> Minor:
        """What of `due` has to be paid when it is paid in cash."""
        return self.policy.cash_due(due)

    def checks(self, value: Minor) -> bool:
        """Whether notes of that denomination are to be held against the detector."""
        return self.check_notes and value in self.currency.pieces[:LARGE]

    def level(self, badge: str) -> int:
        """Rank of a badge's owner, -1 for nobody."""
        person = self.staff.get(badge)
        return LEVELS.index(person.level) if person else -1
