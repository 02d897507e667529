"""应急指挥: an incident is classified, reported along the chain, commanded with a log, cleared, and looked back on.

An order can be given at any time, also a wrong one; the fact says what the papers asked for at that moment.
"""

from dataclasses import dataclass, field

from simulator.desk import commanding as by
from simulator.desk.dossiers import Dossier, heads, known_word
from simulator.desk.inbox import matter_of, open_matter, settle
from simulator.desk.state import Desk
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk import SEVERITIES
from simulator.kernel.desk_words import CAUSES, CONTACTS, LESSONS, ORDERS
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos.refusals import refuse

ROOM = "incident"


@dataclass(slots=True)
class Incident(Dossier):
    """Something that does not work, and what was done about it."""

    unreachable: tuple[str, ...] = ()
    severity: str = ""
    """As it was classified."""
    called: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)
    """In the order in which they were given."""
    ordered_at: int = 0
    news_at: int = 0
    logged: list[tuple[int, str]] = field(default_factory=list)
    """The decision log: when, and what was ordered."""
    cleared: bool = False


# --- decide ----------------------------------------------------------------------------------------------------------


def classify(desk: Desk, command: c.ClassifyIncident) -> list[Event]:
    incident = open_matter(desk, command, command.matter, Incident)
    if isinstance(incident, list):
        return incident
    wrong = known_word(command, command.severity, SEVERITIES)
    if wrong:
        return wrong
    proper = by.severity_of(incident.papers)
    sound, unread = command.severity == proper, incident.unread(by.NEEDED_SEVERITY)
    return [f.IncidentClassified(incident.id, command.severity, proper, sound, unread, desk.now - incident.came)]


def call(desk: Desk, command: c.CallContact) -> list[Event]:
    incident = open_matter(desk, command, command.matter, Incident)
    if isinstance(incident, list):
        return incident
    wrong = known_word(command, command.contact, CONTACTS)
    if wrong:
        return wrong
    if command.contact in incident.reached:
        return refuse(command, "refused.contact_knows", contact=command.contact)
    expected = by.next_contact(incident.papers, incident.called)
    reached = command.contact not in incident.unreachable
    in_turn, took = command.contact == expected, desk.now - incident.came
    return [f.ContactCalled(incident.id, command.contact, expected, in_turn, reached, took)]


def direct(desk: Desk, command: c.DirectIncident) -> list[Event]:
    incident = open_matter(desk, command, command.matter, Incident)
    if isinstance(incident, list):
        return incident
    wrong = known_word(command, command.order, ORDERS)
    if not wrong and not incident.severity:
        wrong = refuse(command, "refused.not_classified")
    if wrong:
        return wrong
    proper = by.order_of(incident.papers, incident.orders)
    unread = incident.unread(by.NEEDED_ORDER)
    return [
        f.IncidentDirected(
            incident.id, command.order, proper, command.order == proper, unread, _untested(incident, command.order),
            desk.now - max(incident.came, incident.news_at),
        )
    ]  # fmt: skip


def _untested(incident: Incident, order: str) -> bool:
    """Whether a way out is taken that nobody has tried, or that nobody has proposed."""
    if order not in ("roll_back", "carry_on"):
        return False
    ways = incident.papers.get("ways_out")
    way = ways.row(order=order) if ways else None
    return order == "roll_back" if way is None else not way["tested"]


def log_decision(desk: Desk, command: c.LogDecision) -> list[Event]:
    incident = open_matter(desk, command, command.matter, Incident)
    if isinstance(incident, list):
        return incident
    if len(incident.logged) == len(incident.orders):
        return refuse(command, "refused.nothing_to_log")
    order = incident.orders[len(incident.logged)]
    return [f.DecisionLogged(incident.id, order, desk.now - incident.ordered_at)]


