"""Incident command by the papers: how grave it is, who comes next, what is ordered, when it is over, what it was.

The emergency plan says whom to call for which severity, in which order. Nobody orders a way out before there is one;
of several, the tested one that loses fewest sales is taken, then the quicker one.
"""

from collections.abc import Mapping, Sequence

from simulator.kernel.desk import SEVERITIES
from simulator.kernel.desk_words import LESSON_OF
from simulator.kernel.papers import Paper, number, word

Papers = Mapping[str, Paper]

SELLING = "selling"
FUNCTIONS = ("selling", "cards", "printing", "members")
SHORT = 10
"""Minutes that customers can be asked to wait."""

NEEDED_SEVERITY = ("functions",)
NEEDED_CALL = ("emergency_plan",)
NEEDED_ORDER = ("functions", "estimate", "ways_out", "slips_kept")
NEEDED_CLEAR = ("test_run", "slips_kept")
NEEDED_CAUSE = ("monitor", "change_log")


def severity_of(papers: Papers) -> str:
    """全店瘫痪 where no till sells; a function that some till lacks; else it only looks wrong."""
    tills = papers["functions"].records() if "functions" in papers else []
    if tills and all(row[SELLING] == "down" for row in tills):
        return SEVERITIES[0]
    if any(row[name] == "down" for row in tills for name in FUNCTIONS):
        return SEVERITIES[1]
    return SEVERITIES[2]


def chain_of(papers: Papers, severity: str) -> list[str]:
    """Whom the plan names, in order."""
    plan = papers.get("emergency_plan")
    steps = [row for row in plan.records() if row["severity"] == severity] if plan else []
    return [word(row, "contact") for row in sorted(steps, key=lambda row: number(row, "step"))]


def next_contact(papers: Papers, called: Sequence[str]) -> str:
    """Who is to be called next, whatever was called in vain; empty: the chain is through."""
    return next((contact for contact in chain_of(papers, severity_of(papers)) if contact not in called), "")


def order_of(papers: Papers, given: Sequence[str]) -> str:
    """What is to be ordered by now; empty: nothing yet, or nothing any more."""
    if slips_open(papers) and all_work(papers):
        return _unless("enter_slips", given)
    if all_work(papers):
        return ""
    if "ways_out" in papers:
        return _unless(way_out(papers), given)
    if severity_of(papers) == SEVERITIES[1]:
        return _unless(_around(papers), given)
    if "estimate" in papers:
        least = min(papers["estimate"].figures("minutes"))
        return _unless("wait" if least <= SHORT else "manual_slips", given)
    return ""


def _unless(order: str, given: Sequence[str]) -> str:
    return "" if order in given else order


def _around(papers: Papers) -> str:
    """How the shop goes on without one function: at the tills that have it, or without it."""
    tills = papers["functions"].records()
    lacking = next(name for name in FUNCTIONS if any(row[name] == "down" for row in tills))
    if any(row[name] == "works" for row in tills for name in (lacking,)):
        return "use_other_tills"
    return "cash_only" if lacking == "cards" else "carry_on"


def way_out(papers: Papers) -> str:
    """Of the tested ways, the one that loses fewest sales; then the quicker."""
    tested = [row for row in papers["ways_out"].records() if row["tested"]]
    best = min(tested, key=lambda row: (number(row, "sales_lost"), number(row, "minutes")), default=None)
    return word(best, "order") if best else ""


def all_work(papers: Papers) -> bool:
    """Whether there was a test run, and everything passed."""
    run = papers.get("test_run")
    return run is not None and all(row["works"] for row in run.records())


def slips_open(papers: Papers) -> int:
    """Slips that were written and are not entered."""
    kept = papers.get("slips_kept")
    return kept.total("written") - kept.total("entered") if kept else 0


def clear(papers: Papers) -> bool:
    """Whether it is over."""
    return all_work(papers) and not slips_open(papers)


def cause_of(papers: Papers) -> str:
    """What it was: the component that is red, and whether somebody had changed it.

    A red component that was changed last night: the update. Else by what is red. Of several that are red, those count
    that can do so much: receipts that look odd stop no till.
    """
    every = [word(row, "component") for row in papers["monitor"].records() if row["state"] == "red"]
    red = [component for component in every if STOPS.get(component) == severity_of(papers)] or every
    changed = {row["component"]: word(row, "change") for row in papers["change_log"].records()}
    for component in red:
        if component in changed:
            return "wrong_setting" if changed[component] == "settings" else "update"
    return next((OF_COMPONENT[component] for component in red if component in OF_COMPONENT), "")


STOPS = {
    **dict.fromkeys(("server", "database", "line"), SEVERITIES[0]), "card_gateway": SEVERITIES[1],
    "receipts": SEVERITIES[2],
}  # fmt: skip
"""Component -> how grave it is when that fails."""
OF_COMPONENT = {"database": "server_disk", "line": "carrier", "card_gateway": "bank_side"}


def lesson_of(papers: Papers) -> str:
    """What is done about such a cause."""
    return LESSON_OF.get(cause_of(papers), "")
