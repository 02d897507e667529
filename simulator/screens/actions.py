"""The one registry of actions, by workstation: it feeds keys, footer, help, command palette and menu.

An action that asks for an operation bears the operation's wire name (`void_line`), the same word as in journal and
rubric. Its title is the text `action.<id>`, its help `action.<id>.help`; keys come from a profile (`profiles.py`).
"""

from typing import Literal, NamedTuple

from simulator.locale import Words

Workstation = Literal["till", "stockroom", "office"]
Group = Literal[
    "sale", "payment", "cash", "office", "returns", "customer", "devices", "station", "drill",
    "goods", "receiving", "places", "care", "counting", "transfers", "prices", "lists",
    "matters", "tickets", "papers", "incidents", "cutover", "promotions", "house", "people",
]  # fmt: skip


class Action(NamedTuple):
    """Something a person can do at a workstation."""

    id: str
    group: Group
    footer: bool = False
    """Shown in the footer when there is room, in registry order."""
    stages: tuple[str, ...] = ()
    """Footer shows it only at these stages (empty: all)."""
    keyless: bool = False
    """A profile may leave its key out: it is found in the menu."""


RETURNING_KEYS = {
    "inspect_good": "scan",
    "finish_return": "start_tender",
    "remove_return_line": "void_line",
    "cancel_return": "void_sale",
    "start_exchange": "suspend_sale",
    "refund_otherwise": "switch_channel",
    "allow_exception": "override_price",
}
"""While something comes back, keys of a sale do to it what they do to goods that are sold: look at one and settle; take
a line or all of it away; let it stand and ring up others; another way for the money; off the shop's rule.
"""
DOCUMENT_KEYS = {
    "count_item": "receive_goods",
    "post_count": "post_receipt",
    "decide_row": "receive_goods",
    "post_list": "post_receipt",
}
"""In a stockroom one key says how many there are and one finishes the document: of a count and of a list, too."""
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
    Action("cancel_payment", "payment", True, ("paying",), keyless=True),
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
    Action("log_issue", "drill"),
    Action("language", "drill"),
    Action("leave_drill", "drill"),
)

DRILL: tuple[Action, ...] = tuple(action for action in ACTIONS if action.group == "drill")

STOCKROOM: tuple[Action, ...] = (
    # the goods in hand
    Action("scan", "goods", True),
    Action("set_multiplier", "goods", True),
    Action("look_up", "goods", True),
    Action("look_at_place", "goods", True),
    Action("look_behind", "goods", True),
    Action("inquire_stock", "goods", True),
    Action("show_movements", "goods"),
    # receiving
    Action("start_receiving", "receiving", True),
    Action("receive_goods", "receiving", True),
    Action("reject_goods", "receiving", True),
    Action("undo_received", "receiving", True),
    Action("post_receipt", "receiving", True),
    Action("cancel_receipt", "receiving", keyless=True),
    Action("refuse_delivery", "receiving"),
    # places
    Action("put_away", "places", True),
    Action("pick_stock", "places", True),
    Action("pull_stock", "places", True),
    # care
    Action("mark_down", "care", True),
    Action("write_off", "care", True),
    Action("return_to_supplier", "care"),
    Action("adjust_stock", "care"),
    Action("recall_lot", "care"),
    Action("close_recall", "care"),
    # counting
    Action("start_count", "counting", True),
    Action("count_item", "counting", True, keyless=True),
    Action("post_count", "counting", True, keyless=True),
    Action("cancel_count", "counting", keyless=True),
    # transfers
    Action("send_transfer", "transfers", True),
    Action("receive_transfer", "transfers", True),
    Action("ask_store", "transfers", True),
    Action("settle_transfer", "transfers", True),
    # prices and orders
    Action("change_price", "prices", True),
    Action("print_labels", "prices", True),
    Action("order_goods", "prices"),
    Action("decide_row", "prices", True, keyless=True),
    Action("check_row", "prices", True, keyless=True),
    Action("ask_sender", "prices", True, keyless=True),
    Action("post_list", "prices", True, keyless=True),
    # lists
    Action("show_document", "lists", True),
    Action("show_dates", "lists", True),
    Action("show_low", "lists", True),
    Action("show_empty_shelves", "lists"),
    # station
    Action("call_supervisor", "station"),
    Action("close_stockroom", "station"),
    *DRILL,
)

