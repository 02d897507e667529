"""What devices, mains and network say."""

from simulator.kernel.events import Stimulus


class PaymentAnswered(Stimulus, frozen=True, gc=False):
    """The payment channel's answer: `approved`, `declined`, `timeout` (the outcome is unknown) or `offline`.

    `offline`: the request never reached the channel, so that nothing was charged. `not_presented`: no card was held to
    it, or nothing confirmed on the phone, in time. To who cancels: `called_off`, or `bank_asked` where it is too late.
    """

    request: str
    outcome: str


class PaymentAwaited(Stimulus, frozen=True, gc=False):
    """The terminal still waits for the customer: the card, or their yes on the phone. The bank knows of nothing yet."""

    request: str


class ReversalAnswered(Stimulus, frozen=True, gc=False):
    """The payment channel's answer to a reversal: `reversed`, or `pending` (taken on, and not done yet)."""

    request: str
    outcome: str


class ChannelFailed(Stimulus, frozen=True, gc=False):
    """A payment channel (支付通道) stops answering; the till finds out only by what it asks of it."""

    channel: str = "main"


class ChannelReturned(Stimulus, frozen=True, gc=False):
    """A payment channel answers again: open requests can be queried, and reversals that wait are carried out."""

    channel: str = "main"


class ReceiptPrinted(Stimulus, frozen=True, gc=False):
    """The printer printed a document to its end."""

    document: str
    device: str = "virtual"
    silent: bool = False
    """The device took it all and answered nothing: whether paper came out, somebody has to look."""


class PrinterFailed(Stimulus, frozen=True, gc=False):
    """The printer could not; `error` is its UPOS name (`EPTR_REC_EMPTY`, `E_OFFLINE`, ...)."""

    document: str
    error: str
    device: str = "virtual"


class PaperNearEnd(Stimulus, frozen=True, gc=False):
    """The roll runs low: the printer's warning, early enough to change paper between two customers."""

    lines: int = 0
    """What is left on the roll where a script made it so; 0: as the printer counted."""


class DrawerStuck(Stimulus, frozen=True, gc=False):
    """The drawer got its pulse and its sensor still says shut: it did not spring open, only its own key opens it."""


class PowerFlickered(Stimulus, frozen=True, gc=False):
    """The mains dip and come back: nothing stops, but they cannot be trusted until they return stable."""


class PowerFailed(Stimulus, frozen=True, gc=False):
    """The mains fail; the till runs on its UPS for `ups` milliseconds (0: it is dark at once)."""

    ups: int = 0


class UpsExhausted(Stimulus, frozen=True, gc=False):
    """The battery behind the till is empty; without mains it goes dark now."""


class PowerReturned(Stimulus, frozen=True, gc=False):
    """The mains are back; a till that went dark stays so until somebody restarts it."""

    stable: bool = True
    """False when it will fail again soon."""


class QuotaUsedUp(Stimulus, frozen=True, gc=False):
    """The shop tells a till that a flash sale has less left than it wanted to sell: other tills were quicker."""

    promotion: str
    left: int = 0


class NetworkFailed(Stimulus, frozen=True, gc=False):
    """断网: cards and phones cannot be charged, and requests on their way get no answer; cash goes on (脱机收银)."""


class NetworkReturned(Stimulus, frozen=True, gc=False):
    """Payments can be charged again, and open requests be queried."""
