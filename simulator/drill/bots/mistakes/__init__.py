"""The mistakes a rubric must catch: each the experienced routine with one thing done wrong."""

from simulator.drill.bots import answering as a
from simulator.drill.bots import cash_office as b
from simulator.drill.bots import channels as ch
from simulator.drill.bots import matters as m
from simulator.drill.bots import offline as n
from simulator.drill.bots import outages as o
from simulator.drill.bots import paying as p
from simulator.drill.bots import returning as rt
from simulator.drill.bots import selling as s
from simulator.drill.bots import standby as t
from simulator.drill.bots import wishes as w
from simulator.drill.bots.mistakes import cash_office as mb
from simulator.drill.bots.mistakes import matters as mm
from simulator.drill.bots.mistakes import offline as mn
from simulator.drill.bots.mistakes import outages as mo
from simulator.drill.bots.mistakes import paying as mp
from simulator.drill.bots.mistakes import returning as mr
from simulator.drill.bots.mistakes import selling as ms
from simulator.drill.bots.mistakes import wishes as mw
from simulator.drill.bots.routine import EXPERIENCED, Routine

MISTAKES: dict[str, Routine] = {
    "member_mistaken": EXPERIENCED.without(w.doubt_member),
    "enrolled_unasked": EXPERIENCED.first(mw.enrol_unasked),
    "top_up_forgotten": EXPERIENCED.without(w.top_up, w.back_to_top_up),
    "loaded_more": EXPERIENCED.instead(w.top_up, mw.load_more),
    "charged_over": EXPERIENCED.instead(p.take_payment, mw.charge_all),
    "points_forgotten": EXPERIENCED.instead(w.take_points, mw.forget_points),
    "invoice_forgotten": EXPERIENCED.without(w.issue_invoice),
    "invoice_to_nobody": EXPERIENCED.instead(w.issue_invoice, mw.invoice_to_nobody),
    "unpaid_goods": EXPERIENCED.instead(s.ring_up, ms.skip_last_good).without(p.back_to_goods),
    "pieces_scanned_singly": EXPERIENCED.instead(s.ring_up, ms.scan_each),
    "trolley_ignored": EXPERIENCED.without(s.check_trolley),
    "double_scan": EXPERIENCED.instead(s.ring_up, ms.scan_twice).without(s.compare_screen),
    "unwanted_charged": EXPERIENCED.without(s.leave_out_unwanted, s.leave_out_by_hand, p.back_to_goods),
    "label_trusted": EXPERIENCED.instead(s.ring_up, ms.trust_label).without(s.compare_screen),
    "stop_bypassed": EXPERIENCED.instead(s.leave_out_unfit, ms.type_instead),
    "date_misread": EXPERIENCED.instead(s.leave_out_unfit, ms.refuse_today),
    "age_waved_through": EXPERIENCED.instead(s.check_age, ms.wave_through),
    "age_refused_unseen": EXPERIENCED.instead(s.check_age, ms.refuse_everybody),
    "card_misread": EXPERIENCED.instead(s.check_age, ms.misread_card),
    "card_disregarded": EXPERIENCED.instead(s.check_age, ms.disregard_card),
    "member_unasked": EXPERIENCED.without(s.ask_member),
    "wrong_basket_resumed": EXPERIENCED.first(ms.resume_wrong_basket),
    "basket_abandoned": EXPERIENCED.without(s.resume_basket, s.clear_orphans),
    "queue_left_waiting": EXPERIENCED.instead(s.call_next, ms.leave_waiting),
    "left_standing": EXPERIENCED.first(ms.take_it_easy),
    "pin_bypassed": EXPERIENCED.instead(s.get_authorization, ms.enter_pin),
    "short_change": EXPERIENCED.instead(p.give_change, mp.keep_change).instead(p.open_for_rest, mp.leave_it_at_that),
    "cash_keyed_exact": EXPERIENCED.instead(p.take_payment, mp.key_exact),
    "change_over": EXPERIENCED.instead(p.give_change, mp.give_over),
    "no_change": EXPERIENCED.without(p.say_change, p.give_change).instead(p.open_for_rest, mp.leave_it_at_that),
    "note_left": EXPERIENCED.without(p.put_notes_away).instead(p.open_for_rest, mp.leave_it_at_that),
    "notes_first": EXPERIENCED.without(p.put_notes_away).instead(p.say_change, p.put_notes_away),
    "double_charge_after_timeout": EXPERIENCED.instead(ch.query_unknown, mp.charge_again),
    "charged_while_asking": EXPERIENCED.instead(ch.query_unknown, mp.charge_while_asking),
    "paid_while_unknown": EXPERIENCED.instead(ch.query_unknown, mp.pay_otherwise).without(ch.reverse_unknown),
    "paid_before_asking": EXPERIENCED.first(mp.pay_otherwise),
    "doubled_kept": EXPERIENCED.without(ch.reverse_doubled),
    "reversed_unasked": EXPERIENCED.instead(ch.query_unknown, mp.reverse_at_once),
    "terminal_waited_out": EXPERIENCED.without(ch.cancel_waiting),
    "screenshot_accepted": EXPERIENCED.instead(p.doubt_picture, mp.believe_picture),
    "phone_unwanted": EXPERIENCED.instead(p.take_payment, mp.refuse_phone),
    "card_unwanted": EXPERIENCED.instead(p.take_payment, mp.refuse_card),
    "screenshot_half_believed": EXPERIENCED.instead(p.doubt_picture, mp.believe_while_asking),
    "cash_refused": EXPERIENCED.instead(p.take_payment, mp.refuse_cash),
    "received_unsaid": EXPERIENCED.without(p.say_received),
    "greeting_skipped": EXPERIENCED.without(s.greet),
    "coupon_forgotten": EXPERIENCED.without(s.redeem_coupon),
    "discount_unasked": EXPERIENCED.first(mb.discount_a_line),
    "bill_discounted_unasked": EXPERIENCED.first(mb.discount_a_bill),
    "discount_for_coupon": EXPERIENCED.instead(s.redeem_coupon, mb.discount_by_hand),
    "small_change_late": EXPERIENCED.without(p.order_small_change),
    "static_unconfirmed": EXPERIENCED.instead(o.write_slip, mp.slip_without_looking),
    "drawer_overlooked": EXPERIENCED.first(mp.overlook_drawer),
    "drawer_unattended": EXPERIENCED.first(mp.leave_drawer),
    "till_unattended": EXPERIENCED.first(mp.leave_till),
    "drawer_opened_idly": EXPERIENCED.first(mp.open_idly),
    "drawer_peeked": EXPERIENCED.first(mo.peek_with_key),
    "post_left": EXPERIENCED.first(mo.leave_post),
    "drawer_left_unlocked": EXPERIENCED.first(mo.leave_drawer_unlocked),
    "called_against_order": EXPERIENCED.first(mo.call_regardless),
    "sold_on_battery": EXPERIENCED.first(mo.sell_on),
    "manual_unasked": EXPERIENCED.first(mo.slip_unasked),
    "prices_guessed": EXPERIENCED.instead(o.write_slip, mo.guess_prices),
    "slip_missing": EXPERIENCED.instead(s.enter_slips, mo.forget_a_slip),
    "outage_unreported": EXPERIENCED.without(o.report),
    "drawer_unlocked": EXPERIENCED.without(o.lock_drawer),
    "restart_unsteady": EXPERIENCED.instead(o.restart, mo.restart_at_once),
    "network_unreported": EXPERIENCED.without(n.report_network),
    "loss_unreported": EXPERIENCED.without(n.report_losses),
    "offline_unexplained": EXPERIENCED.without(n.explain_offline, n.calm_offline),
    "card_split_offline": EXPERIENCED.instead(p.take_payment, mn.card_in_parts),
    "card_against_order": EXPERIENCED.instead(p.take_payment, mn.card_against_order),
    "conflict_misjudged": EXPERIENCED.instead(n.resolve_conflicts, mn.other_verdict),
    "uploads_left": EXPERIENCED.without(n.upload_waiting, n.resolve_conflicts, n.wait_for_uploads, s.hand_over),
    "closed_before_upload": EXPERIENCED.without(n.resolve_conflicts).instead(n.upload_waiting, mn.close_before),
    "price_insisted": EXPERIENCED.first(mm.answering("price_dispute", "insist_till")),
    "price_believed": EXPERIENCED.first(mm.answering("price_dispute", "believe_price")),
    "dispute_discounted": EXPERIENCED.first(mm.discount_dispute),
    "shelf_price_unset": EXPERIENCED.without(m.set_price, m.back_to_price),
    "complaint_brushed_off": EXPERIENCED.first(mm.answering("complaint", "brush_off")),
    "money_promised": EXPERIENCED.first(mm.answering("complaint", "promise_money")),
    "manager_refused": EXPERIENCED.first(mm.answering("wants_manager", "no_manager")),
    "complaint_unrecorded": EXPERIENCED.without(m.record),
    "settled_on_paper": EXPERIENCED.without(m.correct_change).instead(m.record, mm.settle_on_paper),
    "escalated_on_paper": EXPERIENCED.instead(m.escalate, mm.escalate_on_paper),
    "cash_handed_out": EXPERIENCED.first(mm.hand_out),
    "moved_unlocked": EXPERIENCED.without(o.lock_drawer).instead(t.go_over, mb.go_over_unlocked),
    "rung_up_anew": EXPERIENCED.without(s.resume_basket),
    "standby_uncounted": EXPERIENCED.without(t.count_standby),
    "float_uncounted": EXPERIENCED.without(b.count_float),
    "voucher_overpaid": EXPERIENCED.instead(b.do_errands, mb.pay_too_much),
    "voucher_forgotten": EXPERIENCED.without(b.do_errands),
    "limit_ignored": EXPERIENCED.without(b.drop_excess),
    "drop_watched": EXPERIENCED.without(b.drop_excess).first(mb.drop_in_front),
    "note_unchecked": EXPERIENCED.without(b.check_notes),
    "first_note_trusted": EXPERIENCED.instead(b.check_notes, mb.trust_the_first),
    "miscount_believed": EXPERIENCED.first(mm.answering("miscounted", "add_missing")),
    "miscount_denied": EXPERIENCED.first(mm.answering("miscounted", "no_returns")),
    "claim_paid_anyway": EXPERIENCED.first(mb.pay_claim_anyway),
    "claim_believed": EXPERIENCED.first(mb.believe_claim),
    "notes_swapped": EXPERIENCED.first(mb.swap_notes),
    "note_overlooked": EXPERIENCED.instead(b.declare, mb.declare_less),
    "slips_undeclared": EXPERIENCED.instead(b.declare, mb.declare_no_slips),
    "day_unclosed": EXPERIENCED.without(b.close_day),
    "returned_to_shelf": EXPERIENCED.instead(rt.take_back, mr.to_the_shelf).without(rt.give_back),
    "returned_unseen": EXPERIENCED.instead(rt.inspect, mr.look_at_all)
    .instead(rt.take_back, mr.all_of_it)
    .without(rt.give_back),
    "returned_written_off": EXPERIENCED.instead(rt.take_back, mr.write_off).without(rt.give_back),
    "returned_unlooked": EXPERIENCED.first(mr.take_unseen).without(rt.give_back),
    "exception_forgotten": EXPERIENCED.without(rt.make_exception),
    "refunded_in_cash": EXPERIENCED.instead(rt.refund, mr.cash_instead),
    "refunded_again": EXPERIENCED.instead(rt.query_refund, mr.pay_again),
    "refunded_before_asking": EXPERIENCED.instead(rt.query_refund, mr.pay_before_asking),
}
"""Name of a mistake -> the routine of somebody who makes it, and no other."""

