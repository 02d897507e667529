"""What no rule judged, as a row of the debrief."""

from collections.abc import Mapping

from textual.content import Content

from grading.noticing import Notice, sentence
from grading.wording import Wording, clock
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.shell.spoken import line


def row(notice: Notice, words: Words, people: Mapping[str, Text]) -> Content:
    """`○ 3:10  The total that was told ...`: a shape of its own, as it is no miss of a rule."""
    say = Wording(words, words.lang, people=people)
    return line(("○ ", "$warning"), (f"{clock(notice.at)}  ", "$accent"), sentence(notice, say))
