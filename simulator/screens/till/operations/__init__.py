"""What each action of the registry does: for keys, footer, menu, clicks and coach."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.events import Command, name_of
from simulator.screens.station.drill import EVERYWHERE
from simulator.screens.till.operations import (
    cash_office,
    discounting,
    offline,
    outages,
    paying,
    people,
    returning,
    selling,
    stations,
    total,
    wishes,
)
from simulator.screens.till.operations.paying import charge_card, charge_phone
from simulator.screens.till.operations.possible import COMMANDS, PLAIN, why_not
from simulator.screens.till.operations.returning import looks_first, take_up_scanned, takes_back, to_look_at
from simulator.screens.till.operations.selling import clear_multiplier, enter, ring, take_member

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

__all__ = [
    "COMMANDS",
    "OPERATIONS",
    "charge_card",
    "charge_phone",
    "clear_multiplier",
    "enter",
    "looks_first",
    "ring",
    "take_member",
    "take_up_scanned",
    "takes_back",
    "to_look_at",
    "why_not",
]

Operation = Callable[["TillScreen"], None]


def _plain(command: type[Command]) -> Operation:
    return lambda till: till.submit(command())


OPERATIONS: dict[str, Operation] = {
    **EVERYWHERE,
    **{name_of(command): _plain(command) for command in PLAIN},
    "scan": lambda till: (returning.take_up if returning.takes_up(till.view) else selling.scan)(till),
    "start_tender": lambda till: till.submit(c.FinishReturn() if till.view.stage == "returning" else c.StartTender()),
    "set_multiplier": selling.set_multiplier,
    "void_line": selling.void_line,
    "look_up": selling.look_up,
    "quick_key": selling.quick_key,
    "weigh": selling.weigh,
    "check_price": selling.check_price,
    "identify_member": selling.identify_member,
    "identify_employee": wishes.identify_employee,
    "discount_line": discounting.discount_line,
    "discount_sale": discounting.discount_sale,
    "override_price": discounting.override_price,
    "redeem_coupon": selling.redeem_coupon,
    "explain_total": total.explain_total,
    "add_bag": selling.add_bag,
    "change_quantity": selling.change_quantity,
    "change_unit": selling.change_unit,
    "resume_sale": selling.resume_sale,
    "tender_cash": paying.tender(c.TenderCash),
    "tender_card": paying.tender(c.TenderCard),
    "tender_static": paying.tender(c.TenderStatic),
    "tender_mobile": paying.tender_mobile,
    "tender_gift": wishes.tender_gift,
    "tender_points": wishes.tender_points,
    "load_card": wishes.load_card,
    "enrol_member": wishes.enrol_member,
    "request_invoice": wishes.request_invoice,
    "check_balance": wishes.check_balance,
    "cancel_payment": paying.cancel_payment,
    "query_payment": paying.query_payment,
    "reverse_payment": paying.reverse_payment,
    "cash_tray": paying.cash_tray,
    "no_sale": paying.no_sale,
    "pay_in": cash_office.for_a_reason("pay_in", c.PayIn),
    "pay_out": cash_office.for_a_reason("pay_out", c.PayOut),
    "correct_change": cash_office.pieces("correct_change", c.CorrectChange),
    "drop_cash": cash_office.pieces("drop_cash", c.DropCash),
    "bank_drop": cash_office.pieces("bank_drop", c.BankDrop),
    "count_float": cash_office.pieces("count_float", c.CountFloat),
    "count_drawer": cash_office.count_drawer,
    "check_note": cash_office.check_note,
    "find_receipt": returning.find_receipt,
    "inspect_good": returning.inspect_good,
    "return_line": returning.return_line,
    "remove_return_line": returning.remove_return_line,
    "refund_otherwise": returning.refund_otherwise,
    "allow_exception": returning.for_a_reason("allow_exception", c.AllowException),
    "cancel_return": returning.for_a_reason("cancel_return", c.CancelReturn),
    "post_void": returning.post_void,
    "say": people.say,
    "set_aside": people.set_aside,
    "ask_shelf": people.ask_shelf,
    "check_records": people.check_records,
    "record_complaint": people.record_complaint,
    "report_incident": outages.report_incident,
    "write_slip": outages.write_slip,
    "enter_slip": outages.enter_slip,
    "upload_sales": offline.upload_sales,
    "resolve_upload": offline.resolve_upload,
    "call_supervisor": people.call_supervisor,
    "lock_till": people.lock_till,
    "step_away": people.step_away,
    "move_till": stations.move_till,
}
