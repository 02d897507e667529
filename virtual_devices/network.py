"""The shop's line to the outside: up, slow, or down, for good or for a while."""

from typing import NamedTuple

from virtual_devices.upos import Reaction


class Link(NamedTuple):
    """The line went up or down."""

    up: bool
    at: int


LinkReaction = Reaction[Link]


class Network:
    """`latency` is the time a message takes, in milliseconds."""

    def __init__(self, *, latency: int = 20) -> None:
        self.up = True
        self.latency = latency
        self.next_deadline: int | None = None
        """When the line comes up again by itself."""

    def arrival(self, now: int) -> int | None:
        """When a message sent now arrives, as far as is known; None while the line is down."""
        return now + self.latency if self.up else None

    def slow(self, latency: int) -> None:
        """From now on a message takes `latency` ms."""
        self.latency = latency

    def cut(self, now: int, *, lasting: int | None = None) -> LinkReaction:
        """Down until `restore`, or for `lasting` ms."""
        events = self._advance(now)
        self.next_deadline = None if lasting is None else now + lasting
        return Reaction(events=(*events, *self._set(False, now)))

    def restore(self, now: int) -> LinkReaction:
        """Up, and it stays so."""
        events = self._advance(now)
        self.next_deadline = None
        return Reaction(events=(*events, *self._set(True, now)))

    def tick(self, now: int) -> LinkReaction:
        """Let time pass."""
        return Reaction(events=self._advance(now))

    def _advance(self, now: int) -> tuple[Link, ...]:
        if self.next_deadline is None or self.next_deadline > now:
            return ()
        at, self.next_deadline = self.next_deadline, None
        return self._set(True, at)

    def _set(self, up: bool, at: int) -> tuple[Link, ...]:
        if up == self.up:
            return ()
        self.up = up
        return (Link(up, at),)
