"""What is printed for a class: cards for real scanners, and a role's manual. Made of what is there, no more."""
