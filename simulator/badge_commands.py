"""Commands about certificates that leave the house: a signed badge, and a card to carry."""
