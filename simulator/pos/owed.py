"""What the shop owes to holders of cards, credit notes and points: the rules that other rooms ask.

What is put onto a card is no revenue but owed, and is there once it is paid. Points (积分) count for what the policy
does not keep from them: no flash sale, no bag, nothing that goes onto a card, and nothing that points paid.
"""

from collections.abc import Iterable
from typing import NamedTuple

from simulator.kernel import facts as f
from simulator.kernel.events import Event
from simulator.kernel.facts import Line
from simulator.kernel.money import Minor
from simulator.kernel.numbers import card_kind, card_number
from simulator.kernel.policy import Points
from simulator.pos.accounts import of_card, of_points
from simulator.pos.billing import earning
from simulator.pos.state import Sale, Till

VALUE = ("gift", "credit", "points")
"""Means of payment that are the shop's own debt."""


def goods_due(sale: Sale) -> Minor:
    """What of a sale may still be paid by value that the shop owes: its goods, less what was so paid."""
    goods: Minor = sum(line.amount for line in sale.lines.values() if not line.account)
    return goods - sum(tender.amount for tender in sale.tenders if tender.kind in VALUE)


# --- cards and credit notes ------------------------------------------------------------------------------------------


def loaded(till: Till, sale: str, lines: Iterable[Line], moved: Iterable[Event] = ()) -> list[Event]:
    """A sale is paid: what its lines put onto cards is there now. `moved` was decided before it in the same moment."""
    facts: list[Event] = []
    for line in lines:
        if line.account:
            key = of_card(line.account)
            had = till.accounts.after(key, moved)
            known = key in till.accounts.opening or key in till.accounts.moved
            why = "topped_up" if known else "sold"
            visit = till.counter.visit
            wishes = visit.wishes if visit else None
            asked = wishes.load if wishes and wishes.card == line.account else line.amount
            facts.append(f.ValueMoved(line.account, "gift", line.amount, had + line.amount, why, sale, asked))
    return facts


def given_back(till: Till, sale: Sale) -> list[Event]:
    """A sale comes to nothing: what cards and points paid of it goes back onto them."""
    facts: list[Event] = []
    for tender in sale.tenders:
        if tender.kind == "points":
            left = till.accounts.after(of_points(tender.account), facts) + tender.points
            facts.append(f.PointsMoved(tender.account, tender.points, left, "given_back", sale.id))
        elif tender.kind in VALUE:
            left = till.accounts.after(of_card(tender.account), facts) + tender.amount
            facts.append(f.ValueMoved(tender.account, tender.kind, tender.amount, left, "given_back", sale.id))
    return facts


def refunded(till: Till, account: str, amount: Minor, sale: str, moved: Iterable[Event] = ()) -> f.ValueMoved:
    """A return pays back onto the card that paid."""
    balance = till.accounts.after(of_card(account), moved) + amount
    return f.ValueMoved(account, card_kind(account), amount, balance, "refund", sale)


def credit_issued(till: Till, amount: Minor, sale: str = "") -> f.ValueMoved:
    """A return is paid out as a new credit note (退货储值); its number is of this till alone."""
    station = int("".join(sign for sign in till.station if sign.isdigit()) or "0")
    account = card_number("credit", station * 10**6 + till.accounts.notes + 1)
    return f.ValueMoved(account, "credit", amount, amount, "refund", sale)


# --- points ----------------------------------------------------------------------------------------------------------


def earned(rule: Points | None, base: Minor, by_points: Minor) -> int:
    """Points for a sale whose goods count for `base`, of which points paid a part.

    >>> earned(Points(per=100), 12345, 500)
    118
    """
    return max(0, base - by_points) // rule.per if rule else 0


class Back(NamedTuple):
    """What a return does to a member's points."""

    earned: int
    """Taken back: they were earned by what came back."""
    spent: int
    """Given back: they paid for it."""


def back(sale: f.SaleCompleted, amount: Minor, before: Minor = 0) -> Back:
    """For goods of a finished sale that come back for `amount`, `before` having come back earlier.

    In shares of the goods' total, by what came back so far: in any order, all of it gives all back and no more.
    """
    goods = sale.total - sale.stored
    spent = sum(tender.points for tender in sale.tenders if tender.kind == "points")
    if goods <= 0:
        return Back(0, 0)
    now = min(goods, before + amount)
    return Back(
        sale.points * now // goods - sale.points * before // goods, spent * now // goods - spent * before // goods
    )


def reversal(
    till: Till, sale: f.SaleCompleted, amount: Minor, before: Minor = 0, moved: Iterable[Event] = ()
) -> list[f.PointsMoved]:
    """The facts of that. What was spent long ago is waived: no account is below 0."""
    if not sale.member:
        return []
    taken, given = back(sale, amount, before)
    standing = till.accounts.after(of_points(sale.member), moved)
    owed = min(taken - given, standing)
    waived = (taken - given) - owed
    if not (owed or waived):
        return []
    return [f.PointsMoved(sale.member, -owed, standing - owed, "reversed", sale.sale, waived)]


def may_be_spent(till: Till, sale: Sale, rule: Points) -> int:
    """How many points this sale can be paid by: for goods that would earn some, in whole steps."""
    by_points = sum(tender.amount for tender in sale.tenders if tender.kind == "points")
    base = earning(till, sale) - by_points
    return max(0, min(sale.due, goods_due(sale), base)) // rule.worth * rule.step


def for_sale(till: Till, sale: Sale, taken: f.PaymentTaken | None, moved: Iterable[Event] = ()) -> f.PointsMoved | None:
    """What a sale earns that `taken` settles (None: what came back in exchange did); None where it earns nothing."""
    rule = till.rules.points
    if rule is None or not sale.member:
        return None
    by_points = sum(tender.amount for tender in sale.tenders if tender.kind == "points")
    by_points += taken.amount if taken and taken.kind == "points" else 0
    points = earned(rule, earning(till, sale), by_points)
    standing = till.accounts.after(of_points(sale.member), moved) + points
    return f.PointsMoved(sale.member, points, standing, "earned", sale.id) if points else None
