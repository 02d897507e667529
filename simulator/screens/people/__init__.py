"""Who sits here: picking and adding people, and the trainer's PIN that says so in an exam."""
