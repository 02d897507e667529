"""The coach at the till: the next right step, the control that does it, and why something was held back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simulator.kernel import commands as c
from simulator.kernel.events import Command, name_of
from simulator.kernel.stimuli import CoachStopped
from simulator.locale import Words
from simulator.screens.till import operations
from simulator.screens.till.choices import SIGN_ON
from simulator.screens.till.messages import Message, Named
from simulator.screens.till.ports import Advice, TillDrill

if TYPE_CHECKING:
    from scenarios.specs.rubric import Expectation
    from simulator.screens.till.dialogs import TillDialog

NOTHING = Message()


class Coaching:
    """What is advised now. In coach mode always; in practice a hint that was asked for, until the next command."""

    def __init__(self, drill: TillDrill) -> None:
        self._drill = drill
        self.advice: Advice | None = None
        self.stopped = NOTHING
        """Why a command was held back; shown instead of advice until the next command."""

    @property
    def coached(self) -> bool:
        return self._drill.mode == "coach"

    def look(self) -> Advice | None:
        """Ask for the next right step."""
        self.advice = self._drill.advise()
        return self.advice

    def acted(self) -> None:
        """The trainee did something."""
        self.stopped = NOTHING
        if not self.coached:
            self.advice = None

    def stop(self, stopped: CoachStopped, rubric: "Sequence[Expectation]") -> Message:
        """A command was held back; what is wrong is said, or the rule behind it where the rubric has one."""
        if stopped.reason:
            self.stopped = Message("bad", stopped.reason, stopped.given)
            return self.stopped
        rule = next((e.says for e in rubric if e.id == stopped.expectation), None)
        operation = Named(f"action.{operations.CONTROL.get(stopped.command, stopped.command)}")
        if rule is None:
            self.stopped = Message("bad", "till.coach_stopped", {"operation": operation})
        else:
            self.stopped = Message("bad", "till.coach_stopped_rule", {"operation": operation, "rule": rule})
        return self.stopped

    def text(self, words: Words, dialog: "TillDialog[Any] | None" = None) -> str:
        """What stands above the entry line; an open dialog says what to do in it."""
        if dialog is not None and (self.stopped.id or self.advice):
            said = dialog.advises(words)
            if said:
                return said
        if self.stopped.id:
            return self.stopped.text(words)
        return words(self.advice.reason, **self.advice.params) if self.advice else ""

    @property
    def option(self) -> str:
        """What to choose, where the advised operation asks for a choice first."""
        match self.command:
            case c.NoSale(reason=chosen) | c.CallSupervisor(reason=chosen) | c.AddBag(sku=chosen):
                return chosen
            case c.SignOn():
                return SIGN_ON
            case (
                c.ResumeSale(ticket=chosen)
                | c.QueryPayment(request=chosen)
                | c.ReportIncident(what=chosen)
                | c.MoveTill(station=chosen)
            ):
                return chosen
            case c.StartReturn(receipt=chosen) | c.InspectGood(good=chosen) | c.RefundOtherwise(kind=chosen):
                return chosen
            case c.ReturnWithoutReceipt():
                return "none"
            case c.FindReceipt(by=chosen):
                return chosen
            case c.CancelReturn(reason=chosen) | c.AllowException(reason=chosen) | c.PostVoid(reason=chosen):
                return chosen
            case c.CheckRecords(source=chosen) | c.RecordComplaint(kind=chosen):
                return chosen
            case c.EnrolMember():
                return "yes"
            case c.RequestInvoice(tax_no=number):
                return "said" if number else "person"
            case c.EnterSlip(slip=slip):
                return str(slip)
            case _:
                return ""

    # --- what to point at

    @property
    def command(self) -> Command | None:
        return self.advice.command if self.advice else None

    @property
    def action(self) -> str:
        """The action whose key does it, or empty."""
        if self.command is None:
            return ""
        name = name_of(self.command)
        action = operations.CONTROL.get(name, name)
        return action if action in operations.OPERATIONS else ""

    @property
    def good(self) -> str:
        """The good to take in hand."""
        command = self.command
        with_good = c.Scan | c.EnterCode | c.PickItem | c.Weigh | c.SetAside | c.InspectGood | c.ReturnLine
        return command.good if isinstance(command, with_good) else ""

    @property
    def good_kind(self) -> str:
        """Goods to be sold lie on the belt, those that come back beside it."""
        return "brought" if isinstance(self.command, c.InspectGood | c.ReturnLine) else "good"

    @property
    def return_line(self) -> str:
        """The line of the receipt to take back."""
        return str(self.command.line) if isinstance(self.command, c.ReturnLine) else ""

    @property
    def reply(self) -> str:
        """What to say."""
        return self.command.reply if isinstance(self.command, c.Say) else ""

    @property
    def entry(self) -> bool:
        """Whether something is to be typed."""
        return isinstance(self.command, c.EnterCode | c.SetMultiplier | c.ChangeQuantity | c.TenderCash)
