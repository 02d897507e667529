"""A sale's lifecycle as one table: which operation is possible at which stage. Everything else follows from it.

    idle ──scan──► scanning ──start_tender──► tendering ──tender_card/mobile──► paying
     ▲  ▲             │  ▲                       │  │ ▲                           │
     │  └─suspend/void┘  └─────cancel_tender─────┘  │ └── declined, cancelled ────┤
     │                                              ▼                             ▼
     └────────────────close_drawer──────────── change ◄── paid, with cash    paid without: idle

    idle ──start_return──► returning ──finish_return──► change (cash) | refunding (a channel is asked) | idle
                               └──start_exchange──► idle, with the return open: the next sale settles it

What is done by hand (`PHYSICAL`) is possible at every stage: no till can stop a person from talking, or from leaving.
"""

from simulator.kernel import commands as c
from simulator.kernel.events import Event

SALE_OPEN = frozenset({"idle", "scanning"})
TENDER = frozenset({"tendering"})

STAGES: dict[type[Event], frozenset[str]] = {
    c.Scan: SALE_OPEN,
    c.EnterCode: SALE_OPEN,
    c.PickItem: SALE_OPEN,
    c.SetMultiplier: SALE_OPEN,
    c.AddBag: SALE_OPEN,
    c.ChangeQuantity: frozenset({"scanning"}),
    c.ChangeUnit: frozenset({"scanning"}),
    c.VoidLine: frozenset({"scanning"}),
    c.OverridePrice: frozenset({"scanning"}),
    c.DiscountLine: frozenset({"scanning"}),
    c.DiscountSale: frozenset({"scanning", "tendering"}),
    c.VoidSale: frozenset({"scanning", "tendering"}),
    c.ConfirmAge: SALE_OPEN,
    c.RefuseAge: SALE_OPEN,
    c.CheckPrice: frozenset({"idle", "scanning", "tendering", "paying", "change", "returning", "refunding"}),
    c.CheckRecords: frozenset({"idle", "scanning", "tendering", "change"}),
    c.RecordComplaint: frozenset({"idle", "scanning", "tendering", "change"}),
    c.IdentifyMember: frozenset({"idle", "scanning", "tendering"}),
    c.IdentifyEmployee: frozenset({"idle", "scanning", "tendering"}),
    c.RedeemCoupon: frozenset({"idle", "scanning", "tendering"}),
    c.SuspendSale: frozenset({"scanning"}),
    c.ResumeSale: frozenset({"idle"}),
    c.StartTender: frozenset({"scanning"}),
    c.CancelTender: TENDER,
    c.TenderCash: TENDER,
    c.TenderCard: TENDER,
    c.TenderMobile: TENDER,
    c.TenderStatic: TENDER,
    c.CancelPayment: frozenset({"paying"}),
    c.QueryPayment: frozenset({"idle", "scanning", "tendering", "paying", "change", "refunding"}),
    c.TenderGift: TENDER,
    c.TenderPoints: TENDER,
    c.LoadCard: SALE_OPEN,
    c.CheckBalance: frozenset({"idle", "scanning", "tendering", "change"}),
    c.EnrolMember: frozenset({"idle", "scanning", "tendering", "change"}),
    c.RequestInvoice: frozenset({"idle", "change"}),
    c.ReversePayment: frozenset({"idle", "scanning", "tendering"}),
    c.SwitchChannel: frozenset({"idle", "scanning", "tendering"}),
    c.NoSale: frozenset({"idle", "scanning", "tendering", "returning"}),
    c.ReprintReceipt: frozenset({"idle", "change"}),
    c.LockTill: frozenset({"idle", "scanning", "returning"}),
    c.EnterSlip: frozenset({"idle"}),
    c.UploadSales: frozenset({"idle", "scanning", "tendering"}),
    c.ResolveUpload: frozenset({"idle"}),
    c.PayIn: frozenset({"idle"}),
    c.PayOut: frozenset({"idle"}),
    c.CorrectChange: frozenset({"idle"}),
    c.DropCash: frozenset({"idle"}),
    c.BankDrop: frozenset({"idle"}),
    c.CountFloat: frozenset({"idle"}),
    c.CountDrawer: frozenset({"idle"}),
    c.XReport: frozenset({"idle"}),
    c.ZReport: frozenset({"idle"}),
    c.FinishShift: frozenset({"idle"}),
    c.FindReceipt: frozenset({"idle"}),
    c.StartReturn: frozenset({"idle"}),
    c.ReturnWithoutReceipt: frozenset({"idle"}),
    c.ReturnLine: frozenset({"returning"}),
    c.ReturnItem: frozenset({"returning"}),
    c.RemoveReturnLine: frozenset({"returning"}),
    c.AllowException: frozenset({"returning"}),
    c.CancelReturn: frozenset({"returning", "idle", "scanning"}),
    c.StartExchange: frozenset({"returning"}),
    c.FinishReturn: frozenset({"returning", "idle", "tendering"}),
    c.RefundOtherwise: frozenset({"returning", "idle", "tendering"}),
    c.PostVoid: frozenset({"idle"}),
    c.PrintGiftReceipt: frozenset({"idle", "change"}),
}
"""Operation -> stages at which the till takes it."""

