"""The desk's state: what `apply` makes of its journal. Owned and mutated by `apply` alone.

A room keeps what it needs in a field of its own; what several rooms have in the inbox is a `Matter`.
"""

from dataclasses import dataclass, field

from simulator.desk.folders import Day, Matrix, Roster
from simulator.desk.rules import DeskRules
from simulator.kernel.desk import Recorded, Sheet, StaffCard
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text

STATION = "office"


@dataclass(slots=True)
class Matter:
    """Something in the inbox that somebody waits for."""

    id: str
    room: str
    sender: str
    """Badge, or who it is outside the shop."""
    name: Text
    says: Text
    came: int
    till: str = ""
    until: int = 0
    """When whoever waits gives up; 0: never."""
    sheets: dict[str, Sheet] = field(default_factory=dict)
    """Kind -> what it says, looked at or not."""
    looked: list[str] = field(default_factory=list)
    """Kinds that were looked at, in that order."""
    taken: bool = False
    waits: bool = False
    """It was answered, and the other side has to come back."""
    done: bool = False

    def seen(self, kind: str) -> Sheet | None:
        """A sheet that was looked at."""
        return self.sheets.get(kind) if kind in self.looked else None


@dataclass(slots=True)
class Request(Matter):
    """What a till asks for."""

    operation: str = ""
    amount: Minor = 0
    price: Minor = 0
    item: Text = Text()


@dataclass(slots=True)
class PinTrouble(Matter):
    """A PIN that somebody forgot, that is locked, or that others know."""

    trouble: str = ""
    badge: str = ""
    """Whose PIN it is."""


@dataclass(slots=True)
class Trouble(Matter):
    """Something that does not work, and what was done about it."""

    symptom: str = ""
    device: str = ""
    holds: bool = True
    """The first repair truly mends it."""
    severity: str = ""
    """As it was reported; empty: it was not."""
    contact: str = ""
    """Whom it was reported to."""
    bounced: list[str] = field(default_factory=list)
    """Whom it does not concern, as they said."""
    workaround: str = ""
    repaired: bool = False
    """Somebody says that it works again, or it was mended here."""
    mended: bool = False
    """It does."""
    tested: bool | None = None
    """What the last test said since; None: nobody tested it."""


@dataclass(slots=True)
class Check(Matter):
    """A point of the checklist; its one sheet is what is found there."""

    point: str = ""
    action: str = ""
    """What was done about it last."""
    sound: bool = False


@dataclass(slots=True)
class Desk:
    """A station."""

    rules: DeskRules
    station: str = STATION
    operator: str = ""
    operator_name: Text = Text()
    now: int = 0
    clock: str = ""
    """The shop's date and time when the desk was opened."""
    opened: bool = False
    closed: bool = False
    over: bool = False
    """The drill's minutes are over: nothing new comes."""
    matters: dict[str, Matter] = field(default_factory=dict)
    """All that ever came, in that order."""
    hand: str = ""
    """The matter in hand."""
    day: Day = field(default_factory=Day)
    matrix: Matrix = field(default_factory=Matrix)
    roster: Roster = field(default_factory=Roster)
    staff: dict[str, StaffCard] = field(default_factory=dict)
    log: list[Recorded] = field(default_factory=list)
    """What was decided and done here."""

    def open_matters(self) -> list[Matter]:
        """In the inbox; what stands on the checklist is another matter."""
        return [matter for matter in self.matters.values() if not matter.done and not isinstance(matter, Check)]

    @property
    def checks(self) -> list[Check]:
        return [matter for matter in self.matters.values() if isinstance(matter, Check)]

    def note(self, what: str, matter: str = "", word: str = "", amount: Minor = 0) -> None:
        """A line of the log."""
        self.log.append(Recorded(self.now, what, matter, word, amount))
