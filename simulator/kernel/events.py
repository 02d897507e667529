"""What can happen: three families of events share the journal.

`commands`: what a person asked for. `stimuli`: what came from outside (people, devices, the mains). `facts`: what
followed. Each event type's wire name is its class name in snake_case (`LineVoided` -> `line_voided`): the same word in
code, journal, key, help and rubric.
"""

import re

import msgspec


def wire_name(class_name: str) -> str:
    """`LineVoided` -> `line_voided`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", class_name).lower()


class Event(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, tag_field="type", tag=wire_name):
    """Base of every event. New fields need a default, so that old journals still decode."""


class Command(Event, frozen=True, gc=False):
    """Asked for by the person at the station (or by a bot in their place)."""


class Stimulus(Event, frozen=True, gc=False):
    """Came from outside: a customer, a colleague, a device, the mains. Enters through `session.inject` alone."""


class Fact(Event, frozen=True, gc=False):
    """What followed from a command or a stimulus under the shop's rules."""


def name_of(event: Event | type[Event]) -> str:
    """The wire name of an event or of its class."""
    tag = event.__struct_config__.tag
    assert isinstance(tag, str)
    return tag


class Claim(msgspec.Struct, frozen=True, gc=False):
    """What a decision wants of something that stations share; the store grants all of a decision's claims or none.

    `key` names the thing (`ticket:till-1/3`), at most `limit` units of it may ever be granted. Negative units give
    back what was granted before.
    """

    key: str
    units: int = 1
    limit: int = 1
    seen: int | None = None
    """What the decision believed to be taken: granted only while it still is. None: whatever it is by now."""


class Decision(msgspec.Struct, frozen=True, gc=False):
    """What follows from one input: facts to append, and claims they rest on."""

    facts: list[Event]
    claims: tuple[Claim, ...] = ()
