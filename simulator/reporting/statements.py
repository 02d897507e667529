"""What a report is about, as statements for a learning record store: its people's sessions, one by one."""

from collections.abc import Iterator
from typing import BinaryIO

from grading.reports.progress import EVERY, Tell
from grading.reports.xapi import HOME_PAGE, Setting
from simulator.formats.statements import statement_lines
from simulator.kernel.texts import Lang
from simulator.reporting.asked import Asked
from simulator.reporting.shelf import Shelf, known
from simulator.store.attempts import Tried


def write(shelf: Shelf, asked: Asked, lang: Lang, home_page: str, out: BinaryIO, tell: Tell) -> None:
    """Names are told where they were asked for; otherwise people are the ids of their accounts. Raises StoreError."""
    names = {**{one.id: one.name for one in shelf.people}, **shelf.trainers} if asked.names else {}
    for part in statement_lines(_rows(shelf, asked, tell), Setting(lang, home_page or HOME_PAGE, names)):
        out.write(part)


def _rows(shelf: Shelf, asked: Asked, tell: Tell) -> Iterator[Tried]:
    """The sessions of the period. A passed exam counts only while its journal is sound."""
    wanted, until = _people(shelf, asked), min(asked.until or asked.day, asked.day)
    rows = [row for row in shelf.rows if row.person in wanted and asked.since <= row.finished[:10] <= until]
    for at, row in enumerate(rows, 1):
        mine = asked.role in ("", known().role_of.get(row.scenario))
        if mine and (row.mode != "exam" or not row.passed or shelf.pool.prove(row.run)):
            yield row
        if at % EVERY == 0 or at == len(rows):
            tell(at, len(rows))


def _people(shelf: Shelf, asked: Asked) -> set[str]:
    """Those whom a report of the kind is about."""
    if asked.kind == "trainee":
        return {asked.person}
    if asked.kind == "class" or not asked.stores:
        return {one.id for one in shelf.people}  # of a role their sessions in it
    staff = [member.name for profile in asked.stores for member in profile.staff]
    return {ids[0] for name in staff if len(ids := shelf.pool.named.get(name, [])) == 1}
