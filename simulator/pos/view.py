"""What a person at the station can see and hear, and nothing more. Screens and bots read this, never the state."""

from collections.abc import Iterable, Sequence

from simulator.kernel.facts import Line, Tender
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text
from simulator.pos.billing import why
from simulator.pos.closing import Left, kept, left_to_do
from simulator.pos.counter_view import CounterView
from simulator.pos.devices_view import DevicesView
from simulator.pos.matters_view import MattersView
from simulator.pos.office_view import OfficeView
from simulator.pos.offline_view import OfflineView
from simulator.pos.payments import Payment
from simulator.pos.payments_seen import PaymentsSeen
from simulator.pos.pricing.explain import Told
from simulator.pos.returns_view import ReturnsView
from simulator.pos.rules import Rules
from simulator.pos.state import Till
from simulator.pos.stations_view import StationsView
from simulator.pos.wishes_view import WishesSeen


class View(
    CounterView, DevicesView, PaymentsSeen, ReturnsView, OfficeView, MattersView, OfflineView, StationsView, WishesSeen
):
    """A window on a till: lazy, so that a bot pays only for what it looks at."""

    __slots__ = ("_till",)

    def __init__(self, till: Till) -> None:
        self._till = till

    # --- the till's own display

    @property
    def rules(self) -> Rules:
        return self._till.rules

    @property
    def station(self) -> str:
        return self._till.station

    @property
    def operator(self) -> str:
        return self._till.operator

    @property
    def operator_name(self) -> Text:
        return self._till.operator_name

    @property
    def stage(self) -> str:
        return self._till.stage

    @property
    def now(self) -> int:
        return self._till.now

    @property
    def dark(self) -> bool:
        return self._till.outage.dark

    @property
    def locked(self) -> bool:
        return self._till.locked

    @property
    def manned(self) -> bool:
        return self._till.manned

    @property
    def over(self) -> bool:
        return self._till.over

    @property
    def takeover(self) -> int:
        """When the till is taken over from somebody who does nothing more; 0 as long as it is not."""
        return self._till.takeover

    def kept_by_acting(self, at: int) -> int:
        """How many milliseconds later that would be for something that is done at `at`."""
        return kept(self._till, at) - self._till.takeover

    def left_to_do(self) -> list[Left]:
        """What is open at the end of the shift."""
        return left_to_do(self._till)

    @property
    def closed(self) -> bool:
        return self._till.closed

    @property
    def sale(self) -> str:
        """Id of the open sale, or empty."""
        return self._till.sale.id if self._till.sale else ""

    @property
    def lines(self) -> Iterable[Line]:
        return self._till.sale.lines.values() if self._till.sale else ()

    @property
    def total(self) -> Minor:
        return self._till.sale.total if self._till.sale else 0

    def why(self) -> list[Told]:
        """How the open basket's total came about."""
        return why(self._till)

    @property
    def coupons(self) -> Sequence[str]:
        """Codes that count towards the open basket."""
        return self._till.sale.coupons if self._till.sale else ()

    @property
    def paid(self) -> Minor:
        return self._till.sale.paid if self._till.sale else 0

    @property
    def due(self) -> Minor:
        return self._till.sale.due if self._till.sale else 0

    @property
    def cash_due(self) -> Minor:
        return self._till.rules.cash_due(self.due)

    @property
    def tenders(self) -> Iterable[Tender]:
        """What was paid of the open sale."""
        return self._till.sale.tenders if self._till.sale else ()

    @property
    def sale_customer(self) -> str:
        """Whose basket is open: a person at the till knows."""
        return self._till.sale.customer if self._till.sale else ""

    @property
    def member(self) -> Text:
        """Name of the member on the open sale."""
        return self._till.sale.member_name if self._till.sale else Text()

    @property
    def employee(self) -> Text:
        """Name of the member of staff who buys."""
        return self._till.sale.employee_name if self._till.sale else Text()

    @property
    def multiplier(self) -> int:
        return self._till.multiplier

    @property
    def measure(self) -> int:
        """Thousandths of a unit that were typed for the next item; 0: none were."""
        return self._till.measure

    @property
    def pending(self) -> tuple[str, Minor, str] | None:
        """(operation, amount, level) that waits for an authorization."""
        pending = self._till.pending
        return (pending.operation, pending.amount, pending.level) if pending else None

    @property
    def suspended(self) -> dict[str, tuple[str, Minor, int]]:
        """Ticket -> (customer, amount, lines): what can be resumed here, wherever it was left."""
        till = self._till
        sales = {**till.suspended, **{ticket: held.sale for ticket, held in till.held.items()}}
        return {t: (sale.customer, sale.total, len(sale.lines)) for t, sale in sales.items()}

    @property
    def unanswered(self) -> list[Payment]:
        """Payment requests whose outcome is not known."""
        return self._till.waiting()

    @property
    def last_receipt(self) -> str:
        return self._till.last.receipt if self._till.last else ""

    @property
    def change_said(self) -> Minor:
        """The change that the till's display shows for the last sale."""
        return self._till.last.change if self._till.last else 0
