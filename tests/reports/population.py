"""A mixed population straight into the data folder, drawn from a seed: what a real folder has after years, and worse.

People of one name, of several roles or of none that is known; sessions with a coach, of bots, of second tries, left in
the middle, not sealed, without a head, of two zones and out of turn; summaries of versions that kept less; exams
repeated and lost again; drills that nobody knows; evidence from outside, some of it too old.
"""

import json
import sqlite3
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from random import Random

from grading.readiness.digest import kept
from grading.readiness.model import Gate, Kind, Member, Profile, Shift, Threshold, Waiver
from grading.readiness.source import shipped_gates
from grading.reports.model import Report
from roles.model import load, names
from scenarios.library import Entry, index
from simulator.kernel.texts import Text
from simulator.reporting.asked import Asked, Asking, Kept
from simulator.reporting.making import make
from simulator.reporting.shelf import Shelf
from simulator.store.database import FILE, Database
from simulator.store.memory import MemoryJournal
from simulator.store.records import rewrite_all

DAY = date(2026, 11, 26)
EVERY = 1 << 62
ZONES = timezone(timedelta(hours=8)), timezone(timedelta(hours=-3))
SUMMARY_FORMS = ("whole", "whole", "whole", "whole", "no missed", "no done")


class Believed(Shelf):
    """Heads as they are recorded; a session without one is unsound."""

    def prove(self, run: str) -> str:
        return self._recorded.get(run, "")

    @cached_property
    def _recorded(self) -> dict[str, str]:
        return {row.run: row.head for row in self.rows}


def filled(place: Path, seed: int, drills: int = 240) -> None:
    """A data folder of that seed."""
    with Database.open(place):
        pass
    connection, draws = sqlite3.connect(place / FILE), Random(seed)
    people = _people(connection, draws)
    cards = index()
    for n in range(1, drills + 1):
        _session(connection, draws, n, draws.choice(people), draws.choice(cards))
    able = [(who, drill) for who in draws.sample(people, 5) for role in names() for drill in load(role).certifies]
    for n, (person, drill) in enumerate(able, drills + 1):
        _session(connection, draws, n, person, next(card for card in cards if card.id == drill), able=True)
    for n in range(8):
        _outside(connection, draws, n)
    connection.commit()
    connection.close()
    with Database.open(place) as database, database.write() as writer:
        rewrite_all(writer, kept)


def _people(connection: sqlite3.Connection, draws: Random) -> list[str]:
    found = []
    for n in range(1, 13):
        person, name = f"{n:08x}", f"Trainee {n}" if n > 2 else "Twin"
        roles = draws.choice(("cashier", "cashier", "manager", "stock_clerk cashier", "florist", "", "trainer"))
        connection.execute("INSERT INTO people VALUES (?, ?, ?, ?, '')", (n, person, name, roles))
        found.append(person)
    return found


def _session(
    connection: sqlite3.Connection, draws: Random, n: int, person: str, card: Entry, *, able: bool = False
) -> None:
    """As it comes; or an exam that was most likely passed."""
    run, drill, judged = f"{draws.getrandbits(40):010x}", card.id, list(card.competencies)
    if not able and draws.random() < 0.4:  # much of it is of few drills, so that exams are repeated
        drill = draws.choice(("first-sale", "power-outage", "network-outage", "till-dies", "cutover-night"))
    if not able and draws.random() < 0.04:
        drill = "my-own"
    mode = draws.choices(("coach", "practice", "exam", "free"), (2, 4, 6, 0.3))[0] if not able else "exam"
    ago = timedelta(days=draws.randint(-1, 120), minutes=draws.randrange(600))
    when = (datetime.combine(DAY, datetime.min.time(), ZONES[0]) + timedelta(hours=10) - ago).astimezone(
        ZONES[draws.random() < 0.1]
    )
    sure = 0.02 if able else 1
    passed, sealed = draws.random() > 0.3 * sure, draws.random() > 0.05 * sure
    by = ("t" if able else draws.choice(("t", "t", "u", person, ""))) if mode == "exam" else ""
    ended = "finished" if able else draws.choices(("finished", "quit", "abandoned"), (9, 1, 1))[0]
    bot, branch = draws.random() < 0.03 * sure, draws.random() < 0.03 * sure
    kept = _summary(draws, judged, passed)
    connection.execute(
        "INSERT INTO runs VALUES (?, ?, ?, 1, ?, ?, 'cashier', ?, ?, ?, '1', ?, '+08:00', ?, ?, 900, 540000, ?)",
        (n, run, drill, mode, n % 7, person, "perfect" if bot else "", by, when.isoformat(), "other" if branch else "",
         sealed, ended),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO results VALUES (?, ?, ?, ?, 1, ?, ?, '1', ?, ?, ?, ?, ?, ?)",
        (n, run, person, drill, mode, n % 7, sealed, by, passed, kept, "ab" * 32, when.isoformat()),
    )
    if draws.random() > 0.05 * sure:
        connection.execute("INSERT INTO segments VALUES (?, 1, 1, '[]', '', ?)", (run, draws.randbytes(32)))


