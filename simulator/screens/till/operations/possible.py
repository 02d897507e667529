"""When an action of the registry is possible, and why it is not."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.events import Command, name_of
from simulator.pos.lifecycle import AFTER_AGE_CHECK, WHILE_RETURN_OPEN, refusal
from simulator.pos.offline import NEEDS_NETWORK
from simulator.pos.view import View

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


PLAIN: tuple[type[Command], ...] = (
    c.ConfirmAge,
    c.RefuseAge,
    c.VoidSale,
    c.SuspendSale,
    c.StartTender,
    c.CancelTender,
    c.SwitchChannel,
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
    c.XReport,
    c.ZReport,
    c.StartExchange,
    c.FinishReturn,
    c.PrintGiftReceipt,
)
"""Operations that need no more than being asked for."""

COMMANDS: dict[str, type[Command]] = {
    **{name_of(command): command for command in PLAIN},
    "scan": c.Scan,
    "set_multiplier": c.SetMultiplier,
    "void_line": c.VoidLine,
    "look_up": c.PickItem,
    "quick_key": c.PickItem,
    "weigh": c.Weigh,
    "check_price": c.CheckPrice,
    "identify_member": c.IdentifyMember,
    "identify_employee": c.IdentifyEmployee,
    "discount_line": c.DiscountLine,
    "discount_sale": c.DiscountSale,
    "override_price": c.OverridePrice,
    "redeem_coupon": c.RedeemCoupon,
    "add_bag": c.AddBag,
    "change_quantity": c.ChangeQuantity,
    "change_unit": c.ChangeUnit,
    "resume_sale": c.ResumeSale,
    "tender_cash": c.TenderCash,
    "tender_card": c.TenderCard,
    "tender_static": c.TenderStatic,
    "tender_mobile": c.TenderMobile,
    "tender_gift": c.TenderGift,
    "tender_points": c.TenderPoints,
    "load_card": c.LoadCard,
    "enrol_member": c.EnrolMember,
    "request_invoice": c.RequestInvoice,
    "check_balance": c.CheckBalance,
    "cancel_payment": c.CancelPayment,
    "query_payment": c.QueryPayment,
    "reverse_payment": c.ReversePayment,
    "no_sale": c.NoSale,
    "pay_in": c.PayIn,
    "pay_out": c.PayOut,
    "correct_change": c.CorrectChange,
    "drop_cash": c.DropCash,
    "bank_drop": c.BankDrop,
    "count_float": c.CountFloat,
    "count_drawer": c.CountDrawer,
    "check_note": c.CheckNote,
    "find_receipt": c.FindReceipt,
    "inspect_good": c.InspectGood,
    "return_line": c.ReturnLine,
    "remove_return_line": c.RemoveReturnLine,
    "refund_otherwise": c.RefundOtherwise,
    "allow_exception": c.AllowException,
    "cancel_return": c.CancelReturn,
    "post_void": c.PostVoid,
    "say": c.Say,
    "set_aside": c.SetAside,
    "ask_shelf": c.AskShelf,
    "check_records": c.CheckRecords,
    "record_complaint": c.RecordComplaint,
    "report_incident": c.ReportIncident,
    "write_slip": c.WriteSlip,
    "enter_slip": c.EnterSlip,
    "upload_sales": c.UploadSales,
    "resolve_upload": c.ResolveUpload,
    "call_supervisor": c.CallSupervisor,
    "lock_till": c.LockTill,
    "step_away": c.StepAway,
    "move_till": c.MoveTill,
}
"""What an action submits in the end, for the lifecycle to say whether it is possible."""


def why_not(till: "TillScreen", action: str) -> str:
    """The text id that says why an action is not possible now; empty when it is."""
    view = till.view
    command = COMMANDS.get(action)
    if command is None:
        return ""
    if action == "scan" and view.stage == "tendering":
        command = c.TenderMobile
    elif action == "scan" and view.stage == "returning":
        command = c.InspectGood
    elif action == "start_tender" and view.stage == "returning":
        command = c.FinishReturn
    elif action == "lock_till" and view.locked:
        command = c.UnlockTill
    elif action == "step_away" and not view.manned:
        command = c.ComeBack
    reason = refusal(
        view.stage, command, locked=view.locked, dark=view.dark, manned=view.manned, pending=view.pending is not None
    )
    if not reason and view.exchange and command in WHILE_RETURN_OPEN:
        reason = "refused.exchange_open"
    if not reason and view.age_check is not None and command in AFTER_AGE_CHECK:
        reason = "refused.age_check_open"
    if not reason and not view.network:
        reason = NEEDS_NETWORK.get(command, "")
    return reason or _sensible(till, action)


def _sensible(till: "TillScreen", action: str) -> str:
    """What the lifecycle does not know: things that are there, or not."""
    lacking = _LACKING.get(action)
    return lacking[0] if lacking and lacking[1](till.view) else ""


_LACKING: dict[str, tuple[str, Callable[[View], bool]]] = {
    "weigh": ("refused.till_dark", lambda view: view.dark),
    "quick_key": ("till.no_quick_keys", lambda view: not view.rules.quick_keys),
    "confirm_age": ("refused.no_age_check", lambda view: view.age_check is None),
    "refuse_age": ("refused.no_age_check", lambda view: view.age_check is None),
    "call_next": ("refused.counter_busy", lambda view: view.here is not None),
    "say": ("refused.no_customer", lambda view: view.here is None and not view.questions and not view.queue),
    "check_trolley": ("refused.no_customer", lambda view: view.here is None),
    "ask_shelf": ("till.no_line", lambda view: view.dispute is None and not view.sale),
    "check_records": ("refused.no_complaint", lambda view: view.complaint is None),
    "record_complaint": ("refused.no_complaint", lambda view: view.complaint is None),
    "correct_change": ("refused.no_complaint", lambda view: view.complaint is None),
    "set_aside": ("refused.no_customer", lambda view: view.here is None),
    "tender_points": ("refused.no_points", lambda view: view.rules.points is None),
    "enrol_member": ("refused.no_customer", lambda view: view.here is None),
    "request_invoice": ("refused.nothing_to_invoice", lambda view: view.to_invoice is None),
    "explain_total": ("till.no_basket", lambda view: not view.sale),
    "identify_employee": ("refused.employee_without_sale", lambda view: not view.sale),
    "redeem_coupon": ("refused.coupon_without_sale", lambda view: not view.sale),
    "resume_sale": ("till.none_suspended", lambda view: not (view.suspended or len(view.rules.stations) > 1)),
    "reprint_receipt": ("refused.nothing_to_print", lambda view: not (view.last_receipt or view.unprinted_report)),
    "query_payment": (
        "till.none_unanswered",
        lambda view: not (view.unanswered or view.refused or view.refunding or view.open_refunds),
    ),
    "inspect_good": ("till.nothing_brought", lambda view: not view.brought),
    "remove_return_line": ("refused.nothing_returned", lambda view: not view.return_lines),
    "start_exchange": ("refused.nothing_returned", lambda view: not view.return_lines),
    "finish_return": ("refused.nothing_returned", lambda view: not view.return_lines or bool(view.sale and view.due)),
    "refund_otherwise": (
        "refused.no_open_refund",
        lambda view: not (view.return_lines or view.open_refunds) or bool(view.sale and view.due),
    ),
    "cancel_return": ("refused.no_return", lambda view: not view.returning),
    "post_void": ("refused.nothing_to_print", lambda view: not (view.last_receipt or view.receipts)),
    "print_gift_receipt": ("refused.nothing_to_print", lambda view: not view.last_receipt),
    "reverse_payment": ("till.none_reversible", lambda view: not view.reversible),
    "close_drawer": ("refused.drawer_closed", lambda view: not view.drawer_open),
    "lock_drawer": ("refused.drawer_open", lambda view: view.drawer_open or view.drawer_locked),
    "unlock_drawer": ("refused.not_locked", lambda view: not (view.drawer_locked or view.drawer_stuck or view.dark)),
    "restart_till": ("refused.till_runs", lambda view: not view.dark),
    "move_till": ("till.one_till", lambda view: not view.tills),
    "write_slip": ("refused.till_runs", lambda view: not view.dark),
    "confirm_arrival": ("refused.no_customer", lambda view: view.here is None),
    "enter_slip": ("till.no_slips", lambda view: not view.slips),
    "upload_sales": ("refused.nothing_to_upload", lambda view: not view.uploads),
    "resolve_upload": ("refused.no_conflicts", lambda view: not view.conflicts),
    "finish_shift": ("refused.shift_not_over", lambda view: not view.over),
    "count_float": ("refused.float_late", lambda view: view.moved),
    "count_drawer": ("refused.customer_here", lambda view: view.here is not None),
    "bank_drop": ("refused.count_first", lambda view: not view.declared),
    "z_report": ("refused.count_first", lambda view: not view.declared),
    "check_note": ("refused.not_on_counter", lambda view: not view.cash),
    "cash_tray": ("till.no_cash", lambda view: not (view.drawer_open or view.cash)),
}
