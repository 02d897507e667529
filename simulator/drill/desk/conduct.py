"""Papers on cashiers who stand out, planted from a seed: a thief, a favour for a friend, or simply somebody's post.

There is one week in one shop: whoever is looked into, what all cashiers did and who is posted where says the same. The
rows are those of its Saturday, some of them filmed.
"""

from collections.abc import Mapping

from simulator.drill.desk.cases import Cells, Row
from simulator.kernel.desk_words import EXCEPTIONS
from simulator.kernel.draws import Draws
from simulator.kernel.money import Minor
from simulator.kernel.papers import Paper

DOES: dict[str, str] = {
    "false_refunds": "refund", "returns_desk": "refund", "false_voids": "void", "trainee": "void",
    "discounts_to_a_friend": "discount", "markdown_duty": "discount",
}  # fmt: skip
"""Why somebody stands out -> with what."""
COUNTED = {"refund": "refunds", "void": "voids", "discount": "overrides"}
POSTED = {"returns_desk": "returns_desk", "trainee": "in_training", "markdown_duty": "fresh_counter"}
ON_SATURDAY = 9
"""Rows of whoever stands out; the week has more."""


def week(findings: Mapping[str, str], cashiers: tuple[str, ...], draws: Draws) -> tuple[Paper, Paper]:
    """What every cashier did, and where they are posted; `findings`: badge -> why they stand out."""
    counted, roster = [], []
    for badge in cashiers:
        odd = {name: draws.between(1, 3) for name in ("voids", "no_sales", "refunds", "overrides")}
        finding = findings.get(badge, "")
        if finding:
            odd[COUNTED[DOES[finding]]] = draws.between(ON_SATURDAY + 3, ON_SATURDAY + 8)
        row: Row = {"cashier": badge, "sales": draws.between(310, 420), **odd}
        counted.append(Cells("cashiers")(row))
        post = POSTED.get(finding, "till")
        roster.append((badge, post, 1 if post == "in_training" else draws.between(20, 190)))
    return Paper("cashiers", tuple(counted)), Paper("roster", tuple(roster))


def conduct(finding: str, of_the_week: tuple[Paper, Paper], draws: Draws) -> tuple[Minor, tuple[Paper, ...]]:
    """What is at stake, and the papers on somebody who stands out that week."""
    assert finding in EXCEPTIONS, finding
    rows, filmed, total = _deeds(finding, DOES[finding], draws)
    counted, roster = of_the_week
    deeds, camera = Paper("exceptions", tuple(map(Cells("exceptions"), rows))), tuple(map(Cells("camera"), filmed))
    return -total, (counted, deeds, roster, Paper("camera", camera))


def _deeds(finding: str, what: str, draws: Draws) -> tuple[list[Row], list[Row], Minor]:
    """Rows of the exception report, what the camera shows of some, and what they come to."""
    rows: list[Row] = []
    filmed: list[Row] = []
    guilty = draws.between(2, 7)
    cards = [f"M{draws.between(1000, 9999)}" for _ in range(ON_SATURDAY)]
    minute, total = 9 * 60 + 5, 0
    for n in range(ON_SATURDAY):
        minute += draws.between(12, 45)
        time, document = f"{minute // 60:02}:{minute % 60:02}", f"till-{draws.between(1, 4)}-{300 + 7 * n:04}"
        amount, false = draws.between(900, 7900), finding in ("false_refunds", "false_voids") and n == guilty
        friend = finding == "discounts_to_a_friend" and n in (guilty - 2, guilty, (guilty + 2) % 9, (guilty + 4) % 9)
        card = (cards[0] if friend else cards[n]) if what == "discount" else ""
        mark = f"E{n + 1:02}"
        seen = not false and draws.chance(0.85)
        rows.append(
            {"mark": mark, "time": time, "what": what, "document": document, "amount": amount,
             "customer_there": int(seen), "goods_back": "" if what == "discount" else int(not false), "card": card}
        )  # fmt: skip
        total += amount
        if false or n in (1, 4, 8):
            shows = "nobody_there" if false else "customer_there"
            filmed.append(
                {"mark": f"C{len(filmed) + 1:02}", "time": time, "shows": shows, "document": document, "amount": 0}
            )
    return rows, filmed, total
