"""Which events a script can cause at the manager's desk: what its sections bring, and what a person can do about it."""

from scenarios.office.papers_reach import PAPERS_BY_SECTION
from scenarios.specs.office import OfficeSpec

ALWAYS = (
    "run_opened", "run_resumed", "run_ended", "checkpoint", "drill_paused", "drill_continued", "hint_shown",
    "coach_stopped", "time_up", "shift_ended", "refused", "desk_opened", "desk_closed", "close_desk",
)  # fmt: skip
MATTERS = ("take_up", "look_at", "matter_taken_up", "sheet_seen")
"""What is possible with whatever lies in the inbox."""

BY_SECTION: dict[str, tuple[str, ...]] = {
    "requests": (
        *MATTERS, "request_came", "request_answered", "request_lapsed", "decide_request", "request_decided",
        "request_lost",
    ),
    "pins": (*MATTERS, "pin_trouble_came", "handle_pin", "pin_handled"),
    "troubles": (
        *MATTERS, "trouble_reported", "raise_ticket", "ticket_raised", "ticket_answered", "use_workaround",
        "workaround_used", "repair_reported", "test_repair", "repair_tested", "chase_ticket", "ticket_chased",
        "close_ticket", "ticket_closed",
    ),
    "checklist": (
        *MATTERS, "settle_point", "point_settled", "open_store", "store_opened", "close_store", "store_closed",
    ),
    "floats": ("hand_out_float", "float_handed_out", "open_store", "store_opened"),
    "ends": (
        "read_till", "till_read", "note_difference", "difference_noted", "make_deposit", "deposit_made", "close_store",
        "store_closed",
    ),
    "roles": (
        "look_up_duties", "duties_looked_up", "grant_right", "right_granted", "revoke_right", "right_revoked",
        "take_role", "role_taken", "disable_account", "account_disabled", "confirm_rights", "rights_confirmed",
    ),
    "forecasts": (
        "assign_shift", "shift_assigned", "drop_shift", "shift_dropped", "set_break", "break_set", "publish_roster",
        "roster_published",
    ),
    "absences": ("staff_absent",),
    **PAPERS_BY_SECTION,
}  # fmt: skip
"""Section of `OfficeSpec` -> events that are possible only with it."""


def in_office(office: OfficeSpec) -> frozenset[str]:
    """The events a script can cause there."""
    found = {event for section, events in BY_SECTION.items() if getattr(office, section) for event in events}
    if office.ends:
        found -= {"open_store", "store_opened"}
    else:
        found -= {"close_store", "store_closed"}
    return frozenset({*ALWAYS, *found})
