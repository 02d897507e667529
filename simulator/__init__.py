"""storedrill: the dress rehearsal of a shop."""

__version__ = "0.1.0"
