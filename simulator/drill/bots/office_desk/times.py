"""How long a practised manager needs for each step, in milliseconds."""

from simulator.kernel import commands as c
from simulator.kernel.events import Command

TIMES: dict[type[Command], tuple[int, int]] = {
    c.TakeUp: (800, 1500),
    c.LookAt: (2500, 4500),
    c.DecideRequest: (3000, 5000),
    c.HandlePin: (3000, 5000),
    c.LookUpDuties: (3000, 5000),
    c.RevokeRight: (2500, 4000),
    c.GrantRight: (2500, 4000),
    c.TakeRole: (3000, 5000),
    c.DisableAccount: (3000, 5000),
    c.AssignShift: (6000, 10_000),
    c.SetBreak: (3000, 5000),
    c.PublishRoster: (2000, 3500),
    c.SettlePoint: (2500, 4500),
    c.HandOutFloat: (5000, 8000),
    c.ReadTill: (8000, 14_000),
    c.NoteDifference: (4000, 6000),
    c.MakeDeposit: (6000, 10_000),
    c.RaiseTicket: (5000, 9000),
    c.UseWorkaround: (4000, 7000),
    c.TestRepair: (5000, 8000),
    c.CloseDesk: (1500, 2500),
}
