"""A question about the manager's reports as a sentence: what is asked, of which week, about whom."""

from simulator.locale import Words


def question(words: Words, measure: str, period: str, subject: str) -> str:
    """What is asked; without a subject, of the whole shop."""
    about = words(f"debrief.word_{subject}") if subject else words("papers.whole_shop")
    return words(f"papers.ask_{measure}", period=words(f"debrief.word_{period}"), subject=about)
