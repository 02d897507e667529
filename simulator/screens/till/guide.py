"""What the till brings to the footer when, what a complaint asks for, and why a total is what it is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.pos.closing import Left
from simulator.pos.pricing.explain import Told
from simulator.pos.view import View
from simulator.screens.actions import RETURNING_KEYS
from simulator.screens.station.dialogs import word
from simulator.screens.station.pane import Line, Span
from simulator.screens.station.reading import Page
from simulator.screens.till import operations
from virtual_devices.layout import wrap

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

MAIN: dict[str, tuple[str, ...]] = {
    "idle": ("call_next", "scan", "resume_sale", "finish_shift"),
    "scanning": ("scan", "start_tender", "void_line", "look_up", "set_multiplier"),
    "tendering": ("tender_cash", "tender_mobile", "tender_card", "cancel_tender"),
    "paying": ("cancel_payment", "query_payment"),
    "change": ("cash_tray", "close_drawer"),
    "returning": ("inspect_good", "return_line", "finish_return", "start_exchange", "cancel_return"),
    "refunding": ("query_payment",),
}
"""What a stage is about: these keep their place in the footer of a narrow screen."""

PAYING_KEYS = {"cancel_payment": "cancel_tender"}
"""The key that goes back from the payment goes back from a request that waits for the customer."""

_KEYS = {"returning": RETURNING_KEYS, "paying": PAYING_KEYS}
_MEANT = {
    stage: {key: action for action, key in keys.items() if key not in ("scan", "start_tender")}
    for stage, keys in _KEYS.items()
}


def own_key(view: View, action: str) -> str:
    """The action whose key does `action` now."""
    if action == "inspect_good" and operations.looks_first(view):
        return "scan"
    return _KEYS.get(view.stage, {}).get(action, action)


def main(view: View) -> tuple[str, ...]:
    """What the stage is about; the scanner's key looks at what comes back, where nothing else lies there."""
    usual = MAIN.get(view.stage, ())
    if not operations.looks_first(view):
        return usual
    return tuple("inspect_good" if action == "scan" else action for action in usual)


def meant(view: View, action: str) -> str:
    """What the key of `action` does now."""
    return _MEANT.get(view.stage, {}).get(action, action)


