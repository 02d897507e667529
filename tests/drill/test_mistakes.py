"""Each mistake does what its name says, and the perfect cashier does not make it."""

from collections.abc import Callable

import pytest

from simulator.drill import bots
from simulator.drill.staging import Stage
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s

from .shops import (
    after_holiday,
    complaints,
    cut_off,
    dark_shop,
    digging,
    disputed,
    dying,
    first,
    label_shop,
    market,
    members,
    offers,
    opening,
    parts,
    returns,
    searching,
    shop,
    short_shop,
    stormy,
    unhonoured,
)
from .stages import Run, run, shipped_stage


def _ended(result: Run, field: str) -> bool:
    return any(getattr(ended, field) for ended in result.events(f.VisitEnded) if ended.reason == "served")


def _some(kind: type, test: Callable[..., bool] = lambda what: True) -> Callable[[Run], bool]:
    return lambda result: any(test(what) for what in result.events(kind))


def _none(kind: type) -> Callable[[Run], bool]:
    return lambda result: not result.events(kind)


def _between(begin: type, end: type, kind: type) -> Callable[[Run], bool]:
    """Whether something of a kind happened after a beginning and before its end."""

    def test(result: Run) -> bool:
        begun = False
        for what in result.events(begin, end, kind):
            if isinstance(what, kind) and begun:
                return True
            begun = isinstance(what, begin) or (begun and not isinstance(what, end))
        return False

    return test


def _said(reply: str) -> Callable[[Run], bool]:
    return _some(f.Said, lambda what: what.reply == reply)


