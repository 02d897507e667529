"""How a customer behaves at the counter, beat by beat."""

import pytest

from scenarios.specs.course import Trigger
from scenarios.specs.customers import GoodSpec, Payment, Question
from scenarios.specs.spans import Span
from simulator.drill import bots
from simulator.drill.play import play
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.money import make_change, worth
from simulator.kernel.texts import Text

from .by_hand import LARGE, Desk
from .stages import RUN, at, customer, happening, opened, run, staged


def test_steps_up_within_three_seconds_of_the_call() -> None:
    desk = Desk().do(c.CheckPrice("milk_1l"), c.CallNext())
    called = desk.session.now
    desk.wait(3)
    entries = [entry for entry in desk.journal.read(RUN) if isinstance(entry.what, s.CustomerSteppedUp)]
    assert 1000 <= entries[0].at - called <= 3000
    assert [good.sku for good in entries[0].what.goods] == ["milk_1l", "bread_milk_6"]


def test_calling_twice_brings_one_customer() -> None:
    desk = Desk(customer("crowd", every=Span(1000, 1000), until=4000)).wait(5)
    desk.do(c.CallNext())
    desk.session.submit(c.CallNext(), desk.session.now + 100)
    desk.wait(5)
    assert len(desk.seen(s.CustomerSteppedUp)) == 1


@pytest.mark.parametrize(
    ("member", "asked", "shown"),
    [("yes", True, True), ("yes", False, False), ("late", False, True), ("no", True, False)],
)
def test_member_code_is_shown_when_asked_or_late(member: str, asked: bool, shown: bool) -> None:
    desk = Desk(customer(member=member)).do(c.CheckPrice("milk_1l"), c.CallNext()).wait(4)
    if asked:
        desk.do(c.Say("ask_member")).wait(3)
    desk.do(c.Scan("", desk.session.view.belt[0].id), c.StartTender()).wait(3)
    assert bool(desk.seen(s.MemberShown)) is shown
    assert ("no_member" in desk.said()) is (member == "no")


def test_pays_two_to_four_seconds_after_the_total() -> None:
    desk = Desk().serve()
    total = desk.session.now
    desk.wait(4)
    (offered,) = [entry for entry in desk.journal.read(RUN) if isinstance(entry.what, s.CashOffered)]
    assert 2000 <= offered.at - total <= 4000
    assert worth(offered.what.pieces) >= desk.session.view.cash_due
    assert set(offered.what.pieces) <= set(desk.session.view.rules.currency.pieces)


def test_short_change_is_disputed_and_put_right() -> None:
    desk = Desk(customer(pays=LARGE)).serve().pay_cash()
    due = desk.session.view.change_due
    desk.do(c.GiveChange({1000: 1}), c.TakeCash({10000: 1}), c.CloseDrawer()).wait(4)
    (dispute,) = desk.seen(s.ChangeDisputed)
    assert dispute.short == due - 1000
    desk.do(c.CallSupervisor("authorization"), c.NoSale("change")).wait(30)
    desk.do(c.GiveChange(make_change(due - 1000, desk.session.view.drawer) or {}), c.CloseDrawer()).wait(12)
    assert (desk.left().reason, desk.left().change_off) == ("served", 0)


@pytest.mark.parametrize(
    ("reply", "words", "disputes"),
    [("count_again", "found_it", 1), ("no_returns", "miscounted", 1), ("add_missing", "short_change", 2)],
)
def test_whoever_counts_too_little_change_is_asked_to_count_again(reply: str, words: str, disputes: int) -> None:
    """It is all there: counted together it is found; who is promised more waits for it."""
    desk = Desk(customer(pays=LARGE, miscounts=100)).serve().pay_cash()
    change = make_change(desk.session.view.change_due, desk.session.view.drawer) or {}
    desk.do(c.GiveChange(change), c.TakeCash({10000: 1}), c.CloseDrawer()).wait(3)
    (dispute,) = desk.seen(s.ChangeDisputed)
    assert dispute.short in change
    assert desk.said()[-1] == "miscounted"
    desk.do(c.Say(reply)).wait(6)
    assert desk.said()[-1] == words
    assert len(desk.seen(s.ChangeDisputed)) == disputes
    assert [said.right for said in desk.seen(f.Said) if said.about] == [reply == "count_again"]
    if disputes == 1:
        assert (desk.wait(30).left().reason, desk.left().change_off) == ("served", 0)


