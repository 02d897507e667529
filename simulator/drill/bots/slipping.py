"""Bots that are experienced but for one slip: one single operation left out, believed done, too late, too early, put
off, done twice, done again later, or done with one thing in it wrong.

An omission (`omitting`) is about a habit, and a habit often carries several behaviours. A slip is the smallest thing
that can go wrong: it is drawn from what an experienced person did in that very drill, so no list of mistakes is needed.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import msgspec

from scenarios.vocabulary import values
from simulator.drill.bots.crew import CREWS
from simulator.drill.bots.mistakes.why import WHY
from simulator.drill.bots.omitting import LATE, AnyHabit, counted
from simulator.drill.bots.steps import Advice, Memory
from simulator.drill.bots.worker import Worker
from simulator.kernel.commands import Say
from simulator.kernel.events import Command, name_of

Kind = Literal[
    "leaves out",
    "believes done",
    "slow",
    "late",
    "very late",
    "otherwise",
    "once otherwise",
    "twice",
    "also",
    "too early",
    "again",
    "puts off",
    "puts aside",
    "overlooks",
]
BESIDES: tuple[Kind, ...] = ("twice", "also", "too early", "again")
"""Something is done beyond what the experienced one does."""
OUT_OF_TURN: tuple[Kind, ...] = ("too early", "again")
"""And that is something else that they do, at another time."""
SLOW = 130_000
"""Milliseconds: beyond what a rule allows, and not yet beyond a customer's patience."""
DELAYS: dict[Kind, int] = {"slow": SLOW, "late": LATE, "very late": LATE + 100_000}
NUMBERS = (1, -1, 100, -100, 1000)
"""By how much a figure is wrong."""
MOST = 6
"""Other words that are tried in a field."""


class Slip(NamedTuple):
    """One thing that goes wrong."""

    kind: Kind
    command: Command
    """What the experienced one does."""
    other: Command | None = None
    """`otherwise`: what is done instead. `also`, `too early`, `again`: what comes after it. `puts off`: after what it
    comes."""
    alike: bool = False
    """Not of this one alone, but of all of its kind that say the same words."""
    second: bool = False
    """The first time it is done right."""

    def __str__(self) -> str:
        """As it is named in a matrix.

        >>> from simulator.kernel import commands as c
        >>> str(Slip("once otherwise", c.CountItem("Z-1", "4711", 3), c.CountItem("Z-1", "4711", 4)))
        'once otherwise count_item quantity=4'
        """
        operation = name_of(self.command) + (" again" if self.second else "")
        if self.other is None:
            return f"{self.kind} {'every ' if self.alike else ''}{' '.join([operation, *_said(self.command)])}"
        if self.kind == "puts off":
            return f"puts off {operation} until {name_of(self.other)}"
        if self.kind in OUT_OF_TURN:
            return f"{' '.join([name_of(self.other), *_said(self.other)])} {self.kind}, after {operation}"
        return f"{self.kind} {' '.join([operation, *(f'{f}={getattr(self.other, f)}' for f in self._changed)])}"

    @property
    def _changed(self) -> list[str]:
        fields = self.command.__struct_fields__
        return [field for field in fields if getattr(self.command, field) != getattr(self.other, field, None)]

    @property
    def about(self) -> Command:
        """What goes wrong."""
        return self.other if self.kind in OUT_OF_TURN and self.other is not None else self.command

    @property
    def sort(self) -> tuple[str, ...]:
        """What is alike about slips that are likely to have one consequence."""
        changed = [] if self.other is None or self.kind in ("puts off", *OUT_OF_TURN) else self._changed
        return (self.kind, name_of(self.about), *changed, *(["again"] if self.second else []))


class Known(NamedTuple):
    """What there is to take for something else."""

    alike: dict[str, list[Command]]
    """Operation -> all that was done of it."""
    values: dict[tuple[str, str], list[object]]
    """Operation and field -> what was said there."""
    instead: dict[str, list[str]]
    """Reply -> what could have been said instead, where it answered a question."""

    @classmethod
    def of(cls, once: Iterable[Command], offered: Iterable[Collection[str]]) -> "Known":
        seen = cls({}, {}, {})
        for replies in offered:
            for reply in replies:
                others = seen.instead.setdefault(reply, [])
                others += [other for other in replies if other != reply and other not in others]
        for command in once:
            seen.alike.setdefault(name_of(command), []).append(command)
            for field in command.__struct_fields__:
                known = seen.values.setdefault((name_of(command), field), [])
                if (value := getattr(command, field)) not in known:
                    known.append(value)
        return seen


