"""What a person has mastered, what their certificate rests on, when to refresh it, and what to drill next.

All of it follows from kept results and the moment of asking, which comes in from outside: the same rows give the same
standing, whatever their order.
"""
