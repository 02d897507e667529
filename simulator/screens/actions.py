"""The one registry of actions: it feeds keys, footer, help, command palette and menu.

An action that asks for an operation bears the operation's wire name (`void_line`), the same word as in journal and
rubric. Its title is the text `action.<id>`, its help `action.<id>.help`; keys come from a profile (`profiles.py`).
"""

from typing import Literal, NamedTuple

Group = Literal["sale", "payment", "cash", "office", "returns", "customer", "devices", "station", "drill"]


class Action(NamedTuple):
    """Something a person can do at the till."""

    id: str
    group: Group
    footer: bool = False
    """Shown in the footer when there is room, in registry order."""
    stages: tuple[str, ...] = ()
    """Footer shows it only at these stages (empty: all)."""
    keyless: bool = False
    """A profile may leave its key out: it is found in the menu."""


ACTIONS: tuple[Action, ...] = (
    # sale
    Action("scan", "sale", True, ("idle", "scanning", "tendering")),
    Action("set_multiplier", "sale", True, ("idle", "scanning")),
    Action("void_line", "sale", True, ("scanning",)),
    Action("look_up", "sale", True, ("idle", "scanning")),
    Action("quick_key", "sale", True, ("idle", "scanning"), keyless=True),
    Action("weigh", "sale", True, ("idle", "scanning")),
    Action("check_price", "sale", True, ("idle", "scanning")),
    Action("ask_shelf", "sale", keyless=True),
    Action("identify_member", "sale", True, ("scanning",)),
    Action("identify_employee", "sale", keyless=True),
    Action("discount_line", "sale"),
    Action("discount_sale", "sale"),
    Action("override_price", "sale", keyless=True),
    Action("redeem_coupon", "sale"),
    Action("explain_total", "sale"),
    Action("add_bag", "sale", True, ("scanning",)),
    Action("change_quantity", "sale"),
    Action("change_unit", "sale", keyless=True),
    Action("confirm_age", "sale", keyless=True),
    Action("refuse_age", "sale", keyless=True),
    Action("enrol_member", "sale"),
    Action("load_card", "sale"),
    Action("suspend_sale", "sale", True, ("scanning",)),
    Action("resume_sale", "sale", True, ("idle",)),
    Action("void_sale", "sale"),
    # payment
    Action("start_tender", "payment", True, ("scanning",)),
    Action("tender_cash", "payment", True, ("tendering",)),
    Action("tender_mobile", "payment", True, ("tendering",)),
    Action("tender_card", "payment", True, ("tendering",)),
    Action("tender_static", "payment"),
    Action("tender_gift", "payment"),
    Action("tender_points", "payment"),
    Action("check_balance", "payment", keyless=True),
    Action("request_invoice", "payment"),
    Action("cancel_tender", "payment", True, ("tendering",)),
    Action("query_payment", "payment", True, ("paying",)),
    Action("reverse_payment", "payment"),
    Action("switch_channel", "payment"),
    Action("reprint_receipt", "payment"),
    # cash
    Action("cash_tray", "cash", True, ("change",)),
    Action("close_drawer", "cash", True, ("change",)),
    Action("check_note", "cash"),
    Action("no_sale", "cash"),
    Action("lock_drawer", "cash"),
    Action("unlock_drawer", "cash"),
    # cash office
    Action("count_float", "office"),
    Action("pay_in", "office"),
    Action("pay_out", "office"),
    Action("correct_change", "office", keyless=True),
    Action("drop_cash", "office"),
    Action("count_drawer", "office"),
    Action("bank_drop", "office"),
    Action("x_report", "office"),
    Action("z_report", "office"),
    # what comes back
    Action("find_receipt", "returns"),
    Action("inspect_good", "returns", True, ("returning",), keyless=True),
    Action("return_line", "returns", True, ("returning",)),
    Action("remove_return_line", "returns", keyless=True),
    Action("finish_return", "returns", True, ("returning",)),
    Action("start_exchange", "returns", True, ("returning",), keyless=True),
    Action("refund_otherwise", "returns", keyless=True),
    Action("allow_exception", "returns", keyless=True),
    Action("cancel_return", "returns", True, ("returning",), keyless=True),
    Action("post_void", "returns", keyless=True),
    Action("print_gift_receipt", "returns", keyless=True),
    # customer
    Action("call_next", "customer", True, ("idle",)),
    Action("say", "customer", True),
    Action("check_trolley", "customer", True, ("scanning",)),
    Action("set_aside", "customer"),
    Action("check_records", "customer", keyless=True),
    Action("record_complaint", "customer", keyless=True),
    # devices and outages
    Action("change_paper", "devices"),
    Action("restart_till", "devices"),
    Action("report_incident", "devices"),
    Action("write_slip", "devices"),
    Action("confirm_arrival", "devices"),
    Action("enter_slip", "devices"),
    Action("upload_sales", "devices"),
    Action("resolve_upload", "devices", keyless=True),
    # station
    Action("call_supervisor", "station"),
    Action("lock_till", "station"),
    Action("step_away", "station"),
    Action("move_till", "station"),
    Action("finish_shift", "station"),
    # drill
    Action("hint", "drill", True),
    Action("pause", "drill"),
    Action("help", "drill", True),
    Action("menu", "drill", True),
    Action("language", "drill"),
    Action("leave_drill", "drill"),
)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}

_OTHERWISE = {"look_up": "pick_item", "quick_key": "pick_item"}


def operation_of(action: str) -> str:
    """The operation that an action asks for: it bears its name, but for two ways to the same."""
    return _OTHERWISE.get(action, action)
