"""Is this store ready to open? Gates, the verdict, and the way from a gate to its evidence."""
