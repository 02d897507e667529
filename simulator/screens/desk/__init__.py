"""The manager's desk on screen: the inbox, the matter in hand with its evidence, the log of decisions."""
