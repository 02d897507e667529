"""A trainer's judgement of a session: entered here, shown beside the grade, never part of it."""
