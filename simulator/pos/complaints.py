"""Complaints: heard, looked into, put right or handed on, and recorded under a number.

What is right follows from two things alone: what it is about, and what the records say. Nobody's guess is asked for.
"""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import worth
from simulator.pos.cash_office import from_drawer
from simulator.pos.matters import Complaint
from simulator.pos.refusals import refuse
from simulator.pos.state import Till
from simulator.pos.visits import Visit

SOURCES = {"short_change": "journal", "double_charge": "payments", "spoiled": "receipt"}
"""Where to look a complaint up; of the others there are no records."""
PROVED = {"waiting": "settled", "short_change": "settled"}
"""Outcome where it is true; whatever is not listed belongs to the supervisor, and the goods to the service desk."""
UNFOUNDED = {"short_change": "explained", "double_charge": "explained"}
"""Outcome where the records say otherwise."""


def outcome_of(kind: str, finding: str) -> str:
    """How such a matter has to stand when it is recorded.

    >>> outcome_of("double_charge", "proved"), outcome_of("double_charge", "unfounded"), outcome_of("rudeness", "")
    ('escalated', 'explained', 'escalated')
    """
    if finding == "unfounded" and kind in UNFOUNDED:
        return UNFOUNDED[kind]
    return PROVED.get(kind, "escalated")


def _truth(complaint: Complaint) -> str:
    return "proved" if complaint.proved else "unfounded"


# --- decide ----------------------------------------------------------------------------------------------------------


def check_records(till: Till, command: c.CheckRecords) -> list[Event]:
    if command.source not in c.RECORDS:
        return refuse(command, "refused.unknown_reason", got=command.source)
    visit = till.counter.visit
    if visit is None or visit.complaint is None:
        return refuse(command, "refused.no_complaint")
    complaint = visit.complaint
    known = SOURCES.get(complaint.kind) == command.source
    finding = _truth(complaint) if known else "nothing"
    amount = complaint.amount if finding == "proved" else 0
    return [f.RecordsChecked(visit.customer, command.source, complaint.kind, finding, amount)]


def record_complaint(till: Till, command: c.RecordComplaint) -> list[Event]:
    visit = till.counter.visit
    if visit is None or visit.complaint is None:
        return refuse(command, "refused.no_complaint")
    if visit.complaint.number:
        return refuse(command, "refused.complaint_recorded", number=visit.complaint.number)
    if command.kind not in c.COMPLAINTS or command.outcome not in c.OUTCOMES:
        return refuse(command, "refused.unknown_reason", got=command.kind)
    complaint = visit.complaint
    right = {outcome_of(complaint.kind, _truth(complaint))} | ({"escalated"} if complaint.manager_wanted else set())
    return [
        f.ComplaintRecorded(
            visit.customer,
            f"{till.station}-T{till.complaints + 1:03}",
            command.kind,
            command.outcome,
            command.kind == complaint.kind,
            command.outcome in right,
            complaint.kind not in SOURCES or bool(complaint.finding),
            "apologise" in visit.said,
            complaint.escalated,
        )
    ]


def correct_change(till: Till, command: c.CorrectChange) -> list[Event]:
    visit = till.counter.visit
    if visit is None or visit.complaint is None:
        return refuse(command, "refused.no_complaint")
    instead = from_drawer(till, command)
    if instead is not None:
        return instead
    complaint = visit.complaint
    due = correction_due(visit) - complaint.corrected if complaint.finding else 0
    return [f.ChangeCorrected(visit.customer, command.pieces, worth(command.pieces), max(due, 0))]


def correction_due(visit: Visit) -> int:
    """Change that was missing by the records."""
    complaint = visit.complaint
    return complaint.amount if complaint and complaint.kind == "short_change" and complaint.proved else 0


# --- apply -----------------------------------------------------------------------------------------------------------


def complaint_made(till: Till, stimulus: s.ComplaintMade, entry: Entry) -> None:
    visit = till.counter.visits[stimulus.customer]
    visit.complaint = Complaint(stimulus.kind, stimulus.amount, stimulus.proved)


def records_checked(till: Till, fact: f.RecordsChecked, entry: Entry) -> None:
    visit = till.counter.visits[fact.customer]
    if visit.complaint is not None and fact.finding != "nothing":
        visit.complaint.finding = fact.finding


def complaint_recorded(till: Till, fact: f.ComplaintRecorded, entry: Entry) -> None:
    till.complaints += 1
    visit = till.counter.visits[fact.customer]
    if visit.complaint is not None:
        visit.complaint.number = fact.number


def supervisor_here(till: Till) -> None:
    """Whoever complains has the supervisor before them."""
    visit = till.counter.visit
    if visit is not None and visit.complaint is not None:
        visit.complaint.escalated = True


def change_corrected(till: Till, fact: f.ChangeCorrected, entry: Entry) -> None:
    till.drawer.take_out(fact.pieces)
    till.drawer.expected -= fact.amount
    visit = till.counter.visits[fact.customer]
    if visit.complaint is not None:
        visit.complaint.corrected += fact.amount


DECIDE = {
    c.CheckRecords: check_records,
    c.CorrectChange: correct_change,
    c.RecordComplaint: record_complaint,
}

APPLY = {
    s.ComplaintMade: complaint_made,
    f.RecordsChecked: records_checked,
    f.ChangeCorrected: change_corrected,
    f.ComplaintRecorded: complaint_recorded,
}
