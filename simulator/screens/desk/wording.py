"""Words and figures of the desk: what stands on sheets, papers and lists, in the reader's language.

The desk's vocabulary has its words where debriefs have theirs; what only lies on papers has them in `desk.po`.
"""

from collections.abc import Mapping

from simulator.kernel.money import Currency
from simulator.kernel.papers import Cell, Unit
from simulator.kernel.texts import Text
from simulator.locale import Words

NONE = "·"


def word(words: Words, value: str) -> str:
    """A word of the vocabulary; one that nobody translated is shown as it stands."""
    for id in (f"desk.word_{value}", f"debrief.word_{value}", f"action.{value}"):
        if words.has(id):
            return words(id)
    return value.replace("_", " ")


def sheet_name(words: Words, kind: str) -> str:
    """The name of a sheet, where a word on one is the same."""
    return words(f"debrief.word_{kind}") if words.has(f"debrief.word_{kind}") else word(words, kind)


def named(words: Words, name: str) -> str:
    """The name of a figure or a column."""
    for id in (f"desk.field_{name}", f"debrief.field_{name}"):
        if words.has(id):
            return words(id)
    return name.replace("_", " ")


def cell(words: Words, value: Cell, unit: Unit, money: Currency, people: Mapping[str, Text]) -> str:
    """A cell of a paper as its column is read."""
    if isinstance(value, Text):
        return value[words.lang]
    if isinstance(value, int):
        return _figure(words, value, unit, money)
    if unit == "person":
        return people[value][words.lang] if value in people else value
    return word(words, value) if unit == "word" and value else value or NONE


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
