"""Mistakes that a coach beside the till sees coming: each guard looks at one command before it happens.

What they hold back is wrong whatever a rubric says, and they say what is wrong and what to do instead, in figures.
"""

from collections.abc import Callable, Sequence
from typing import Any

from simulator.desk.state import Desk
from simulator.drill.answer_guards import wrong_answer
from simulator.drill.bots.returning import take
from simulator.drill.desk_guards import at_the_desk
from simulator.drill.held import Held
from simulator.drill.line_guards import change_quantity, missing_at_total, others_basket, price_of_line, void_line
from simulator.drill.places import Station
from simulator.drill.stockroom.guards import held_back as held_back_in_stockroom
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.events import Command, Event
from simulator.kernel.money import Minor, worth
from simulator.kernel.texts import Text
from simulator.pos.refunding import missed
from simulator.pos.state import Till
from simulator.pos.view import View
from simulator.pos.visits import Visit
from simulator.stock.state import Stockroom

Guard = Callable[[Till, Any, Sequence[Event]], Held | None]
"""(till before the command, the command, what would follow) -> why not; `Any`: each guard knows its own command."""


def held_back(station: Station, command: Command, follows: Sequence[Event]) -> Held | None:
    """Why this command should not happen now; None where it may, or where the station refuses it by itself."""
    if any(isinstance(fact, f.Refused) for fact in follows):
        return None
    if isinstance(station, Stockroom):
        return held_back_in_stockroom(station, command, follows)
    if isinstance(station, Desk):
        return at_the_desk(station, command, follows)
    guard = _GUARDS.get(type(command))
    return guard(station, command, follows) if guard is not None and isinstance(station, Till) else None


def open_matter(till: Till) -> Held | None:
    """What is not settled yet with the customer here: change, or their money on the counter."""
    visit = till.counter.visit
    if visit is None or not (visit.sales or visit.slips or visit.returns):
        return None
    if visit.change_owed > 0:
        id = "held.refund_to_count" if visit.pays_back else "held.change_open"
        return Held(id, {"amount": _money(till, visit.change_owed)})
    if visit.cash:
        return Held("held.cash_open", {"amount": _money(till, worth(visit.cash))})
    return None


def _money(till: Till, amount: Minor) -> str:
    return till.rules.currency.format(amount)


def _keyed(till: Till, visit: Visit) -> Minor:
    """All cash that was keyed as received of this customer."""
    of_sale = till.sale.tenders if till.sale else ()
    tenders = [*of_sale, *(tender for sale in visit.sales for tender in sale.tenders)]
    keyed: list[Minor] = [tender.received for tender in tenders if tender.kind == "cash"]
    return sum(keyed) + sum(slip.received for slip in visit.slips if slip.tender == "cash")


def _tender_cash(till: Till, command: c.TenderCash, follows: Sequence[Event]) -> Held | None:
    """What is keyed is what lies there; while a payment is unknown, that is the graver matter, and the rubric's."""
    if till.sale is not None and till.open_payment(till.sale.id):
        return None
    return _keyed_wrong(till, next((fact.received for fact in follows if isinstance(fact, f.PaymentTaken)), 0))


def _write_slip(till: Till, command: c.WriteSlip, follows: Sequence[Event]) -> Held | None:
    """On paper, too."""
    slip = next((fact for fact in follows if isinstance(fact, f.SlipWritten)), None)
    return _keyed_wrong(till, slip.received) if slip is not None and slip.tender == "cash" else None


def _keyed_wrong(till: Till, keyed: Minor) -> Held | None:
    visit = till.counter.visit
    laid = visit.cash_given + worth(visit.cash) - _keyed(till, visit) if visit else 0
    if keyed == laid:
        return None
    if laid <= 0:
        return Held("held.no_cash")
    return Held("held.other_cash", {"laid": _money(till, laid), "keyed": _money(till, keyed)})


def _return_cash(till: Till, command: c.ReturnCash, follows: Sequence[Event]) -> Held | None:
    """What pays for a finished sale is not given back."""
    visit = till.counter.visit
    settled = visit is not None and bool(visit.sales or visit.slips)
    if visit is None or not settled or visit.change_owed >= worth(command.pieces):
        return None
    return Held("held.payment_returned", {"amount": _money(till, worth(command.pieces))})


def _give_change(till: Till, command: c.GiveChange, follows: Sequence[Event]) -> Held | None:
    """Not more than is due: what was handed over is gone."""
    visit = till.counter.visit
    given = worth(command.pieces)
    if visit is None or given <= max(visit.change_owed, 0):
        return None
    due, over = max(visit.change_owed, 0), given - max(visit.change_owed, 0)
    id = "held.too_much_back" if visit.pays_back else "held.too_much"
    return Held(id, {"given": _money(till, given), "due": _money(till, due), "over": _money(till, over)})


