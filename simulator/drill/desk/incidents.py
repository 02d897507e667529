"""What stops working, and how it goes on: reports, estimates, ways out, test runs, as the seed and the orders have it.

    it comes ─► a helper is reached ─► an estimate ─► ways out ─► one is taken ─► test runs ─► slips entered

Where nobody calls or orders, the others do in the end: no incident lasts for ever.
"""

from dataclasses import dataclass, field

from scenarios.specs.office import OfficeSpec
from scenarios.specs.office_papers import IncidentSpec
from simulator.desk.commanding import all_work
from simulator.desk.state import Desk
from simulator.drill.agenda import Agenda
from simulator.drill.desk import incident_papers as p
from simulator.drill.desk.part import Part
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
NOTICED = (20_000, 40_000)
"""After the tills sell again, until somebody finds what else does not work."""


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
    came: int = 0
    helper: str = ""
    """Who was reached first of those who can say how long it takes."""
    mended: bool = False


class Trouble(Part):
    """Everything that stops working."""

    def __init__(self, office: OfficeSpec, seed: int, agenda: Agenda) -> None:
        super().__init__(office, seed, agenda)
        self._courses: dict[str, Course] = {}
        self._later: list[Course] = []
        """What nobody notices as long as no till sells."""

    def begin(self, at: int, desk: Desk) -> None:
        for spec in self._office.incidents:
            draws, came = self._arrival(spec.id, spec.arrives, at)
            cause, lasts, fails = draws.pick(spec.causes), draws.pick(spec.lasts), draws.pick(spec.first_test)
            self._courses[spec.id] = Course(spec, cause, draws, lasts, fails, came=came)
        self._changes = p.change_log([c.cause for c in self._courses.values()], Draws(self._seed, "office/changes"))
        self._come(sorted(self._courses.values(), key=lambda course: course.came))

    def _come(self, courses: list[Course]) -> None:
        """One after the other, up to the first that stops all tills; the others wait until they sell again."""
        grave = (n for n, course in enumerate(courses, 1) if course.spec.severity == "all_tills")
        until = next(grave, len(courses))
        for course in courses[:until]:
            self._agenda.put(course.spec.id, "comes", course.came, self._first(course))
        self._later = courses[until:]

    def _first(self, course: Course) -> s.IncidentCame:
        """The report: monitor and log of changes are those of one shop, whatever else does not work."""
        spec, every = course.spec, self._courses.values()
        earlier = [other.cause for other in every if other.came < course.came and not other.mended]
        papers = p.at_first(spec.severity, course.cause, course.draws, earlier, self._changes)
        missing = course.draws.pick(spec.unreachable)
        return s.IncidentCame(spec.id, spec.name, spec.says, papers, (missing,) if missing else ())

    def see(self, what: Event, at: int, desk: Desk) -> None:
        matter = getattr(what, "matter", "")
        course = self._courses.get(matter)
        opened = desk.matters.get(matter)  # none yet where somebody names it before it came
        if course is None or opened is None:
            return
        if opened.done:
            self._agenda.cancel(matter)
            self._sells(course, at)
            return
        match what:
            case s.IncidentCame() if course.spec.severity != "cosmetic":
                self._tell(course, "estimate", at + PATIENCE)
            case f.ContactCalled(reached=True, contact=contact) if contact in HELPERS:
                course.helper = course.helper or contact
                if course.spec.severity == "cosmetic" and contact == "repair_desk":
                    self._note(course, at)
                self._tell(course, "estimate", at + course.draws.between(*ANSWER))
            case s.IncidentNews():
                self._after(course, what, at)
                if all_work({paper.key: paper for paper in what.papers}):
                    course.mended = True
                    self._sells(course, at)
            case f.IncidentDirected(order=order):
                self._ordered(course, order, at)

    # --- what comes next

    def _sells(self, course: Course, at: int) -> None:
        """Tills sell again, or are said to: what else does not work is noticed now."""
        if course.spec.severity != "all_tills" or "sells" in course.told:
            return
        course.told.add("sells")
        for later in self._later:
            later.came = max(later.came, at + later.draws.between(*NOTICED))
        self._come(sorted(self._later, key=lambda one: one.came))

    def _note(self, course: Course, at: int) -> None:
        """What only looks wrong waits until the shop is closed."""
        if "noted" not in course.told:
            course.told.add("noted")
            self._agenda.put(
                course.spec.id, "noted", at + course.draws.between(*ANSWER), p.news(course.spec, "noted", ())
            )

    def _tell(self, course: Course, what: str, at: int) -> None:
        """Once each, and nothing that is known sooner is told later."""
        due = self._agenda.due(course.spec.id, what)
        if course.spec.severity == "cosmetic" or what in course.told or (due is not None and due <= at):
            return
        self._agenda.put(course.spec.id, what, at, p.news(course.spec, what, self._papers(course, what)))

    def _papers(self, course: Course, what: str) -> tuple[Paper, ...]:
        if what == "estimate":
            return (p.estimate(course.lasts, course.helper or "it_lead"),)
        if what == "ways_out":
            return (p.ways_out(course.cause, course.draws, course.lasts),)
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
