"""Is this store ready to open? Evidence is gathered from what is kept; the rule itself is `grading.readiness`."""
