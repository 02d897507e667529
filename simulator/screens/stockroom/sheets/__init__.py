"""The documents in the middle, a module for each sort of them."""
