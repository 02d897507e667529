"""The small phrases every key is written in: times, spans, numbers, shares, choices, notes and coins.

Each function takes a phrase as written and returns plain values, or raises `PhraseError` with what was expected.
Times are milliseconds.

>>> duration("45 s"), duration("3 min"), duration("1:30"), duration("1 min 30 s")
(45000, 180000, 90000, 90000)
>>> time_span("20s to 40s")
Span(low=20000, high=40000)
>>> share("30%"), yes_no("no"), choices("any of [wait, stop]"), choices("wait or stop")
(30, False, ('wait', 'stop'), ('wait', 'stop'))
>>> pieces("100 x2, 0.5 x10")
{10000: 2, 50: 10}
"""

import re
from collections.abc import Callable, Collection
from datetime import datetime

from scenarios.problems import PhraseError
from scenarios.specs.spans import Span
from simulator.kernel.money import CNY, Currency, Minor, Pieces
from simulator.kernel.texts import half_width

_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_PARTS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-z]+)\.?")
_UNITS = {"ms": 1, "s": 1000, "sec": 1000, "second": 1000, "seconds": 1000}
_UNITS |= {"min": 60_000, "minute": 60_000, "minutes": 60_000, "h": 3_600_000}
_OF_LIST = re.compile(r"(?:any|one) of \[(.*)\]|\[(.*)\]")
_WORD = re.compile(r"[a-z][a-z0-9_]*")
LONGEST = 24 * 3_600_000


def tidy(text: str) -> str:
    """Full-width digits and signs as their half-width selves, single spaces."""
    return " ".join(half_width(text).split())


def duration(text: str) -> int:
    """`45 s`, `3 min`, `1:30` (minutes and seconds), `none` -> milliseconds.

    >>> duration("00:05"), duration("none"), duration("1.5 min")
    (5000, 0, 90000)
    """
    words = tidy(text).casefold()
    if words in ("none", "0"):
        return 0
    clock = _CLOCK.fullmatch(words)
    if clock:
        return _at_most(int(clock[1]) * 60_000 + int(clock[2]) * 1000, text)
    at, total = 0, 0
    while at < len(words):
        part = _PARTS.match(words, at)
        if part is None or part[2] not in _UNITS:
            raise PhraseError("duration", text)
        total += round(float(part[1]) * _UNITS[part[2]])
        at = part.end()
    if not at:
        raise PhraseError("duration", text)
    return _at_most(total, text)


def _at_most(ms: int, text: str) -> int:
    if ms > LONGEST:
        raise PhraseError("duration_long", text)
    return ms


def span(text: str, read: Callable[[str], int]) -> Span:
    """`A to B` or a single value, each end read by `read`."""
    low, to, high = tidy(text).partition(" to ")
    first = read(low)
    last = read(high) if to else first
    if last < first:
        raise PhraseError("span_order", text)
    return Span(first, last)


def time_span(text: str) -> Span:
    """`20s to 40s`, `1:30`, `0:30 to 1:30`; a bare number borrows the unit of the other end: `20 to 40 s`.

    >>> time_span("20 to 40 s")
    Span(low=20000, high=40000)
    """
    low, to, high = tidy(text).partition(" to ")
    unit = re.search(r"[a-z]+$", high)
    if to and unit and re.fullmatch(r"\d+(\.\d+)?", low):
        return span(f"{low} {unit[0]} to {high}", duration)
    return span(text, duration)


_BEFORE_END = " before the end"


def moment(text: str, end: int) -> int:
    """A point of the drill's time, from its beginning or back from its `end`.

    >>> moment("1:30", 600_000), moment("2 min before the end", 600_000), moment("the end", 600_000)
    (90000, 480000, 600000)
    """
    words = tidy(text).casefold()
    if words in ("end", "the end"):
        return end
    if words.endswith(_BEFORE_END):
        return end - duration(words.removesuffix(_BEFORE_END))
    return duration(words)


def moment_span(text: str, end: int) -> Span:
    """`0:30`, `0:30 to 1:30`, `3 min to 2 min before the end`.

    >>> moment_span("3 min to 2 min before the end", 600_000)
    Span(low=420000, high=480000)
    """
    words = tidy(text).casefold()
    low, to, high = words.partition(" to ")
    if to and high.endswith(_BEFORE_END) and not low.endswith(_BEFORE_END):
        words = f"{low}{_BEFORE_END} to {high}"
    result = span(words, lambda word: moment(word, end))
    if result.low < 0:
        raise PhraseError("before_start", text)
    return result


