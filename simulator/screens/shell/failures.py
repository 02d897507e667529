"""What went wrong in the house, in words for the person: a text id with parameters. Our own bugs stay bugs."""

from simulator.drill.staging import StagingError
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.shops.lists import FolderError
from simulator.store.errors import StoreError


def explain(error: Exception, lang: Lang) -> tuple[str, dict[str, object]] | None:
    """The text that says what happened and what to do, or None for what should never happen."""
    if isinstance(error, StoreError):
        return error.id, dict(error.params)
    if isinstance(error, StagingError):
        first = next((problem.words(lang, error.file) for problem in error.problems), str(error))
        return "shell.script_failed", {"reason": first, "n": len(error.problems)}
    if isinstance(error, FolderError):
        told = error.told(Words(lang))
        return "shell.script_failed", {"reason": told[0], "n": len(told)}
    if isinstance(error, OSError):
        return "shell.house_failed", {"reason": error.strerror or str(error)}
    return None