OFFICE: tuple[Action, ...] = (
    # the inbox
    Action("take_up", "matters", True),
    Action("look_at", "matters", keyless=True),
    Action("read_paper", "matters", keyless=True),
    Action("decide_request", "matters", True),
    Action("handle_pin", "matters", True, keyless=True),
    # trouble
    Action("raise_ticket", "tickets", True, keyless=True),
    Action("use_workaround", "tickets", True),
    Action("test_repair", "tickets", True),
    Action("chase_ticket", "tickets"),
    Action("close_ticket", "tickets"),
    # papers
    Action("answer_question", "papers", keyless=True),
    Action("conclude_case", "papers", keyless=True),
    Action("settle_order", "papers", keyless=True),
    # incidents
    Action("classify_incident", "incidents", keyless=True),
    Action("call_contact", "incidents", keyless=True),
    Action("direct_incident", "incidents", keyless=True),
    Action("log_decision", "incidents", keyless=True),
    Action("give_all_clear", "incidents", keyless=True),
    Action("debrief_incident", "incidents"),
    # going live
    Action("mark_row", "cutover", keyless=True),
    Action("close_list", "cutover", keyless=True),
    Action("pass_checkpoint", "cutover", keyless=True),
    Action("decide_go_live", "cutover", keyless=True),
    # promotions
    Action("change_draft", "promotions", keyless=True),
    Action("try_draft", "promotions", keyless=True),
    Action("publish_promotion", "promotions", keyless=True),
    Action("send_back_draft", "promotions", keyless=True),
    # opening and closing
    Action("show_checklist", "house", True),
    Action("settle_point", "house", keyless=True),
    Action("show_day", "house", True),
    Action("hand_out_float", "house", keyless=True),
    Action("open_store", "house", keyless=True),
    Action("read_till", "house", keyless=True),
    Action("note_difference", "house", keyless=True),
    Action("make_deposit", "house", keyless=True),
    Action("close_store", "house", keyless=True),
    # people
    Action("show_rights", "people", True),
    Action("look_up_duties", "people", keyless=True),
    Action("grant_right", "people", keyless=True),
    Action("revoke_right", "people", keyless=True),
    Action("confirm_rights", "people", keyless=True),
    Action("show_staff", "people", True),
    Action("take_role", "people", keyless=True),
    Action("disable_account", "people", keyless=True),
    Action("show_roster", "people", True),
    Action("assign_shift", "people", keyless=True),
    Action("drop_shift", "people", keyless=True),
    Action("set_break", "people", keyless=True),
    Action("publish_roster", "people", keyless=True),
    # the desk
    Action("show_log", "station", True),
    Action("close_desk", "station"),
    *DRILL,
)

AT: dict[Workstation, tuple[Action, ...]] = {"till": ACTIONS, "stockroom": STOCKROOM, "office": OFFICE}
"""What can be done at which workstation; an action that two of them have is the same, with the same key."""

BY_ID: dict[str, Action] = {action.id: action for actions in AT.values() for action in actions}

OF_ROLE: dict[str, Workstation] = {"cashier": "till", "stock_clerk": "stockroom", "manager": "office"}
"""Where somebody of a role works."""

TILL_IDS = frozenset(action.id for action in ACTIONS)
OWN: dict[Workstation, tuple[Action, ...]] = {
    workstation: tuple(action for action in actions if workstation == "till" or action.id not in TILL_IDS)
    for workstation, actions in AT.items()
}
"""What a profile gives keys to under a workstation's name: what the till has not."""

CONTROL: dict[str, str] = {
    "take_cash": "cash_tray",
    "give_change": "cash_tray",
    "return_cash": "cash_tray",
    "enter_pin": "call_supervisor",
    "cancel_authorization": "call_supervisor",
    "unlock_till": "lock_till",
    "come_back": "step_away",
    "sign_on": "move_till",
    "pick_item": "look_up",
    "start_return": "find_receipt",
    "return_without_receipt": "find_receipt",
    "return_item": "return_line",
}
"""Operation -> the action whose control does it, where they differ; the same at every workstation."""

_OTHERWISE = {"look_up": "pick_item", "quick_key": "pick_item"}


def operation_of(action: str) -> str:
    """The operation that an action asks for: it bears its name, but for two ways to the same."""
    return _OTHERWISE.get(action, action)


def said_at(id: str, workstation: Workstation, words: Words) -> str:
    """A text of the registry as it is said at a workstation: its own where it has one, else what all say."""
    own = f"{id}.{workstation}"
    return words(own) if words.has(own) else words(id)


def lent_key(action: str) -> str:
    """The action whose key does this one while something comes back or its document lies there, where that is all the
    time it has; or empty.

    >>> lent_key("finish_return"), lent_key("post_count"), lent_key("refund_otherwise"), lent_key("scan")
    ('start_tender', 'post_receipt', '', '')
    """
    if action in DOCUMENT_KEYS:
        return DOCUMENT_KEYS[action]
    stages = next((each.stages for each in ACTIONS if each.id == action), ())
    return RETURNING_KEYS.get(action, "") if stages == ("returning",) else ""
