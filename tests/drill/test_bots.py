"""Bots: the perfect one loses nothing, the lazy one does not pass, and each mistake does what its name says."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from grading.grade import grade
from scenarios.specs import BroughtSpec, ComplaintSpec, DisputeSpec, GoodSpec, Payment, ReturnSpec, Span, Trigger
from simulator.drill import bots
from simulator.drill.bots.knowledge import answer_to
from simulator.drill.bots.paying import void_settled
from simulator.drill.bots.steps import Memory
from simulator.drill.play import StuckPlay, play
from simulator.drill.staging import Stage
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.offline import OfflinePolicy
from simulator.kernel.stimuli import Answer
from simulator.kernel.texts import Text
from simulator.pos.counter_view import QuestionSeen
from simulator.pos.view import View
from tests.pos.counter import Counter

from .stages import SCRIPTS, Run, at, customer, happening, opened, run, shipped_stage, staged, storm

ROOT = Path(bots.__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("script", SCRIPTS)
def test_the_perfect_cashier_gets_full_marks(script: str, seed: int) -> None:
    stage = shipped_stage(script)
    result = grade(run(stage, seed).entries, stage.scenario.rubric)
    missed = [rule.id for competency in result.competencies for rule in competency.behaviours if rule.missed]
    assert (missed, result.passed) == ([], True)


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_lazy_one_does_not_pass(script: str) -> None:
    stage = shipped_stage(script)
    result = run(stage, 1, bots.lazy(1))
    assert result.played.closed
    assert not grade(result.entries, stage.scenario.rubric).passed


def test_an_hour_of_rush_is_played_to_its_end() -> None:
    result = run(shipped_stage("holiday-rush", 60), 1)
    served = [ended for ended in result.events(f.VisitEnded) if ended.reason == "served"]
    assert len(served) > 60
    assert result.played.until > 3_400_000


def test_thinking_takes_a_persons_time() -> None:
    result = run(shipped_stage("holiday-rush"), 1)
    scans = [entry.at for entry in result.entries if isinstance(entry.what, c.Scan)]
    gaps = sorted(later - earlier for earlier, later in pairwise(scans))
    assert 1000 <= gaps[len(gaps) // 4] <= 4000


# --- every mistake ---------------------------------------------------------------------------------------------------

CUT = (
    happening("power_fails", Trigger(event="customer_stepped_up", nth=2, by=at(9000))),
    happening("power_returns", Trigger(event="power_failed", by=at(180_000)), stable=False),
    happening("supervisor_orders", Trigger(event="incident_reported", by=at(6000)), order="manual_mode"),
)


def _shop() -> Stage:
    """A morning on which every mistake can be made."""
    large = (Payment("cash", hands="large"),)
    lost = (Payment("card", outcome="timeout"),)
    picture = (Payment("mobile", outcome="screenshot"), Payment("mobile"))
    eggs, under = (GoodSpec("eggs_30"),), (GoodSpec("milk_1l"), GoodSpec("rice_5kg", place="trolley"))
    inside = (GoodSpec("bucket_10l"), GoodSpec("sponges_5", place="inside", holder="bucket_10l"))
    return staged(
        customer("ann", "milk_1l", "soap_bar_115", fetches=eggs, fetch_time=at(30_000), pays=large),
        customer("bob", "cola_500", arrives=at(2000)),
        customer("cat", "milk_1l", "cola_500", arrives=at(3000), changes_mind="scanned", pays=lost),
        customer("dan", "soap_bar_115", "formula_1_800", arrives=at(4000), changes_mind="scanned", pays=picture),
        customer("eve", arrives=at(5000), basket=under),
        customer("fay", arrives=at(6000), basket=inside),
        minutes=12,
    )


def _short_shop() -> Stage:
    """One note to change, and what is left is little."""
    float = {5000: 1, 1000: 4, 500: 1, 100: 9, 50: 5, 10: 5}
    return staged(customer("ann", "milk_1l", pays=(Payment("cash", hands="large"),)), float=float)


def _returns() -> Stage:
    """One of two bottles comes back, leaking, and cash is asked for what a phone paid; the channel's answer is lost."""
    bought, back = (
        (GoodSpec("laundry_liquid_3kg", quantity=at(2)),),
        (BroughtSpec("laundry_liquid_3kg", state="damaged"),),
    )
    wish = ReturnSpec(bought, paid="mobile", brings=back, wish="cash", refund="timeout")
    return staged(customer("ann", basket=(), returns=wish))


