"""Help: the keys of the screen in front, of the till, and how a drill goes."""
