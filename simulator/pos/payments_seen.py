"""What can be seen of payments through a channel: which are unknown, refused or taken twice; how the channels stand."""

from simulator.pos.payments import NOT_CHARGED, Payment
from simulator.pos.state import Till


class PaymentsSeen:
    """The part of a `View` that is about payment channels."""

    __slots__ = ()
    _till: Till

    @property
    def reversing(self) -> list[Payment]:
        """Payment requests whose reversal is not done."""
        return self._till.reversing()

    @property
    def doubled(self) -> list[Payment]:
        """Payments taken for something that was paid already, and not given back."""
        return [payment for payment in self._till.payments.values() if payment.status == "doubled"]

    @property
    def refused(self) -> list[Payment]:
        """Payment requests of the open sale that were answered with a no, cancelled, or given up by the terminal."""
        sale = self._till.sale.id if self._till.sale else ""
        return [p for p in self._till.payments.values() if p.status in NOT_CHARGED and p.sale == sale]

    @property
    def at_terminal(self) -> Payment | None:
        """The request that the terminal is busy with: what can be cancelled, if anything can."""
        if self._till.stage != "paying":
            return None
        return next((payment for payment in self._till.waiting() if payment.status == "waiting"), None)

    @property
    def awaiting_customer(self) -> bool:
        """The terminal waits for a card, or for a yes on the phone."""
        payment = self.at_terminal
        return payment is not None and payment.awaited

    @property
    def gives_up(self) -> bool:
        """The customer here said that they would rather pay another way."""
        visit = self._till.counter.visit
        return bool(visit and visit.gives_up)

    @property
    def reversible(self) -> list[Payment]:
        """Payments that a reversal can take back, those that ask for one most urgently first."""
        sale = self._till.sale
        paid = {tender.request for tender in sale.tenders if tender.request} if sale else set()
        unknown = [payment for payment in self._till.waiting() if payment.status == "unknown"]
        parts = [payment for payment in self._till.payments.values() if payment.request in paid]
        return [*self.doubled, *unknown, *self.reversing, *parts]

    @property
    def channel(self) -> str:
        """The payment channel in use: `main` or `standby`."""
        return self._till.channels.used

    @property
    def channel_down(self) -> bool:
        """The channel in use could not be reached a moment ago."""
        channels = self._till.channels
        return channels.is_down(channels.used, self._till.now)

    @property
    def channel_trouble(self) -> bool:
        """Some channel could not be reached a moment ago."""
        channels = self._till.channels
        return any(channels.is_down(channel, self._till.now) for channel in channels.down)

    @property
    def channels_down(self) -> bool:
        """None of the channels could be reached."""
        return self._till.channels.all_down(self._till.now)

    @property
    def claims_paid(self) -> bool:
        """The customer here says that a payment without a good answer was charged all the same."""
        visit = self._till.counter.visit
        return bool(visit and visit.claims_paid)
