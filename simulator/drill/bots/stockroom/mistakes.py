"""The mistakes that a rubric must catch: each the practised routine with one thing done wrong."""

from simulator.drill.bots.stockroom import approving as a
from simulator.drill.bots.stockroom import receiving as r
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
    "order_left_open": EXPERIENCED.instead(r.post, w.never_final),
    "order_closed": EXPERIENCED.instead(r.post, w.always_final),
    "left_on_dock": EXPERIENCED.without(r.put_away),
    "own_approval": EXPERIENCED.instead(a.get_authorization, w.enter_pin),
}
"""Name of a mistake -> the routine of somebody who makes it, and no other."""

LAZY = EXPERIENCED.instead(r.count_in, w.copy_note).without(r.undo_wrong, r.put_away).instead(r.post, w.never_final)
"""Copies what the papers say, signs, and leaves everything where it stands."""
