"""Scripts, shops and plays for the tests of drills; a script of everything at once, built without YAML."""

from dataclasses import dataclass, replace
from functools import cache

from roles.model import load as load_role
from scenarios import library
from scenarios.dataset import shipped
from scenarios.shop import load_shop
from scenarios.specs.course import Given, Happening, Trigger
from scenarios.specs.customers import CustomerSpec, GoodSpec, Payment, Question, Troubles
from scenarios.specs.rubric import Rubric
from scenarios.specs.scenario import Scenario
from scenarios.specs.spans import Span
from simulator.drill import bots
from simulator.drill.play import Played, play
from simulator.drill.session import Session
from simulator.drill.staging import Stage
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry, encode
from simulator.kernel.events import Event
from simulator.kernel.stimuli import Answer
from simulator.kernel.texts import Text
from simulator.store.memory import MemoryJournal

SCRIPTS = library.ORDER
RUN = "run-1"


@cache
def shipped_stage(name: str, minutes: int = 0) -> Stage:
    loaded = library.load(name, minutes=minutes)
    assert loaded.scenario is not None, loaded.problems
    return Stage.of(
        loaded.source, loaded.scenario, load_shop(loaded.scenario.shop), shipped(), load_role(loaded.scenario.role)
    )


def staged(*customers: CustomerSpec, happens: tuple[Happening, ...] = (), minutes: int = 6, **given: Span) -> Stage:
    """A stage for a script written as specs."""
    text = Text("Test", "测试")
    scenario = Scenario(
        "test", 1, "cashier", text, text, minutes, "supermarket", 1, Given(**given), customers, happens, Rubric((), ())
    )
    return replace(shipped_stage("first-sale"), scenario=scenario)


def at(ms: int) -> Span:
    return Span(ms, ms)


def customer(
    id: str = "ann", *goods: str, pays: tuple[Payment, ...] = (Payment("cash"),), **changes: object
) -> CustomerSpec:
    """Somebody with these goods (skus) who comes after a second."""
    basket = tuple(GoodSpec(sku) for sku in goods or ("milk_1l", "bread_milk_6"))
    return replace(CustomerSpec(id, at(1000), basket, ((pays, 1),)), **changes)


def happening(do: str, trigger: Trigger, **changes: object) -> Happening:
    return replace(Happening(f"{do}_it", trigger, do), **changes)


EVERY_WAY = (
    ((Payment("cash"),), 3),
    ((Payment("cash", hands="large"),), 1),
    ((Payment("card"),), 1),
    ((Payment("mobile", outcome="timeout"),), 2),
    ((Payment("mobile", outcome="uncharged"), Payment("cash")), 1),
    ((Payment("card", outcome="unclear"), Payment("cash")), 1),
    ((Payment("card", outcome="misreported"),), 1),
    ((Payment("card", outcome="not_presented"), Payment("mobile")), 1),
    ((Payment("mobile", outcome="screenshot"), Payment("mobile")), 2),
    ((Payment("mobile", outcome="declined"), Payment("cash", 2000, "exact"), Payment("mobile")), 2),
)


@cache
def storm() -> Stage:
    """Everything that can happen, in six minutes."""
    crowd = CustomerSpec(
        "crowd",
        Span(1000, 5000),
        (GoodSpec(category="grocery", quantity=Span(1, 3)), GoodSpec(category="produce", quantity=Span(0, 1))),
        EVERY_WAY,
        manners=("calm", "hurried", "chatty", "grumpy", "elderly"),
        patience=Span(40_000, 120_000),
        member="maybe",
        every=Span(8_000, 25_000),
        until=300_000,
        counts_change="maybe",
        troubles=Troubles(10, 10, 15, 15, 20, 10, 10, 10),
    )
    asks = Question("bag_please", "leaving", Text("A bag?", "袋子？"), (Answer("yes", Text("Yes", "好")),), ("yes",))
    fetcher = customer(
        "fetcher", "milk_1l", "soap_bar_115", fetches=(GoodSpec("eggs_30"),), fetch_time=Span(5000, 30_000),
        member="late", changes_mind="scanned", questions=(asks,),
    )  # fmt: skip
    jumper = customer("jumper", "cola_500", arrives=at(60_000), jumps_queue=True)
    return staged(
        crowd,
        fetcher,
        jumper,
        happens=(
            happening("power_fails", Trigger(stages=("scanning", "tendering", "paying", "change", "printing", "idle"))),
            happening("supervisor_orders", Trigger(event="incident_reported", by=Span(2000, 9000)),
                      orders=("wait", "manual_mode", "stop")),
            happening("power_flickers", Trigger(event="power_failed", by=Span(40_000, 50_000))),
            happening("power_returns", Trigger(event="power_failed", by=Span(60_000, 90_000))),
            happening("network_fails", Trigger(at=Span(150_000, 200_000))),
            happening("network_returns", Trigger(event="network_failed", by=Span(10_000, 40_000))),
            happening("channel_fails", Trigger(at=Span(30_000, 60_000)), channel="main"),
            happening("channel_returns", Trigger(event="channel_failed", by=Span(40_000, 60_000)), channel="main"),
            happening("paper_runs_low", Trigger(idle=4000), lines=Span(0, 20)),
            happening("change_supplied", Trigger(at=at(100_000)), pieces={1000: 5, 100: 50}),
            happening("static_code_payments", Trigger(at=at(90_000))),
            happening("says", Trigger(event="till_went_dark"), text=Text("Oh!", "哎呀！")),
        ),
        paper=Span(40, 200),
    )  # fmt: skip


@dataclass
class Run:
    """A play and all it left behind."""

    session: Session
    entries: list[Entry]
    played: Played

    def events(self, *kinds: type[Event]) -> list[Event]:
        return [entry.what for entry in self.entries if isinstance(entry.what, kinds)]

    @property
    def bytes(self) -> list[bytes]:
        return [encode(entry) for entry in self.entries]


def opening(stage: Stage, seed: int, run: str = RUN) -> f.RunOpened:
    return f.RunOpened(run, stage.scenario.id, 1, "practice", seed, 1, stage.hashes(), stage.stations, stage.role.id)


def opened(stage: Stage, seed: int) -> tuple[Session, MemoryJournal]:
    journal = MemoryJournal()
    first = opening(stage, seed)
    session = Session.open(
        first, stage.openings(seed), journal, stage.new_station, stage.sources(seed), stage.materials
    )
    return session, journal


def run(stage: Stage, seed: int = 1, bot: bots.Bot | None = None) -> Run:
    """Play a stage to its end; the perfect bot plays if nobody else does."""
    session, journal = opened(stage, seed)
    played = play(session, bot or bots.perfect(seed, stage.workstation))
    return Run(session, list(journal.read(RUN)), played)
