"""A dialog about another row than the one that the coach means: then nothing in it is right, and the coach says so."""

from typing import TYPE_CHECKING, Any

from simulator.kernel.events import Command
from simulator.locale import Words
from simulator.screens.desk.wording import till_name
from simulator.screens.station.dialogs import StationDialog

if TYPE_CHECKING:
    from simulator.screens.desk.screen import DeskScreen

SUBJECT = ("badge", "till", "role", "operation", "question", "number", "paper", "mark", "matter")
"""Fields that say what an operation is about; the others say what is done about it."""


def lead(desk: "DeskScreen", dialog: StationDialog[Any], command: type[Command], known: dict[str, Any]) -> bool:
    """Tell a dialog what the coach says in it; whether it leads to what is advised."""
    advised = desk.coach.command
    dialog.detour = advised is not None and not isinstance(advised, command)
    dialog.other = lambda words: another(desk, command, known, words)
    return isinstance(advised, command) and not _wrong(desk, command, known)


def another(desk: "DeskScreen", command: type[Command], known: dict[str, Any], words: Words) -> str:
    """`This is Xiao Lin, not Xiao Yu`; empty where it is about what is advised, or that is another operation."""
    name = _wrong(desk, command, known)
    if not name:
        return ""
    this, meant = (_called(desk, name, value, words) for value in (known[name], getattr(desk.coach.command, name)))
    return words("pointing.other", this=this, meant=meant) if this and meant else words("pointing.other_row")


def _wrong(desk: "DeskScreen", command: type[Command], known: dict[str, Any]) -> str:
    """The field in which it is about something else."""
    advised = desk.coach.command
    if not isinstance(advised, command):
        return ""
    return next((name for name in SUBJECT if name in known and known[name] != getattr(advised, name)), "")


def _called(desk: "DeskScreen", name: str, value: str, words: Words) -> str:
    """A person, a till or a role by its name; of what has no short one, nothing."""
    match name:
        case "badge":
            return desk.person(value)
        case "till":
            return till_name(words, value)
        case "role":
            return next((role.name[words.lang] for role in desk.view.matrix.roles if role.role == value), "")
        case _:
            return ""
