"""Which events a script can cause, and what of it can never come about.

What a person does at a till is always possible; what needs a customer's trouble, a failing device or a decision is
possible only where the script brings it about, directly or by a happening whose own trigger can come about.
"""

from collections.abc import Sequence

from scenarios.office.reach import in_office
from scenarios.specs.conditions import Where
from scenarios.specs.course import Happening
from scenarios.specs.customers import CustomerSpec
from scenarios.specs.scenario import Scenario
from scenarios.stockroom.reach import in_stockroom
from simulator.kernel.entries import EVENTS

REVERSAL = ("payment_reversal_requested", "payment_reversal_pending", "payment_reversed", "reversal_answered")

CANCELLING = (
    "payment_awaited", "payment_cancel_requested", "payment_cancel_late", "payment_cancelled", "payment_expired",
)  # fmt: skip

UPLOAD = (
    "upload_started", "upload_sent", "upload_arrived", "upload_unanswered", "upload_ended", "upload_answered",
    "trusted_card_settled", "trusted_card_declined",
)  # fmt: skip

BY_CUSTOMERS: dict[str, tuple[str, ...]] = {
    "cash": ("cash_offered", "cash_taken", "cash_returned", "change_given", "change_disputed"),
    "card": ("card_offered",),
    "channel": ("payment_requested", "payment_answered", "payment_queried", *CANCELLING),
    "mobile": ("phone_offered",),
    "declined": ("payment_declined",),
    "timeout": ("payment_unknown", "payment_doubled", *REVERSAL),
    "unclear": ("query_unanswered",),
    "misreported": ("payment_declined", "payment_doubled", *REVERSAL),
    "belated": ("payment_declined", "payment_doubled", *REVERSAL),
    "member": ("member_shown", "member_identified"),
    "changes_mind": ("customer_dropped",),
    "fetches": ("customer_stepped_aside", "customer_returned"),
    "counterfeit": ("counterfeit_found",),
    "returns": ("return_wished", "return_signed", "return_slip_signed"),
    "refund timeout": ("refund_unknown", "refund_doubled"),
    "refund declined": ("refund_declined",),
    "refund belated": ("refund_declined", "refund_doubled"),
    "dispute": ("price_disputed", "shelf_reported"),
    "complaint": ("complaint_made", "records_checked", "complaint_recorded", "change_corrected"),
    "gift": ("gift_card_shown", "value_moved"),
    "tops_up": ("gift_card_shown", "value_moved"),
    "points": ("points_offered",),
    "invoice": ("invoice_wanted", "invoice_requested", "invoice_answered", "invoice_issued"),
    "staff": ("staff_card_shown",),
    "enrols": ("membership_wanted", "consent_answered", "member_enrolled"),
}
"""What customers bring -> events that are possible only with it."""

BY_VERBS: dict[str, tuple[str, ...]] = {
    "power_fails": ("power_failed", "ups_exhausted", "till_went_dark", "till_started", "slip_written", "slip_entered"),
    "power_flickers": ("power_flickered",),
    "power_returns": ("power_returned",),
    "network_fails": (
        "network_failed",
        "payment_unknown",
        "payment_doubled",
        "upload_queued",
        "card_trusted",
        "upload_unanswered",
        "refund_unknown",
        "refund_doubled",
        *REVERSAL,
    ),
    "network_returns": ("network_returned", *UPLOAD),
    "channel_fails": (
        "channel_failed",
        "payment_declined",
        "payment_unknown",
        "payment_doubled",
        "query_unanswered",
        "refund_unknown",
        "refund_declined",
        "refund_doubled",
        *REVERSAL,
    ),
    "channel_returns": ("channel_returned",),
    "till_dies": ("till_failed", "till_went_dark", "restart_failed"),
    "paper_runs_low": ("paper_near_end", "printer_failed"),
    "drawer_sticks": ("drawer_stuck",),
    "supervisor_orders": ("supervisor_ordered",),
    "relief_arrives": ("relief_arrived",),
    "change_supplied": (),
    "static_code_payments": ("arrival_confirmed",),
    "head_office_objects": ("upload_set_aside", "upload_resolved"),
    "head_office_silent": ("upload_unanswered",),
    "errand": ("errand_came",),
    "says": (),
}
"""Verb -> events that are possible only with it."""