def test_nobody_counts_wrongly_what_was_given_wrongly() -> None:
    desk = Desk(customer(pays=LARGE, miscounts=100)).serve().pay_cash()
    due = desk.session.view.change_due
    desk.do(c.GiveChange({1000: 1}), c.TakeCash({10000: 1}), c.CloseDrawer()).wait(4)
    (dispute,) = desk.seen(s.ChangeDisputed)
    assert (dispute.short, "miscounted" in desk.said()) == (due - 1000, False)


@pytest.mark.parametrize(("honest", "disputes"), [(True, [-100]), (False, [])])
def test_too_much_change_is_told_by_the_honest(honest: bool, disputes: list[int]) -> None:
    desk = Desk(customer(pays=LARGE, honest=honest)).serve().pay_cash()
    pieces = make_change(desk.session.view.change_due + 100, desk.session.view.drawer) or {}
    desk.do(c.GiveChange(pieces), c.TakeCash({10000: 1}), c.CloseDrawer()).wait(14)
    assert [dispute.short for dispute in desk.seen(s.ChangeDisputed)] == disputes
    assert desk.left().change_off == 100


def test_nobody_complains_while_their_change_is_still_being_counted() -> None:
    """Some of it is in their hand, the drawer stands open: the rest is on its way."""
    desk = Desk(customer(pays=LARGE)).serve().pay_cash().do(c.GiveChange({1000: 1}))
    desk.wait(50)
    assert not desk.seen(s.ChangeDisputed)
    desk.wait(70)
    assert desk.seen(s.ChangeDisputed), "a pause, and nothing follows"


def test_a_goodbye_is_the_end_of_counting() -> None:
    desk = Desk(customer(pays=LARGE)).serve().pay_cash().do(c.GiveChange({1000: 1}), c.Say("thank")).wait(4)
    assert desk.seen(s.ChangeDisputed)


@pytest.mark.parametrize("close", [True, False])
@pytest.mark.parametrize("counts", ["always", "never"])
def test_nobody_leaves_a_note_on_the_counter_that_is_about_to_be_put_away(close: bool, counts: str) -> None:
    desk = Desk(customer(pays=LARGE, counts_change=counts, patience=at(60_000))).serve().pay_cash()
    due = desk.session.view.change_due
    desk.do(c.GiveChange(make_change(due, desk.session.view.drawer) or {}))
    if close:
        desk.do(c.CloseDrawer())
    desk.wait(60)
    assert not desk.seen(f.VisitEnded)
    assert "cash_lies" in desk.said()
    if close:
        desk.do(c.CallSupervisor("authorization"), c.NoSale("cash")).wait(30)
    desk.do(c.TakeCash({10000: 1}), c.CloseDrawer()).wait(12)
    assert desk.left().cash_left == 0


@pytest.mark.parametrize("slow", [0, 12, 50])
def test_who_thanks_once_the_drawer_is_shut_is_not_late(slow: int) -> None:
    """However long it took to count the change and to put the money away."""
    desk = Desk(customer(pays=LARGE, patience=at(60_000))).serve().pay_cash()
    due = desk.session.view.change_due
    desk.do(c.GiveChange(make_change(due, desk.session.view.drawer) or {})).wait(slow)
    desk.do(c.TakeCash({10000: 1})).wait(slow)
    desk.do(c.CloseDrawer()).wait(8)
    assert not desk.seen(f.VisitEnded)
    desk.do(c.Say("thank")).wait(5)
    assert not desk.seen(f.Refused)
    assert desk.left().reason == "served"


def test_nobody_stays_for_good_with_whom_nothing_is_done() -> None:
    desk = Desk(customer(pays=LARGE)).serve().pay_cash().wait(600)
    assert desk.left().reason == "served"


