"""What lies in the middle, a module for each sort of it."""
