"""What is written as a page of its own."""

from typing import TYPE_CHECKING

from simulator.kernel.texts import Lang

if TYPE_CHECKING:
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
    )
