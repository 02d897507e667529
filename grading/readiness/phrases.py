"""Phrases of gates, profiles and attached evidence.

>>> figure("99.9%"), figure("2 s"), figure("4.5"), figure("1.5 x peak hour")
(((999, 1000), 'share', False), ((2, 1), 'seconds', False), ((9, 2), 'number', False), ((3, 2), 'number', True))
>>> figure("1.4 秒") == figure("１．４秒") == figure("1.4 s"), figure("９９％") == figure("99%")
(True, True)
>>> days("30 days"), day("2026-12-24"), device("printer-2")
(30, '2026-12-24', ('printer', 2))
"""

from datetime import date
from fractions import Fraction

from grading.readiness.model import Pair, Unit, pair
from scenarios.phrases import number, tidy
from scenarios.problems import PhraseError
from simulator.kernel.texts import half_width

PEAK = "x peak hour"
DEVICES = ("printer", "scanner", "drawer")
"""What `storedrill devices check` tries."""
LANES = 200
"""A store has no more."""
MOST_DAYS = 3660


def figure(text: str) -> tuple[Pair, Unit, bool]:
    """A figure, its unit, and whether it is a multiple of the peak hour."""
    words = half_width(tidy(text))
    peak, unit = words.endswith(PEAK), "number"
    for ending, named in ((PEAK, "number"), ("%", "share"), ("s", "seconds"), ("秒", "seconds")):
        if words.endswith(ending):
            words, unit = words.removesuffix(ending).strip(), named
            break
    whole, _, part = words.partition(".")
    digits = whole + part
    if not (digits.isascii() and digits.isdigit() and whole) or len(whole) > 9 or len(part) > 6:
        raise PhraseError("readiness_figure", text)
    value = Fraction(int(digits), 10 ** len(part)) / (100 if unit == "share" else 1)
    if unit == "share" and value > 1:
        raise PhraseError("readiness_figure", text)
    named_unit: Unit = "share" if unit == "share" else "seconds" if unit == "seconds" else "number"
    return pair(value), named_unit, peak


def days(text: str) -> int:
    """`30 days`, `1 day`."""
    words = tidy(text)
    for ending in (" days", " day", " d"):
        if words.endswith(ending):
            return number(words.removesuffix(ending), 1, MOST_DAYS)
    raise PhraseError("readiness_days", text)


def day(text: str) -> str:
    """A day, as it sorts."""
    words = tidy(text)
    try:
        if len(words) == 10:
            return date.fromisoformat(words).isoformat()
    except ValueError:  # no day at all: the same sentence
        pass
    raise PhraseError("readiness_day", text)


def device(text: str) -> tuple[str, int]:
    """`printer-1`: what, and at which lane."""
    kind, _, lane = tidy(text).partition("-")
    if kind not in DEVICES or not (lane.isascii() and lane.isdigit()) or not 1 <= int(lane[:4]) <= 999:
        raise PhraseError("readiness_device", text, known=[f"{known}-1" for known in DEVICES], lanes="999")
    return kind, int(lane)
