"""What reports are made of, read from the data folder as far as it had come: sessions, people, evidence, names."""

from collections.abc import Mapping
from functools import cache, cached_property

from grading.mastery.attempts import MODES
from grading.reports.gate_blocks import Checked
from grading.reports.rows import Known, Person, sign_of
from roles.model import load, names
from scenarios.library import index
from scenarios.library import load as load_script
from simulator.kernel.texts import Text
from simulator.progress import course
from simulator.readiness.gathering import Outside, Upto, origin_of
from simulator.readiness.pool import Pool, Prove, proven
from simulator.readiness.training import Training, kept_training
from simulator.reporting.asked import Kept
from simulator.reporting.then import Then
from simulator.store.acceptance import AcceptanceBook, Extent
from simulator.store.attempts import Tried, all_attempts, last_attempt
from simulator.store.database import Database
from simulator.store.journal import Journal
from simulator.store.people import People
from simulator.store.people import Person as KeptPerson


class Shelf:
    """Everything is read once. Every method may raise StoreError."""

    def __init__(self, database: Database, journal: Journal, kept: Kept | None = None, made: str = "") -> None:
        self._database, self._journal, self._kept, self._made = database, journal, kept, made

    @cached_property
    def then(self) -> Then:
        """Everybody, as of then."""
        return Then(People(self._database).all(), self._kept, self._made)

    @cached_property
    def rows(self) -> list[Tried]:
        """All results that count, the oldest first."""
        return self._kept_rows()

    def _kept_rows(self) -> list[Tried]:
        return all_attempts(self._database, self._last, counting=MODES)

    @cached_property
    def training(self) -> Mapping[str, Training]:
        """The same by whose they are, of their records."""
        return kept_training(self._database, self._last)

    @property
    def _last(self) -> int | None:
        return self._kept.results if self._kept else None

    def prove(self, run: str) -> str:
        """The head of a session's journal, which is looked through; empty where it is not sealed and sound."""
        return proven(self._journal, run)

    @cached_property
    def pool(self) -> Pool:
        prove: Prove = self.prove
        return Pool(self.then.people, self.training, prove)

    @cached_property
    def people(self) -> list[Person]:
        """Trainees, as of then; whoever went since, and has no name any more, has a sign in its place."""
        return [_person(one) for one in self._trainees if one.person not in self.then.went]

    @cached_property
    def gone(self) -> list[Person]:
        """Trainees who had gone by then: their sessions are figures of nobody."""
        return [_person(one) for one in self._trainees if one.person in self.then.went and not one.same_as]

    @property
    def _trainees(self) -> list[KeptPerson]:
        return [one for one in self.then.people if "trainer" not in one.roles]

    @cached_property
    def by_id(self) -> Mapping[str, Person]:
        return {person.id: person for person in self.people}

    @property
    def trainers(self) -> dict[str, str]:
        return {
            one.person: sign_of(one.person) if one.gone else one.name
            for one in self.then.people
            if "trainer" in one.roles
        }

    def attesters(self, made: str) -> dict[str, str]:
        """The same for whoever asks whose word an exam rests on: of a PIN that was given anew by nobody's word, the
        day is said, in both languages at once, as a name is none's."""
        resets = self.then.resets(made)
        return {
            id: f"{name} (PIN 重置 reset {resets[id][:10]})" if id in resets else name
            for id, name in self.trainers.items()
        }

    @cached_property
    def outside(self) -> Outside:
        kept = self._kept
        upto = Upto(kept.checks, kept.attached, Extent(*kept.tested), kept.answers) if kept is not None else None
        return Outside.of(self._database, upto)

    @property
    def checks(self) -> list[Checked]:
        return [
            Checked(one.device, origin_of(one.origin), one.ok, one.found, one.by, one.checked[:10])
            for one in self.outside.checks
        ]

    def now(self) -> Kept:
        """How far the folder has come."""
        outside = self.outside
        said = [(one.when, one.value[0] if one.value else 0) for one in outside.answers]
        return Kept(
            last_attempt(self._database, counting=MODES), len(outside.attached), len(outside.checks),
            tuple(AcceptanceBook(self._database).extent()), tuple(sorted(said)),
            len(self.then.went), len(self.then.people), self.then.renamed,
            len(AcceptanceBook(self._database).waivers()),
        )  # fmt: skip


def _person(one: KeptPerson) -> Person:
    name = sign_of(one.person) if one.gone else one.name
    return Person(one.person, name, one.roles[0] if one.roles else "")


@cache
def known() -> Known:
    """Names of what ships."""
    cards = index()
    return Known(
        {role: course(role) for role in names()},
        {role: load(role).title for role in names()},
        {card.id: card.title for card in cards},
        {card.id: card.role for card in cards},
        _rule,
    )


@cache
def _rules(drill: str) -> Mapping[str, Text]:
    if drill not in {card.id for card in index()}:
        return {}
    scenario = load_script(drill).scenario
    return {one.id: one.says for one in scenario.rubric.expectations} if scenario else {}


def _rule(drill: str, expectation: str) -> Text:
    """As the shipped script says it; its id where that is another version's, or a script of one's own."""
    return _rules(drill).get(expectation) or Text(expectation, expectation)
