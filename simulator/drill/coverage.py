"""What a play did, met and showed, read from its journal and its grade.

**Trouble** is what a drill is about when it is more than routine: something after which things do not go on as usual.
The table says what counts as such; whether it comes in a drill is seen in its plays alone. A test keeps the table
whole: each stimulus is trouble, or is named as `ORDINARY`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from grading.result import Result
from scenarios.coverage import SEEDS, Met
from scenarios.specs.scenario import Scenario
from simulator.drill.bots import perfect
from simulator.drill.proof import play_bot
from simulator.drill.staging import Stage
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event, name_of
from simulator.store.memory import MemoryJournal


class Sign(NamedTuple):
    """How a trouble is known: the event, and what it has to say."""

    event: type[Event]
    when: Callable[[Any], bool] = lambda event: True


def _test_failed(news: s.IncidentNews) -> bool:
    return any(paper.kind == "test_run" and not all(paper.figures("works")) for paper in news.papers)


TROUBLE: dict[str, Sign] = {
    # machines, mains, network
    "printer_failed": Sign(s.PrinterFailed),
    "paper_near_end": Sign(s.PaperNearEnd),
    "drawer_stuck": Sign(s.DrawerStuck),
    "power_flickered": Sign(s.PowerFlickered),
    "power_failed": Sign(s.PowerFailed),
    "ups_exhausted": Sign(s.UpsExhausted),
    "restart_failed": Sign(f.RestartFailed),
    "till_failed": Sign(s.TillFailed),
    "network_failed": Sign(s.NetworkFailed),
    # payments
    "channel_failed": Sign(s.ChannelFailed),
    "payment_declined": Sign(f.PaymentDeclined),
    "payment_awaited": Sign(s.PaymentAwaited),
    "payment_unknown": Sign(f.PaymentUnknown),
    "query_unanswered": Sign(f.QueryUnanswered),
    "payment_doubled": Sign(f.PaymentDoubled),
    "payment_reversal_pending": Sign(f.PaymentReversalPending),
    "screenshot": Sign(s.PhoneOffered, lambda phone: not phone.live),
    "refund_declined": Sign(f.RefundDeclined),
    "refund_unknown": Sign(f.RefundUnknown),
    "refund_doubled": Sign(f.RefundDoubled),
    "trusted_card_declined": Sign(f.TrustedCardDeclined),
    "upload_unanswered": Sign(f.UploadUnanswered),
    "upload_set_aside": Sign(f.UploadSetAside),
    # money
    "float_off": Sign(f.FloatCounted, lambda counted: counted.over_short != 0),
    "counterfeit_found": Sign(f.CounterfeitFound),
    "cash_limit_reached": Sign(f.CashLimitReached),
    "change_disputed": Sign(s.ChangeDisputed),
    # people
    "queue_jumper": Sign(s.CustomerArrived, lambda customer: customer.ahead),
    "customer_grew_impatient": Sign(s.CustomerGrewImpatient),
    "no_id": Sign(s.IdShown, lambda shown: not shown.born),
    "price_disputed": Sign(s.PriceDisputed),
    "complaint_made": Sign(s.ComplaintMade),
    "no_receipt": Sign(s.ReturnWished, lambda wished: not wished.receipt),
    "wrong_tax_number": Sign(s.InvoiceWanted, lambda wanted: not wanted.right),
    "no_consent": Sign(s.ConsentAnswered, lambda answered: not answered.agrees),
    "supervisor_declined": Sign(s.SupervisorDeclined),
    # goods
    "item_stopped": Sign(f.ItemStopped),
    "quota_used_up": Sign(s.QuotaUsedUp),
    "ticket_taken": Sign(s.TicketTaken),
    "recall_noticed": Sign(s.RecallNoticed),
    "goods_strayed": Sign(s.GoodsStrayed),
    "list_with_mistakes": Sign(s.ListArrived, lambda arrived: bool(arrived.proofs)),
    "difference_to_clear": Sign(s.TaskGiven, lambda task: task.kind == "clear_up"),
    "unordered_delivery": Sign(s.DeliveryArrived, lambda delivery: not delivery.purchase),
    "goods_rejected": Sign(f.GoodsRejected),
    "delivery_short": Sign(f.ReceiptPosted, lambda receipt: receipt.lacking > 0),
    "delivery_over": Sign(f.ReceiptPosted, lambda receipt: receipt.surplus > 0),
    "count_off": Sign(f.CountPosted, lambda count: count.off > 0),
    "transfer_off": Sign(f.TransferArrived, lambda transfer: transfer.lacking > 0 or transfer.surplus > 0),
    # the office
    "pin_trouble_came": Sign(s.PinTroubleCame),
    "staff_absent": Sign(s.StaffAbsent),
    "trouble_reported": Sign(s.TroubleReported),
    "request_lapsed": Sign(s.RequestLapsed),
    # over papers
    "case_opened": Sign(s.CaseOpened),
    "incident_came": Sign(s.IncidentCame),
    "contact_silent": Sign(f.ContactCalled, lambda call: not call.reached),
    "test_failed": Sign(s.IncidentNews, _test_failed),
    "list_off": Sign(f.ListClosed, lambda closed: closed.differing > 0),
    "checkpoint_missed": Sign(f.CheckpointPassed, lambda checkpoint: not checkpoint.proper),
    "draft_sent_back": Sign(f.DraftSentBack, lambda draft: draft.proper_ground != ""),
    "orders_differed": Sign(s.OrdersDiffered),
}

ORDINARY: frozenset[type[Event]] = frozenset(
    {
        s.SupervisorArrived, s.SupervisorAuthorized, s.SupervisorOrdered, s.SupervisorLeft, s.CashSupplied,
        s.ErrandCame, s.ReliefCounted, s.ReliefArrived, s.ShelfReported, s.CustomerSteppedUp, s.CustomerLaid,
        s.CustomerSaid, s.CustomerDropped, s.MemberShown, s.CouponShown, s.CashOffered, s.CardOffered,
        s.CustomerSteppedAside, s.CustomerReturned, s.CustomerLeft, s.PaymentAnswered, s.ReversalAnswered,
        s.ChannelReturned, s.ReceiptPrinted, s.PowerReturned, s.NetworkReturned, s.DrillPaused, s.DrillContinued,
        s.HintShown, s.CoachStopped, s.ShiftEnded, s.TimeUp, s.UploadAnswered, s.ReceiptsFound, s.RefundAnswered,
        s.ReturnSigned, s.CashierCame, s.TicketFound, s.DriverLeft, s.GoodsMoved, s.ShopNews, s.TransferDispatched,
        s.TransferAnswered, s.GiftCardShown, s.PointsOffered, s.MembershipWanted, s.InvoiceAnswered, s.BalanceTold,
        s.RequestCame, s.RequestAnswered, s.TicketAnswered, s.RepairReported, s.StoreAnswered, s.SenderAnswered,
        s.ReportsLaid, s.CutoverBegun, s.ListsRepaired, s.DraftCame, s.StillActing, s.StaffCardShown, s.MemberTold,
        s.SoldElsewhere,
    }
)  # fmt: skip
"""What comes from outside in the course of things."""

_SIGNS: dict[type[Event], list[tuple[str, Callable[[Any], bool]]]] = {}
for _id, _sign in TROUBLE.items():
    _SIGNS.setdefault(_sign.event, []).append((_id, _sign.when))


def troubles(entries: Iterable[Entry]) -> dict[str, int]:
    """Trouble -> when it came first."""
    first: dict[str, int] = {}
    for entry in entries:
        for id, when in _SIGNS.get(type(entry.what), ()):
            if id not in first and when(entry.what):
                first[id] = entry.at
    return first


def done(entries: Iterable[Entry]) -> set[str]:
    """Operations that were carried out: those that were refused do not count."""
    asked: dict[tuple[str, int], str] = {}
    for entry in entries:
        if isinstance(entry.what, Command):
            asked[entry.stream, entry.seq] = name_of(entry.what)
        elif isinstance(entry.what, f.Refused):
            asked.pop((entry.stream, entry.cause), None)
    return set(asked.values())


def met(stage: Stage, seeds: Iterable[int] = SEEDS) -> Met:
    """What the experienced bot did, met and showed in a drill, over all seeds. Raises StuckPlay."""

    def plays() -> Iterator[tuple[list[Entry], Result]]:
        for seed in seeds:
            journal = MemoryJournal()
            play = play_bot(stage, perfect(seed, stage.workstation), seed, journal, name="perfect", run="coverage")
            yield list(journal.read(play.run)), play.result

    return met_in(plays(), stage.scenario)


def met_in(plays: Iterable[tuple[list[Entry], Result]], scenario: Scenario) -> Met:
    """What was done, met and shown in some plays of a drill, each with its grade."""
    operations: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    under: dict[str, Counter[str]] = {}
    for entries, result in plays:
        came = troubles(entries)
        operations.update(done(entries))
        faults.update(came.keys())
        _judge(result, came, judged, under)
    return Met(
        scenario.id,
        scenario.version,
        scenario.role,
        dict(sorted(operations.items())),
        {id: faults[id] for id in TROUBLE if id in faults},
        dict(sorted(judged.items())),
        {id: dict(sorted(under[id].items())) for id in TROUBLE if id in under},
    )


def _judge(result: Result, came: dict[str, int], judged: Counter[str], under: dict[str, Counter[str]]) -> None:
    for competency in result.competencies:
        judged[competency.id] += competency.grade is not None and not competency.behaviours  # pace: one figure
        for behaviour in competency.behaviours:
            judged[competency.id] += len(behaviour.evidence)
            for trouble, at in came.items():
                later = sum(evidence.at >= at for evidence in behaviour.evidence)
                if later:
                    under.setdefault(trouble, Counter())[competency.id] += later
