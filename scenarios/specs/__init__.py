"""What a script compiles to: frozen plain data that the director plays and the grader judges by.

Times are virtual milliseconds, amounts minor units, shares whole percent. Nothing here knows YAML or pydantic.
"""