def _said(command: Command) -> list[str]:
    return [f"{f}={v}" for f in command.__struct_fields__ if (v := getattr(command, f)) not in ("", (), {}, False, 0)]


def slips(did: Iterable[Command], offered: Iterable[Collection[str]] = ()) -> Iterator[Slip]:
    """All slips in what somebody did, those with the least consequences first.

    `offered`: for each question that was asked, the replies to choose from.
    """
    done = list(did)
    once = _unique(done)
    seen = Known.of(once, offered)
    for command in once:
        yield from (Slip("once otherwise", command, other) for other in otherwise(command, seen))
        yield from (Slip("also", command, other) for other in otherwise(command, seen))
        if getattr(command, "matter", ""):
            yield Slip("overlooks", command)
    for command in (each for each in once if done.count(each) > 1):
        yield from (Slip("once otherwise", command, other, second=True) for other in otherwise(command, seen))
        yield from (Slip(kind, command, second=True) for kind in ("late", "leaves out"))
    for kind in ("late", "slow", "very late", "puts aside", "leaves out", "believes done", "twice"):
        yield from (Slip(kind, command) for command in once)
    for first, then in pairwise(done):
        if first != then:
            yield Slip("puts off", first, then)
    for back in (2, 3, 1):  # the next thing, too: what one would have waited for
        yield from (Slip("too early", *pair) for pair in zip(done, done[back:], strict=False) if pair[0] != pair[1])
    for back in (1, 2):
        yield from (Slip("again", then, first) for first, then in zip(done, done[back:], strict=False) if first != then)
    yield from (Slip("too early", done[0], command) for command in once[4:])
    for command in once:
        yield from (Slip("otherwise", command, other) for other in otherwise(command, seen))
    words: list[Command] = []
    for command in once:
        if not any(_alike(command, other) for other in words):
            words.append(command)
            yield Slip("leaves out", command, alike=True)
            yield Slip("late", command, alike=True)


def _unique(done: list[Command]) -> list[Command]:
    found: list[Command] = []
    for command in done:
        if command not in found:
            found.append(command)
    return found


def _alike(one: Command, other: Command) -> bool:
    """The same operation, with the same words in it where words are from a list."""
    if type(one) is not type(other):
        return False
    event = name_of(one)
    return all(getattr(one, field) == getattr(other, field) for field in one.__struct_fields__ if values(event, field))


def otherwise(command: Command, seen: Known) -> Iterator[Command]:
    """The command with one thing in it wrong, in every way that somebody could get it wrong."""
    yield from _in_other_words(command, seen)
    for field in command.__struct_fields__:
        if field == "source":
            continue
        instead = seen.instead.get(command.reply) if isinstance(command, Say) else None
        for value in instead or _others(command, field, seen.values[name_of(command), field]):
            yield msgspec.structs.replace(command, **{field: value})


def _in_other_words(command: Command, seen: Known) -> Iterator[Command]:
    """With all the words of another one of its kind: a decision comes with a ground that fits it."""
    event = name_of(command)
    fields = [field for field in command.__struct_fields__ if values(event, field)]
    if len(fields) < 2:
        return
    for one in seen.alike[event]:
        words = {field: getattr(one, field) for field in fields}
        if sum(getattr(command, field) != word for field, word in words.items()) > 1:
            yield msgspec.structs.replace(command, **words)


def _others(command: Command, field: str, seen: list[object]) -> Iterator[object]:
    value, event = getattr(command, field), name_of(command)
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        if counted(field):
            yield from (value + by for by in dict.fromkeys((*NUMBERS, value)) if value + by >= 0 or value < 0)
        else:
            yield from (other for other in seen[:MOST] if other != value)
    elif isinstance(value, str):
        known: list[object] = list(values(event, field)) or seen
        yield from [other for other in known if other != value][: MOST * 4]
        if value.isdigit():
            yield from (str(int(value) + by) for by in (1, -1))
        if value and not values(event, field):
            yield ""
            yield f"{value}0"
    elif isinstance(value, dict) and value and all(isinstance(n, int) for n in value.values()):
        for piece, n in value.items():
            yield {**value, piece: n + 1}
            yield {**value, piece: n - 1} if n > 1 else {each: m for each, m in value.items() if each != piece}
    elif isinstance(value, tuple) and value:
        yield from _one_more(value, seen)
        for n, one in enumerate(value[:MOST]):
            yield (*value[:n], *value[n + 1 :])
            if isinstance(one, msgspec.Struct):
                for inner in one.__struct_fields__:
                    if isinstance(was := getattr(one, inner), int) and not isinstance(was, bool):
                        changed = [msgspec.structs.replace(one, **{inner: was + by}) for by in (1, -1)]
                        yield from ((*value[:n], each, *value[n + 1 :]) for each in changed)


