"""What the coach at the desk points at: a letter, a sheet, a row, a word to choose."""

from simulator.kernel import commands as c
from simulator.screens.desk import operations
from simulator.screens.station.coaching import Coaching
from simulator.screens.station.pane import Hit
from simulator.screens.station.ports import StationDrill


class DeskCoaching(Coaching):
    """The coach of a manager."""

    def __init__(self, drill: StationDrill) -> None:
        super().__init__(drill, {}, operations.OPERATIONS)

    @property
    def hit(self) -> Hit | None:
        """The row that it is about."""
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
        return next((folder for folder, actions in operations.FOLDER.items() if self.action in actions), "")
