"""The lobby: who I am, what to drill next, and everything else a person can reach."""
