"""Stored-value cards (储值卡, 购物卡), credit notes and points at the till: sold, topped up, spent, looked up.

A card is bought with money, not with another card. Points are spent in steps, for goods that would earn some.
"""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Claim, Event
from simulator.kernel.facts import Line
from simulator.kernel.numbers import card_kind, tail
from simulator.kernel.texts import Text
from simulator.pos import membership, staffing
from simulator.pos.accounts import of_card, of_points
from simulator.pos.billing import after, repriced
from simulator.pos.owed import goods_due, may_be_spent
from simulator.pos.refusals import refuse
from simulator.pos.state import Sale, Till
from simulator.pos.tendering import complete, open_sale

SKU = "stored_value"
"""What lines that put money onto a card bear in the place of an item's sku."""
NO_POINTS = ("refused.points_short", "refused.points_for_these", "refused.no_points")
LEAST, STEP = 10, 1
"""Of what is put onto a card, in whole units of the currency."""


# --- decide ----------------------------------------------------------------------------------------------------------


def load_card(till: Till, command: c.LoadCard) -> list[Event]:
    code, amount, money = command.code, command.amount, till.rules.currency
    if card_kind(code) != "gift":
        return refuse(command, "refused.no_stored_card", code=code[:20])
    unit, most = 10**money.decimals, till.rules.card_most
    if not LEAST * unit <= amount <= most or amount % (STEP * unit):
        return refuse(command, "refused.card_amount", least=money.format(LEAST * unit), most=money.format(most))
    balance = till.accounts.balance(of_card(code))
    if balance + amount > most:
        return refuse(
            command, "refused.card_full", card=tail(code), balance=money.format(balance), most=money.format(most)
        )
    sale = till.sale
    if sale is not None and any(line.account == code for line in sale.lines.values()):
        return refuse(command, "refused.card_in_basket", card=tail(code))
    opened: list[Event] = []
    if sale is None:
        sale = Sale(f"{till.station}/{till.sales + 1}", till.counter.here)
        opened = [f.SaleOpened(sale.id, sale.customer)]
    name = Text(f"Stored-value card {tail(code)}", f"储值卡充值 {tail(code)}")
    line = Line(
        sale.next_line, SKU, name, code, amount, 1, 0, amount, 0, 0, how="value", at=till.now, account=code
    )  # fmt: skip
    now = after(till, sale, [*sale.lines.values(), line])
    return [*opened, f.LineAdded(sale.id, line, now.total), *repriced(sale, now, but=line.line)]


def tender_gift(till: Till, command: c.TenderGift) -> list[Event]:
    sale, money, visit = open_sale(till), till.rules.currency.format, till.counter.visit
    code = command.code or (visit.wishes.card if visit else "")
    kind = card_kind(code)
    if not kind:
        return refuse(command, "refused.no_stored_card", code=code[:20])
    if not till.outage.network:
        return refuse(command, "refused.offline")
    goods, balance = goods_due(sale), till.accounts.balance(of_card(code))
    if goods <= 0:
        return refuse(command, "refused.card_for_card")
    if balance <= 0:
        return refuse(command, "refused.card_empty", card=tail(code))
    most = min(sale.due, goods)
    amount = command.amount or min(most, balance)
    if not 0 < amount <= most:
        return refuse(command, "refused.amount_over_due", amount=money(amount), due=money(most))
    if amount > balance:
        return refuse(command, "refused.card_short", card=tail(code), balance=money(balance), amount=money(amount))
    left = balance - amount
    taken = f.PaymentTaken(sale.id, kind, amount, amount, account=code, balance=left)
    moved = f.ValueMoved(code, kind, -amount, left, "spent", sale.id)
    return [taken, moved, *complete(till, sale, taken, [moved])]


def check_balance(till: Till, command: c.CheckBalance) -> list[Event]:
    kind: str = card_kind(command.code)
    key = of_card(command.code)
    if not kind and till.member_name(command.code) is not None:
        kind, key = "points", of_points(command.code)
    if not kind:
        return refuse(command, "refused.no_stored_card", code=command.code[:20])
    if not till.outage.network:
        return refuse(command, "refused.offline")
    return [f.BalanceShown(command.code, kind, till.accounts.balance(key))]


