"""What the coach at the till points at: a good, a line, a reply, a row to choose."""

from simulator.kernel import commands as c
from simulator.screens.station.coaching import Coaching
from simulator.screens.station.pointing import Way
from simulator.screens.station.ports import StationDrill
from simulator.screens.till import operations
from simulator.screens.till.choices import SIGN_ON
from simulator.screens.till.pointing import line_of


class TillCoaching(Coaching):
    """The coach of a till."""

    def __init__(self, drill: StationDrill, way: Way) -> None:
        super().__init__(drill, operations.OPERATIONS, way)

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
            case (
                c.FindReceipt(by=chosen)
                | c.PayIn(reason=chosen)
                | c.PayOut(reason=chosen)
                | c.OverridePrice(reason=chosen)
            ):
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

    @property
    def typed(self) -> str:
        """The quantity that is advised, as it is typed."""
        command = self.command
        if not isinstance(command, c.ChangeQuantity):
            return ""
        return f"{command.thousandths / 1000:g}" if command.thousandths else str(command.quantity)

    @property
    def good(self) -> str:
        """The good to take in hand."""
        command = self.command
        if isinstance(command, c.CheckPrice):  # it knows the code alone
            return next((good.id for good in self._drill.session.view.belt if good.code == command.code), "")
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
    def line(self) -> str:
        """The line of the basket to work on."""
        return line_of(self.command)

    @property
    def reply(self) -> str:
        """What to say."""
        return self.command.reply if isinstance(self.command, c.Say) else ""

    @property
    def entry(self) -> bool:
        """Whether something is to be typed."""
        return isinstance(self.command, c.EnterCode | c.SetMultiplier | c.ChangeQuantity | c.TenderCash)
