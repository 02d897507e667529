"""What comes back: receipts of earlier days, what customers do, and what channels do with a refund."""

from dataclasses import replace

import pytest

from grading.grade import grade
from scenarios.specs.course import Trigger
from scenarios.specs.customers import BroughtSpec, CustomerSpec, GoodSpec, ReturnSpec
from scenarios.specs.spans import Span
from simulator.drill import bots
from simulator.drill.bots import paying
from simulator.drill.bots import returning as rt
from simulator.drill.bots.routine import EXPERIENCED, Routine
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.drill.bots.worker import Worker
from simulator.drill.guards import held_back
from simulator.drill.play import play
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command
from simulator.kernel.facts import ReturnCompleted, Sold
from simulator.kernel.texts import Text
from simulator.pos.accounts import of_points
from simulator.pos.engine import decide
from simulator.pos.view import View
from tests.pos.counter import MILK, RICE
from tests.pos.returns_desk import TAKING_BACK, Desk

from .by_hand import Desk as ByHand
from .stages import RUN, Run, at, customer, happening, opened, run, shipped_stage, staged

SOFTENER, LIQUID = "softener_1l", "laundry_liquid_3kg"


def bringing(id: str = "ann", *basket: str, arrives: int = 1000, **returns: object) -> CustomerSpec:
    """Somebody who bought two bottles yesterday and brings them back; `basket` is what they take besides."""
    spec = ReturnSpec(
        **{"bought": (GoodSpec(SOFTENER, quantity=at(2)),), "brings": (BroughtSpec(SOFTENER, at(2)),), **returns}
    )
    return customer(id, *basket, arrives=at(arrives), **({} if basket else {"basket": ()}), returns=spec)


def receipts(result: Run) -> list[Sold]:
    return [sold for found in result.events(s.ReceiptsFound) for sold in found.receipts]


def test_a_return_goes_through_from_the_wish_to_the_signature() -> None:
    result = run(staged(bringing()), 1)
    (done,), (made,), (ended,) = (result.events(kind) for kind in (ReturnCompleted, f.RefundMade, f.VisitEnded))
    (sold,) = receipts(result)
    assert (done.total, made.amount) == (sold.total, sold.tenders[0].amount)
    assert (ended.brought, ended.taken_back, ended.refunded, ended.change_off) == (2, 2, made.amount, 0)
    assert [signed.number for signed in result.events(f.ReturnSlipSigned)] == [done.number]


def test_a_receipt_of_an_earlier_day_is_priced_as_the_shop_did_then() -> None:
    wish = {
        "bought": (GoodSpec("yogurt_plain_200", quantity=at(2)), GoodSpec("apples", grams=at(755))),
        "brings": (BroughtSpec("apples", grams=at(755), state="spoiled"),),
        "promotions": ("yogurt_second_half",),
        "days": at(1),
    }
    result = run(staged(bringing(**wish)), 1)
    (sold,) = receipts(result)
    yogurt, apples = sold.lines
    assert (yogurt.paid, yogurt.line.discount, yogurt.line.offers[0].rule) == (825, 275, "yogurt_second_half")
    assert (sold.day, apples.units) == ("2026-12-23", 755)
    (done,) = result.events(ReturnCompleted)
    assert (done.lines[0].grams, done.total) == (755, apples.paid)


@pytest.mark.parametrize(
    ("shows", "kind"), [("receipt", "mobile"), ("member", "mobile"), ("card", "mobile"), ("nothing", "credit")]
)
def test_what_they_show_decides_how_it_is_found_and_where_the_money_goes(shows: str, kind: str) -> None:
    spec = bringing(shows=shows, paid="mobile")
    spec = CustomerSpec(**{name: getattr(spec, name) for name in spec.__slots__ if name != "member"}, member="yes")
    result = run(staged(spec), 1)
    assert [made.kind for made in result.events(f.RefundMade)] == [kind]
    (done,) = result.events(ReturnCompleted)
    assert sum(len(line.goods) for line in done.lines) == 2


def test_a_receipt_of_which_everything_came_back_gives_nothing() -> None:
    result = run(staged(bringing(spent=True)), 1)
    assert result.events(ReturnCompleted) == []
    assert "decline_return" in {said.reply for said in result.events(f.Said)}
    assert [ended.reason for ended in result.events(f.VisitEnded)] == ["served"]


