"""The words that rubrics and happenings may use: events, their fields, and the values that fields can have.

All of it is read from the kernel's event types, so that a new event or field can be named in a script at once. Only
what a type cannot say (which numbers are money, which are times, which words a field may hold) is listed here.
"""

from functools import cache
from types import UnionType
from typing import Literal, get_args, get_origin, get_type_hints

from scenarios.office.vocabulary import PAPER_MONEY, PAPER_ROOMS, PAPER_VALUES
from scenarios.reasons import NOTED, OPEN, refusals
from simulator.kernel.answers import MISTAKES
from simulator.kernel.commands import (
    COMPLAINTS,
    OUTCOMES,
    PAID_IN,
    PAID_OUT,
    PRICE_REASONS,
    RECEIPT_BY,
    RECORDS,
    REPLIES,
    RETURN_REPLIES,
    VERDICTS,
)
from simulator.kernel.desk import (
    CONTACTS,
    DECISIONS,
    GROUNDS,
    PIN_ACTIONS,
    PIN_TROUBLES,
    POINT_ACTIONS,
    POINTS,
    SEVERITIES,
    SHEETS,
    SHIFT_FAULTS,
    SYMPTOMS,
    WORKAROUNDS,
)
from simulator.kernel.entries import COMMANDS, EVENTS
from simulator.kernel.goods import (
    ADJUSTMENTS,
    CAUSES,
    MARKDOWNS,
    OWN,
    PRICE_CHANGES,
    REJECTIONS,
    SETTLEMENTS,
    TASKS,
    WRITE_OFFS,
)
from simulator.kernel.lists import DECISIONS as ROW_ENDS
from simulator.kernel.lists import LEFT_OUT, SOURCES, STANDINGS
from simulator.kernel.offline import OBJECTIONS
from simulator.kernel.returns import CONDITIONS
from simulator.kernel.returns import REASONS as RETURN_REASONS

Kind = Literal["money", "time", "number", "word", "yes_no", "collection"]

_SALE = "amount total cash_due price gross discount received offered rounding net tax change change_open employee_off"
_TRUTH = (
    "unpaid_worth extra_worth change_off cash_sales change_due cash_left unsettled written off counted expected "
    "over_short member_price short small listed by_hand off_items off_bill"
)
_PRINTED = "labelled label"
_PAID = "so_far due booked"
_OFFICE = (
    "value left counterfeit miscounted slips_off float_due float_over_short voided_lines_amount voided_sales_amount "
    "float cash_in cash_out dropped banked asked limit unchecked claimed correction_due corrected over "
    "in_sale outstanding cards_lost offline_total trusted_cards cards_declined"
)
_OWED = "stored balance load invoiced less less_tax"
_DESK = "deposit_due"
_STOCK = "excess on_book_value wrong_value rule proper_price answer"
_BACK = "paid refunded cash_back credit returned_amount returned_tax post_voided withheld"
MONEY = frozenset(
    f"{_SALE} {_PAID} {_TRUTH} {_OFFICE} {_PRINTED} {_OWED} {_BACK} {_STOCK} {_DESK} {PAPER_MONEY}".split()
)
"""Numeric fields that hold amounts; a test compares this with the kernel's annotations."""

COUNTS = frozenset(
    f"{event}.{name}"
    for name, events in {
        "counted": ("count_cancelled",),
        "left": ("recall_closed", "stockroom_closed", "quota_used_up"),
        "miscounted": ("count_posted", "receipt_posted", "transfer_arrived"),
        "off": ("count_posted",),
    }.items()
    for event in events
)
"""Event and field: what is a number of pieces or matters there, and an amount elsewhere."""

TIMES = frozenset(["patience", "open_for", "away", "after", "waited", "served", "took", "ups", "grace", "longest"])
"""Numeric fields that hold milliseconds."""

STAGES = ("off", "idle", "scanning", "tendering", "paying", "change", "returning", "refunding")
"""Where the till is in a sale's life."""

