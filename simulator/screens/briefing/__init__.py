"""Before a drill: the situation, what is expected, the keys, the mode."""
