"""From materials to a stage: the script, shop, people and role that a run is made of, as bytes and as things.

A run keeps its materials by content, so it is replayed with the shop and the script of its own day.
"""

from dataclasses import dataclass
from hashlib import sha256

import msgspec

from roles.model import Role
from scenarios.dataset import People, decode_people, encode_people
from scenarios.library import compile_source
from scenarios.problems import Problem
from scenarios.shop import Shop, decode_shop, encode_shop
from scenarios.specs.scenario import Scenario
from simulator.drill.grounds import Ground, ground_of
from simulator.drill.grounds.till import rules_of
from simulator.drill.places import Opened, Station
from simulator.drill.sources import Source
from simulator.pos.rules import Rules

_decode_role = msgspec.json.Decoder(Role).decode


class StagingError(Exception):
    """A script that cannot be played; `file` names the script."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{file}: {len(problems)} problems")
        self.file = file
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything a run needs apart from who plays, when, and with which seed."""

    scenario: Scenario
    shop: Shop
    people: People
    role: Role
    rules: Rules
    materials: dict[str, bytes]

    @classmethod
    def of(cls, script: bytes, scenario: Scenario, shop: Shop, people: People, role: Role) -> "Stage":
        materials = {
            "script": script,
            "shop": encode_shop(shop),
            "people": encode_people(people),
            "role": msgspec.json.encode(role),
        }
        return cls(scenario, shop, people, role, rules_of(shop, people, role, scenario.given, scenario), materials)

    @classmethod
    def restored(cls, materials: dict[str, bytes]) -> "Stage":
        """The stage that a run was played on. Raises StagingError when its script no longer compiles."""
        shop = decode_shop(materials["shop"])
        loaded = compile_source(materials["script"], shop)
        if loaded.scenario is None:
            raise StagingError(loaded.file, loaded.problems)
        people, role = decode_people(materials["people"]), _decode_role(materials["role"])
        rules = rules_of(shop, people, role, loaded.scenario.given, loaded.scenario)
        return cls(loaded.scenario, shop, people, role, rules, materials)

    def hashes(self) -> dict[str, str]:
        """Material -> SHA-256, for the opening entry."""
        return {name: sha256(data).hexdigest() for name, data in self.materials.items()}

    @property
    def workstation(self) -> str:
        """`till`, `stockroom` or `office`."""
        return self.role.workstation

    @property
    def ground(self) -> Ground:
        return ground_of(self)

    @property
    def stations(self) -> tuple[str, ...]:
        """The stations of a run, the person's first."""
        return self.ground.stations

    def new_station(self, name: str) -> Station:
        """A station before it is opened."""
        return self.ground.new_station(name)

    def openings(self, seed: int) -> tuple[Opened, ...]:
        """The stations as the person finds them."""
        return self.ground.openings(seed)

    def sources(self, seed: int) -> tuple[Source, ...]:
        """Fresh ones: everybody and everything from outside."""
        return self.ground.sources(seed)
