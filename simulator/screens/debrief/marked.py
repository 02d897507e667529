"""What a mark of the timeline shows: what happened, how it was judged, and the station as it stood."""

from textual.content import Content

from grading.debrief import Mark
from grading.result import Evidence
from grading.wording import clock
from simulator.drill.places import Station
from simulator.kernel.entries import SHOP
from simulator.kernel.facts import VisitEnded
from simulator.locale import Words
from simulator.screens.debrief import figures
from simulator.screens.debrief.moment import station_lines, unpaid_lines
from simulator.screens.ports import Finished, Review
from simulator.screens.shell.spoken import line, lines

UNPAID = {"unpaid", "unpaid_worth"}
"""Fields of which a judged moment names the goods itself."""


class Marked:
    """The moments of one session."""

    def __init__(self, review: Review, finished: Finished) -> None:
        self.review, self.entries, self.told = review, finished.entries, finished.debrief
        self._judged: dict[tuple[str, int], list[Evidence]] = {}
        for competency in finished.result.competencies:
            for behaviour in competency.behaviours:
                for found in behaviour.evidence:
                    self._judged.setdefault((found.stream, found.seq), []).append(found)

    def said(self, mark: Mark | None, words: Words, width: int) -> Content:
        if mark is None:
            return Content.styled(words("review.no_marks"), "dim")
        say = figures.wording(words, self.told.people)
        found = sorted(self._judged.get((mark.stream, mark.seq), []), key=lambda found: (found.met, not found.critical))
        judged = [figures.evidence(words, one, self.told.people, self.told.causes) for one in found]
        head = line(
            (f"{clock(mark.at)}  ", "bold $accent"),
            (say.event(mark.event), "bold"),
            (f"  {words('station.entry', till=mark.stream, seq=mark.seq)}", "dim"),
        )
        here = [one for one in self.told.noticed if (mark.stream, mark.seq) in one.moments]
        judged += [figures.notice(words, one, self.told.people) for one in here]
        station, what = self._station_at(mark), self._what(mark)
        if isinstance(what, VisitEnded) and not any(UNPAID & one.came.keys() for one in found if not one.met):
            judged = [*unpaid_lines(station, what, words), *judged]
        return lines(head, *judged, "", station_lines(station, words, width))

    def _what(self, mark: Mark) -> object:
        """The event that a mark stands for."""
        return next((e.what for e in self.entries if (e.stream, e.seq) == (mark.stream, mark.seq)), None)

    def _station_at(self, mark: Mark) -> Station:
        """What was judged of the run as a whole shows the trainee's first station, as it stood by then."""
        if mark.stream != SHOP:
            return self.review.station_at(self._seen(mark), mark.stream)
        first = next((entry.stream for entry in self.entries if entry.stream != SHOP), "")
        by_then = (entry.seq for entry in self.entries if entry.stream == first and entry.at <= mark.at)
        return self.review.station_at(max(by_then, default=1))

    def _seen(self, mark: Mark) -> int:
        """The entry after which the station is shown; where a customer left, the last one that saw them there."""
        if mark.event != "visit_ended":
            return mark.seq
        entry = next(entry for entry in self.entries if (entry.stream, entry.seq) == (mark.stream, mark.seq))
        return (entry.cause or entry.seq) - 1
