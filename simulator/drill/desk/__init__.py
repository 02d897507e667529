"""Everybody and everything that reaches the manager's desk from outside."""
