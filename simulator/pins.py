"""PINs of trainers: digits; full-width ones count as their half-width selves. They are not to be guessed: after a few
wrong ones, the next is looked at after a pause that grows."""

from math import ceil
from typing import NamedTuple

import msgspec

from simulator.kernel.texts import half_width

SHORTEST, LONGEST = 4, 12
FREE = 5
"""Wrong PINs in a row before the first pause."""
FIRST, LAST = 30, 1800
"""Seconds of the first pause, doubled for each wrong PIN after it, and of the longest."""


class Tried(NamedTuple):
    """What became of a PIN that was typed."""

    trainer: str = ""
    """Whose it is; empty where it is nobody's, or was not looked at."""
    wait: int = 0
    """Seconds until the next one is looked at."""
    looked: bool = True
    """Whether this one was: during a pause none is."""


def pin_of(typed: str) -> str:
    """The PIN that was meant, or empty where it is none.

    >>> pin_of(" １２３４ "), pin_of("123"), pin_of("12a4")
    ('1234', '', '')
    """
    pin = half_width(typed).strip()
    return pin if pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST else ""


class Tries(msgspec.Struct, frozen=True, omit_defaults=True):
    """Wrong PINs in a row, and until when (seconds since 1970) none is looked at.

    >>> tries = Tries()
    >>> for _ in range(5): tries = tries.missed(100.0)
    >>> tries.wait(100.0), tries.wait(129.5), tries.wait(130.0)
    (30, 1, 0)
    >>> tries.missed(130.0).wait(130.0)
    60
    >>> tries.wait(-1e9)
    1800
    """

    wrong: int = 0
    until: float = 0.0

    def wait(self, now: float) -> int:
        """Whole seconds until another PIN is looked at; 0 when it may be now. A clock that was set back keeps nobody
        out for longer than the longest pause."""
        return min(max(0, ceil(self.until - now)), LAST)

    def missed(self, now: float) -> "Tries":
        """That was nobody's PIN."""
        over = self.wrong + 1 - FREE
        return Tries(self.wrong + 1, self.until if over < 0 else now + min(FIRST * 2 ** min(over, 16), LAST))
