"""How one customer pays: which way comes next, what they laid down, what they got back, and what they believe."""

from collections.abc import Mapping, Sequence

from scenarios.specs.customers import Payment
from simulator.drill.customers.purse import count_out, lay
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Stimulus
from simulator.kernel.money import Currency, Minor, worth

CASH = Payment("cash")
"""What everybody falls back on."""


UNSETTLED = ("timeout", "uncharged", "unclear", "misreported")
"""Answers that do not tell how it ended: the same means of payment works when it is charged again."""


class Wallet:
    """Attempts and parts of a payment in turn; when all are used up, cash."""

    def __init__(
        self, customer: str, way: Sequence[Payment], draws: Draws, cards: Mapping[str, str] | None = None
    ) -> None:
        self.customer = customer
        self.cards = cards or {}
        """`gift` and `credit` -> the number of the card or note they have."""
        self.way = list(way)
        self.draws = draws
        self.laid: Minor = 0
        """Cash put on the counter, less what was handed back unused."""
        self.spent: Minor = 0
        """Cash that went into sales and slips."""
        self.got: Minor = 0
        """Change received."""
        self.static: bool | None = None
        """Whether the money of a payment to the static code arrived; None: none was made."""
        self._turn = 0
        self._asked = 0
        self._false_laid = False

    @property
    def current(self) -> Payment:
        return self.way[self._turn] if self._turn < len(self.way) else CASH

    @property
    def owed(self) -> Minor:
        """Change that the customer still expects; negative when there was too much."""
        return self.laid - self.spent - self.got

    def next(self) -> None:
        """Go on to the next attempt or part."""
        self._turn += 1
        self._asked = 0

    def only_cash(self) -> None:
        """Nothing else works here."""
        if self.current.kind != "cash":
            self.way[self._turn :] = [CASH]

    def offer(self, due: Minor, cash_due: Minor, currency: Currency) -> Stimulus | None:
        """What the customer now holds out for `due`; None when enough lies there already."""
        if self.static is not None:
            return s.PhoneOffered(self.customer, "static", live=False, arrived=self.static)
        payment = self.current
        part = payment.amount if 0 < payment.amount < due else 0
        if payment.kind == "cash":
            return self._cash(part or cash_due, payment, currency)
        if payment.kind in self.cards:
            return s.GiftCardShown(self.customer, self.cards[payment.kind])
        if payment.kind == "points":
            return s.PointsOffered(self.customer)
        if payment.kind == "card":
            return s.CardOffered(self.customer, part)
        if payment.outcome == "screenshot":
            return s.PhoneOffered(self.customer, "picture", live=False)
        return s.PhoneOffered(self.customer, self._code(), amount=part)

    def offer_for_slip(self, total: Minor, currency: Currency, *, static: bool) -> Stimulus | None:
        """Cash for a written slip, or a payment made to the static code."""
        if static:
            self.pay_static()
            return s.PhoneOffered(self.customer, "static", live=False, arrived=bool(self.static))
        return self._cash(total, self.current if self.current.kind == "cash" else CASH, currency)

    def pay_static(self) -> None:
        """Pay to the printed code; with some seeds the money does not arrive."""
        if self.static is None:
            self.static = self.draws.chance(0.75)

    def _cash(self, amount: Minor, payment: Payment, currency: Currency) -> s.CashOffered | None:
        missing = amount - self.owed
        if missing <= 0:
            return None
        pieces = lay(currency, missing, payment.hands, payment.given, self.draws)
        false = {max(pieces): 1} if payment.counterfeit and not self._false_laid else {}
        return s.CashOffered(self.customer, pieces, false)

    def replacement(self, currency: Currency, amount: Minor) -> s.CashOffered:
        """Another note for one that was handed back after the sale: the till has booked that much as received."""
        return s.CashOffered(self.customer, count_out(currency, amount))

    def rest(self, currency: Currency) -> s.CashOffered | None:
        """Cash for what was keyed as paid and never laid down."""
        return self._cash(0, self.current if self.current.kind == "cash" else CASH, currency)

    def laid_down(self, offered: s.CashOffered) -> None:
        self.laid += worth(offered.pieces)
        self._false_laid = self._false_laid or bool(offered.counterfeits)

    def _code(self) -> str:
        """A payment code of WeChat's (13...) or Alipay's (28...) as a journal may show it: masked."""
        third, last = self.draws.between(10, 99), self.draws.between(1000, 9999)
        return f"{13 if last % 5 else 28}{third}**********{last}"

    def presents(self, kind: str) -> bool:
        """Whether they hold to the terminal what it asks for; a code is read with the request, whosever it is."""
        if self.current.kind != kind:
            return kind != "card"
        return self.current.outcome != "not_presented"

    def answer(self, kind: str) -> str:
        """How the payment channel ends a request: an outcome of `Payment`, without `screenshot`."""
        payment = self.current
        if payment.kind != kind:
            return "declined" if self.presents(kind) else "not_presented"
        if payment.outcome == "screenshot":
            return "declined"
        self._asked += 1
        if payment.outcome in UNSETTLED and self._asked > 1:
            return "approved"
        return payment.outcome
