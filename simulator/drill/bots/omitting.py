"""Bots that do one thing otherwise than the experienced one: a habit left out, done too late, or done wrong.

No list of mistakes is needed for these: an experienced person is a list of habits, and each of them can go missing.
What comes of it is what a rubric has to tell apart.
"""

from collections.abc import Callable, Container, Iterator
from dataclasses import fields
from itertools import count
from typing import Any, Literal

import msgspec

from scenarios.vocabulary import MONEY, values
from simulator.drill.bots.crew import CREWS
from simulator.drill.bots.steps import Advice
from simulator.drill.bots.worker import Worker
from simulator.kernel.events import Command, name_of

AnyHabit = Callable[[Any, Any], Advice | None]
"""A habit at any workstation."""
Fault = Literal["without", "once_without", "late", "wrong", "once_wrong"]
FAULTS: tuple[Fault, ...] = ("without", "once_without", "late", "wrong", "once_wrong")
ROUNDS = 12
"""Operations in a row that are only believed to be done, before the habit has nothing more to say."""
LATE = 200_000
"""Milliseconds: beyond any patience that a rule has with somebody who works."""


def habits(workstation: str) -> dict[str, AnyHabit]:
    """Everything an experienced person there does, each habit once: `paying.say_received`, its place and its name.

    Of habits that are made alike the second is `people.habit-2`.
    """
    routine = CREWS[workstation].experienced
    found: dict[str, AnyHabit] = {}
    for field in fields(routine):  # type: ignore[arg-type]  # every routine is a dataclass of habits
        for habit in getattr(routine, field.name):
            if habit not in found.values():
                found[_free(_name(habit), found)] = habit
    return found


def _name(habit: AnyHabit) -> str:
    return f"{habit.__module__.rpartition('.')[2]}.{getattr(habit, '__name__', 'habit')}"


def _free(name: str, taken: Container[str]) -> str:
    return next(free for n in count(1) if (free := name if n == 1 else f"{name}-{n}") not in taken)


def pretender(habit: AnyHabit, operation: str, seed: int, workstation: str) -> Worker:
    """Somebody experienced who believes to have done one operation of a habit, and has not."""
    routine: Any = CREWS[workstation].experienced
    return Worker(routine.instead(habit, _pretending(habit, operation)), seed)


def _pretending(habit: AnyHabit, operation: str) -> AnyHabit:
    def pretending(view: Any, memory: Any) -> Advice | None:
        for _ in range(ROUNDS):
            advice = habit(view, memory)
            if advice is None or advice.command is None or name_of(advice.command) != operation:
                return advice
            memory.did(advice.command, max(memory.noted.values(), default=0))
        return None

    return pretending


def omitter(habit: AnyHabit, fault: Fault, seed: int, workstation: str) -> Worker:
    """Somebody experienced who has that fault in that habit."""
    routine: Any = CREWS[workstation].experienced
    if fault == "without":
        return Worker(routine.without(habit), seed)
    return Worker(routine.instead(habit, _Faulty(habit, fault)), seed)


class Noted:
    """An experienced person, and which of their habits had something to say."""

    def __init__(self, seed: int, workstation: str) -> None:
        self.used: dict[str, AnyHabit] = {}
        self.operations: dict[str, set[str]] = {}
        """Habit -> what it did."""
        routine: Any = CREWS[workstation].experienced
        for name, habit in habits(workstation).items():
            routine = routine.instead(habit, self._noting(name, habit))
        self.bot = Worker(routine, seed)

    def _noting(self, name: str, habit: AnyHabit) -> AnyHabit:
        def noting(view: Any, memory: Any) -> Advice | None:
            advice = habit(view, memory)
            if advice is not None and advice.command is not None:
                self.used[name] = habit
                self.operations.setdefault(name, set()).add(name_of(advice.command))
            return advice

        return noting


class _Faulty:
    """A habit with a fault. With `once` it is about the first thing alone that it has to say."""

    def __init__(self, habit: AnyHabit, fault: Fault) -> None:
        self._habit, self._fault = habit, fault
        self._first: Command | None = None

    def __call__(self, view: Any, memory: Any) -> Advice | None:
        advice = self._habit(view, memory)
        if advice is None or advice.command is None:
            return advice
        if self._fault == "late":
            return advice._replace(after=max(LATE, advice.after))
        if self._fault == "wrong":
            return advice._replace(command=wrong(advice.command))
        if self._fault == "once_without":
            self._first = self._first or advice.command
            return None if advice.command == self._first else advice
        if self._first is None:
            self._first = advice.command
            return advice._replace(command=wrong(advice.command))
        return advice


def wrong(command: Command) -> Command:
    """The same with one thing in it wrong: another word, a figure too high, a piece of money too few.

    >>> from simulator.kernel import commands as c
    >>> wrong(c.GiveChange({100: 2})), wrong(c.CloseDrawer())
    (GiveChange(pieces={100: 1}), CloseDrawer())
    """
    for field, other in _otherwise(command):
        return msgspec.structs.replace(command, **{field: other})
    return command


def counted(field: str) -> bool:
    """Whether its numbers are money or pieces; any other number names something."""
    return field in MONEY or field in ("quantity", "count", "figure")


def _otherwise(command: Command) -> Iterator[tuple[str, object]]:
    event = name_of(command)
    for field in command.__struct_fields__:
        value = getattr(command, field)
        known = [word for word in values(event, field) if word != value] if field != "source" else []
        if isinstance(value, str) and value and known:
            yield field, known[0]
        elif isinstance(value, dict) and value and all(isinstance(n, int) for n in value.values()):
            largest = max(value)
            yield (
                field,
                {**value, largest: value[largest] - 1}
                if value[largest] > 1
                else {piece: n for piece, n in value.items() if piece != largest},
            )
        elif isinstance(value, bool):
            yield field, not value
        elif isinstance(value, int) and counted(field) and value:
            yield field, value + 1
