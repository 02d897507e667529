"""Old system against new: why a row differs, whether a checkpoint is passed, whether the new system goes live.

>>> member = Paper("member_lists", (("M1", "Mrs Li", 120, 12000),))
>>> difference(member, member.records()[0], {})
'decimals'
"""

from collections.abc import Mapping
from typing import NamedTuple

from simulator.kernel.desk_words import CHECKPOINTS, LISTS
from simulator.kernel.papers import Cell, Paper, number

Papers = Mapping[str, Paper]
Record = dict[str, Cell]

COMPARED = {
    "stock_lists": ("old_quantity", "new_quantity"),
    "price_lists": ("old_price", "new_price"),
    "member_lists": ("old_points", "new_points"),
    "dual_run": ("old_turnover", "new_turnover"),
}
"""List -> the two columns that should agree."""
PACK = 12
"""Pieces of a carton."""
EXPLAINED_BY = {"stock_lists": "late_sales", "dual_run": "dual_notes"}
NEEDED = {
    "backup_made": ("backup",),
    "selling_stopped": ("last_sales",),
    "data_moved": ("stock_lists", "price_lists", "member_lists"),
    "tests_passed": ("test_run",),
}
"""Checkpoint -> the papers that say whether it is passed."""
NEEDED_DECISION = ("dual_run", "dual_notes", "test_run", "night_clock", "stock_lists", "price_lists", "member_lists")


def differs(paper: Paper, record: Record) -> bool:
    """Whether old and new disagree on a row."""
    old, new = COMPARED[paper.kind]
    return record[old] != record[new]


def difference(paper: Paper, record: Record, papers: Papers) -> str:
    """Why a row differs; empty where it does not."""
    if not differs(paper, record):
        return ""
    old, new = (number(record, name) for name in COMPARED[paper.kind])
    note = papers.get(EXPLAINED_BY.get(paper.kind, ""))
    noted = note.row(mark=record["mark"]) if note else None
    if noted is not None and number(noted, "quantity" if note and note.kind == "late_sales" else "amount") == old - new:
        return "sold_late"
    if new == 0:
        return "missing"
    if paper.kind == "stock_lists":
        return "twice_as_much" if new == 2 * old else "per_pack" if new == PACK * old else "unexplained"
    if paper.kind == "price_lists":
        return "per_jin" if new == 2 * old else "decimals" if new in (10 * old, 100 * old) else "unexplained"
    if paper.kind == "member_lists":
        return "decimals" if new in (10 * old, 100 * old) else "twice_as_much" if new == 2 * old else "unexplained"
    return "unexplained"


def differing(paper: Paper, papers: Papers) -> dict[str, str]:
    """Mark -> why, of every row that differs."""
    return {str(r["mark"]): difference(paper, r, papers) for r in paper.records() if differs(paper, r)}


def amiss(papers: Papers, *kinds: str) -> int:
    """Rows that differ for no good reason."""
    return sum(
        reason != "sold_late" for kind in kinds if kind in papers for reason in differing(papers[kind], papers).values()
    )


def passed(checkpoint: str, papers: Papers) -> bool:
    """Whether a checkpoint of the plan is passed, by its papers."""
    if checkpoint == "backup_made":
        return all(row["copied"] and row["restored"] for row in papers["backup"].records())
    if checkpoint == "selling_stopped":
        return not papers["last_sales"].total("open_baskets") and not papers["last_sales"].total("waiting")
    if checkpoint == "data_moved":
        return not amiss(papers, *(kind for kind in LISTS if kind != "dual_run"))
    return all(row["works"] for row in papers["test_run"].records())


class Verdict(NamedTuple):
    """What is decided about the night, and why."""

    decision: str
    ground: str


def verdict(papers: Papers) -> Verdict:
    """上线决策 by the papers; what stands in the way, gravest first. Without time left there is only the way back."""
    clock = papers["night_clock"].records()[0]
    faulty = not passed("tests_passed", papers)
    if amiss(papers, "stock_lists", "price_lists", "member_lists"):
        return Verdict("no_go", "lists_differ")
    if amiss(papers, "dual_run"):
        return Verdict("no_go", "dual_run_off")
    if number(clock, "needed") > number(clock, "left"):
        return Verdict("roll_back", "no_time_left")
    return Verdict("no_go", "tests_failed") if faulty else Verdict("go", "all_met")


assert set(NEEDED) == set(CHECKPOINTS), "a checkpoint without papers"
