"""A paper of the manager's desk in words: title, headings, cells; and a question about reports as a sentence."""

from collections.abc import Mapping

from simulator.kernel.desk_words import OFFERS
from simulator.kernel.money import Currency
from simulator.kernel.papers import Cell, Paper, Unit, unit_of
from simulator.kernel.texts import Text
from simulator.locale import Words


def title(words: Words, kind: str, period: str = "") -> str:
    """What a paper is, whether it was read or not."""
    name = words(f"debrief.word_{kind}")
    return words("papers.about", paper=name, period=words(f"debrief.word_{period}")) if period else name


def heading(words: Words, kind: str, column: str) -> str:
    return (
        words("papers.column_change_kind")
        if kind == "change_log" and column == "change"
        else words(f"papers.column_{column}")
    )


def headings(words: Words, paper: Paper) -> list[str]:
    return [heading(words, paper.kind, column) for column in paper.columns]


def rows(words: Words, paper: Paper, currency: Currency, people: Mapping[str, Text]) -> list[list[str]]:
    """Its cells, as a person reads them; `people` names badges."""
    units = [unit_of(paper.kind, column) for column in paper.columns]
    return [[_cell(words, unit, value, currency, people) for unit, value in zip(units, row, strict=True)]
            for row in paper.rows]  # fmt: skip


def _cell(words: Words, unit: Unit, value: Cell, currency: Currency, people: Mapping[str, Text]) -> str:
    if isinstance(value, Text):
        return words.both(value)
    if isinstance(value, int):
        return figure(words, unit, value, currency)
    if unit == "person":
        return f"{value} {words.both(people[value])}" if value in people else value
    return name(words, value) if unit == "word" else value


def figure(words: Words, unit: Unit, value: int, currency: Currency) -> str:
    """A figure in its unit."""
    if unit == "money":
        return currency.format(value)
    if unit == "share":
        return f"{value / 10:.1f}%"
    if unit == "tenths":
        return f"{value / 10:.1f}"
    if unit == "hour":
        return f"{value:02}:00"
    return words("debrief.yes" if value else "debrief.no") if unit == "yes_no" else str(value)


def name(words: Words, word: str) -> str:
    """A word of a cell, or of a choice; an hour is its own name."""
    own = f"papers.word_{word}"
    known = f"debrief.word_{word}"
    return words(own) if words.has(own) else words(known) if words.has(known) else word


def question(words: Words, measure: str, period: str, subject: str) -> str:
    """What is asked."""
    about = name(words, subject) if subject else words("papers.all_departments")
    assert subject or measure != "offer_lift", f"expected one of {OFFERS}"
    return words(f"papers.ask_{measure}", period=words(f"debrief.word_{period}"), subject=about)
