"""What goes in and out of the drawer without a sale, what counting found, and the reports on it."""

import msgspec

from simulator.kernel.events import Fact
from simulator.kernel.money import Minor, Pieces


class PaidIn(Fact, frozen=True, gc=False):
    """Money that is no sale went into the drawer."""

    reason: str
    pieces: Pieces
    amount: Minor
    asked: Minor = 0
    """What was brought, by the slip that came with it; 0: nobody brought anything for that reason."""


class PaidOut(Fact, frozen=True, gc=False):
    """Money that is no change left the drawer, against a voucher."""

    reason: str
    pieces: Pieces
    amount: Minor
    asked: Minor = 0
    """What the voucher says; 0: there is none for that reason."""


class ChangeCorrected(Fact, frozen=True, gc=False):
    """补找零: change that was missing was paid out to the customer who complained of it."""

    customer: str
    pieces: Pieces
    amount: Minor
    due: Minor = 0
    """What is still missing by records that were looked up; 0: nobody looked, or nothing is missing."""


class CashLimitReached(Fact, frozen=True, gc=False):
    """The books expect more cash in the drawer than the shop allows: the till asks for a safe drop."""

    expected: Minor
    limit: Minor


class CashDropped(Fact, frozen=True, gc=False):
    """Notes went into a numbered bag for the safe."""

    bag: str
    pieces: Pieces
    amount: Minor
    left: Minor
    """What the books expect in the drawer afterwards."""
    customer: str = ""
    """Who stood at the counter and could watch."""
    counterfeit: Minor = 0
    """Face value of false notes in the bag: the cash office finds them and credits nothing."""
    over: Minor = 0
    """What the books expect in the drawer beyond the shop's limit afterwards."""


class BankDropped(Fact, frozen=True, gc=False):
    """The takings went into the bank's bag after the last count."""

    bag: str
    pieces: Pieces
    amount: Minor
    left: Minor
    """What stays in the drawer for the next shift."""


class FloatCounted(Fact, frozen=True, gc=False):
    """The float as the cashier counted it: from here on the drawer answers for that, the difference stays written."""

    pieces: Pieces
    counted: Minor
    expected: Minor
    over_short: Minor
    """Counted less what should have been there."""
    miscounted: Minor = 0
    """Counted less what really lay there, which no till knows."""


class TenderCounted(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One means of payment declared against the books."""

    kind: str
    counted: Minor
    expected: Minor

    @property
    def over_short(self) -> Minor:
        return self.counted - self.expected


class DrawerCounted(Fact, frozen=True, gc=False):
    """清点缴款: cash by denomination and slips by means of payment, and only then the difference (长短款)."""

    pieces: Pieces
    counted: Minor
    """Genuine money: a counting machine throws the false notes out."""
    expected: Minor
    over_short: Minor
    tenders: tuple[TenderCounted, ...] = ()
    """Means of payment other than cash."""
    slips_off: Minor = 0
    """All their differences together, whichever way they go."""
    miscounted: Minor = 0
    """Counted less what really lay there, which no till knows."""
    counterfeit: Minor = 0
    """Face value of the false notes among the cash."""


class NoteChecked(Fact, frozen=True, gc=False):
    """The notes of a denomination on the counter were held against the detector."""

    value: Minor
    pieces: Pieces
    genuine: bool
    customer: str = ""


class CounterfeitFound(Fact, frozen=True, gc=False):
    """假币: false notes came to light; `place` says when: on the counter, or too late in the drawer or a bag."""

    place: str
    """`counter`, `drawer` or `bag`."""
    pieces: Pieces
    amount: Minor
    customer: str = ""


class Totals(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A shift in figures: what X and Z reports print, each a plain sum over the journal since the last Z."""

    sales: int = 0
    total: Minor = 0
    """Of the finished sales, less discounts: goods only."""
    net: Minor = 0
    tax: Minor = 0
    discount: Minor = 0
    rounding: Minor = 0
    tenders: dict[str, Minor] = msgspec.field(default_factory=dict)
    """Means of payment -> what it paid of sales."""
    slips: dict[str, Minor] = msgspec.field(default_factory=dict)
    """Means of payment -> what its own channel says it took, sale or not."""
    voided_lines: int = 0
    voided_lines_amount: Minor = 0
    voided_sales: int = 0
    voided_sales_amount: Minor = 0
    no_sales: int = 0
    float: Minor = 0
    """What the drawer began with, as counted."""
    cash_in: Minor = 0
    """Paid in, and small change brought."""
    cash_out: Minor = 0
    """Paid out, and notes given for small change."""
    dropped: Minor = 0
    banked: Minor = 0
    first: str = ""
    """Receipt number."""
    last: str = ""
    returns: int = 0
    returned_amount: Minor = 0
    """What was paid for the goods that came back."""
    returned_tax: Minor = 0
    refunds: dict[str, Minor] = msgspec.field(default_factory=dict)
    """Means of payment -> what went back by it."""
    post_voids: int = 0
    """Of the returns: finished sales that were undone."""
    post_voided: Minor = 0
    complaints: int = 0
    """Recorded ones."""
    stored: Minor = 0
    """Put onto stored-value cards: taken, and owed; no part of the total."""
    points_earned: int = 0
    points_spent: int = 0
    invoices: int = 0
    invoiced: Minor = 0
    """Issued, less what was red-lettered."""
    employee_sales: int = 0
    """Sales to the shop's own people."""
    employee_off: Minor = 0
    """The staff discount on them."""
    offline: int = 0
    """Sales that were finished offline."""
    offline_total: Minor = 0
    trusted_cards: Minor = 0
    """Card payments that were taken on trust."""
    cards_declined: Minor = 0
    """What of them no bank took."""

    @property
    def cash(self) -> Minor:
        """What the books expect in the drawer."""
        sold = self.tenders.get("cash", 0) - self.refunds.get("cash", 0)
        return self.float + sold + self.cash_in - self.cash_out - self.dropped - self.banked


class OwedRefund(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Money that goes back through a channel and has not arrived: whoever it belongs to will ask for it."""

    number: str
    """Of the return."""
    receipt: str
    kind: str
    amount: Minor


class ReportIssued(Fact, frozen=True, gc=False):
    """An X or Z report is asked of the printer; it carries all its figures."""

    document: str
    kind: str
    """`x` or `z`."""
    number: int
    totals: Totals
    expected: Minor
    """Cash that the books expect in the drawer."""
    counted: Minor = 0
    over_short: Minor = 0
    """Of cash, as declared; Z only."""
    float_over_short: Minor = 0
    """Of the float, as it was counted in the morning."""
    tenders: tuple[TenderCounted, ...] = ()
    """Other means of payment as declared; Z only."""
    owed: tuple[OwedRefund, ...] = ()
    """Refunds that have not arrived, of earlier shifts too."""


class ShiftHandedOver(Fact, frozen=True, gc=False):
    """交接班: the relief counted the drawer too, and both counts stand side by side."""

    counted: Minor
    """By the relief."""
    expected: Minor
    """By the cashier who leaves."""
    over_short: Minor
    """The relief's count less the cashier's."""
    owed: tuple[OwedRefund, ...] = ()
    """Refunds that have not arrived, for the relief to know of."""
