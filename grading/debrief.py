"""The lesson in a result: what to try again first, how the run went moment by moment, what to practise next.

Pure data for screens and reports; the verdict is a line before it, and no more.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Literal

import msgspec

from grading.causes import Causes, causes
from grading.matters import Matters, filled, matters
from grading.noticing import Notice, Place, noticed
from grading.result import Behaviour, Competency, Evidence, Result
from simulator.kernel.entries import Entry
from simulator.kernel.events import name_of
from simulator.kernel.facts import Refused
from simulator.kernel.stimuli import CustomerArrived
from simulator.kernel.texts import Text

Tone = Literal["neutral", "good", "bad", "critical"]
TONES: tuple[Tone, ...] = ("neutral", "good", "bad", "critical")
"""From mild to grave: of a moment judged by several rules the gravest shows."""

LANDMARKS = frozenset({
    "station_opened", "customer_stepped_up", "tender_started", "sale_completed", "sale_suspended", "sale_resumed",
    "sale_voided", "line_voided", "change_given", "supervisor_called", "incident_reported", "manual_mode_ordered",
    "slip_written", "slip_entered", "power_failed", "power_returned", "till_went_dark", "till_started",
    "network_failed", "network_returned", "printer_failed", "payment_declined", "payment_unknown", "refused",
    "payment_doubled", "payment_reversed", "payment_cancelled", "payment_expired", "card_trusted", "upload_set_aside",
    "upload_resolved", "upload_ended", "upload_unanswered", "trusted_card_declined", "channel_failed",
    "channel_returned", "channel_switched", "visit_ended",
    "hint_shown", "coach_stopped", "relief_arrived", "time_up", "station_closed",
    "float_counted", "drawer_counted", "cash_dropped", "bank_dropped", "paid_in", "paid_out", "counterfeit_found",
    "report_issued", "shift_handed_over", "errand_came", "return_opened", "return_completed", "return_cancelled",
    "exchange_started", "refund_made", "refund_unknown", "refund_declined", "refund_doubled",
    "return_exception_allowed",
    "price_disputed", "shelf_reported", "price_overridden", "complaint_made", "complaint_recorded", "change_corrected",
    "desk_opened", "desk_closed", "request_came", "request_answered", "request_decided", "request_lost",
    "pin_trouble_came", "pin_handled", "right_granted", "right_revoked", "role_taken", "account_disabled",
    "rights_confirmed", "staff_absent", "shift_assigned", "roster_published", "point_settled", "float_handed_out",
    "store_opened", "till_read", "difference_noted", "deposit_made", "store_closed", "trouble_reported",
    "ticket_raised", "workaround_used", "repair_reported", "repair_tested", "ticket_chased", "ticket_closed",
    "delivery_arrived", "driver_left", "receiving_started", "receipt_posted", "delivery_refused", "recall_noticed",
    "lot_recalled", "recall_closed", "lot_marked_down", "stock_written_off", "stock_adjusted", "supplier_returned",
    "count_started", "count_posted", "transfer_dispatched", "transfer_arrived", "transfer_sent", "transfer_settled",
    "store_answered", "list_arrived", "sender_answered", "row_decided", "list_posted", "goods_listed",
    "task_given", "stockroom_closed",
})  # fmt: skip
"""Events by which a person finds their way along the timeline."""

AT_ONCE = 3
"""How many moments a drill of one's own mistakes takes up."""


class Lesson(msgspec.Struct, frozen=True):
    """A rule that was not kept, with the moments at which it was not, gravest first."""

    behaviour: str
    competency: str
    grade: int | None
    """Of the competency."""
    critical: bool
    says: Text
    """The rule."""
    advice: Text
    """What the script says to whoever missed it."""
    missed: int
    opportunities: int
    moments: tuple[Evidence, ...]
    forbid: bool = False
    """`says` names what must not happen."""


class Mark(msgspec.Struct, frozen=True):
    """A moment on the timeline."""

    at: int
    stream: str
    seq: int
    event: str
    tone: Tone
    rules: tuple[str, ...] = ()
    """Behaviours that were judged here."""
    why: str = ""
    """Of a refusal: the text id that says why, and what it is filled with."""
    given: dict[str, object] = {}


class Practice(msgspec.Struct, frozen=True):
    """Something to practise next."""

    kind: Literal["moments", "held", "competency", "accuracy_first", "finish", "next_mode", "course", "other_seed"]
    competency: str = ""
    mode: str = ""
    moments: tuple[tuple[str, int], ...] = ()
    """(stream, seq) of the moments to replay, or of what the coach held back."""


Unjudged = Literal["", "nobody_served", "nothing_done", "cut_short"]


class Debrief(msgspec.Struct, frozen=True):
    """All that a debrief shows beside the result itself."""

    lessons: tuple[Lesson, ...]
    timeline: tuple[Mark, ...]
    practise: tuple[Practice, ...]
    people: dict[str, Text]
    """Customer id -> name."""
    unjudged: Unjudged = ""
    """Why a run without lessons was none without mistakes."""
    lost: int = 0
    """Customers who left unserved; none where nobody is served."""
    noticed: tuple[Notice, ...] = ()
    """What no rule judged and is worth a word."""
    causes: Causes = {}
    """Which goods the figures of a judged moment are about."""


