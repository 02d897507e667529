"""What reaches the manager's desk as papers."""

import msgspec

from simulator.kernel.events import Stimulus
from simulator.kernel.money import Minor
from simulator.kernel.papers import Paper
from simulator.kernel.promotions import AnyPromotion
from simulator.kernel.texts import Text


class Question(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A question about the reports."""

    id: str
    measure: str
    """One of `desk_words.MEASURES`."""
    period: str
    subject: str = ""
    """A department or an offer, where it is about one."""


class ReportsLaid(Stimulus, frozen=True, gc=False):
    """Reports lie there, and somebody has questions about them."""

    matter: str
    name: Text
    says: Text
    papers: tuple[Paper, ...]
    questions: tuple[Question, ...]


class CaseOpened(Stimulus, frozen=True, gc=False):
    """A drawer differs, or a cashier stands out: the papers that may say why."""

    matter: str
    case: str
    """One of `desk_words.CASES`."""
    name: Text
    says: Text
    till: str
    amount: Minor
    """The difference: more than 0 is over."""
    papers: tuple[Paper, ...]
    suspects: tuple[tuple[str, Text], ...]
    """(badge, name) of everybody who can be named."""
    person: str = ""
    """Who stands out, where it is about one."""


class IncidentCame(Stimulus, frozen=True, gc=False):
    """Something does not work."""

    matter: str
    name: Text
    says: Text
    papers: tuple[Paper, ...]
    unreachable: tuple[str, ...] = ()
    """Contacts who do not answer; nobody knows before they are called."""


class IncidentNews(Stimulus, frozen=True, gc=False):
    """There is more to know: papers that are new, or say something else by now."""

    matter: str
    says: Text
    papers: tuple[Paper, ...]


class CutoverBegun(Stimulus, frozen=True, gc=False):
    """The night in which the new system takes over."""

    matter: str
    name: Text
    says: Text
    papers: tuple[Paper, ...]


class ListsRepaired(Stimulus, frozen=True, gc=False):
    """What had been found was put right: the lists as they are now."""

    matter: str
    says: Text
    papers: tuple[Paper, ...]


class DraftCame(Stimulus, frozen=True, gc=False):
    """A promotion to be published."""

    matter: str
    name: Text
    says: Text
    papers: tuple[Paper, ...]
    drafts: tuple[AnyPromotion, ...]
    """The one that it is about."""
    running: tuple[AnyPromotion, ...]
    """Those that run already."""
    baskets: tuple[tuple[tuple[str, int], ...], ...]
    """Past baskets: (sku, pieces)."""
    costs: dict[str, Minor]
    """Sku -> what a piece costs the shop."""


class OrdersDiffered(Stimulus, frozen=True, gc=False):
    """Till and server do not say the same of some orders."""

    matter: str
    name: Text
    says: Text
    till: str
    papers: tuple[Paper, ...]
