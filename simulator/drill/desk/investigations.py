"""Loss prevention, who bring a drawer that differs, or a cashier who stands out."""

from scenarios.specs.office import OfficeSpec
from scenarios.specs.office_papers import CaseSpec
from simulator.desk.state import Desk
from simulator.drill.agenda import Agenda
from simulator.drill.desk.cases import conduct, drawer
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event


class LossPrevention:
    """Cases, as the seed has it."""

    def __init__(self, office: OfficeSpec, seed: int, agenda: Agenda) -> None:
        self._office, self._seed, self._agenda = office, seed, agenda

    def begin(self, at: int, desk: Desk) -> None:
        for spec in self._office.investigations:
            draws = Draws(self._seed, f"office/{spec.id}")
            came = at + draws.between(spec.arrives.low, spec.arrives.high)
            self._agenda.put(spec.id, "comes", came, self._case(spec, draws))

    def _case(self, spec: CaseSpec, draws: Draws) -> s.CaseOpened:
        finding = draws.pick(spec.findings)
        people = self._office.cashiers
        badges = tuple(badge for badge, _ in people)
        if spec.case == "over_short":
            first = draws.below(len(badges))
            pair = badges[first], badges[(first + 1) % len(badges)]
            amount, papers = drawer(finding, spec.till, pair, draws)
        else:
            amount, papers = conduct(finding, spec.person, badges, draws)
        return s.CaseOpened(spec.id, spec.case, spec.name, spec.says, spec.till, amount, papers, people, spec.person)

    def see(self, what: Event, at: int, desk: Desk) -> None:
        """What was concluded is theirs to follow up."""
