"""POSPower: the mains, and a UPS that carries the till for a while."""

from typing import Literal

from virtual_devices.upos import Reaction, Status, StatusName

Source = Literal["mains", "battery", "none"]
PowerReaction = Reaction[Status]
_HOLD_UP = 20
"""Milliseconds that a power supply bridges by itself."""


class Power:
    """`ups` is the reserve in milliseconds (0: no UPS); it is low at a fifth, and refills `refill` times slower."""

    def __init__(self, ups: int = 0, *, refill: int = 10) -> None:
        self.source: Source = "mains"
        self.mains = True
        self._ups, self._reserve, self._refill = ups, ups, refill
        self._since = 0
        self._low_told = False
        self._back_at: int | None = None

    @property
    def on(self) -> bool:
        """The till has power."""
        return self.source != "none"

    def reserve(self, now: int) -> int:
        """Milliseconds that the UPS would last from `now` on."""
        passed = max(0, now - self._since)
        if self.source == "battery":
            return max(0, self._reserve - passed)
        return min(self._ups, self._reserve + passed // self._refill) if self.mains else self._reserve

    @property
    def next_deadline(self) -> int | None:
        """When the battery is low or empty, or a flicker ends."""
        due = [] if self._back_at is None else [self._back_at]
        if self.source == "battery":
            due.append(self._since + self._reserve)
            if not self._low_told:
                due.append(max(self._since, self._since + self._reserve - self._ups // 5))
        return min(due, default=None)

    def cut(self, now: int) -> PowerReaction:
        """The mains fail until `restore`."""
        events = self._advance(now)
        self._back_at = None
        return Reaction(events=(*events, *self._fall(now)))

    def restore(self, now: int) -> PowerReaction:
        """The mains are back."""
        events = self._advance(now)
        self._back_at = None
        return Reaction(events=(*events, *self._rise(now)))

    def flicker(self, lasting: int, now: int) -> PowerReaction:
        """The mains fail and come back by themselves; the shortest dips nobody notices."""
        events = self._advance(now)
        if lasting > _HOLD_UP and self.mains:
            events += self._fall(now)
            self._back_at = now + lasting
        return Reaction(events=events)

    def tick(self, now: int) -> PowerReaction:
        """Let time pass."""
        return Reaction(events=self._advance(now))

    def _advance(self, now: int) -> tuple[Status, ...]:
        events: tuple[Status, ...] = ()
        while (at := self.next_deadline) is not None and at <= now:
            if self._back_at == at:
                self._back_at = None
                events += self._rise(at)
            elif at == self._since + self._reserve:
                self._settle(at)
                self.source = "none"
                events += (Status("PWR_SUE_SHUTDOWN", at),)
            else:
                self._low_told = True
                events += (Status("PWR_SUE_UPS_LOW", at),)
        return events

    def _fall(self, now: int) -> tuple[Status, ...]:
        if not self.mains:
            return ()
        self._settle(now)
        self.mains, self._low_told = False, False
        self.source = "battery" if self._reserve else "none"
        name: StatusName = "PWR_SUE_PWR_SOURCE" if self._reserve else "PWR_SUE_SHUTDOWN"
        return (Status(name, now),)

    def _rise(self, now: int) -> tuple[Status, ...]:
        if self.mains:
            return ()
        self._settle(now)
        self.mains, self.source = True, "mains"
        return (Status("PWR_SUE_PWR_SOURCE", now),)

    def _settle(self, now: int) -> None:
        self._reserve = self.reserve(now)
        self._since = now