def _one_more(words: tuple[object, ...], seen: list[object]) -> Iterator[tuple[object, ...]]:
    """With another word that stands elsewhere, or the next one by its number: `F01`, `F02`."""
    others = [word for several in seen if isinstance(several, tuple) for word in several if isinstance(word, str)]
    next_ones = [
        f"{word[:-2]}{int(word[-2:]) + 1:02}" for word in words if isinstance(word, str) and word[-2:].isdigit()
    ]
    for word in dict.fromkeys([*next_ones, *others]):
        if word not in words:
            yield (*words, word)


def slipping(slip: Slip, seed: int, workstation: str) -> Worker:
    """Somebody experienced who makes that slip, and no other."""
    return _Slipping(slip, seed, workstation)


class _Slipping(Worker):
    """Watches whether the slip was made: with `once` and `twice` it is over then."""

    def __init__(self, slip: Slip, seed: int, workstation: str) -> None:
        routine: Any = CREWS[workstation].experienced
        everywhere = {f.name: tuple(map(self._with_slip, getattr(routine, f.name))) for f in fields(routine)}
        slipping = replace(routine, **everywhere)
        super().__init__(slipping.first(self._besides) if slip.kind in BESIDES else slipping, seed)
        self._slip = slip
        self._begun = self._over = False
        self._now = self._since = 0
        self._last: Command | None = None
        self._times = 0
        """How often it was done already."""

    def next(self, view: Any, now: int, memory: Memory) -> tuple[Command, int] | None:
        slip = self._slip
        self._now = now
        if memory.last is not self._last:
            self._last = memory.last
            self._times += self._concerns(memory.last)
        if slip.kind == "twice":
            self._over = self._over or (memory.last == slip.command and memory.repeats > 1)
        elif slip.kind in BESIDES:
            self._begun = self._begun or memory.last == slip.command
            self._over = self._over or (self._begun and memory.last == slip.other)
        elif self._begun and not slip.alike:
            self._over = self._over or memory.last == (slip.other or slip.command)
        seen = Overlooking(view, getattr(slip.command, "matter", "")) if slip.kind == "overlooks" else view
        return super().next(seen, now, memory)

    def _concerns(self, command: Command | None) -> bool:
        if command is None:
            return False
        return _alike(command, self._slip.command) if self._slip.alike else command == self._slip.command

    def _besides(self, view: Any, memory: Memory) -> Advice | None:
        if memory.last != self._slip.command or self._over:
            return None
        return Advice(self._slip.other or self._slip.command, WHY)

    def _with_slip(self, habit: AnyHabit) -> AnyHabit:
        def slipping(view: Any, memory: Memory) -> Advice | None:
            advice = habit(view, memory)
            if advice is None or not self._concerns(advice.command) or self._times < self._slip.second:
                return advice
            return self._made(habit, advice, view, memory)

        return slipping

    def _made(self, habit: AnyHabit, advice: Advice, view: Any, memory: Memory) -> Advice | None:
        if not self._begun:
            self._begun, self._since = True, self._now
        match self._slip.kind:
            case "leaves out":
                return None
            case "otherwise":
                return advice._replace(command=self._slip.other)
            case "believes done":
                assert advice.command is not None
                memory.did(advice.command, max(memory.noted.values(), default=0))
                again = habit(view, memory)
                return None if again and self._concerns(again.command) else again
            case _ if self._over or self._slip.kind in (*BESIDES, "overlooks"):
                return advice
            case "late" | "slow" | "very late":
                return advice._replace(after=max(DELAYS[self._slip.kind], advice.after))
            case "puts aside":
                return advice if self._now - self._since >= SLOW else None
            case "once otherwise":
                return advice._replace(command=self._slip.other)
        return None  # put off


class Overlooking:
    """A view in which one matter is not seen."""

    def __init__(self, view: Any, matter: str) -> None:
        self._view, self._matter = view, matter

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._view, name)
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return tuple(one for one in value if getattr(one, "matter", None) != self._matter)
        return value
