"""The mistakes that a rubric must catch: each the practised routine with one thing done wrong."""

from simulator.drill.bots.stockroom import approving as a
from simulator.drill.bots.stockroom import clearing as p
from simulator.drill.bots.stockroom import counting as k
from simulator.drill.bots.stockroom import dating as d
from simulator.drill.bots.stockroom import listing as i
from simulator.drill.bots.stockroom import moving as m
from simulator.drill.bots.stockroom import pricing as n
from simulator.drill.bots.stockroom import recalling as g
from simulator.drill.bots.stockroom import receiving as r
from simulator.drill.bots.stockroom import unnerved as u
from simulator.drill.bots.stockroom import wrongly as w
from simulator.drill.bots.stockroom.routine import EXPERIENCED, StockRoutine


def _judging(judge: r.Judge) -> StockRoutine:
    return EXPERIENCED.instead(r.count_in, r.counting_in(judge)).instead(r.undo_wrong, r.undoing(judge))


MISTAKES: dict[str, StockRoutine] = {
    "note_copied": EXPERIENCED.instead(r.count_in, w.copy_note).without(r.undo_wrong),
    "damaged_accepted": _judging(w.accept_damaged),
    "short_dated_accepted": _judging(w.accept_dated),
    "wrong_item_overlooked": _judging(w.overlook_wrong),
    "lot_misread": _judging(w.misread_lot),
    "reason_mixed_up": _judging(w.misname_reason),
    "order_left_open": EXPERIENCED.instead(r.post, w.never_final),
    "order_closed": EXPERIENCED.instead(r.post, w.always_final),
    "left_on_dock": EXPERIENCED.without(r.put_away),
    "own_approval": EXPERIENCED.instead(a.get_authorization, w.enter_pin),
    "driver_forgotten": EXPERIENCED.without(r.start),
    "behind_ignored": EXPERIENCED.instead(k.look, w.look_in_front).instead(k.enter, k.enter_as_seen),
    "spot_counted": EXPERIENCED.instead(k.enter, w.count_the_spot),
    "one_too_many": EXPERIENCED.instead(k.enter, w.one_too_many),
    "recount_copied": EXPERIENCED.instead(k.look, w.never_again).first(w.copy_count),
    "count_left_open": EXPERIENCED.without(k.post, k.declined),
    "adjusted_instead": EXPERIENCED.first(w.adjust_instead),
    "cause_made_up": EXPERIENCED.instead(p.put_right, w.blame_counting),
    "looked_from_afar": EXPERIENCED.instead(p.look, w.look_from_afar).instead(p.put_right, p.put_right_as_seen),
    "difference_left": EXPERIENCED.without(p.look_up, p.look, p.put_right),
    "price_mistyped": EXPERIENCED.instead(n.change_prices, w.mistype_price),
    "ordered_too_much": EXPERIENCED.instead(n.order, w.order_too_much),
    "order_forgotten": EXPERIENCED.without(n.order),
    "list_believed": EXPERIENCED.instead(i.go_through, i.going_through(w.believe_file)),
    "rows_dropped": EXPERIENCED.instead(i.go_through, i.going_through(w.drop_rejected)),
    "digit_guessed": EXPERIENCED.instead(i.go_through, i.going_through(w.guess_digit)),
    "notice_skipped": EXPERIENCED.instead(i.go_through, i.going_through(w.ask_at_once)),
    "list_left": EXPERIENCED.without(i.post),
    "thrown_away_unseen": EXPERIENCED.first(w.throw_away),
    "typed_in_the_dark": EXPERIENCED.first(u.type_in_the_dark),
    "receipt_given_up": EXPERIENCED.first(u.give_receipt_up),
    "outage_unreported": EXPERIENCED.without(a.in_the_dark),
    "expired_left": EXPERIENCED.without(d.pull_expired),
    "flawed_left": EXPERIENCED.without(d.pull_flawed),
    "markdown_forgotten": EXPERIENCED.without(d.mark_down),
    "markdown_guessed": EXPERIENCED.instead(d.mark_down, w.guess_price),
    "reason_made_up": EXPERIENCED.instead(d.write_off, w.false_reason),
    "pulled_by_books": EXPERIENCED.without(g.find).instead(g.pull, w.pull_by_books),
    "recall_put_off": EXPERIENCED.instead(g.stop_at_tills, w.stop_last),
    "recalled_kept": EXPERIENCED.without(g.send_back),
    "transfer_copied": EXPERIENCED.instead(m.receive_transfer, w.copy_transfer),
    "settled_unasked": EXPERIENCED.instead(m.follow_up, w.settle_unasked),
    "settled_otherwise": EXPERIENCED.instead(m.follow_up, w.settle_otherwise),
}
"""Name of a mistake -> the routine of somebody who makes it, and no other."""

LAZY = (
    EXPERIENCED.without(r.undo_wrong, r.put_away, d.walk, d.pull_flawed, d.mark_down, g.send_back, g.find, m.follow_up)
    .instead(r.count_in, w.copy_note)
    .instead(r.post, w.never_final)
    .instead(k.look, w.look_in_front)
    .instead(k.enter, w.count_the_spot)
    .instead(p.put_right, w.blame_counting)
    .instead(n.order, w.order_too_much)
    .instead(i.go_through, i.going_through(w.believe_file))
    .instead(p.look, w.look_from_afar)
    .instead(g.stop_at_tills, w.stop_last)
    .instead(g.pull, w.pull_by_books)
    .instead(m.receive_transfer, w.copy_transfer)
)
"""Copies what the papers say, signs, and leaves everything where it stands."""
