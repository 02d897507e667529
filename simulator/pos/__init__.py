"""The rules of the shop: pure. `decide(till, event) -> Decision`, `apply(till, entry)`; see `engine`."""

RULES = 2
"""Version of the rules; stands in every opening entry. Raise it when the same inputs lead to other facts."""
