"""Grades from evidence: a pure fold of a journal against a rubric, and the reports that show it."""
