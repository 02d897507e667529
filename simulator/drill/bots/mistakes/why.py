"""Why somebody makes a mistake."""

WHY = "advice.wait"
"""A mistake has no reason to be advised."""
