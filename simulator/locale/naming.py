"""Names of what has no word of its own in a list: operations and troubles, as a debrief calls them."""

from simulator.locale import Words


def trouble_name(words: Words, trouble: str) -> str:
    own = f"coverage.trouble.{trouble}"
    return words(own) if words.has(own) else words(f"debrief.event_{trouble}")


def operation_name(words: Words, operation: str) -> str:
    """As a debrief calls it, which needs to tell it from the fact that follows; here nothing else is meant."""
    return words(f"debrief.event_{operation}").removesuffix("（操作）")
