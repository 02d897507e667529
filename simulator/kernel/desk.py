"""What lies on a manager's desk: sheets of evidence, and the words in which matters are decided.

A sheet is what somebody looked at or wrote down: figures and words by name, and perhaps a sentence. Nothing on it says
what is right; that follows from the sheets together, by the rules of the house.
"""

import msgspec

from simulator.kernel.money import Minor
from simulator.kernel.texts import Text

# --- evidence --------------------------------------------------------------------------------------------------------

SHEETS: dict[str, tuple[str, ...]] = {
    "basket": ("total", "pieces", "member", "buyer"),
    "receipt": ("paid", "returned", "days", "tender"),
    "shelf": ("price", "tag"),
    "goods": ("there", "of", "state"),
    "journal": ("settled", "present", "sold"),
    "channel": ("refund",),
    "record": ("today", "usual", "same_item", "same_card"),
    "rule": ("most", "days", "takes"),
    "customer": (),
    "identity": ("person", "badge"),
    "log": ("failures", "elsewhere", "used"),
    "device": ("finding",),
    "others": ("affected", "tills"),
    "site": ("due", "there", "condition"),
}
"""Kind of sheet -> what may stand on it, beside a sentence.

    basket    the sale: its total, pieces, whether a member's card was read, whose purchase it is
    receipt   what was paid, what of it came back already, how many days ago, with which means
    shelf     the tag that hangs there: its price, and whose tag it is
    goods     the goods in question, as they lie there: how many of how many, in which state
    journal   the till's own tape: whether the sale is settled, whether the customer stands there, whether it was sold
    channel   what the payment channel says of a refund
    record    the cashier's day: how often today and usually, how many of it for one item, for one member's card
    rule      the house's rule: the most that may be given, the days, the state it takes back
    customer  what the customer says
    identity  who stands there, and whose badge they show
    log       of an account: failed attempts, those from another place, what was done with it since
    device    what the device shows when somebody looks
    others    how it is elsewhere: whether others are affected, how many tills
    site      of a point on the checklist: what should be there, what is
"""

TAGS = ("this", "neighbour", "ended", "members")
"""Whose tag hangs at the shelf: this item's; the one beside it; an offer's that is over; a price for members."""
STATES = ("intact", "opened", "damaged", "spoiled")
REFUNDS = ("failed", "unknown", "arrived")
TAKES = ("any", "sealed", "faulty")
"""What the house takes back."""
OTHERS = ("others", "self")
"""Whose purchase it is: a customer's, or that of whoever sits at the desk."""
SHEET_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("shelf", "tag"): TAGS,
    ("goods", "state"): STATES,
    ("channel", "refund"): REFUNDS,
    ("rule", "takes"): TAKES,
    ("basket", "buyer"): OTHERS,
    ("receipt", "tender"): ("cash", "card", "mobile"),
    ("identity", "person"): ("owner", "somebody_else", "on_the_phone"),
    ("log", "elsewhere"): ("none", "another_till", "at_night"),
    ("log", "used"): ("no", "refunds", "discounts"),
    ("device", "finding"): (
        "input_method",
        "wrong_clock",
        "account_not_sent",
        "old_prices",
        "loose_cable",
        "dirty_lens",
        "record_blocks",
        "server_silent",
        "line_down",
        "till_dead",
        "printer_broken",
        "terminal_silent",
        "pixel_gone",
    ),
    ("site", "condition"): (
        "in_order",
        "short",
        "over",
        "no_paper",
        "frozen",
        "broken",
        "not_loaded",
        "sensor_fault",
        "too_warm",
        "blocked",
        "somebody_absent",
        "left_open",
    ),
}
"""Sheet and name -> the words that may stand there."""
SHEET_YES_NO = ("member", "settled", "present", "sold", "badge", "affected")
"""Names that stand for yes (1) or no (0)."""
SHEET_MONEY = ("total", "paid", "returned", "price", "most")
"""Names that stand for amounts; the others are counts."""


