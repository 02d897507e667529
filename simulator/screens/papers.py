"""Papers of the manager's desk in words: the heading of a column, a word in a cell, a question as a sentence."""

from simulator.locale import Words


def heading(words: Words, kind: str, column: str) -> str:
    """What stands over a column; a change is money on a till's tape, and what was done in a log of changes."""
    return (
        words("papers.column_changed")
        if (kind, column) == ("change_log", "change")
        else words(f"papers.column_{column}")
    )


def cell_word(words: Words, word: str) -> str:
    """A word in a cell, by its own name on papers or by that of the vocabulary; what has neither is shown as it is."""
    own, known = f"papers.word_{word}", f"debrief.word_{word}"
    return words(own) if words.has(own) else words(known) if words.has(known) else word


def question(words: Words, measure: str, period: str, subject: str) -> str:
    """What is asked; without a subject, of the whole shop."""
    about = words(f"debrief.word_{subject}") if subject else words("papers.whole_shop")
    return words(f"papers.ask_{measure}", period=words(f"debrief.word_{period}"), subject=about)
