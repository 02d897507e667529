"""What lies on a manager's desk, by name: who it comes from and what it is about. Ids are of no use to a reader."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.texts import Text


class Matter(NamedTuple):
    """Something to be dealt with."""

    name: Text = Text()
    """Whose it is; empty of what stands on the checklist."""
    about: str = ""
    """A text id."""
    till: str = ""
    """Of a point that is one of a till, or where a till itself is meant."""


Matters = Mapping[str, Matter]
TILL = "till-"


def matters(entries: Iterable[Entry]) -> dict[str, Matter]:
    """Id -> name of all that came to the desk, that stood on its checklist, or works in the house."""
    return dict(each for entry in entries for each in named(entry.what))


def named(what: Event) -> Iterator[tuple[str, Matter]]:
    """What an event brings to the desk."""
    match what:
        case s.RequestCame():
            yield what.matter, Matter(what.name, f"action.{what.operation}")
        case s.PinTroubleCame():
            yield what.matter, Matter(what.name, f"debrief.word_{what.trouble}")
        case s.TroubleReported():
            yield what.matter, Matter(what.name, f"debrief.word_{what.symptom}")
        # what comes as papers is named by the room that deals with it
        case s.ReportsLaid():
            yield what.matter, Matter(what.name, "debrief.word_reading")
        case s.CaseOpened():
            yield what.matter, Matter(what.name, "debrief.word_investigating")
        case s.IncidentCame():
            yield what.matter, Matter(what.name, "debrief.word_incident")
        case s.CutoverBegun():
            yield what.matter, Matter(what.name, "debrief.word_cutover")
        case s.DraftCame():
            yield what.matter, Matter(what.name, "debrief.word_promoting")
        case s.OrdersDiffered():
            yield what.matter, Matter(what.name, "debrief.word_syncing")
        case f.DeskOpened():
            yield from ((point.id, Matter(Text(), f"debrief.word_{point.kind}", point.till)) for point in what.points)
            yield from ((person.badge, Matter(person.name)) for person in what.staff)


def filled(given: Mapping[str, object], known: Matters) -> dict[str, object]:
    """What a refusal is filled with, with the matter itself where it bears an id."""
    id = given.get("matter")
    if not isinstance(id, str):
        return dict(given)
    named = known.get(id) or (Matter(till=id) if id.startswith(TILL) else None)
    return {**given, "matter": named} if named is not None else dict(given)
