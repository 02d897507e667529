"""What leaves the house for other systems: statements for learning records, signed badges."""
