"""A basket, from its first line until it is settled, voided or put aside."""

import msgspec

from simulator.kernel import units
from simulator.kernel.events import Fact
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class SaleOpened(Fact, frozen=True, gc=False):
    """A basket was begun by its first line, for whoever stood there."""

    sale: str
    """`till-1/12`: unique in the run without asking another till."""
    customer: str = ""


class Offer(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What was given on a line, and by what: a promotion's id, or `member`, `by_hand`, `courtesy`."""

    rule: str
    name: Text
    """Empty for what is no promotion."""
    off: Minor


class Line(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A line of a basket with all it rested on at that moment."""

    line: int
    sku: str
    name: Text
    code: str
    price: Minor
    """Per piece, or per kg for weighed goods."""
    quantity: int
    """Pieces; 1 for weighed goods."""
    grams: int
    """Weight for weighed goods, else 0."""
    gross: Minor
    """Price times quantity or weight, rounded by the one rule."""
    discount: Minor
    """What is taken off (>= 0); the amount charged is gross - discount."""
    tax_rate: int
    """Thousandths of a percent (13 % is 13 000)."""
    goods: tuple[str, ...] = ()
    """The physical goods that this line charges, as far as they are known."""
    how: str = "scan"
    """`scan`, `code`, `pick`, `bag`, `slip`."""
    at: int = 0
    """Virtual time at which it was rung up: its price and its promotions are those of then."""
    offers: tuple[Offer, ...] = ()
    """What `discount` is made of."""
    tax: Minor = 0
    """Part of the amount (or on top of it, by the policy); on the lines of a finished sale."""
    by_hand: Minor = 0
    """Taken off by somebody with the right to; part of `discount`."""
    listed: Minor = 0
    """The price before it was set by hand; 0: it was not."""
    reason: str = ""
    """Why somebody set the price, or took something off."""
    labelled: Minor = 0
    """The amount on its weigh label, which is the gross as it stands; 0 for what the till priced itself."""
    lot: str = ""
    expiry: str = ""
    """YYYY-MM-DD, as its 2D code said."""
    pack_of: str = ""
    """拆零: the item that a pack is made of, in which stock is kept; empty for no pack."""
    pieces: int = 1
    """How many of them each piece of this line is."""
    account: str = ""
    """The stored-value card that this line puts money onto; empty for goods."""
    unit: str = ""
    """What it is counted or measured in, where that does not go without saying: `bottle`, `case`, `m`, `l`. What is
    measured has its thousandths in `grams`.
    """
    per: int = 0
    """Thousandths of its unit that its price is shown for; 0: as the shop does it."""

    @property
    def amount(self) -> Minor:
        return self.gross - self.discount

    @property
    def measure(self) -> str:
        """The unit that it was weighed or measured in; empty for what is counted."""
        return units.measure(self.unit, self.grams)

    @property
    def count(self) -> Text:
        """How much of it: `2`, `2 bottles`, `0.755 kg`."""
        if self.grams:
            said = units.amount(self.grams, self.measure)
            return Text(said, said)
        return units.pieces(self.quantity, self.unit)


class LineAdded(Fact, frozen=True, gc=False):
    """An item was rung up, priced as it was at that moment."""

    sale: str
    line: Line
    total: Minor
    """Of the whole basket, after."""


class LineChanged(Fact, frozen=True, gc=False):
    """Another quantity."""

    sale: str
    line: Line
    total: Minor


class Given(msgspec.Struct, frozen=True, gc=False):
    """What one rule gives in a basket: a promotion's id, or `member`, `by_hand`, `courtesy`."""

    rule: str
    name: Text
    """Empty for what is no promotion."""
    offs: dict[int, Minor]
    """Line -> what is taken off it; lines without anything are not named."""


class BasketRepriced(Fact, frozen=True, gc=False):
    """What a change in the basket did to its other lines: promotions are worked out anew each time, never added up."""

    sale: str
    lines: tuple[Line, ...]
    """Those that changed, whole, as it was told at first; none any more, as `given` says it."""
    total: Minor
    claimed: dict[str, int] = msgspec.field(default_factory=dict)
    """Promotion with a quota -> pieces taken from it now; negative where they were given back."""
    given: tuple[Given, ...] | None = None
    """All that is given on the basket's lines now, in the order of the bill; none: no line is other than before."""


class PriceOverridden(Fact, frozen=True, gc=False):
    """改价: a line's price was set by hand."""

    sale: str
    line: Line
    listed: Minor
    """What it was before."""
    reason: str
    total: Minor


class LineDiscounted(Fact, frozen=True, gc=False):
    """单品折让: something was taken off a line by hand."""

    sale: str
    line: Line
    off: Minor
    reason: str
    total: Minor


class SaleDiscounted(Fact, frozen=True, gc=False):
    """整单折让: something was taken off the basket by hand; what it does to the lines follows."""

    sale: str
    off: Minor
    reason: str
    total: Minor = 0
    """Of the whole basket, after."""


class CouponRedeemed(Fact, frozen=True, gc=False):
    """优惠券: counts towards this basket, and towards no other: it can be redeemed once, at whichever till."""

    sale: str
    coupon: str
    promotion: str
    total: Minor = 0
    """Of the whole basket, after."""


class LineVoided(Fact, frozen=True, gc=False):
    """单品取消: a line is taken off the basket again before payment; it keeps its number in the journal."""

    sale: str
    line: int
    sku: str
    amount: Minor
    total: Minor
    quantity: int = 1
    goods: tuple[str, ...] = ()


class MultiplierSet(Fact, frozen=True, gc=False):
    """The next item will count this many times; used up by it."""

    quantity: int
    thousandths: int = 0
    """Of a unit, for what is measured; 0 where only the number of pieces was said."""


class PriceShown(Fact, frozen=True, gc=False):
    """查价: a price was looked up; nothing was sold."""

    sku: str
    name: Text
    price: Minor
    member_price: Minor = 0


class MemberIdentified(Fact, frozen=True, gc=False):
    """The whole basket is repriced; `lines` and `given` say it as those of `BasketRepriced` do."""

    sale: str
    member: str
    name: Text
    lines: tuple[Line, ...]
    total: Minor
    stage: str
    """Lifecycle stage at which it was asked: a good cashier asks before the payment."""
    own: bool = True
    """False where the card is somebody else's than the customer's here."""
    given: tuple[Given, ...] | None = None
    off: Minor = 0
    """What the basket as it stands is cheaper by; first journals leave that to `lines`."""


class EmployeeIdentified(Fact, frozen=True, gc=False):
    """One of the shop's own people buys: the whole basket is repriced, told as of a member."""

    sale: str
    badge: str
    name: Text
    lines: tuple[Line, ...]
    total: Minor
    off: Minor
    """What the basket as it stands is cheaper by."""
    given: tuple[Given, ...] | None = None


class Weighed(Fact, frozen=True, gc=False):
    """What the scale shows: a good and its weight, or nothing for an empty scale."""

    good: str
    grams: int


class SaleVoided(Fact, frozen=True, gc=False):
    """整单取消: the basket was given up before the sale was finished."""

    sale: str
    amount: Minor
    lines: int
    customer: str = ""
    released: dict[str, int] = msgspec.field(default_factory=dict)
    """What the basket held of things that stations share (`quota:ID`, `coupon:CODE`), given back."""


class SaleSuspended(Fact, frozen=True, gc=False):
    """挂单: the basket is put aside under a ticket, so that the next customer can be served."""

    sale: str
    ticket: str
    customer: str
    amount: Minor


class SaleResumed(Fact, frozen=True, gc=False):
    """取单: a suspended basket is at the till again; it can be resumed once, whichever till does it."""

    sale: str
    ticket: str
    customer: str
    """Whose basket it is."""
    at_counter: str
    """Who stands there."""
    origin: str = ""
    """The till where it was left, where that is another one."""
