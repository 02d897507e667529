"""What trainers said, as words: under a heading of its own, by whom and when."""

from collections.abc import Sequence

from textual.content import Content

from grading.overlay.agreement import Between
from grading.overlay.judgements import Judgement, Overlay
from grading.overlay.observables import observables
from grading.wording import clock
from simulator.kernel.texts import cells, pad
from simulator.locale import Words
from simulator.overlay_words import agreed, who
from simulator.screens.shell.spoken import line, lines

NAME_WIDTH = 30
"""At least: a longer name is not cut, the others leave as much room."""


def overlay_lines(
    told: Overlay, role: str, words: Words, between: Sequence[Between] = (), *, folded: bool = False
) -> Content:
    """Each thing with each rater's score, comments below it, remarks, and how far two raters agree; `folded`: no more
    than who judged and when."""
    if not told.scores and not told.remarks:
        return Content.styled(words("overlay.none"), "dim")
    if folded:
        return lines(*(line((who(one, words), "dim")) for one in _latest(told)), words("overlay.folded"))
    shown = [line((words("overlay.apart"), "dim"))]
    width = max(NAME_WIDTH, *(cells(words.both(one.says)) for one in observables(role)))
    for one in observables(role):
        mine = [score for score in told.scores if score.observable == one.id]
        if mine:
            figures = words("overlay.comma").join(f"{score.name} {score.score}/5" for score in mine)
            shown.append(line((pad(words.both(one.says), width), "bold"), f" {figures}"))
            shown += [
                line((f"  “{score.comment}”", "italic"), (f" {score.name}", "dim")) for score in mine if score.comment
            ]
    shown += [_remark(remark, words) for remark in told.remarks]
    shown += [line((who(one, words), "dim")) for one in _latest(told)]
    shown += [line((agreed(one, words), "$secondary")) for one in between]
    return lines(*shown)


def _remark(remark: Judgement, words: Words) -> Content:
    at = f"{clock(remark.at)} " if remark.seq else ""
    return line((f"· {at}", "$accent"), remark.comment, (f"  {remark.name}", "dim"))


def _latest(told: Overlay) -> list[Judgement]:
    """The last thing that each rater said: when it was."""
    last: dict[str, Judgement] = {}
    for one in (*told.scores, *told.remarks):
        if one.rater not in last or one.said > last[one.rater].said:
            last[one.rater] = one
    return list(last.values())
