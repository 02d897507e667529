"""Loss prevention, who bring a drawer that differs, or a cashier who stands out."""

from scenarios.specs.office_papers import CaseSpec
from simulator.desk.state import Desk
from simulator.drill.desk.cases import drawer
from simulator.drill.desk.conduct import conduct, week
from simulator.drill.desk.part import Part
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.papers import Paper


class LossPrevention(Part):
    """Cases, as the seed has it."""

    def begin(self, at: int, desk: Desk) -> None:
        drawn = []
        for spec in self._office.investigations:
            draws, came = self._arrival(spec.id, spec.arrives, at)
            drawn.append((spec, draws, came, draws.pick(spec.findings)))
        odd = {spec.person: finding for spec, _, _, finding in drawn if spec.person}
        of_the_week = week(odd, self._badges, Draws(self._seed, "office/week"))
        for spec, draws, came, finding in drawn:
            self._agenda.put(spec.id, "comes", came, self._case(spec, finding, of_the_week, draws))

    @property
    def _badges(self) -> tuple[str, ...]:
        return tuple(badge for badge, _ in self._office.cashiers)

    def _case(self, spec: CaseSpec, finding: str, of_the_week: tuple[Paper, Paper], draws: Draws) -> s.CaseOpened:
        people, badges = self._office.cashiers, self._badges
        if spec.case == "over_short":
            first = draws.below(len(badges))
            pair = badges[first], badges[(first + 1) % len(badges)]
            amount, papers = drawer(finding, spec.till, pair, draws)
        else:
            amount, papers = conduct(finding, of_the_week, draws)
        return s.CaseOpened(spec.id, spec.case, spec.name, spec.says, spec.till, amount, papers, people, spec.person)
