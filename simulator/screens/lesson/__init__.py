"""A mistake as a lesson: my moment beside the one done right, and a drill made of just my mistakes."""
