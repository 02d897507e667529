"""The upload queue: each sale or return that was finished offline reaches the head office once, whatever is lost.

    waiting ──sent──► sending ──accepted, duplicate──► arrived
       ▲                 │  │
       └──no answer──────┘  └──rejected──► set_aside ──accept──► waiting (approved)
                                               └──────reject──► rejected

One record is under way at a time. Its key never changes, so sending it again does no harm; one that the head office
objects to is set aside, and the others go on.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.offline import OBJECTIONS
from simulator.pos.calendar import today
from simulator.pos.refusals import refuse
from simulator.pos.state import Till
from simulator.pos.uploads import Record

# --- decide ----------------------------------------------------------------------------------------------------------


def key_of(till: Till, receipt: str) -> str:
    """Unique over tills and days: made of the receipt's number and the shop's date, never drawn."""
    day = today(till)
    return f"{day}/{receipt}" if day else receipt


def queued(till: Till, facts: Sequence[Event]) -> list[Event]:
    """A decision's facts, with a place in the queue for each sale and each return that it finished offline."""
    found: list[Event] = []
    waiting = len(till.uploads.waiting)
    for fact in facts:
        queue = _queue(till, fact, facts, waiting + 1)
        if queue is None:
            found.append(fact)
            continue
        waiting += 1
        found += [replace(fact, offline_key=queue.key), queue]
        if till.outage.network and till.uploads.sending is None:  # a card on trust, and the network came back
            found += [f.UploadStarted((queue.key,)), f.UploadSent(queue.key, queue.sale, queue.total, 1, queue.cards)]
    return found


def _queue(till: Till, fact: Event, facts: Sequence[Event], waiting: int) -> f.UploadQueued | None:
    """The record of a fact; None for what is at the head office at once, or does not go there."""
    if isinstance(fact, f.SaleCompleted):
        sale = till.sale
        new = (fact for fact in facts if isinstance(fact, f.CardTrusted))
        trusted = tuple(f.TrustedCard(card.ref, card.amount, till.now, card.exceeds) for card in new)
        cards = (*sale.cards, *trusted) if sale is not None and sale.id == fact.sale else ()
        if till.outage.network and not cards:
            return None
        return f.UploadQueued(key_of(till, fact.receipt), fact.sale, fact.receipt, fact.total, cards, waiting)
    if isinstance(fact, f.ReturnCompleted) and not till.outage.network:
        return f.UploadQueued(key_of(till, fact.number), fact.sale, fact.number, -fact.total, (), waiting)
    return None


def upload_sales(till: Till, command: c.UploadSales) -> list[Event]:
    if till.uploads.sending is not None:
        return refuse(command, "refused.upload_runs")
    if not till.uploads.waiting:
        reason = "refused.conflicts_only" if till.uploads.conflicts else "refused.nothing_to_upload"
        return refuse(command, reason)
    return start_upload(till, manual=True)


def start_upload(till: Till, *, manual: bool) -> list[Event]:
    keys = tuple(record.key for record in till.uploads.waiting)
    return [f.UploadStarted(keys, manual), _send(till.uploads.records[keys[0]])]


def _send(record: Record) -> Event:
    return f.UploadSent(record.key, record.sale, record.total, record.attempts + 1, record.cards, record.approved)


def upload_answered(till: Till, answer: s.UploadAnswered) -> list[Event]:
    """What an answer means now; one that was told before, or comes while nobody listens, means nothing."""
    record = till.uploads.records.get(answer.key)
    if record is None or till.outage.dark or not till.outage.network:
        return []
    if record.status not in ("waiting", "sending"):
        return []
    if answer.outcome == "timeout":
        if record.status != "sending":
            return []
        facts: list[Event] = [f.UploadUnanswered(record.key, record.sale, record.attempts)]
    elif answer.outcome == "rejected":
        facts = [f.UploadSetAside(record.key, record.sale, record.receipt, record.total, answer.reason)]
    else:
        duplicate, waited = answer.outcome == "duplicate", till.now - record.at
        facts = [
            f.UploadArrived(record.key, record.sale, record.receipt, record.total, record.attempts, waited, duplicate),
            *(_forwarded(record.sale, card, answer.declined.get(card.ref, "")) for card in record.cards),
        ]
    if record.status == "sending":
        facts.append(_next(till, record, arrived=isinstance(facts[0], f.UploadArrived)))
    return facts