class Sheet(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A piece of evidence."""

    kind: str
    """One of `SHEETS`."""
    figures: dict[str, int] = {}
    """Amounts, counts, and yes or no as 1 and 0."""
    words: dict[str, str] = {}
    text: Text = Text()

    def figure(self, name: str) -> int:
        return self.figures.get(name, 0)

    def word(self, name: str) -> str:
        return self.words.get(name, "")


# --- approvals -------------------------------------------------------------------------------------------------------

REQUESTS = (
    "override_price",
    "discount_sale",
    "void_sale",
    "finish_return",
    "return_without_receipt",
    "refund_otherwise",
)
"""Operations for which tills ask the desk."""
DECISIONS = ("approve", "decline", "ask_back", "pass_on")
"""授权、驳回、退回补充、转交上级."""
GROUNDS = (
    "as_the_shelf",
    "within_rule",
    "goods_back",
    "first_failed",
    "other_item",
    "offer_ended",
    "members_only",
    "nothing_wrong",
    "settled_already",
    "goods_missing",
    "too_late",
    "returned_already",
    "not_taken_back",
    "not_ours",
    "first_unknown",
    "one_card",
    "evidence_missing",
    "other_amount",
    "beyond_rule",
    "own_matter",
    "beyond_my_limit",
)
"""Why it is decided so."""
GROUNDS_FOR: dict[str, tuple[str, ...]] = {
    "approve": GROUNDS[:4],
    "decline": GROUNDS[4:16],
    "ask_back": GROUNDS[16:19],
    "pass_on": GROUNDS[19:],
}
"""Decision -> the grounds that go with it."""


class Recorded(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A line of the desk's log."""

    at: int
    what: str
    """Wire name of the fact."""
    matter: str = ""
    word: str = ""
    """The decision, the action, what it was about."""
    amount: Minor = 0


# --- PINs ------------------------------------------------------------------------------------------------------------

PIN_TROUBLES = ("forgotten", "locked", "leaked")
PIN_ACTIONS = ("reset_pin", "unlock_account", "suspend_account", "turn_away")
"""重置密码、解锁账号、暂停账号、不予办理."""

# --- trouble tickets -------------------------------------------------------------------------------------------------

SEVERITIES = ("all_tills", "one_function", "cosmetic")
"""全店停摆、单项故障、不影响使用."""
CONTACTS = ("nobody", "vendor", "head_office", "bank", "carrier")
"""Who mends it: nobody else (it is done here), the till's vendor, head office's IT, the bank, the line's carrier."""
WORKAROUNDS = (
    "switch_input",
    "set_clock",
    "send_account",
    "send_prices",
    "set_record_aside",
    "plug_in",
    "clean_lens",
    "standby_till",
    "spare_device",
    "sell_offline",
    "other_payment",
    "go_on",
)
"""What is done meanwhile; with what is mended here, it is the repair."""
FINDINGS: dict[str, tuple[str, str]] = {
    "input_method": ("nobody", "switch_input"),
    "wrong_clock": ("nobody", "set_clock"),
    "account_not_sent": ("nobody", "send_account"),
    "old_prices": ("nobody", "send_prices"),
    "loose_cable": ("nobody", "plug_in"),
    "dirty_lens": ("nobody", "clean_lens"),
    "record_blocks": ("head_office", "set_record_aside"),
    "server_silent": ("head_office", "sell_offline"),
    "line_down": ("carrier", "sell_offline"),
    "till_dead": ("vendor", "standby_till"),
    "printer_broken": ("vendor", "spare_device"),
    "terminal_silent": ("bank", "other_payment"),
    "pixel_gone": ("vendor", "go_on"),
}
"""报修手册: what is found -> whom it concerns, and what is done meanwhile."""
COSMETIC = ("pixel_gone",)
SYMPTOMS = ("cannot_sign_on", "prices_differ", "sales_missing", "device_dead", "payment_fails", "looks_odd")

# --- the checklist ---------------------------------------------------------------------------------------------------

POINTS = (
    "safe",
    "till",
    "printer",
    "network",
    "prices",
    "promotions",
    "alarm",
    "cold_cabinet",
    "fire_exit",
    "crew",
    "till_drawer",
    "waste",
)
"""What stands on a checklist of opening or closing."""
CONDITIONS: dict[str, str] = {
    "in_order": "tick",
    "short": "report_difference",
    "over": "report_difference",
    "no_paper": "change_roll",
    "frozen": "restart_device",
    "broken": "put_out_of_use",
    "not_loaded": "load_prices",
    "sensor_fault": "call_guard",
    "too_warm": "pull_goods",
    "blocked": "clear_way",
    "somebody_absent": "call_in",
    "left_open": "lock_up",
}
"""How something stands -> what has to be done about it."""
POINT_ACTIONS = tuple(dict.fromkeys(CONDITIONS.values()))


class Point(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A line of the checklist, with what is really there."""

    id: str
    kind: str
    """One of `POINTS`."""
    site: Sheet
    till: str = ""


class TillEnd(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A till at the end of the day: what its Z report and the count of its drawer come to."""

    till: str
    cashier: Text
    expected: Minor
    """By the books, its float included."""
    counted: Minor
    float: Minor


# --- rights and roster -----------------------------------------------------------------------------------------------


class RoleCard(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A role in the system: what it may do, and what its duties are."""

    role: str
    name: Text
    rights: tuple[str, ...]
    """Operations that it may do as things stand."""
    duties: tuple[str, ...]
    """Operations that its work needs."""


class StaffCard(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A person on the staff."""

    badge: str
    name: Text
    roles: tuple[str, ...] = ()
    """The first is their post; others came on top."""
    left: bool = False
    """They work here no more, and their account is still on."""
    minor: bool = False
    """未成年工: 16 or 17 years old."""
    begins: int = 0
    """From which hour they can work; with `ends` 0, they are not on the roster."""
    ends: int = 0


class Shift(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Somebody's hours on the roster."""

    badge: str
    begins: int
    ends: int
    rest: int = 0
    """The hour of their break; 0: none."""


SHIFT_FAULTS = ("too_long", "minor_too_long", "minor_too_late", "not_available", "is_absent")
"""What can be wrong with hours."""
