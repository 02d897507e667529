"""What a script brings to the manager's desk (`office:`), a room's part each."""

from dataclasses import dataclass, field

from scenarios.specs.office_papers import CaseSpec, CutoverSpec, DraftSpec, IncidentSpec, ReportsSpec, SyncSpec
from scenarios.specs.spans import Span
from simulator.kernel.desk import Sheet
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
class OfficeSpec:
    """All that lies on the desk or reaches it."""

    requests: tuple[RequestSpec, ...] = ()
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
