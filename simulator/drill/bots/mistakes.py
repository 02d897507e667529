"""The mistakes a rubric must catch: each the experienced routine with one thing done wrong."""

from simulator.drill.bots import channels as ch
from simulator.drill.bots import matter_mistakes as wrong
from simulator.drill.bots import matters as m
from simulator.drill.bots import office as b
from simulator.drill.bots import offline as n
from simulator.drill.bots import outages as o
from simulator.drill.bots import paying as p
from simulator.drill.bots import return_mistakes as rm
from simulator.drill.bots import returning as rt
from simulator.drill.bots import selling as s
from simulator.drill.bots import standby as t
from simulator.drill.bots import wishes as w
from simulator.drill.bots.routine import EXPERIENCED, Routine
from simulator.drill.bots.steps import Advice, Memory, do, recognise
from simulator.kernel import commands as c
from simulator.kernel.money import Minor, Pieces, make_change, worth
from simulator.pos.invoicing import PERSON
from simulator.pos.rules import LEVELS
from simulator.pos.view import View

OFF = 1500
"""How much change the dishonest one keeps: above every threshold for a critical error."""
EXTRA = 2000
"""How much too much a voucher is paid."""
BELIEVED = 5000
"""What a claim is worth to the believer."""
WHY = "advice.wait"
"""A mistake has no reason to be advised."""


def _supervisor_badge(view: View) -> str:
    """A badge whose PIN somebody wrote on a note under the keyboard."""
    level = LEVELS.index(view.pending[2]) if view.pending else 1
    return next((badge for badge in view.rules.staff if view.rules.level(badge) >= level), "")


# --- selling ---------------------------------------------------------------------------------------------------------


def skip_last_good(view: View, memory: Memory) -> Advice | None:
    """Lets the last good of every basket pass."""
    waiting = [good for good in view.belt if not good.charged and not good.unwanted]
    charged = any(good.charged for good in view.belt)
    if not waiting or (len(waiting) == 1 and charged):
        return None
    return s.ring(view, memory, waiting[0])


def scan_twice(view: View, memory: Memory) -> Advice | None:
    """Pulls a good over the scanner once more, and does not look at the screen."""
    here = view.here
    for line in view.lines:
        seen = f"twice {here.customer if here else ''}"
        if line.code and not line.grams and seen not in memory.noted:
            memory.noted[seen] = view.now
            return do(c.Scan(line.code, source="wedge"), WHY)
    return s.ring_up(view, memory)


def trust_label(view: View, memory: Memory) -> Advice | None:
    """Scans whatever label there is, without a look at what it hangs on."""
    good = s.next_good(view)
    if good is not None and good.label == "clean" and s.mislabelled(view, good):
        return do(c.Scan(good.code, good.id), WHY)
    return s.ring_up(view, memory)


def type_instead(view: View, memory: Memory) -> Advice | None:
    """The till stopped it: then it is picked from the list."""
    for good in view.belt:
        if good.stopped and not good.charged and not good.unwanted:
            item = recognise(view, good)
            return do(c.PickItem(item.sku, good.id), WHY) if item else None
    return s.leave_out_unfit(view, memory)


def refuse_today(view: View, memory: Memory) -> Advice | None:
    """What keeps until today is taken for past."""
    for good in view.belt:
        if good.expiry == view.today and not good.charged and not good.unwanted:
            return do(c.SetAside(good.id), WHY)
    return s.leave_out_unfit(view, memory)


def wave_through(view: View, memory: Memory) -> Advice | None:
    """Old enough, whatever the card says, and without one too."""
    return do(c.ConfirmAge(), WHY) if view.age_check and not view.dark else None


def refuse_everybody(view: View, memory: Memory) -> Advice | None:
    """Who looks young gets nothing, card or not."""
    if view.age_check and not view.dark and not view.looks_adult:
        return do(c.RefuseAge(), WHY)
    return s.check_age(view, memory)


def resume_wrong_basket(view: View, memory: Memory) -> Advice | None:
    """Takes the first ticket that lies there, whoever stands there."""
    here = view.here
    if view.stage == "idle" and here is not None and not view.settled and not view.dark:
        for ticket, (customer, _, _) in view.suspended.items():
            if customer != here.customer and f"wrong {ticket}" not in memory.noted:
                memory.noted[f"wrong {ticket}"] = view.now
                return do(c.ResumeSale(ticket), WHY)
    return None


