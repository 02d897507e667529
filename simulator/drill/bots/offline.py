"""Habits of an experienced cashier while the network is down, and once it is back: report, explain, upload, settle."""

from simulator.drill.bots.steps import Advice, Memory, do, wait
from simulator.kernel import commands as c
from simulator.kernel.offline import OBJECTIONS
from simulator.pos.view import View

WHY = {"accept": "advice.upload_accept", "reject": "advice.upload_reject"}
CALM = ("idle", "scanning", "tendering")


def report_network(view: View, memory: Memory) -> Advice | None:
    """The duty manager decides how to go on, and warns the other tills."""
    if view.network or view.reported or view.pending or view.stage not in CALM:
        return None
    return do(c.ReportIncident("network"), "advice.report_network")


def report_losses(view: View, memory: Memory) -> Advice | None:
    """Money that is gone through nobody's fault here: whoever answers for it has to hear of it."""
    if view.pending or view.locked or view.stage not in CALM:
        return None
    for loss in view.losses:
        return do(c.ReportIncident(loss), f"advice.report_{loss}")
    return None


def explain_offline(view: View, memory: Memory) -> Advice | None:
    """One sentence to everybody: what cannot be looked up, and what can be paid with."""
    if view.network or view.here is None or {"apologise", "one_moment"} & view.said:
        return None
    return do(c.Say("apologise"), "advice.explain_offline")


def calm_offline(view: View, memory: Memory) -> Advice | None:
    """A payment was cut off: nothing can be asked before the network is back, and the customer has to know."""
    mine = view.here is not None and any(payment.sale == view.sale for payment in view.unanswered)
    if view.network or not mine or "one_moment" in view.said:
        return None
    return do(c.Say("one_moment"), "advice.calm_offline")


def cards_taken(view: View) -> bool:
    """Whether the card that is held out can be taken on trust, and may be."""
    return view.order != "cash_only" and 0 < min(view.offer or view.due, view.due) <= view.offline_card


def await_network(view: View, memory: Memory) -> Advice | None:
    """Whoever may have paid already pays nothing else: it is settled when the network is back."""
    if view.network or not any(payment.sale == view.sale for payment in view.unanswered):
        return None
    return wait("advice.await_network")


def upload_waiting(view: View, memory: Memory) -> Advice | None:
    """What got no answer is sent again: under the same key it counts once."""
    if not view.network or view.pending or view.uploading or not view.uploads_waiting:
        return None
    return do(c.UploadSales(), "advice.upload_sales", count=str(view.uploads_waiting))


def resolve_conflicts(view: View, memory: Memory) -> Advice | None:
    """What the head office objected to is read, and decided with a manager."""
    if not view.network or view.pending or view.uploading:
        return None
    for record in view.conflicts:
        verdict = OBJECTIONS.get(record.reason, "accept")
        return do(c.ResolveUpload(record.key, verdict), WHY[verdict], receipt=record.receipt)
    return None


def wait_for_uploads(view: View, memory: Memory) -> Advice | None:
    """No shift is closed while something waits, or offline."""
    if not view.over:
        return None
    if not view.network:
        return wait("advice.await_network")
    return wait("advice.wait_upload") if view.uploading else None