MANNERS = ("calm", "hurried", "chatty", "grumpy", "elderly")
ORDERS = ("wait", "manual_mode", "stop", "resume", "standby_till", "offline", "cash_only", "x_report")
LEAVING = ("served", "gave_up", "relief")
TENDERS = ("cash", "card", "mobile", "static_code", "gift", "credit", "points")
REFUNDS = (*TENDERS, "exchange")
"""How money goes back, or what is taken instead."""

OTHER_WAYS = ("cash", "credit")
"""What a refund can become instead of going back to what paid."""

CHANNELS = ("main", "standby")
"""The payment channel that is used first, and the one to switch to."""

ABOUTS = (
    "greeting",
    "price_told",
    "price_other",
    "no_member",
    "late_member",
    "coupon",
    "changed_mind",
    "one_less",
    "wants_it",
    "fetching",
    "back",
    "waiting_for_basket",
    "part",
    "declined",
    "screenshot",
    "live_code",
    "paid_already",
    "charged_anyway",
    "charged_twice",
    "spinning",
    "no_card",
    "phone_stuck",
    "gives_up",
    "not_by_card",
    "static_paid",
    "not_arrived",
    "short_change",
    "much_change",
    "impatient",
    "in_the_dark",
    "insists_on_cash",
    "jumps_queue",
    "here_is_id",
    "no_id",
    "age_refused",
    "not_sold",
    "claims_more",
    "miscounted",
    "found_it",
    "return_refund",
    "return_exchange",
    "return_cash",
    "return_refused",
    "refund_where",
    "refund_declined",
    "refund_first",
    "cash_lies",
    "price_dispute",
    "shelf_verdict",
    "complaint",
    "wants_manager",
    "complaint_next",
    "membership",
    "consents",
    "no_consent",
    "top_up",
    "staff_card",
    "pays_by_card",
    "pays_by_points",
    "other_card",
    "invoice",
    "tax_number_again",
    "thanks",
)
"""What customers talk about by themselves; a script's questions come on top."""

ANSWERED = (
    "insist_till", "check_the_shelf", "believe_price", "honour_price", "explain_ended", "explain_neighbour",
    "explain_members", "brush_off", "listen", "promise_money", "no_manager", "call_manager", "we_will_see",
    "promise_call", "count_again", "add_missing", "no_returns",
)  # fmt: skip
"""Answers to what customers ask by themselves about prices, complaints and change."""

CALLS = ("authorization", "small_change", "incident", "price", "complaint", "help", *COMMANDS)
"""Why a supervisor is called: for an authorization, change, an incident, a price, or by the name of what needs one."""

OFFICE = ("pay_in", "pay_out", "correct_change", "drop_cash", "bank_drop", "count_float", "count_drawer")
"""Operations of the cash office that open the drawer for themselves."""
SHELF = ("says_so", "ended", "neighbour", "members")
"""What the shelf says in truth about a price in dispute."""

REASONS = tuple(dict.fromkeys((*PAID_IN, *PAID_OUT)))

ROOMS = ("approvals", "opening", "staff", "tickets", *PAPER_ROOMS)
"""Rooms of the manager's desk that have matters in its inbox."""

IN_PLACE = (
    "write_off", "stock_written_off", "adjust_stock", "stock_adjusted", "pull_stock", "start_count", "count_started",
    "count_posted", "look_at_place", "place_seen", "task_given",
)  # fmt: skip
"""Events that name one of the shop's own places for goods."""

