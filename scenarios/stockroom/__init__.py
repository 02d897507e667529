"""The stockroom's day as authors write it."""
