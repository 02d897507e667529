"""Everybody and everything from outside of a stockroom: drivers, other shops, the tills, colleagues."""
