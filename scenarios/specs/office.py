"""What a script brings to the manager's desk (`office:`), a room's part each."""

from dataclasses import dataclass, field

from scenarios.specs.office_papers import CaseSpec, CutoverSpec, DraftSpec, IncidentSpec, ReportsSpec, SyncSpec
from scenarios.specs.spans import Span
from simulator.kernel.desk import Sheet, Shift
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


@dataclass(frozen=True, slots=True)
class Case:
    """One way in which a matter may really be; the seed picks one of several."""

    sheets: tuple[Sheet, ...] = ()
    amount: Minor = 0
    """0: as the matter says."""
    price: Minor = 0
    says: Text = Text()
    later: tuple[Sheet, ...] = ()
    """What comes when it is asked back."""
    later_amount: Minor = 0
    later_price: Minor = 0
    leaves: bool = False
    """The customer does not wait for that."""


@dataclass(frozen=True, slots=True)
class RequestSpec:
    """What a till asks for; each case is whole."""

    id: str
    operation: str
    till: str
    cashier: str
    """Badge."""
    name: Text
    arrives: Span
    patience: Span
    item: str
    """Sku; empty where it is about the whole sale."""
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class PinSpec:
    """Trouble with a PIN; each case is its sheets."""

    id: str
    trouble: str
    badge: str
    name: Text
    till: str
    arrives: Span
    says: Text
    cases: tuple[tuple[Sheet, ...], ...]


@dataclass(frozen=True, slots=True)
class TroubleCase:
    sheets: tuple[Sheet, ...]
    holds: bool = True
    """The first repair truly mends it."""


@dataclass(frozen=True, slots=True)
class TroubleSpec:
    """Something that does not work."""

    id: str
    symptom: str
    device: str
    name: Text
    till: str
    arrives: Span
    says: Text
    cases: tuple[TroubleCase, ...]


@dataclass(frozen=True, slots=True)
class PointSpec:
    """A point of the checklist; each case is what may be found there."""

    id: str
    kind: str
    till: str
    cases: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class TillEndSpec:
    """A till at night."""

    till: str
    cashier: Text
    expected: Span
    float: Minor
    off: tuple[Minor, ...]
    """What it is over (or short) by; the seed picks one."""


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """A role in a matrix that has grown: of each choice in `extra` and `lacks` the seed picks one operation."""

    role: str
    name: Text
    duties: tuple[str, ...]
    extra: tuple[tuple[str, ...], ...] = ()
    """What it may do although its work does not need it."""
    lacks: tuple[tuple[str, ...], ...] = ()
    """What it may not do although its work needs it."""


@dataclass(frozen=True, slots=True)
class PersonSpec:
    """Somebody on the staff."""

    badge: str
    name: Text
    roles: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """A second role; the seed picks one, `none` among them."""
    left: int = 0
    """Percent of seeds in which they have left."""
    minor: bool = False
    works: Span = Span(0, 0)
    """From which hour to which."""


@dataclass(frozen=True, slots=True)
class AbsenceSpec:
    """Somebody calls in; the seed picks who."""

    id: str
    who: tuple[str, ...]
    arrives: Span
    says: Text


@dataclass(frozen=True, slots=True)
class OfficeSpec:
    """All that lies on the desk or reaches it."""

    requests: tuple[RequestSpec, ...] = ()
    pins: tuple[PinSpec, ...] = ()
    troubles: tuple[TroubleSpec, ...] = ()
    opens: str = ""
    """When the doors open, `08:00`."""
    checklist: tuple[PointSpec, ...] = ()
    floats: tuple[tuple[str, Minor], ...] = ()
    """(till, the float that it is due)."""
    ends: tuple[TillEndSpec, ...] = ()
    roles: tuple[RoleSpec, ...] = ()
    staff: tuple[PersonSpec, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    """Operations that must not be in one hand."""
    roster: tuple[Shift, ...] = ()
    forecasts: tuple[tuple[tuple[int, int], ...], ...] = ()
    """(hour, people it needs), in several ways of which the seed picks one."""
    absences: tuple[AbsenceSpec, ...] = ()
    answers: Span = field(default=Span(15_000, 30_000))
    """How long a till takes to bring what was asked back."""
    cashiers: tuple[tuple[str, Text], ...] = ()
    """(badge, name) of everybody whom a case may concern."""
    reports: tuple[ReportsSpec, ...] = ()
    investigations: tuple[CaseSpec, ...] = ()
    incidents: tuple[IncidentSpec, ...] = ()
    cutovers: tuple[CutoverSpec, ...] = ()
    drafts: tuple[DraftSpec, ...] = ()
    syncs: tuple[SyncSpec, ...] = ()