LAZY = (
    EXPERIENCED.without(
        s.greet,
        s.ask_member,
        s.check_trolley,
        s.compare_screen,
        s.leave_out_unwanted,
        s.leave_out_by_hand,
        s.enter_slips,
        a.answer_questions,
        p.back_to_goods,
        p.say_total,
        p.say_received,
        p.say_change,
        p.thank,
        o.report,
        o.lock_drawer,
        o.calm,
        b.count_float,
        t.count_standby,
        b.do_errands,
        b.drop_excess,
        b.check_notes,
        b.close_day,
        n.report_network,
        n.explain_offline,
        n.calm_offline,
        n.resolve_conflicts,
        n.report_losses,
        ch.switch_channel,
        ch.report_channel,
        ch.calm_waiting,
        ch.query_refused,
        ch.reverse_unknown,
        ch.wait_for_reversal,
        rt.sign,
        rt.say_refund,
        rt.query_refund,
        w.doubt_member,
        w.issue_invoice,
        rt.give_back,
    )
    .instead(o.restart, mo.restart_at_once)
    .instead(t.go_over, mb.go_over_unlocked)
    .instead(s.check_age, ms.wave_through)
    .instead(s.leave_out_unfit, ms.type_instead)
    .instead(rt.take_back, mr.to_the_shelf)
)
"""Rings up what lies there, takes the money, and no more."""