def debrief(result: Result, entries: Iterable[Entry] = ()) -> Debrief:
    """The lesson of a result; with the run's entries the timeline has its landmarks and people have names."""
    journal = tuple(entries)
    lessons = tuple(sorted(_lessons(result), key=_urgency))
    rules = {rule.id: (rule.says, rule.forbid) for c in result.competencies for rule in c.behaviours}
    known = matters(journal)
    seen = noticed(journal, {(e.stream, e.seq) for lesson in lessons for e in lesson.moments}, rules, known)
    return Debrief(
        lessons=lessons,
        timeline=_timeline(result, journal, known, {moment for notice in seen for moment in notice.moments}),
        practise=tuple(_practise(result, lessons, seen)),
        people={e.what.customer: e.what.name for e in journal if isinstance(e.what, CustomerArrived)},
        unjudged="" if lessons else _unjudged(result),
        lost=next((int(measure.value or 0) for measure in result.measures if measure.id == "lost"), 0),
        noticed=seen,
        causes=causes(journal),
    )


def _unjudged(result: Result) -> Unjudged:
    """Nothing was missed where there was nothing to miss: that is no praise."""
    figures = {measure.id: measure.value for measure in result.measures}
    if "served" in figures:
        if not figures["served"]:
            return "nobody_served"
    elif not any(behaviour.opportunities for c in result.competencies for behaviour in c.behaviours):
        return "nothing_done"
    return "" if result.ended == "finished" else "cut_short"


def _lessons(result: Result) -> Iterator[Lesson]:
    for competency in result.competencies:
        for behaviour in competency.behaviours:
            if behaviour.missed:
                yield _lesson(competency, behaviour)


def _lesson(competency: Competency, behaviour: Behaviour) -> Lesson:
    missed = sorted((e for e in behaviour.evidence if not e.met), key=lambda e: (not e.critical, e.at, e.stream, e.seq))
    return Lesson(
        behaviour=behaviour.id,
        competency=competency.id,
        grade=competency.grade,
        critical=any(evidence.critical for evidence in missed),
        says=behaviour.says,
        advice=behaviour.debrief,
        missed=behaviour.missed,
        opportunities=behaviour.opportunities,
        moments=tuple(missed),
        forbid=behaviour.forbid,
    )


def _urgency(lesson: Lesson) -> tuple[bool, int, int, str, str]:
    """Critical errors first, then the weakest competency, then what was missed most often."""
    return not lesson.critical, lesson.grade or 0, -lesson.missed, lesson.competency, lesson.behaviour


def _timeline(result: Result, journal: tuple[Entry, ...], known: Matters, seen: Collection[Place]) -> tuple[Mark, ...]:
    marks: dict[tuple[int, str, int], Mark] = {}
    for entry in journal:
        event = name_of(entry.what)
        if event in LANDMARKS or (entry.stream, entry.seq) in seen:
            mark = Mark(entry.at, entry.stream, entry.seq, event, "neutral")
            if isinstance(entry.what, Refused):
                mark = msgspec.structs.replace(mark, why=entry.what.reason, given=filled(entry.what.given, known))
            marks[entry.at, entry.stream, entry.seq] = mark
    for competency in result.competencies:
        for behaviour in competency.behaviours:
            for found in behaviour.evidence:
                place = (found.at, found.stream, found.seq)
                was = marks.get(place, Mark(*place, found.event, "neutral"))
                tone: Tone = "good" if found.met else "critical" if found.critical else "bad"
                marks[place] = msgspec.structs.replace(
                    was, tone=max(was.tone, tone, key=TONES.index), rules=(*was.rules, behaviour.id)
                )
    return tuple(marks[place] for place in sorted(marks))


def _practise(result: Result, lessons: tuple[Lesson, ...], seen: tuple[Notice, ...]) -> Iterator[Practice]:
    if lessons:
        firsts = [lesson.moments[0] for lesson in lessons[:AT_ONCE]]
        yield Practice("moments", moments=tuple(dict.fromkeys((moment.stream, moment.seq) for moment in firsts)))
    held = tuple(moment for notice in seen if notice.kind == "held" for moment in notice.moments)
    if held:
        yield Practice("held", moments=held)
    weak = [c for c in result.competencies if c.grade is not None and c.grade < result.pass_grade]
    for competency in sorted(weak, key=lambda c: c.grade or 0):
        yield Practice("competency", competency=competency.id)
    if any(competency.note == "accuracy_first" for competency in result.competencies):
        yield Practice("accuracy_first")
    if result.ended != "finished":
        yield Practice("finish")
    if not result.passed:
        yield Practice("other_seed")
    elif result.mode == "coach":
        yield Practice("next_mode", mode="practice")
    else:  # which drill comes then is a matter of all that was passed
        yield Practice("course")