DISPUTED = ("price_dispute", "shelf_verdict")
COMPLAINED = ("complaint", "wants_manager", "complaint_next")
"""What only customers with a dispute, or a complaint, talk about."""
SEVERAL = frozenset(
    [
        "cashier_came",
        "cashier_signed_on",
        "ticket_found",
        "ticket_taken",
        "member_told",
        "sold_elsewhere",
        "move_till",
        "sign_on",
    ]
)
"""Events that need a second till: `standby till: yes`."""

HANDOVER = frozenset(["relief_counted", "shift_handed_over"])
"""Events that need `closing: handover`."""

ON_TRUST = frozenset(["card_trusted", "trusted_card_settled", "trusted_card_declined"])
"""Events that need an `offline card limit`."""

CONDITIONAL = frozenset(
    ["manual_mode_ordered", *(e for bag in (BY_CUSTOMERS, BY_VERBS) for events in bag.values() for e in events)]
)


def brings(customer: CustomerSpec) -> set[str]:
    """What a customer, or somebody of a stream, may bring with them: keys of `BY_CUSTOMERS`."""
    payments = [payment for way, weight in customer.pays if weight for payment in way]
    found = {payment.kind for payment in payments} | {payment.outcome for payment in payments}
    result: set[str] = {
        word
        for word in ("cash", "card", "mobile", "declined", "timeout", "unclear", "misreported", "belated", "screenshot")
        if word in found
    }
    if found & {"uncharged", "unclear"}:
        result.update(("timeout", "declined"))
    troubles = customer.troubles
    if troubles.declined or "screenshot" in result:
        result.add("declined")
    if troubles.screenshot:
        result.update(("screenshot", "declined"))
    if troubles.large_note:
        result.add("cash")
    if troubles.counterfeit:
        result.update(("cash", "counterfeit"))
    if any(payment.counterfeit for payment in payments):
        result.add("counterfeit")
    if result & {"card", "mobile"}:
        result.add("channel")
    if customer.member != "no":
        result.add("member")
    if found & {"gift", "credit"}:
        result.add("gift")
    if "points" in found:
        result.add("points")
    if customer.tops_up:
        result.add("tops_up")
    if "invoice" in customer.wants:
        result.add("invoice")
    if "card" in customer.wants:
        result.update(("enrols", "member"))
    if customer.staff_no:
        result.add("staff")
    if customer.changes_mind or troubles.changes_mind:
        result.add("changes_mind")
    if customer.fetches:
        result.add("fetches")
    if customer.returns is not None:
        result |= {"returns", *(f"refund {outcome}" for outcome in customer.returns.refund)}
    if customer.dispute:
        result.add("dispute")
    if customer.complaint:
        result.add("complaint")
    return result


def reachable(scenario: Scenario) -> tuple[frozenset[str], tuple[Happening, ...]]:
    """The events a script can cause, and the happenings that can never come about."""
    brought: set[str] = set().union(*(brings(customer) for customer in scenario.customers))
    events = {name for name in EVENTS if name not in CONDITIONAL}
    if scenario.office is not None:
        return in_office(scenario.office), ()
    if scenario.stockroom is not None:
        return in_stockroom(scenario.stockroom), ()
    for key in sorted(brought):
        events.update(BY_CUSTOMERS.get(key, ()))
    if scenario.given.paper.low < 200:
        events.update(BY_VERBS["paper_runs_low"])
    if scenario.given.closing != "handover":
        events -= HANDOVER
    if not scenario.given.standby_till:
        events -= SEVERAL
    waiting = [happening for happening in scenario.happenings if happening.chance]
    while True:
        ready = [happening for happening in waiting if _can_trigger(happening, scenario, events, brought)]
        if not ready:
            break
        for happening in ready:
            events.update(BY_VERBS[happening.do])
            if "manual_mode" in happening.orders:
                events.add("manual_mode_ordered")
            if happening.do in ("power_fails", "till_dies") and "channel" in brought:
                events.update(BY_CUSTOMERS["timeout"])
        waiting = [happening for happening in waiting if happening not in ready]
    if not scenario.given.offline.card_limit:
        events -= ON_TRUST
    never = {happening.id for happening in waiting}
    return frozenset(events), tuple(h for h in scenario.happenings if h.id in never or not h.chance)


