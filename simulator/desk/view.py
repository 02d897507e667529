"""What a person at the manager's desk can see. Screens and bots read it and nothing else.

Evidence that nobody looked at is there by name and not by what it says; what would be right is nowhere in it.
"""

from typing import NamedTuple

from simulator.desk.papers_view import PapersView
from simulator.desk.rules import DeskRules
from simulator.desk.seen import (
    CheckSeen,
    DaySeen,
    MatrixSeen,
    PersonSeen,
    PinSeen,
    RosterSeen,
    SheetSeen,
    TroubleSeen,
    check_of,
    day_of,
    matrix_of,
    pin_of,
    roster_of,
    sheets_of,
    staff_of,
    trouble_of,
)
from simulator.desk.state import Check, Desk, Matter, PinTrouble, Request, Trouble
from simulator.kernel.desk import DECISIONS, GROUNDS_FOR, Recorded, Sheet
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class Letter(NamedTuple):
    """A line of the inbox."""

    matter: str
    room: str
    name: Text
    """Who it comes from."""
    till: str
    about: str
    """The operation, the trouble: a word of the vocabulary."""
    amount: Minor
    came: int
    until: int
    """When whoever waits gives up; 0: never."""
    taken: bool
    waits: bool
    """Asked back, and not answered yet."""
    says: Text = Text()


class Choice(NamedTuple):
    """What can be decided, with the grounds that go with it."""

    decision: str
    grounds: tuple[str, ...]


class RequestSeen(NamedTuple):
    """A till's request."""

    matter: str
    operation: str
    cashier: str
    name: Text
    till: str
    amount: Minor
    price: Minor
    item: Text
    says: Text
    came: int
    until: int
    waits: bool
    taken: bool
    """It was taken up since it came, or came back."""
    sheets: tuple[SheetSeen, ...]
    choices: tuple[Choice, ...]

    def seen(self, kind: str) -> Sheet | None:
        return next((each.sheet for each in self.sheets if each.kind == kind), None)

    @property
    def unseen(self) -> tuple[str, ...]:
        """Kinds of sheets that lie there and were not looked at."""
        return tuple(each.kind for each in self.sheets if each.sheet is None)


CHOICES = tuple(Choice(decision, GROUNDS_FOR[decision]) for decision in DECISIONS)


_ABOUT: dict[type[Matter], str] = {Request: "operation", PinTrouble: "trouble", Trouble: "symptom"}
"""Kind of matter -> its field that says what it is about."""


def letter_of(matter: Matter) -> Letter:
    amount = matter.amount if isinstance(matter, Request) else 0
    about = getattr(matter, _ABOUT[type(matter)]) if type(matter) in _ABOUT else ""
    return Letter(
        matter.id, matter.room, matter.name, matter.till, about, amount, matter.came, matter.until, matter.taken,
        matter.waits, matter.says,
    )  # fmt: skip


class DeskView(PapersView):
    """A window on the desk; it holds nothing of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def rules(self) -> DeskRules:
        return self._desk.rules

    @property
    def open(self) -> bool:
        return self._desk.opened and not self._desk.closed

    @property
    def closed(self) -> bool:
        return self._desk.closed

    @property
    def over(self) -> bool:
        """The drill's minutes are over: nothing new comes."""
        return self._desk.over

    @property
    def now(self) -> int:
        return self._desk.now

    @property
    def clock(self) -> str:
        """The shop's date and time when the desk was opened."""
        return self._desk.clock

    @property
    def operator(self) -> Text:
        return self._desk.operator_name

    @property
    def pending(self) -> tuple[str, Minor, str] | None:
        """What waits for somebody else's approval: nothing does, it is passed on."""
        return None

    @property
    def called(self) -> bool:
        return False

    @property
    def supervisor(self) -> str:
        return ""

    @property
    def badge(self) -> str:
        """Of whoever sits here."""
        return self._desk.operator

    @property
    def inbox(self) -> list[Letter]:
        """What is not settled, who gives up first standing first."""
        letters = [letter_of(matter) for matter in self._desk.open_matters()]
        return sorted(letters, key=lambda letter: (letter.waits, letter.until or 10**12, letter.came))

    def letter(self, matter: str) -> Letter | None:
        """What came to the inbox, settled or not; None of what stands on the checklist, or is no matter."""
        found = self._desk.matters.get(matter)
        return letter_of(found) if found is not None and not isinstance(found, Check) else None

    def till_of(self, matter: str) -> str:
        """The till that a matter is about, settled or not; empty where it is about none."""
        found = self._desk.matters.get(matter)
        return found.till if found is not None else ""

    @property
    def hand(self) -> str:
        """The matter in hand; empty where none is."""
        return self._desk.hand

    def request(self, matter: str) -> RequestSeen | None:
        """A till's request, with its evidence as far as it was looked at."""
        request = self._desk.matters.get(matter)
        if not isinstance(request, Request):
            return None
        return RequestSeen(
            request.id, request.operation, request.sender, request.name, request.till, request.amount, request.price,
            request.item, request.says, request.came, request.until, request.waits, request.taken,
            sheets_of(request), CHOICES,
        )  # fmt: skip

    def pin(self, matter: str) -> PinSeen | None:
        """Trouble with a PIN."""
        pin = self._desk.matters.get(matter)
        return pin_of(pin) if isinstance(pin, PinTrouble) else None

    def trouble(self, matter: str) -> TroubleSeen | None:
        """A trouble with its ticket."""
        trouble = self._desk.matters.get(matter)
        return trouble_of(trouble) if isinstance(trouble, Trouble) else None

    @property
    def checklist(self) -> list[CheckSeen]:
        """The points of opening or closing, in their order."""
        return [check_of(check) for check in self._desk.checks]

    @property
    def day(self) -> DaySeen:
        """Floats, doors, tills at night, deposit."""
        return day_of(self._desk)

    @property
    def matrix(self) -> MatrixSeen:
        """Who may do what."""
        return matrix_of(self._desk)

    @property
    def staff(self) -> tuple[PersonSeen, ...]:
        return staff_of(self._desk)

    @property
    def roster(self) -> RosterSeen:
        """Who works when, and how many are needed."""
        return roster_of(self._desk)

    @property
    def log(self) -> list[Recorded]:
        """What was decided and done here, the latest last."""
        return list(self._desk.log)