def test_who_never_counts_leaves_short() -> None:
    desk = Desk(customer(pays=LARGE, counts_change="never")).serve().pay_cash()
    desk.do(c.GiveChange({1000: 1}), c.TakeCash({10000: 1}), c.CloseDrawer()).wait(12)
    assert not desk.seen(s.ChangeDisputed)
    assert desk.left().change_off < 0


def test_even_they_wait_for_change_at_all() -> None:
    desk = Desk(customer(pays=LARGE, counts_change="never")).serve().pay_cash()
    desk.do(c.TakeCash({10000: 1}), c.CloseDrawer()).wait(12)
    assert desk.seen(s.ChangeDisputed)


def test_a_wrong_sum_keyed_does_not_fool_them() -> None:
    """What they laid down is what they reckon with, not what the till was told."""
    desk = Desk(customer(pays=LARGE)).serve().wait(6)
    desk.do(c.TenderCash(5000))
    due = desk.session.view.change_due
    desk.do(c.GiveChange(make_change(due, desk.session.view.drawer) or {}), c.TakeCash({10000: 1}), c.CloseDrawer())
    desk.wait(4)
    assert [dispute.short for dispute in desk.seen(s.ChangeDisputed)] == [5000]


def test_after_a_decline_the_next_way() -> None:
    ways = (Payment("mobile", outcome="declined"), Payment("card"))
    desk = Desk(customer(pays=ways)).serve().wait(4)
    desk.do(c.TenderMobile(desk.session.view.phone_code)).wait(10)
    assert desk.session.view.card
    desk.do(c.TenderCard()).wait(8)
    assert [taken.kind for taken in desk.seen(f.PaymentTaken)] == ["card"]


def test_an_unknown_payment_is_settled_by_a_query() -> None:
    desk = Desk(customer(pays=(Payment("card", outcome="timeout"),))).serve().wait(4)
    desk.do(c.TenderCard()).wait(6)
    (unknown,) = desk.seen(f.PaymentUnknown)
    desk.do(c.QueryPayment(unknown.request)).wait(4)
    assert desk.seen(f.SaleCompleted)
    desk.wait(120)
    assert not desk.seen(f.PaymentDoubled)


def test_charging_an_unknown_payment_again_doubles_it() -> None:
    desk = Desk(customer(pays=(Payment("card", outcome="timeout"),))).serve().wait(4)
    desk.do(c.TenderCard()).wait(6)
    desk.do(c.TenderCard()).wait(6)
    assert desk.seen(f.SaleCompleted)
    desk.wait(120)
    assert len(desk.seen(f.PaymentDoubled)) == 1


def test_a_screenshot_gives_way_to_a_live_code() -> None:
    ways = (Payment("mobile", outcome="screenshot"), Payment("mobile"))
    desk = Desk(customer(pays=ways)).serve().wait(4)
    assert desk.session.view.phone == "picture"
    desk.do(c.Say("ask_live_code")).wait(4)
    assert desk.session.view.phone == "code"


def test_a_split_payment_comes_part_by_part() -> None:
    ways = (Payment("cash", 2000, "exact"), Payment("mobile"))
    desk = Desk(customer(pays=ways)).serve().wait(4)
    assert worth(desk.session.view.cash) == 2000
    desk.do(c.TenderCash(2000)).wait(4)
    desk.do(c.TenderMobile(desk.session.view.phone_code, desk.session.view.offer)).wait(5)
    (sale,) = desk.seen(f.SaleCompleted)
    assert [tender.kind for tender in sale.tenders] == ["cash", "mobile"]


@pytest.mark.parametrize("mind", ["belt", "scanned"])
def test_gives_back_the_last_good(mind: str) -> None:
    result = run(staged(customer("ann", "milk_1l", "soap_bar_115", "cola_500", changes_mind=mind)))
    (dropped,) = result.events(s.CustomerDropped)
    assert dropped.good == "ann.3"
    (ended,) = result.events(f.VisitEnded)
    assert (ended.goods, ended.charged, ended.extra) == (2, 2, ())