def enter_pin(view: View, memory: Memory) -> Advice | None:
    """Uses somebody else's PIN instead of calling."""
    if view.pending is None or view.dark:
        return None
    return do(c.EnterPin(_supervisor_badge(view)), WHY)


# --- paying ----------------------------------------------------------------------------------------------------------


def charge_again(view: View, memory: Memory) -> Advice | None:
    """No answer came: charge once more."""
    if view.stage == "tendering":
        for payment in view.unanswered:
            if payment.status == "unknown" and payment.sale == view.sale:
                if payment.kind == "card":
                    return do(c.TenderCard(), WHY)
                return do(c.TenderMobile("1300**********0000"), WHY)
    return None


def pay_otherwise(view: View, memory: Memory) -> Advice | None:
    """No answer came: let the customer pay another way, and forget about the first."""
    unknown = any(payment.sale == view.sale for payment in view.unanswered)
    if view.stage == "tendering" and unknown and not (view.cash or view.card or view.phone):
        return p.other_way(view, memory)
    return None


def reverse_at_once(view: View, memory: Memory) -> Advice | None:
    """Takes every unknown payment back without asking how it ended."""
    if view.stage == "tendering" and not view.pending:
        for payment in view.unanswered:
            return do(c.ReversePayment(payment.request), WHY)
    return None


def believe_picture(view: View, memory: Memory) -> Advice | None:
    """A picture of a payment is good enough."""
    if view.phone != "picture":
        return None
    here = view.here
    tried = f"believed {here.customer if here else ''}"
    if memory.last == c.TenderStatic() or tried in memory.noted:
        return p.doubt_picture(view, memory)
    return do(c.TenderStatic(), WHY)


def refuse_cash(view: View, memory: Memory) -> Advice | None:
    """Cash lies there, and a phone would be less work."""
    if p.cash_at_hand(view) > 0 and "ask_other_payment" not in view.said:
        return do(c.Say("ask_other_payment"), WHY)
    return p.take_payment(view, memory)


def slip_without_looking(view: View, memory: Memory) -> Advice | None:
    """Writes a slip for a static-code payment and never looks whether it arrived."""
    prices = o.label_prices(view)
    if view.phone == "picture" and prices:
        return do(c.WriteSlip(prices, "static_code"), WHY)
    return o.write_slip(view, memory)


def keep_change(view: View, memory: Memory) -> Advice | None:
    """Keeps fifteen of the change where there is so much, and shuts the drawer."""
    due: Minor = view.change_due
    if due <= 0 or not view.drawer_open or (view.change_given and due <= OFF + 100):
        return None
    pieces: Pieces | None = make_change(due - OFF, view.drawer) if due > OFF else None
    return do(c.GiveChange(pieces), WHY) if pieces else p.give_change(view, memory)


def leave_it_at_that(view: View, memory: Memory) -> Advice | None:
    """Does not open the drawer again for the change that is missing."""
    return None


def leave_drawer(view: View, memory: Memory) -> Advice | None:
    """Walks off while the drawer stands open."""
    if view.drawer_open and view.manned and not memory.done(c.StepAway):
        return do(c.StepAway(), WHY)
    return None


def leave_till(view: View, memory: Memory) -> Advice | None:
    """Walks off between two customers, the till unlocked."""
    quiet = view.here is None and view.stage == "idle" and not view.drawer_open and not view.dark
    if quiet and view.manned and memory.done(c.CallNext) and not memory.done(c.StepAway):
        return do(c.StepAway(), WHY)
    return None


def open_idly(view: View, memory: Memory) -> Advice | None:
    """Opens the drawer to have a look, without a sale."""
    quiet = view.here is None and view.stage == "idle" and not view.dark and not view.pending
    if quiet and not view.drawer_open and memory.done(c.CallNext) and not memory.done(c.NoSale):
        return do(c.NoSale("look"), WHY)
    return None


# --- outages ---------------------------------------------------------------------------------------------------------


def peek_with_key(view: View, memory: Memory) -> Advice | None:
    """Opens the drawer in the dark, to see whether all is well."""
    if view.dark and not view.manual and not view.drawer_open and not memory.done(c.UnlockDrawer):
        return do(c.UnlockDrawer(), WHY)
    return None


