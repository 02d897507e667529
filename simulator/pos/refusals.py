"""A refusal is an entry too: what was asked, why not, and the figures a person needs to put it right."""

from simulator.kernel.events import Event, name_of
from simulator.kernel.facts import Refused


def refuse(command: Event, reason: str, **given: str) -> list[Event]:
    """The refusal of `command`; `reason` is a text id, `given` the text's parameters."""
    return [Refused(name_of(command), reason, given)]
