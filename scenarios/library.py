"""The scripts that ship, and how any script is loaded.

The index is prebuilt, so that a lobby lists what there is without parsing YAML; pydantic is imported when a script
is loaded.

>>> [entry.id for entry in index()][:1]
['first-sale']
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from simulator.kernel.texts import Text

if TYPE_CHECKING:  # a lobby lists drills without any of these
    from roles.model import Role
    from scenarios.problems import Problem
    from scenarios.shapes import Shop
    from scenarios.specs.scenario import Scenario

ORDER = (
    "first-sale",
    "weighed-and-2d",
    "age-restricted",
    "promotion-day",
    "members-and-points",
    "mobile-and-split",
    "returns-morning",
    "holiday-rush",
    "power-outage",
    "till-dies",
    "payment-unknown",
    "network-outage",
    "open-and-close",
    "quick-change-and-counterfeit",
    "price-dispute",
    "complaint",
    "receiving-basics",
    "receiving-troubles",
    "cycle-count",
    "expiry-and-markdown",
    "lot-recall",
    "transfer-discrepancy",
    "stock-detective",
    "power-outage-in-the-stockroom",
    "prices-and-orders",
    "bulk-import-bad-data",
    "open-the-store",
    "approvals-rush",
    "rights-untangled",
    "close-the-store",
    "login-and-sync-trouble",
    "read-the-numbers",
    "week-in-review",
    "over-short-investigation",
    "exception-report",
    "promotion-with-margin",
    "offline-reconciliation",
    "incident-command-all-tills-down",
    "cutover-night",
)
FREE = "free-practice"
"""Ships too, but is no drill: no lobby lists it, nobody is graded by it."""
SCRIPTS = Path(__file__).parent / "library"
INDEX = "index.json"


class Entry(msgspec.Struct, frozen=True):
    """What a lobby shows of a script."""

    id: str
    version: int
    role: str
    title: Text
    brief: Text
    minutes: int
    lengths: tuple[int, int]
    """Shortest and longest, in minutes; (0, 0) where the length is fixed."""
    level: int
    modes: tuple[str, ...]
    competencies: tuple[str, ...]
    sha: str
    """SHA-256 of the source."""
    learns: tuple[Text, ...] = ()
    """What a briefing says is expected, a sentence each."""
    after: tuple[str, ...] = ()
    """Drills to be passed, in practice or exam, before its exam."""
    certifies: bool = False
    """Its exam is one of those that make the role's certificate."""


class Loaded(NamedTuple):
    """A script as it was loaded. `scenario` is None exactly where a problem is an error."""

    file: str
    source: bytes
    """What was compiled: the file's bytes, with the minutes asked for. Keep these, and the same scenario comes back."""
    scenario: "Scenario | None"
    problems: "tuple[Problem, ...]"


@cache
def index() -> tuple[Entry, ...]:
    """The shipped scripts, in the order of the curricula."""
    data = (SCRIPTS / INDEX).read_bytes()
    return msgspec.json.decode(data, type=tuple[Entry, ...])


def names() -> tuple[str, ...]:
    return tuple(entry.id for entry in index())


def source_of(name: str) -> bytes:
    """The bytes of a shipped script. Raises FileNotFoundError for a name that does not ship."""
    return (SCRIPTS / f"{name}.yaml").read_bytes()


Shops = Mapping[str, Callable[[], "Shop"]]
"""Shop name -> what opens it."""


def is_path(name: str) -> bool:
    """Whether a script is named by its path."""
    return re.search(r"[/\\.]", name) is not None


def load(name_or_path: str, shop: "Shop | None" = None, *, minutes: int = 0) -> Loaded:
    """Load a shipped script by name, or any other by path. What is wrong comes back as problems, all at once.

    `shop` is the shop to play in; without it, the script names one of those that ship. `minutes` asks for another
    length than the script's own.
    """
    from scenarios.problems import START, problem
    from scenarios.source import read_file

    wrong: tuple[Problem, ...] = ()
    if name_or_path in (*names(), FREE):
        file, data = f"{name_or_path}.yaml", source_of(name_or_path)
    elif is_path(name_or_path):
        file = name_or_path
        data, wrong = read_file(Path(name_or_path))
    else:
        file, data = name_or_path, b""
        wrong = (problem("library", START, "", got=name_or_path, known=names()),)
    if wrong:
        return Loaded(file, data, None, wrong)
    return compile_source(data, shop, file=file, minutes=minutes)


