"""Ringing up: what the keys of a basket do."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.texts import half_width
from simulator.screens.till import choices
from simulator.screens.till.operations.paying import charge_phone_held_out, parse
from simulator.screens.till.operations.possible import why_not

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


def scan(till: "TillScreen") -> None:
    """The good in hand; while paying, the phone that is held out."""
    if till.view.stage == "tendering":
        charge_phone_held_out(till)
        return
    good = till.belt.selected
    if good is None:
        till.say("warn", "till.scan.nothing")
    else:
        till.submit(c.Scan(good=good.id))


def set_multiplier(till: "TillScreen") -> None:
    text = till.take_entry()
    if not text:
        till.say("info", "till.multiplier_first")
    elif text.removeprefix("-").isdecimal():
        till.submit(c.SetMultiplier(int(text)))
    else:
        till.say("bad", "till.bad_quantity", text=text)


def enter(till: "TillScreen") -> None:
    """Enter with something typed: a code while selling, the cash received while paying."""
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
    till.find_item("till.look_up", lambda sku: till.submit(c.PickItem(sku, till.good_in_hand)))


def quick_key(till: "TillScreen") -> None:
    """快捷键: a number typed before it picks at once; else the keys are shown with their numbers."""
    keys = till.view.rules.quick_keys
    if not keys:
        till.say("info", "till.no_quick_keys")
        return
    text = half_width(till.take_entry())
    if not text:
        till.choose(choices.quick_keys(till), lambda sku: till.submit(c.PickItem(sku, till.good_in_hand)))
    elif text.isdecimal() and 0 < int(text) <= len(keys):
        till.submit(c.PickItem(keys[int(text) - 1], till.good_in_hand))
    else:
        till.say("bad", "till.bad_quick_key", text=text, most=len(keys))


def check_price(till: "TillScreen") -> None:
    good = till.belt.selected
    if till.entry or why_not(till, "check_price"):
        till.submit(c.CheckPrice(till.take_entry()))
    elif good is not None and good.code and till.focused is till.belt:
        till.submit(c.CheckPrice(good.code))
    else:
        till.find_item("till.check_price", lambda sku: till.submit(c.CheckPrice(sku)))


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
        if text.removeprefix("-").isdecimal():
            till.submit(c.ChangeQuantity(int(line[1]), int(text)))
        else:
            till.say("bad", "till.bad_quantity", text=text)

    if till.entry:
        change(till.take_entry())
    else:
        till.ask_number("till.ask.quantity", "till.ask.quantity_note", change)


def identify_member(till: "TillScreen") -> None:
    code = till.take_entry() or till.view.member_card
    if code:
        till.submit(c.IdentifyMember(code))
    else:
        till.say("info", "till.member_ask")


def add_bag(till: "TillScreen") -> None:
    bags = till.view.rules.bags
    if len(bags) == 1:
        till.submit(c.AddBag(bags[0]))
    elif bags:
        till.choose(choices.bags(till), lambda sku: till.submit(c.AddBag(sku)))
    else:
        till.say("info", "till.no_bags")


def resume_sale(till: "TillScreen") -> None:
    if till.view.suspended:
        till.choose(choices.suspended(till), lambda ticket: till.submit(c.ResumeSale(ticket)))
    else:
        till.say("info", "till.none_suspended")
