"""Goods that come back: the receipt, what of it, in which condition, and how the money goes back."""

from simulator.kernel.events import Command

RECEIPT_BY = ("code", "number", "member", "card")
"""How a receipt is looked for."""


class FindReceipt(Command, frozen=True, gc=False):
    """查找小票: ask the back office for a receipt, by its code, its number, a member or the card that paid."""

    by: str
    value: str


class StartReturn(Command, frozen=True, gc=False):
    """退货, of a receipt that was found."""

    receipt: str


class ReturnWithoutReceipt(Command, frozen=True, gc=False):
    """无小票退货: at the lowest recent price, as a credit note."""

    reason: str = ""


class InspectGood(Command, frozen=True, gc=False):
    """验货: take a good that comes back in hand and look at it."""

    good: str


class ReturnLine(Command, frozen=True, gc=False):
    """Take something of the receipt back; `quantity` counts pieces, or grams of what is weighed; 0: all there is."""

    line: int
    quantity: int = 0
    condition: str = "resalable"
    reason: str = "changed_mind"
    good: str = ""


class ReturnItem(Command, frozen=True, gc=False):
    """The same without a receipt: an item and how many pieces (grams of what is weighed)."""

    sku: str
    quantity: int = 1
    condition: str = "resalable"
    reason: str = "changed_mind"
    good: str = ""


class RemoveReturnLine(Command, frozen=True, gc=False):
    """Give something back to the customer after all."""

    n: int


class AllowException(Command, frozen=True, gc=False):
    """例外退货: take it back although the window is over or the rules say no."""

    reason: str


class CancelReturn(Command, frozen=True, gc=False):
    """放弃退货: nothing is taken back."""

    reason: str = ""


class StartExchange(Command, frozen=True, gc=False):
    """换货: ring up what is taken instead; the difference is paid or refunded."""


class FinishReturn(Command, frozen=True, gc=False):
    """退款: the goods are taken back, and the money goes to what paid."""


class RefundOtherwise(Command, frozen=True, gc=False):
    """改退款方式: the money goes another way than it came: `cash`, `credit`. With a number: what is still open
    of that return.
    """

    kind: str
    number: str = ""


class PostVoid(Command, frozen=True, gc=False):
    """反结账: a finished sale is undone whole; without a receipt number, the last one."""

    reason: str
    receipt: str = ""


class PrintGiftReceipt(Command, frozen=True, gc=False):
    """礼品小票: of the last sale, without prices, with a code to return by."""
