"""How long a practised manager needs for each step, in milliseconds."""

from simulator.kernel import commands as c
from simulator.kernel.events import Command

TIMES: dict[type[Command], tuple[int, int]] = {
    c.LookAt: (2500, 4500),
    c.DecideRequest: (3000, 5000),
    c.CloseDesk: (1500, 2500),
    c.ReadPaper: (5000, 9000),
    c.AnswerQuestion: (5000, 9000),
    c.ConcludeCase: (6000, 10_000),
    c.ClassifyIncident: (2000, 4000),
    c.CallContact: (6000, 10_000),
    c.DirectIncident: (2500, 4500),
    c.LogDecision: (3000, 5000),
    c.GiveAllClear: (2500, 4500),
    c.DebriefIncident: (5000, 9000),
    c.MarkRow: (3000, 5000),
    c.CloseList: (1500, 2500),
    c.PassCheckpoint: (2500, 4500),
    c.DecideGoLive: (5000, 9000),
    c.ChangeDraft: (3000, 5000),
    c.TryDraft: (3000, 5000),
    c.PublishPromotion: (2500, 4500),
    c.SendBackDraft: (2500, 4500),
    c.SettleOrder: (3000, 5000),
}
