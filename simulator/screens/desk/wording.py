"""Words and figures of the desk: what stands on sheets, papers and lists, in the reader's language.

The desk's vocabulary has its words where debriefs have theirs; what only lies on sheets has them in `desk.po`.
"""

from simulator.locale import Words


def word(words: Words, value: str) -> str:
    """A word of the vocabulary; one that nobody translated is shown as it stands."""
    for id in (f"desk.word_{value}", f"debrief.word_{value}", f"action.{value}"):
        if words.has(id):
            return words(id)
    return value.replace("_", " ")


def sheet_name(words: Words, kind: str) -> str:
    """The name of a sheet, where a word on one is the same."""
    return words(f"debrief.word_{kind}") if words.has(f"debrief.word_{kind}") else word(words, kind)


def named(words: Words, name: str) -> str:
    """The name of a figure or a column."""
    for id in (f"desk.field_{name}", f"debrief.field_{name}"):
        if words.has(id):
            return words(id)
    return name.replace("_", " ")