VALUES: dict[str, tuple[str, ...]] = {
    "reply": (*REPLIES, *RETURN_REPLIES, *ANSWERED),
    "about": ABOUTS,
    "customer_said.why": MISTAKES,
    "stage": STAGES,
    "manner": MANNERS,
    "order": ORDERS,
    "kind": TENDERS,
    "tender": TENDERS,
    "operation": tuple(COMMANDS),
    "command": tuple(COMMANDS),
    "why": ("sale", "refund", "no_sale", "key", *OFFICE),
    "wish": ("refund", "exchange", "cash"),
    "condition": CONDITIONS,
    "state": ("intact", "opened", "damaged", "spoiled"),
    "against": ("never", "opened", "not_faulty", "window"),
    "find_receipt.by": RECEIPT_BY,
    "receipt_asked.by": RECEIPT_BY,
    "receipts_found.by": RECEIPT_BY,
    "return_completed.kind": ("return", "exchange", "post_void"),
    "return_completed.other": OTHER_WAYS,
    "refund_otherwise.kind": OTHER_WAYS,
    "refund_made.kind": REFUNDS,
    "return_wished.reason": RETURN_REASONS,
    "return_line.reason": RETURN_REASONS,
    "return_item.reason": RETURN_REASONS,
    "return_line_added.line.reason": RETURN_REASONS,
    "item_stopped.why": ("expired", "recalled"),
    "how": ("scan", "code", "pick", "bag", "slip", "value"),
    "value_moved.why": ("sold", "topped_up", "spent", "given_back", "refund"),
    "value_moved.kind": ("gift", "credit"),
    "points_moved.why": ("earned", "spent", "given_back", "reversed"),
    "balance_shown.kind": ("gift", "credit", "points"),
    "source": ("virtual", "wedge", "serial"),
    "outcome": ("approved", "declined", "timeout", "offline", "called_off", "bank_asked", "not_presented", "none"),
    "channel": CHANNELS,
    "left": CHANNELS,
    "was": ("unknown", "approved", "doubled", "reversing"),
    "upload_answered.outcome": ("accepted", "duplicate", "rejected", "timeout"),
    "verdict": VERDICTS,
    "upload_answered.reason": tuple(OBJECTIONS),
    "upload_set_aside.reason": tuple(OBJECTIONS),
    "upload_resolved.reason": tuple(OBJECTIONS),
    "trusted_card_declined.reason": ("refused", "expired", "over_limit", "left_out"),
    "reversal_answered.outcome": ("reversed", "pending"),
    "payment_declined.error": ("E_OFFLINE",),
    "level": ("cashier", "supervisor", "manager"),
    "place": ("counter", "drawer", "bag"),
    "report_issued.kind": ("x", "z"),
    "price_disputed.truth": SHELF,
    "shelf_reported.finding": (*SHELF, "as_priced"),
    "visit_ended.dispute": SHELF,
    "visit_ended.complaint": COMPLAINTS,
    "complaint_made.kind": COMPLAINTS,
    "check_records.source": RECORDS,
    "records_checked.source": RECORDS,
    "records_checked.kind": COMPLAINTS,
    "records_checked.finding": ("proved", "unfounded", "nothing"),
    "record_complaint.kind": COMPLAINTS,
    "record_complaint.outcome": OUTCOMES,
    "complaint_recorded.kind": COMPLAINTS,
    "complaint_recorded.outcome": OUTCOMES,
    **dict.fromkeys(
        (
            "override_price.reason",
            "price_overridden.reason",
            "discount_line.reason",
            "line_discounted.reason",
            "discount_sale.reason",
            "sale_discounted.reason",
        ),
        PRICE_REASONS,
    ),
    "paid_in.reason": PAID_IN,
    "paid_out.reason": PAID_OUT,
    "errand_came.reason": REASONS,
    **dict.fromkeys(("call_supervisor.reason", "supervisor_called.reason"), CALLS),
    "visit_ended.reason": LEAVING,
    "customer_left.reason": LEAVING,
    "stock_moved.why": ("put_away", "picked", "pulled"),
    "reject_goods.reason": REJECTIONS,
    "goods_rejected.reason": REJECTIONS,
    "write_off.reason": WRITE_OFFS,
    "stock_written_off.reason": WRITE_OFFS,
    "adjust_stock.reason": ADJUSTMENTS,
    "stock_adjusted.reason": ADJUSTMENTS,
    "mark_down.reason": MARKDOWNS,
    "lot_marked_down.reason": MARKDOWNS,
    "settle_transfer.reason": SETTLEMENTS,
    "transfer_settled.reason": SETTLEMENTS,
    "change_price.reason": PRICE_CHANGES,
    "shelf_price_changed.reason": PRICE_CHANGES,
    "refuse_delivery.reason": REJECTIONS,
    "delivery_refused.reason": REJECTIONS,
    "delivery_arrived.rest": ("follows", "cancelled"),
    "store_answered.finding": SETTLEMENTS,
    "transfer_dispatched.finding": SETTLEMENTS,
    "task_given.kind": TASKS,
    "task_given.cause": (*CAUSES, *PRICE_CHANGES),
    **dict.fromkeys(("put_away.to", "put_away.origin", "stock_moved.to", "stock_moved.origin"), OWN),
    **dict.fromkeys((f"{event}.place" for event in IN_PLACE), OWN),
    **dict.fromkeys(("check_row.source", "row_checked.source"), SOURCES),
    **dict.fromkeys(("decide_row.decision", "row_decided.decision", "row_decided.proper"), ROW_ENDS),
    **dict.fromkeys(("decide_row.reason", "row_decided.reason", "row_decided.proper_reason"), LEFT_OUT),
    "row_decided.as_read": STANDINGS,
    "decide_request.decision": DECISIONS,
    "request_decided.decision": DECISIONS,
    "request_decided.proper": DECISIONS,
    "ground": GROUNDS,
    "proper_ground": GROUNDS,
    "sheet": tuple(SHEETS),
    "room": ROOMS,
    "trouble": PIN_TROUBLES,
    **dict.fromkeys(("handle_pin.action", "pin_handled.action", "pin_handled.proper"), PIN_ACTIONS),
    "point": POINTS,
    **dict.fromkeys(("settle_point.action", "point_settled.action", "point_settled.proper"), POINT_ACTIONS),
    **dict.fromkeys(("severity", "proper_severity"), SEVERITIES),
    **dict.fromkeys(("contact", "proper_contact"), CONTACTS),
    **dict.fromkeys(("workaround", "workaround_used.proper"), WORKAROUNDS),
    "symptom": SYMPTOMS,
    "fault": SHIFT_FAULTS,
    **PAPER_VALUES,
    **NOTED,
    "run_ended.reason": ("finished", "quit", "abandoned", "by_trainer"),
}
"""Field, or event and field -> the words it can hold; other fields are open."""

