"""A mistake as a lesson: where it can be tried again, how it looks when done right, a drill made of just these."""