def _close_drawer(till: Till, command: c.CloseDrawer, follows: Sequence[Event]) -> Held | None:
    return open_matter(till)


def _say(till: Till, command: c.Say, follows: Sequence[Event]) -> Held | None:
    """No wrong answer; nobody is thanked who still waits for change or a refund, or signs for one that was refused."""
    wrong = wrong_answer(till, follows)
    if wrong is not None:
        return wrong
    if command.reply == "thank":
        return open_matter(till) or _refund_open(till)
    return _refund_open(till, "declined") if command.reply == "ask_sign" else None


def _refund_open(till: Till, *statuses: str) -> Held | None:
    """Money of the customer here that has not gone back."""
    for due in missed(till, till.counter.here):
        if due.status in (statuses or ("declined", "unknown")):
            how = "unsent" if due.error else due.status
            return Held(f"held.refund_{how}", {"amount": _money(till, due.amount)})
    return None


def _start_tender(till: Till, command: c.StartTender, follows: Sequence[Event]) -> Held | None:
    """More pieces on the bill than the customer has, one they gave back, one as another item, or one too few."""
    visit, sale = till.counter.visit, till.sale
    if visit is None or sale is None:
        return None
    for line in sale.lines.values():
        pieces = 1 if line.grams else line.quantity
        if pieces > len(line.goods) and line.sku not in till.rules.bags and not line.account:
            given: dict[str, str | Text] = {"item": line.name, "charged": str(pieces), "there": str(len(line.goods))}
            return Held("held.too_many", given)
        kept = sum(good not in visit.dropped for good in line.goods)
        if kept < len(line.goods):
            return Held("held.unwanted_some" if kept else "held.unwanted", {"item": line.name, "kept": str(kept)})
        other = next((visit.goods[good] for good in line.goods if good in visit.goods), None)
        if other is not None and other.sku != line.sku:
            return Held("held.other_charged", {"good": other.look, "item": line.name})
    return missing_at_total(till)


def _scan(till: Till, command: c.Scan, follows: Sequence[Event]) -> Held | None:
    """The same good a second time, a good by another's label, or into another customer's basket."""
    visit = till.counter.visit
    if visit is not None and command.good in visit.charged:
        return Held("held.charged", {"good": visit.goods[command.good].look})
    return _ring(till, command, follows)


def _ring(till: Till, command: Command, follows: Sequence[Event]) -> Held | None:
    return others_basket(till) or _other_item(till, command, follows) or _ring_anew(till, command, follows)


def _add_bag(till: Till, command: c.AddBag, follows: Sequence[Event]) -> Held | None:
    return others_basket(till)


def _other_item(till: Till, command: Command, follows: Sequence[Event]) -> Held | None:
    """What lies there is not what would be charged: a label that belongs on something else, or a row beside."""
    visit = till.counter.visit
    if visit is None:
        return None
    for line in (fact.line for fact in follows if isinstance(fact, f.LineAdded)):
        good = next((visit.goods[id] for id in line.goods if id in visit.goods), None)
        if good is not None and good.sku != line.sku:
            by_label = isinstance(command, c.Scan) or (isinstance(command, c.EnterCode) and good.code == command.code)
            return Held("held.other_label" if by_label else "held.other_item", {"good": good.look, "item": line.name})
    return None


def _set_aside(till: Till, command: c.SetAside, follows: Sequence[Event]) -> Held | None:
    """What the customer wants, and may have, with a label that can be read or typed."""
    visit = till.counter.visit
    good = visit.goods.get(command.good) if visit else None
    taken = any(isinstance(fact, f.GoodSetAside) and fact.wanted for fact in follows)
    if not taken or good is None or good.sku not in till.rules.catalog.items or not good.code:
        return None
    return Held("held.wanted", {"good": good.look})


def _taken_back(till: Till, command: c.ReturnLine | c.ReturnItem, follows: Sequence[Event]) -> Held | None:
    """Nothing that does not lie there, nothing unseen, and in the condition that it is in."""
    for fact in follows:
        if isinstance(fact, f.ReturnLineAdded):
            line = fact.line
            if line.missing:
                there, asked = str(line.quantity - line.missing), str(line.quantity)
                if line.missing == line.quantity and not line.line:  # another item was chosen
                    return Held("held.return_none", {"item": line.name})
                return Held("held.return_missing", {"item": line.name, "there": there, "asked": asked})
            if not line.inspected:
                return Held("held.return_unseen", {"item": line.name})
            if not line.right:
                return Held("held.return_condition", {"item": line.name})
    return None


