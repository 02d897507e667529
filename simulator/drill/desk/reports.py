"""Whoever has questions about the reports: the area manager, the owner, the finance office."""

from scenarios.specs.office import OfficeSpec
from simulator.desk.state import Desk
from simulator.drill.agenda import Agenda
from simulator.drill.desk.history import reports
from simulator.drill.desk.past_weeks import named, past_reports
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event


class Readers:
    """Everybody who asks about figures."""

    def __init__(self, office: OfficeSpec, seed: int, agenda: Agenda) -> None:
        self._office, self._seed, self._agenda = office, seed, agenda

    def begin(self, at: int, desk: Desk) -> None:
        for spec in self._office.reports:
            draws = Draws(self._seed, f"office/{spec.id}")
            came = at + draws.between(spec.arrives.low, spec.arrives.high)
            asked = [draws.pick(choices) for choices in spec.asks]
            questions = tuple(
                s.Question(f"q{n}", ask.measure, ask.period, ask.subject) for n, ask in enumerate(asked, 1)
            )
            says, papers = spec.says, () if spec.past else reports(self._seed)
            if spec.past:
                monday, papers = past_reports(self._seed)
                says = named(spec.says, monday)
            laid = s.ReportsLaid(spec.id, spec.name, says, papers, questions)
            self._agenda.put(spec.id, "comes", came, laid)

    def see(self, what: Event, at: int, desk: Desk) -> None:
        """They wait for their answers."""
