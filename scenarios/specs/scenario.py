"""A whole script."""

from collections.abc import Collection
from dataclasses import dataclass

from scenarios.specs.course import Given, Happening
from scenarios.specs.customers import CustomerSpec
from scenarios.specs.office import OfficeSpec
from scenarios.specs.rubric import Rubric
from scenarios.specs.spans import Span
from scenarios.specs.stockroom import StockroomSpec
from simulator.kernel.texts import Text


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole script."""

    id: str
    version: int
    role: str
    title: Text
    brief: Text
    minutes: int
    shop: str
    level: int
    """1 easy .. 5 hard."""
    given: Given
    customers: tuple[CustomerSpec, ...]
    happenings: tuple[Happening, ...]
    rubric: Rubric
    stockroom: StockroomSpec | None = None
    """Of a stock clerk's drill."""
    lengths: Span = Span(0, 0)
    """Minutes it may be played for instead of `minutes`; (0, 0) where its length is fixed."""
    modes: tuple[str, ...] = ("coach", "practice", "exam")
    learns: tuple[Text, ...] = ()
    """What the briefing says is expected, a sentence each."""
    office: OfficeSpec | None = None
    """What lies on the manager's desk; None where the drill is played elsewhere."""
    includes: tuple[tuple[str, str], ...] = ()
    """(rule, another): whoever breaks the first has broken the other, too. It judges nothing; the matrix demands it."""
    sha: str = ""
    """SHA-256 of the script's source."""


def family(rule: str, includes: Collection[tuple[str, str]]) -> frozenset[str]:
    """All that a rule includes, also by way of another.

    >>> sorted(family("a", [("a", "b"), ("b", "c"), ("d", "a")]))
    ['b', 'c']
    """
    found: set[str] = set()
    left = [rule]
    while left:
        first = left.pop()
        new = {other for one, other in includes if one == first} - found - {rule}
        found |= new
        left += new
    return frozenset(found)
