"""Whoever has questions about the reports: the area manager, the owner, the finance office."""

from simulator.desk.state import Desk
from simulator.drill.desk.history import reports
from simulator.drill.desk.part import Part
from simulator.drill.desk.past_weeks import named, past_reports
from simulator.kernel import stimuli as s


class Readers(Part):
    """Everybody who asks about figures."""

    def begin(self, at: int, desk: Desk) -> None:
        for spec in self._office.reports:
            draws, came = self._arrival(spec.id, spec.arrives, at)
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