def test_fetches_something_and_comes_back_to_the_front() -> None:
    ann = customer("ann", "milk_1l", "soap_bar_115", fetches=(GoodSpec("eggs_30"),), fetch_time=at(20_000))
    crowd = customer("crowd", every=Span(2000, 2000), until=9000)
    session, journal = opened(staged(ann, crowd), 1)
    play(session, bots.perfect(1))
    happened = [entry.what for entry in journal.read(RUN)]
    (resumed,) = [what for what in happened if isinstance(what, f.SaleResumed)]
    assert resumed.customer == resumed.at_counter == "ann"
    served = [what.customer for what in happened if isinstance(what, f.VisitEnded)]
    assert served[1] == "ann"
    (sale,) = [what for what in happened if isinstance(what, f.SaleCompleted) and what.customer == "ann"]
    assert [line.sku for line in sale.lines] == ["milk_1l", "soap_bar_115", "eggs_30"]


def test_whose_basket_was_resumed_does_not_ask_for_it() -> None:
    """By the experienced bot, who resumes it at once: the reminder comes to nobody."""
    ann = customer("ann", "milk_1l", "soap_bar_115", fetches=(GoodSpec("eggs_30"),), fetch_time=at(20_000))
    session, journal = opened(staged(ann), 1)
    desk = Desk()
    desk.session, desk.journal = session, journal
    desk.do(c.CheckPrice("milk_1l"), c.CallNext()).wait(4).do(c.Say("greet"))
    for good in desk.session.view.belt:
        desk.do(c.Scan(good.code, good.id))
    desk.wait(6).do(c.SuspendSale()).wait(22)
    (ticket,) = desk.session.view.suspended
    while desk.session.view.here is None:
        desk.do(c.CallNext()) if desk.session.view.queue and not desk.session.view.coming else desk.wait(1)
    assert "back" in desk.wait(2).said()
    desk.do(c.ResumeSale(ticket)).wait(25)
    assert "waiting_for_basket" not in desk.said()


def test_a_question_waits_for_its_answer_before_they_go() -> None:
    ask = Question(
        "invoice", "leaving", Text("An invoice?", "开票吗？"), (s.Answer("yes", Text("Yes", "好")),), ("yes",)
    )
    desk = Desk(customer(pays=(Payment("card"),), questions=(ask,))).serve().wait(4)
    desk.do(c.TenderCard()).wait(12)
    assert desk.said()[-1] == "invoice"
    assert not desk.seen(f.VisitEnded)
    desk.do(c.Say("yes")).wait(12)
    assert desk.left().reason == "served"


def settled() -> Desk:
    """Paid, the change in hand, the drawer shut."""
    desk = Desk(customer(pays=LARGE)).serve().pay_cash()
    due = make_change(desk.session.view.change_due, desk.session.view.drawer) or {}
    return desk.do(c.GiveChange(due), c.TakeCash({10000: 1}), c.CloseDrawer())


@pytest.mark.parametrize("after", [1000, 5500])
def test_a_thank_you_reaches_them_while_they_take_their_things(after: int) -> None:
    desk = settled()
    desk.session.submit(c.Say("thank"), desk.session.now + after)
    assert desk.seen(f.Said)[-1].reply == "thank"
    assert not desk.seen(f.Refused)
    assert desk.wait(5).left().reason == "served", "and then they go soon"


def test_who_is_not_thanked_goes_as_well() -> None:
    assert settled().wait(12).left().reason == "served"


def test_a_price_is_told_once_it_was_looked_up() -> None:
    desk = Desk(customer()).do(c.CheckPrice("milk_1l"), c.CallNext()).wait(4).do(c.Say("say_price"))
    assert desk.seen(f.Refused)[-1].reason == "refused.no_price_shown", "that was before they came"
    desk.do(c.CheckPrice("milk_1l"), c.Say("say_price")).wait(2)
    shown = desk.seen(f.PriceShown)[-1]
    assert desk.seen(f.Said)[-1].amount == (shown.member_price or shown.price)
    assert desk.said()[-1] == "price_told"


