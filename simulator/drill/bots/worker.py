"""A bot at a workstation: a routine, with the time a person needs for each step."""

from typing import Any, Protocol

from simulator.drill.bots.crew import Advisor
from simulator.drill.bots.office_desk.times import TIMES as AT_THE_DESK
from simulator.drill.bots.steps import Memory
from simulator.kernel import commands as c
from simulator.kernel.draws import Draws
from simulator.kernel.events import Command

Times = tuple[int, int]
USUAL: Times = (1000, 2000)
"""Milliseconds for most steps."""
TIMES: dict[type[Command], Times] = {
    c.Scan: (1500, 2500),
    c.EnterCode: (4000, 6000),
    c.PickItem: (4000, 6500),
    c.Weigh: (1500, 2500),
    c.VoidLine: (2000, 3500),
    c.TenderCash: (1500, 2800),
    c.GiveChange: (2500, 4500),
    c.TakeCash: (1200, 2200),
    c.CloseDrawer: (600, 1000),
    c.Say: (700, 1300),
    c.CallNext: (700, 1400),
    c.QueryPayment: (1500, 2500),
    c.ChangePaper: (12_000, 18_000),
    c.ReportIncident: (6000, 10_000),
    c.LockDrawer: (1500, 2500),
    c.RestartTill: (8000, 14_000),
    c.MoveTill: (6000, 10_000),
    c.SignOn: (4000, 7000),
    c.WriteSlip: (10_000, 16_000),
    c.EnterSlip: (9000, 15_000),
    c.ComeBack: (8000, 12_000),
    c.FinishShift: (2000, 4000),
    c.CountFloat: (3000, 5000),
    c.CountDrawer: (4000, 7000),
    c.DropCash: (4000, 7000),
    c.BankDrop: (4000, 7000),
    c.PayIn: (3000, 5000),
    c.PayOut: (3000, 5000),
    c.CheckNote: (1500, 2500),
    c.FindReceipt: (2000, 3500),
    c.InspectGood: (2500, 4500),
    c.ReturnLine: (2500, 4000),
    c.ReturnItem: (4000, 6000),
    c.FinishReturn: (1500, 2500),
    c.AskShelf: (2000, 3500),
    c.CheckRecords: (4000, 7000),
    c.RecordComplaint: (5000, 9000),
    c.CorrectChange: (3000, 5000),
    c.EnrolMember: (4000, 7000),
    c.LoadCard: (3000, 5000),
    c.RequestInvoice: (5000, 8000),
    **AT_THE_DESK,
    c.StartReceiving: (3000, 5000),
    c.ReceiveGoods: (6000, 10_000),
    c.RejectGoods: (5000, 8000),
    c.PostReceipt: (2000, 4000),
    c.RefuseDelivery: (3000, 5000),
    c.PutAway: (8000, 14_000),
    c.PickStock: (8000, 14_000),
    c.PullStock: (6000, 10_000),
    c.LookAtPlace: (8000, 14_000),
    c.StartCount: (3000, 5000),
    c.CountItem: (4000, 6000),
    c.MarkDown: (5000, 8000),
    c.WriteOff: (4000, 7000),
    c.ReceiveTransfer: (10_000, 16_000),
    c.SendTransfer: (10_000, 16_000),
    c.AskStore: (6000, 10_000),
    c.CheckRow: (6000, 10_000),
    c.AskSender: (6000, 10_000),
    c.DecideRow: (3000, 6000),
}
STUCK = 3
"""The same command so often in a row helps nobody: wait and see."""
SCHEDULED = (c.QueryPayment,)
"""What is rightly done again and again, each time after a while."""


class Bot(Protocol):
    """Sees what a person can see, and says what to do and how long it takes; None: wait for something to happen."""

    def next(self, view: Any, now: int, memory: Memory) -> tuple[Command, int] | None: ...


class Worker:
    """Follows a routine at a practised person's pace, drawn from a stream of its own."""

    def __init__(self, routine: Advisor, seed: int = 0) -> None:
        self.routine = routine
        self._draws = Draws(seed, "bot")

    def next(self, view: Any, now: int, memory: Memory) -> tuple[Command, int] | None:
        advice = self.routine.advise(view, memory)
        command = advice.command
        stuck = memory.repeats >= STUCK and command == memory.last and type(command) not in SCHEDULED
        if command is None or stuck:
            memory.repeats = 0
            return None
        low, high = TIMES.get(type(command), USUAL)
        return command, max(advice.after, self._draws.between(low, high))
