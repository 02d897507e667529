"""Ringing up: what the keys of a basket do."""

import re
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.texts import half_width
from simulator.pos.counter_view import GoodSeen
from simulator.screens.till import choices
from simulator.screens.till.operations.paying import (
    LONGEST,
    charge_phone_held_out,
    charge_typed_card,
    charge_typed_code,
    parse,
)
from simulator.screens.till.operations.possible import why_not
from simulator.screens.till.operations.returning import comes_back, receipt_first
from virtual_devices.codes import mask_payment_code, wallet_of

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


def scan(till: "TillScreen") -> None:
    """The good in hand; while paying, the phone that is held out."""
    if till.view.stage == "tendering":
        charge_phone_held_out(till)
        return
    good = till.belt.selected
    if good is not None:
        ring(till, good, deliberate=till.belt.moved_to == ("good", good.id))
    elif till.view.here is None:
        till.say("warn", "till.scan.nobody", call=till.key_label("call_next"))
    elif till.view.stage == "idle" and comes_back(till.view):
        receipt_first(till)
    else:
        till.say("warn", "till.scan.nothing")


def ring(till: "TillScreen", good: GoodSeen, *, deliberate: bool) -> None:
    """Scan it. A good that is charged already is rung up again only by who means it: twice is said first."""
    hit = ("good", good.id)
    settled = till.view.settled and till.view.stage in ("idle", "change")
    if good.charged and (settled or not deliberate) and till.belt.warned_of != hit:
        till.belt.warned_of = hit
        till.say("warn", "till.scan.paid" if settled else "till.scan.charged", name=good.look)
        return
    till.belt.warned_of = till.belt.moved_to = None
    till.submit(c.Scan(good=good.id))


def set_multiplier(till: "TillScreen") -> None:
    text = till.take_entry()
    if not text:
        till.say("info", "till.multiplier_first")
        return
    typed = quantity(till, text)
    if typed is not None:
        many, thousandths = typed
        till.submit(c.SetMultiplier(many, thousandths or (1000 if many == 1 else 0)))


DECIMAL = re.compile(r"(\d{1,3})\.(\d{1,3})", re.ASCII)


