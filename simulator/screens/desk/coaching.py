"""What the coach at the desk points at: a letter, a sheet, a row, a word to choose."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from simulator.kernel import commands as c
from simulator.kernel.events import name_of
from simulator.locale import Words
from simulator.screens.desk import operations
from simulator.screens.desk.pointing import paper_name
from simulator.screens.desk.wording import till_text
from simulator.screens.station.coaching import Coaching
from simulator.screens.station.pane import Hit
from simulator.screens.station.pointing import Way
from simulator.screens.station.ports import StationDrill

if TYPE_CHECKING:
    from simulator.screens.station.dialogs import StationDialog


class DeskCoaching(Coaching):
    """The coach of a manager."""

    def __init__(self, drill: StationDrill, here: Callable[[], tuple[str, str]], way: Way) -> None:
        """`here`: the kind of page that lies there, and its matter."""
        super().__init__(drill, operations.OPERATIONS, way)
        self._here = here

    @property
    def action(self) -> str:
        """What is done on another page begins with opening that one."""
        if self.unopened:
            return "take_up"
        action = super().action
        return f"show_{self.page}" if self.page and self.page != self._here()[0] else action

    @property
    def unopened(self) -> bool:
        """What is advised is about a letter that does not lie in the middle."""
        matter = getattr(self.command, "matter", "")
        return bool(matter) and matter != self._here()[1] and not self.page

    def said(self, words: Words, dialog: "StationDialog[Any] | None" = None) -> str:
        if dialog is None and self.unopened and not isinstance(self.command, c.TakeUp):
            return words("desk.coach.open_first")
        if dialog is None and isinstance(self.command, c.ReadPaper) and self._here()[0] == "paper":
            return words("desk.coach.read_other", paper=paper_name(self.command, words))  # its mark is below this page
        if self.advice is not None and isinstance(till := self.advice.params.get("till"), str):
            shown = {**self.advice.params, "till": till_text(till)}  # as the rows and the dialogs call it
            return words(self.advice.reason, **shown)
        return super().said(words, dialog)

    @property
    def hit(self) -> Hit | None:
        """The row that it is about; of a matter that does not lie there, its letter."""
        if self.unopened:
            return ("matter", getattr(self.command, "matter", ""))
        match self.command:
            case c.TakeUp(matter=matter):
                return ("matter", matter)
            case c.LookAt(matter=matter, sheet="site"):
                return ("check", matter)
            case c.LookAt(matter=matter, sheet=sheet):
                return ("sheet", f"{matter}|{sheet}")
            case c.ReadPaper(matter=matter, paper=paper, period=period):
                return ("paper", f"{matter}|{paper}/{period}" if period else f"{matter}|{paper}")
            case c.SettlePoint(matter=matter):
                return ("check", matter)
            case c.AnswerQuestion(matter=matter, question=question):
                return ("question", f"{matter}|{question}")
            case c.LookUpDuties(role=role):
                return ("role", role)
            case c.RevokeRight(role=role, operation=operation) | c.GrantRight(role=role, operation=operation):
                return ("right", f"{role}|{operation}")
            case c.DisableAccount(badge=badge) | c.TakeRole(badge=badge):
                return ("person", badge)
            case c.AssignShift(badge=badge) | c.DropShift(badge=badge) | c.SetBreak(badge=badge):
                return ("shift", badge)
            case c.ReadTill(till=till) | c.HandOutFloat(till=till) | c.NoteDifference(till=till):
                return ("till", till)
            case _:
                return None

    @property
    def page(self) -> str:
        """The folder in which it is done; empty where it is a matter of the inbox."""
        if isinstance(self.command, c.LookAt) and self.command.sheet == "site":
            return "checklist"
        name = name_of(self.command) if self.command is not None else ""
        return next((folder for folder, actions in operations.FOLDER.items() if name in actions), "")
