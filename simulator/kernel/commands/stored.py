"""Value that the shop owes: stored-value cards and credit notes, members' points; and who becomes a member."""

from simulator.kernel.events import Command
from simulator.kernel.money import Minor


class LoadCard(Command, frozen=True, gc=False):
    """储值卡充值: a stored-value card is sold, or topped up: a line of the basket, worth its money once it is paid."""

    code: str
    amount: Minor


class TenderGift(Command, frozen=True, gc=False):
    """Pay by a stored-value card or a credit note. 0 means as much as its balance and the goods allow."""

    code: str = ""
    amount: Minor = 0


class TenderPoints(Command, frozen=True, gc=False):
    """积分抵现: pay by the member's points. 0 means as many as may be used."""

    points: int = 0


class CheckBalance(Command, frozen=True, gc=False):
    """查余额: what is left on a stored-value card, a credit note, or a member's account of points."""

    code: str


class EnrolMember(Command, frozen=True, gc=False):
    """开卡: the customer here becomes a member, by phone number or with a new card; a member of this basket at once."""

    code: str