def test_who_pushes_in_can_be_sent_back() -> None:
    crowd = customer("crowd", every=Span(1000, 1000), until=3000)
    jumper = customer("jumper", "cola_500", arrives=at(6000), jumps_queue=True)
    session, _ = opened(staged(crowd, jumper), 1)
    session.advance(9000)
    assert session.view.queue[0].customer == "jumper"
    session.submit(c.Say("queue_please"), 9500)
    assert session.view.queue[-1].customer == "jumper"


@pytest.mark.parametrize("walked", [300, 4000])
def test_who_pushed_in_and_was_called_goes_to_the_end_of_the_queue_all_the_same(walked: int) -> None:
    """On their way, or at the counter already; whoever is being served stays."""
    crowd = customer("crowd", every=Span(1000, 1000), until=3000)
    jumper = customer("jumper", "cola_500", arrives=at(6000), jumps_queue=True)
    session, _ = opened(staged(crowd, jumper), 1)
    session.advance(8500)
    session.submit(c.CallNext(), 8500)
    session.advance(8500 + walked)
    assert (session.view.here is None) == (walked < 1000)
    session.submit(c.Say("queue_please"), session.now)
    assert session.view.here is None
    assert session.view.queue[-1].customer == "jumper"
    session.submit(c.CallNext(), session.now)
    session.advance(session.now + 4000)
    here = session.view.here
    assert here is not None
    assert here.customer != "jumper"


def test_who_pushed_in_and_is_being_served_stays() -> None:
    crowd = customer("crowd", every=Span(1000, 1000), until=3000)
    jumper = customer("jumper", "cola_500", arrives=at(6000), jumps_queue=True)
    session, _ = opened(staged(crowd, jumper), 1)
    session.advance(8500)
    session.submit(c.CallNext(), 8500)
    session.advance(12_500)
    session.submit(c.PickItem("cola_500"), session.now)
    session.submit(c.Say("queue_please"), session.now)
    here = session.view.here
    assert here is not None
    assert here.customer == "jumper"


# --- in the dark -----------------------------------------------------------------------------------------------------


def _dark(kind: str, order: str, seed: int = 1, static: bool = False) -> Desk:
    cut = happening("power_fails", Trigger(at=at(1500)))
    orders = happening("supervisor_orders", Trigger(event="incident_reported", by=at(3000)), order=order)
    wall = (happening("static_code_payments", Trigger(at=at(0))),) if static else ()
    desk = Desk(customer(pays=(Payment(kind),)), cut, orders, *wall, seed=seed).wait(2)
    desk.do(c.ReportIncident("power")).wait(4)
    return desk.do(c.CallNext()).wait(4).do(c.Say("say_total")).wait(5)


def test_a_slip_is_paid_in_cash() -> None:
    desk = _dark("cash", "manual_mode")
    view = desk.session.view
    prices = {"ann.1": 1280, "ann.2": 1280}
    laid = worth(view.cash)
    assert laid >= 2560
    desk.do(c.WriteSlip(prices, "cash", laid), c.UnlockDrawer())
    change = make_change(view.change_due, view.drawer)
    desk.do(*([c.GiveChange(change)] if change else []), c.TakeCash(dict(view.cash)), c.CloseDrawer()).wait(12)
    assert (desk.left().reason, desk.left().unpaid, desk.left().change_off) == ("served", (), 0)


def test_some_money_to_the_static_code_does_not_arrive() -> None:
    arrived = set()
    for seed in range(1, 13):
        (offered, *_) = _dark("mobile", "manual_mode", seed).seen(s.PhoneOffered)
        assert (offered.code, offered.live) == ("static", False)
        arrived.add(offered.arrived)
    assert arrived == {True, False}


def test_what_did_not_arrive_is_paid_otherwise() -> None:
    seed = next(n for n in range(1, 30) if not _dark("mobile", "manual_mode", n).seen(s.PhoneOffered)[0].arrived)
    desk = _dark("mobile", "manual_mode", seed)
    desk.do(c.ConfirmArrival(), c.Say("ask_other_payment")).wait(5)
    assert worth(desk.session.view.cash) >= 2560


