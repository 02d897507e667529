"""Everything that can be done with an acceptance test: what commands ask for and what screens ask for is one thing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from grading.acceptance.cases import Tried, drawn, free_id, outcomes, plainly, tried
from grading.acceptance.issues import Standing, minded_by, next_states, standings
from grading.acceptance.model import SEVERITIES, Case, Issue, Moment, Outcome, Severity, State, Step, Trial
from grading.reports.pen import NotInstalled
from grading.result import Result
from simulator.acceptance import errors
from simulator.drafts import keep
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.namesakes import written
from simulator.store.acceptance import AcceptanceBook, KeptWaiver
from simulator.store.database import Database
from simulator.store.sql_journal import SqlJournal

if TYPE_CHECKING:
    from simulator.importing.preview import Preview

COACHED = "coach"
OUTSIDE = Literal["device", "customer"]


class AcceptanceDesk:
    """Reads and adds rows. Every method may raise StoreError, of which what an acceptance test cannot take is one."""

    def __init__(self, database: Database, journal: SqlJournal, wall: Callable[[], str]) -> None:
        self._book, self._journal, self._wall = AcceptanceBook(database), journal, wall

    # --- cases

    def cases(self) -> list[Tried]:
        """All cases with their trials."""
        return tried(self._book.cases(), self._book.trials())

    def case(self, id: str) -> Tried:
        found = next((one for one in self.cases() if one.case.id == id), None)
        if found is None:
            raise errors.NoSuchCase(case=id)
        return found

    def draw(self, drill: str, by: str, store: str = "") -> list[Case]:
        """A case for each expectation of a drill; those that were drawn before stay. Raises StagingError."""
        from simulator.stages import stage_of

        taken = {case.id for case in self._book.cases()}
        found = drawn(stage_of(drill, 0).scenario, _who(by), store, self._wall())
        fresh = [case for case in found if case.id not in taken]
        self._book.add_cases(fresh)
        return fresh

    def write(
        self, title: str, steps: str, expected: str, by: str, *, tester: str = "", store: str = "", id: str = ""
    ) -> Case:
        """A case in the customer's own words."""
        taken = [case.id for case in self._book.cases()]
        if id in taken:
            raise errors.CaseTaken(case=id)
        if not title.strip():
            raise errors.NothingToTest()
        case = Case(
            id or free_id(taken), plainly(_tidy(title)), plainly(steps.strip()), plainly(expected.strip()),
            by=_who(by), tester=tester.strip(), store=store, added=self._wall(),
        )  # fmt: skip
        self._book.add_cases([case])
        return case

    def take_over(self, written: Sequence[Case]) -> list[Case]:
        """Cases that were read from a file: those without a number get one, a number that is there is written anew."""
        taken = [case.id for case in self._book.cases()]
        found = []
        for case in written:
            named = case if case.id else _numbered(case, free_id(taken))
            taken.append(named.id)
            found.append(named)
        self._book.add_cases(found)
        return found

    def take_file(
        self, found: "Preview", by: str, store: str, system: str = "", origin: OUTSIDE = "customer"
    ) -> tuple[list[Case], list[Trial]]:
        """The cases of a file; its results are trials on that system, or the one that their row names, by whoever the
        file says tried them. What a list of ours said already is said once.
        """
        from simulator.acceptance.reading import as_kept, news, written

        wall, there = self._wall(), {one.case.id: one for one in self.cases()}
        rows = list(written(found, _who(by), store, wall))
        cases = self.take_over([as_kept(row.case, there.get(row.case.id)) for row in rows])
        trials = [
            Trial(case.id, row.outcome, case.tester or _who(by), row.day_of(latest, wall[:10]), origin, "",
                  row.on or system.strip(), row.note, store, wall)
            for case, row in zip(cases, rows, strict=True)
            if row.outcome and news(row, latest := there[case.id].latest if case.id in there else None)
            and (row.on or system.strip())
        ]  # fmt: skip
        self._book.add_trials(trials)
        return cases, trials

    def read_file(self, path: str, by: str) -> tuple[list[Case], list[Trial], int]:
        """The cases and results of a file, and how many of its rows cannot be taken; then none is. Raises OSError."""
        from simulator.acceptance.reading import read
        from simulator.importing.sheets import Unreadable

        try:
            found = read(Path(path).expanduser().read_bytes())
        except Unreadable as error:
            raise errors.FileUnread(file=path) from error
        if found.rejected:
            return [], [], len(found.rejected)
        return *self.take_file(found, by, ""), 0

    # --- trials

    def record(
        self, case: str, outcome: Outcome, by: str, *, run: str = "", system: str = "",
        origin: OUTSIDE = "customer", note: str = "", store: str = "", day: str = "",
    ) -> Trial:  # fmt: skip
        """A case was tried, in a session of the sandbox or on a system. What did not pass needs a word why."""
        self.case(case)
        if bool(run) == bool(system.strip()):
            raise errors.OnWhat()
        if run:
            self._demand_unaided(run)
        if outcome != "passed" and not note.strip():
            raise errors.WhyBlocked()
        wall = self._wall()
        trial = Trial(
            case, outcome, _who(by), day or wall[:10], "sandbox" if run else origin, run, system.strip(), note.strip(),
            store, wall,
        )  # fmt: skip
        self._book.add_trials([trial])
        return trial

    def record_session(self, result: Result, run: str, by: str) -> list[Trial]:
        """What a graded session says of the cases that were drawn from its drill."""
        self._demand_unaided(run)
        wall, who = self._wall(), _who(by)
        trials = [
            Trial(case.id, outcome, who, wall[:10], "sandbox", run, added=wall)
            for case, outcome in outcomes(result, self._book.cases())
        ]
        self._book.add_trials(trials)
        return trials

    def _demand_unaided(self, run: str) -> None:
        kept = self._journal.run(run)
        if kept.bot or kept.mode == COACHED:
            raise errors.NotUnaided(run=run)

    # --- issues

    def issues(self) -> list[Standing]:
        """The list of what is to be mended, the open and grave ones first."""
        return standings(self._book.issues(), self._book.steps())

    def issue(self, no: int) -> Standing:
        found = next((one for one in self.issues() if one.issue.no == no), None)
        if found is None:
            raise errors.NoSuchIssue(issue=no)
        return found

    def log(
        self, what: str, where: str, severity: Severity, by: str, *, owner: str = "", case: str = "",
        store: str = "", moment: Moment | None = None,
    ) -> Standing:  # fmt: skip
        """Write down that something is not as it should be."""
        if not what.strip():
            raise errors.NothingSaid()
        if case:
            self.case(case)
        issue = Issue(
            0, _tidy(what), _tidy(where), severity, _tidy(owner), _who(by), self._wall(), case, store, moment
        )  # fmt: skip
        return self.issue(self._book.log(issue))

    def move(
        self, no: int, by: str, state: State | None = None, *, severity: Severity | None = None,
        owner: str | None = None, note: str = "",
    ) -> Standing:  # fmt: skip
        """One step on, another owner, another severity; what does not change stays.

        Whoever answers for it or did, be it handed over long ago or just now, neither closes it nor says that it is
        milder than it was.
        """
        now = self.issue(no)
        step = Step(
            no, now.state, severity or now.severity, now.owner if owner is None else _tidy(owner), _who(by),
            self._wall(), note.strip(),
        )  # fmt: skip
        theirs = written(step.by) in {written(one) for one in (*minded_by(now), step.owner)}
        if theirs and SEVERITIES.index(step.severity) > SEVERITIES.index(now.severity):
            raise errors.OwnSeverity(issue=no, owner=step.by)
        if state is not None and state != now.state:
            ways = next_states(Standing(now.issue, now.state, step.severity, step.owner))
            if state == "mending" and not step.owner:
                raise errors.OwnerFirst(issue=no)
            if state not in ways:
                raise errors.NotThatWay(issue=no, state=state)
            if state == "closed" and theirs:
                raise errors.OwnWork(issue=no, owner=step.by)
            step = Step(no, state, step.severity, step.owner, step.by, step.when, step.note)
        self._book.step(step)
        return self.issue(no)

    # --- lists

    def export(self, what: Literal["cases", "issues"], folder: Path, lang: Lang) -> Path:
        """The list in a folder, a workbook or, where none can be written, CSV; returns the file. Raises OSError."""
        from simulator.acceptance.lists import cases_file, issues_file

        def told(name: str) -> bytes:
            words = Words(lang)
            return cases_file(self.cases(), words, name) if what == "cases" else issues_file(self.issues(), words, name)

        path = folder / f"uat-{what}.xlsx"
        try:
            data = told(path.name)
        except NotInstalled:
            path = path.with_suffix(".csv")
            data = told(path.name)
        keep(path, data)
        return path

    # --- waivers

    def waivers(self) -> list[KeptWaiver]:
        return self._book.waivers()

    def waive(self, store: str, gate: str, owner: str, reason: str, until: str, by: str) -> None:
        """Somebody answers for a gate until a day."""
        if not reason.strip() or not owner.strip():
            raise errors.NoReason()
        self._book.waive(KeptWaiver(store, gate, _who(owner), _tidy(reason), until, _who(by), self._wall()))


def _who(name: str) -> str:
    """Raises NobodySays for nobody."""
    if not (tidy := _tidy(name)):
        raise errors.NobodySays()
    return tidy


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _numbered(case: Case, id: str) -> Case:
    from msgspec.structs import replace

    return replace(case, id=id)
