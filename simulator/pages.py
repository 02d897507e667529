"""What is written as a page of its own."""

from typing import TYPE_CHECKING

from simulator.kernel.texts import Lang

if TYPE_CHECKING:
    from grading.reports.lesson_html import PrintedSides
    from simulator.screens.ports import Finished as Graded
    from simulator.screens.ports import Review as Reviewed


def debrief_page(review: "Reviewed", finished: "Graded", lang: Lang) -> str:
    """A debrief as one HTML file that loads nothing."""
    from grading.reports.debrief_html import debrief_html
    from simulator.locale import Words

    return debrief_html(
        finished.result,
        finished.debrief,
        lang=lang,
        t=Words(lang),
        names=review.competencies,
        title=review.scenario.title,
        who=review.person.name if review.person else "",
        currency=review.rules.currency,
        beside=_beside(review, finished, lang),
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