def _forwarded(sale: str, card: f.TrustedCard, declined: str) -> Event:
    if declined:
        return f.TrustedCardDeclined(card.ref, sale, card.amount, declined)
    return f.TrustedCardSettled(card.ref, sale, card.amount)


def _next(till: Till, done: Record, *, arrived: bool) -> Event:
    uploads = till.uploads
    for key in uploads.run:
        record = uploads.records[key]
        if record.status == "waiting":
            return _send(record)
    waiting = len(uploads.waiting) - arrived
    return f.UploadEnded(uploads.arrived + arrived, waiting, len(uploads.conflicts))


def resolve_upload(till: Till, command: c.ResolveUpload) -> list[Event]:
    record = till.uploads.records.get(command.key)
    if record is None or record.status != "set_aside":
        return refuse(command, "refused.no_conflict", key=command.key)
    if command.verdict not in c.VERDICTS:
        return refuse(command, "refused.verdict", verdict=command.verdict, known=", ".join(c.VERDICTS))
    right = OBJECTIONS.get(record.reason, "accept") == command.verdict
    facts: list[Event] = [
        f.UploadResolved(record.key, record.sale, record.receipt, record.total, record.reason, command.verdict, right)
    ]
    if command.verdict == "reject":
        return [*facts, *(_forwarded(record.sale, card, "left_out") for card in record.cards)]
    if till.uploads.sending is None:
        again = f.UploadSent(record.key, record.sale, record.total, record.attempts + 1, record.cards, True)
        facts += [f.UploadStarted((record.key,), True), again]
    return facts


# --- apply -----------------------------------------------------------------------------------------------------------


def upload_queued(till: Till, fact: f.UploadQueued, entry: Entry) -> None:
    sold = till.last if till.last is not None and till.last.receipt == fact.receipt else None
    till.uploads.records[fact.key] = Record(
        fact.key, fact.sale, fact.receipt, fact.total, fact.cards, entry.at, sold=sold
    )


def upload_started(till: Till, fact: f.UploadStarted, entry: Entry) -> None:
    till.uploads.run, till.uploads.arrived = list(fact.keys), 0


def upload_sent(till: Till, fact: f.UploadSent, entry: Entry) -> None:
    record = till.uploads.records[fact.key]
    record.status, record.attempts = "sending", fact.attempt
    till.uploads.run = [key for key in till.uploads.run if key != fact.key]


def upload_arrived(till: Till, fact: f.UploadArrived, entry: Entry) -> None:
    till.uploads.records[fact.key].status = "arrived"
    till.uploads.arrived += 1


def upload_unanswered(till: Till, fact: f.UploadUnanswered, entry: Entry) -> None:
    till.uploads.records[fact.key].status = "waiting"


def upload_set_aside(till: Till, fact: f.UploadSetAside, entry: Entry) -> None:
    record = till.uploads.records[fact.key]
    record.status, record.reason = "set_aside", fact.reason


def upload_resolved(till: Till, fact: f.UploadResolved, entry: Entry) -> None:
    record = till.uploads.records[fact.key]
    record.approved = fact.verdict == "accept"
    record.status = "waiting" if record.approved else "rejected"


def upload_ended(till: Till, fact: f.UploadEnded, entry: Entry) -> None:
    till.uploads.run = []


def card_declined(till: Till, fact: f.TrustedCardDeclined, entry: Entry) -> None:
    """The goods are gone; where the sale itself was left out, nothing is lost by it."""
    if fact.reason != "left_out":
        till.outage.losses.append("unpaid_card")


def cut_off(till: Till) -> None:
    """Without power or a line nothing more is sent by itself, and what was under way waits again."""
    till.uploads.run = []
    for record in till.uploads.of("sending"):
        record.status = "waiting"


DECIDE = {
    c.UploadSales: upload_sales,
    c.ResolveUpload: resolve_upload,
    s.UploadAnswered: upload_answered,
}

APPLY = {
    f.UploadQueued: upload_queued,
    f.UploadStarted: upload_started,
    f.UploadSent: upload_sent,
    f.UploadArrived: upload_arrived,
    f.UploadUnanswered: upload_unanswered,
    f.UploadSetAside: upload_set_aside,
    f.UploadResolved: upload_resolved,
    f.UploadEnded: upload_ended,
    f.TrustedCardDeclined: card_declined,
}
