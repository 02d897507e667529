"""The one place that wires: the house behind the lobby.

`House` is cheap to make: the database (SQLAlchemy), scripts (pydantic) and devices are imported by the first call that
needs them, after the first frame. It satisfies `simulator.screens.ports.House`.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from simulator import wall_clock
from simulator.attesting import Attesting, new_id
from simulator.departing import Departing
from simulator.kernel.texts import Lang, Text
from simulator.lobby_rows import Achievement, OpenRun, Person
from simulator.looking_back import LookingBack
from simulator.playing import Playing
from simulator.settings import default_home, guess_language, load_settings, save_settings
from simulator.stages import stage_of
from simulator.wall_clock import wall

if TYPE_CHECKING:
    from grading.mastery.standing import Standing
    from grading.readiness.model import Readiness
    from grading.readiness.source import Gates
    from scenarios.library import Entry as Card
    from simulator.acceptance.desk import AcceptanceDesk
    from simulator.hardware.scanning import ScannerState
    from simulator.hardware.station import Devices, PrinterTrial
    from simulator.readiness.opening import OpeningDesk
    from simulator.screens.ports import Drill as Played
    from simulator.screens.profiles import Profile
    from simulator.store.database import Database
    from simulator.store.glance import Given
    from simulator.store.people import People, Results
    from simulator.store.result import Result as Kept
    from simulator.store.sql_journal import SqlJournal
    from simulator.stress.desk import LoadDesk


T = TypeVar("T")
LAST = "last"
"""Stands for the session that was opened last."""


class opened(cached_property[T]):
    """Opened once, by the thread that needs it first; others wait (`cached_property` lets nobody wait since 3.12)."""

    def __init__(self, opening: Callable[[Any], T]) -> None:
        super().__init__(opening)
        self._turn = RLock()

    if not TYPE_CHECKING:  # the same signatures

        def __get__(self, house, owner=None):
            with self._turn:
                return super().__get__(house, owner)


class House(Attesting, Playing, LookingBack, Departing):
    """Everything that can be reached from the lobby."""

    def __init__(
        self,
        home: Path | None = None,
        *,
        lang: Lang | None = None,
        profile: str = "",
        printer: str = "",
        scanner: str = "",
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.clock = clock
        self.home = home or default_home()
        self.settings = load_settings(self.home)
        self.lang: Lang = lang or self.settings.lang or guess_language()
        self._profile_name = profile or self.settings.profile or "generic"
        self.printer_url = printer or self.settings.printer
        self.scanner_url = scanner or self.settings.scanner
        self._profile: Profile | None = None

    # --- what is kept

    @opened
    def database(self) -> "Database":
        """Opened at the first need. Raises StoreError for a folder that cannot be used."""
        from simulator.store.database import Database

        return Database.open(self.home)

    @opened
    def journal(self) -> "SqlJournal":
        from simulator.store.holds import Holds
        from simulator.store.sql_journal import SqlJournal

        return SqlJournal(self.database, holds=Holds(self.home))

    @cached_property
    def _people(self) -> "People":
        from simulator.store.people import People

        return People(self.database)

    @cached_property
    def _results(self) -> "Results":
        from grading.readiness.digest import kept
        from simulator.store.people import Results

        return Results(self.database, kept)

    @cached_property
    def acceptance(self) -> "AcceptanceDesk":
        from simulator.acceptance.desk import AcceptanceDesk

        return AcceptanceDesk(self.database, self.journal, wall)

    @cached_property
    def opening(self) -> "OpeningDesk":
        from simulator.readiness.opening import OpeningDesk

        def page(ready: "Readiness", gates: "Gates", profile_sha256: str, others: bool, lang: Lang, path: Path) -> None:
            from simulator.reporting.page import readiness_page

            readiness_page(self.database, self.journal, ready, gates, profile_sha256, others, lang, path, wall())

        return OpeningDesk(self.home, self.database, self.journal, lambda: self.lang, page)

    @cached_property
    def loads(self) -> "LoadDesk":
        from simulator.stress.desk import LoadDesk

        return LoadDesk(self.home, stage_of, wall)

    @opened
    def devices(self) -> "Devices":
        """The real devices of this station, if any were named."""
        from simulator.hardware.station import Devices

        return Devices(self.printer_url, self.scanner_url, kick=self.settings.drawer_confirmed)

    def close(self) -> None:
        """Let go of devices and database, as far as they were opened."""
        for name in ("devices", "journal", "database"):
            opened = self.__dict__.pop(name, None)
            if opened is not None:
                opened.close()

    # --- choices

    def set_lang(self, lang: Lang) -> None:
        self.lang = self.settings.lang = lang
        save_settings(self.home, self.settings)

    @property
    def profile(self) -> "Profile":
        if self._profile is None:
            from simulator.screens.profiles import load_profile

            self._profile = load_profile(self._profile_name, self.lang)
        return self._profile

    def set_profile(self, name: str) -> None:
        from simulator.screens.profiles import load_profile

        self._profile, self.settings.profile = load_profile(name), name
        save_settings(self.home, self.settings)

    @property
    def last_person(self) -> tuple[str, str]:
        """(id, role) of who sat here last; the id is empty for a guest."""
        return self.settings.person, self.settings.role

    def remember(self, person: str, role: str) -> None:
        """Who sits here now."""
        self.settings.person, self.settings.role = person, role
        save_settings(self.home, self.settings)

    @property
    def printer(self) -> "PrinterTrial | None":
        """The real receipt printer of this station. Raises DeviceUrlError for an address that is none."""
        return self.devices.printer if self.printer_url else None

    @property
    def scanner(self) -> "ScannerState | None":
        """How the real scanner of this station is; None without one, or while it is looked for."""
        return self.devices.scanner if self.scanner_url else None

    @property
    def drawer_confirmed(self) -> bool:
        return self.settings.drawer_confirmed

    def confirm_drawer(self, yes: bool) -> None:
        self.settings.drawer_confirmed = yes
        if "devices" in self.__dict__:
            self.devices.kick = yes
        save_settings(self.home, self.settings)

    # --- people and what they achieved

    def people(self) -> Sequence[Person]:
        from simulator.store.glance import people

        return [
            Person(p.person, p.name, p.roles[0] if p.roles else "")
            for p in people(self._ask)
            if "trainer" not in p.roles and not p.gone
        ]

    def add_person(self, name: str, role: str) -> Person:
        kept = self._people.add(new_id(), name, [role], wall())
        return Person(kept.person, kept.name, role)

    def person(self, id: str) -> Person | None:
        """Of whoever went only what stands for them."""
        kept = self._people.get(id) if id else None
        if kept is None:
            return None
        name = kept.name
        if kept.gone:
            from grading.reports.rows import sign_of

            name = sign_of(id)
        return Person(kept.person, name, kept.roles[0] if kept.roles else "")

    def achievements(self, person_id: str) -> Mapping[str, Sequence[Achievement]]:
        from simulator.store.glance import achieved

        found: dict[str, list[Achievement]] = {}
        for kept in achieved(self._ask, person_id):
            found.setdefault(kept.scenario, []).append(Achievement(kept.mode, kept.passed, kept.finished))
        return found

    def _ask(self, statement: str, given: "Given") -> "Sequence[Sequence[Any]]":
        """What a lobby shows first: it does not wait for SQLAlchemy where the driver alone can say."""
        from simulator.store.glance import NotAtOnce, ask

        if "database" not in self.__dict__:
            with suppress(NotAtOnce):
                return ask(self.home, statement, given)
        return self.database.ask(statement, given)

    def standing(self, person_id: str, role: str, *, proven: bool = False) -> "Standing":
        """How a person stands in a role, now; `proven` looks at the journals that a certificate rests on."""
        from simulator.progress import of_person

        return of_person(self.database, person_id, role, wall_clock.now(), self.journal if proven else None)

    # --- drills

    def drills(self, role: str) -> "Sequence[Card]":
        from scenarios.library import index

        return [card for card in index() if card.role == role]

    def title(self, scenario: str) -> Text:
        from scenarios.library import index

        return next((card.title for card in index() if card.id == scenario), Text(scenario, scenario))

    def unfinished(self) -> Sequence[OpenRun]:
        self._keep_lost()
        self._refresh_records()
        return self._open(self._left())

    def wire(self, drill: "Played", wake: Callable[[], object]) -> Callable[[], list[str]]:
        """Put the station's real devices to work in a drill: receipts are printed, what devices say enters the session.

        `wake` is called, from any thread, when a device spoke; the function returned is then to be called by whoever
        plays the session, and returns the codes that were scanned.
        """
        if not (self.printer_url or self.scanner_url):
            return list
        from simulator.wiring import wire

        return wire(self.devices, drill, lambda: self.lang, wake)

    def _keep(self, kept: "Kept") -> None:
        """A guest never certifies, and leaves no result. A journal names who somebody was when it was begun."""
        owner = self._people.get(kept.person) if kept.person else None
        if kept.person:
            same = owner.same_as if owner else ""
            self._results.record(kept._replace(person=same) if same else kept)

    def last_run(self) -> str:
        """The run that was opened last, or empty."""
        runs = self.journal.runs(limit=1)
        return runs[0].run if runs else ""

    def named(self, session: str) -> str:
        """The id of a session that somebody typed. Raises NoSuchRun, of `last` where there is none yet."""
        return self.journal.run((self.last_run() or LAST) if session == LAST else session).run
