"""What each action of the registry does, and when it is possible: for keys, footer, menu, clicks and coach."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.events import Command, name_of
from simulator.kernel.money import Minor
from simulator.kernel.texts import half_width
from simulator.pos.lifecycle import refusal
from simulator.pos.view import View
from simulator.screens.till import choices
from virtual_devices.codes import mask_payment_code

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

Operation = Callable[["TillScreen"], None]


# --- selling ---------------------------------------------------------------------------------------------------------


def scan(till: "TillScreen") -> None:
    """The good in hand; while paying, the phone that is held out."""
    view = till.view
    if view.stage == "tendering":
        if view.phone == "code":
            charge_phone(till, view.phone_code)
        else:
            till.say("bad", "till.scan.picture" if view.phone else "till.scan.no_phone")
        return
    good = till.belt.selected
    if good is None:
        till.say("warn", "till.scan.nothing")
    else:
        till.submit(c.Scan(good=good.id))


def charge_phone(till: "TillScreen", code: str) -> None:
    """A payment code is masked before anything else knows of it."""
    amount = part(till)
    if amount is not None:
        till.submit(c.TenderMobile(mask_payment_code(code), amount))


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


# --- payment ---------------------------------------------------------------------------------------------------------


def parse(till: "TillScreen", text: str) -> Minor | None:
    """An amount that was typed; None (and a message) where it is none."""
    currency = till.view.rules.currency
    try:
        amount = currency.parse(half_width(text))
    except ValueError:
        till.say("bad", "till.bad_amount", text=text, example=currency.format(till.view.due or 2672))
        return None
    if amount <= 0:
        till.say("bad", "till.zero_amount", text=text)
        return None
    return amount


def part(till: "TillScreen") -> Minor | None:
    """What was typed before a way to pay was chosen: that much of it, or 0 for all."""
    text = till.take_entry()
    return parse(till, text) if text else 0


def tender(kind: Callable[[Minor], Command]) -> Operation:
    def pay(till: "TillScreen") -> None:
        amount = part(till)
        if amount is not None:
            till.submit(kind(amount))

    return pay


def tender_mobile(till: "TillScreen") -> None:
    if till.view.stage == "tendering":
        scan(till)
    else:
        till.submit(c.TenderMobile(""))


def query_payment(till: "TillScreen") -> None:
    unanswered = till.view.unanswered
    if len(unanswered) == 1:
        till.submit(c.QueryPayment(unanswered[0].request))
    elif unanswered:
        till.choose(choices.payments(till), lambda request: till.submit(c.QueryPayment(request)))
    else:
        till.say("info", "till.none_unanswered")


def cash_tray(till: "TillScreen") -> None:
    till.toggle_tray()


def no_sale(till: "TillScreen") -> None:
    till.choose(choices.reasons("no_sale"), lambda reason: till.submit(c.NoSale(reason)))


# --- people ----------------------------------------------------------------------------------------------------------


def say(till: "TillScreen") -> None:
    till.set_focus(till.replies)


def set_aside(till: "TillScreen") -> None:
    good = till.belt.selected
    if good is None:
        till.say("warn", "till.scan.nothing")
    else:
        till.submit(c.SetAside(good.id))


def call_supervisor(till: "TillScreen") -> None:
    if till.view.pending:
        till.submit(c.CallSupervisor(till.view.pending[0]))
        till.ask_authorization()
    else:
        till.choose(choices.reasons("supervisor"), lambda reason: till.submit(c.CallSupervisor(reason)))


def lock_till(till: "TillScreen") -> None:
    if not till.view.locked:
        till.submit(c.LockTill())
        return

    def unlock(pin: str) -> None:
        till.submit(c.UnlockTill(till.drill.pins.get(pin, "")))

    till.ask_number("till.ask.unlock", "till.ask.pin_note", unlock, masked=True)


def step_away(till: "TillScreen") -> None:
    till.submit(c.StepAway() if till.view.manned else c.ComeBack())


# --- outages ---------------------------------------------------------------------------------------------------------


def report_incident(till: "TillScreen") -> None:
    till.choose(choices.reasons("incident"), lambda what: till.submit(c.ReportIncident(what)))


def write_slip(till: "TillScreen") -> None:
    if till.view.here is None:
        till.submit(c.WriteSlip({}, "cash"))
    else:
        till.write_slip()


def enter_slip(till: "TillScreen") -> None:
    if till.view.slips:
        till.choose(choices.slips(till), lambda slip: till.submit(c.EnterSlip(int(slip))))
    else:
        till.say("info", "till.no_slips")


# --- the table -------------------------------------------------------------------------------------------------------


def _plain(command: type[Command]) -> Operation:
    return lambda till: till.submit(command())


PLAIN: tuple[type[Command], ...] = (
    c.VoidSale,
    c.SuspendSale,
    c.StartTender,
    c.CancelTender,
    c.ReprintReceipt,
    c.CloseDrawer,
    c.LockDrawer,
    c.UnlockDrawer,
    c.CallNext,
    c.CheckTrolley,
    c.ChangePaper,
    c.RestartTill,
    c.ConfirmArrival,
    c.FinishShift,
)
"""Operations that need no more than being asked for."""

OPERATIONS: dict[str, Operation] = {
    **{name_of(command): _plain(command) for command in PLAIN},
    "scan": scan,
    "set_multiplier": set_multiplier,
    "void_line": void_line,
    "look_up": look_up,
    "weigh": weigh,
    "check_price": check_price,
    "identify_member": identify_member,
    "add_bag": add_bag,
    "change_quantity": change_quantity,
    "resume_sale": resume_sale,
    "tender_cash": tender(c.TenderCash),
    "tender_card": tender(c.TenderCard),
    "tender_static": tender(c.TenderStatic),
    "tender_mobile": tender_mobile,
    "query_payment": query_payment,
    "cash_tray": cash_tray,
    "no_sale": no_sale,
    "say": say,
    "set_aside": set_aside,
    "report_incident": report_incident,
    "write_slip": write_slip,
    "enter_slip": enter_slip,
    "call_supervisor": call_supervisor,
    "lock_till": lock_till,
    "step_away": step_away,
    "hint": lambda till: till.show_hint(),
    "pause": lambda till: till.pause(),
    "help": lambda till: till.show_help(),
    "menu": lambda till: till.show_menu(),
    "language": lambda till: till.host.action_language(),
    "leave_drill": lambda till: till.leave_drill(),
}

COMMANDS: dict[str, type[Command]] = {
    **{name_of(command): command for command in PLAIN},
    "scan": c.Scan,
    "set_multiplier": c.SetMultiplier,
    "void_line": c.VoidLine,
    "look_up": c.PickItem,
    "weigh": c.Weigh,
    "check_price": c.CheckPrice,
    "identify_member": c.IdentifyMember,
    "add_bag": c.AddBag,
    "change_quantity": c.ChangeQuantity,
    "resume_sale": c.ResumeSale,
    "tender_cash": c.TenderCash,
    "tender_card": c.TenderCard,
    "tender_static": c.TenderStatic,
    "tender_mobile": c.TenderMobile,
    "query_payment": c.QueryPayment,
    "no_sale": c.NoSale,
    "say": c.Say,
    "set_aside": c.SetAside,
    "report_incident": c.ReportIncident,
    "write_slip": c.WriteSlip,
    "enter_slip": c.EnterSlip,
    "call_supervisor": c.CallSupervisor,
    "lock_till": c.LockTill,
    "step_away": c.StepAway,
}
"""What an action submits in the end, for the lifecycle to say whether it is possible."""


def why_not(till: "TillScreen", action: str) -> str:
    """The text id that says why an action is not possible now; empty when it is."""
    view, mode = till.view, till.drill.mode
    if action == "pause":
        return "till.no_pause" if mode == "exam" else ""
    if action == "hint":
        return "till.no_hints" if mode == "exam" else ""
    command = COMMANDS.get(action)
    if command is None:
        return ""
    if action == "scan" and view.stage == "tendering":
        command = c.TenderMobile
    elif action == "lock_till" and view.locked:
        command = c.UnlockTill
    elif action == "step_away" and not view.manned:
        command = c.ComeBack
    reason = refusal(
        view.stage, command, locked=view.locked, dark=view.dark, manned=view.manned, pending=view.pending is not None
    )
    return reason or _sensible(till, action)


def _sensible(till: "TillScreen", action: str) -> str:
    """What the lifecycle does not know: things that are there, or not."""
    lacking = _LACKING.get(action)
    return lacking[0] if lacking and lacking[1](till.view) else ""


_LACKING: dict[str, tuple[str, Callable[[View], bool]]] = {
    "weigh": ("refused.till_dark", lambda view: view.dark),
    "call_next": ("refused.counter_busy", lambda view: view.here is not None),
    "say": ("refused.no_customer", lambda view: view.here is None and not view.questions),
    "check_trolley": ("refused.no_customer", lambda view: view.here is None),
    "set_aside": ("refused.no_customer", lambda view: view.here is None),
    "resume_sale": ("till.none_suspended", lambda view: not view.suspended),
    "reprint_receipt": ("refused.nothing_to_print", lambda view: not view.last_receipt),
    "query_payment": ("till.none_unanswered", lambda view: not view.unanswered),
    "close_drawer": ("refused.drawer_closed", lambda view: not view.drawer_open),
    "lock_drawer": ("refused.drawer_open", lambda view: view.drawer_open or view.drawer_locked),
    "unlock_drawer": ("refused.not_locked", lambda view: not view.drawer_locked and not view.dark),
    "restart_till": ("refused.till_runs", lambda view: not view.dark),
    "write_slip": ("refused.till_runs", lambda view: not view.dark),
    "confirm_arrival": ("refused.no_customer", lambda view: view.here is None),
    "enter_slip": ("till.no_slips", lambda view: not view.slips),
    "finish_shift": ("refused.shift_not_over", lambda view: not view.over),
    "cash_tray": ("till.no_cash", lambda view: not (view.drawer_open or view.cash)),
}

CONTROL: dict[str, str] = {
    "take_cash": "cash_tray",
    "give_change": "cash_tray",
    "return_cash": "cash_tray",
    "enter_pin": "call_supervisor",
    "cancel_authorization": "call_supervisor",
    "unlock_till": "lock_till",
    "come_back": "step_away",
    "pick_item": "look_up",
}
"""Operation -> the action whose control the coach points at, where they differ."""
