"""Evidence that somebody attaches to a gate: what is kept of it, and what is refused. One for commands and the app."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from grading.readiness.model import TAKES_FILES, Gate, Profile
from grading.readiness.offers import Offer, example, measure_of, takes_sessions
from grading.readiness.phrases import figure
from scenarios.problems import PhraseError
from simulator.readiness import errors
from simulator.readiness.counted import counted
from simulator.readiness.days import a_day
from simulator.readiness.figures import OF_WHOLE, TYPED, Figure, import_figure, stress_figures
from simulator.store.evidence import Attached
from simulator.store.journal import Journal


def records(
    journal: Journal, gates: Sequence[Gate], gate: Gate, profile: Profile | None, offer: Offer, today: str, wall: str
) -> list[Attached]:
    """What is kept, that of the gate first: the file stays where it is. A report of a load answers all those of `gates`
    that ask for what it measured. Raises Refused, OSError."""
    if gate.kind not in TAKES_FILES:
        raise errors.NotAttached(gate=gate.title, known="")
    if bool(offer.file) == bool(offer.session):
        raise errors.FileOrSession()
    day, until = a_day(offer.day) or today, a_day(offer.until)
    if until < day:
        raise errors.BadUntil(until=until or "–", day=day)
    if offer.session:
        file, said, digest = _session(journal, gate, offer)
        found = {gate.id: said}
    else:
        path = Path(offer.file).expanduser()
        data = path.read_bytes()
        file, digest, found = path.name, sha256(data).hexdigest(), _of_file(gates, gate, offer, data)
    by = " ".join(offer.by.split())
    if not by:
        raise errors.NobodyAnswers()
    return [
        Attached(
            id, file, digest, by, offer.origin, day, until, one.value, one.n, wall, one.part,
            profile.id if profile else "",
        )
        for id, one in found.items()
    ]  # fmt: skip


def _of_file(gates: Sequence[Gate], gate: Gate, offer: Offer, data: bytes) -> dict[str, Figure]:
    """Gate -> its figure."""
    if gate.kind == "record":
        return {gate.id: Figure("", 1)}
    load = stress_figures(data)
    if load is None:
        return {gate.id: _figure(gate, offer, data)}
    if offer.origin != "sandbox":
        raise errors.OwnLoad()
    if offer.value:
        raise errors.OwnFigures()
    asked = measure_of(gate)
    mine = load.get(asked)
    if mine is None and asked in OF_WHOLE and not OF_WHOLE & load.keys():
        raise errors.LoadNotWhole(gate=gate.title)
    if mine is None or not mine.n:
        raise errors.NotInLoad(gate=gate.title)
    others = {one.id: load.get(_asks(one)) for one in gates if one.id != gate.id}
    return {gate.id: mine, **{id: one for id, one in others.items() if one}}


def _asks(gate: Gate) -> str:
    """What of a load a gate asks for by its own word; that it is about seconds does not yet say whose."""
    return measure_of(gate) if gate.measures or gate.threshold.times_peak else ""


def _figure(gate: Gate, offer: Offer, data: bytes) -> Figure:
    """The figure as typed with its sample size; of an import's own report they are read from it."""
    if offer.value and offer.origin == "sandbox" and gate.measures:
        raise errors.SandboxIsRead(gate=gate.title)
    found = Figure(offer.value, offer.n, TYPED)
    if not found.value:
        found = import_figure(data) or found
    try:
        if not found.value or not found.n:
            raise PhraseError("readiness_figure", found.value)
        _, unit, times = figure(found.value)
        if unit != gate.threshold.unit or times:
            raise PhraseError("readiness_figure", found.value)
    except PhraseError as error:
        raise errors.BadValue(gate=gate.title, example=example(gate), got=found.value or "–") from error
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