def leave_post(view: View, memory: Memory) -> Advice | None:
    """Goes to see what is the matter with the lights, the drawer's key in the pocket."""
    return leave_drawer_unlocked(view, memory) if view.drawer_locked else None


def leave_drawer_unlocked(view: View, memory: Memory) -> Advice | None:
    """Goes at once: the drawer is shut, and whoever pulls at it has it open."""
    if view.dark and not view.power and view.manned and not view.drawer_open and not memory.done(c.StepAway):
        return do(c.StepAway(), WHY)
    return None


def call_regardless(view: View, memory: Memory) -> Advice | None:
    """Calls the next customer although the order is to wait."""
    told = view.order in ("wait", "stop") and not view.power
    if told and view.here is None and view.queue and not view.coming:
        return do(c.CallNext(), WHY)
    return None


def slip_unasked(view: View, memory: Memory) -> Advice | None:
    """Goes over to slips before anybody said so."""
    if not view.dark or view.power or view.here is None or view.settled or view.unanswered or view.paid:
        return None
    for habit in (s.leave_out_by_hand, s.leave_out_unfit, o.weigh_loose, o.say_slip_total, o.write_slip):
        advice = habit(view, memory)
        if advice is not None:
            return advice
    return None


def guess_prices(view: View, memory: Memory) -> Advice | None:
    """Writes round sums instead of what the labels say."""
    right = o.write_slip(view, memory)
    if right is None or not isinstance(right.command, c.WriteSlip):
        return right
    written = right.command
    prices = {good: max(100, price // 100 * 100 - 100) for good, price in written.prices.items()}
    return do(c.WriteSlip(prices, written.tender, written.received), WHY)


def forget_a_slip(view: View, memory: Memory) -> Advice | None:
    """The last slip slips through."""
    left = [slip for slip in view.slips if not slip.entered]
    return s.enter_slips(view, memory) if len(left) > 1 else None


def restart_at_once(view: View, memory: Memory) -> Advice | None:
    """Switches on while the lights still flicker."""
    return do(c.RestartTill(), WHY) if view.power and view.dark else None


# --- offline ---------------------------------------------------------------------------------------------------------


def card_in_parts(view: View, memory: Memory) -> Advice | None:
    """More than a card may be charged offline, in parts that each are less."""
    if view.network or view.stage != "tendering" or view.order == "cash_only":
        return p.take_payment(view, memory)
    limit = view.rules.offline.card_limit
    begun = any(tender.kind == "card" for tender in view.tenders)
    if limit and ((view.card and view.due > limit) or begun) and memory.repeats < 2:
        return do(c.TenderCard(min(limit, view.due)), WHY)
    return p.take_payment(view, memory)


def card_against_order(view: View, memory: Memory) -> Advice | None:
    """Cash only, the manager said; but the customer holds out a card."""
    if view.card and not view.network and 0 < view.due <= view.offline_card:
        return do(c.TenderCard(), WHY)
    return p.take_payment(view, memory)


def other_verdict(view: View, memory: Memory) -> Advice | None:
    """Decides without reading why."""
    right = n.resolve_conflicts(view, memory)
    command = right.command if right else None
    if not isinstance(command, c.ResolveUpload):
        return right
    return do(c.ResolveUpload(command.key, "reject" if command.verdict == "accept" else "accept"), WHY)


def close_before(view: View, memory: Memory) -> Advice | None:
    """First tries to go home, and sees to what waits when the till says no."""
    if not memory.done(c.FinishShift):
        return None
    return n.upload_waiting(view, memory) or n.resolve_conflicts(view, memory)


# --- the drawer ------------------------------------------------------------------------------------------------------


def believe_claim(view: View, memory: Memory) -> Advice | None:
    """Gives what somebody claims to have paid more."""
    for question in view.questions:
        if question.about == "claims_more":
            return do(c.Say("believe_claim"), WHY)
    if "believe_claim" in view.said and view.stage == "idle" and view.change_due <= 0 and not view.pending:
        here = view.here
        given = f"believed {here.customer if here else ''}"
        if given in memory.noted:
            return None
        if not view.drawer_open:
            return do(c.NoSale("change"), WHY)
        pieces = make_change(BELIEVED, view.drawer)
        memory.noted[given] = view.now
        return do(c.GiveChange(pieces), WHY) if pieces else None
    return None


def swap_notes(view: View, memory: Memory) -> Advice | None:
    """Starts changing notes in the middle of a sale, as fast as the customer talks."""
    for question in view.questions:
        if question.about == "quick_change":
            wrong = [answer.reply for answer in question.answers if answer.reply != "finish_first"]
            return do(c.Say(wrong[0]), WHY) if wrong else None
    return None


def pay_too_much(view: View, memory: Memory) -> Advice | None:
    """Takes twenty more than the voucher says."""
    right = b.do_errands(view, memory)
    command = right.command if right else None
    if not isinstance(command, c.PayOut) or not command.pieces:
        return right
    pieces = make_change(worth(command.pieces) + EXTRA, view.drawer)
    return do(c.PayOut(command.reason, pieces), WHY) if pieces else right


def drop_in_front(view: View, memory: Memory) -> Advice | None:
    """Counts the large notes out while a customer looks on."""
    if not view.over_cash_limit or view.here is None or view.settled or view.stage != "idle" or view.questions:
        return None
    if not view.drawer_open:
        return do(c.DropCash(), WHY)
    large = b.large_notes(view)
    return do(c.DropCash(large), WHY) if large else None


def declare_less(view: View, memory: Memory) -> Advice | None:
    """Does not look closely: overlooks the largest note."""
    right = b.declare(view, memory)
    command = right.command if right else None
    if not isinstance(command, c.CountDrawer) or not command.pieces:
        return right
    pieces = dict(command.pieces)
    pieces[max(pieces)] -= 1
    return do(c.CountDrawer({value: count for value, count in pieces.items() if count}, command.slips), WHY)


def declare_no_slips(view: View, memory: Memory) -> Advice | None:
    """Counts the cash and lets the slips be."""
    right = b.declare(view, memory)
    command = right.command if right else None
    return do(c.CountDrawer(command.pieces), WHY) if isinstance(command, c.CountDrawer) else right


def discount_by_hand(view: View, memory: Memory) -> Advice | None:
    """Something off by hand, since there is a coupon anyway."""
    if not view.coupon_held or not view.sale or view.paid or s.next_good(view) is not None:
        return None
    if memory.lately("discount_sale", view.now, s.TRIED):
        return None
    return do(c.DiscountSale(off=500, reason="other"), "")


def discount_a_line(view: View, memory: Memory) -> Advice | None:
    """A little off the first line, to please."""
    first = next((line for line in view.lines if line.amount > 100 and not line.by_hand), None)
    if first is None or view.stage != "scanning" or memory.done(c.DiscountLine):
        return None
    return do(c.DiscountLine(first.line, off=50, reason="other"), "")


def go_over_unlocked(view: View, memory: Memory) -> Advice | None:
    """Hurries to the other till as soon as the manager says so; the key is in the pocket."""
    other = t.free_till(view)
    if view.broken and view.order == "standby_till" and other and not view.drawer_open:
        return do(c.MoveTill(other), WHY)
    return t.go_over(view, memory)


# --- cards, points, members ------------------------------------------------------------------------------------------


def enrol_unasked(view: View, memory: Memory) -> Advice | None:
    """The number is enough: what they think of it, nobody asked."""
    for question in view.questions:
        if question.about == "membership":
            return do(c.Say("number_only"), WHY)
    if view.enrol_wanted and view.stage in ("scanning", "idle") and not view.pending and not view.dark:
        return do(c.EnrolMember(view.enrol_wanted), WHY)
    return None


def load_more(view: View, memory: Memory) -> Advice | None:
    """A nought too many, or another hundred."""
    right = w.top_up(view, memory)
    command = right.command if right else None
    return do(c.LoadCard(command.code, command.amount + 10_000), WHY) if isinstance(command, c.LoadCard) else right


def charge_all(view: View, memory: Memory) -> Advice | None:
    """Keys the whole total, although a part is paid."""
    right = p.take_payment(view, memory)
    command = right.command if right else None
    if isinstance(command, c.TenderMobile | c.TenderCard) and view.paid and not memory.lately("over", view.now, 60_000):
        memory.noted["over"] = view.now
        whole = view.total
        return do(
            c.TenderMobile(command.code, whole) if isinstance(command, c.TenderMobile) else c.TenderCard(whole), WHY
        )
    return right


def forget_points(view: View, memory: Memory) -> Advice | None:
    """Points are a nuisance: another payment, please."""
    return p.other_way(view, memory) if view.points_wanted else None


def invoice_to_nobody(view: View, memory: Memory) -> Advice | None:
    """To a private person: that needs no number."""
    right = w.issue_invoice(view, memory)
    return do(c.RequestInvoice(PERSON), WHY) if right and isinstance(right.command, c.RequestInvoice) else right


MISTAKES: dict[str, Routine] = {
    "member_mistaken": EXPERIENCED.without(w.doubt_member),
    "enrolled_unasked": EXPERIENCED.first(enrol_unasked),
    "loaded_more": EXPERIENCED.instead(w.top_up, load_more),
    "charged_over": EXPERIENCED.instead(p.take_payment, charge_all),
    "points_forgotten": EXPERIENCED.instead(w.take_points, forget_points),
    "invoice_forgotten": EXPERIENCED.without(w.issue_invoice),
    "invoice_to_nobody": EXPERIENCED.instead(w.issue_invoice, invoice_to_nobody),
    "unpaid_goods": EXPERIENCED.instead(s.ring_up, skip_last_good).without(p.back_to_goods),
    "trolley_ignored": EXPERIENCED.without(s.check_trolley),
    "double_scan": EXPERIENCED.instead(s.ring_up, scan_twice).without(s.compare_screen),
    "unwanted_charged": EXPERIENCED.without(s.leave_out_unwanted, s.leave_out_by_hand, p.back_to_goods),
    "label_trusted": EXPERIENCED.instead(s.ring_up, trust_label).without(s.compare_screen),
    "stop_bypassed": EXPERIENCED.instead(s.leave_out_unfit, type_instead),
    "date_misread": EXPERIENCED.instead(s.leave_out_unfit, refuse_today),
    "age_waved_through": EXPERIENCED.instead(s.check_age, wave_through),
    "age_refused_unseen": EXPERIENCED.instead(s.check_age, refuse_everybody),
    "member_unasked": EXPERIENCED.without(s.ask_member),
    "wrong_basket_resumed": EXPERIENCED.first(resume_wrong_basket),
    "basket_abandoned": EXPERIENCED.without(s.resume_basket, s.clear_orphans),
    "pin_bypassed": EXPERIENCED.instead(s.get_authorization, enter_pin),
    "short_change": EXPERIENCED.instead(p.give_change, keep_change).instead(p.open_for_rest, leave_it_at_that),
    "no_change": EXPERIENCED.without(p.say_change, p.give_change).instead(p.open_for_rest, leave_it_at_that),
    "note_left": EXPERIENCED.without(p.put_notes_away).instead(p.open_for_rest, leave_it_at_that),
    "notes_first": EXPERIENCED.without(p.put_notes_away).instead(p.say_change, p.put_notes_away),
    "double_charge_after_timeout": EXPERIENCED.instead(ch.query_unknown, charge_again),
    "paid_while_unknown": EXPERIENCED.instead(ch.query_unknown, pay_otherwise).without(ch.reverse_unknown),
    "reversed_unasked": EXPERIENCED.instead(ch.query_unknown, reverse_at_once),
    "screenshot_accepted": EXPERIENCED.instead(p.doubt_picture, believe_picture),
    "cash_refused": EXPERIENCED.instead(p.take_payment, refuse_cash),
    "received_unsaid": EXPERIENCED.without(p.say_received),
    "greeting_skipped": EXPERIENCED.without(s.greet),
    "coupon_forgotten": EXPERIENCED.without(s.redeem_coupon),
    "discount_unasked": EXPERIENCED.first(discount_a_line),
    "discount_for_coupon": EXPERIENCED.instead(s.redeem_coupon, discount_by_hand),
    "small_change_late": EXPERIENCED.without(p.order_small_change),
    "static_unconfirmed": EXPERIENCED.instead(o.write_slip, slip_without_looking),
    "drawer_unattended": EXPERIENCED.first(leave_drawer),
    "till_unattended": EXPERIENCED.first(leave_till),
    "drawer_opened_idly": EXPERIENCED.first(open_idly),
    "drawer_peeked": EXPERIENCED.first(peek_with_key),
    "post_left": EXPERIENCED.first(leave_post),
    "drawer_left_unlocked": EXPERIENCED.first(leave_drawer_unlocked),
    "called_against_order": EXPERIENCED.first(call_regardless),
    "manual_unasked": EXPERIENCED.first(slip_unasked),
    "prices_guessed": EXPERIENCED.instead(o.write_slip, guess_prices),
    "slip_missing": EXPERIENCED.instead(s.enter_slips, forget_a_slip),
    "outage_unreported": EXPERIENCED.without(o.report),
    "drawer_unlocked": EXPERIENCED.without(o.lock_drawer),
    "restart_unsteady": EXPERIENCED.instead(o.restart, restart_at_once),
    "network_unreported": EXPERIENCED.without(n.report_network),
    "offline_unexplained": EXPERIENCED.without(n.explain_offline, n.calm_offline),
    "card_split_offline": EXPERIENCED.instead(p.take_payment, card_in_parts),
    "card_against_order": EXPERIENCED.instead(p.take_payment, card_against_order),
    "conflict_misjudged": EXPERIENCED.instead(n.resolve_conflicts, other_verdict),
    "uploads_left": EXPERIENCED.without(n.upload_waiting, n.resolve_conflicts, n.wait_for_uploads, s.hand_over),
    "closed_before_upload": EXPERIENCED.without(n.resolve_conflicts).instead(n.upload_waiting, close_before),
    "price_insisted": EXPERIENCED.first(wrong.answering("price_dispute", "insist_till")),
    "price_believed": EXPERIENCED.first(wrong.answering("price_dispute", "believe_price")),
    "dispute_discounted": EXPERIENCED.first(wrong.discount_dispute),
    "complaint_brushed_off": EXPERIENCED.first(wrong.answering("complaint", "brush_off")),
    "money_promised": EXPERIENCED.first(wrong.answering("complaint", "promise_money")),
    "manager_refused": EXPERIENCED.first(wrong.answering("wants_manager", "no_manager")),
    "complaint_unrecorded": EXPERIENCED.without(m.record),
    "cash_handed_out": EXPERIENCED.first(wrong.hand_out),
    "moved_unlocked": EXPERIENCED.without(o.lock_drawer).instead(t.go_over, go_over_unlocked),
    "rung_up_anew": EXPERIENCED.without(s.resume_basket),
    "standby_uncounted": EXPERIENCED.without(t.count_standby),
    "float_uncounted": EXPERIENCED.without(b.count_float),
    "voucher_overpaid": EXPERIENCED.instead(b.do_errands, pay_too_much),
    "voucher_forgotten": EXPERIENCED.without(b.do_errands),
    "limit_ignored": EXPERIENCED.without(b.drop_excess),
    "drop_watched": EXPERIENCED.without(b.drop_excess).first(drop_in_front),
    "note_unchecked": EXPERIENCED.without(b.check_notes),
    "claim_believed": EXPERIENCED.first(believe_claim),
    "notes_swapped": EXPERIENCED.first(swap_notes),
    "note_overlooked": EXPERIENCED.instead(b.declare, declare_less),
    "slips_undeclared": EXPERIENCED.instead(b.declare, declare_no_slips),
    "day_unclosed": EXPERIENCED.without(b.close_day),
    "returned_to_shelf": EXPERIENCED.instead(rt.take_back, rm.to_the_shelf),
    "returned_unseen": EXPERIENCED.instead(rt.take_back, rm.all_of_it),
    "refunded_in_cash": EXPERIENCED.instead(rt.refund, rm.cash_instead),
    "refunded_again": EXPERIENCED.instead(rt.query_refund, rm.pay_again),
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
        s.answer_questions,
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
    )
    .instead(o.restart, restart_at_once)
    .instead(t.go_over, go_over_unlocked)
    .instead(s.check_age, wave_through)
    .instead(s.leave_out_unfit, type_instead)
    .instead(rt.take_back, rm.to_the_shelf)
)
"""Rings up what lies there, takes the money, and no more."""
