"""Amounts in rows of a form: how they are read, shown, and what is said of one that is none.

>>> from simulator.kernel.money import CNY
>>> read("12.8", CNY), read("", CNY), read("1..2", CNY)
(1280, 0, None)
"""

from simulator.kernel.money import Currency, Minor
from simulator.locale import Words

MOST = 9
"""Characters of an amount."""
EXAMPLE = 1280


def read(text: str, currency: Currency) -> Minor | None:
    """What was typed, 0 for nothing; None where it is no amount."""
    if not text:
        return 0
    try:
        return currency.parse(text)
    except ValueError:
        return None


def shown(text: str, *, bad: bool) -> str:
    """An amount as it was typed, marked where it is none."""
    return f"{'! ' if bad else ''}{text or '……':>{MOST}}"


def complaint(words: Words, id: str, text: str, currency: Currency) -> str:
    """Why a row cannot stay as it is; `id` says what to do about it."""
    return words(id, text=text, example=currency.format(EXAMPLE))


def typed(text: str, key: str) -> str:
    """The text after one more key."""
    return text[:-1] if key == "⌫" else (text + key)[:MOST] if key in "0123456789." else text