def test_who_keeps_one_thing_waits_for_what_becomes_of_the_other() -> None:
    both = (GoodSpec(SOFTENER), GoodSpec("shampoo_repair_400"))
    brings = (BroughtSpec("shampoo_repair_400", state="opened"), BroughtSpec(SOFTENER))
    desk = ByHand(bringing(bought=both, brings=brings, paid="card"))
    desk.do(c.CallNext()).wait(8)
    desk.do(c.FindReceipt("code", desk.session.view.wished.receipt)).wait(4)
    desk.do(c.StartReturn(desk.session.view.receipts[0].receipt), c.Say("decline_return")).wait(15)
    assert "return_refused" in desk.said()
    line = next(sold.line.line for sold in desk.session.view.return_of.lines if sold.line.sku == SOFTENER)
    good = next(good.id for good in desk.session.view.brought if "Softener" in good.look.en)
    desk.do(c.InspectGood(good), c.ReturnLine(line, 1, "resalable", "changed_mind", good), c.FinishReturn()).wait(15)
    desk.do(c.Say("ask_sign")).wait(5)
    assert desk.seen(f.ReturnSlipSigned)
    desk.do(c.Say("thank")).wait(20)
    assert desk.left().taken_back == 1


def test_who_keeps_everything_leaves_once_the_return_is_given_up() -> None:
    desk = ByHand(bringing()).do(c.CallNext()).wait(8)
    desk.do(c.FindReceipt("code", desk.session.view.wished.receipt)).wait(4)
    desk.do(c.StartReturn(desk.session.view.receipts[0].receipt), c.Say("decline_return")).wait(15)
    desk.do(c.CancelReturn("not_taken_back")).wait(8)
    assert desk.left().reason == "served"


@pytest.mark.parametrize("new", [LIQUID, SOFTENER, "soap_bar_115"])
def test_an_exchange_settles_the_difference_and_no_more(new: str) -> None:
    spec = bringing("ann", new, wish="exchange", brings=(BroughtSpec(SOFTENER),), paid="cash")
    result = run(staged(spec), 1)
    (done,), (sale,), (ended,) = (result.events(kind) for kind in (ReturnCompleted, f.SaleCompleted, f.VisitEnded))
    assert done.exchange == sale.sale
    paid = sum(tender.amount for tender in sale.tenders if tender.kind != "exchange")
    assert sale.total - sale.rounding - paid == sum(r.value for r in done.refunds if r.kind == "exchange")
    assert done.back == max(0, done.total - sale.total)
    assert (ended.unpaid, ended.change_off, ended.taken_back) == ((), 0, 1)


@pytest.mark.parametrize("outcome", ["approved", "timeout", "declined"])
def test_a_refund_arrives_once_however_the_channel_answers(outcome: str) -> None:
    result = run(staged(bringing(paid="card", refund=(outcome,))), 2)
    made = result.events(f.RefundMade)
    assert [refund.kind for refund in made] == ["cash" if outcome == "declined" else "card"]
    assert bool(result.events(f.RefundUnknown)) == (outcome == "timeout")
    assert not any(refund.again for refund in made)
    assert result.events(f.RefundDoubled) == []


def test_a_refund_that_was_told_as_refused_may_arrive_after_all_and_is_reported() -> None:
    result = run(staged(bringing(paid="card", refund=("belated",))), 2)
    (declined,), (doubled,) = result.events(f.RefundDeclined), result.events(f.RefundDoubled)
    assert (declined.request, declined.amount) == (doubled.request, doubled.amount)
    assert [(refund.kind, refund.instead) for refund in result.events(f.RefundMade)] == [("cash", doubled.request)]
    assert [reported.what for reported in result.events(f.IncidentReported)] == ["double_refund"]
    assert result.session.till.outage.losses == []
    assert not result.events(s.SupervisorOrdered), "it is noted, and changes nothing at the till"


def test_the_seed_picks_how_a_refund_is_answered() -> None:
    spec = bringing(paid="card", refund=("belated", "declined"))
    doubled = [bool(run(staged(spec), seed).events(f.RefundDoubled)) for seed in range(1, 9)]
    assert set(doubled) == {True, False}


def test_a_refund_that_never_reached_its_channel_is_sent_once_more() -> None:
    down = happening("channel_fails", Trigger(event="return_opened"), channel="main")
    back = happening("channel_returns", Trigger(event="refund_declined", by=at(3000)), channel="main")
    result = run(staged(bringing(paid="mobile"), happens=(down, back)), 1)
    asked = result.events(f.RefundRequested)
    assert len(asked) > 1
    assert len({request.request for request in asked}) == 1
    assert [made.kind for made in result.events(f.RefundMade)] == ["mobile"]


