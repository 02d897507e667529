"""The night of a cutover: dual running and lists row by row, checkpoints in order, then a decision by the papers."""

from simulator.desk import reconciling as by
from simulator.desk.papers_view import CutoverSeen
from simulator.desk.view import DeskView
from simulator.drill.bots.office_desk.reading import matters, read_first
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c

WITH = {"stock_lists": ("stock_lists", "late_sales"), "dual_run": ("dual_run", "dual_notes")}
"""List -> what it is read with."""


def next_night(view: DeskView) -> CutoverSeen | None:
    return next((night for matter in matters(view, "cutover") if (night := view.cutover(matter))), None)


def _lists(night: CutoverSeen) -> tuple[str, ...]:
    """Those whose turn it is: dual running before anything is moved, the others once it was."""
    return ("dual_run", *by.NEEDED["data_moved"]) if night.due in ("data_moved", "tests_passed", "") else ("dual_run",)


def reconcile(view: DeskView, memory: Memory) -> Advice | None:
    """Every row that differs is explained, then the list is closed."""
    night = next_night(view)
    for kind in _lists(night) if night else ():
        if night is None or kind in night.closed:
            continue
        first = read_first(night.dossier, WITH.get(kind, (kind,)))
        return first or _mark(night, kind) or do(c.CloseList(night.dossier.matter, kind), "advice.close_list")
    return None


def _mark(night: CutoverSeen, kind: str) -> Advice | None:
    papers, marked = night.dossier.read, night.marked.get(kind, {})
    for mark, why in by.differing(papers[kind], papers).items():
        if mark not in marked:
            return do(c.MarkRow(night.dossier.matter, kind, mark, why), f"advice.row_{why}")
    return None


def stuck(night: CutoverSeen) -> bool:
    """The checkpoint was held back before and is not passed yet: it will not be tonight."""
    return bool(night.due) and night.due in night.held and not by.passed(night.due, night.dossier.read)


def check(view: DeskView, memory: Memory) -> Advice | None:
    night = next_night(view)
    if night is None or not night.due:
        return None
    first = read_first(night.dossier, by.NEEDED[night.due])
    if first is not None or stuck(night):
        return first
    passed = by.passed(night.due, night.dossier.read)
    reason = "advice.checkpoint_passed" if passed else "advice.checkpoint_held"
    return do(c.PassCheckpoint(night.dossier.matter, night.due, passed), reason)


def decide(view: DeskView, memory: Memory) -> Advice | None:
    night = next_night(view)
    if night is None:
        return None
    first = read_first(night.dossier, by.NEEDED_DECISION)
    if first is not None:
        return first
    right = by.verdict(night.dossier.read)
    return do(c.DecideGoLive(night.dossier.matter, right.decision, right.ground), f"advice.ground_{right.ground}")


NIGHT = (reconcile, check, decide)


# --- mistakes --------------------------------------------------------------------------------------------------------


def sold_late(view: DeskView, memory: Memory) -> Advice | None:
    """Every difference in stock is what was sold meanwhile."""
    right = reconcile(view, memory)
    command = right.command if right else None
    if isinstance(command, c.MarkRow) and command.paper == "stock_lists":
        return do(c.MarkRow(command.matter, command.paper, command.mark, "sold_late"), "")
    return right


def close_unread(view: DeskView, memory: Memory) -> Advice | None:
    """Prices will be right: they always are."""
    right = reconcile(view, memory)
    command = right.command if right else None
    if isinstance(command, c.MarkRow) and command.paper == "price_lists":
        return do(c.CloseList(command.matter, command.paper), "")
    return right


def wave_on(view: DeskView, memory: Memory) -> Advice | None:
    """A checkpoint is a formality."""
    right = check(view, memory)
    command = right.command if right else None
    if isinstance(command, c.PassCheckpoint):
        return do(c.PassCheckpoint(command.matter, command.checkpoint), "")
    return right


def go_anyway(view: DeskView, memory: Memory) -> Advice | None:
    """Everybody has come for it."""
    right = decide(view, memory)
    command = right.command if right else None
    if isinstance(command, c.DecideGoLive) and command.decision != "go":
        return do(c.DecideGoLive(command.matter, "go", "all_met"), "")
    return right


def _blindly(night: CutoverSeen) -> Advice:
    if night.due:
        return do(c.PassCheckpoint(night.dossier.matter, night.due), "")
    return do(c.DecideGoLive(night.dossier.matter, "go", "all_met"), "")


def blindly(view: DeskView, memory: Memory) -> Advice | None:
    """All checkpoints, and go."""
    night = next_night(view)
    return _blindly(night) if night else None