def _label_shop() -> Stage:
    """Labels that lie, dates that have passed, and buyers of every age."""
    lies = GoodSpec("apples", grams=at(755), printed="weigh", flaw="mislabelled", labelled_as="apples_gala")
    misprint = GoodSpec("bananas", grams=at(900), printed="weigh", flaw="misprinted")
    fine = GoodSpec("pears_crown", grams=at(600), printed="weigh")
    old = GoodSpec("yogurt_plain_200", printed="2d", flaw="expired")
    plain = GoodSpec("milk_250", flaw="expired")
    recalled = GoodSpec("yogurt_peach_200", printed="2d", flaw="recalled")
    beer = GoodSpec("beer_can_500")
    return staged(
        customer("ann", basket=(lies, fine, misprint)),
        customer(
            "bob",
            basket=(GoodSpec("milk_1l", printed="2d", flaw="expires_today"), old, plain, recalled),
            arrives=at(2000),
        ),
        customer("cat", basket=(beer, GoodSpec("cola_500")), arrives=at(3000), age=at(20)),
        customer("dan", basket=(GoodSpec("cola_500"), beer, beer), arrives=at(4000), age=at(15)),
        customer("eve", basket=(GoodSpec("cola_500"), beer), arrives=at(5000), age=at(21), shows_id="no"),
        customer("fay", basket=(beer,), arrives=at(6000), patience=at(600_000)),
        minutes=12,
    )


def test_the_perfect_cashier_types_what_was_measured() -> None:
    cloth = GoodSpec("cotton_cloth", grams=at(2500), unit="m")
    three = GoodSpec("cotton_cloth", grams=at(3000), unit="m")
    wine = GoodSpec("rice_wine_loose", grams=at(500), unit="l")
    result = run(staged(customer("ann", basket=(cloth, GoodSpec("milk_1l"), three, wine), age=at(40))))
    (ended,) = result.events(f.VisitEnded)
    assert (ended.unpaid, ended.wrong, ended.extra) == ((), (), ())
    (sale,) = result.events(f.SaleCompleted)
    assert sorted((line.sku, line.grams, line.gross) for line in sale.lines) == [
        ("cotton_cloth", 2500, 6450),
        ("cotton_cloth", 3000, 7740),
        ("milk_1l", 0, 1280),
        ("rice_wine_loose", 500, 800),
    ]


def test_the_perfect_cashier_sells_what_may_be_sold() -> None:
    result = run(_label_shop())
    ended = {visit.customer: visit for visit in result.events(f.VisitEnded)}
    assert all(not visit.unfit and not visit.wrong and not visit.unpaid for visit in ended.values())
    assert [(what.good, what.why) for what in result.events(f.ItemStopped)] == [
        ("bob.2", "expired"),
        ("bob.4", "recalled"),
    ]
    checked = {what.customer: what for what in result.events(f.AgeChecked)}
    assert {name: what.allowed for name, what in checked.items()} == {
        "cat": True, "dan": False, "eve": False, "fay": True,
    }  # fmt: skip
    assert all(what.right for what in checked.values())
    assert [checked[name].id_shown for name in ("cat", "dan", "eve", "fay")] == [True, True, False, False]
    refused = [what.reason for what in result.events(f.Refused)]
    assert "refused.label_mismatch" in refused


