"""Commands: what the person at a station can ask for. One class an operation; operations bear the trade's names."""

from simulator.kernel.events import Command
from simulator.kernel.money import Minor, Pieces

# --- selling ---------------------------------------------------------------------------------------------------------


class Scan(Command, frozen=True, gc=False):
    """A code was read: by the virtual scanner (with the good it was held against) or by a real one (good unknown)."""

    code: str = ""
    """Empty where the virtual scanner was held against a good whose label cannot be read."""
    good: str = ""
    source: str = "virtual"
    """`virtual`, `wedge` or `serial`."""


class EnterCode(Command, frozen=True, gc=False):
    """A code or PLU typed by hand for the good in hand."""

    code: str
    good: str = ""


class PickItem(Command, frozen=True, gc=False):
    """An item chosen from the look-up list or a quick key for the good in hand."""

    sku: str
    good: str = ""


class Weigh(Command, frozen=True, gc=False):
    """Put a good on the scale; an empty name clears the scale."""

    good: str = ""


class SetMultiplier(Command, frozen=True, gc=False):
    """`3*`: the next item counts this many times."""

    quantity: int


class ChangeQuantity(Command, frozen=True, gc=False):
    """改数量: another number of pieces on a line; fewer may need an authorization."""

    line: int
    quantity: int


class VoidLine(Command, frozen=True, gc=False):
    """单品取消."""

    line: int


class VoidSale(Command, frozen=True, gc=False):
    """整单取消, before the sale is finished."""


class CheckPrice(Command, frozen=True, gc=False):
    """Ask for the price of a code or sku without selling it."""

    code: str


class AddBag(Command, frozen=True, gc=False):
    """A carrier bag, a paid line."""

    sku: str


class IdentifyMember(Command, frozen=True, gc=False):
    """会员: a member code was read or typed; the whole basket gets member prices."""

    code: str


class SuspendSale(Command, frozen=True, gc=False):
    """挂单."""


class ResumeSale(Command, frozen=True, gc=False):
    """取单."""

    ticket: str


# --- payment ---------------------------------------------------------------------------------------------------------


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


class TakeCash(Command, frozen=True, gc=False):
    """Put notes and coins from the counter into the drawer."""

    pieces: Pieces


class GiveChange(Command, frozen=True, gc=False):
    """Take notes and coins out of the drawer and hand them over."""

    pieces: Pieces


class ReturnCash(Command, frozen=True, gc=False):
    """Hand notes and coins that lie on the counter back to the customer."""

    pieces: Pieces


class CloseDrawer(Command, frozen=True, gc=False):
    """Push the drawer shut; the till never does it by itself."""


class NoSale(Command, frozen=True, gc=False):
    """Open the drawer without a sale; a reason is asked for."""

    reason: str


class ReprintReceipt(Command, frozen=True, gc=False):
    """补打小票: a copy of the last receipt, marked as a copy."""


# --- people ----------------------------------------------------------------------------------------------------------


class CallNext(Command, frozen=True, gc=False):
    """Ask the next customer of the queue to the counter."""


REPLIES = (
    "greet",
    "ask_member",
    "say_total",
    "say_received",
    "say_change",
    "thank",
    "apologise",
    "one_moment",
    "ask_live_code",
    "ask_other_payment",
    "queue_please",
)
"""Replies that need no question before them."""


class Say(Command, frozen=True, gc=False):
    """A short reply chosen from those offered, or an answer to the customer's question."""

    reply: str


class CheckTrolley(Command, frozen=True, gc=False):
    """Look under the trolley and into what stands open."""


class SetAside(Command, frozen=True, gc=False):
    """Take a good that the customer does not want off the belt."""

    good: str


class CallSupervisor(Command, frozen=True, gc=False):
    """Ask the supervisor or duty manager to the till: for an authorization, an incident, small change."""

    reason: str


class EnterPin(Command, frozen=True, gc=False):
    """A badge's PIN was entered at the till. The PIN is checked outside and never stored."""

    badge: str
    """Whose PIN it was; empty when nobody's."""


class CancelAuthorization(Command, frozen=True, gc=False):
    """Take the request for an authorization back, and with it the operation that waits for it."""


class LockTill(Command, frozen=True, gc=False):
    """锁机, before anybody turns away from the till; an open basket stays."""


class UnlockTill(Command, frozen=True, gc=False):
    """A badge's PIN unlocks: the operator's own, or that of somebody who may authorize."""

    badge: str


class StepAway(Command, frozen=True, gc=False):
    """Leave the till."""


class ComeBack(Command, frozen=True, gc=False):
    """Stand at the till again after `StepAway`."""


# --- devices and outages ---------------------------------------------------------------------------------------------


class ChangePaper(Command, frozen=True, gc=False):
    """Put a new roll into the printer."""


class ReportIncident(Command, frozen=True, gc=False):
    """Tell the duty manager what happened, since when, and how things stand."""

    what: str


class LockDrawer(Command, frozen=True, gc=False):
    """Turn the drawer's key."""


class UnlockDrawer(Command, frozen=True, gc=False):
    """Turn the key back; with the till dark, the key is also what opens the drawer."""


class RestartTill(Command, frozen=True, gc=False):
    """Switch the till on again; it recovers from its journal."""


class WriteSlip(Command, frozen=True, gc=False):
    """A numbered two-part slip written by hand for the goods of the customer at the counter."""

    prices: dict[str, Minor]
    """good -> amount written for it (label price; for weighed goods the whole amount)."""
    tender: str
    """`cash` or `static_code`."""
    received: Minor = 0


class ConfirmArrival(Command, frozen=True, gc=False):
    """Look on the merchant's side whether a payment to the static code has arrived."""


class EnterSlip(Command, frozen=True, gc=False):
    """补录: enter a written slip into the till."""

    slip: int


class FinishShift(Command, frozen=True, gc=False):
    """Hand the till over at the end: possible once the drill's time is up and nothing is left open."""
