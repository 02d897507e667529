"""Evidence that somebody attaches to a gate: what is kept of it, and what is refused. One for commands and the app."""

from hashlib import sha256
from pathlib import Path

from grading.readiness.model import TAKES_FILES, Gate, Profile
from grading.readiness.offers import EXAMPLES, Offer, takes_sessions
from grading.readiness.phrases import figure
from scenarios.problems import PhraseError
from simulator.readiness import errors
from simulator.readiness.counted import counted
from simulator.readiness.days import a_day
from simulator.readiness.reports import TYPED, Figure, import_figure, stress_figure
from simulator.store.evidence import Attached
from simulator.store.journal import Journal


def record(journal: Journal, gate: Gate, profile: Profile | None, offer: Offer, today: str, wall: str) -> Attached:
    """What is kept: the file stays where it is. Raises Refused, OSError."""
    if gate.kind not in TAKES_FILES:
        raise errors.NotAttached(gate=gate.title, known="")
    if bool(offer.file) == bool(offer.session):
        raise errors.FileOrSession()
    day, until = a_day(offer.day) or today, a_day(offer.until)
    if until < day:
        raise errors.BadUntil(until=until or "–", day=day)
    if offer.session:
        file, found, digest = _session(journal, gate, offer)
    else:
        path = Path(offer.file).expanduser()
        data = path.read_bytes()
        file, found, digest = path.name, _figure(gate, offer, data), sha256(data).hexdigest()
    by = " ".join(offer.by.split())
    if not by:
        raise errors.NobodyAnswers()
    return Attached(
        gate.id, file, digest, by, offer.origin, day, until, found.value, found.n, wall, found.part,
        profile.id if profile else "",
    )  # fmt: skip


def _figure(gate: Gate, offer: Offer, data: bytes) -> Figure:
    """The figure as typed with its sample size; of a report of our own they are read from it."""
    if gate.kind == "record":
        return Figure("", 1)
    found = Figure(offer.value, offer.n, TYPED)
    if not found.value:
        load = stress_figure(data, gate.threshold)
        if load is not None and offer.origin != "sandbox":
            raise errors.OwnLoad()
        found = load or import_figure(data) or found
    try:
        if not found.value or not found.n:
            raise PhraseError("readiness_figure", found.value)
        _, unit, times = figure(found.value)
        if unit != gate.threshold.unit or times:
            raise PhraseError("readiness_figure", found.value)
    except PhraseError as error:
        raise errors.BadValue(gate=gate.title, example=EXAMPLES[gate.threshold.unit], got=found.value or "–") from error
    return found


def _session(journal: Journal, gate: Gate, offer: Offer) -> tuple[str, Figure, str]:
    """What was counted in a session, its own figure: the session, the figure, the head of its journal."""
    if offer.origin != "sandbox":
        raise errors.SessionIsSandbox()
    if not takes_sessions(gate):
        raise errors.SessionOtherGate(gate=gate.title)
    found = counted(journal, offer.session)
    if found is None:
        raise errors.NothingCounted(session=offer.session)
    return offer.session, found.figure, found.head
