"""What a manager reads, as data: figures with what they rest on, and tables. Words and charts are made elsewhere.

Amounts are minor units, ratios `Fraction`s; nothing is rounded before it is shown.
"""

from fractions import Fraction
from typing import Literal, NamedTuple

from simulator.kernel.money import Currency, Minor
from simulator.kernel.texts import Text

Unit = Literal["money", "share", "number", "days", "times"]
FIGURES: dict[str, tuple[Unit, str]] = {
    "turnover": ("money", "sales"),
    "returned": ("money", "returns"),
    "after_returns": ("money", "sales"),
    "net": ("money", "sales"),
    "tax": ("money", "sales"),
    "given": ("money", "sales"),
    "rounding": ("money", "sales"),
    "loaded": ("money", "loads"),
    "sales": ("number", "sales"),
    "basket": ("money", "sales"),
    "items_per_basket": ("number", "sales"),
    "member_share": ("share", "sales"),
    "per_metre": ("money", "metres"),
    "per_person": ("money", "people"),
    "per_hour": ("money", "hours"),
    "cost": ("money", "costed"),
    "margin": ("money", "costed"),
    "margin_share": ("share", "costed"),
    "turn": ("times", "sessions"),
    "turn_days": ("days", "sessions"),
    "shrink": ("money", "written_off"),
    "shrink_share": ("share", "written_off"),
    "unpaid": ("money", "visits"),
    "promoted": ("share", "sales"),
    "basket_with": ("money", "promoted"),
    "basket_without": ("money", "plain"),
    "lines_with": ("number", "promoted"),
    "lines_without": ("number", "plain"),
    "given_share": ("share", "sales"),
    "customers": ("number", "visits"),
    "complaints": ("number", "visits"),
    "over_short": ("money", "counts"),
}
"""Every figure: its unit, and what its n counts. Its definition in words is `office.about_` and its name."""


class Figure(NamedTuple):
    """One figure; `value` is None where the books or the shop do not hold what it needs."""

    id: str
    value: Fraction | None
    n: int
    """How many of what `FIGURES` says it rests on."""

    @property
    def unit(self) -> Unit:
        return FIGURES[self.id][0]

    @property
    def sample(self) -> str:
        return FIGURES[self.id][1]


class Hour(NamedTuple):
    """-1 where the run does not say what time it was."""

    hour: int
    sales: int
    turnover: Minor
    returned: Minor


class Slice(NamedTuple):
    """Of a category or an item. `turnover` is before returns; margin and cost after them."""

    key: str
    name: Text
    lines: int
    pieces: int
    turnover: Minor
    returned: Minor
    net: Minor
    """Without tax, after returns."""
    cost: Minor | None

    @property
    def margin(self) -> Minor | None:
        return None if self.cost is None else self.net - self.cost


class Tendered(NamedTuple):
    """A means of payment: what it paid, without change."""

    kind: str
    times: int
    amount: Minor
    refunded: Minor


class Promoted(NamedTuple):
    rule: str
    name: Text
    baskets: int
    lines: int
    off: Minor


class Till(NamedTuple):
    run: str
    stream: str
    sales: int
    turnover: Minor
    over_short: Minor | None
    """Of the last count of its cash; None where nobody counted."""


class Odd(NamedTuple):
    """How often a cashier did something that is asked about, beside what their colleagues did."""

    kind: str
    times: int
    amount: Minor
    rate: Fraction | None
    """A hundred sales."""
    peers: Fraction | None
    """The same of all colleagues together; None where there are none."""
    stands_out: bool


class Cashier(NamedTuple):
    badge: str
    name: Text
    player: str
    """Who sat there: a person's id, or a bot's name."""
    sales: int
    turnover: Minor
    odd: tuple[Odd, ...]


class Open(NamedTuple):
    """A matter that the day leaves open."""

    what: str
    pieces: int


class Session(NamedTuple):
    run: str
    scenario: str
    player: str


class Report(NamedTuple):
    """Everything, for whichever sessions."""

    sessions: tuple[Session, ...]
    currency: Currency
    figures: dict[str, Figure]
    hours: tuple[Hour, ...]
    categories: tuple[Slice, ...]
    items: tuple[Slice, ...]
    tenders: tuple[Tendered, ...]
    promotions: tuple[Promoted, ...]
    tills: tuple[Till, ...]
    cashiers: tuple[Cashier, ...]
    open: tuple[Open, ...]