def tender_points(till: Till, command: c.TenderPoints) -> list[Event]:
    sale, rule, money = open_sale(till), till.rules.points, till.rules.currency.format
    if rule is None:
        return refuse(command, "refused.no_points")
    if not sale.member:
        return refuse(command, "refused.points_without_member")
    if not till.outage.network:
        return refuse(command, "refused.offline")
    standing = till.accounts.balance(of_points(sale.member))
    if standing < rule.step:
        return refuse(command, "refused.points_short", standing=str(standing), step=str(rule.step))
    most = may_be_spent(till, sale, rule)
    points = command.points or min(standing // rule.step * rule.step, most)
    if points <= 0 or points % rule.step:
        why = "refused.points_step" if most else "refused.points_for_these"
        return refuse(command, why, step=str(rule.step), worth=money(rule.worth))
    if points > most:
        return refuse(command, "refused.points_over", points=str(points), most=str(most))
    if points > standing:
        return refuse(command, "refused.points_short", standing=str(standing), step=str(rule.step))
    amount, left, visit = points // rule.step * rule.worth, standing - points, till.counter.visit
    own = visit is None or visit.wishes.own in ("", sale.member)
    taken = f.PaymentTaken(sale.id, "points", amount, amount, account=sale.member, balance=left, points=points, own=own)
    moved = f.PointsMoved(sale.member, -points, left, "spent", sale.id)
    return [taken, moved, *complete(till, sale, taken, [moved])]


def believed(till: Till, command: Event) -> tuple[Claim, ...]:
    """What holds an answer about a balance to what it really is, where nothing was moved."""
    visit, code = till.counter.visit, getattr(command, "code", "")
    if type(command) is c.TenderPoints:
        key = of_points(till.sale.member) if till.sale and till.sale.member else ""
    else:
        code = code or (visit.wishes.card if visit else "")
        points = type(command) is c.CheckBalance and till.member_name(code) is not None
        key = of_card(code) if card_kind(code) else of_points(code) if points else ""
    return (till.accounts.as_believed(key),) if key and till.outage.network else ()


# --- apply -----------------------------------------------------------------------------------------------------------


def value_moved(till: Till, fact: f.ValueMoved, entry: Entry) -> None:
    till.accounts.told(of_card(fact.account), fact.balance)
    if fact.kind == "credit" and fact.why == "refund" and fact.balance == fact.amount:
        till.accounts.notes += 1
    visit = till.counter.visit
    if visit is not None and visit.wishes.card == fact.account and fact.why != "given_back":
        visit.wishes.met.add("load" if visit.wishes.load else "gift")
        visit.wishes.card, visit.wishes.load = "", 0  # read, and put away again


def balance_told(till: Till, stimulus: s.BalanceTold, entry: Entry) -> None:
    till.accounts.told(stimulus.account, stimulus.balance)


def gift_card_shown(till: Till, stimulus: s.GiftCardShown, entry: Entry) -> None:
    visit = till.counter.visits[stimulus.customer]
    visit.wishes.card, visit.wishes.load = stimulus.code, stimulus.load
    visit.wishes.asked.add("load" if stimulus.load else "gift")


def points_moved(till: Till, fact: f.PointsMoved, entry: Entry) -> None:
    till.accounts.told(of_points(fact.member), fact.standing)
    visit = till.counter.visit
    if visit is not None and fact.why == "spent":
        visit.wishes.points = False
        visit.wishes.met.add("points")


def points_offered(till: Till, stimulus: s.PointsOffered, entry: Entry) -> None:
    visit = till.counter.visits[stimulus.customer]
    visit.wishes.points = True
    visit.wishes.asked.add("points")


def refused(till: Till, fact: f.Refused, entry: Entry) -> None:
    """What a card or points cannot do is put away again."""
    membership.refused(till, fact)
    staffing.refused(till, fact)
    visit = till.counter.visit
    if visit is None:
        return
    if fact.operation == "tender_gift" and fact.reason in ("refused.card_empty", "refused.card_for_card"):
        visit.wishes.card = ""
        visit.wishes.impossible.add("gift")
    elif fact.operation == "tender_points" and fact.reason in NO_POINTS:
        visit.wishes.points = False
        visit.wishes.impossible.add("points")


DECIDE = {
    c.LoadCard: load_card,
    c.TenderGift: tender_gift,
    c.TenderPoints: tender_points,
    c.CheckBalance: check_balance,
}

APPLY = {
    f.ValueMoved: value_moved,
    f.PointsMoved: points_moved,
    f.Refused: refused,
    s.BalanceTold: balance_told,
    s.GiftCardShown: gift_card_shown,
    s.PointsOffered: points_offered,
}
