"""What selling offline and uploading have to say."""

from simulator.kernel import facts as f
from simulator.pos.state import Till
from simulator.screens.station.message import Message, Named
from simulator.screens.till.messages.message import money


def card_trusted(till: Till, fact: f.CardTrusted) -> Message:
    params = {"amount": money(till, fact.amount), "outstanding": money(till, fact.outstanding)}
    return Message("warn", "till.told.card_over_limit" if fact.exceeds else "till.told.card_trusted", params)


def queued(till: Till, fact: f.UploadQueued) -> Message:
    return Message("good", "till.told.upload_queued", {"receipt": fact.receipt, "count": fact.waiting})


def started(till: Till, fact: f.UploadStarted) -> Message:
    return Message("info", "till.told.upload_started", {"count": len(fact.keys)})


def set_aside(till: Till, fact: f.UploadSetAside) -> Message:
    params = {"receipt": fact.receipt, "reason": Named(f"till.objection.{fact.reason}")}
    return Message("bad", "till.told.upload_set_aside", params)


def ended(till: Till, fact: f.UploadEnded) -> Message:
    params = {"count": fact.uploaded, "waiting": fact.waiting, "conflicts": fact.conflicts}
    if fact.waiting or fact.conflicts:
        return Message("warn", "till.told.upload_incomplete", params)
    return Message("good", "till.told.upload_done", params)


def resolved(till: Till, fact: f.UploadResolved) -> Message:
    params = {"receipt": fact.receipt, "amount": money(till, fact.total)}
    return Message("good" if fact.verdict == "accept" else "warn", f"till.told.upload_{fact.verdict}ed", params)


def declined(till: Till, fact: f.TrustedCardDeclined) -> Message:
    params = {"amount": money(till, fact.amount), "reason": Named(f"till.card_declined.{fact.reason}")}
    return Message("bad", "till.told.trusted_card_declined", params)
