"""The way to what a coach advises, in this profile's keys: what all workstations say alike.

An advice names what is right; a newcomer also needs the way there. Each workstation says its own (`how`): what to
choose first, where something else is chosen, and what to type. The key, and what to do instead of what was held back,
are said here.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.locale import Words

if TYPE_CHECKING:
    from simulator.screens.station.screen import StationScreen

Way = Callable[[Words, bool], str]
"""(words, whether something else was just held back) -> a sentence behind the advice, or nothing."""


ENDS = ".!?。！？…"


def ended(said: str, words: Words) -> str:
    """As a sentence, where another one follows: rules have no full stop."""
    return said if said.rstrip('”"’')[-1:] in ENDS else words("pointing.ended", said=said)


def key(station: "StationScreen", action: str, words: Words) -> str:
    """`press F5`; of an action without a key, `press F9 and choose “Correct change”`."""
    label = station.key_label(action)
    if station.key_of(action):
        return words("pointing.do", key=label)
    return words("pointing.do_in_menu", menu=label, title=station.title_of(action))


def sentence(do: str, words: Words) -> str:
    """`Press F5.`"""
    return words("pointing.press", do=do[:1].upper() + do[1:])


def press(station: "StationScreen", action: str, words: Words) -> str:
    """The key alone, as a sentence."""
    return sentence(key(station, action, words), words)


def centre(station: "StationScreen", how: str, words: Words, *, title: str | None = None) -> str:
    """The same step in few words: one source, so that the middle of the screen and the coach never contradict.

    `title`: what it is called, where its action's name is not it; empty where the way says it already.
    """
    coach = station.coach
    if coach.advice is None:
        return ""
    if coach.command is None:
        return words(coach.advice.reason, **coach.advice.params)
    if title is None:
        title = station.title_of(coach.action) if coach.action else ""
    return words("pointing.centre", title=title, way=how) if title and how else how


def way(station: "StationScreen", how: str, words: Words, *, instead: bool, title: str | None = None) -> str:
    """What stands behind the advice; `instead` of what was held back, what is right is named as well."""
    if not instead or station.coach.command is None:
        return how
    what = centre(station, how, words, title=title)
    return words("pointing.instead", what=what) if what else ""
