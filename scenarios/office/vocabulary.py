"""The words that events over a manager's papers can hold: those of `kernel.desk_words`, by event and field."""

from scenarios.reasons import HOURS
from simulator.kernel.desk import SEVERITIES
from simulator.kernel.desk_words import (
    CASES,
    CAUSES,
    CHANGES,
    CHECKPOINTS,
    CONTACTS,
    DECISIONS,
    DEPARTMENTS,
    DIFFERENCES,
    DRAFT_FIELDS,
    FINDINGS,
    GROUNDS,
    LESSONS,
    MEASURES,
    OFFERS,
    ORDERS,
    PERIODS,
    SEND_BACK,
    SERVER_STATES,
    SETTLEMENTS,
    TILL_STATES,
)
from simulator.kernel.papers import COLUMNS

PAPER_ROOMS = ("reading", "investigating", "incident", "cutover", "promoting", "syncing")
"""Rooms whose matters come with papers."""


def _each(events: str, fields: str, words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {f"{event}.{field}": words for event in events.split() for field in fields.split()}


PAPER_VALUES: dict[str, tuple[str, ...]] = {
    "paper": tuple(COLUMNS),
    "period": PERIODS,
    "measure": MEASURES,
    "case": CASES,
    "lesson": LESSONS,
    "proper_lesson": LESSONS,
    "checkpoint": CHECKPOINTS,
    "server_state": SERVER_STATES,
    "till_state": TILL_STATES,
    "expected_contact": CONTACTS,
    **_each("answer_question question_answered", "choice", (*DEPARTMENTS, *CHANGES, *OFFERS, *HOURS)),
    **_each("question_answered", "proper_choice", (*DEPARTMENTS, *CHANGES, *OFFERS, *HOURS)),
    **_each("conclude_case case_concluded", "finding", FINDINGS),
    **_each("case_concluded", "proper_finding", FINDINGS),
    **_each("classify_incident incident_classified all_clear_given", "severity", SEVERITIES),
    **_each("call_contact contact_called", "contact", CONTACTS),
    **_each("direct_incident incident_directed decision_logged", "order", ORDERS),
    **_each("incident_directed", "proper_order", ORDERS),
    **_each("debrief_incident incident_debriefed", "finding", CAUSES),
    **_each("incident_debriefed", "proper_finding", CAUSES),
    **_each("mark_row row_marked", "finding", DIFFERENCES),
    **_each("row_marked", "proper_finding", DIFFERENCES),
    **_each("decide_go_live go_live_decided", "decision", DECISIONS),
    **_each("go_live_decided", "proper_decision", DECISIONS),
    **_each("decide_go_live go_live_decided", "ground", GROUNDS),
    **_each("go_live_decided", "proper_ground", GROUNDS),
    **_each("change_draft draft_changed", "what", DRAFT_FIELDS),
    **_each("send_back_draft draft_sent_back", "ground", SEND_BACK),
    **_each("draft_sent_back promotion_published", "proper_ground", SEND_BACK),
    **_each("settle_order order_settled", "action", SETTLEMENTS),
    **_each("order_settled", "proper_action", SETTLEMENTS),
}
PAPER_MONEY = "given margin_before margin_after turnover_after budget"
