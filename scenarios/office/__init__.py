"""The manager's day as authors write it: a module for each of its parts."""
