"""The kinds of rows in the books; each is keyed by its entry (stream, seq), and by `n` where an entry makes several."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from simulator.kernel.money import Minor


class Sale(NamedTuple):
    """A sale that was completed, or voided as a whole; `lines` counts them."""

    stream: str
    seq: int
    at: int
    sale: str
    status: str
    """`completed` or `voided`."""
    receipt: str
    customer: str
    member: str
    lines: int
    total: Minor
    net: Minor
    tax: Minor
    discount: Minor
    rounding: Minor
    change: Minor
    slip: int
    stored: Minor
    """Of the total: what goes onto stored-value cards. It is owed, and no revenue."""


class SaleLine(NamedTuple):
    stream: str
    seq: int
    n: int
    sale: str
    line: int
    sku: str
    name_en: str
    name_zh: str
    code: str
    price: Minor
    quantity: int
    grams: int
    gross: Minor
    discount: Minor
    tax_rate: int
    how: str
    net: Minor = 0
    tax: Minor = 0
    moved: int = 0
    """1 where just this left the shelves: most lines are a movement of stock themselves."""


class TenderTaken(NamedTuple):
    stream: str
    seq: int
    n: int
    sale: str
    kind: str
    amount: Minor
    received: Minor
    request: str


class ChannelMovement(NamedTuple):
    """Money through a payment channel to the shop (negative: back to the customer)."""

    stream: str
    seq: int
    at: int
    kind: str
    """`approved`, `doubled` (taken again for something already paid), `reversed`, `refunded`, `refund_doubled` (sent
    although it had been given otherwise).
    """
    sale: str
    request: str
    tender: str
    channel: str
    asked: Minor
    """What the request was for."""
    amount: Minor
    """0 for the reversal of a request that was never known to be charged."""


class CashMovement(NamedTuple):
    """Notes or coins of one denomination into the drawer (negative: out of it)."""

    stream: str
    seq: int
    n: int
    at: int
    kind: str
    """`float`, `taken`, `change`, `supplied` (small change in), `exchanged` (large notes out), `paid_in`, `paid_out`,
    `corrected` (missing change, to a customer), `dropped`, `banked`.
    """
    sale: str
    note: str
    """The reason of what was paid in or out, the number of the bag."""
    denomination: Minor
    pieces: int
    amount: Minor


class StockMovement(NamedTuple):
    """Goods into stock (negative: out of it), by item and lot: single pieces, whatever pack they were sold in, and
    thousandths of its unit for what is measured. Lines that say all of it themselves (`moved`) have no row here.
    """

    stream: str
    seq: int
    n: int
    at: int
    kind: str
    """`sale`, `return`, and `write_off` for what came back and is not sold again (报损)."""
    sku: str
    quantity: int
    grams: int
    lot: str = ""
    """Empty where no 2D code said it."""
    expiry: str = ""
    unit: str = ""
    """`kg`, `m`, `l`; empty for what is counted."""


class Returned(NamedTuple):
    """A return that went through: goods and what was paid for them; what went back of it are rows of `refunds`."""

    stream: str
    seq: int
    at: int
    number: str
    kind: str
    """`return`, `exchange`, `post_void`."""
    receipt: str
    sale: str
    customer: str
    lines: int
    total: Minor
    net: Minor
    tax: Minor
    exchange: str
    """The sale of what was taken instead."""
    reason: str


class ReturnedGoods(NamedTuple):
    stream: str
    seq: int
    n: int
    number: str
    receipt: str
    line: int
    sku: str
    name_en: str
    name_zh: str
    quantity: int
    grams: int
    gross: Minor
    discount: Minor
    amount: Minor
    tax: Minor
    tax_rate: int
    condition: str
    reason: str


class RefundPaid(NamedTuple):
    """Money that went back for a return."""

    stream: str
    seq: int
    at: int
    number: str
    receipt: str
    kind: str
    value: Minor
    """Of what was paid; `amount` is what was handed over or sent: cash is rounded."""
    amount: Minor
    request: str
    voucher: str


class AccountMovement(NamedTuple):
    """Value that the shop owes, onto an account (negative: off it): a liability, whichever way it moves."""

    stream: str
    seq: int
    at: int
    kind: str
    """`gift`, `credit` or `points`."""
    account: str
    """The card's number, or the member's."""
    why: str
    """`sold`, `topped_up`, `spent`, `given_back`, `refund`, `earned`, `reversed`."""
    sale: str
    amount: int
    """Minor units; of points, their number."""
    balance: int
    """Afterwards."""


class Member(NamedTuple):
    """A member who was enrolled at a till."""

    stream: str
    seq: int
    at: int
    member: str
    name_en: str
    name_zh: str
    consented: int


class InvoiceRecord(NamedTuple):
    """A step in the life of an invoice; red-letter ones have negative amounts."""

    stream: str
    seq: int
    at: int
    state: str
    """`requested`, `reduced` or `withdrawn` before it was issued, `issued`, `red_lettered`."""
    invoice: str
    number: str
    sale: str
    title_en: str
    title_zh: str
    tax_no: str
    amount: Minor
    net: Minor
    tax: Minor


class Count(NamedTuple):
    """One means of payment counted against the books, or against the count before it; never written over."""

    stream: str
    seq: int
    n: int
    at: int
    kind: str
    """`float`, `drawer`, `relief`."""
    tender: str
    counted: Minor
    expected: Minor
    over_short: Minor


class Closing(NamedTuple):
    """A drawer counted at the end, against what the book expected."""

    stream: str
    seq: int
    at: int
    counted: Minor
    expected: Minor
    over_short: Minor


COMMON = 2
"""So many fields are the same in all rows of an entry, and come first: stream and seq."""


class Together(msgspec.Struct, frozen=True, gc=False):
    """All rows that an entry makes in a table, field after field: what every sale makes many of is made in one go."""

    kind: Any
    """Of row."""
    fields: list[object]
    """Of one row after the other, without those that are common to all."""

    @property
    def count(self) -> int:
        return len(self.fields) // (len(self.kind._fields) - COMMON)

    def rows(self, *common: object) -> Iterator[Any]:
        """One by one."""
        width = len(self.kind._fields) - COMMON
        for at in range(0, len(self.fields), width):
            yield self.kind._make((*common, *self.fields[at : at + width]))
