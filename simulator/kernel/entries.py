"""The journal's entry: one event in one stream of one run, with its cause; and the codec to its stored bytes."""

from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Union

import msgspec

from simulator.kernel import commands, facts, stimuli
from simulator.kernel.events import Command, Event, Fact, Stimulus, name_of


def _types(module: ModuleType, base: type[Event]) -> dict[str, type[Event]]:
    found = (value for value in vars(module).values() if isinstance(value, type))
    return {name_of(t): t for t in found if issubclass(t, base) and t is not base}


COMMANDS = _types(commands, Command)
STIMULI = _types(stimuli, Stimulus)
FACTS = _types(facts, Fact)
EVENTS: dict[str, type[Event]] = {**COMMANDS, **STIMULI, **FACTS}
"""Wire name -> class: the vocabulary of journal, keys, rubrics and scenarios."""

NAMES: dict[type[Event], str] = {kind: name for name, kind in EVENTS.items()}
"""The other way: what `name_of` says of a class, for who asks at every command."""

assert len(EVENTS) == len(COMMANDS) + len(STIMULI) + len(FACTS), "two events share a wire name"

if TYPE_CHECKING:
    AnyEvent = Event
else:  # the closed union, built from the modules so that none is forgotten, is what makes decoding fast and strict
    AnyEvent = Union[tuple(EVENTS.values())]  # noqa: UP007  - no `|` over a computed tuple

SHOP = "shop"
"""The stream of the run itself: opened, resumed, checkpoints, ended."""


class Entry(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One journal entry; its msgspec JSON is what is stored, hashed and exported.

    The run's id and the wall clock stand in opening entries only, so two plays of the same inputs have the same bytes.
    """

    stream: str
    """`shop`, or a station such as `till-1`."""
    seq: int
    """1, 2, 3 ... within the stream, without gaps."""
    at: int
    """Virtual milliseconds since the run was opened."""
    by: str
    """Who: `trainee`, `director`, `device`, `till`, or a badge."""
    what: AnyEvent
    cause: int = 0
    """`seq` of the command or stimulus in the same stream that this followed from; 0 for none."""


_ENCODER = msgspec.json.Encoder()
encode = _ENCODER.encode

"""Entry -> the bytes that are stored, hashed and exported."""

encode_into = _ENCODER.encode_into
"""The same into a bytearray, for who needs no entry's bytes longer than until the next one's."""

decode = msgspec.json.Decoder(Entry).decode
"""Stored bytes -> Entry. Raises `msgspec.DecodeError` or `ValidationError` for what is no entry."""


def encode_all(entries: Sequence[Entry]) -> list[bytes]:
    """What `encode` makes of each, in less time: JSON holds no newline of its own."""
    lines = _ENCODER.encode_lines(entries).split(b"\n")
    lines.pop()  # what follows the last newline
    return lines
