"""A manager's desk for tests: the corner shop's, played without a session."""

from simulator.desk.engine import apply, decide
from simulator.desk.rules import DeskRules
from simulator.desk.state import Desk
from simulator.desk.view import DeskView
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event, Fact
from simulator.kernel.texts import Text
from simulator.pos.rules import Right
from tests.stock.backroom import SHOP

LIMIT = 200_000
RULES = DeskRules(SHOP, {"decide_request": Right(LIMIT, "manager")})
BOSS = "m01"
OPENED = f.DeskOpened("office", BOSS, Text("Duty manager Zhou", "周经理"), "2026-12-24T09:30")


class Office:
    """The desk with its journal."""

    def __init__(self, opened: f.DeskOpened | None = OPENED, rules: DeskRules = RULES) -> None:
        self.desk = Desk(rules)
        self.at, self.seq = 0, 0
        self.seen: list[Entry] = []
        if opened is not None:
            self._happens(opened)

    @property
    def view(self) -> DeskView:
        return DeskView(self.desk)

    def _happens(self, what: Event, cause: int = 0) -> None:
        self.seq += 1
        entry = Entry("office", self.seq, self.at, "trainee", what, cause)
        apply(self.desk, entry)
        self.seen.append(entry)

    def do(self, *events: Event, after: int = 1000) -> list[Event]:
        """Let events happen one after the other; the facts of the last."""
        facts: list[Event] = []
        for event in events:
            self.at += after
            self.desk.now = self.at
            facts = decide(self.desk, event).facts
            self._happens(event)
            for fact in facts:
                assert isinstance(fact, Fact)
                self._happens(fact, self.seq)
        return facts


def reason(facts: list[Event]) -> str:
    """Why something was refused; empty where it was not."""
    return next((fact.reason.removeprefix("refused.") for fact in facts if isinstance(fact, f.Refused)), "")
