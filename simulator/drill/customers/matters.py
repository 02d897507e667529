"""Customers who saw another price on the shelf, and customers with a complaint."""

from scenarios.specs.customers import CustomerSpec
from simulator.drill import matter_words as w
from simulator.drill.customers.customer import Customer, Reactions
from simulator.drill.words import line
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.texts import Text
from simulator.pos.complaints import outcome_of
from simulator.pos.state import Till

WANTS_MANAGER = 0.6
"""Share of those whose matter belongs to the supervisor who ask for them by themselves."""


def drawn(id: str, spec: CustomerSpec, seed: int) -> tuple[s.PriceDisputed | None, s.ComplaintMade | None]:
    """What this seed makes of a script's dispute and complaint."""
    draws = Draws(seed, f"matters/{id}")
    dispute, complaint = spec.dispute, spec.complaint
    disputed = dispute and s.PriceDisputed(id, dispute.item, dispute.claimed, draws.pick(dispute.shelf))
    made = None
    if complaint:
        kind = draws.pick(complaint.kinds)
        amount = complaint.amount if kind in w.WITH_AMOUNT else 0
        made = s.ComplaintMade(id, kind, amount, kind == "spoiled" or draws.below(100) < complaint.proved)
    return disputed or None, made


# --- a price ---------------------------------------------------------------------------------------------------------


def doubts(me: Customer, line_sku: str, at: int, till: Till) -> None:
    """The item is rung up: that is not what the shelf says."""
    dispute = me.dispute
    if dispute is None or dispute.sku != line_sku:
        return
    me.dispute = None
    item = till.rules.catalog.items[dispute.sku]
    if dispute.truth == "members" and item.member_price:
        dispute = s.PriceDisputed(me.id, dispute.sku, item.member_price, dispute.truth)
    moment = me.soon(at, 600, 1400)
    me.plan("dispute", moment, dispute)
    words = line("price_dispute", me.arrival.manner, me.draws, item.name, till.rules.currency.format(dispute.claimed))
    me.open.add("price_dispute")
    me.plan("ask price_dispute", moment, _question(me, "price_dispute", words, w.DISPUTE_ANSWERS, w.DISPUTE_RIGHT))


def shelf_reported(me: Customer, what: s.ShelfReported, at: int, till: Till) -> None:
    visit = till.counter.visit
    dispute = visit.dispute if visit else None
    if dispute is None or dispute.sku != what.sku:
        return
    me.progress(at)
    words = line("shelf_verdict", me.arrival.manner, me.draws)
    me.open.add("shelf_verdict")
    right = w.VERDICTS[dispute.truth]
    me.plan("ask verdict", me.soon(at, 700, 1300), _question(me, "shelf_verdict", words, w.VERDICT_ANSWERS, right))


def _question(
    me: Customer, about: str, words: Text, answers: tuple[tuple[str, Text], ...], right: str
) -> s.CustomerSaid:
    return s.CustomerSaid(me.id, about, words, tuple(s.Answer(reply, text) for reply, text in answers), (right,))


def price_set(me: Customer, what: f.PriceOverridden, at: int, till: Till) -> None:
    me.progress(at)


# --- a complaint -----------------------------------------------------------------------------------------------------


def complains(me: Customer, at: int, till: Till) -> None:
    """First of all, before anything is rung up."""
    made = me.complaint
    if made is None or me.unheard:
        return
    me.unheard = True
    moment = me.soon(at, 1200, 2000)
    me.plan("complaint", moment, made)
    words = line("complaint", made.kind, me.draws, amount=till.rules.currency.format(made.amount))
    me.open.add("complaint")
    me.plan("ask complaint", moment, _question(me, "complaint", words, w.COMPLAINT_ANSWERS, w.COMPLAINT_RIGHT))


def answered(me: Customer, what: f.Said, at: int, till: Till) -> None:
    """Heard; and where it is no matter for a cashier, some ask for somebody else by themselves."""
    made = me.complaint
    if what.about != "complaint" or made is None:
        return
    truth = "proved" if made.proved else "unfounded"
    asks = outcome_of(made.kind, truth) == "escalated" and me.draws.chance(WANTS_MANAGER)
    if asks or not what.right:
        words = line("wants_manager", me.arrival.manner, me.draws)
        me.open.add("wants_manager")
        question = _question(me, "wants_manager", words, w.MANAGER_ANSWERS, w.MANAGER_RIGHT)
        me.plan("ask wants_manager", me.soon(at, 1500, 2500), question)


def recorded(me: Customer, what: f.ComplaintRecorded, at: int, till: Till) -> None:
    me.unheard, me.complaint = False, None
    me.progress(at)
    words = line("complaint_next", me.arrival.manner, me.draws)
    me.open.add("complaint_next")
    me.plan("ask next", me.soon(at, 800, 1500), _question(me, "complaint_next", words, w.NEXT_ANSWERS, w.NEXT_RIGHT))


def looked_up(me: Customer, what: f.RecordsChecked | f.ChangeCorrected, at: int, till: Till) -> None:
    me.progress(at)


REACTIONS: Reactions = {
    s.ShelfReported: shelf_reported,
    f.PriceOverridden: price_set,
    f.ComplaintRecorded: recorded,
    f.RecordsChecked: looked_up,
    f.ChangeCorrected: looked_up,
}