def test_whoever_pays_for_a_basket_too_does_both() -> None:
    result = run(staged(bringing("ann", "milk_1l")), 1)
    assert [len(result.events(kind)) for kind in (ReturnCompleted, f.SaleCompleted)] == [1, 1]
    assert [ended.unpaid for ended in result.events(f.VisitEnded)] == [()]


def test_a_drill_without_returns_asks_no_back_office() -> None:
    assert run(shipped_stage("first-sale"), 1).events(s.ReceiptsFound) == []


def test_a_coach_holds_back_what_is_wrong_with_a_return() -> None:
    desk = Desk()
    receipt = desk.sell(RICE, RICE).receipt
    goods = (s.Good("g1", "rice", Text("Rice", "大米"), back=True, state="damaged"),)
    desk.hear(s.CustomerArrived("ann", Text("Ann", "安")))
    desk.hear(s.CustomerSteppedUp("ann", goods))
    desk.open(receipt)

    assert held(desk, c.ReturnLine(1)) == "held.return_unseen"
    desk.do(c.InspectGood("g1"))
    assert held(desk, c.ReturnLine(1)) == "held.return_condition"
    assert held(desk, c.ReturnLine(1, condition="damaged")) == ""
    desk.do(c.ReturnLine(1, condition="damaged"))
    assert held(desk, c.ReturnLine(2, condition="damaged")) == "held.return_missing"


def held(desk: Desk, command: Command) -> str:
    """Why a coach stops this, or nothing."""
    found = held_back(desk.till, command, decide(desk.till, command).facts)
    return found.reason if found else ""


def at_the_desk(desk: Desk, *skus: str) -> None:
    """Ann steps up with what she brings back."""
    items = [desk.till.rules.catalog.items[sku] for sku in skus]
    goods = [s.Good(f"g{n}", item.sku, item.name, code=item.codes[0], back=True) for n, item in enumerate(items, 1)]
    desk.hear(s.CustomerArrived("ann", Text("Ann", "安")))
    desk.hear(s.CustomerSteppedUp("ann", tuple(goods)))
    desk.hear(s.ReturnWished("ann"))


def test_a_coach_stops_a_return_that_is_paid_out_half_done() -> None:
    desk = Desk()
    receipt = desk.sell(RICE, MILK).receipt
    at_the_desk(desk, "rice", "milk")
    desk.open(receipt)
    desk.do(c.InspectGood("g1"))
    desk.do(c.ReturnLine(1, good="g1"))
    paying = (c.FinishReturn(), c.StartExchange(), c.RefundOtherwise("cash"))
    assert {held(desk, command) for command in paying} == {"held.return_unlooked"}
    desk.do(c.InspectGood("g2"))
    assert {held(desk, command) for command in paying} == {"held.return_half"}
    desk.do(c.ReturnLine(2, condition="unsaleable", good="g2"))
    assert {held(desk, command) for command in paying} == {""}


def test_without_a_receipt_another_item_than_lies_there_is_called_that() -> None:
    desk = Desk(replace(TAKING_BACK, rights={}))
    at_the_desk(desk)
    desk.do(c.ReturnWithoutReceipt())
    assert held(desk, c.ReturnItem("rice", 1)) == "held.return_none"


def refused_by_the_channel() -> Desk:
    """Ann's money does not go back to her phone."""
    desk = Desk(replace(TAKING_BACK, rights={}))
    at_the_desk(desk)
    desk.open(desk.sell(RICE, pay="mobile").receipt)
    desk.do(c.ReturnLine(1))
    (asked,) = [fact for fact in desk.do(c.FinishReturn()) if isinstance(fact, f.RefundRequested)]
    desk.hear(s.RefundAnswered(asked.request, "declined"))
    return desk


def test_a_coach_lets_nobody_go_or_sign_whose_refund_was_refused() -> None:
    desk = refused_by_the_channel()
    assert [held(desk, c.Say(reply)) for reply in ("thank", "ask_sign", "apologise")] == [
        "held.refund_declined", "held.refund_declined", "",
    ]  # fmt: skip
    advice = bots.advise(desk.session.view)
    assert advice.command == c.RefundOtherwise("cash", "till-1-R0001")
    desk.do(c.RefundOtherwise("cash"))
    assert held(desk, c.Say("ask_sign")) == ""
    assert held(desk, c.Say("thank")) == "held.refund_to_count", "it is still to be handed over"
    assert held(desk, c.GiveChange({1000: 5})) == "held.too_much_back"
    assert paying.say_change(desk.session.view, Memory()).reason == "advice.say_change_back"


