"""A house kept in memory: what the screens ask for, without a disk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from grading.overlay.agreement import Between, between
from grading.overlay.judgements import Draft, Judgement, Overlay, overlay
from simulator.kernel.texts import Lang, Text
from simulator.lobby_rows import Gone, Touched
from simulator.pins import Tried, Tries
from simulator.store.errors import PinTaken


class Card(NamedTuple):
    id: str
    title: Text
    brief: Text
    minutes: int
    level: int
    modes: tuple[str, ...] = ("coach", "practice", "exam")
    learns: tuple[Text, ...] = ()
    lengths: tuple[int, int] = (6, 15)
    role: str = "cashier"
    after: tuple[str, ...] = ()
    certifies: bool = False
    competencies: tuple[str, ...] = ("accuracy", "cash")


class Someone(NamedTuple):
    id: str
    name: str
    role: str


class Attempt(NamedTuple):
    mode: str
    passed: bool
    when: str = "2026-11-20T10:00"


class Left(NamedTuple):
    run: str
    title: Text
    mode: str
    person: str
    at: int
    person_id: str = ""
    role: str = "cashier"


class Row(NamedTuple):
    run: str
    title: Text
    mode: str
    seed: int
    when: str
    duration: int
    passed: bool
    grades: Mapping[str, int | None]


FIRST_SALE = Card(
    "first-sale",
    Text("First sale", "第一单"),
    Text("A quiet morning, five customers, every key once.", "一个安静的早晨，五位顾客，每个键都用一遍。"),
    8,
    1,
    learns=(
        Text("Every item is scanned once, and nothing leaves unpaid.", "每件商品扫一次，没有商品未付款离店。"),
        Text("What was received and what is given back is said aloud.", "唱收唱付。"),
        Text("The change is right.", "找零准确。"),
    ),
)
HOLIDAY_RUSH = Card(
    "holiday-rush",
    Text("Holiday rush", "节假日高峰"),
    Text("The day before the festival. The queue grows from two to eight.", "节前最后一天，队伍从两人排到八人。"),
    15,
    4,
)
POWER_OUTAGE = Card(
    "power-outage",
    Text("Power outage", "断电应急"),
    Text("A stormy afternoon. The lights have flickered twice.", "暴风雨的下午，灯已经闪了两次。"),
    10,
    3,
)


class FakeSaid:
    """What was said, in memory; raters bear their ids as names."""

    def __init__(self) -> None:
        self.judged: list[Judgement] = []
        self.answered: list[tuple[object, ...]] = []

    def overlay(self, run: str) -> Overlay:
        return overlay(one for one in self.judged if one.run == run)

    def say(self, run: str, role: str, rater: str, drafts: Sequence[Draft], wall: str) -> Overlay:
        self.judged += [Judgement(run, rater, rater, *draft, said=wall) for draft in drafts]
        return self.overlay(run)

    def agreement(self) -> tuple[Between, ...]:
        return between(overlay(self.judged).scores)

    def answer(
        self, run: str, person: str, role: str, scenario: str, answers: Mapping[str, int], day: str, *, anonymous: bool
    ) -> None:
        self.answered.append((person, dict(answers), anonymous))


@dataclass
class FakeHouse:
    """Answers at once; `asked` is what was called."""

    lang: Lang = "en"
    home: Path = Path("/data/storedrill")
    cards: tuple[Card, ...] = (FIRST_SALE, HOLIDAY_RUSH, POWER_OUTAGE)
    crew: list[Someone] = field(
        default_factory=lambda: [Someone("p1", "王芳", "cashier"), Someone("p2", "Li Lei", "cashier")]
    )
    attempts: dict[str, dict[str, list[Attempt]]] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    standings: dict[str, object] = field(default_factory=dict)
    pins: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[object, ...]] = field(default_factory=list)
    new_drill: Callable[..., object] | None = None
    looked_back: object = None
    drawer_confirmed: bool = False
    printer: object = None
    scanner: object = None
    acceptance: object = None
    opening: object = None
    loads: object = None
    rosters: tuple[str, ...] = ()
    tries: Tries = Tries()
    now: float = 100.0
    sayings: "FakeSaid" = field(default_factory=FakeSaid)

    @property
    def profile(self) -> object:
        from simulator.screens.profiles import load_profile

        return load_profile()

    last_person: tuple[str, str] = ("", "cashier")

    def remember(self, person: str, role: str) -> None:
        self.last_person = person, role

    def set_lang(self, lang: Lang) -> None:
        self.lang = lang

    def set_profile(self, name: str) -> None:
        self.asked.append(("set_profile", name))

    def drills(self, role: str) -> Sequence[Card]:
        return self.cards if role == "cashier" else ()

    def achievements(self, person_id: str) -> Mapping[str, Sequence[Attempt]]:
        return self.attempts.get(person_id, {})

    def standing(self, person_id: str, role: str, *, proven: bool = False) -> object:
        return self.standings.get(person_id)

    def people(self) -> Sequence[Someone]:
        return [person for person in self.crew if person.role != "trainer"]

    def trainers(self) -> Sequence[Someone]:
        return [person for person in self.crew if person.role == "trainer"]

    def add_person(self, name: str, role: str) -> Someone:
        person = Someone(f"p{len(self.crew) + 1}", name, role)
        self.crew.append(person)
        return person

    def add_trainer(self, name: str, pin: str, vouched_by: str = "") -> Someone:
        assert (vouched_by in self.pins.values()) == bool(self.pins), "a trainer is let in by another"
        self._demand_free(pin)
        person = self.add_person(name, "trainer")
        self.pins[pin] = person.id
        return person

    def rename_person(self, person: str, name: str, vouched_by: str = "") -> Someone:
        self.asked.append(("rename", person, name, vouched_by))
        at = next(n for n, one in enumerate(self.crew) if one.id == person)
        self.crew[at] = self.crew[at]._replace(name=name)
        return self.crew[at]

    def merge_people(self, person: str, into: str, vouched_by: str = "") -> int:
        self.asked.append(("merge", person, into, vouched_by))
        self.crew = [one for one in self.crew if one.id != person]
        return len(self.rows)

    def remove_person(self, person: str, vouched_by: str = "") -> Gone:
        self.asked.append(("remove", person, vouched_by))
        self.crew = [one for one in self.crew if one.id != person]
        return Gone("T-19C13A", len(self.rows), 0, self.rosters)

    def change_role(self, person: str, role: str, vouched_by: str = "") -> Someone:
        self.asked.append(("role", person, role, vouched_by))
        at = next(n for n, one in enumerate(self.crew) if one.id == person)
        self.crew[at] = self.crew[at]._replace(role=role)
        return self.crew[at]

    def give_pin(self, person: str, pin: str, vouched_by: str) -> None:
        self._demand_free(pin, person)
        self.asked.append(("pin", person, pin, vouched_by))

    def touched(self, trainer: str) -> Touched:
        return Touched(3, 2)

    def check_trainer_pin(self, pin: str) -> Tried:
        if wait := self.pin_wait():
            return Tried(wait=wait, looked=False)
        whose = self.pins.get(pin, "")
        self.tries = Tries() if whose else self.tries.missed(self.now)
        return Tried(whose, self.pin_wait())

    def pin_wait(self) -> int:
        return self.tries.wait(self.now)

    def _demand_free(self, pin: str, person: str = "") -> None:
        if self.pins.get(pin, person) != person:
            raise PinTaken

    def unfinished(self) -> Sequence[Left]:
        return self.left

    def exam_left(self, person: str) -> Left | None:
        return next((left for left in self.left if left.mode == "exam" and left.person_id == person), None)

    def start(
        self,
        scenario_id: str,
        mode: str,
        person: object,
        seed: int | None = None,
        attested_by: str = "",
        minutes: int | None = None,
        *,
        ended_by: str = "",
    ) -> object:
        asked = ("start", scenario_id, mode, person and person.name, seed, attested_by, minutes)
        self.asked.append((*asked, ended_by) if ended_by else asked)
        return self.new_drill() if self.new_drill else None

    def resume(self, run: str, attested_by: str = "") -> object:
        self.asked.append(("resume", run, attested_by) if attested_by else ("resume", run))
        return self.new_drill() if self.new_drill else None

    def leave(self, run: str) -> None:
        self.asked.append(("leave", run))

    def abandon(self, run: str, by: str = "") -> None:
        self.asked.append(("abandon", run, by) if by else ("abandon", run))
        self.left = [left for left in self.left if left.run != run]

    def results(self, person_id: str) -> Sequence[Row]:
        return self.rows

    def review(self, run: str) -> object:
        self.asked.append(("review", run))
        return self.looked_back

    @property
    def said(self) -> "FakeSaid":
        return self.sayings

    @staticmethod
    def wall() -> str:
        return "2026-11-26T10:00:00+08:00"

    def mistakes(self, person_id: str, role: str) -> object:
        self.asked.append(("mistakes", person_id, role))
        return self.looked_back

    def wire(self, drill: object, wake: object) -> Callable[[], list[str]]:
        return list

    def export_debrief(self, review: object, finished: object, lang: Lang) -> Path:
        self.asked.append(("export", lang))
        return self.home / "debriefs" / "first-sale-7.html"

    def confirm_drawer(self, yes: bool) -> None:
        self.drawer_confirmed = yes