def test_the_perfect_cashier_takes_each_complaint_where_it_belongs() -> None:
    result = run(_complaints())
    recorded = {what.customer: what for what in result.events(f.ComplaintRecorded)}
    assert {kind: what.outcome for kind, what in recorded.items()} == {
        "short_change": "settled", "double_charge": "escalated", "spoiled": "escalated", "rudeness": "escalated",
        "waiting": "settled",
    }  # fmt: skip
    assert all(w.kind_right and w.outcome_right and w.checked and w.apologised for w in recorded.values())
    assert all(w.escalated for w in recorded.values() if w.outcome == "escalated")
    (paid,) = result.events(f.ChangeCorrected)
    assert (paid.customer, paid.amount, paid.due) == ("short_change", 1000, 1000)


@pytest.mark.parametrize(
    ("shelf", "said", "price"),
    [
        ("says_so", "honour_price", 1000),
        ("ended", "explain_ended", 1280),
        ("neighbour", "explain_neighbour", 1280),
        ("members", "explain_members", 1280),
    ],
)
def test_the_perfect_cashier_charges_what_the_shelf_says(shelf: str, said: str, price: int) -> None:
    result = run(staged(customer("ann", "milk_1l", "soap_bar_115", dispute=DisputeSpec("milk_1l", 1000, (shelf,)))))
    assert [w.reply for w in result.events(f.Said) if w.about == "shelf_verdict"] == [said]
    (sale,) = result.events(f.SaleCompleted)
    assert next(line.price for line in sale.lines if line.sku == "milk_1l") == price
    assert all(w.present for w in result.events(f.Authorized))
    (ended,) = result.events(f.VisitEnded)
    assert (ended.dispute, ended.price_settled) == (shelf, True)


def _dark_shop(order: str = "manual_mode") -> Stage:
    kinds = ("cash", "cash", "cash", "mobile", "mobile", "mobile", "cash")
    people = [
        customer(f"p{n}", "milk_1l", arrives=at(n * 1000), pays=(Payment(kind),), patience=at(600_000))
        for n, kind in enumerate(kinds)
    ]
    people[1] = replace(people[1], patience=at(60_000))
    happens = tuple(h if h.do != "supervisor_orders" else happening(h.do, h.trigger, order=order) for h in CUT)
    return staged(*people, happens=happens, minutes=12)


def _cut_off(order: str = "offline") -> Stage:
    """The network goes while the first customer pays, for three minutes; then one upload is silent, one objected to."""
    card, told = (Payment("card"),), Trigger(event="incident_reported", by=at(1000))
    stage = staged(
        customer("ann", "milk_1l", pays=(Payment("mobile"),), patience=at(600_000)),
        customer("bob", "milk_1l", "rice_5kg", arrives=at(1000), pays=card, patience=at(600_000)),
        customer("cat", "formula_1_800", arrives=at(2000), pays=card, patience=at(600_000)),
        customer("dan", "milk_1l", arrives=at(3000), patience=at(600_000)),
        happens=(
            happening("network_fails", Trigger(event="tender_started")),
            happening("supervisor_orders", told, order=order, orders=(order,)),
            happening("static_code_payments", Trigger(event="incident_reported")),
            happening("head_office_objects", Trigger(at=at(0)), reasons=("entered_elsewhere",)),
            happening("head_office_silent", Trigger(at=at(0))),
            happening("network_returns", Trigger(event="network_failed", by=at(180_000))),
        ),
    )
    return replace(stage, rules=replace(stage.rules, offline=OfflinePolicy(20_000, 60_000)))


def _ended(result: Run, field: str) -> bool:
    return any(getattr(ended, field) for ended in result.events(f.VisitEnded) if ended.reason == "served")


def _some(kind: type, test: Callable[..., bool] = lambda what: True) -> Callable[[Run], bool]:
    return lambda result: any(test(what) for what in result.events(kind))


def _none(kind: type) -> Callable[[Run], bool]:
    return lambda result: not result.events(kind)