URGENT: dict[str, Callable[[View], bool]] = {
    "lock_till": lambda view: view.locked,
    "step_away": lambda view: not view.manned,
    "move_till": lambda view: bool(view.tills) and (view.broken or not view.signed_on),
    "change_paper": lambda view: view.paper_low or bool(view.printer_error),
    "restart_till": lambda view: view.dark and view.power and not view.broken,
    "report_incident": lambda view: (
        bool(view.losses)
        or ((not view.power or view.dark or not view.network or view.channel_trouble) and not view.reported)
    ),
    "write_slip": lambda view: view.dark and view.here is not None,
    "unlock_drawer": lambda view: view.drawer_locked or view.drawer_stuck or (view.dark and not view.drawer_open),
    "lock_drawer": lambda view: view.dark and not view.drawer_open,
    "confirm_arrival": lambda view: view.phone == "picture",
    "tender_static": lambda view: view.stage == "tendering" and (view.phone == "picture" or view.arrival_confirmed),
    "tender_gift": lambda view: bool(view.stored_card) and view.stage == "tendering",
    "tender_points": lambda view: view.points_wanted and view.stage == "tendering",
    "load_card": lambda view: bool(view.load_wanted) and view.stage in ("idle", "scanning"),
    "identify_employee": lambda view: bool(view.staff_card and view.sale),
    "enrol_member": lambda view: bool(view.enrol_wanted),
    "request_invoice": lambda view: bool(view.invoice_wanted) and view.settled and view.invoice is None,
    "redeem_coupon": lambda view: bool(view.coupon_held and view.sale),
    "cancel_payment": lambda view: view.awaiting_customer,
    "query_payment": lambda view: bool(view.unanswered or view.refunding or (view.claims_paid and view.refused)),
    "find_receipt": lambda view: view.wished is not None and not view.returned and view.stage == "idle",
    "finish_return": lambda view: view.exchange and bool(view.sale) and not view.due and view.stage == "tendering",
    "cancel_return": lambda view: view.exchange,
    "refund_otherwise": lambda view: any(refund.status == "declined" for refund in view.refunds_to_hand_over),
    "reverse_payment": lambda view: bool(view.doubled or any(p.status == "unknown" for p in view.unanswered)),
    "switch_channel": lambda view: view.channel_down and not view.channels_down,
    "upload_sales": lambda view: view.network and bool(view.uploads_waiting) and not view.uploading,
    "resolve_upload": lambda view: view.network and bool(view.conflicts) and view.stage == "idle",
    "enter_slip": lambda view: any(not slip.entered for slip in view.slips),
    "finish_shift": lambda view: view.over,
    "call_supervisor": lambda view: view.pending is not None or bool(view.questions),
    "confirm_age": lambda view: view.age_check is not None,
    "refuse_age": lambda view: view.age_check is not None,
    "cash_tray": lambda view: view.drawer_open or bool(view.cash),
    "close_drawer": lambda view: view.drawer_open,
    "no_sale": lambda view: view.settled and not view.drawer_open and (view.change_owed > 0 or bool(view.cash)),
    "ask_shelf": lambda view: (
        view.dispute is not None
        and (not view.dispute.asked or any(question.about == "shelf_verdict" for question in view.questions))
    ),
    "override_price": lambda view: view.dispute is not None and view.dispute.finding == "says_so",
    "check_records": lambda view: view.complaint is not None and not view.complaint.number,
    "record_complaint": lambda view: view.complaint is not None and not view.complaint.number,
    "correct_change": lambda view: view.complaint is not None and view.complaint.finding == "proved",
    "drop_cash": lambda view: view.over_cash_limit and view.here is None,
    "pay_in": lambda view: any(errand.operation == "pay_in" for errand in view.errands),
    "pay_out": lambda view: any(errand.operation == "pay_out" for errand in view.errands),
    "count_float": lambda view: (
        bool(view.rules.closing or view.floating) and view.signed_on and not view.float_counted and not view.moved
    ),
    "count_drawer": lambda view: bool(view.rules.closing or view.floating) and view.over and not view.declared,
    "reprint_receipt": lambda view: (
        bool(view.last_receipt) and any({"receipt", "copy"} <= set(q.about.split("_")) for q in view.questions)
    ),
    "suspend_sale": lambda view: (
        view.stage == "scanning" and any(person.customer == view.sale_customer for person in view.aside)
    ),
    "z_report": lambda view: bool(view.rules.closing) and view.declared and not view.z_done,
    "check_note": lambda view: any(view.rules.checks(v) and v not in view.checked for v in view.cash),
}
"""Actions that come to the footer when something asks for them."""


def left_to_do(view: View) -> list[Left]:
    """What is open at the end of the shift, where a day is closed with all that belongs to it.

    No shift needs a bank drop or a Z report to end: whoever may do it has to. How much is for the bank, and whether
    anything is, nobody knows before the count.
    """
    rules = view.rules
    due = {
        "bank": bool(view.for_the_bank) if view.declared else "bank_drop" not in rules.never,
        "relief": rules.closing == "handover" and not view.handed_over,
        "z_report": not view.z_done and "z_report" not in rules.never,
    }
    return [*view.left_to_do(), *(Left(what) for what, is_due in due.items() if is_due and rules.closing)]


MATTERS = ("ask_shelf", "override_price", "correct_change", "check_records", "record_complaint")
"""How a complaint or a disputed price is dealt with."""


def next_of_matter(till: "TillScreen") -> list[str]:
    """What can be done now about what the customer here complains of, or disputes."""
    view = till.view
    if view.matter == Text():
        return []
    return [action for action in MATTERS if URGENT[action](view) and not operations.why_not(till, action)]


def why_page(told: list[Told]) -> Page:
    """Why this total? Each step of the bill as a sentence."""

    def text(words: Words, width: int) -> list[Line]:
        lines: list[Line] = []
        for step in told:
            strong = step.step == "total"
            for at, line in enumerate(wrap(words(step.id, **step.params), width - 4)):
                lines.append((Span(" · " if at == 0 else "   ", "accent"), Span(line, "strong" if strong else "")))
        return lines

    return Page(word("action.explain_total"), text, action="explain_total")
