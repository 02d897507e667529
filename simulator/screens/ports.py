"""What the screens ask of the house: the one seam between Textual and everything below it.

`bootstrap.House` and its drills satisfy these protocols; tests hand in small ones kept in memory. Calls marked *slow*
touch the database or build a shop, so screens make them in a worker, after what can be shown has been shown.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from simulator.kernel.texts import Lang, Text

if TYPE_CHECKING:  # only names: nothing of this is loaded before the first frame
    from grading.debrief import Debrief
    from grading.mastery.standing import Standing
    from grading.result import Evidence, Result
    from scenarios.specs.scenario import Scenario
    from simulator.drill.clock import Clock
    from simulator.drill.lessons.beside import Beside
    from simulator.drill.lessons.moments import Moment
    from simulator.drill.places import Station
    from simulator.drill.session import Session
    from simulator.kernel.entries import Entry
    from simulator.kernel.paper import Document
    from simulator.lobby_rows import Gone, Touched
    from simulator.pins import Tried
    from simulator.pos.rules import Rules
    from simulator.said import Said
    from simulator.screens.acceptance.ports import Acceptance
    from simulator.screens.load.ports import Loads
    from simulator.screens.profiles import Profile
    from simulator.screens.readiness.ports import Opening

Mode = Literal["coach", "practice", "exam", "free"]
Role = Literal["cashier", "stock_clerk", "manager"]
ROLES: tuple[Role, ...] = ("cashier", "stock_clerk", "manager")


class DrillCard(Protocol):
    """A drill as the library's index tells it."""

    @property
    def id(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def title(self) -> Text: ...
    @property
    def brief(self) -> Text: ...
    @property
    def minutes(self) -> int: ...
    @property
    def level(self) -> int:
        """1 easy .. 5 hard."""
        ...

    @property
    def lengths(self) -> tuple[int, int]:
        """Shortest and longest, in minutes; (0, 0) where the length is fixed."""
        ...

    @property
    def modes(self) -> Sequence[str]: ...
    @property
    def competencies(self) -> Sequence[str]:
        """What it judges."""
        ...

    @property
    def after(self) -> Sequence[str]:
        """Drills to be passed, in practice or exam, before its exam."""
        ...

    @property
    def certifies(self) -> bool:
        """Its exam counts towards the role's certificate."""
        ...

    @property
    def learns(self) -> Sequence[Text]:
        """What is expected, a sentence each."""
        ...


class Person(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...


class Achievement(Protocol):
    """One finished attempt at a drill."""

    @property
    def mode(self) -> str: ...
    @property
    def passed(self) -> bool: ...
    @property
    def when(self) -> str:
        """ISO date and time."""
        ...


class OpenRun(Protocol):
    """A drill that was left in the middle."""

    @property
    def run(self) -> str: ...
    @property
    def title(self) -> Text: ...
    @property
    def mode(self) -> str: ...
    @property
    def person(self) -> str:
        """The trainee's name; empty for a guest."""
        ...

    @property
    def person_id(self) -> str: ...

    @property
    def role(self) -> str:
        """The role that it trains: what is kept of it differs."""
        ...

    @property
    def at(self) -> int:
        """Virtual milliseconds played so far."""
        ...


class ResultRow(Protocol):
    """A finished session."""

    @property
    def run(self) -> str: ...
    @property
    def title(self) -> Text: ...
    @property
    def mode(self) -> str: ...
    @property
    def seed(self) -> int: ...
    @property
    def when(self) -> str: ...
    @property
    def duration(self) -> int:
        """Virtual milliseconds."""
        ...

    @property
    def passed(self) -> bool: ...
    @property
    def grades(self) -> Mapping[str, int | None]:
        """Competency -> 1-5, None for not observed."""
        ...


class Finished(Protocol):
    """A drill that has ended: graded and sealed."""

    @property
    def result(self) -> "Result": ...
    @property
    def debrief(self) -> "Debrief": ...
    @property
    def entries(self) -> "Sequence[Entry]": ...
    @property
    def heads(self) -> Mapping[str, str]:
        """Stream -> hash of its last entry."""
        ...


class Review(Protocol):
    """A session to look back on: just finished, or opened from the results."""

    @property
    def run(self) -> str: ...
    @property
    def scenario(self) -> "Scenario": ...
    @property
    def mode(self) -> Mode: ...
    @property
    def seed(self) -> int: ...
    @property
    def person(self) -> Person | None: ...
    @property
    def rules(self) -> "Rules": ...
    @property
    def names(self) -> Mapping[str, Text]:
        """Of the role's competencies, and of who called it off."""
        ...

    @property
    def competencies(self) -> Mapping[str, Text]:
        """Names of the role's competencies."""
        ...

    @property
    def workstation(self) -> str:
        """`till`, `stockroom` or `office`."""
        ...

    def station_at(self, seq: int, station: str = ...) -> "Station":
        """A station as it stood right after its entry `seq`; the trainee's own where none is named."""
        ...

    def rewind(self, seq: int, station: str = ...) -> "Drill":
        """Try from here: a branch that begins right before a station's entry `seq`. Coach and practice only. Slow."""
        ...

    def practise(self, seq: int, station: str) -> "Drill":
        """The same in practice, also of an exam that is over. Slow."""
        ...

    def beside(self, entries: "Sequence[Entry]", behaviour: str, found: "Evidence") -> "Beside | None":
        """What was done at a moment, and how it looks when done right; None where it cannot be shown. Slow."""
        ...

    def moments(self, finished: "Any") -> "tuple[Moment, ...]":
        """The gravest mistakes as moments that can be tried again. Slow."""
        ...


class Drill(Review, Protocol):
    """A drill under way."""

    @property
    def session(self) -> "Session": ...
    @property
    def clock(self) -> "Clock": ...
    def receipt(self, document: str, lang: Lang) -> "Document | None":
        """An issued receipt, composed; None for a document that was never issued."""
        ...

    def lived(self, at: int) -> None:
        """Time passed, until `at`."""
        ...

    def finish(self, reason: str) -> Finished:
        """End, seal, grade, keep. Slow."""
        ...


class Printer(Protocol):
    """The real receipt printer of this station."""

    @property
    def name(self) -> str: ...
    def test(self, document: "Document") -> str:
        """Print; returns nothing, or the UPOS name of what kept it from printing. Slow."""
        ...


class Scanner(Protocol):
    """How the real scanner of this station is."""

    @property
    def device(self) -> str: ...
    @property
    def error(self) -> str | None:
        """A UPOS name; None while it is there."""
        ...


class House(Protocol):
    """Everything a person can reach from the lobby."""

    @property
    def home(self) -> Path: ...
    @property
    def lang(self) -> Lang: ...
    @property
    def profile(self) -> "Profile": ...
    @property
    def last_person(self) -> tuple[str, str]:
        """(id, role) of who sat here last; the id is empty for a guest. From the settings, no database."""
        ...

    def set_lang(self, lang: Lang) -> None: ...
    def remember(self, person: str, role: str) -> None:
        """Who sits here now, for the next start."""
        ...

    def set_profile(self, name: str) -> None:
        """Raises `ProfileError`."""
        ...

    def drills(self, role: str) -> Sequence[DrillCard]:
        """From the prebuilt index: quick, no database."""
        ...

    def achievements(self, person_id: str) -> Mapping[str, Sequence[Achievement]]:
        """Scenario -> attempts, newest first. Slow."""
        ...

    def standing(self, person_id: str, role: str, *, proven: bool = False) -> "Standing":
        """How a person stands in a role; `proven` looks at the journals that a certificate rests on. Slow."""
        ...

    def people(self) -> Sequence[Person]:
        """Slow."""
        ...

    def add_person(self, name: str, role: str) -> Person:
        """Slow."""
        ...

    def trainers(self) -> Sequence[Person]:
        """Those who can attest. Slow."""
        ...

    def add_trainer(self, name: str, pin: str, vouched_by: str = "") -> Person:
        """Slow. Only a salted hash of the PIN is kept. Where there are trainers, one of them vouches for another. A PIN
        that another trainer has is refused."""
        ...

    def give_pin(self, person: str, pin: str, vouched_by: str) -> None:
        """Slow. Another PIN for a trainer: their own old one vouches for it, or another trainer's."""
        ...

    def rename_person(self, person: str, name: str, vouched_by: str = "") -> Person:
        """Slow. Where there are trainers, one of them vouches for this and for what follows."""
        ...

    def merge_people(self, person: str, into: str, vouched_by: str = "") -> int:
        """All sessions become the other's; how many they were. Slow."""
        ...

    def remove_person(self, person: str, vouched_by: str = "") -> "Gone":
        """Take away who somebody is; what they did stays as figures of nobody. Slow."""
        ...

    def change_role(self, person: str, role: str, vouched_by: str = "") -> Person:
        """What somebody trains for. Slow."""
        ...

    def touched(self, trainer: str) -> "Touched":
        """What bears a trainer's name. Slow."""
        ...

    def check_trainer_pin(self, pin: str) -> "Tried":
        """Whose it is, if it was looked at. Slow."""
        ...

    def pin_wait(self) -> int:
        """Seconds until a PIN is looked at: it was guessed at too often. Slow."""
        ...

    def unfinished(self) -> Sequence[OpenRun]:
        """Slow."""
        ...

    def exam_left(self, person: str) -> OpenRun | None:
        """The exam that somebody left in the middle, which is over once they begin something else. Slow."""
        ...

    def start(
        self,
        scenario_id: str,
        mode: Mode,
        person: Person | None,
        seed: int | None = None,
        attested_by: str = "",
        minutes: int | None = None,
        *,
        ended_by: str = "",
    ) -> Drill:
        """Slow. An exam that this person left in the middle ends by a trainer's word."""
        ...

    def resume(self, run: str, attested_by: str = "") -> Drill:
        """Slow. An exam goes on only where a trainer attests again."""
        ...

    def leave(self, run: str) -> None:
        """Keep a drill open for another time, and let other windows have it."""
        ...

    def abandon(self, run: str, by: str = "") -> None:
        """Close an unfinished drill for good; an exam by whose it is, or by a trainer. Slow."""
        ...

    def results(self, person_id: str) -> Sequence[ResultRow]:
        """Slow."""
        ...

    @property
    def acceptance(self) -> "Acceptance":
        """The acceptance test. Slow at first."""
        ...

    @property
    def opening(self) -> "Opening":
        """Stores that are kept, and their readiness. Slow at first."""
        ...

    @property
    def loads(self) -> "Loads":
        """Loads on many tills at once."""
        ...

    def review(self, run: str) -> "tuple[Review, Finished]":
        """A finished session, opened again. Slow."""
        ...

    @property
    def said(self) -> "Said":
        """What trainers and trainees said of sessions; whatever is asked of it is slow."""
        ...

    def wall(self) -> str:
        """Wall time, with its zone."""
        ...

    def mistakes(self, person_id: str, role: str) -> "tuple[Review, Finished] | None":
        """The latest session in a role in which somebody (empty: a guest) missed something; None without one. Slow."""
        ...

    def export_debrief(self, review: Review, finished: Finished, lang: Lang) -> Path:
        """Write the debrief as one HTML file; returns where. Slow."""
        ...

    def wire(self, drill: Drill, wake: Callable[[], object]) -> Callable[[], list[str]]:
        """Put the station's real devices to work in a drill. `wake` is called, from any thread, when one spoke; the
        function returned then lets it enter the session, and returns the codes that were scanned."""
        ...

    @property
    def printer(self) -> Printer | None: ...
    @property
    def scanner(self) -> Scanner | None:
        """None without one, or while it is looked for."""
        ...

    @property
    def drawer_confirmed(self) -> bool:
        """Whether a real drawer at this station may be kicked."""
        ...

    def confirm_drawer(self, yes: bool) -> None: ...