def clock(text: str) -> str:
    """A date and time of day, as the shop's clock shows it.

    >>> clock("2026-12-24 10:00")
    '2026-12-24T10:00'
    """
    try:
        return datetime.strptime(tidy(text), "%Y-%m-%d %H:%M").isoformat(timespec="minutes")
    except ValueError:
        raise PhraseError("clock", text) from None


def number(text: str, low: int = 0, high: int = 1_000_000) -> int:
    """A whole number within bounds."""
    words = tidy(text)
    if not (words.isascii() and words.isdigit()) or not low <= int(words[:18]) <= high:
        raise PhraseError("number", text, low=str(low), high=f"{high:,}")
    return int(words)


def number_span(text: str, low: int = 0, high: int = 1_000_000) -> Span:
    """`400` or `30 to 40`; a word after it (`lines`) is allowed.

    >>> number_span("30 to 40 lines")
    Span(low=30, high=40)
    """
    words = re.sub(r"\s+(lines|minutes|min)$", "", tidy(text))
    return span(words, lambda word: number(word, low, high))


def share(text: str) -> int:
    """`30%` -> 30."""
    words = tidy(text)
    digits = words.removesuffix("%").strip()
    if not words.endswith("%") or not (digits.isascii() and digits.isdigit()) or int(digits[:9]) > 100:
        raise PhraseError("share", text)
    return int(digits)


def yes_no(text: str) -> bool:
    """`yes` or `no`."""
    words = tidy(text).casefold()
    if words not in ("yes", "no"):
        raise PhraseError("yes_no", text)
    return words == "yes"


def money(text: str, currency: Currency = CNY) -> Minor:
    """`10.00`, `10`, `-0.50` -> minor units."""
    try:
        return currency.parse(tidy(text)[:20])
    except ValueError:
        raise PhraseError("money", text, example=currency.format(1000)) from None


def coins(text: str, currency: Currency = CNY) -> Minor:
    """An amount above 0 that can be laid down in notes and coins.

    >>> coins("36.50")
    3650
    """
    amount = money(text, currency)
    if amount <= 0 or amount % currency.pieces[-1]:
        raise PhraseError("coins", text, piece=currency.format(currency.pieces[-1]))
    return amount


def difference(text: str, currency: Currency = CNY) -> Minor:
    """Nothing, or so much in notes and coins more or less.

    >>> difference("-5.00"), difference("0.00")
    (-500, 0)
    """
    words = tidy(text)
    if money(words, currency) == 0:
        return 0
    amount = coins(words.removeprefix("-"), currency)
    return -amount if words.startswith("-") else amount


def pieces(text: str, currency: Currency = CNY) -> Pieces:
    """`100 x2, 0.5 x10` -> notes and coins; only what circulates."""
    found: Pieces = {}
    for part in tidy(text).split(","):
        value, _, count = part.strip().partition(" x")
        if not count:
            raise PhraseError("pieces", part.strip() or text)
        piece = money(value, currency)
        if piece not in currency.pieces:
            raise PhraseError("piece", value, known=[currency.format(p) for p in currency.pieces])
        if piece in found:
            raise PhraseError("piece_once", part.strip())
        found[piece] = number(count, 1, 10_000)
    return found


def choices(text: str) -> tuple[str, ...]:
    """`any of [a, b]`, `one of [a, b]`, `a or b`, `a` -> the words of which one is meant."""
    words = tidy(text)
    listed = _OF_LIST.fullmatch(words)
    inside = (listed[1] or listed[2] or "") if listed else words.replace(" or ", ",")
    found = tuple(part.strip() for part in inside.split(","))
    if not all(found):
        raise PhraseError("choices", text)
    return found


def one_of(text: str, known: Collection[str], id: str = "known_word") -> str:
    """A word of a closed list; spaces and underscores mean the same."""
    words = tidy(text)
    if words in known:
        return words
    for word in known:
        if words.replace(" ", "_") == word or words.replace("_", " ") == word:
            return word
    raise PhraseError(id, text, known=known)


def name(text: str) -> str:
    """An id: small letters, digits and underscores, beginning with a letter."""
    if not _WORD.fullmatch(text):
        raise PhraseError("name", text)
    return text


def script_name(text: str) -> str:
    """A script's id may have dashes: `power-outage`."""
    name(text.replace("-", "_"))
    return text
