"""Incident command: how grave, whom to call, what to order, written down, cleared when it is over, looked back on."""

from collections.abc import Callable

from simulator.desk import commanding as by
from simulator.desk.papers_view import IncidentSeen
from simulator.desk.view import DeskView
from simulator.drill.bots.office_desk.reading import matters, read_first
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.kernel.desk import SEVERITIES

Step = Callable[[IncidentSeen], Advice | None]


def incidents(view: DeskView) -> list[IncidentSeen]:
    """Those that nobody has classified first, then the gravest."""
    found = [seen for matter in matters(view, "incident") if (seen := view.incident(matter))]
    return sorted(found, key=lambda seen: SEVERITIES.index(seen.severity) if seen.severity else -1)


def _each(step: Step) -> Callable[[DeskView, Memory], Advice | None]:
    """A habit from a step: of the gravest incident of which it has something to say."""

    def habit(view: DeskView, memory: Memory) -> Advice | None:
        return next((advice for seen in incidents(view) if (advice := step(seen))), None)

    return habit


def _classify(seen: IncidentSeen) -> Advice | None:
    if seen.severity:
        return None
    severity = by.severity_of(seen.dossier.read)
    return read_first(seen.dossier, by.NEEDED_SEVERITY) or do(
        c.ClassifyIncident(seen.dossier.matter, severity), f"advice.severity_{severity}"
    )


def _log(seen: IncidentSeen) -> Advice | None:
    if len(seen.log) == len(seen.orders):
        return None
    return do(c.LogDecision(seen.dossier.matter), "advice.log_decision")


def _call(seen: IncidentSeen) -> Advice | None:
    first = read_first(seen.dossier, by.NEEDED_CALL)
    if first is not None or not seen.severity:
        return first if seen.severity else None
    contact = by.next_contact(seen.dossier.read, seen.called)
    return do(c.CallContact(seen.dossier.matter, contact), "advice.call_contact") if contact else None


def _read_news(seen: IncidentSeen) -> Advice | None:
    return read_first(seen.dossier, (*by.NEEDED_ORDER, *by.NEEDED_CLEAR)) if seen.severity else None


def _direct(seen: IncidentSeen) -> Advice | None:
    order = by.order_of(seen.dossier.read, seen.orders) if seen.severity else ""
    return do(c.DirectIncident(seen.dossier.matter, order), f"advice.order_{order}") if order else None


def _clear(seen: IncidentSeen) -> Advice | None:
    over = by.clear(seen.dossier.read) or seen.severity == SEVERITIES[2]
    if seen.cleared or not seen.severity or not over:
        return None
    text = "advice.all_clear" if by.clear(seen.dossier.read) else "advice.all_clear_cosmetic"
    return do(c.GiveAllClear(seen.dossier.matter), text)


def _debrief(seen: IncidentSeen) -> Advice | None:
    if not seen.cleared:
        return None
    cause, lesson = "", ""
    first = read_first(seen.dossier, by.NEEDED_CAUSE)
    if first is None:
        cause, lesson = by.cause_of(seen.dossier.read), by.lesson_of(seen.dossier.read)
    return first or do(c.DebriefIncident(seen.dossier.matter, cause, lesson), "advice.debrief_incident")


classify, log, call, read_news = _each(_classify), _each(_log), _each(_call), _each(_read_news)
direct, clear, debrief = _each(_direct), _each(_clear), _each(_debrief)

COMMAND = (classify, log, call, read_news, direct, clear, debrief)


# --- mistakes --------------------------------------------------------------------------------------------------------


def _play_down(seen: IncidentSeen) -> Advice | None:
    """Nothing is ever as bad as it sounds."""
    if seen.severity:
        return None
    severity = by.severity_of(seen.dossier.read)
    return read_first(seen.dossier, by.NEEDED_SEVERITY) or do(
        c.ClassifyIncident(seen.dossier.matter, "one_function" if severity == "all_tills" else severity), ""
    )


def _boss_first(seen: IncidentSeen) -> Advice | None:
    """The area manager hears of it before anybody who could help."""
    if seen.severity == SEVERITIES[0] and not seen.called and not read_first(seen.dossier, by.NEEDED_CALL):
        return do(c.CallContact(seen.dossier.matter, "area_manager"), "")
    return _call(seen)


def _quickest(seen: IncidentSeen) -> Advice | None:
    """Whatever takes the fewest minutes."""
    ways = seen.dossier.read.get("ways_out")
    order = by.order_of(seen.dossier.read, seen.orders) if seen.severity else ""
    if ways is None or order not in ("roll_back", "carry_on"):
        return _direct(seen)
    if {"roll_back", "carry_on"} & set(seen.orders):
        return None
    quick = min(ways.records(), key=lambda row: int(str(row["minutes"])))
    return do(c.DirectIncident(seen.dossier.matter, str(quick["order"])), "")


def _clear_early(seen: IncidentSeen) -> Advice | None:
    """As soon as somebody says that it should work again."""
    ready = "test_run" in seen.dossier.read and not seen.cleared and seen.severity
    return do(c.GiveAllClear(seen.dossier.matter), "") if ready else _clear(seen)


def _shrug(seen: IncidentSeen) -> Advice | None:
    """Somebody will see to it."""
    if not seen.severity:
        return do(c.ClassifyIncident(seen.dossier.matter, "cosmetic"), "")
    if not seen.cleared:
        return do(c.GiveAllClear(seen.dossier.matter), "")
    return do(c.DebriefIncident(seen.dossier.matter, "update", "check_settings"), "")


play_down, boss_first, quickest = _each(_play_down), _each(_boss_first), _each(_quickest)
clear_early, shrug = _each(_clear_early), _each(_shrug)