SKU_FIELDS = ("sku", "line.sku")
CUSTOMER_FIELDS = ("customer", "at_counter")


@cache
def fields(event: str) -> dict[str, Kind]:
    """Fields of an event with their kinds; structs inside are reached with a dot (`line.how`)."""
    found: dict[str, Kind] = {}
    _collect(EVENTS[event], "", found)
    counts: dict[str, Kind] = {name: "number" for name in found if f"{event}.{name}" in COUNTS}
    return found | counts


def _collect(struct: type, prefix: str, found: dict[str, Kind]) -> None:
    for name, hint in get_type_hints(struct).items():
        if name in getattr(struct, "__struct_fields__", ()):
            _add(name, hint, prefix, found)


def _add(name: str, hint: object, prefix: str, found: dict[str, Kind]) -> None:
    if isinstance(hint, UnionType):
        hint = get_args(hint)[0]
    if hint is bool:
        found[prefix + name] = "yes_no"
    elif hint is str:
        found[prefix + name] = "word"
    elif hint is int:
        found[prefix + name] = "money" if name in MONEY else "time" if name in TIMES else "number"
    elif get_origin(hint) in (tuple, dict, list):
        found[prefix + name] = "collection"
    elif isinstance(hint, type) and hasattr(hint, "__struct_fields__") and not prefix:
        _collect(hint, f"{name}.", found)


def values(event: str, field: str) -> tuple[str, ...]:
    """The words a field can hold; empty where any word may stand."""
    if (event, field) == ("refused", "reason"):
        return refusals()
    if f"{event}.{field}" in OPEN:
        return ()
    last = field.rpartition(".")[2]
    return VALUES.get(f"{event}.{field}") or VALUES.get(last, ())
