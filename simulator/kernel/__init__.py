"""The ground floor: words that every room shares. Imports nothing of ours, knows no I/O."""
