"""Trainers' judgements and trainees' answers as they are kept. Nothing of it is ever changed in place."""

import secrets
from typing import NamedTuple

import msgspec
from sqlalchemy import delete, insert, select

from grading.overlay.judgements import Judgement
from simulator.store import overlay_tables as tables
from simulator.store.database import Database
from simulator.store.tables import runs


class Answered(NamedTuple):
    """What somebody said about a drill; of whoever wants to stay unknown neither who they are nor which session."""

    run: str
    person: str
    role: str
    scenario: str
    day: str
    anonymous: bool
    answers: dict[str, int]
    """Question -> 1-5."""


class OverlayBook:
    """Judgements in the order in which they were said. Every method may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def say(self, *said: Judgement) -> None:
        """Keep what a trainer said; what they said before of the same is history."""
        with self._database.write() as connection:
            for one in said:
                connection.execute(insert(tables.judgements), one._asdict())

    def of(self, run: str = "") -> list[Judgement]:
        """Of a session, or of all that people played."""
        table = tables.judgements.c
        query = select(*(table[name] for name in Judgement._fields)).order_by(table.no)
        if run:
            query = query.where(table.run == run)
        else:
            query = query.where(table.run.in_(select(runs.c.run).where(runs.c.bot == "")))
        with self._database.read() as connection:
            return [Judgement._make(row) for row in connection.execute(query)]


class SurveyBook:
    """Answers to the survey, in no order. Every method may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, answered: Answered) -> None:
        """Who is known answers once a session: the later answer stands in the place of the one before. Of who stays
        unknown only the role and the day are kept."""
        table = tables.surveys
        if answered.anonymous:
            answered = answered._replace(run="", person="", scenario="")
        row = answered._asdict() | {
            "no": secrets.randbelow(2**31 - 1) + 1,
            "answers": msgspec.json.encode(answered.answers, order="deterministic").decode(),
        }
        with self._database.write() as connection:
            if not answered.anonymous:
                mine = (table.c.run == answered.run, table.c.person == answered.person)
                connection.execute(delete(table).where(*mine))
            connection.execute(insert(table), row)

    def all(self) -> list[Answered]:
        """By day, then by lot."""
        table = tables.surveys.c
        query = select(*(table[name] for name in Answered._fields)).order_by(table.day, table.no)
        with self._database.read() as connection:
            return [
                Answered._make((*row[:-1], msgspec.json.decode(row[-1], type=dict[str, int])))
                for row in connection.execute(query)
            ]
