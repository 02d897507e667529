"""A day as somebody types it: one reading of it for commands, reports and evidence."""

from grading.readiness.phrases import day
from scenarios.problems import PhraseError
from simulator.readiness.errors import BadDay


def a_day(typed: str) -> str:
    """A day as it sorts; empty where none was typed. Raises BadDay."""
    try:
        return day(typed) if typed else ""
    except PhraseError as error:
        raise BadDay(got=typed) from error