def quantity(till: "TillScreen", text: str) -> tuple[int, int] | None:
    """Whole pieces that were typed, or thousandths of a unit; None (and a message) where it is neither. A payment code
    is never taken for one.
    """
    if wallet_of(text):
        till.say("warn", "till.payment_code_quantity", code=mask_payment_code(text))
    elif len(text) <= LONGEST and text.removeprefix("-").isdecimal():
        return int(text), 0
    elif found := DECIMAL.fullmatch(text):
        thousandths = int(found[1]) * 1000 + int(found[2].ljust(3, "0"))
        return max(1, thousandths // 1000), thousandths
    else:
        till.say("bad", "till.bad_quantity", text=text if len(text) <= LONGEST else f"{text[:4]}…")
    return None


def clear_multiplier(till: "TillScreen") -> None:
    """A quantity that was keyed by mistake must not stand for the next item."""
    till.submit(c.SetMultiplier(1))


def enter(till: "TillScreen") -> None:
    """Enter with something typed: a code while selling; while paying the cash received, or a phone's code."""
    if till.view.stage == "tendering" and (charge_typed_code(till) or charge_typed_card(till)):
        return
    text = half_width(till.take_entry()).strip()
    if till.view.stage == "tendering":
        amount = parse(till, text)
        if amount is not None:
            till.submit(c.TenderCash(amount))
    else:
        till.submit(c.EnterCode(text, till.good_in_hand))


def look_up(till: "TillScreen") -> None:
    if why_not(till, "look_up"):  # a dark or locked till shows no list either
        till.submit(c.PickItem(""))
        return
    till.asking.find_item("till.look_up", lambda sku: till.submit(c.PickItem(sku, till.good_in_hand)))


def quick_key(till: "TillScreen") -> None:
    """快捷键: a number typed before it picks at once; else the keys are shown with their numbers."""
    keys = till.view.rules.quick_keys
    if not keys:
        till.say("info", "till.no_quick_keys")
        return
    text = half_width(till.take_entry())
    if not text:
        till.asking.choose(choices.quick_keys(till), lambda sku: till.submit(c.PickItem(sku, till.good_in_hand)))
    elif text.isdecimal() and 0 < int(text) <= len(keys):
        till.submit(c.PickItem(keys[int(text) - 1], till.good_in_hand))
    else:
        till.say("bad", "till.bad_quick_key", text=text, most=len(keys))


def check_price(till: "TillScreen") -> None:
    """What was typed, the price in dispute as long as nobody has asked, the good in hand, or one of the list."""
    good, dispute = till.belt.selected, till.view.dispute
    if till.entry or why_not(till, "check_price"):
        till.submit(c.CheckPrice(till.take_entry()))
    elif dispute is not None and not dispute.asked:
        item = till.view.rules.catalog.items[dispute.sku]
        till.submit(c.CheckPrice(item.codes[0] if item.codes else item.sku))
    elif good is not None and good.code and till.focused is till.belt:
        till.submit(c.CheckPrice(good.code))
    else:
        till.asking.find_item("till.check_price", lambda sku: till.submit(c.CheckPrice(sku)))


def weigh(till: "TillScreen") -> None:
    """Put the good in hand on the scale; the one that lies there comes off."""
    good, on_scale = till.belt.selected, till.view.on_scale
    if good is not None and good.id != on_scale and not good.charged:
        till.submit(c.Weigh(good.id))
    elif on_scale:
        till.submit(c.Weigh())
    else:
        till.say("warn", "till.weigh_nothing")


def void_line(till: "TillScreen") -> None:
    line = till.basket.cursor
    if line is None or not till.view.sale:
        till.say("warn", "till.no_line")
    else:
        till.submit(c.VoidLine(int(line[1])))


def change_quantity(till: "TillScreen") -> None:
    line = till.basket.cursor
    if line is None or not till.view.sale:
        till.say("warn", "till.no_line")
        return

    def change(text: str) -> None:
        typed = quantity(till, text)
        if typed is not None:
            till.submit(c.ChangeQuantity(int(line[1]), *typed))

    if till.entry:
        change(till.take_entry())
    else:
        typed = till.coach.typed if till.coach.line == line[1] else ""
        till.asking.number("till.ask.quantity", "till.ask.quantity_note", change, typed=typed)


def change_unit(till: "TillScreen") -> None:
    """By another pack: the only other one at once, else a choice of them."""
    chosen = till.basket.cursor
    line = next((one for one in till.view.lines if chosen and str(one.line) == chosen[1]), None)
    if line is None or not till.view.sale:
        till.say("warn", "till.no_line")
        return
    others = [item.sku for item in till.view.rules.catalog.packs(line.sku) if item.sku != line.sku]
    if len(others) > 1 and not why_not(till, "change_unit"):
        till.asking.choose(choices.packs(till, line), lambda sku: till.submit(c.ChangeUnit(line.line, sku)))
    else:
        till.submit(c.ChangeUnit(line.line, others[0] if others else ""))


def identify_member(till: "TillScreen") -> None:
    code = till.take_entry() or till.view.member_card
    if code:
        take_member(till, code)
    else:
        till.say("info", "till.member_ask")


def take_member(till: "TillScreen", code: str) -> None:
    """Whose basket it is. Before the first item there is none yet: the number is kept for it."""
    here, name = till.view.here, till.session.till.member_name(code)
    if here is None or name is None or till.view.sale or why_not(till, "identify_member"):
        till.submit(c.IdentifyMember(code))
    else:
        till.member_kept = here.customer, code
        till.say("good", "till.member_kept", name=name)


def redeem_coupon(till: "TillScreen") -> None:
    """The coupon's code: typed before, or asked for now."""
    code = till.take_entry() or till.view.coupon_held
    if code or why_not(till, "redeem_coupon"):
        till.submit(c.RedeemCoupon(code))
    else:
        till.asking.number("till.ask.coupon", "till.ask.coupon_note", lambda text: till.submit(c.RedeemCoupon(text)))


def add_bag(till: "TillScreen") -> None:
    bags = till.view.rules.bags
    if len(bags) == 1:
        till.submit(c.AddBag(bags[0]))
    elif bags:
        till.asking.choose(choices.bags(till), lambda sku: till.submit(c.AddBag(sku)))
    else:
        till.say("info", "till.no_bags")


def resume_sale(till: "TillScreen") -> None:
    """By the number that was typed, else one of those that are known; with other tills, a number is asked for."""
    if till.entry:
        _resume(till, till.take_entry())
    elif till.view.suspended:
        till.asking.choose(choices.suspended(till), lambda ticket: till.submit(c.ResumeSale(ticket)))
    elif len(till.view.rules.stations) > 1 and not why_not(till, "resume_sale"):
        till.asking.number("till.ask.ticket", "till.ask.ticket_note", lambda text: _resume(till, text), point=True)
    else:
        till.say("info", "till.none_suspended")


def _resume(till: "TillScreen", typed: str) -> None:
    """`3` is the third basket of this till, `2.1` the first one of till 2."""
    of, point, number = half_width(typed).strip().rpartition(".")
    named = (name for name in till.view.rules.stations if name.rpartition("-")[2] == of)
    station = next(named, "") if point else till.view.station
    till.submit(c.ResumeSale(f"{station}#{number}" if station else typed))