def _summary(draws: Random, judged: list[str], passed: bool) -> str:
    form = draws.choice(SUMMARY_FORMS)
    grades = {one: draws.choice((None, 1, 2, 3, 4, 5, 5, 5)) for one in judged if draws.random() < 0.9}
    done = {} if draws.random() < 0.05 else {one: [12 - draws.choice((0, 0, 0, 2)), 12] for one in judged}
    missed = {f"rule_{n}": [draws.randint(1, 3), 12] for n in range(draws.choice((0, 0, 1, 3)))}
    graves = [] if passed else [["rule_0", (judged or ["accuracy"])[0], "till-1", 51, 133_000]]
    kept: dict[str, object] = {"duration": 540_000, "grades": grades}
    if form != "no done":
        kept["done"] = done
    if form == "whole":
        kept |= {"missed": missed, "graves": graves}
    return json.dumps(kept, separators=(",", ":"))


def _outside(connection: sqlite3.Connection, draws: Random, n: int) -> None:
    day, store = str(DAY - timedelta(days=draws.randint(0, 70))), draws.choice(("", "store_0", "store_1"))
    gate = draws.choice(("peak_load", "response_time", "satisfaction", "hypercare_agreed", "data_import"))
    value = {"peak_load": "210", "response_time": "1.5 s", "satisfaction": "4", "data_import": "100%"}.get(gate, "")
    connection.execute(
        "INSERT INTO attached VALUES (?, ?, 'f.csv', ?, 'IT', ?, ?, ?, ?, ?, '', ?, ?)",
        (n + 1, gate, f"{n:064x}", draws.choice(("sandbox", "customer", "customer")), day,
         draws.choice(("", "2026-11-20", "2027-01-01")), value, draws.choice((3, 120)),
         draws.choice(("", "items")), store),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO device_checks VALUES (?, ?, '', ?, ?, 'prints', 'IT', ?, ?)",
        (n + 1, draws.choice(("printer-1", "scanner-1")), draws.choice(("sandbox", "device")), draws.random() < 0.8,
         f"{day}T09:00:00+08:00", store),
    )  # fmt: skip


def gate(id: str, kind: Kind, role: str = "", drills: tuple[str, ...] = ()) -> Gate:
    """One of the customer's own."""
    text, asked = Text(id, id), Threshold("at_least", (9, 10), "share")
    return Gate(id, text, text, text, kind, "sandbox", asked, 60, role=role, drills=drills, own=True)


def profiles(draws: Random, stores: int) -> tuple[Profile, ...]:
    """Of overlapping staff, some in several roles, some that nobody knows, some that several people are called."""
    known = ["Twin", "Nobody", *(f"Trainee {n}" for n in range(3, 13))]
    found = []
    for n in range(stores):
        members = draws.sample(known, draws.randint(1, 9))
        staff = tuple(
            Member(name, tuple(draws.sample(names(), draws.randint(1, 2))),
                   draws.choice((("early",), ("early", "late"), ())))
            for name in members
        )  # fmt: skip
        shifts = tuple(
            Shift(id, Text(id, id), {"cashier": draws.randint(1, 3), "manager": 1}) for id in ("early", "late")
        )
        own = (
            gate("own_operations", "operations", role="cashier"),
            gate("own_rehearsed", "rehearsed", drills=("first-sale", "holiday-rush")),
        )  # fmt: skip
        waiver = Waiver(
            "shifts_covered", Text("A", "A"), Text("b", "b"), str(DAY + timedelta(days=draws.randint(-3, 9)))
        )
        found.append(Profile(
            f"store_{n}", Text(f"Store {n}", f"{n} 号店"), str(DAY + timedelta(days=draws.choice((-2, 5, 20, 90)))), 8,
            900, 140, draws.choice(members), staff, shifts, ("printer-1", "scanner-1"), own, (waiver,),
        ))  # fmt: skip
    return tuple(found)


def asked(seed: int, kind: Asking = "readiness", *, names: bool = False) -> Asked:
    draws = Random(seed)
    stores = profiles(draws, draws.choice((1, 2, 3)))
    if kind == "readiness" and draws.random() < 0.2:
        stores = ()
    gates, day = shipped_gates(), DAY - timedelta(days=draws.choice((0, 0, 15)))
    role = draws.choice(("", "cashier")) if kind in ("class", "store") else "cashier"
    return Asked(
        kind, f"{DAY}T12:00:00+08:00", str(day), Kept(draws.choice((EVERY, 200)), 6, 7),
        gates.gates, gates.sha256, stores, ("cd" * 32,) * len(stores), person="00000004" if kind == "trainee" else "",
        others=draws.random() < 0.3, role=role,
        since=draws.choice(("", str(DAY - timedelta(days=40)))), names=names,
    )  # fmt: skip


def report(place: Path, what: Asked) -> Report:
    with Database.open(place) as database:
        return make(Believed(database, MemoryJournal(), what.kept), what)
