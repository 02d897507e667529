"""Help: the keys of the screen in front."""
