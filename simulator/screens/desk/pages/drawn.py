"""What a page consists of on screen."""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.kernel.texts import pad
from simulator.screens.station.pane import Line, Span
from virtual_devices.layout import wrap


class Subject(NamedTuple):
    """Which page lies before the manager."""

    kind: str
    id: str = ""


class Drawn(NamedTuple):
    """A page as lines."""

    title: str
    right: str = ""
    head: Sequence[Line] = ()
    rows: Sequence[Line] = ()
    foot: Sequence[Line] = ()


def told(text: str, width: int, style: str = "") -> list[Line]:
    """A sentence in full."""
    return [(Span(" "), Span(line, style)) for line in wrap(text, width - 2)] if text else []


def pairs(name: str, value: str, width: int, style: str = "strong") -> list[Line]:
    """The same with a value of several words, in full: further lines have no name."""
    room = width - max(8, width // 2 - 4) - 6
    return [pair(name if at == 0 else "", line, width, style) for at, line in enumerate(wrap(value, max(8, room)))]


def pair(name: str, value: str, width: int, style: str = "strong") -> Line:
    """A name and what it is."""
    return (Span(f"    {pad(name, max(8, width // 2 - 4))} ", "dim"), Span(value, style))
