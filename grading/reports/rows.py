"""What reports are made of: graded sessions as they are kept, people, and the names of things."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple, Protocol

from grading.mastery.attempts import UNAIDED
from grading.mastery.standing import Course, Standing
from grading.readiness.discreet import LOW
from grading.readiness.model import Gate, Lack, Note, Readiness, Row, Threshold
from grading.session import Session
from grading.wording import Translate
from simulator.kernel.summary import Summary, grades_of, read_summary, totals_of
from simulator.kernel.texts import Text


class Person(NamedTuple):
    id: str
    name: str
    role: str


class Known(NamedTuple):
    """Names of things, and what each role asks for."""

    courses: Mapping[str, Course]
    """Role -> its course."""
    roles: Mapping[str, Text]
    drills: Mapping[str, Text]
    role_of: Mapping[str, str]
    """Drill -> the role that it is for."""
    rule: Callable[[str, str], Text]
    """(Drill, expectation) -> the rule as its script says it."""

    def drill(self, id: str) -> Text:
        return self.drills.get(id) or Text(id, id)

    def competency(self, role: str, id: str) -> Text:
        course = self.courses.get(role)
        return (course.competencies.get(id) if course else None) or Text(id, id)


class Phrases(Protocol):
    """Readiness as the terminal says it, in one language."""

    def role(self, id: str) -> str: ...
    def drill(self, id: str) -> str: ...
    def verdict(self, ready: Readiness) -> str: ...
    def counts(self, ready: Readiness) -> str: ...
    def scope(self, ready: Readiness) -> str: ...
    def status(self, row: Row) -> str: ...
    def why(self, row: Row) -> str: ...
    def asked(self, gate: Gate, threshold: Threshold | None) -> str: ...
    def lack(self, row: Row, lack: Lack, ready: Readiness) -> str: ...
    def waiver(self, row: Row) -> str: ...
    def found(self, found: str, device: str) -> str: ...
    def note(self, note: Note) -> str: ...


class Say(Protocol):
    """Sentences of the catalogues, in both languages at once."""

    def __call__(self, id: str, /, **given: object) -> Text: ...
    def phrase(self, made: Callable[[Phrases], str]) -> Text: ...
    def words(self, made: Callable[[Translate], str]) -> Text: ...


# --- what a session says ---------------------------------------------------------------------------------------------


def summary_of(session: Session) -> Summary:
    return read_summary(session.summary)


def done(sessions: Iterable[Session]) -> tuple[int, int]:
    """How often it was right, of how many opportunities, over all of them."""
    right = n = 0
    for session in sessions:
        mine, of = totals_of(session.summary)
        right += mine
        n += of
    return right, n


def unaided(sessions: Iterable[Session]) -> list[Session]:
    """Those without a coach: they alone show what somebody can do."""
    return [session for session in sessions if session.mode in UNAIDED]


class Given(Protocol):
    """A grade, and the session in which it was given."""

    @property
    def grade(self) -> int | None: ...
    @property
    def run(self) -> str: ...


class Graded(NamedTuple):
    """A grade, and the session in which it was given."""

    grade: int
    run: str


def latest_grades(sessions: Sequence[Session], known: Known, role: str) -> dict[str, Graded]:
    """Competency -> the latest grade without a coach, of one person's sessions, the oldest first."""
    found: dict[str, Graded] = {}
    wanted = set(known.courses[role].competencies) if role in known.courses else set()
    for session in reversed(sessions):
        if session.mode in UNAIDED and known.role_of.get(session.scenario) == role:
            for competency, grade in grades_of(session.summary).items():
                if grade is not None and competency in wanted and competency not in found:
                    found[competency] = Graded(grade, session.run)
            if len(found) == len(wanted):
                break
    return found


# --- who is called by name -------------------------------------------------------------------------------------------


class Called:
    """Names of people; of those with low grades a sign that stands for them, unless names were asked for.

    The sign is the same in every report, so that what comes of somebody can be followed without knowing who it is.
    """

    def __init__(self, people: Iterable[Person], hidden: Iterable[str] = ()) -> None:
        self._names = {person.id: person.name for person in people}
        self.hidden = frozenset(hidden)

    def __call__(self, person: str) -> str:
        return sign_of(person) if person in self.hidden else self._names.get(person, person)


def sign_of(person: str) -> str:
    """What stands for a person; ids are random, so that it leads back to nobody without the data folder.

    >>> sign_of("3f9c21aa")
    'T-FCF4BA'
    """
    return f"T-{sha256(person.encode()).hexdigest()[:6].upper()}"


def low(grades: Iterable[int | None], sessions: Iterable[Session]) -> bool:
    """Whether a report would say of somebody what they would rather not have read: a low latest grade, or a session
    that was not passed."""
    return any(grade is not None and grade < LOW for grade in grades) or not all(one.passed for one in sessions)


class Member(NamedTuple):
    """One of a group, as its report reads them."""

    person: Person
    standing: Standing
    sessions: Sequence[Session]
    """Of the period, the oldest first."""
    grades: Mapping[str, Graded]
    """Their latest."""
    ever: Sequence[Session] = ()
    """Until the day, those before the period too: how somebody uses the system does not begin with a report."""


class Left(NamedTuple):
    """One who went: what they did still counts, as nobody's."""

    person: Person
    sessions: Sequence[Session]