def _half_done(till: Till, command: Command, follows: Sequence[Event]) -> Held | None:
    """Nothing is paid out, or taken in exchange, while something lies there that would be taken back as well."""
    view = View(till)
    if view.stage != "returning":
        return None
    for good in view.brought:
        if not good.taken and not good.state:
            return Held("held.return_unlooked", {"good": good.look})
        if not good.taken and take(view, good) is not None:
            return Held("held.return_half", {"good": good.look})
    return None


def _refund_otherwise(till: Till, command: c.RefundOtherwise, follows: Sequence[Event]) -> Held | None:
    """What may have arrived is not paid again."""
    if till.returning is not None:
        return _half_done(till, command, follows)
    unknown = [due for due in till.refunds.values() if due.status == "unknown"]
    return Held("held.refund_unknown", {"amount": _money(till, unknown[0].amount)}) if unknown else None


def _ring_anew(till: Till, command: Command, follows: Sequence[Event]) -> Held | None:
    """A basket of the customer here waits in the store: rung up anew, it would be there twice, and perhaps paid so."""
    here = till.counter.here
    waiting = (ticket for ticket, held in till.held.items() if here and held.sale.customer == here)
    ticket = next(waiting, "") if till.sale is None else ""
    return Held("held.basket_waits", {"ticket": ticket}) if ticket else None


def _move_till(till: Till, command: c.MoveTill, follows: Sequence[Event]) -> Held | None:
    """Change comes out of the drawer where the money went in; and a drawer that nobody watches is locked."""
    matter = open_matter(till) or (Held("held.left_open") if till.drawer.open else None)
    if matter is not None:
        return matter
    if till.sale is not None and not till.outage.dark:
        return Held("held.open_basket")
    return None if till.drawer.locked or not till.outage.dark else Held("held.left_unlocked")


def _step_away(till: Till, command: c.StepAway, follows: Sequence[Event]) -> Held | None:
    """An unlocked till sells in one's name, and out of an open drawer anybody takes."""
    if till.drawer.open:
        return open_matter(till) or Held("held.left_open")
    left = next((fact for fact in follows if isinstance(fact, f.TillLeft)), None)
    return Held("held.left_unattended") if left is not None and not left.locked else None


def _load_card(till: Till, command: c.LoadCard, follows: Sequence[Event]) -> Held | None:
    """Another amount than the holder of the card asked for."""
    visit = till.counter.visit
    wanted = visit.wishes.load if visit and visit.wishes.card == command.code else 0
    if not wanted or command.amount == wanted:
        return None
    return Held("held.other_load", {"wanted": _money(till, wanted), "keyed": _money(till, command.amount)})


def _enrol_member(till: Till, command: c.EnrolMember, follows: Sequence[Event]) -> Held | None:
    """Nobody becomes a member who did not say yes."""
    visit = till.counter.visit
    if visit is None or visit.wishes.consent:
        return None
    return Held("held.no_consent" if visit.wishes.consent is None else "held.consent_denied")


def _tender_points(till: Till, command: c.TenderPoints, follows: Sequence[Event]) -> Held | None:
    """Points are their owner's."""
    taken = next((fact for fact in follows if isinstance(fact, f.PaymentTaken)), None)
    if taken is None or taken.own or till.sale is None:
        return None
    return Held("held.others_points", {"name": till.sale.member_name})


def _confirm_age(till: Till, command: c.ConfirmAge, follows: Sequence[Event]) -> Held | None:
    """Nobody is sold what has an age limit on their word."""
    check = till.age_check
    if check is None or not any(isinstance(fact, f.AgeChecked) and not fact.right for fact in follows):
        return None
    return Held("held.age_unseen", {"item": check.name, "age": str(check.age)})


_GUARDS: dict[type[Command], Guard] = {
    c.TenderCash: _tender_cash,
    c.WriteSlip: _write_slip,
    c.ReturnCash: _return_cash,
    c.GiveChange: _give_change,
    c.CloseDrawer: _close_drawer,
    c.Say: _say,
    c.StartTender: _start_tender,
    c.Scan: _scan,
    c.SetAside: _set_aside,
    c.VoidLine: void_line,
    c.ChangeQuantity: change_quantity,
    c.OverridePrice: price_of_line,
    c.DiscountLine: price_of_line,
    c.ReturnLine: _taken_back,
    c.ReturnItem: _taken_back,
    c.FinishReturn: _half_done,
    c.StartExchange: _half_done,
    c.RefundOtherwise: _refund_otherwise,
    c.EnterCode: _ring,
    c.PickItem: _ring,
    c.AddBag: _add_bag,
    c.MoveTill: _move_till,
    c.StepAway: _step_away,
    c.LoadCard: _load_card,
    c.EnrolMember: _enrol_member,
    c.TenderPoints: _tender_points,
    c.ConfirmAge: _confirm_age,
}
