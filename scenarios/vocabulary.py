"""The words that rubrics and happenings may use: events, their fields, and the values that fields can have.

All of it is read from the kernel's event types, so that a new event or field can be named in a script at once. Only
what a type cannot say (which numbers are money, which are times, which words a field may hold) is listed here.
"""

from functools import cache
from types import UnionType
from typing import Literal, get_args, get_origin, get_type_hints

from simulator.kernel.commands import REPLIES
from simulator.kernel.entries import COMMANDS, EVENTS

Kind = Literal["money", "time", "number", "word", "yes_no", "collection"]

_SALE = "amount total cash_due price gross discount received offered rounding net tax change change_open so_far due"
_PRINTED = "labelled label"
_TRUTH = "unpaid_worth extra_worth change_off unsettled written off counted expected over_short member_price short"
MONEY = frozenset(f"{_SALE} {_TRUTH} {_PRINTED}".split())
"""Numeric fields that hold amounts; a test compares this with the kernel's annotations."""

TIMES = frozenset(["patience", "open_for", "away", "after", "waited", "served", "ups"])
"""Numeric fields that hold milliseconds."""

STAGES = ("off", "idle", "scanning", "tendering", "paying", "change")
"""Where the till is in a sale's life."""

MANNERS = ("calm", "hurried", "chatty", "grumpy", "elderly")
ORDERS = ("wait", "manual_mode", "stop", "resume")
LEAVING = ("served", "gave_up", "relief")
TENDERS = ("cash", "card", "mobile", "static_code")

ABOUTS = (
    "greeting",
    "no_member",
    "late_member",
    "changed_mind",
    "wants_it",
    "fetching",
    "back",
    "waiting_for_basket",
    "part",
    "declined",
    "screenshot",
    "live_code",
    "paid_already",
    "static_paid",
    "not_arrived",
    "short_change",
    "much_change",
    "impatient",
    "in_the_dark",
    "jumps_queue",
    "here_is_id",
    "no_id",
    "age_refused",
    "not_sold",
    "thanks",
)
"""What customers talk about by themselves; a script's questions come on top."""

CALLS = ("small_change", "incident", "price", "help", *COMMANDS)
"""Why a supervisor is called: for change, an incident, a price, or an operation that needs an authorization."""

VALUES: dict[str, tuple[str, ...]] = {
    "reply": REPLIES,
    "about": ABOUTS,
    "stage": STAGES,
    "manner": MANNERS,
    "order": ORDERS,
    "kind": TENDERS,
    "tender": TENDERS,
    "operation": tuple(COMMANDS),
    "command": tuple(COMMANDS),
    "why": ("sale", "no_sale", "key"),
    "item_stopped.why": ("expired", "recalled"),
    "how": ("scan", "code", "pick", "bag", "slip"),
    "source": ("virtual", "wedge", "serial"),
    "outcome": ("approved", "declined", "timeout", "none"),
    "level": ("cashier", "supervisor", "manager"),
    "supervisor_called.reason": CALLS,
    "visit_ended.reason": LEAVING,
    "customer_left.reason": LEAVING,
    "run_ended.reason": ("finished", "quit", "abandoned"),
}
"""Field, or event and field -> the words it can hold; other fields are open."""

SKU_FIELDS = ("sku", "line.sku")
CUSTOMER_FIELDS = ("customer", "at_counter")


@cache
def fields(event: str) -> dict[str, Kind]:
    """Fields of an event with their kinds; structs inside are reached with a dot (`line.how`)."""
    found: dict[str, Kind] = {}
    _collect(EVENTS[event], "", found)
    return found


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
    last = field.rpartition(".")[2]
    return VALUES.get(f"{event}.{field}") or VALUES.get(last, ())
