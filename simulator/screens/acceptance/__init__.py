"""The acceptance test in the app: an issue from any screen by one key, the list of them, cases and their trials."""
