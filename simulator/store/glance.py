"""What a lobby shows first, who there is and what they achieved: plain SQL, answered by whoever can answer soonest.

To load SQLAlchemy takes longer than all that a lobby does besides. So as long as nobody has opened the database, the
driver alone is asked (`ask`): of a file that is there and of today's schema. Whatever else can be the matter with a
data folder is left to `Database.open`, which mends it or says so.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from simulator.store.migrations import HEAD, VERSION

FILE = "storedrill.db"

WAIT = 5.0
"""Seconds to wait for another process's write."""

Given = Mapping[str, str]
Ask = Callable[[str, Given], Sequence[Sequence[Any]]]
"""Rows for a statement with `:name` parameters."""


GONE, SAME = "gone@", "is@"
"""Among the roles of a person who went: since when; and who they are, where two were one (`departures`)."""
RESET = "reset@"
"""Among the roles of a trainer: when their PIN was given anew by nobody's word. It stays there."""


class Person(NamedTuple):
    person: str
    name: str
    roles: tuple[str, ...]
    created: str
    """Wall time."""

    @property
    def gone(self) -> str:
        """Since when there is only a row of them; empty for whoever is here."""
        return self._told(GONE)

    @property
    def same_as(self) -> str:
        """The id under which they are here."""
        return self._told(SAME)

    @property
    def reset(self) -> str:
        """Since when their word is that of whoever had the data folder; empty where a trainer gave every PIN."""
        return self._told(RESET)

    def _told(self, word: str) -> str:
        return next((role.removeprefix(word) for role in self.roles if role.startswith(word)), "")


class Achieved(NamedTuple):
    """So much of a result as says what was achieved."""

    scenario: str
    mode: str
    passed: bool
    finished: str
    """Wall time."""


class NotAtOnce(Exception):
    """The driver alone cannot say: open the database."""


def people(ask: Ask) -> list[Person]:
    """In the order in which they came."""
    rows = ask("SELECT person, name, roles, created FROM people ORDER BY no", {})
    return [Person(person, name, tuple(roles.split()), created) for person, name, roles, created in rows]


def achieved(ask: Ask, person: str) -> list[Achieved]:
    """By a person, the latest first."""
    statement = "SELECT scenario, mode, passed, finished FROM results WHERE person = :person ORDER BY no DESC"
    return [
        Achieved(scenario, mode, bool(passed), when)
        for scenario, mode, passed, when in ask(statement, {"person": person})
    ]


def ask(folder: Path, statement: str, given: Given) -> Sequence[Sequence[Any]]:
    """Let the driver answer. Raises NotAtOnce."""
    address = f"{(folder / FILE).absolute().as_uri()}?mode=ro"  # who only reads makes no file, and clears up no log
    try:
        with closing(sqlite3.connect(address, timeout=WAIT, uri=True)) as connection:
            connection.execute("BEGIN")
            if connection.execute(VERSION).fetchone() == (HEAD,):
                return connection.execute(statement, dict(given)).fetchall()
    except sqlite3.Error as error:
        raise NotAtOnce from error
    raise NotAtOnce
