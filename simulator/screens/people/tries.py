"""PINs are not to be guessed: after a few wrong ones, the next may be tried after a pause that grows."""

from math import ceil

FREE = 5
"""Wrong PINs in a row before the first pause."""
FIRST, LONGEST = 30, 1800
"""Seconds of the first pause, doubled for each wrong PIN after it, and of the longest."""


class Tries:
    """Counts wrong PINs at this station; `now` is monotonic seconds.

    >>> tries = Tries()
    >>> for _ in range(5): tries.wrong(100.0)
    >>> tries.wait(100.0), tries.wait(129.5), tries.wait(130.0)
    (30, 1, 0)
    >>> tries.wrong(130.0); tries.wait(130.0)
    60
    >>> tries.right(); tries.wait(130.0)
    0
    """

    def __init__(self) -> None:
        self._wrong = 0
        self._until = 0.0

    def wait(self, now: float) -> int:
        """Whole seconds until another PIN may be tried; 0 when it may be now."""
        return max(0, ceil(self._until - now))

    def wrong(self, now: float) -> None:
        """That was nobody's PIN."""
        self._wrong += 1
        over = self._wrong - FREE
        if over >= 0:
            self._until = now + min(FIRST * 2**over, LONGEST)

    def right(self) -> None:
        """Somebody knew theirs: the count begins anew."""
        self._wrong, self._until = 0, 0.0
