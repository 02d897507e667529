"""Customers: drawn from the script by the crowd, each a small machine that reacts to what happens at the till."""
