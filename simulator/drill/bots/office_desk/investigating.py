"""Cases: every paper that may say something is read, then what they prove together is said, and no more."""

from simulator.desk.deducing import NEEDED, Found, deduced
from simulator.desk.papers_view import CaseSeen
from simulator.desk.view import DeskView
from simulator.drill.bots.office_desk.reading import matters, read_first
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c


def next_case(view: DeskView) -> CaseSeen | None:
    return next((case for matter in matters(view, "investigating") if (case := view.case(matter))), None)


def read(view: DeskView, memory: Memory) -> Advice | None:
    case = next_case(view)
    return read_first(case.dossier, NEEDED[case.case]) if case else None


def found(case: CaseSeen) -> Found:
    return deduced(case.case, case.amount, case.dossier.read, case.person)


def conclude(view: DeskView, memory: Memory) -> Advice | None:
    case = next_case(view)
    if case is None:
        return None
    right = found(case)
    command = c.ConcludeCase(case.dossier.matter, right.finding or case.findings[0], right.person, right.proofs)
    return do(command, f"advice.finding_{right.finding or 'open'}")


# --- mistakes --------------------------------------------------------------------------------------------------------


def blind(view: DeskView, memory: Memory) -> Advice | None:
    """Says the first thing that comes to mind, without a look."""
    case = next_case(view)
    return do(c.ConcludeCase(case.dossier.matter, case.findings[0], case.suspects[0][0]), "") if case else None


def accuse(view: DeskView, memory: Memory) -> Advice | None:
    """Somebody must have done it: whoever stands nearest, for what looks worst."""
    case = next_case(view)
    if case is None or found(case).finding in ("taken", "false_refunds", "false_voids", "discounts_to_a_friend"):
        return conclude(view, memory)
    finding = "taken" if case.case == "over_short" else "false_refunds"
    return do(c.ConcludeCase(case.dossier.matter, finding, case.person or case.suspects[0][0]), "")


def excuse(view: DeskView, memory: Memory) -> Advice | None:
    """Nobody would do such a thing."""
    case = next_case(view)
    if case is None or found(case).finding not in ("taken", "false_refunds", "false_voids", "discounts_to_a_friend"):
        return conclude(view, memory)
    finding = "wrong_change" if case.case == "over_short" else "trainee"
    return do(c.ConcludeCase(case.dossier.matter, finding), "")
