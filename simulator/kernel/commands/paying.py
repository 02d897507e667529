"""From the total to the receipt: ways to pay, and the copy of a receipt."""

from simulator.kernel.events import Command
from simulator.kernel.money import Minor


class StartTender(Command, frozen=True, gc=False):
    """结算: ask for the total; nothing can be added until the tender is cancelled."""


class CancelTender(Command, frozen=True, gc=False):
    """Back to selling; refused once money was taken."""


class TenderCash(Command, frozen=True, gc=False):
    """The cash received, as keyed. 0 means exactly what is due."""

    amount: Minor = 0


class TenderCard(Command, frozen=True, gc=False):
    """Ask the payment terminal for a card payment. 0 means all that is due."""

    amount: Minor = 0


class TenderMobile(Command, frozen=True, gc=False):
    """Charge a mobile payment code (WeChat, Alipay) just scanned. The code is masked before it is submitted."""

    code: str
    amount: Minor = 0


class TenderStatic(Command, frozen=True, gc=False):
    """A payment said to be made to the printed static code; its arrival is to be confirmed first (`ConfirmArrival`)."""

    amount: Minor = 0


class QueryPayment(Command, frozen=True, gc=False):
    """Ask the payment channel how a request ended: the only right answer to *unknown*."""

    request: str


class CancelPayment(Command, frozen=True, gc=False):
    """取消支付请求: give up a request that waits for the customer's card, or for their yes on the phone.

    The terminal alone knows whether that is still possible; once the bank is asked, it is too late.
    """

    request: str


class ReversePayment(Command, frozen=True, gc=False):
    """冲正: have the payment channel take a request back, for good, whether it was charged or nobody knows."""

    request: str


class SwitchChannel(Command, frozen=True, gc=False):
    """切换通道: from now on, card and code payments go through the other payment channel."""


class ReprintReceipt(Command, frozen=True, gc=False):
    """补打小票: a copy of the last receipt, marked as a copy."""