def _can_trigger(happening: Happening, scenario: Scenario, events: set[str], brought: set[str]) -> bool:
    trigger = happening.trigger
    if trigger.at is not None:
        return trigger.at.low <= scenario.minutes * 60_000
    if trigger.event:
        return trigger.event in events and not impossible(trigger.where, trigger.event, scenario)
    if trigger.stages:
        there = brought
        if trigger.customer:
            there = set().union(*(brings(c) for c in scenario.customers if c.id == trigger.customer))
        return any(_can_be_at(stage, there) for stage in trigger.stages)
    return True


def _can_be_at(stage: str, brought: set[str]) -> bool:
    """Whether somebody who brings this can be at a stage: `paying` waits for a channel, `change` for cash."""
    return {"paying": "channel", "change": "cash"}.get(stage, stage) in brought or stage not in ("paying", "change")


# --- conditions that cannot hold -------------------------------------------------------------------------------------


def impossible(wheres: Sequence[Where], event: str, scenario: Scenario) -> bool:
    """Whether no event of that name can ever meet the conditions in this script."""
    return bool(contradiction(wheres)) or any(unavailable(where, event, scenario) for where in wheres)


def unavailable(where: Where, event: str, scenario: Scenario) -> bool:
    """Whether a condition asks for what this script never brings; of several words, one that may come is enough."""
    if where.op not in ("is", "one_of"):
        return False
    asked = where.value if isinstance(where.value, tuple) else (where.value,)
    return not any(_may_be(value, event, where.field, scenario) for value in asked)


def _may_be(value: str | int | bool, event: str, field: str, scenario: Scenario) -> bool:
    customers = scenario.customers
    if field == "about":
        asked = {question.about for customer in customers for question in customer.questions}
        if value == "jumps_queue":
            return any(customer.jumps_queue for customer in customers)
        if value in ("miscounted", "found_it"):
            return any(customer.miscounts for customer in customers)
        if value == "claims_more":
            return any(customer.claims for customer in customers)
        if value in DISPUTED:
            return any(customer.dispute for customer in customers)
        if value in COMPLAINED:
            return any(customer.complaint for customer in customers)
        if value == "membership":
            return any("card" in customer.wants for customer in customers)
        return event != "said" or value in asked
    if (event, field) == ("visit_ended", "dispute"):
        return not value or any(c.dispute and value in c.dispute.shelf for c in customers)
    if (event, field) == ("visit_ended", "complaint"):
        return not value or any(c.complaint and value in c.complaint.kinds for c in customers)
    if (event, field) == ("supervisor_ordered", "order"):
        return any(value in happening.orders for happening in scenario.happenings)
    if field == "kind" and value in ("gift", "credit", "points") and event == "payment_taken":
        return any(value == payment.kind for customer in customers for way, _ in customer.pays for payment in way)
    if field == "kind" and value in ("cash", "card", "mobile") and not event.startswith("refund"):
        return any(value in brings(customer) for customer in customers)
    if (field, value) == ("live", False):
        return any("screenshot" in brings(customer) for customer in customers)
    if (event, field, value) == ("power_returned", "stable", False):
        return any(h.do == "power_returns" and not h.stable for h in scenario.happenings)
    if (event, field, value) == ("customer_arrived", "ahead", True):
        return any(customer.jumps_queue for customer in customers)
    return True


def contradiction(wheres: Sequence[Where]) -> str:
    """Two conditions on one field that exclude each other, in words."""
    for i, one in enumerate(wheres):
        for other in wheres[i + 1 :]:
            if one.field == other.field and _exclude(one, other):
                return f"{one.field}: {one.op} {one.value}, {other.op} {other.value}"
    return ""


def _exclude(one: Where, other: Where) -> bool:
    if one.op == other.op == "is":
        return one.value != other.value
    if {one.op, other.op} == {"is", "is_not"}:
        return one.value == other.value
    low, high = _bounds(one), _bounds(other)
    return max(low[0], high[0]) > min(low[1], high[1])


_FAR = 10**15


def _bounds(where: Where) -> tuple[int, int]:
    """The whole numbers that a condition allows."""
    if not isinstance(where.value, int) or isinstance(where.value, bool):
        return -_FAR, _FAR
    value = where.value
    return {
        "is": (value, value),
        "at_most": (-_FAR, value),
        "at_least": (value, _FAR),
        "above": (value + 1, _FAR),
        "below": (-_FAR, value - 1),
    }.get(where.op, (-_FAR, _FAR))
