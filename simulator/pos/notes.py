"""False notes (假币): who holds them, how they travel unseen, and the detector beside the till.

A handful taken from a heap is taken to be genuine as far as the heap allows: a false note is charged to somebody only
where it must be among what was taken.
"""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import worth
from simulator.pos.refusals import refuse
from simulator.pos.state import Till


def check_note(till: Till, command: c.CheckNote) -> list[Event]:
    visit = till.counter.visit
    here = visit.cash.get(command.value, 0) if visit else 0
    if visit is None or not here:
        return refuse(command, "refused.not_on_counter")
    false = visit.false.get(command.value, 0)
    facts: list[Event] = [f.NoteChecked(command.value, {command.value: here}, not false, visit.customer)]
    if false:
        pieces = {command.value: false}
        facts.append(f.CounterfeitFound("counter", pieces, worth(pieces), visit.customer))
    return facts


def note_checked(till: Till, fact: f.NoteChecked, entry: Entry) -> None:
    visit = till.counter.visit
    if visit:
        visit.checked.add(fact.value)


def counterfeit_found(till: Till, fact: f.CounterfeitFound, entry: Entry) -> None:
    visit = till.counter.visits.get(fact.customer)
    if visit:
        visit.known_false = dict(fact.pieces)


DECIDE = {c.CheckNote: check_note}
APPLY = {f.NoteChecked: note_checked, f.CounterfeitFound: counterfeit_found}
