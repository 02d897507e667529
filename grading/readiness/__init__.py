"""Is this store ready to open? Gates, what speaks for them, and the verdict: pure, from plain data to plain data."""