def _called_in_the_dark(result: Run) -> bool:
    dark = False
    for what in result.events(f.TillWentDark, f.TillStarted, f.NextCalled):
        if isinstance(what, f.NextCalled) and dark:
            return True
        dark = isinstance(what, f.TillWentDark) or (dark and not isinstance(what, f.TillStarted))
    return False


def _dying() -> Stage:
    """The till dies, and another one stands beside."""
    return shipped_stage("till-dies")


def _opening() -> Stage:
    return shipped_stage("open-and-close")


def _market() -> Stage:
    return shipped_stage("quick-change-and-counterfeit")


def _offers() -> Stage:
    return shipped_stage("promotion-day")


def _disputed() -> Stage:
    return shipped_stage("price-dispute")


def _complaints() -> Stage:
    """One of each kind."""
    kinds = ("short_change", "double_charge", "spoiled", "rudeness", "waiting")
    people = [
        customer(kind, "milk_1l", arrives=at(n * 1000), patience=at(600_000), complaint=ComplaintSpec((kind,), 1000))
        for n, kind in enumerate(kinds, 1)
    ]
    return staged(*people, minutes=12)


def _said(reply: str) -> Callable[[Run], bool]:
    return _some(f.Said, lambda what: what.reply == reply)


def _members() -> Stage:
    return shipped_stage("members-and-points")


def _parts() -> Stage:
    return shipped_stage("mobile-and-split")


