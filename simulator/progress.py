"""From kept results to a person's standing: rows become attempts, a role and the library its course."""

from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from grading.mastery.attempts import Attempt
from grading.mastery.standing import Course, Standing, standing
from simulator.kernel.summary import grades_of
from simulator.store.attempts import Tried, attempts_of

if TYPE_CHECKING:
    from grading.mastery.next_drill import Achieved
    from simulator.store.database import Database
    from simulator.store.journal import Journal


def attempt(row: Tried) -> Attempt:
    """A kept row as mastery reads it."""
    no, run, person, scenario, mode, seed, by, passed, summary, finished, _, _, sealed, ended, bot, branch_of, _ = row
    return Attempt(
        run, person, scenario, mode, seed, _moment(finished), bool(passed),
        grades_of(summary), ended == "finished", bool(sealed), by, bot, branch_of, no,
    )  # fmt: skip


def _moment(text: str) -> datetime:
    """Moments of one zone have the same object for it: so they are compared as they stand, ten times as fast."""
    when = datetime.fromisoformat(text)
    zone = when.tzinfo or UTC
    return when.replace(tzinfo=_ZONES.setdefault(zone, zone))


_ZONES: dict[tzinfo, tzinfo] = {}


def course(role: str) -> Course:
    """Raises KeyError for a role that does not exist."""
    from roles.outline import outline
    from scenarios.library import index

    kept = outline(role)
    names = {competency.id: competency.name for competency in kept.competencies}
    return Course(role, names, [card for card in index() if card.role == role], kept.valid_days)


def achieved(found: Standing) -> "Achieved":
    """Drill -> attempts, the newest first."""
    tried: dict[str, list[Attempt]] = {}
    for each in reversed(found.attempts):
        tried.setdefault(each.scenario, []).append(each)
    return tried


def of_person(
    database: "Database", person: str, role: str, now: datetime, journal: "Journal | None" = None
) -> Standing:
    """How a person stands in a role. With a journal, an exam that certifies is looked up there: one that is unsound
    counts as not passed. Raises KeyError for a role that does not exist, StoreError."""
    attempts = [attempt(row) for row in attempts_of(database, person)]
    of = course(role)
    found = standing(attempts, of, now)
    if journal is None:
        return found
    heads = {exam.run: _head(journal, exam.run) for exam in found.certificate.exams}
    sound = [each if heads.get(each.run, "no exam") else each._replace(passed=False) for each in attempts]
    found = standing(sound, of, now)
    return found._replace(certificate=found.certificate.resting_on(heads))


def _head(journal: "Journal", run: str) -> str:
    from simulator.kernel.entries import SHOP
    from simulator.store.export import verify_run

    return journal.heads(run)[SHOP].hash.hex() if verify_run(journal, run).ok else ""
