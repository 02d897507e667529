"""What a coach holds back over papers: nothing is said, ordered or passed before what it rests on was read."""

from collections.abc import Callable
from typing import Any

from simulator.desk.state import Desk
from simulator.drill.held import Held
from simulator.kernel import facts as f
from simulator.kernel.events import Event


def _unread(desk: Desk, fact: Any) -> Held | None:
    return Held("held.unread", {"n": str(fact.unread)}) if fact.unread else None


def _case(desk: Desk, fact: f.CaseConcluded) -> Held | None:
    """Nobody is accused on a feeling."""
    if fact.unread:
        return _unread(desk, fact)
    return Held("held.baseless") if fact.baseless else None


def _clear(desk: Desk, fact: f.AllClearGiven) -> Held | None:
    """Nobody is sent back to work that does not work."""
    if fact.unread or fact.works:
        return _unread(desk, fact)
    return Held("held.slips_open", {"n": str(fact.slips_open)}) if fact.slips_open else Held("held.not_over")


def _directed(desk: Desk, fact: f.IncidentDirected) -> Held | None:
    return Held("held.untested") if fact.untested else _unread(desk, fact)


def _checkpoint(desk: Desk, fact: f.CheckpointPassed) -> Held | None:
    return Held("held.checkpoint") if fact.passed and not fact.proper and not fact.unread else _unread(desk, fact)


def _published(desk: Desk, fact: f.PromotionPublished) -> Held | None:
    if not fact.tried:
        return Held("held.untried")
    return Held("held.below_cost", {"n": str(fact.below_cost)}) if fact.below_cost else None


def _list(desk: Desk, fact: f.ListClosed) -> Held | None:
    return Held("held.rows_missed", {"n": str(fact.missed)}) if fact.missed else None


def _sent_back(desk: Desk, fact: f.DraftSentBack) -> Held | None:
    if not fact.tried:
        return Held("held.untried")
    return None if fact.proper_ground else Held("held.draft_sound")


def _settled(desk: Desk, fact: f.OrderSettled) -> Held | None:
    if fact.unread:
        return _unread(desk, fact)
    return Held("held.sale_twice") if fact.doubled else Held("held.sale_lost") if fact.lost else None


PAPER_GUARDS: dict[type[Event], Callable[[Desk, Any], Held | None]] = {
    f.QuestionAnswered: _unread,
    f.CaseConcluded: _case,
    f.IncidentClassified: _unread,
    f.IncidentDirected: _directed,
    f.AllClearGiven: _clear,
    f.IncidentDebriefed: _unread,
    f.CheckpointPassed: _checkpoint,
    f.GoLiveDecided: _unread,
    f.ListClosed: _list,
    f.DraftSentBack: _sent_back,
    f.PromotionPublished: _published,
    f.OrderSettled: _settled,
}
"""Fact that would follow -> what is wrong with it."""
