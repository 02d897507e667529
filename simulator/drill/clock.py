"""Live time: virtual milliseconds from monotonic deltas. Wall clocks jump, this one cannot."""

from collections.abc import Callable


class Clock:
    """Runs `pace` times as fast as real time, stands still while paused, and starts where a crash left it."""

    def __init__(self, monotonic: Callable[[], float], *, start: int = 0, pace: float = 1.0) -> None:
        self._monotonic = monotonic
        self._pace = pace
        self._base = start
        self._since: float | None = monotonic()

    def now(self) -> int:
        """Virtual milliseconds."""
        if self._since is None:
            return self._base
        return self._base + int((self._monotonic() - self._since) * 1000 * self._pace)

    @property
    def paused(self) -> bool:
        return self._since is None

    def pause(self) -> None:
        self._base, self._since = self.now(), None

    def resume(self) -> None:
        if self._since is None:
            self._since = self._monotonic()