def test_a_coach_does_not_send_anybody_after_a_customer_who_has_left() -> None:
    desk = refused_by_the_channel()
    desk.hear(s.CustomerLeft("ann"))
    assert not isinstance(bots.advise(desk.session.view).command, c.RefundOtherwise)


def test_what_waits_for_an_approval_is_taken_back_once_nobody_is_there_to_be_given_it() -> None:
    desk = Desk()
    at_the_desk(desk)
    desk.open(desk.sell(RICE, pay="mobile").receipt)
    desk.do(c.ReturnLine(1))
    desk.do(c.RefundOtherwise("cash"))
    assert isinstance(bots.advise(desk.session.view).command, c.CallSupervisor)
    desk.hear(s.CustomerLeft("ann"))
    assert bots.advise(desk.session.view).command == c.CancelAuthorization()
    desk.do(c.CancelAuthorization())
    assert isinstance(bots.advise(desk.session.view).command, c.CancelReturn)


def thanks_at_once(view: View, memory: Memory) -> Advice | None:
    """As soon as the channel said no; again after a while."""
    due = any(refund.status == "declined" for refund in view.open_refunds)
    if not due or view.here is None or memory.lately("say thank", view.now, 20_000):
        return None
    return do(c.Say("thank"), "advice.thank")


def test_a_customer_whose_refund_was_refused_does_not_go_with_a_thank_you() -> None:
    """They say so and stay, until their patience is at an end; what is owed them is missed by the rubric."""
    spec = bringing(paid="card", refund=("declined",))
    routine = EXPERIENCED.without(rt.refund_otherwise, rt.sign).first(thanks_at_once)
    result = run(staged(spec), 2, Worker(routine, 2))
    (declined,) = [entry.at for entry in result.entries if isinstance(entry.what, f.RefundDeclined)]
    (left,) = [entry.at for entry in result.entries if isinstance(entry.what, f.VisitEnded)]
    said = [what.about for what in result.events(s.CustomerSaid)]
    assert said.count("refund_declined") == 1
    assert "refund_first" in said
    assert left - declined > 60_000
    assert result.events(f.RefundMade) == []
    assert [due.status for due in result.session.till.refunds.values()] == ["declined"]


def test_the_shipped_rubric_notices_a_thank_you_instead_of_the_money() -> None:
    stage = shipped_stage("returns-morning")

    def lost(routine: Routine) -> set[str]:
        result = grade(run(stage, 3, Worker(routine, 3)).entries, stage.scenario.rubric)
        return {one.id for each in result.competencies for one in each.behaviours if one.missed}

    assert lost(EXPERIENCED) == set()
    assert "paid_otherwise" in lost(EXPERIENCED.without(rt.refund_otherwise, rt.sign).first(thanks_at_once))


def test_who_was_asked_to_sign_too_early_signs_once_they_have_their_money() -> None:
    def asks_early(view: View, memory: Memory) -> Advice | None:
        due = any(refund.status == "declined" for refund in view.open_refunds)
        early = due and view.here is not None and "ask_sign" not in view.said
        return do(c.Say("ask_sign"), "advice.return_sign") if early else None

    result = run(staged(bringing(paid="card", refund=("declined",))), 2, Worker(EXPERIENCED.first(asks_early), 2))
    order = [type(what) for what in result.events(f.RefundMade, f.ReturnSlipSigned)]
    assert order == [f.RefundMade, f.ReturnSlipSigned]
    assert "refund_first" in [what.about for what in result.events(s.CustomerSaid)]


@pytest.mark.parametrize(
    ("paid", "refund", "told"), [("cash", "approved", 0), ("card", "approved", 1), ("card", "declined", 0)]
)
def test_only_who_waits_for_a_channel_hears_when_the_money_arrives(paid: str, refund: str, told: int) -> None:
    result = run(staged(bringing(paid=paid, refund=(refund,))), 2)
    assert [said.reply for said in result.events(f.Said)].count("say_refund") == told


