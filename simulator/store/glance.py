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
from urllib.parse import quote, unquote

from simulator.store.migrations import HEAD, VERSION

FILE = "storedrill.db"

WAIT = 5.0
"""Seconds to wait for another process's write."""

Given = Mapping[str, str]
Ask = Callable[[str, Given], Sequence[Sequence[Any]]]
"""Rows for a statement with `:name` parameters."""


GONE, SAME, WAS, RESET = "gone@", "is@", "was@", "reset@"
"""Marks among the roles of a person: since when they are here no more; who they are, where two were one (`departures`;
the latest last); and until when they had another name, `was@MOMENT@NAME` with the name quoted as in an address.
And of a trainer: when their PIN was given anew by nobody's word; that stays there."""


class Person(NamedTuple):
    person: str
    name: str
    roles: tuple[str, ...]
    created: str
    """Wall time."""
    marks: tuple[str, ...] = ()

    @property
    def gone(self) -> str:
        """Since when there is only a row of them; empty for whoever is here."""
        return next(iter(self._marked(GONE)), "")

    @property
    def same_as(self) -> str:
        """The id under which they are here."""
        return next(reversed(self._marked(SAME)), "")

    @property
    def reset(self) -> str:
        """Since when their word is that of whoever had the data folder; empty where a trainer gave every PIN."""
        return next(iter(self._marked(RESET)), "")

    @property
    def ways(self) -> list[str]:
        """All ids under which they have been here since, where two were one: the latest last."""
        return self._marked(SAME)

    @property
    def names(self) -> list[tuple[str, str]]:
        """Earlier names, the oldest first: until which moment, and the name."""
        told = (one.partition("@") for one in self._marked(WAS))
        return sorted((moment, unquote(name)) for moment, _, name in told)

    def _marked(self, mark: str) -> list[str]:
        return [one.removeprefix(mark) for one in self.marks if one.startswith(mark)]


def person_of(person: str, name: str, roles: str, created: str) -> Person:
    """Of a row as it is kept."""
    words = roles.split()
    marked = [word for word in words if word.startswith((GONE, SAME, WAS, RESET))]
    return Person(person, name, tuple(word for word in words if word not in marked), created, tuple(marked))


def was(moment: str, name: str) -> str:
    """The mark of a name that somebody had until a moment."""
    return f"{WAS}{moment}@{quote(name, safe='')}"


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
    return [person_of(*row) for row in rows]


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