PHYSICAL: frozenset[type[Event]] = frozenset(
    {
        c.Weigh,
        c.TakeCash,
        c.GiveChange,
        c.ReturnCash,
        c.CheckNote,
        c.CloseDrawer,
        c.CallNext,
        c.Say,
        c.CheckTrolley,
        c.SetAside,
        c.CallSupervisor,
        c.AskShelf,
        c.StepAway,
        c.ComeBack,
        c.ChangePaper,
        c.ReportIncident,
        c.LockDrawer,
        c.UnlockDrawer,
        c.RestartTill,
        c.WriteSlip,
        c.ConfirmArrival,
        c.InspectGood,
        c.MoveTill,
        c.SignOn,
    }
)
"""Done by hand, whatever the till says."""

AUTHORIZING: frozenset[type[Event]] = frozenset({c.EnterPin, c.CancelAuthorization})
"""Possible only while an operation waits for an authorization."""

AFTER_AGE_CHECK: frozenset[type[Event]] = frozenset(STAGES) - {
    c.ConfirmAge,
    c.RefuseAge,
    c.CheckPrice,
    c.CheckRecords,
    c.RecordComplaint,
    c.CheckBalance,
    c.LockTill,
    c.NoSale,
    c.QueryPayment,
    c.ReversePayment,
    c.SwitchChannel,
    c.UploadSales,
}
"""Has to wait while an item waits for an age check."""


WHILE_RETURN_OPEN: frozenset[type[Event]] = frozenset(
    {
        c.StartReturn,
        c.ReturnWithoutReceipt,
        c.PostVoid,
        c.FindReceipt,
        c.ResumeSale,
        c.EnterSlip,
        c.PayIn,
        c.PayOut,
        c.DropCash,
        c.BankDrop,
        c.CountFloat,
        c.CountDrawer,
        c.XReport,
        c.ZReport,
        c.FinishShift,
    }
)
"""Has to wait while goods are exchanged: a return is open, and the till is at a stage of selling."""


def refusal(stage: str, command: type[Event], *, locked: bool, dark: bool, manned: bool, pending: bool) -> str:
    """Why `command` is not possible now, as a text id; empty when it is."""
    if not manned and command is not c.ComeBack:
        return "refused.nobody_here"
    if command in PHYSICAL:
        return ""
    if dark:
        return "refused.till_dark"
    if stage == "off":
        return "refused.not_signed_on"
    if command in AUTHORIZING:
        return "" if pending else "refused.nothing_to_authorize"
    if pending:
        return "refused.authorization_open"
    if command is c.UnlockTill:
        return "" if locked else "refused.not_locked"
    if locked:
        return "refused.locked"
    if stage not in STAGES[command]:
        return f"refused.while_{stage}"
    return ""
