"""What a message is: a text id with figures, and how much it matters; and what is to be done next, where it says so.

What happened is `till.told.paid`, what comes next `next.paid`: two texts, because somebody who is led by a coach hears
the next step from the coach alone.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from simulator.locale import Words

Kind = Literal["info", "good", "warn", "bad"]
RANK: dict[Kind, int] = {"info": 0, "good": 1, "warn": 2, "bad": 3}


class Named(NamedTuple):
    """A parameter that is a text id itself."""

    id: str


def whose(level: str = "") -> Named:
    """Who allows what waits; whoever comes where nothing does."""
    return Named(f"till.level.{level or 'anybody'}")


class Message(NamedTuple):
    """A text id with parameters, so that it can be shown in another language a moment later."""

    kind: Kind = "info"
    id: str = ""
    params: Mapping[str, object] = {}
    then: str = ""
    """Text id of what is to be done next, where it is not the message's own."""

    def text(self, words: Words, *, led: bool = False) -> str:
        """`led`: a coach says what comes next, and nobody else does."""
        params = {k: words(v.id) if isinstance(v, Named) else v for k, v in self.params.items()}
        text = words(self.id, **params)
        begins = next(iter(self.params.values()), None)  # a name from a list begins a sentence here
        text = f"{text[:1].upper()}{text[1:]}" if isinstance(begins, Named) else text
        then = self.then or (f"next.{self.id.removeprefix(_TOLD)}" if self.id.startswith(_TOLD) else "")
        if led or not then or not words.has(then):
            return text
        return f"{text}{'' if words.lang == 'zh' else ' '}{words(then, **params)}"


_TOLD = "till.told."
NO_MISTAKES = ("refused.nobody_waiting", "refused.customer_coming")


def refusal(reason: str, given: Mapping[str, object]) -> Message:
    """A refusal in words; that nobody is there to be called yet is no mistake."""
    return Message("info" if reason in NO_MISTAKES else "bad", reason, given)