SHOWS: dict[str, tuple[Callable[[], Stage], Callable[[Run], bool]]] = {
    "unpaid_goods": (_shop, lambda r: _ended(r, "unpaid")),
    "trolley_ignored": (_shop, lambda r: _ended(r, "unpaid")),
    "double_scan": (_shop, lambda r: _ended(r, "extra")),
    "unwanted_charged": (_shop, lambda r: _ended(r, "extra")),
    "label_trusted": (_label_shop, lambda r: _ended(r, "wrong")),
    "stop_bypassed": (_label_shop, lambda r: _ended(r, "unfit")),
    "date_misread": (_label_shop, _some(f.GoodSetAside, lambda w: w.wanted)),
    "age_waved_through": (_label_shop, _some(f.AgeChecked, lambda w: w.allowed and not w.right)),
    "age_refused_unseen": (_label_shop, _some(f.AgeChecked, lambda w: not w.allowed and not w.right)),
    "member_unasked": (_shop, lambda r: not _ended(r, "member_asked")),
    "wrong_basket_resumed": (_shop, _some(f.SaleResumed, lambda w: w.customer != w.at_counter)),
    "basket_abandoned": (_shop, _some(f.StationClosed, lambda w: w.open_sales > 0)),
    "pin_bypassed": (_shop, _some(f.Authorized, lambda w: not w.present)),
    "short_change": (_shop, _some(f.VisitEnded, lambda w: w.reason == "served" and w.change_off <= -1200)),
    "no_change": (_shop, _some(f.VisitEnded, lambda w: 0 < w.change_due == -w.change_off)),
    "note_left": (_shop, _some(f.VisitEnded, lambda w: w.cash_left > 0 == w.change_off)),
    "notes_first": (_shop, _some(f.CashTaken, lambda w: w.change_open > 0)),
    "double_charge_after_timeout": (_shop, _some(f.PaymentDoubled)),
    "paid_while_unknown": (_shop, _some(f.PaymentDoubled)),
    "reversed_unasked": (_shop, _some(f.PaymentReversalRequested, lambda w: w.was == "unknown" and w.queries == 0)),
    "screenshot_accepted": (_shop, _some(f.PaymentTaken, lambda w: w.kind == "static_code" and not w.confirmed)),
    "drawer_unattended": (_shop, _some(f.TillLeft, lambda w: w.drawer_open)),
    "till_unattended": (_shop, _some(f.TillLeft, lambda w: not w.locked and not w.drawer_open)),
    "drawer_opened_idly": (_shop, _some(f.DrawerOpened, lambda w: w.why == "no_sale")),
    "cash_refused": (_shop, _some(f.Said, lambda w: w.reply == "ask_other_payment" and w.cash_laid)),
    "received_unsaid": (_shop, lambda r: "say_received" not in {said.reply for said in r.events(f.Said)}),
    "greeting_skipped": (_shop, lambda r: not _ended(r, "greeted")),
    "coupon_forgotten": (_offers, _some(f.VisitEnded, lambda w: bool(w.coupon) and not w.coupon_used)),
    "discount_for_coupon": (_offers, _some(f.SaleDiscounted)),
    "discount_unasked": (_offers, _some(f.LineDiscounted)),
    "small_change_late": (_short_shop, _none(f.SupervisorCalled)),
    "static_unconfirmed": (_dark_shop, _some(f.SlipWritten, lambda w: not w.confirmed)),
    "drawer_peeked": (lambda: _dark_shop("wait"), _some(f.DrawerOpened, lambda w: w.why == "key")),
    "post_left": (_dark_shop, _some(f.TillLeft, lambda w: w.dark and w.drawer_locked)),
    "drawer_left_unlocked": (_dark_shop, _some(f.TillLeft, lambda w: w.dark and not w.drawer_locked)),
    "called_against_order": (lambda: _dark_shop("wait"), _called_in_the_dark),
    "manual_unasked": (lambda: _dark_shop("wait"), _some(f.SlipWritten, lambda w: not w.ordered)),
    "prices_guessed": (_dark_shop, _some(f.SlipWritten, lambda w: w.off > 0)),
    "slip_missing": (_dark_shop, _some(f.StationClosed, lambda w: len(w.slips_open) == 1)),
    "outage_unreported": (_dark_shop, _none(f.IncidentReported)),
    "drawer_unlocked": (_dark_shop, _none(f.DrawerLocked)),
    "restart_unsteady": (_dark_shop, _some(f.TillStarted, lambda w: not w.stable)),
    "network_unreported": (_cut_off, _none(f.IncidentReported)),
    "offline_unexplained": (_cut_off, lambda r: not {"apologise", "one_moment"} & {w.reply for w in r.events(f.Said)}),
    "card_split_offline": (_cut_off, _some(f.CardStored, lambda w: w.exceeds)),
    "card_against_order": (lambda: _cut_off("cash_only"), _some(f.CardStored)),
    "conflict_misjudged": (_cut_off, _some(f.UploadResolved, lambda w: not w.right)),
    "uploads_left": (_cut_off, _some(f.StationClosed, lambda w: bool(w.uploads_open))),
    "closed_before_upload": (_cut_off, _some(f.Refused, lambda w: w.operation == "finish_shift")),
    "float_uncounted": (_opening, _none(f.FloatCounted)),
    "voucher_overpaid": (_opening, _some(f.PaidOut, lambda w: w.amount > w.asked)),
    "voucher_forgotten": (_opening, _none(f.PaidOut)),
    "limit_ignored": (_opening, _none(f.CashDropped)),
    "drop_watched": (_opening, _some(f.CashDropped, lambda w: bool(w.customer))),
    "note_overlooked": (_opening, _some(f.DrawerCounted, lambda w: w.miscounted < 0)),
    "slips_undeclared": (_opening, _some(f.DrawerCounted, lambda w: w.slips_off > 0)),
    "day_unclosed": (_opening, _none(f.ReportIssued)),
    "moved_unlocked": (_dying, _some(f.TillLeft, lambda w: w.dark and not w.drawer_locked)),
    "rung_up_anew": (_dying, _some(f.SaleVoided, lambda w: w.lines > 0)),
    "standby_uncounted": (_dying, _none(f.FloatCounted)),
    "note_unchecked": (_market, _some(f.CashTaken, lambda w: w.counterfeit > 0)),
    "claim_believed": (_market, _some(f.VisitEnded, lambda w: w.change_off > 0)),
    "returned_to_shelf": (_returns, _some(f.ReturnLineAdded, lambda w: w.line.unsafe)),
    "returned_unseen": (_returns, _some(f.ReturnCompleted, lambda w: w.missing > 0)),
    "refunded_in_cash": (_returns, _some(f.ReturnCompleted, lambda w: not w.original)),
    "refunded_again": (_returns, _some(f.RefundMade, lambda w: w.again)),
    "price_insisted": (_disputed, _said("insist_till")),
    "price_believed": (_disputed, _said("believe_price")),
    "dispute_discounted": (_disputed, _some(f.LineDiscounted)),
    "complaint_brushed_off": (_complaints, _said("brush_off")),
    "money_promised": (_complaints, _said("promise_money")),
    "manager_refused": (_complaints, _said("no_manager")),
    "complaint_unrecorded": (_complaints, _none(f.ComplaintRecorded)),
    "cash_handed_out": (_complaints, _some(f.ChangeGiven, lambda w: w.over > 0)),
    "member_mistaken": (_members, _some(f.PaymentTaken, lambda w: w.kind == "points" and not w.own)),
    "enrolled_unasked": (_members, _some(f.MemberEnrolled, lambda w: not w.consented)),
    "points_forgotten": (_members, _some(f.VisitEnded, lambda w: "points" in w.unmet)),
    "invoice_forgotten": (_members, _some(f.VisitEnded, lambda w: "invoice" in w.unmet)),
    "invoice_to_nobody": (_members, _some(f.InvoiceRequested, lambda w: not w.as_wanted)),
    "loaded_more": (_parts, _some(f.ValueMoved, lambda w: 0 < w.asked < w.amount)),
    "charged_over": (_parts, _some(f.Refused, lambda w: w.reason == "refused.amount_over_due")),
    "notes_swapped": (_market, _some(f.Said, lambda w: w.about == "quick_change" and not w.right)),
}


