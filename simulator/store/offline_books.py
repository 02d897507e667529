"""Books of what was sold offline: each step of an upload, and the card payments that were taken on trust."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.facts import (
    CardTrusted,
    TrustedCardDeclined,
    TrustedCardSettled,
    UploadArrived,
    UploadQueued,
    UploadResolved,
    UploadSent,
    UploadSetAside,
    UploadUnanswered,
)
from simulator.kernel.money import Minor


class UploadStep(NamedTuple):
    """What became of a sale or a return that was finished offline, step by step."""

    stream: str
    seq: int
    at: int
    kind: str
    """`queued`, `sent`, `arrived`, `duplicate` (was there already), `unanswered`, `set_aside`, `accept`, `reject`."""
    key: str
    sale: str
    receipt: str
    amount: Minor
    reason: str


class CardOnTrust(NamedTuple):
    """A card payment that was taken on trust, and what its bank said in the end."""

    stream: str
    seq: int
    at: int
    kind: str
    """`taken`, `settled`, `declined`."""
    ref: str
    sale: str
    amount: Minor
    reason: str


def _upload(entry: Entry, kind: str, what: Any) -> Iterator[UploadStep]:  # any of the facts of an upload
    receipt, amount = getattr(what, "receipt", ""), getattr(what, "total", 0)
    reason = getattr(what, "reason", "")
    yield UploadStep(entry.stream, entry.seq, entry.at, kind, what.key, what.sale, receipt, amount, reason)


def _card(
    entry: Entry, kind: str, what: CardTrusted | TrustedCardSettled | TrustedCardDeclined
) -> Iterator[CardOnTrust]:
    reason = what.reason if isinstance(what, TrustedCardDeclined) else ""
    yield CardOnTrust(entry.stream, entry.seq, entry.at, kind, what.ref, what.sale, what.amount, reason)


OFFLINE: dict[type[Event], Callable[[Entry, Any], Iterator[UploadStep | CardOnTrust]]] = {
    UploadQueued: lambda entry, what: _upload(entry, "queued", what),
    UploadSent: lambda entry, what: _upload(entry, "sent", what),
    UploadArrived: lambda entry, what: _upload(entry, "duplicate" if what.duplicate else "arrived", what),
    UploadUnanswered: lambda entry, what: _upload(entry, "unanswered", what),
    UploadSetAside: lambda entry, what: _upload(entry, "set_aside", what),
    UploadResolved: lambda entry, what: _upload(entry, what.verdict, what),
    CardTrusted: lambda entry, what: _card(entry, "taken", what),
    TrustedCardSettled: lambda entry, what: _card(entry, "settled", what),
    TrustedCardDeclined: lambda entry, what: _card(entry, "declined", what),
}
"""Part of the table of bookings."""
