"""Which bot loses which rule: whoever leaves one thing out loses just what is about that, and nothing else.

Mutation testing, for every rule of a script. A rule that is only ever lost together with others counts one omission
twice, and one that nobody loses judges nothing: a script has neither. Where one rule is the grave form of another, the
script says so (`includes`), and then whoever loses it has to lose exactly both.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from scenarios.specs.scenario import Scenario, family


class Company(NamedTuple):
    """The play in which a rule was lost with the fewest others."""

    bot: str
    others: tuple[str, ...]
    """Beyond those that it includes."""


class Fault(NamedTuple):
    """What the demand is not met by: a text id and its parameters, of the rule in that line of the script."""

    line: int
    id: str
    params: dict[str, object]


@dataclass
class Matrix:
    """Rule -> who loses it."""

    lines: dict[str, int]
    """Rule -> where it stands in the script."""
    includes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Rule -> those that whoever breaks it breaks as well, by what the script says."""
    alone: dict[str, dict[str, int]] = field(default_factory=dict)
    """Rule -> bot that loses it, with what it includes and nothing else -> on how many seeds."""
    company: dict[str, Company] = field(default_factory=dict)
    """Rule that nobody loses alone -> with which others it is lost at best."""
    apart: dict[tuple[str, str], str] = field(default_factory=dict)
    """(rule, other that it is said to include) -> bot that lost the first alone."""
    plays: int = 0

    @classmethod
    def of(cls, scenario: Scenario) -> "Matrix":
        """An empty one."""
        rules = scenario.rubric.expectations
        whole = {rule.id: family(rule.id, scenario.includes) for rule in rules}
        return cls({rule.id: rule.line for rule in rules}, whole, {rule.id: {} for rule in rules})

    def note(self, bot: str, lost: Iterable[str]) -> None:
        """Take in what a play lost."""
        self.plays += 1
        fell = set(lost)
        for rule in fell & self.lines.keys():
            included = self.includes.get(rule, frozenset())
            others = tuple(other for other in self.lines if other in fell - included - {rule})
            for other in included - fell:
                self.apart.setdefault((rule, other), bot)
            if not others and included <= fell:
                self.alone[rule][bot] = self.alone[rule].get(bot, 0) + 1
                self.company.pop(rule, None)
            elif not self.alone[rule] and (rule not in self.company or len(others) < len(self.company[rule].others)):
                self.company[rule] = Company(bot, others)

    @property
    def open(self) -> list[str]:
        """Rules that nobody lost alone yet."""
        return [rule for rule, bots in self.alone.items() if not bots]

    @property
    def told_apart(self) -> int:
        return len(self.alone) - len(self.open)

    @property
    def never(self) -> list[str]:
        """Rules that no bot loses."""
        return [rule for rule in self.open if rule not in self.company]

    def faults(self) -> Iterator[Fault]:
        """All that is demanded and not so, in the order of the script."""
        for rule, line in sorted(self.lines.items(), key=lambda each: each[1]):
            company = self.company.get(rule)
            if company is not None and company.others:
                told: dict[str, object] = {"rule": rule, "others": ", ".join(company.others), "bot": company.bot}
                yield Fault(line, "cli.matrix_others", told)
            elif company is None and not self.alone[rule]:
                yield Fault(line, "cli.matrix_judges_nothing", {"rule": rule})
            for (first, other), bot in sorted(self.apart.items()):
                if first == rule:
                    yield Fault(line, "cli.matrix_apart", {"rule": rule, "other": other, "bot": bot})

    def report(self) -> dict[str, object]:
        """For machines."""
        return {
            "rules": {
                rule: {
                    "line": self.lines[rule],
                    "includes": sorted(self.includes.get(rule, ())),
                    "alone": bots,
                    "company": self.company[rule]._asdict() if rule in self.company else None,
                }
                for rule, bots in self.alone.items()
            },
            "sound": not list(self.faults()),
            "plays": self.plays,
        }
