"""What is kept of an acceptance test, and waivers that were given. Rows are only ever added."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Table, func, insert, select

from grading.acceptance.model import Case, Issue, Moment, Step, Trial
from simulator.kernel.texts import Text
from simulator.store import acceptance_tables as tables
from simulator.store.database import Database


class KeptWaiver(NamedTuple):
    """Somebody answers for a gate of a store until a day."""

    store: str
    gate: str
    owner: str
    reason: str
    until: str
    by: str
    added: str


class Extent(NamedTuple):
    """How many rows there were."""

    cases: int = 0
    trials: int = 0
    issues: int = 0
    steps: int = 0


class AcceptanceBook:
    """Cases, trials, issues. Every method may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- cases

    def add_cases(self, cases: "list[Case]") -> None:
        """All of them or none. A case of an id that is there already takes its place."""
        if cases:
            with self._database.write() as connection:
                connection.execute(insert(tables.uat_cases), [_case_row(case) for case in cases])

    def cases(self, upto: Extent | None = None) -> list[Case]:
        """The latest of each id, in the order in which the ids came."""
        found: dict[str, Case] = {}
        for row in self._rows(tables.uat_cases, upto and upto.cases):
            found[row["id"]] = _case(row)
        return list(found.values())

    def add_trials(self, trials: "list[Trial]") -> None:
        if trials:
            with self._database.write() as connection:
                connection.execute(insert(tables.uat_trials), [msgspec.structs.asdict(trial) for trial in trials])

    def trials(self, upto: Extent | None = None) -> list[Trial]:
        return [Trial(**row) for row in self._rows(tables.uat_trials, upto and upto.trials)]

    # --- issues

    def log(self, issue: Issue) -> int:
        """Keep a new one; returns its number, whatever number it had before."""
        with self._database.write() as connection:
            kept = connection.execute(insert(tables.issues).values(_issue_row(issue)))
            assert kept.inserted_primary_key is not None, "a row that was inserted has a key"
            return int(kept.inserted_primary_key[0])

    def issues(self, upto: Extent | None = None) -> list[Issue]:
        return [_issue(row) for row in self._rows(tables.issues, upto and upto.issues, "no")]

    def step(self, step: Step) -> None:
        with self._database.write() as connection:
            connection.execute(insert(tables.issue_steps), msgspec.structs.asdict(step))

    def steps(self, upto: Extent | None = None) -> list[Step]:
        return [Step(**row) for row in self._rows(tables.issue_steps, upto and upto.steps)]

    def extent(self) -> Extent:
        """How far it has come: rows are only ever added."""
        found = (tables.uat_cases, tables.uat_trials, tables.issues, tables.issue_steps)
        with self._database.read() as connection:
            return Extent(
                *(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in found)
            )

    # --- waivers

    def waive(self, waiver: KeptWaiver) -> None:
        with self._database.write() as connection:
            connection.execute(insert(tables.waivers), waiver._asdict())

    def waivers(self) -> list[KeptWaiver]:
        return [KeptWaiver(**row) for row in self._rows(tables.waivers, None)]

    def _rows(
        self, table: Table, upto: int | None, *more: str
    ) -> list[dict[str, Any]]:  # a row's fields are of several types
        names = [column.name for column in table.c if column.name != "no" or "no" in more]
        query = select(*(table.c[name] for name in names)).order_by(table.c.no)
        if upto is not None:
            query = query.limit(upto)
        with self._database.read() as connection:
            return [{str(name): value for name, value in row.items()} for row in connection.execute(query).mappings()]


def _case_row(case: Case) -> dict[str, str]:
    row: dict[str, Any] = msgspec.structs.asdict(case)
    for name in ("title", "steps", "expected"):
        text = row.pop(name)
        row |= {f"{name}_en": text.en, f"{name}_zh": text.zh}
    return row


def _case(row: Mapping[str, Any]) -> Case:
    whole = {name: value for name, value in row.items() if not name.endswith(("_en", "_zh"))}
    whole |= {name: Text(row[f"{name}_en"], row[f"{name}_zh"]) for name in ("title", "steps", "expected")}
    return Case(**whole)


def _issue_row(issue: Issue) -> dict[str, Any]:
    row = msgspec.structs.asdict(issue)
    del row["no"]
    moment = row.pop("moment") or Moment("", "", 0, 0)
    return {**row, **msgspec.structs.asdict(moment)}


def _issue(row: Mapping[str, Any]) -> Issue:
    plain = dict(row)
    moment = Moment(*(plain.pop(name) for name in ("run", "stream", "seq", "at")))
    return Issue(**plain, moment=moment if moment.run else None)
