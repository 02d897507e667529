"""The drawer as the cash office sees it: what goes in and out without a sale, counts, reports, doubtful notes.

Money can only be moved or counted while the drawer stands open. Asked for with no pieces while it is shut, each of
these operations opens it and does no more: the hands come next.
"""

import msgspec

from simulator.kernel.events import Command
from simulator.kernel.money import Minor, Pieces

PAID_IN = ("small_change", "advance_back", "other")
"""Why money that is no sale comes in."""
PAID_OUT = ("supplies", "small_expense", "delivery", "other")
"""Why money that is no change goes out."""


class PayIn(Command, frozen=True, gc=False):
    """收入现金: money that is no sale goes into the drawer; a reason is asked for."""

    reason: str
    pieces: Pieces = msgspec.field(default_factory=dict)


class PayOut(Command, frozen=True, gc=False):
    """支出现金: money that is no change leaves the drawer, against a voucher; a reason is asked for."""

    reason: str
    pieces: Pieces = msgspec.field(default_factory=dict)


class CorrectChange(Command, frozen=True, gc=False):
    """补找零: change that was missing by the records is paid out to the customer who complained of it."""

    pieces: Pieces = msgspec.field(default_factory=dict)


class DropCash(Command, frozen=True, gc=False):
    """中途缴款 (抽大钞): large notes go from the drawer into a numbered bag for the safe."""

    pieces: Pieces = msgspec.field(default_factory=dict)


class BankDrop(Command, frozen=True, gc=False):
    """营业款缴存: after the last count the takings go into the bank's bag, the float (备用金) stays."""

    pieces: Pieces = msgspec.field(default_factory=dict)


class CountFloat(Command, frozen=True, gc=False):
    """清点备用金: the float as it was found, before the first sale."""

    pieces: Pieces = msgspec.field(default_factory=dict)


class CountDrawer(Command, frozen=True, gc=False):
    """清点缴款: the cash counted by denomination, and what card and mobile slips add up to, before anybody is told
    what the books expect (盲交班).
    """

    pieces: Pieces = msgspec.field(default_factory=dict)
    slips: dict[str, Minor] = msgspec.field(default_factory=dict)
    """Means of payment -> what its slips add up to."""


class XReport(Command, frozen=True, gc=False):
    """X报表: the shift so far on paper; nothing changes."""


class ZReport(Command, frozen=True, gc=False):
    """Z报表 (日结): the day on paper, under a running number, and the sums begin anew."""


class CheckNote(Command, frozen=True, gc=False):
    """验钞: hold the notes of one denomination that lie on the counter against the detector."""

    value: Minor