def test_without_light_or_order_they_wait_and_leave() -> None:
    cut = happening("power_fails", Trigger(at=at(6000)))
    desk = Desk(customer(patience=at(90_000)), cut).do(c.CheckPrice("milk_1l"), c.CallNext()).wait(300)
    assert "in_the_dark" in desk.said()
    assert desk.left().reason == "gave_up"


def test_stepping_aside_and_back_in_the_dark_is_no_dead_end() -> None:
    ann = customer("ann", "milk_1l", "soap_bar_115", fetches=(GoodSpec("eggs_30"),), fetch_time=at(20_000))
    cut = happening("power_fails", Trigger(event="customer_stepped_aside", by=at(1000)))
    back = happening("power_returns", Trigger(event="power_failed", by=at(40_000)))
    result = run(staged(ann, happens=(cut, back)))
    (ended,) = result.events(f.VisitEnded)
    assert (ended.reason, ended.charged) == ("served", 3)


def test_cash_keyed_too_early_is_still_laid_down_and_its_change_expected() -> None:
    """The exact sum was keyed while nothing lay there: nobody claims to have got too much."""
    desk = Desk(customer(pays=LARGE)).serve().do(c.TenderCash())
    keyed = desk.seen(f.SaleCompleted)[0].total
    desk.wait(5)
    assert [worth(laid.pieces) for laid in desk.seen(s.CashOffered)] == [10000]
    desk.wait(65)
    assert [dispute.short for dispute in desk.seen(s.ChangeDisputed)][:1] == [10000 - keyed]
    desk.wait(200)
    assert (desk.left().change_due, desk.left().change_off) == (10000 - keyed, keyed - 10000)
    assert desk.left().cash_left == 10000


def test_who_got_their_payment_back_pays_again() -> None:
    desk = Desk(customer(pays=LARGE)).serve().pay_cash()
    desk.do(c.ReturnCash({10000: 1})).wait(6)
    assert len(desk.seen(s.CashOffered)) == 2
    assert not any(dispute.short < 0 for dispute in desk.seen(s.ChangeDisputed))


def test_who_is_not_honest_leaves_with_a_payment_that_was_handed_back() -> None:
    desk = Desk(customer(pays=LARGE, honest=False)).serve().pay_cash()
    total = desk.seen(f.SaleCompleted)[0].total
    desk.do(c.ReturnCash({10000: 1}), c.CloseDrawer()).wait(12)
    assert (desk.left().change_off, desk.left().cash_left) == (total, 0)


@pytest.mark.parametrize("network", [True, False])
def test_what_is_asked_only_offline_is_not_asked_with_a_network(network: bool) -> None:
    phone = Question(
        "only_a_phone", "tendering", Text("?", "？"), (s.Answer("wall", Text("!", "！")),), ("wall",), True
    )
    down = () if network else (happening("network_fails", Trigger(at=at(1500))),)
    result = run(staged(customer(questions=(phone,)), happens=down))
    asked = [said.about for said in result.events(s.CustomerSaid)]
    assert ("only_a_phone" in asked) is not network


def test_what_was_set_aside_although_they_want_it_comes_back_to_the_belt() -> None:
    desk = Desk().do(c.CheckPrice("milk_1l"), c.CallNext()).wait(4)
    milk, _ = desk.session.view.belt
    desk.do(c.SetAside(milk.id))
    assert milk.id not in [good.id for good in desk.session.view.belt]
    desk.wait(3)
    assert "wants_it" in desk.said()
    assert milk.id in [good.id for good in desk.session.view.belt]
    assert desk.do(c.Scan(milk.code, milk.id)).session.view.total == 1280


def test_who_stands_there_when_the_till_is_taken_over_is_told() -> None:
    desk = Desk().do(c.CheckPrice("milk_1l"), c.CallNext()).wait(4)
    here = desk.session.till.counter.here
    desk.session.inject(s.ShiftEnded(), "director", desk.session.now + 1)
    (closed,) = desk.seen(f.StationClosed)
    assert here
    assert closed.at_counter == here
