"""Who else comes to the desk: people with their PINs, who call in sick, who tell of trouble; and whoever mends that."""

from scenarios.specs.office import OfficeSpec
from simulator.desk.state import Desk, Trouble
from simulator.drill.agenda import Agenda
from simulator.drill.desk.part import Part
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event

ANSWERS = (8000, 15_000)
"""How long whoever a ticket went to takes to say whether it concerns them."""
REPAIRS = (35_000, 60_000)
CHASED = (20_000, 35_000)


class People(Part):
    """PINs and absences."""

    def begin(self, at: int, desk: Desk) -> None:
        for pin in self._office.pins:
            draws, came = self._arrival(pin.id, pin.arrives, at)
            sheets = draws.pick(pin.cases)
            trouble = s.PinTroubleCame(pin.id, pin.trouble, pin.badge, pin.name, pin.till, pin.says, sheets)
            self._agenda.put(pin.id, "comes", came, trouble)
        for absence in self._office.absences:
            draws, came = self._arrival(absence.id, absence.arrives, at)
            badge = draws.pick(absence.who)
            self._agenda.put(absence.id, "comes", came, s.StaffAbsent(badge, desk.staff[badge].name, absence.says))


class Repairs(Part):
    """Trouble that is told of, and those who mend it."""

    def __init__(self, office: OfficeSpec, seed: int, agenda: Agenda) -> None:
        super().__init__(office, seed, agenda)
        self._draws = Draws(seed, "office/repairs")

    def begin(self, at: int, desk: Desk) -> None:
        for spec in self._office.troubles:
            draws, came = self._arrival(spec.id, spec.arrives, at)
            case = draws.pick(spec.cases)
            told = s.TroubleReported(
                spec.id, spec.symptom, spec.device, spec.name, spec.till, spec.says, case.sheets, case.holds
            )
            self._agenda.put(spec.id, "comes", came, told)

    def see(self, what: Event, at: int, desk: Desk) -> None:
        match what:
            case f.TicketRaised():
                answer = s.TicketAnswered(what.matter, what.contact, what.contact == what.proper_contact)
                self._agenda.put(what.matter, "answers", at + self._draws.between(*ANSWERS), answer)
            case s.TicketAnswered(theirs=True):
                trouble = desk.matters[what.matter]
                works = isinstance(trouble, Trouble) and trouble.holds
                done = s.RepairReported(what.matter, works)
                self._agenda.put(what.matter, "repairs", at + self._draws.between(*REPAIRS), done)
            case f.TicketChased():
                done = s.RepairReported(what.matter, True)
                self._agenda.put(what.matter, "repairs", at + self._draws.between(*CHASED), done)
            case f.TicketClosed():
                self._agenda.cancel(what.matter)
