"""The upload queue: each sale that was finished offline reaches the head office once, whatever is lost on the way.

    waiting ──sent──► sending ──accepted, duplicate──► uploaded
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
    """A decision's facts, with a place in the queue for the sale that it finished offline."""
    found: list[Event] = []
    for fact in facts:
        if not isinstance(fact, f.SaleCompleted):
            found.append(fact)
            continue
        key, sale = key_of(till, fact.receipt), till.sale
        new = (fact for fact in facts if isinstance(fact, f.CardStored))
        stored = tuple(f.StoredCard(card.ref, card.amount, till.now, card.exceeds) for card in new)
        cards = (*sale.cards, *stored) if sale is not None and sale.id == fact.sale else ()
        if till.outage.network and not cards:  # the head office has it at once
            found.append(fact)
            continue
        waiting = len(till.uploads.waiting) + 1
        queue = f.SaleQueued(key, fact.sale, fact.receipt, fact.total, cards, waiting)
        found += [replace(fact, offline_key=key), queue]
        if till.outage.network and till.uploads.sending is None:  # a card was stored before the network came back
            found += [f.UploadStarted((key,)), f.SaleSent(key, fact.sale, fact.total, 1, cards)]
    return found


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
    return f.SaleSent(record.key, record.sale, record.total, record.attempts + 1, record.cards, record.approved)


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
        facts = [f.SaleSetAside(record.key, record.sale, record.receipt, record.total, answer.reason)]
    else:
        duplicate, waited = answer.outcome == "duplicate", till.now - record.at
        facts = [
            f.SaleUploaded(record.key, record.sale, record.receipt, record.total, record.attempts, waited, duplicate),
            *(_forwarded(record.sale, card, answer.declined.get(card.ref, "")) for card in record.cards),
        ]
    if record.status == "sending":
        facts.append(_next(till, record, arrived=isinstance(facts[0], f.SaleUploaded)))
    return facts


def _forwarded(sale: str, card: f.StoredCard, declined: str) -> Event:
    if declined:
        return f.StoredCardDeclined(card.ref, sale, card.amount, declined)
    return f.StoredCardSettled(card.ref, sale, card.amount)


def _next(till: Till, done: Record, *, arrived: bool) -> Event:
    uploads = till.uploads
    for key in uploads.run:
        record = uploads.records[key]
        if record.status == "waiting":
            return _send(record)
    waiting = len(uploads.waiting) - arrived
    return f.UploadEnded(uploads.uploaded + arrived, waiting, len(uploads.conflicts))


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
        again = f.SaleSent(record.key, record.sale, record.total, record.attempts + 1, record.cards, True)
        facts += [f.UploadStarted((record.key,), True), again]
    return facts


# --- apply -----------------------------------------------------------------------------------------------------------


def sale_queued(till: Till, fact: f.SaleQueued, entry: Entry) -> None:
    sold = till.last if till.last is not None and till.last.sale == fact.sale else None
    till.uploads.records[fact.key] = Record(
        fact.key, fact.sale, fact.receipt, fact.total, fact.cards, entry.at, sold=sold
    )


def upload_started(till: Till, fact: f.UploadStarted, entry: Entry) -> None:
    till.uploads.run, till.uploads.uploaded = list(fact.keys), 0


def sale_sent(till: Till, fact: f.SaleSent, entry: Entry) -> None:
    record = till.uploads.records[fact.key]
    record.status, record.attempts = "sending", fact.attempt
    till.uploads.run = [key for key in till.uploads.run if key != fact.key]


def sale_uploaded(till: Till, fact: f.SaleUploaded, entry: Entry) -> None:
    till.uploads.records[fact.key].status = "uploaded"
    till.uploads.uploaded += 1


def upload_unanswered(till: Till, fact: f.UploadUnanswered, entry: Entry) -> None:
    till.uploads.records[fact.key].status = "waiting"


def sale_set_aside(till: Till, fact: f.SaleSetAside, entry: Entry) -> None:
    record = till.uploads.records[fact.key]
    record.status, record.reason = "set_aside", fact.reason


def upload_resolved(till: Till, fact: f.UploadResolved, entry: Entry) -> None:
    record = till.uploads.records[fact.key]
    record.approved = fact.verdict == "accept"
    record.status = "waiting" if record.approved else "rejected"


def upload_ended(till: Till, fact: f.UploadEnded, entry: Entry) -> None:
    till.uploads.run = []


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
    f.SaleQueued: sale_queued,
    f.UploadStarted: upload_started,
    f.SaleSent: sale_sent,
    f.SaleUploaded: sale_uploaded,
    f.UploadUnanswered: upload_unanswered,
    f.SaleSetAside: sale_set_aside,
    f.UploadResolved: upload_resolved,
    f.UploadEnded: upload_ended,
}
