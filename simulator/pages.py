"""A debrief as a page of its own, with its moments beside those done right, and what trainers judged."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.kernel.texts import Lang

if TYPE_CHECKING:
    from grading.overlay.agreement import Between
    from grading.overlay.judgements import Overlay
    from grading.reports.lesson_html import PrintedSides
    from simulator.screens.ports import Finished as Graded
    from simulator.screens.ports import Review as Reviewed


def debrief_page(
    review: "Reviewed",
    finished: "Graded",
    lang: Lang,
    told: "Overlay | None" = None,
    between: "Sequence[Between]" = (),
) -> str:
    """A debrief as one HTML file that loads nothing; `told` is what trainers judged of it."""
    from grading.reports.debrief_html import debrief_html
    from simulator.locale import Words

    return debrief_html(
        finished.result,
        finished.debrief,
        lang=lang,
        t=Words(lang),
        names=review.names,
        title=review.scenario.title,
        who=review.person.name if review.person else "",
        currency=review.rules.currency,
        beside=_beside(review, finished, lang),
        judged=_judged(told, between, review.scenario.role, lang) if told and (told.scores or told.remarks) else "",
    )


def _beside(review: "Reviewed", finished: "Graded", lang: Lang) -> "dict[str, PrintedSides]":
    """The first moment of each lesson, with how it is done right."""
    from simulator.drill.lessons.wording import printed
    from simulator.locale import Words

    words = Words(lang)
    found: dict[str, PrintedSides] = {}
    for lesson in finished.debrief.lessons:
        beside = review.beside(finished.entries, lesson.behaviour, lesson.moments[0])
        if beside is not None:
            found[lesson.behaviour] = printed(beside, words, review.rules.currency)
    return found


def _judged(told: "Overlay", between: "Sequence[Between]", role: str, lang: Lang) -> str:
    """What trainers judged, as a section of its own."""
    from grading.overlay.observables import observables
    from grading.reports.lesson_html import overlay_section
    from grading.wording import clock
    from simulator.locale import Words
    from simulator.overlay_words import agreed, who

    words = Words(lang)
    names = {one.id: words.both(one.says) for one in observables(role)}
    rows = [(names[s.observable], f"{s.name} {s.score}/5", s.comment) for s in told.scores if s.observable in names]
    remarks = [f"{clock(one.at) + ' ' if one.seq else ''}{one.comment} ({one.name})" for one in told.remarks]
    notes = [*dict.fromkeys(who(one, words) for one in (*told.scores, *told.remarks))]
    known = {name for _, name in told.raters}
    notes += [agreed(one, words) for one in between if {one.one, one.other} <= known]
    return overlay_section(rows, remarks, notes, words)