SHOWS: dict[str, tuple[Callable[[], Stage], Callable[[Run], bool]]] = {
    "queue_left_waiting": (shop, lambda r: len(r.events(f.NextCalled)) < len(run(shop()).events(f.NextCalled))),
    "unpaid_goods": (shop, lambda r: _ended(r, "unpaid")),
    "pieces_scanned_singly": (offers, _none(f.MultiplierSet)),
    "trolley_ignored": (shop, lambda r: _ended(r, "unpaid")),
    "double_scan": (shop, lambda r: _ended(r, "extra")),
    "unwanted_charged": (shop, lambda r: _ended(r, "extra")),
    "label_trusted": (label_shop, lambda r: _ended(r, "wrong")),
    "stop_bypassed": (label_shop, lambda r: _ended(r, "unfit")),
    "date_misread": (label_shop, _some(f.GoodSetAside, lambda w: w.wanted)),
    "age_waved_through": (label_shop, _some(f.AgeChecked, lambda w: w.allowed and not w.right)),
    "age_refused_unseen": (label_shop, _some(f.AgeChecked, lambda w: not w.allowed and not w.right)),
    "card_misread": (label_shop, _some(f.AgeChecked, lambda w: not w.allowed and not w.right)),
    "card_disregarded": (label_shop, _some(f.AgeChecked, lambda w: w.allowed and not w.right)),
    "member_unasked": (shop, lambda r: not _ended(r, "member_asked")),
    "wrong_basket_resumed": (shop, _some(f.SaleResumed, lambda w: w.customer != w.at_counter)),
    "basket_abandoned": (shop, _some(f.StationClosed, lambda w: w.open_sales > 0)),
    "left_standing": (market, _some(f.StationClosed, lambda w: bool(w.at_counter))),
    "pin_bypassed": (shop, _some(f.Authorized, lambda w: not w.present)),
    "short_change": (shop, _some(f.VisitEnded, lambda w: w.reason == "served" and w.change_off <= -1200)),
    "change_over": (shop, _some(f.VisitEnded, lambda w: w.reason == "served" and w.change_off > 0)),
    "no_change": (shop, _some(f.VisitEnded, lambda w: 0 < w.change_due == -w.change_off)),
    "note_left": (shop, _some(f.VisitEnded, lambda w: w.cash_left > 0 == w.change_off)),
    "notes_first": (shop, _some(f.CashTaken, lambda w: w.change_open > 0)),
    "double_charge_after_timeout": (shop, _some(f.PaymentDoubled)),
    "charged_while_asking": (shop, _some(f.PaymentDoubled)),
    "paid_while_unknown": (shop, _some(f.PaymentDoubled)),
    "paid_before_asking": (digging, _some(f.PaymentDoubled)),
    "reversed_unasked": (shop, _some(f.PaymentReversalRequested, lambda w: w.was == "unknown" and w.queries == 0)),
    "terminal_waited_out": (searching, _some(f.PaymentExpired)),
    "screenshot_accepted": (shop, _some(f.PaymentTaken, lambda w: w.kind == "static_code" and not w.confirmed)),
    "screenshot_half_believed": (shop, _some(f.PaymentTaken, lambda w: w.kind == "static_code" and not w.confirmed)),
    "drawer_overlooked": (complaints, _between(f.DrawerOpened, f.DrawerClosed, f.TenderStarted)),
    "drawer_unattended": (shop, _some(f.TillLeft, lambda w: w.drawer_open)),
    "till_unattended": (shop, _some(f.TillLeft, lambda w: not w.locked and not w.drawer_open)),
    "drawer_opened_idly": (shop, _some(f.DrawerOpened, lambda w: w.why == "no_sale")),
    "phone_unwanted": (first, lambda r: "mobile" not in {taken.kind for taken in r.events(f.PaymentTaken)}),
    "card_unwanted": (first, lambda r: "card" not in {taken.kind for taken in r.events(f.PaymentTaken)}),
    "cash_refused": (shop, _some(f.Said, lambda w: w.reply == "ask_other_payment" and w.cash_laid)),
    "cash_keyed_exact": (shop, _some(f.PaymentTaken, lambda w: w.kind == "cash" and w.received < w.offered)),
    "received_unsaid": (shop, lambda r: "say_received" not in {said.reply for said in r.events(f.Said)}),
    "greeting_skipped": (shop, lambda r: not _ended(r, "greeted")),
    "coupon_forgotten": (offers, _some(f.VisitEnded, lambda w: bool(w.coupon) and not w.coupon_used)),
    "bill_discounted_unasked": (offers, _some(f.SaleDiscounted)),
    "discount_for_coupon": (offers, _some(f.SaleDiscounted)),
    "discount_unasked": (offers, _some(f.LineDiscounted)),
    "small_change_late": (short_shop, _none(f.SupervisorCalled)),
    "static_unconfirmed": (dark_shop, _some(f.SlipWritten, lambda w: not w.confirmed)),
    "drawer_peeked": (lambda: dark_shop("wait"), _some(f.DrawerOpened, lambda w: w.why == "key")),
    "post_left": (dark_shop, _some(f.TillLeft, lambda w: w.dark and w.drawer_locked)),
    "drawer_left_unlocked": (dark_shop, _some(f.TillLeft, lambda w: w.dark and not w.drawer_locked)),
    "called_against_order": (lambda: dark_shop("wait"), _between(f.TillWentDark, f.TillStarted, f.NextCalled)),
    "sold_on_battery": (stormy, _between(s.PowerFailed, s.SupervisorOrdered, f.NextCalled)),
    "manual_unasked": (lambda: dark_shop("wait"), _some(f.SlipWritten, lambda w: not w.ordered)),
    "prices_guessed": (dark_shop, _some(f.SlipWritten, lambda w: w.off > 0)),
    "slip_missing": (dark_shop, _some(f.StationClosed, lambda w: len(w.slips_open) == 1)),
    "outage_unreported": (dark_shop, _none(f.IncidentReported)),
    "drawer_unlocked": (dark_shop, _none(f.DrawerLocked)),
    "restart_unsteady": (dark_shop, _some(f.TillStarted, lambda w: not w.stable)),
    "network_unreported": (cut_off, _none(f.IncidentReported)),
    "loss_unreported": (unhonoured, lambda r: "unpaid_card" not in {w.what for w in r.events(f.IncidentReported)}),
    "offline_unexplained": (cut_off, lambda r: not {"apologise", "one_moment"} & {w.reply for w in r.events(f.Said)}),
    "card_split_offline": (cut_off, _some(f.CardTrusted, lambda w: w.exceeds)),
    "card_against_order": (lambda: cut_off("cash_only"), _some(f.CardTrusted)),
    "conflict_misjudged": (cut_off, _some(f.UploadResolved, lambda w: not w.right)),
    "uploads_left": (cut_off, _some(f.StationClosed, lambda w: bool(w.uploads_open))),
    "closed_before_upload": (cut_off, _some(f.Refused, lambda w: w.operation == "finish_shift")),
    "float_uncounted": (opening, _none(f.FloatCounted)),
    "voucher_overpaid": (opening, _some(f.PaidOut, lambda w: w.amount > w.asked)),
    "voucher_forgotten": (opening, _none(f.PaidOut)),
    "limit_ignored": (opening, _none(f.CashDropped)),
    "drop_watched": (opening, _some(f.CashDropped, lambda w: bool(w.customer))),
    "note_overlooked": (opening, _some(f.DrawerCounted, lambda w: w.miscounted < 0)),
    "slips_undeclared": (opening, _some(f.DrawerCounted, lambda w: w.slips_off > 0)),
    "day_unclosed": (opening, lambda r: all(report.kind != "z" for report in r.events(f.ReportIssued))),
    "moved_unlocked": (dying, _some(f.TillLeft, lambda w: w.dark and not w.drawer_locked)),
    "rung_up_anew": (dying, _some(f.SaleVoided, lambda w: w.lines > 0)),
    "standby_uncounted": (dying, _none(f.FloatCounted)),
    "first_note_trusted": (market, _some(f.CashTaken, lambda w: w.unchecked > 0)),
    "claim_paid_anyway": (market, _some(f.VisitEnded, lambda w: w.change_off > 0)),
    "note_unchecked": (market, _some(f.CashTaken, lambda w: w.counterfeit > 0)),
    "claim_believed": (market, _some(f.VisitEnded, lambda w: w.change_off > 0)),
    "returned_to_shelf": (returns, _some(f.ReturnLineAdded, lambda w: w.line.unsafe)),
    "returned_unseen": (returns, _some(f.ReturnCompleted, lambda w: w.missing > 0)),
    "returned_written_off": (
        lambda: shipped_stage("returns-morning"),
        _some(f.ReturnCompleted, lambda w: w.misjudged > 0),
    ),
    "refunded_in_cash": (returns, _some(f.ReturnCompleted, lambda w: not w.original)),
    "refunded_again": (returns, _some(f.RefundMade, lambda w: w.again)),
    "refunded_before_asking": (returns, _some(f.RefundMade, lambda w: w.again)),
    "returned_unlooked": (returns, _some(f.ReturnLineAdded, lambda w: not w.line.inspected)),
    "price_insisted": (disputed, _said("insist_till")),
    "price_believed": (disputed, _said("believe_price")),
    "shelf_price_unset": (disputed, _none(f.PriceOverridden)),
    "dispute_discounted": (disputed, _some(f.LineDiscounted)),
    "complaint_brushed_off": (complaints, _said("brush_off")),
    "money_promised": (complaints, _said("promise_money")),
    "manager_refused": (complaints, _said("no_manager")),
    "complaint_unrecorded": (complaints, _none(f.ComplaintRecorded)),
    "settled_on_paper": (complaints, _some(f.VisitEnded, lambda w: w.corrected < w.correction_due)),
    "escalated_on_paper": (
        complaints,
        _some(f.ComplaintRecorded, lambda w: w.outcome == "escalated" and not w.escalated),
    ),
    "cash_handed_out": (complaints, _some(f.ChangeGiven, lambda w: w.over > 0)),
    "member_mistaken": (members, _some(f.PaymentTaken, lambda w: w.kind == "points" and not w.own)),
    "enrolled_unasked": (members, _some(f.MemberEnrolled, lambda w: not w.consented)),
    "points_forgotten": (members, _some(f.VisitEnded, lambda w: "points" in w.unmet)),
    "invoice_forgotten": (members, _some(f.VisitEnded, lambda w: "invoice" in w.unmet)),
    "invoice_to_nobody": (members, _some(f.InvoiceRequested, lambda w: not w.as_wanted)),
    "top_up_forgotten": (parts, lambda r: not any(moved.asked for moved in r.events(f.ValueMoved))),
    "loaded_more": (parts, _some(f.ValueMoved, lambda w: 0 < w.asked < w.amount)),
    "charged_over": (parts, _some(f.Refused, lambda w: w.reason == "refused.amount_over_due")),
    "miscount_believed": (market, _said("add_missing")),
    "miscount_denied": (market, _said("no_returns")),
    "exception_forgotten": (after_holiday, _none(f.ReturnExceptionAllowed)),
    "doubled_kept": (parts, lambda r: bool(r.events(f.PaymentDoubled)) and not r.events(f.PaymentReversalRequested)),
    "notes_swapped": (market, _some(f.Said, lambda w: w.about == "quick_change" and not w.right)),
}


def test_every_mistake_is_tried() -> None:
    assert set(SHOWS) == set(bots.CREWS["till"].mistakes)


@pytest.mark.parametrize("mistake", SHOWS)
def test_a_mistake_shows_and_the_perfect_cashier_does_not_make_it(mistake: str) -> None:
    shop, shows = SHOWS[mistake]
    stage = shop()
    assert shows(run(stage, 1, bots.saboteur(mistake, 1)))
    assert not shows(run(stage, 1))


def test_an_unknown_mistake_is_no_bot() -> None:
    with pytest.raises(KeyError):
        bots.saboteur("whistling")
