"""What a person at the station sees of goods that come back; what they truly are is seen by who looks at them."""

from typing import NamedTuple

from simulator.kernel.facts import InvoiceRedLettered, RecentPrice, Sold
from simulator.kernel.money import Minor
from simulator.kernel.stimuli import ReturnWished
from simulator.kernel.texts import Text
from simulator.pos.bundles import Missing, missing
from simulator.pos.invoicing import red_letters
from simulator.pos.quantities import measure_of
from simulator.pos.refunding import open_refunds, to_hand_over
from simulator.pos.returns import RefundDue
from simulator.pos.sold import planned
from simulator.pos.state import Till


class BroughtSeen(NamedTuple):
    """A good that a customer brought back."""

    id: str
    look: Text
    code: str
    state: str
    """`intact`, `opened`, `damaged`, `spoiled`; empty until somebody looks."""
    taken: bool
    """Handed in."""
    measure: int = 0
    """Of cloth or loose oil: how much it is, in thousandths of its unit."""
    unit: str = ""
    """Of that."""


class ReturnedSeen(NamedTuple):
    """Something that is taken back, as the till's screen shows it."""

    n: int
    line: int
    """Of the receipt; 0 without one."""
    sku: str
    name: Text
    quantity: int
    grams: int
    amount: Minor
    condition: str
    recent: RecentPrice | None = None
    """Without a receipt: what it rests on."""
    withheld: Minor = 0
    """Kept back for a promotion that is broken now; below 0: goes out now."""
    broken: tuple[Text, ...] = ()
    """Those promotions."""


class ReturnsView:
    """The open return, its receipt, and refunds under way."""

    __slots__ = ()
    _till: Till

    @property
    def returning(self) -> str:
        """Number of the open return, or empty."""
        return self._till.returning.number if self._till.returning else ""

    @property
    def return_of(self) -> Sold | None:
        """The receipt that it is of; None without one."""
        return self._till.returning.sold if self._till.returning else None

    @property
    def return_lines(self) -> list[ReturnedSeen]:
        """What is taken back so far."""
        back = self._till.returning
        return [
            ReturnedSeen(
                line.n,
                line.line,
                line.sku,
                line.name,
                line.quantity,
                line.grams,
                line.amount,
                line.condition,
                line.recent,
                line.kept_back,
                tuple(offer.name for offer in line.broken),
            )
            for line in (back.lines.values() if back else ())
        ]

    @property
    def return_total(self) -> Minor:
        return self._till.returning.total if self._till.returning else 0

    @property
    def return_ways(self) -> tuple[str, ...]:
        """As what it goes back: the kinds of what paid, or `credit`."""
        back, policy = self._till.returning, self._till.rules.policy
        return tuple(part.kind for part in planned(back.sold, back.total, policy)) if back else ()

    @property
    def red_letter(self) -> InvoiceRedLettered | None:
        """What the open return, as it is now, takes off the invoice of its receipt."""
        back = self._till.returning
        red = red_letters(self._till, back.sold, back.lines.values()) if back and back.sold else []
        return next((fact for fact in red if isinstance(fact, InvoiceRedLettered)), None)

    @property
    def return_missing(self) -> Missing | None:
        """What else has to come back, where a promotion's goods come back together or not at all."""
        back = self._till.returning
        return missing(self._till.rules, back) if back else None

    @property
    def return_days(self) -> int:
        """Days since the sale."""
        return self._till.returning.days if self._till.returning else 0

    @property
    def return_expired(self) -> bool:
        return self._till.returning is not None and self._till.returning.expired

    @property
    def exception(self) -> bool:
        """This return may leave the shop's rules behind."""
        return self._till.returning is not None and self._till.returning.exception

    @property
    def exchange(self) -> bool:
        """New goods are rung up for it."""
        return self._till.returning is not None and self._till.returning.exchange

    @property
    def credit(self) -> Minor:
        """What comes back and pays of the open basket."""
        return self._till.sale.credited if self._till.sale else 0

    @property
    def receipts(self) -> list[Sold]:
        """What the back office found."""
        return list(self._till.found.values())

    @property
    def receipt_asked(self) -> str:
        """What it was asked for and has not answered."""
        return self._till.receipt_asked

    @property
    def brought(self) -> list[BroughtSeen]:
        """Goods on the counter that are to be returned."""
        visit = self._till.counter.visit
        return [
            BroughtSeen(
                good.id,
                good.look,
                good.code if good.label in ("clean", "smudged") else "",
                (good.state or "intact") if good.id in visit.inspected else "",
                good.id in visit.handed_in,
                *measure_of(self._till, good),
            )
            for good in (visit.goods.values() if visit else ())
            if good.back and visit is not None
        ]

    @property
    def wished(self) -> ReturnWished | None:
        """What the customer here would like to bring back, and the receipt they hold out."""
        visit = self._till.counter.visit
        return visit.wished if visit else None

    @property
    def returned(self) -> bool:
        """The customer here has a finished return."""
        visit = self._till.counter.visit
        return bool(visit and visit.returns)

    @property
    def unsigned(self) -> str:
        """Number of a return of the customer here whose slip is not signed, or empty."""
        visit = self._till.counter.visit
        unsigned = [done.number for done in visit.returns if done.number not in visit.signed] if visit else []
        return unsigned[-1] if unsigned else ""

    @property
    def refunding(self) -> list[RefundDue]:
        """Refunds without a known outcome."""
        return self._till.refunding()

    @property
    def open_refunds(self) -> list[RefundDue]:
        """Refunds that did not arrive: declined, or nobody knows."""
        return open_refunds(self._till)

    @property
    def refunds_to_hand_over(self) -> list[RefundDue]:
        """Those of them that can go another way now: whoever they belong to stands here."""
        return to_hand_over(self._till)

    @property
    def pays_back(self) -> Minor:
        """What the customer here gets out of the drawer as a refund; 0 where change of a sale is in it."""
        visit = self._till.counter.visit
        return visit.refunded_cash if visit and visit.pays_back else 0

    @property
    def arrives_later(self) -> bool:
        """Money went back to the customer here through a channel: they have it later than now."""
        here = self._till.counter.here
        return any(due.customer == here and due.status == "made" for due in self._till.refunds.values())
