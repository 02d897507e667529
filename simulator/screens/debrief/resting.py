"""What the figures rest on: each with the entries it was taken from, to jump to."""

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from grading.result import Measure, Speed
from grading.wording import clock
from simulator.kernel.entries import Entry
from simulator.kernel.events import name_of
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.debrief.figures import wording
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line, lines

MOST = 5
"""Entries that are listed for a figure; on the exported page are more, in its JSON all."""


class Resting(Dialog[tuple[str, int]]):
    """Gives (stream, seq) of the entry to look at."""

    TITLE_ID: ClassVar[str] = "debrief.resting"
    AUTO_FOCUS = ".row"

    def __init__(
        self, measures: Iterable[Measure], entries: Iterable[Entry], people: Mapping[str, Text], speed: Speed | None
    ) -> None:
        super().__init__()
        self.measures = [measure for measure in measures if measure.value is not None]
        named = {place for measure in self.measures for place in places(measure)}
        self.entries = {(e.stream, e.seq): e for e in entries if (e.stream, e.seq) in named}
        self.people = people
        self.speed = speed

    def body(self) -> ComposeResult:
        with Scroll(id="evidence"):
            for measure in self.measures:
                yield Spoken(self._figure(measure), classes="rule")
                found = [self.entries[place] for place in places(measure) if place in self.entries]
                for entry in found[:MOST]:
                    yield Tile(self._row(entry), f"look('{entry.stream}', {entry.seq})", classes="row")
                if len(found) > MOST:
                    yield Spoken(_more(len(found) - MOST), classes="rule")

    def on_mount(self) -> None:
        self.call_after_refresh(self.query_one("#evidence").scroll_home, animate=False)

    def _figure(self, measure: Measure) -> Say:
        def say(words: Words) -> Content:
            told = wording(words)
            name, value = words(f"debrief.measure_{measure.id}"), told.measure(measure)
            head = line((name, "bold"), (f"  {value}  n = {measure.n}", "$secondary"))
            return head if self.speed is None else lines(head, line(told.speed(self.speed)))

        return say

    def _row(self, entry: Entry) -> Say:
        def say(words: Words) -> Content:
            who = self.people.get(getattr(entry.what, "customer", ""))
            event = wording(words).event(name_of(entry.what)) + (f" · {words.both(who)}" if who else "")
            return line((f"  {clock(entry.at)} ", "$accent"), event, (f"  {entry.stream}/{entry.seq}", "dim"))

        return say

    def action_look(self, stream: str, seq: int) -> None:
        self.dismiss((stream, seq))


def places(measure: Measure) -> Iterator[tuple[str, int]]:
    """(stream, seq) of the entries that a figure was taken from."""
    return ((stream, seq) for stream, numbers in measure.entries.items() for seq in numbers)


def _more(n: int) -> Say:
    return lambda words: line((f"  {words('debrief.more_moments', n=n)}", "dim"))
