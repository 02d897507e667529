"""系统切换: lists of old and new reconciled row by row, checkpoints passed in order, and the decision to go live.

What a list shows to be wrong is put right only if it was marked; then the list comes again (`lists_repaired`).
"""

from dataclasses import dataclass, field

from simulator.desk import reconciling as by
from simulator.desk.dossiers import Dossier, heads, known_word
from simulator.desk.inbox import matter_of, open_matter, settle
from simulator.desk.state import Desk
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk_words import CHECKPOINTS, DECISIONS, DIFFERENCES, GROUNDS, LISTS
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos.refusals import refuse

ROOM = "cutover"


@dataclass(slots=True)
class Cutover(Dossier):
    """A night, as far as it has come."""

    marked: dict[str, dict[str, str]] = field(default_factory=dict)
    """List -> mark -> what was found."""
    closed: list[str] = field(default_factory=list)
    """Lists that are said to be reconciled."""
    passed: list[str] = field(default_factory=list)
    """Checkpoints that are said to be passed."""
    held: list[str] = field(default_factory=list)
    """Those that were held back."""


# --- decide ----------------------------------------------------------------------------------------------------------


def mark_row(desk: Desk, command: c.MarkRow) -> list[Event]:
    night = open_matter(desk, command, command.matter, Cutover)
    if isinstance(night, list):
        return night
    wrong = known_word(command, command.paper, LISTS) or known_word(command, command.finding, DIFFERENCES)
    if not wrong and command.paper in night.closed:
        wrong = refuse(command, "refused.list_closed", paper=command.paper)
    paper = night.read.get(command.paper)
    row = paper.row(mark=command.mark) if paper else None
    if not wrong and (paper is None or row is None):
        wrong = refuse(command, "refused.mark_not_read", mark=command.mark[:20])
    if wrong or paper is None or row is None:
        return wrong
    proper = by.difference(night.papers[command.paper], row, night.papers)
    took = desk.now - night.came
    return [
        f.RowMarked(night.id, command.paper, command.mark, command.finding, proper, command.finding == proper, took)
    ]


def close_list(desk: Desk, command: c.CloseList) -> list[Event]:
    night = open_matter(desk, command, command.matter, Cutover)
    if isinstance(night, list):
        return night
    wrong = known_word(command, command.paper, LISTS)
    if not wrong and command.paper in night.closed:
        wrong = refuse(command, "refused.list_closed", paper=command.paper)
    if wrong:
        return wrong
    there = by.differing(night.papers[command.paper], night.papers)
    marked = night.marked.get(command.paper, {})
    found = sum(marked.get(mark) == why for mark, why in there.items())
    bad = sum(there.get(mark) != why for mark, why in marked.items())
    missed, took = sum(mark not in marked for mark in there), desk.now - night.came
    return [f.ListClosed(night.id, command.paper, len(there), found, missed, bad, took)]


def pass_checkpoint(desk: Desk, command: c.PassCheckpoint) -> list[Event]:
    night = open_matter(desk, command, command.matter, Cutover)
    if isinstance(night, list):
        return night
    wrong = known_word(command, command.checkpoint, CHECKPOINTS)
    if not wrong and command.checkpoint in night.passed:
        wrong = refuse(command, "refused.checkpoint_passed", checkpoint=command.checkpoint)
    if not wrong and (due := next_checkpoint(night)) != command.checkpoint:
        wrong = refuse(command, "refused.checkpoint_order", checkpoint=due)
    if wrong:
        return wrong
    proper = by.passed(command.checkpoint, night.papers)
    unread, took = night.unread(by.NEEDED[command.checkpoint]), desk.now - night.came
    sound = command.passed == proper
    return [f.CheckpointPassed(night.id, command.checkpoint, command.passed, proper, sound, unread, took)]


def decide_go_live(desk: Desk, command: c.DecideGoLive) -> list[Event]:
    night = open_matter(desk, command, command.matter, Cutover)
    if isinstance(night, list):
        return night
    wrong = known_word(command, command.decision, DECISIONS) or known_word(command, command.ground, GROUNDS)
    if wrong:
        return wrong
    proper = by.verdict(night.papers)
    unread, took = night.unread(by.NEEDED_DECISION), desk.now - night.came
    sound = command.decision == proper.decision and command.ground == proper.ground
    reckless = command.decision == "go" and proper.decision != "go"
    return [
        f.GoLiveDecided(
            night.id, command.decision, command.ground, proper.decision, proper.ground, sound, reckless, unread, took
        )
    ]


def next_checkpoint(night: Cutover) -> str:
    """The one whose turn it is; empty: all are passed."""
    return next((checkpoint for checkpoint in CHECKPOINTS if checkpoint not in night.passed), "")


# --- apply -----------------------------------------------------------------------------------------------------------


def cutover_begun(desk: Desk, stimulus: s.CutoverBegun, entry: Entry) -> None:
    head = heads(stimulus.matter, ROOM, stimulus.name, stimulus.says, entry.at)
    desk.matters[stimulus.matter] = Cutover(*head, papers={paper.key: paper for paper in stimulus.papers})


def lists_repaired(desk: Desk, stimulus: s.ListsRepaired, entry: Entry) -> None:
    night = matter_of(desk, stimulus.matter, Cutover)
    if night.done:
        return
    night.lay(stimulus.papers)
    night.says, night.waits = stimulus.says, False


def row_marked(desk: Desk, fact: f.RowMarked, entry: Entry) -> None:
    matter_of(desk, fact.matter, Cutover).marked.setdefault(fact.paper, {})[fact.mark] = fact.finding


def list_closed(desk: Desk, fact: f.ListClosed, entry: Entry) -> None:
    matter_of(desk, fact.matter, Cutover).closed.append(fact.paper)
    desk.note("list_closed", fact.matter, fact.paper)


def checkpoint_passed(desk: Desk, fact: f.CheckpointPassed, entry: Entry) -> None:
    """What is not passed is put right by whoever it concerns, and looked at again."""
    night = matter_of(desk, fact.matter, Cutover)
    desk.note("checkpoint_passed", fact.matter, fact.checkpoint)
    if fact.passed:
        night.passed.append(fact.checkpoint)
    else:
        night.held.append(fact.checkpoint)
        night.waits = True


def go_live_decided(desk: Desk, fact: f.GoLiveDecided, entry: Entry) -> None:
    desk.note("go_live_decided", fact.matter, fact.decision)
    settle(desk, fact.matter)


DECIDE = {
    c.MarkRow: mark_row,
    c.CloseList: close_list,
    c.PassCheckpoint: pass_checkpoint,
    c.DecideGoLive: decide_go_live,
}
APPLY = {
    s.CutoverBegun: cutover_begun,
    s.ListsRepaired: lists_repaired,
    f.RowMarked: row_marked,
    f.ListClosed: list_closed,
    f.CheckpointPassed: checkpoint_passed,
    f.GoLiveDecided: go_live_decided,
}