def give_all_clear(desk: Desk, command: c.GiveAllClear) -> list[Event]:
    incident = open_matter(desk, command, command.matter, Incident)
    if isinstance(incident, list):
        return incident
    if not incident.severity:
        return refuse(command, "refused.not_classified")
    if incident.cleared:
        return refuse(command, "refused.cleared_already")
    severity = by.severity_of(incident.papers)
    works = by.clear(incident.papers) or severity == SEVERITIES[2]
    unread, took = incident.unread(by.NEEDED_CLEAR), desk.now - incident.came
    return [f.AllClearGiven(incident.id, works, by.slips_open(incident.papers), unread, severity, took)]


def debrief(desk: Desk, command: c.DebriefIncident) -> list[Event]:
    incident = open_matter(desk, command, command.matter, Incident)
    if isinstance(incident, list):
        return incident
    wrong = known_word(command, command.finding, CAUSES) or known_word(command, command.lesson, LESSONS)
    if not wrong and not incident.cleared:
        wrong = refuse(command, "refused.not_cleared")
    if wrong:
        return wrong
    cause, lesson = by.cause_of(incident.papers), by.lesson_of(incident.papers)
    sound = (command.finding, command.lesson) == (cause, lesson)
    unread = incident.unread(by.NEEDED_CAUSE)
    return [f.IncidentDebriefed(incident.id, command.finding, cause, command.lesson, lesson, sound, unread)]


# --- apply -----------------------------------------------------------------------------------------------------------


def incident_came(desk: Desk, stimulus: s.IncidentCame, entry: Entry) -> None:
    head = heads(stimulus.matter, ROOM, stimulus.name, stimulus.says, entry.at)
    papers = {paper.key: paper for paper in stimulus.papers}
    desk.matters[stimulus.matter] = Incident(*head, papers=papers, unreachable=stimulus.unreachable)


def news_came(desk: Desk, stimulus: s.IncidentNews, entry: Entry) -> None:
    incident = matter_of(desk, stimulus.matter, Incident)
    if incident.done:
        return
    incident.lay(stimulus.papers)
    incident.says, incident.news_at = stimulus.says, entry.at


def classified(desk: Desk, fact: f.IncidentClassified, entry: Entry) -> None:
    matter_of(desk, fact.matter, Incident).severity = fact.severity
    desk.hand = fact.matter
    desk.note("incident_classified", fact.matter, fact.severity)


def called(desk: Desk, fact: f.ContactCalled, entry: Entry) -> None:
    incident = matter_of(desk, fact.matter, Incident)
    incident.called.append(fact.contact)
    if fact.reached:
        incident.reached.append(fact.contact)
    desk.note("contact_called", fact.matter, fact.contact)


def directed(desk: Desk, fact: f.IncidentDirected, entry: Entry) -> None:
    incident = matter_of(desk, fact.matter, Incident)
    incident.orders.append(fact.order)
    incident.ordered_at = entry.at
    desk.note("incident_directed", fact.matter, fact.order)


def decision_logged(desk: Desk, fact: f.DecisionLogged, entry: Entry) -> None:
    matter_of(desk, fact.matter, Incident).logged.append((entry.at, fact.order))


def all_clear(desk: Desk, fact: f.AllClearGiven, entry: Entry) -> None:
    """The grave ones are looked back on; the others are done with."""
    incident = matter_of(desk, fact.matter, Incident)
    incident.cleared = True
    desk.note("all_clear_given", fact.matter)
    if not looked_back_on(fact.severity):
        settle(desk, fact.matter)


def looked_back_on(severity: str) -> bool:
    return severity == SEVERITIES[0]


def debriefed(desk: Desk, fact: f.IncidentDebriefed, entry: Entry) -> None:
    desk.note("incident_debriefed", fact.matter, fact.finding)
    settle(desk, fact.matter)


DECIDE = {
    c.ClassifyIncident: classify,
    c.CallContact: call,
    c.DirectIncident: direct,
    c.LogDecision: log_decision,
    c.GiveAllClear: give_all_clear,
    c.DebriefIncident: debrief,
}
APPLY = {
    s.IncidentCame: incident_came,
    s.IncidentNews: news_came,
    f.IncidentClassified: classified,
    f.ContactCalled: called,
    f.IncidentDirected: directed,
    f.DecisionLogged: decision_logged,
    f.AllClearGiven: all_clear,
    f.IncidentDebriefed: debriefed,
}