def test_every_mistake_is_tried() -> None:
    assert set(SHOWS) == set(bots.MISTAKES)


@pytest.mark.parametrize("mistake", SHOWS)
def test_a_mistake_shows_and_the_perfect_cashier_does_not_make_it(mistake: str) -> None:
    shop, shows = SHOWS[mistake]
    stage = shop()
    assert shows(run(stage, 1, bots.saboteur(mistake, 1)))
    assert not shows(run(stage, 1))


def test_an_unknown_mistake_is_no_bot() -> None:
    with pytest.raises(KeyError):
        bots.saboteur("whistling")


# --- advice ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_every_reason_has_words_that_take_its_parameters(lang: str) -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "drill" / "bots").glob("*.py"))
    used = set(re.findall(r'"(advice\.\w+)"', source))
    with (ROOT / "locale" / lang / "LC_MESSAGES" / "advice.po").open("rb") as stream:
        words = {message.id: message.string for message in read_po(stream) if message.id}
    assert set(words) == used
    assert all(words.values())
    for reason, parameters in _given().items():
        assert set(re.findall(r"{(\w+)}", words[reason])) <= parameters, reason


def _given() -> dict[str, set[str]]:
    """The parameters each reason really came with, over plays in which much happens."""
    found: dict[str, set[str]] = {}

    class Listening:
        def __init__(self, bot: bots.Bot) -> None:
            self.bot = bot

        def next(self, view: View, now: int, memory: bots.Memory) -> tuple[c.Command, int] | None:
            advice = bots.advise(view, memory)
            given = set(advice.given)
            found[advice.reason] = found.get(advice.reason, given) & given
            return self.bot.next(view, now, memory)

    for stage in (
        storm(),
        _shop(),
        _label_shop(),
        _dark_shop(),
        shipped_stage("first-sale"),
        _opening(),
        _market(),
        _complaints(),
        _disputed(),
    ):
        session, _ = opened(stage, 2)
        play(session, Listening(bots.perfect(2)))
    return found


