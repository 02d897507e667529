"""Questions about reports: which papers an answer rests on, and what they say. One rule a measure.

>>> from simulator.kernel.papers import Paper
>>> days = Paper("days", (("mon", 600000, 200, 900, 80), ("tue", 660000, 200, 950, 80)), "this_week")
>>> answer(Question("q1", "basket_value", "this_week"), {days.key: days})
Answer(figure=3150, choice='')
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from simulator.kernel.desk_words import ANSWERED_IN, CHANGES, CHOICE_MEASURES, DEPARTMENTS, FIGURE_MEASURES, OFFERS
from simulator.kernel.money import divide
from simulator.kernel.papers import Paper, Unit, key_of, number, word
from simulator.kernel.stimuli import Question

Papers = Mapping[str, Paper]


class Answer(NamedTuple):
    """A figure, or a choice."""

    figure: int = 0
    choice: str = ""


RESTS_ON: dict[str, tuple[str, ...]] = {
    "per_metre": ("days", "store"),
    "per_person": ("days", "store"),
    "basket_value": ("days",),
    "margin_share": ("departments",),
    "shrink_share": ("departments",),
    "turn_days": ("departments",),
    "task_share": ("store",),
    "complaints_per_thousand": ("store",),
    "against_last_year": ("days", "days/last_year"),
    "offer_lift": ("offers",),
    "peak_hour": ("hours",),
    "most_shrink": ("departments",),
    "slowest_turn": ("departments",),
    "best_metre": ("departments",),
    "why_change": ("days", "days/last_week"),
    "offer_paid_off": ("offers",),
}
"""Measure -> kinds of papers, of the question's period; a slash names another period."""


def rests_on(question: Question) -> tuple[str, ...]:
    """Keys of the papers that the answer follows from."""
    kinds = RESTS_ON[question.measure]
    return tuple(kind if "/" in kind else key_of(kind, question.period) for kind in kinds)


def unit(question: Question) -> Unit:
    """`word` where it is answered by a choice."""
    return ANSWERED_IN.get(question.measure, "word")


def choices(question: Question, papers: Papers) -> tuple[str, ...]:
    """What can be answered; nothing where it is a figure."""
    if question.measure == "peak_hour":
        hours = papers.get(key_of("hours", question.period))
        return tuple(str(hour) for hour in hours.column("hour")) if hours else ()
    return _CHOICES.get(question.measure, ())


_CHOICES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("most_shrink", "slowest_turn", "best_metre"), DEPARTMENTS),
    "why_change": CHANGES,
    "offer_paid_off": OFFERS,
}


