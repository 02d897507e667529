"""The crew of the manager's desk: what an experienced manager does, and one mistake each."""
