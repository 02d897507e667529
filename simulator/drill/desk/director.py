"""The office's director: what reaches the manager's desk, as one deterministic machine of script, seed and entries.

It is made of parts, one a room's outside; each draws from streams of its own, so that one matter more reshuffles no
other.
"""

from scenarios.specs.office import OfficeSpec
from simulator.desk.engine import busy
from simulator.desk.state import Desk
from simulator.desk.trial import PastBaskets
from simulator.drill.agenda import Agenda
from simulator.drill.desk.drafts import Marketing
from simulator.drill.desk.house import People, Repairs
from simulator.drill.desk.papered import PAPERED
from simulator.drill.desk.part import Part
from simulator.drill.desk.requests import Tills
from simulator.drill.sources import Due
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.entries import Entry
from simulator.kernel.events import Stimulus

MINUTE = 60_000
GRACE = (90_000, 120_000)
"""How long after the end what lies there may still be settled."""
EARLY = 4000
"""So long after the last matter was settled the day is over, where nothing more comes."""
DRILL = "@drill"

PARTS = (Tills, People, Repairs, *PAPERED)
"""Who plays what reaches each room."""


class DeskDirector:
    """A source of stimuli for the manager's desk."""

    watches = Desk

    def __init__(self, office: OfficeSpec, minutes: int, seed: int, sold: PastBaskets = ()) -> None:
        """`sold` is what the shop sold before, where it kept that."""
        self.agenda = Agenda(priority=10)
        self.parts: tuple[Part, ...] = tuple(part(office, seed, self.agenda) for part in PARTS)
        for part in self.parts:
            if isinstance(part, Marketing):
                part.sold = sold
        self._minutes = minutes
        self._end = Draws(seed, "end")

    def peek(self) -> Due | None:
        return self.agenda.head()

    def see(self, entry: Entry, desk: Desk) -> None:
        what, at = entry.what, entry.at
        if isinstance(what, Stimulus):
            self.agenda.happened(what)
        if isinstance(what, f.DeskOpened):
            self.agenda.put(DRILL, "time", self._minutes * MINUTE, s.TimeUp())
            for part in self.parts:
                part.begin(at, desk)
            return
        if isinstance(what, s.TimeUp):
            self.agenda.put(DRILL, "shift", at + self._end.between(*GRACE), s.ShiftEnded())
        if isinstance(what, f.DeskClosed):
            self.agenda.clear()
            return
        for part in self.parts:
            part.see(what, at, desk)
        self._end_early(at, desk)

    def _end_early(self, at: int, desk: Desk) -> None:
        """Nothing lies there, nobody comes: there is nothing left to practise."""
        if desk.over or self.agenda.owners() != [DRILL] or busy(desk):
            return
        due = self.agenda.due(DRILL, "time")
        if due is not None and due > at + EARLY:
            self.agenda.put(DRILL, "time", at + EARLY, s.TimeUp())
