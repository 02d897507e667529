"""Let a bot play a drill on virtual time, as fast as the machine can."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from simulator.drill.bots.steps import Memory
from simulator.drill.bots.worker import Bot
from simulator.drill.session import Session
from simulator.kernel.entries import Entry, encode
from simulator.kernel.events import Command

PATIENCE = 2000
"""Rounds at one virtual instant after which a play is going in circles."""
TAIL = 8


class StuckPlay(Exception):
    """A play that will never end: nothing is due and the bot waits, or time stands still."""

    def __init__(self, why: str, at: int, last: list[Entry]) -> None:
        told = "\n".join(f"  {entry.seq} @{entry.at} {encode(entry.what).decode()}" for entry in last)
        super().__init__(f"the drill stands still at {at} ms: {why}; the last entries were\n{told}")
        self.at = at
        self.last = last


@dataclass(slots=True)
class Played:
    """How a play went."""

    commands: int = 0
    until: int = 0
    """Virtual milliseconds."""
    closed: bool = False


def play(
    session: Session,
    bot: Bot,
    limit: int | None = None,
    *,
    memory: Memory | None = None,
    enough: Callable[[], bool] = lambda: False,
) -> Played:
    """Play until the station is closed, until virtual time `limit`, or until it is `enough`.

    The bot thinks, then acts; when something happens while it thinks, it looks again, as a person would. `memory` is of
    what it did before, where it goes on with what somebody else began. Raises `StuckPlay` when the drill cannot go on.
    """
    memory, played = memory or Memory(), Played()
    last: deque[Entry] = deque(maxlen=TAIL)
    watch = last.append
    session.listeners.append(watch)
    plan: tuple[Command, int] | None = None
    instant, rounds = -1, 0
    try:
        while not session.station.closed and (limit is None or session.now < limit) and not enough():
            now = session.now
            rounds = rounds + 1 if now == instant else 0
            instant = now
            if rounds > PATIENCE:
                raise StuckPlay(f"expected time to pass, got {rounds} rounds without", now, list(last))
            due = session.deadline()
            step = bot.next(session.seen, now, memory)
            if step is None:
                if due is None:
                    raise StuckPlay("the bot waits, and nothing will happen", now, list(last))
                session.advance(due)
                plan = None
                continue
            if plan is None or plan[0] != step[0]:
                plan = step[0], now + step[1]
            if due is not None and due <= plan[1]:
                session.advance(due)
                continue
            session.submit(plan[0], plan[1])
            memory.did(plan[0], plan[1])
            played.commands += 1
            plan = None
    finally:
        session.listeners.remove(watch)
    played.until, played.closed = session.now, session.station.closed
    return played
