"""Papers of the manager's desk in words: the heading of a column, a word in a cell, a question as a sentence."""

from collections.abc import Mapping

from simulator.desk.papers_view import QuestionSeen
from simulator.kernel.money import Currency
from simulator.kernel.papers import Cell, Unit
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.desk.wording import till_name

NONE = "·"
HEADINGS = {
    ("change_log", "change"): "changed",
    ("bank_notes", "shows"): "verdict",
    ("store", "floor"): "floor_all",
    **dict.fromkeys((("till_records", "document"), ("bank_records", "document")), "card_slip"),
}
"""What means something else on this paper than elsewhere."""
EMPTY = {
    ("camera", "amount"),
    ("tape", "amount"),
    ("tape", "received"),
    ("tape", "change"),
    ("exceptions", "amount"),
    ("till_reports", "x_report"),
}
"""Where nothing was taken, paid or given back, nothing stands: a nought would be an amount."""


def heading(words: Words, kind: str, column: str) -> str:
    """What stands over a column; a change is money on a till's tape, and what was done in a log of changes."""
    return words(f"papers.column_{HEADINGS.get((kind, column), column)}")


def cell_word(words: Words, word: str) -> str:
    """A word in a cell, by its own name on papers or by that of the vocabulary; what has neither is shown as it is."""
    own, known = f"papers.word_{word}", f"debrief.word_{word}"
    return words(own) if words.has(own) else words(known) if words.has(known) else word


def question(words: Words, asked: QuestionSeen) -> str:
    """What is asked; without a subject, of the whole shop."""
    about = words(f"debrief.word_{asked.subject}") if asked.subject else words("papers.whole_shop")
    return words(f"papers.ask_{asked.measure}", period=words(f"debrief.word_{asked.period}"), subject=about)


def blank(kind: str, column: str, value: Cell) -> bool:
    """Whether a nought says that there is nothing."""
    return value == 0 and (kind, column) in EMPTY


def cell(words: Words, value: Cell, unit: Unit, money: Currency, people: Mapping[str, Text]) -> str:
    """A cell of a paper as its column is read."""
    if isinstance(value, Text):
        return value[words.lang]
    if isinstance(value, int):
        return _figure(words, value, unit, money)
    if unit == "person":
        return people[value][words.lang] if value in people else value
    if unit == "till":
        return till_name(words, value) or NONE
    return cell_word(words, value) if unit == "word" and value else value or NONE


def _figure(words: Words, value: int, unit: Unit, money: Currency) -> str:
    match unit:
        case "money":
            return money.format(value)
        case "share":
            return f"{value / 10:.1f} %"
        case "tenths":
            return f"{value / 10:.1f}"
        case "minutes":
            return words("desk.minutes", n=value)
        case "hour":
            return f"{value:02}:00"
        case "time":
            return f"{value // 60:02}:{value % 60:02}"
        case "yes_no":
            return words("desk.yes" if value else "desk.no")
        case _:
            return str(value)
