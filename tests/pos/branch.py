"""Two tills and a head office to try outages on: answers are lost, come twice or late, tills go dark, processes die."""

from dataclasses import replace

import msgspec

from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.kernel.offline import OfflinePolicy
from simulator.pos.state import Till
from tests.pos.counter import MILK, OPENING, RULES, SOY, STATION, Counter, MemoryTape
from virtual_devices.head_office import CardSlip, HeadOffice, Upload

LIMIT, TOTAL, LASTS = 2000, 5000, 600_000
MOST_ROUNDS = 20
"""Rounds of asking and deciding after which a queue that still holds something never ends."""
TRUSTING = replace(RULES, offline=OfflinePolicy(LIMIT, TOTAL, LASTS))
"""The same shop, where a card may be taken offline."""


class Desk(Counter):
    """A till of the branch; each step takes a second."""

    def __init__(self, station: str, office: HeadOffice) -> None:
        self.station, self.office = station, office
        self.tape = MemoryTape()
        opened = msgspec.structs.replace(STATION, station=station)
        self.session = Session.open(
            msgspec.structs.replace(OPENING, stations=(station,)), opened, self.tape, self.new_till
        )
        self.served = 0
        self.answers: list[s.UploadAnswered] = []
        """What the head office said, heard or not."""

    def new_till(self, name: str) -> Till:
        return Till(TRUSTING, name)

    # --- selling

    def sell(self, how: str = "cash", code: str = SOY) -> list[Event]:
        """A sale from the first scan to the last; with `card`, on trust where nobody can be asked."""
        if self.till.drawer.open:
            self.do(c.CloseDrawer())
        self.do(c.Scan(code=code))
        self.do(c.StartTender())
        facts = self.do(c.TenderCard()) if how == "card" else []
        if not any(isinstance(fact, f.SaleCompleted) for fact in facts):
            facts = self.do(c.TenderCash())
        if self.till.drawer.open:
            self.do(c.CloseDrawer())
        return facts

    def post_void(self) -> list[Event]:
        """The last sale is undone, and its money lies in the customer's hand."""
        facts = self.do(c.PostVoid(reason="wrong_customer"))
        if self.till.drawer.open:
            self.do(c.CloseDrawer())
        return facts

    # --- the line

    @property
    def sent(self) -> f.UploadSent | None:
        """The record that is on its way."""
        sending = self.till.uploads.sending
        if sending is None:
            return None
        return next(
            entry.what
            for entry in reversed(self.tape.entries)
            if isinstance(entry.what, f.UploadSent) and entry.what.key == sending.key
        )

    def receive(self) -> s.UploadAnswered | None:
        """The head office gets what is on its way, and says something that the till has not heard yet."""
        sent = self.sent
        if sent is None:
            return None
        slips = tuple(CardSlip(card.ref, card.amount, card.at, card.over) for card in sent.cards)
        said = self.office.receive(Upload(sent.key, sent.total, slips, sent.approved), self.session.now)
        answer = s.UploadAnswered(sent.key, said.outcome, said.reason, dict(said.declined))
        self.answers.append(answer)
        return answer

    def answered(self) -> list[Event]:
        answer = self.receive()
        return self.hear(answer) if answer else []

    def unanswered(self, *, received: bool) -> None:
        """No answer: of a record that arrived, or of one that did not."""
        sent = self.sent
        if sent is not None:
            if received:
                self.receive()
            self.hear(s.UploadAnswered(sent.key, "timeout"))

    def settle(self) -> None:
        """What a careful cashier does in the end."""
        self.hear(s.PowerReturned())
        self.do(c.RestartTill())
        self.hear(s.NetworkReturned())
        # What is still being paid or paid back is ended first: nobody decides on uploads in the middle of a sale.
        for request in self.till.unsettled():
            self.hear(s.PaymentAnswered(request, "approved"))
            self.hear(s.RefundAnswered(request, "approved"))
        self.do(c.TenderCash())
        self.do(c.CloseDrawer())
        self.do(c.UploadSales())
        for _ in range(MOST_ROUNDS):
            if not (self.till.uploads.waiting or self.till.uploads.conflicts):
                return
            while self.till.uploads.sending:
                self.answered()
            for record in self.till.uploads.conflicts:
                self.do(c.ResolveUpload(record.key, "accept"))
            self.do(c.UploadSales())
        raise AssertionError(f"the queue does not come to an end: {self.till.uploads}")

    def killed(self) -> None:
        """The process dies, and another one goes on from the journal."""
        self.session = Session.resume("run-1", self.tape, self.new_till)


__all__ = ["LASTS", "LIMIT", "MILK", "SOY", "TOTAL", "TRUSTING", "Desk"]
