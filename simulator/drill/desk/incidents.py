"""What stops working, and how it goes on: reports, estimates, ways out, test runs, as the seed and the orders have it.

    it comes ─► a helper is reached ─► an estimate ─► ways out ─► one is taken ─► test runs ─► slips entered

Where nobody calls or orders, the others do in the end: no incident lasts for ever.
"""

from dataclasses import dataclass, field

from scenarios.specs.office import OfficeSpec
from scenarios.specs.office_papers import IncidentSpec
from simulator.desk.state import Desk
from simulator.drill.agenda import Agenda
from simulator.drill.desk import incident_papers as p
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event
from simulator.kernel.papers import Paper

HELPERS = ("it_lead", "vendor", "card_bank", "repair_desk")
"""Who can say how long it takes."""
ANSWER = (12_000, 25_000)
PATIENCE = 150_000
"""After so long without a call, or an order, somebody else makes it."""
WAYS = (30_000, 50_000)
MENDING = (40_000, 60_000)
TRIED = (25_000, 40_000)
ENTERING = (25_000, 40_000)


@dataclass(slots=True)
class Course:
    """How one incident goes on."""

    spec: IncidentSpec
    cause: str
    draws: Draws
    lasts: int
    """Minutes that whoever can help expects."""
    fails: str = ""
    """What the first test run shows not to work yet."""
    told: set[str] = field(default_factory=set)
    slips: int = 0


class Trouble:
    """Everything that stops working."""

    def __init__(self, office: OfficeSpec, seed: int, agenda: Agenda) -> None:
        self._office, self._seed, self._agenda = office, seed, agenda
        self._courses: dict[str, Course] = {}

    def begin(self, at: int, desk: Desk) -> None:
        for spec in self._office.incidents:
            draws = Draws(self._seed, f"office/{spec.id}")
            came = at + draws.between(spec.arrives.low, spec.arrives.high)
            course = Course(spec, draws.pick(spec.causes), draws, draws.pick(spec.lasts), draws.pick(spec.first_test))
            self._courses[spec.id] = course
            missing = draws.pick(spec.unreachable)
            papers = p.at_first(spec.severity, course.cause, draws)
            first = s.IncidentCame(spec.id, spec.name, spec.says, papers, (missing,) if missing else ())
            self._agenda.put(spec.id, "comes", came, first)

    def see(self, what: Event, at: int, desk: Desk) -> None:
        matter = getattr(what, "matter", "")
        course = self._courses.get(matter)
        opened = desk.matters.get(matter)  # none yet where somebody names it before it came
        if course is None or opened is None:
            return
        if opened.done:
            self._agenda.cancel(matter)
            return
        match what:
            case s.IncidentCame() if course.spec.severity != "cosmetic":
                self._tell(course, "estimate", at + PATIENCE)
            case f.ContactCalled(reached=True, contact=contact) if contact in HELPERS:
                self._tell(course, "estimate", at + course.draws.between(*ANSWER))
            case s.IncidentNews():
                self._after(course, what, at)
            case f.IncidentDirected(order=order):
                self._ordered(course, order, at)

    # --- what comes next

    def _tell(self, course: Course, what: str, at: int) -> None:
        """Once each; a later plan for the same is dropped."""
        if course.spec.severity == "cosmetic" or what in course.told:
            return
        self._agenda.put(course.spec.id, what, at, p.news(course.spec, what, self._papers(course, what)))

    def _papers(self, course: Course, what: str) -> tuple[Paper, ...]:
        if what == "estimate":
            return (p.estimate(course.lasts),)
        if what == "ways_out":
            return (p.ways_out(course.cause, course.draws),)
        if what == "test_run":
            return (p.test_run(course.fails), *((p.slips(course.slips, 0),) if course.slips else ()))
        if what == "test_again":
            return (p.test_run(""), *((p.slips(course.slips, 0),) if course.slips else ()))
        return (p.slips(course.slips, course.slips),)

    def _after(self, course: Course, news: s.IncidentNews, at: int) -> None:
        draws, kinds = course.draws, {paper.kind for paper in news.papers}
        if "estimate" in kinds:
            course.told.add("estimate")
            if course.spec.severity == "all_tills":
                self._tell(course, "ways_out", at + draws.between(*WAYS))
            else:
                self._tell(course, "test_run", at + PATIENCE)
        elif "ways_out" in kinds:
            course.told.add("ways_out")
            self._tell(course, "test_run", at + PATIENCE + draws.between(*MENDING))
        elif "test_run" in kinds:
            again = "test_run" in course.told or not course.fails
            course.told.update(("test_run", "test_again") if again else ("test_run",))
            if not again:
                self._tell(course, "test_again", at + draws.between(*TRIED))

    def _ordered(self, course: Course, order: str, at: int) -> None:
        draws = course.draws
        if order == "manual_slips" and not course.slips:
            course.slips = draws.between(6, 19)
        ways = "ways_out" in course.told
        if (order in ("roll_back", "carry_on") and ways) or course.spec.severity == "one_function":
            self._tell(course, "test_run", at + draws.between(*MENDING))
        if order == "enter_slips" and course.slips:
            self._tell(course, "entered", at + draws.between(*ENTERING))
