"""Matters that come with papers: which there are, and which were read. What a paper says is seen only then.

Every room that rests on papers has matters that are dossiers. What is right follows from all of a dossier's papers,
read or not; the rooms say of each decision how many of those that it rests on had not been read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from simulator.desk.inbox import open_matter
from simulator.desk.state import Desk, Matter
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event
from simulator.kernel.papers import Paper, key_of
from simulator.kernel.texts import Text
from simulator.pos.refusals import refuse

SHARED = ("reading",)
"""Rooms in which a report is one report, with whichever letter it lies: who has read it has read it."""
Papers = dict[str, Paper]
"""By their keys."""


@dataclass(slots=True)
class Dossier(Matter):
    """A matter with papers."""

    papers: Papers = field(default_factory=dict)
    """All that lie there, read or not."""
    read: dict[str, Paper] = field(default_factory=dict)
    """Those that were read, as they are."""

    def unread(self, keys: Iterable[str]) -> int:
        """Of these papers, those that lie there and were not read."""
        return sum(key in self.papers and key not in self.read for key in keys)

    def lay(self, papers: Iterable[Paper]) -> None:
        """Papers that are new, or say something else by now: they have to be read again."""
        for paper in papers:
            self.papers[paper.key] = paper
            self.read.pop(paper.key, None)


def heads(matter: str, room: str, name: Text, says: Text, at: int) -> tuple[str, str, str, Text, Text, int]:
    """The first fields of a matter that comes from within the house."""
    return matter, room, "", name, says, at


def read_paper(desk: Desk, command: c.ReadPaper) -> list[Event]:
    matter = open_matter(desk, command, command.matter, Matter)
    if isinstance(matter, list):
        return matter
    if not isinstance(matter, Dossier) or key_of(command.paper, command.period) not in matter.papers:
        return refuse(command, "refused.no_such_paper", matter=matter.id, paper=command.paper)
    seen: list[Event] = [f.PaperRead(matter.id, matter.room, command.paper, command.period)]
    return seen if matter.taken else [f.MatterTakenUp(matter.id, matter.room, desk.now - matter.came), *seen]


def paper_read(desk: Desk, fact: f.PaperRead, entry: Entry) -> None:
    matter = desk.matters[fact.matter]
    assert isinstance(matter, Dossier), "papers lie in dossiers"
    key = key_of(fact.paper, fact.period)
    paper = matter.read[key] = matter.papers[key]
    for other in _over_the_same(desk, matter.room):
        if other.papers.get(key) == paper:
            other.read[key] = paper
    desk.hand = fact.matter


def read_before(desk: Desk, room: str, papers: Papers) -> Papers:
    """Of papers that come with another letter, those that were read with an earlier one and say the same."""
    earlier = list(_over_the_same(desk, room))
    return {key: paper for key, paper in papers.items() if any(one.read.get(key) == paper for one in earlier)}


def _over_the_same(desk: Desk, room: str) -> Iterator[Dossier]:
    return (other for other in desk.matters.values() if isinstance(other, Dossier) and other.room == room in SHARED)


def known_word(command: Command, word: str, words: Iterable[str]) -> list[Event]:
    """A refusal where a word is none of its list."""
    return [] if word in words else refuse(command, "refused.no_such_word", word=word[:40])


DECIDE = {c.ReadPaper: read_paper}
APPLY = {f.PaperRead: paper_read}
