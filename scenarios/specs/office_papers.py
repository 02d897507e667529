"""What a script brings to those rooms of the manager's desk that rest on papers; the seed draws what they say."""

from dataclasses import dataclass

from scenarios.specs.spans import Span
from simulator.kernel.texts import Text


@dataclass(frozen=True, slots=True)
class DossierSpec:
    """A matter with papers: who brings it, and when."""

    id: str
    name: Text
    says: Text
    arrives: Span


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about the reports."""

    measure: str
    period: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class ReportsSpec(DossierSpec):
    """Reports, and what is asked about them: of each row of `asks` the seed picks one."""

    asks: tuple[tuple[Ask, ...], ...]
    past: bool = False
    """They are of a week of the market's past year, and of the week before it."""


@dataclass(frozen=True, slots=True)
class CaseSpec(DossierSpec):
    """A drawer that differs, or a cashier who stands out; the seed picks why."""

    case: str
    findings: tuple[str, ...]
    till: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class IncidentSpec(DossierSpec):
    """Something that stops working."""

    severity: str
    causes: tuple[str, ...]
    lasts: tuple[int, ...]
    """Minutes that it may be said to take."""
    first_test: tuple[str, ...]
    """What the first test run may show not to work yet; empty: everything works."""
    unreachable: tuple[str, ...]
    """Who may not answer; empty: everybody does."""


@dataclass(frozen=True, slots=True)
class CutoverSpec(DossierSpec):
    """A night; `ends` are the grounds on which it may have to be decided."""

    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftSpec(DossierSpec):
    """A promotion to be published, with what may be wrong with it (`none`: nothing)."""

    title: Text
    flaws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SyncSpec(DossierSpec):
    """Orders on which a till and the server differ."""

    till: str
    orders: int