def near(figure: int, proper: int) -> bool:
    """Whether a figure was read rightly: within half a percent, or one unit."""
    return abs(figure - proper) <= max(1, abs(proper) // 200)


def answer(question: Question, papers: Papers) -> Answer:
    """What the papers say. Raises KeyError where one that it rests on is not among them."""
    found = [papers[key] for key in rests_on(question)]
    return _RULES[question.measure](question, found)


def share(part: int, whole: int) -> int:
    """In thousandths."""
    return divide(part * 1000, whole) if whole else 0


def _per(column: str) -> Callable[[Question, list[Paper]], Answer]:
    def rule(question: Question, papers: list[Paper]) -> Answer:
        days, store = papers
        return Answer(divide(days.total("turnover"), max(1, store.total(column) * len(days.rows))))

    return rule


def _basket(question: Question, papers: list[Paper]) -> Answer:
    (days,) = papers
    return Answer(divide(days.total("turnover"), max(1, days.total("baskets"))))


def _rows(question: Question, paper: Paper) -> list[dict[str, str | int]]:
    """Those of the subject; all where it names none."""
    first = paper.columns[0]
    return [
        {name: cell for name, cell in record.items() if isinstance(cell, str | int)}
        for record in paper.records()
        if not question.subject or record[first] == question.subject
    ]


def _sum(rows: list[dict[str, str | int]], column: str) -> int:
    return sum(int(row[column]) for row in rows)


def _margin(question: Question, papers: list[Paper]) -> Answer:
    rows = _rows(question, papers[0])
    turnover = _sum(rows, "turnover")
    return Answer(share(turnover - _sum(rows, "cost"), turnover))


def _shrink(question: Question, papers: list[Paper]) -> Answer:
    rows = _rows(question, papers[0])
    return Answer(share(_sum(rows, "shrink"), _sum(rows, "turnover")))


def _turn_days(question: Question, papers: list[Paper]) -> Answer:
    rows = _rows(question, papers[0])
    return Answer(divide(_sum(rows, "stock") * 7 * 10, max(1, _sum(rows, "cost"))))


def _tasks(question: Question, papers: list[Paper]) -> Answer:
    (store,) = papers
    return Answer(share(store.total("tasks_done"), store.total("tasks_due")))


def _complaints(question: Question, papers: list[Paper]) -> Answer:
    (store,) = papers
    return Answer(divide(store.total("complaints") * 1000 * 10, max(1, store.total("customers"))))


def _against(question: Question, papers: list[Paper]) -> Answer:
    now, then = (days.total("turnover") for days in papers)
    return Answer(share(now - then, then))


def _lift(question: Question, papers: list[Paper]) -> Answer:
    rows = _rows(question, papers[0])
    before = _sum(rows, "pieces_before")
    return Answer(share(_sum(rows, "pieces_during") - before, before))


def _peak(question: Question, papers: list[Paper]) -> Answer:
    best = max(papers[0].records(), key=lambda record: number(record, "turnover"))
    return Answer(choice=str(best["hour"]))


def _first(score: Callable[[dict[str, int | str]], tuple[int, int]]) -> Callable[[Question, list[Paper]], Answer]:
    """The row with the highest ratio (part, whole)."""

    def rule(question: Question, papers: list[Paper]) -> Answer:
        rows = _rows(Question("", question.measure, question.period), papers[0])

        def ratio(row: dict[str, int | str]) -> int:
            part, whole = score(row)
            return part * 10**6 // max(1, whole)

        best = max(rows, key=ratio)
        return Answer(choice=str(best[papers[0].columns[0]]))

    return rule


def _why(question: Question, papers: list[Paper]) -> Answer:
    """Whichever of the two fell more: how many came, or what each spent."""
    now, then = papers
    baskets = share(now.total("baskets"), then.total("baskets"))
    value = share(now.total("turnover") * then.total("baskets"), then.total("turnover") * now.total("baskets"))
    return Answer(choice="fewer_baskets" if baskets < value else "smaller_baskets")


def _paid_off(question: Question, papers: list[Paper]) -> Answer:
    """The one with the most margin beyond what there was without it."""
    best = max(papers[0].records(), key=lambda r: number(r, "margin_during") - number(r, "margin_before"))
    return Answer(choice=word(best, "offer"))


_RULES: dict[str, Callable[[Question, list[Paper]], Answer]] = {
    "per_metre": _per("floor"),
    "per_person": _per("people"),
    "basket_value": _basket,
    "margin_share": _margin,
    "shrink_share": _shrink,
    "turn_days": _turn_days,
    "task_share": _tasks,
    "complaints_per_thousand": _complaints,
    "against_last_year": _against,
    "offer_lift": _lift,
    "peak_hour": _peak,
    "most_shrink": _first(lambda row: (int(row["shrink"]), int(row["turnover"]))),
    "slowest_turn": _first(lambda row: (int(row["stock"]), int(row["cost"]))),
    "best_metre": _first(lambda row: (int(row["turnover"]), int(row["floor"]))),
    "why_change": _why,
    "offer_paid_off": _paid_off,
}

assert set(_RULES) == set(RESTS_ON) == {*FIGURE_MEASURES, *CHOICE_MEASURES}, "a measure without a rule"
