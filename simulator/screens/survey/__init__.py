"""How was it? A few questions after a drill, for whoever likes to answer."""
