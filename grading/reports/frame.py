"""What every report has around its blocks: its day, the rows it stands on, what was asked for."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from grading.reports.model import Block, Report
from grading.reports.rows import Known, Say
from simulator.kernel.texts import Text


class Frame(NamedTuple):
    say: Say
    known: Known
    day: str
    made: str
    """The moment as of which everything is worked out, with its zone."""
    since: str
    until: str
    asked: dict[str, Any]
    trainers: Mapping[str, str]
    """Who attests, by id."""
    names: bool = False
    """Whoever has low grades is called by name, too."""
    currency: str = "CNY"

    def report(self, kind: str, subject: Text, blocks: Iterable[Block], title: str = "") -> Report:
        """`title`: what it is called where that is more than its kind."""
        return Report(
            kind, self.say(f"report.title_{title or kind}"), subject, self.day, (self.since, self.until), self.made,
            self.say("report.mark"), self.currency, self.asked, tuple(blocks),
        )  # fmt: skip
