"""What can be seen of cards, points, membership and invoices: the part of a view that is about a customer's wishes."""

from simulator.kernel.money import Minor
from simulator.kernel.stimuli import InvoiceWanted
from simulator.pos.accounts import Invoice, of_card, of_points
from simulator.pos.invoicing import left_to_invoice, to_invoice
from simulator.pos.state import Till
from simulator.pos.wishes import Wishes

NONE = Wishes()


class WishesSeen:
    """What the customer here has said and holds out, and what the till knows of accounts."""

    __slots__ = ()
    _till: Till

    @property
    def _wishes(self) -> Wishes:
        visit = self._till.counter.visit
        return visit.wishes if visit else NONE

    @property
    def stored_card(self) -> str:
        """The stored-value card or credit note held out to pay by, or empty."""
        return "" if self._wishes.load else self._wishes.card

    @property
    def load_wanted(self) -> tuple[str, Minor] | None:
        """The card held out, and what is to be put onto it."""
        wishes = self._wishes
        return (wishes.card, wishes.load) if wishes.card and wishes.load else None

    @property
    def loading(self) -> set[str]:
        """Cards that the open basket puts money onto."""
        sale = self._till.sale
        return {line.account for line in sale.lines.values() if line.account} if sale else set()

    @property
    def points_wanted(self) -> bool:
        """They want to pay by points."""
        return self._wishes.points

    @property
    def staff_card(self) -> str:
        """The number under which they work here, and want the staff discount; empty otherwise."""
        return self._wishes.staff

    @property
    def enrol_wanted(self) -> str:
        """The number they would like to be a member under, or empty."""
        return self._wishes.enrol

    @property
    def consent(self) -> bool | None:
        """What they answered when they were asked for their consent; None: nobody asked, or no answer yet."""
        return self._wishes.consent

    @property
    def invoice_wanted(self) -> InvoiceWanted | None:
        """To whom they want an invoice."""
        return self._wishes.invoice

    @property
    def invoice(self) -> Invoice | None:
        """That of the last sale of the customer here."""
        visit = self._till.counter.visit
        return self._till.accounts.of_sale(visit.sales[-1].sale) if visit and visit.sales else None

    @property
    def to_invoice(self) -> tuple[str, Minor] | None:
        """The receipt that an invoice asked for now would be of, and what is left of it."""
        sale = to_invoice(self._till)
        return (sale.receipt, left_to_invoice(self._till)) if sale else None

    @property
    def member_code(self) -> str:
        """The member code on the open sale."""
        return self._till.sale.member if self._till.sale else ""

    @property
    def member_strange(self) -> bool:
        """The member's name on the screen is not that of the customer here."""
        sale, visit = self._till.sale, self._till.counter.visit
        return bool(sale and visit and sale.member and sale.member_name != visit.name)

    @property
    def points(self) -> int:
        """Points of the member on the open sale, as the till knows them."""
        sale = self._till.sale
        return self._till.accounts.balance(of_points(sale.member)) if sale and sale.member else 0

    def balance(self, card: str) -> Minor:
        """What the till believes to be on a card."""
        return self._till.accounts.balance(of_card(card))