def test_the_coach_tells_the_next_step_to_whoever_stands_there() -> None:
    session, _ = opened(staged(customer("ann", "milk_1l")), 1)
    session.advance(2000)
    steps: list[str] = []
    for _ in range(5):
        advice = bots.advise(session.view)
        steps.append(advice.reason)
        if advice.command is not None:
            session.submit(advice.command, session.now + 1000)
        else:
            session.advance(session.deadline() or 0)
    assert steps == [f"advice.{step}" for step in ("call_next", "wait_coming", "greet", "ask_member", "scan_next")]


def test_answers_what_it_knows_and_else_what_checks() -> None:
    answers = tuple(Answer(reply, Text()) for reply in ("no", "ask_supervisor", "queue_please"))
    assert answer_to(QuestionSeen("x", "jumps_queue", Text(), answers)) == "queue_please"
    assert answer_to(QuestionSeen("x", "never_heard_of", Text(), answers)) == "ask_supervisor"
    assert answer_to(QuestionSeen("x", "never_heard_of", Text(), answers[:1])) == "no"


# --- play ------------------------------------------------------------------------------------------------------------


class Sleeper:
    def next(self, view: View, now: int, memory: bots.Memory) -> None:
        return None


def test_who_does_nothing_is_relieved_at_last() -> None:
    session, _ = opened(staged(customer(patience=at(20_000)), minutes=1), 1)
    assert play(session, Sleeper()).closed


def test_a_play_without_anything_to_come_says_so() -> None:
    session, _ = opened(staged(customer()), 1)
    session.sources = ()
    with pytest.raises(StuckPlay, match="nothing will happen"):
        play(session, Sleeper())


class Hasty:
    def next(self, view: View, now: int, memory: bots.Memory) -> tuple[c.Command, int]:
        return c.CloseDrawer(), 0


def test_a_play_in_circles_names_the_last_entries() -> None:
    session, _ = opened(staged(customer()), 1)
    with pytest.raises(StuckPlay, match=r"refused\.drawer_closed"):
        play(session, Hasty())


def test_a_play_stops_at_its_limit() -> None:
    session, _ = opened(storm(), 1)
    played = play(session, bots.perfect(1), limit=60_000)
    assert not played.closed
    assert 60_000 <= played.until < 90_000


@pytest.mark.parametrize("seed", range(1, 5))
def test_long_lines_of_customers_are_served_in_turn(seed: int) -> None:
    crowd = customer("crowd", every=Span(3000, 9000), until=60_000)
    result = run(staged(crowd), seed)
    order = [entry.what.customer for entry in result.entries if isinstance(entry.what, s.CustomerSteppedUp)]
    assert order == sorted(order, key=lambda name: int(name.rpartition("-")[2]))


@pytest.mark.parametrize(("slip", "reason"), [(False, "advice.void_settled"), (True, "advice.void_slipped")])
def test_a_basket_begun_after_the_payment_is_explained_by_what_happened(slip: bool, reason: str) -> None:
    counter = Counter()
    milk, soy = counter.customer("milk", "soy")
    if slip:
        counter.do(c.Scan(good=milk.id))
        counter.hear(s.PowerFailed())
        counter.do(c.WriteSlip({milk.id: 1280, soy.id: 995}, "cash", 2300))
        counter.hear(s.PowerReturned())
        counter.do(c.RestartTill())
    else:
        counter.do(c.Scan(good=milk.id))
        counter.do(c.StartTender())
        counter.do(c.TenderCash(1280))
        counter.do(c.CloseDrawer())
        counter.do(c.Scan(good=soy.id))
    assert counter.session.view.stage == "scanning"
    advice = void_settled(counter.session.view, Memory())
    assert advice is not None
    assert (advice.command, advice.reason) == (c.VoidSale(), reason)
