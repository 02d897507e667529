"""The rules of the manager's desk, pure: `decide` and `apply` of its own, from rooms of one concept each."""