def compile_source(data: bytes, shop: "Shop | None" = None, *, file: str = "", minutes: int = 0) -> Loaded:
    """Compile a script's bytes, such as a run kept them."""
    from scenarios.checking import check

    if minutes:
        data, wrong = with_minutes(data, minutes)
        if wrong:
            return Loaded(file, data, None, wrong)
    checked = check(data, {shop.id: lambda: shop} if shop else shipped_shops(), competencies())
    return Loaded(file, data, checked.scenario, checked.problems)


def examine(name_or_path: str, shop: "Shop | None" = None) -> Loaded:
    """Load a script and lint it: errors where there are any, else warnings about what makes no sense."""
    from scenarios.lint import lint
    from scenarios.source import read

    loaded = load(name_or_path, shop)
    tree = read(loaded.source).tree
    if loaded.scenario is None or tree is None:
        return loaded
    return loaded._replace(problems=lint(loaded.scenario, tree))


def shipped_shops() -> Shops:
    """The shops that ship; none is read before it is opened."""
    from scenarios.shop import SHIPPED, load_shop

    return {name: partial(load_shop, name) for name in SHIPPED}


@cache
def competencies() -> Mapping[str, Sequence[str]]:
    """Of each role that exists."""
    from roles.model import roles

    return {role.id: tuple(competency.id for competency in role.competencies) for role in roles().values()}


_MINUTES = re.compile(rb"^minutes:[ \t]*([0-9]+)", re.MULTILINE)


def with_minutes(data: bytes, minutes: int) -> "tuple[bytes, tuple[Problem, ...]]":
    """The same script with another length: the source itself says how long a run was, and nothing else needs to."""
    from scenarios.problems import START, problem

    found = _MINUTES.search(data)
    if found is None or not re.search(rb"^lengths:", data, re.MULTILINE):
        return data, (problem("length_fixed", START, "minutes", got=str(minutes)),)
    return data[: found.start(1)] + str(minutes).encode() + data[found.end(1) :], ()


# --- building the index ----------------------------------------------------------------------------------------------


def build_index() -> bytes:
    """The index's bytes, from the scripts beside it. Raises ValueError where one of them has a problem."""
    from roles.model import roles
    from scenarios.checking import check

    curricula = [name for role in roles().values() for name in role.curriculum]
    entries = []
    for name in (*(name for name in curricula if name in ORDER), *(name for name in ORDER if name not in curricula)):
        checked = check(source_of(name), shipped_shops(), competencies())
        if checked.scenario is None:
            raise ValueError("\n".join(p.words("en", f"{name}.yaml") for p in checked.problems))
        entries.append(_entry(checked.scenario, roles()[checked.scenario.role]))
    return msgspec.json.format(msgspec.json.encode(entries), indent=1) + b"\n"


def _entry(scenario: "Scenario", role: "Role") -> Entry:
    return Entry(
        id=scenario.id,
        version=scenario.version,
        role=scenario.role,
        title=scenario.title,
        brief=scenario.brief,
        minutes=scenario.minutes,
        lengths=(scenario.lengths.low, scenario.lengths.high),
        level=scenario.level,
        modes=scenario.modes,
        competencies=scenario.rubric.competencies,
        sha=scenario.sha,
        learns=scenario.learns,
        after=role.after.get(scenario.id, ()),
        certifies=scenario.id in role.certifies,
    )


def write_index() -> Path:
    """Rebuild `index.json` in a checkout; returns its path."""
    path = SCRIPTS / INDEX
    path.write_bytes(build_index())
    index.cache_clear()
    return path
