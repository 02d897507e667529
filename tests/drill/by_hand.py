"""A till that is played by hand, a command at a time."""

from scenarios.specs.course import Happening
from scenarios.specs.customers import CustomerSpec, Payment
from scenarios.specs.spans import Span
from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command, Event
from simulator.kernel.money import worth

from .stages import RUN, customer, opened, staged

LARGE = (Payment("cash", hands="large"),)


class Desk:
    """A session that is played by hand: a command takes two seconds."""

    def __init__(self, spec: CustomerSpec | None = None, *happens: Happening, seed: int = 1, **given: Span) -> None:
        self.session: Session
        self.session, self.journal = opened(staged(spec or customer(), happens=happens, minutes=15, **given), seed)

    def do(self, *commands: Command) -> "Desk":
        for command in commands:
            self.session.submit(command, self.session.now + 2000)
        return self

    def wait(self, seconds: int) -> "Desk":
        self.session.advance(self.session.now + seconds * 1000)
        return self

    def seen(self, *kinds: type[Event]) -> list[Event]:
        return [entry.what for entry in self.journal.read(RUN) if isinstance(entry.what, kinds)]

    def said(self) -> list[str]:
        return [said.about for said in self.seen(s.CustomerSaid)]

    def serve(self) -> "Desk":
        """Call, ring up everything, ask for the total."""
        self.do(c.CheckPrice("milk_1l"), c.CallNext()).wait(4)
        for good in self.session.view.belt:
            self.do(c.Scan(good.code, good.id))
        return self.do(c.StartTender())

    def pay_cash(self) -> "Desk":
        self.wait(6)
        return self.do(c.TenderCash(worth(self.session.view.cash)))

    def left(self) -> f.VisitEnded:
        (ended,) = self.seen(f.VisitEnded)
        return ended
