"""Real devices behind the same vocabulary as the virtual ones. Nothing here may delay, or raise into, the app."""
