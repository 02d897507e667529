"""The head office as the director plays it: what it answers to uploads, and whether its answers arrive.

The model (`virtual_devices.head_office`) is the truth of what reached it; the till hears of it by stimuli alone.
"""

from simulator.drill.agenda import Agenda
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event
from simulator.pos.state import Till
from virtual_devices.head_office import CardSlip, HeadOffice, Upload

ME = "@head_office"
PATIENCE = 6_000
"""How long a till waits for an answer."""


class HeadOfficePlayed:
    """Answers one record at a time, a second or two after it was sent."""

    def __init__(self, seed: int, agenda: Agenda, lasts: int) -> None:
        self.office = HeadOffice(lasts=lasts)
        self._draws, self._agenda = Draws(seed, "head_office"), agenda
        self._silent: list[int] = []
        self._objections: list[tuple[int, str]] = []

    def object_from(self, at: int, reason: str) -> None:
        """A script wants the first record that comes from then on not to fit."""
        self._objections.append((at, reason))

    def silent_from(self, at: int) -> None:
        """A script wants the first answer from then on to be lost."""
        self._silent.append(at)

    def trusted(self, what: f.CardTrusted, outcome: str) -> None:
        """A card was taken on trust; `outcome` is what its bank would have said."""
        if outcome in ("declined", "not_presented"):
            self.office.no_funds(what.ref)

    def follow(self, what: Event, at: int, till: Till) -> None:
        match what:
            case f.UploadSent():
                self._sent(what, at, till.station)
            case f.TillWentDark():
                if till.uploads.records:
                    self._agenda.cancel(ME, *till.uploads.records)

    def outside(self, what: Event) -> None:
        if isinstance(what, s.NetworkFailed):
            self._agenda.cancel(ME)

    def _sent(self, what: f.UploadSent, at: int, station: str) -> None:
        after = self._draws.between(700, 2200)
        silent = next((since for since in self._silent if since <= at), None)
        if silent is not None:
            self._silent.remove(silent)
            if self._draws.chance(0.5):  # the answer is lost; else the record itself never came
                self._receive(what, at + after)
            self._agenda.put(ME, what.key, at + PATIENCE, s.UploadAnswered(what.key, "timeout"), "head_office", station)
            return
        said = self._receive(what, at + after)
        self._agenda.put(ME, what.key, at + after, said, "head_office", station)

    def _receive(self, what: f.UploadSent, at: int) -> s.UploadAnswered:
        due = next((objection for objection in self._objections if objection[0] <= at), None)
        if due is not None:
            self._objections.remove(due)
            self.office.object_to_next(due[1])
        cards = tuple(CardSlip(card.ref, card.amount, card.at, card.over) for card in what.cards)
        said = self.office.receive(Upload(what.key, what.total, cards, what.approved), at)
        return s.UploadAnswered(what.key, said.outcome, said.reason, dict(said.declined))