@pytest.mark.parametrize(
    ("shows", "why"), [("receipt", "advice.return_finish"), ("nothing", "advice.return_finish_credit")]
)
def test_a_coach_says_whether_it_goes_back_to_what_paid_or_onto_a_credit_note(shows: str, why: str) -> None:
    desk = Desk(replace(TAKING_BACK, rights={}))
    at_the_desk(desk)
    if shows == "receipt":
        desk.open(desk.sell(RICE).receipt)
        desk.do(c.ReturnLine(1))
    else:
        desk.do(c.ReturnWithoutReceipt())
        desk.do(c.ReturnItem("rice", 1))
    assert rt.refund(desk.session.view, Memory()).reason == why


@pytest.mark.parametrize("after", ["receipt_asked", "return_opened", "refund_requested", "refund_unknown"])
def test_a_power_cut_in_the_middle_of_a_return_loses_nothing(after: str) -> None:
    """The till comes back with the return as it was; what a channel said in the dark is asked for again."""
    cut = happening("power_fails", Trigger(event=after, by=at(500)))
    back = happening("power_returns", Trigger(event="power_failed", by=at(60_000)))
    wait = happening("supervisor_orders", Trigger(event="incident_reported", by=at(3000)), order="wait")
    result = run(staged(bringing(paid="mobile", refund=("timeout",)), happens=(cut, back, wait)), 1)
    assert [made.kind for made in result.events(f.RefundMade)] == ["mobile"]
    assert not any(made.again for made in result.events(f.RefundMade))
    assert len(result.events(ReturnCompleted)) == 1


def test_points_that_an_earlier_receipt_earned_are_taken_back() -> None:
    stage = staged(replace(bringing(), member="yes"))
    session, journal = opened(stage, 1)
    play(session, bots.perfect(1))
    facts = [entry.what for entry in journal.read(RUN)]
    (sold,) = [sold for what in facts if isinstance(what, s.ReceiptsFound) for sold in what.receipts]
    (moved,) = [what for what in facts if isinstance(what, f.PointsMoved)]
    assert sold.points > 0, "the shop gives points"
    assert (moved.member, moved.points, moved.why) == (sold.member, -sold.points, "reversed")
    assert moved.standing == stage.openings(1)[0].accounts[of_points(sold.member)] - sold.points


def test_points_that_were_spent_since_are_waived() -> None:
    stage = staged(replace(bringing(points_spent=True), member="yes"))
    session, journal = opened(stage, 1)
    play(session, bots.perfect(1))
    (moved,) = [entry.what for entry in journal.read(RUN) if isinstance(entry.what, f.PointsMoved)]
    assert (moved.points, moved.standing, moved.why) == (0, 0, "reversed")
    assert moved.waived > 0


def test_an_invoice_of_an_earlier_day_is_red_lettered_for_what_comes_back() -> None:
    result = run(staged(bringing(invoice=True, brings=(BroughtSpec(SOFTENER, at(1)),))), 1)
    (sold,), (done,) = receipts(result), result.events(ReturnCompleted)
    (red,) = result.events(f.InvoiceRedLettered)
    assert (red.invoice, red.against, red.whole) == (f"{sold.receipt}-F", sold.invoice, False)
    assert (red.amount, red.tax) == (-done.total, -done.tax)
    assert not run(staged(bringing()), 1).events(f.InvoiceRedLettered)


def test_everybody_of_a_stream_brings_a_receipt_of_their_own() -> None:
    crowd = replace(bringing("crowd"), every=Span(60_000, 70_000), until=200_000)
    result = run(staged(crowd), 1)
    done = result.events(ReturnCompleted)
    assert len(done) > 2
    assert len({each.receipt for each in done}) == len(done)
    assert all(ended.brought == ended.taken_back == 2 for ended in result.events(f.VisitEnded))


def test_what_is_sold_by_the_metre_comes_back_by_the_metre() -> None:
    wish = {
        "bought": (GoodSpec("cotton_cloth", grams=at(2500), unit="m"),),
        "brings": (BroughtSpec("cotton_cloth", grams=at(500)),),
    }
    (done,) = run(staged(bringing(**wish)), 1).events(ReturnCompleted)
    (line,) = done.lines
    assert (line.grams, line.unit) == (500, "m"), "as much as lies there"


@pytest.mark.parametrize(("reason", "words"), [("wrong_item", "wrong one"), ("faulty", "something wrong")])
def test_why_it_comes_back_is_said_with_the_wish(reason: str, words: str) -> None:
    result = run(staged(bringing(reason=reason)), 1)
    (said,) = [said for said in result.events(s.CustomerSaid) if said.about == "return_refund"]
    assert words in said.text.en
