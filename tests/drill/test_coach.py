"""What the coach holds back: grave mistakes, and says why; never its own advice, as `test_perfect.py` shows."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from grading.grade import Grader
from scenarios.specs.customers import GoodSpec, Payment
from scenarios.specs.rubric import Rubric
from scenarios.specs.spans import Span
from simulator.drill import bots
from simulator.drill.bots.answering import keep_bag
from simulator.drill.bots.outages import calm_queue
from simulator.drill.bots.paying import back_to_goods, say_total
from simulator.drill.bots.steps import Memory
from simulator.drill.coach import GradingCoach
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.money import make_change
from simulator.kernel.texts import Text

from .by_hand import LARGE, Desk
from .stages import at, customer, opened, staged


def coached(pays: tuple[Payment, ...] = LARGE) -> Desk:
    desk = Desk(customer(pays=pays))
    desk.session.coach = GradingCoach(Grader(Rubric((), ())))
    return desk


def stopped(desk: Desk) -> list[str]:
    return [stop.reason.removeprefix("held.") for stop in desk.seen(s.CoachStopped)]


def paid() -> Desk:
    return coached().serve().pay_cash()


def change_of(desk: Desk, more: int = 0) -> c.GiveChange:
    return c.GiveChange(make_change(desk.session.view.change_due + more, desk.session.view.drawer) or {})


def test_the_exact_sum_is_not_keyed_while_nothing_or_something_else_lies_there() -> None:
    desk = coached().serve().do(c.TenderCash())
    assert stopped(desk) == ["no_cash"]
    desk.wait(6).do(c.TenderCash(), c.TenderCash(5000))
    assert stopped(desk) == ["no_cash", "other_cash", "other_cash"]
    desk.do(c.TenderCash(10000))
    assert len(stopped(desk)) == 3
    assert desk.seen(f.SaleCompleted)


@pytest.mark.parametrize(
    ("prepare", "command", "reason"),
    [
        (lambda desk: desk, c.CloseDrawer(), "change_open"),
        (lambda desk: desk, c.Say("thank"), "change_open"),
        (lambda desk: desk, c.ReturnCash({10000: 1}), "payment_returned"),
        (lambda desk: desk.do(c.TakeCash({10000: 1})), c.CloseDrawer(), "change_open"),
        (lambda desk: desk.do(change_of(desk)), c.CloseDrawer(), "cash_open"),
        (lambda desk: desk.do(change_of(desk)), c.Say("thank"), "cash_open"),
        (lambda desk: desk.do(change_of(desk)), c.GiveChange({10: 1}), "too_much"),
    ],
)
def test_nothing_stays_open_with_a_customer(
    prepare: Callable[[Desk], Desk], command: c.CloseDrawer | c.Say | c.ReturnCash | c.GiveChange, reason: str
) -> None:
    desk = prepare(paid())
    assert not stopped(desk)
    desk.do(command)
    assert stopped(desk) == [reason]


def test_what_the_customer_wants_is_not_set_aside() -> None:
    desk = coached().do(c.CheckPrice("milk_1l"), c.CallNext()).wait(4)
    wanted, _ = desk.session.view.belt
    desk.do(c.SetAside(wanted.id))
    assert stopped(desk) == ["wanted"]
    assert wanted.id in [good.id for good in desk.session.view.belt]


def test_what_is_missing_is_named() -> None:
    desk = paid()
    desk.do(c.CloseDrawer())
    (stop,) = desk.seen(s.CoachStopped)
    assert stop.given == {"amount": desk.session.view.rules.currency.format(desk.session.view.change_due)}


def test_a_sale_that_is_settled_ends_undisturbed() -> None:
    desk = paid()
    desk.do(change_of(desk), c.TakeCash({10000: 1}), c.CloseDrawer(), c.Say("thank")).wait(6)
    assert not stopped(desk)
    assert (desk.left().change_off, desk.left().cash_left) == (0, 0)


def test_pieces_nobody_has_are_not_totalled() -> None:
    desk = coached().do(c.CallNext()).wait(4)
    good = desk.session.view.belt[0]
    desk.do(c.SetMultiplier(3), c.Scan(good.code, good.id), c.StartTender())
    assert stopped(desk) == ["too_many"]
    desk.do(c.Scan(good.code, good.id))
    assert stopped(desk) == ["too_many", "charged"]


def rung_up() -> Desk:
    """Two goods on the bill, and not totalled yet."""
    desk = coached().do(c.CheckPrice("milk_1l"), c.CallNext()).wait(4)
    for good in desk.session.view.belt:
        desk.do(c.Scan(good.code, good.id))
    return desk


def test_the_line_beside_the_one_that_was_meant_is_not_voided() -> None:
    desk = rung_up().do(c.VoidLine(2))
    assert stopped(desk) == ["void_wanted"]
    dropped, _ = desk.session.view.belt
    desk.session.inject(s.CustomerDropped("ann", dropped.id), "director", desk.session.now + 1000)
    desk.do(c.VoidLine(2))
    assert stopped(desk)[1:] == ["void_other"]
    assert desk.seen(s.CoachStopped)[-1].given["number"] == "1"
    desk.do(c.VoidLine(1))
    assert len(stopped(desk)) == 2
    assert [fact.line for fact in desk.seen(f.LineVoided)] == [1]


def test_a_quantity_is_what_the_customer_takes() -> None:
    desk = rung_up().do(c.ChangeQuantity(1, 3))
    assert stopped(desk) == ["quantity_wrong"]
    assert desk.seen(s.CoachStopped)[-1].given["there"] == "1"


def test_of_several_on_one_line_what_is_given_back_is_a_matter_of_its_quantity() -> None:
    """Told to void the line, one would give away what the customer keeps."""
    pair = customer(pays=LARGE, basket=(GoodSpec("milk_1l", quantity=at(2)),))
    desk = Desk(pair)
    desk.session.coach = GradingCoach(Grader(Rubric((), ())))
    desk.do(c.CallNext()).wait(4)
    first, other = desk.session.view.belt
    desk.do(c.SetMultiplier(2), c.Scan(first.code, first.id))
    desk.session.inject(s.CustomerDropped("ann", other.id), "director", desk.session.now + 1000)
    desk.do(c.StartTender())
    assert stopped(desk) == ["unwanted_some"]
    assert desk.seen(s.CoachStopped)[-1].given["kept"] == "1"
    desk.session.inject(s.CustomerDropped("ann", first.id), "director", desk.session.now + 1000)
    desk.do(c.StartTender())
    assert stopped(desk)[1:] == ["unwanted"]


def test_nothing_in_sight_is_left_off_the_bill() -> None:
    desk = coached().do(c.CheckPrice("milk_1l"), c.CallNext()).wait(4)
    first, other = desk.session.view.belt
    desk.do(c.Scan(first.code, first.id), c.StartTender())
    assert stopped(desk) == ["left_over"]
    desk.do(c.Scan(other.code, other.id), c.StartTender())
    assert desk.seen(f.TenderStarted)


def bag_asked(desk: Desk) -> str:
    """A bag is asked for and promised; its sku."""
    answers = (s.Answer("bag_is_charged", Text("Certainly.", "好的。"), promises="bag"),)
    asked = s.CustomerSaid("ann", "bag_please", Text("A bag, please.", "要个袋子。"), answers, ("bag_is_charged",))
    desk.session.inject(asked, "director", desk.session.now + 1000)
    desk.do(c.Say("bag_is_charged"))
    return desk.session.view.rules.bags[0]


def test_a_bag_that_was_promised_stays_on_the_bill() -> None:
    desk = rung_up()
    bag = bag_asked(desk)
    desk.do(c.StartTender())
    assert stopped(desk) == ["bag_missing"]
    advised = keep_bag(desk.session.view, Memory())
    assert advised is not None
    assert advised.command == c.AddBag(bag)
    desk.do(c.AddBag(bag), c.VoidLine(3))
    assert stopped(desk) == ["bag_missing", "void_bag"]
    desk.do(c.StartTender())
    assert desk.seen(f.TenderStarted)


@pytest.mark.parametrize("kept", [True, False])
def test_the_grade_counts_the_bags_that_were_paid_for(kept: bool) -> None:
    desk = Desk(customer(pays=LARGE)).serve().do(c.CancelTender())
    desk.do(c.AddBag(bag_asked(desk)), *([] if kept else [c.VoidLine(3)]), c.StartTender()).pay_cash()
    desk.do(change_of(desk), c.TakeCash({10000: 1}), c.CloseDrawer()).wait(12)
    assert desk.left().bags == kept


@pytest.mark.parametrize("again", [True, False])
def test_a_total_counts_as_said_while_it_is_the_one_that_is_due(again: bool) -> None:
    desk = Desk(customer(pays=LARGE)).serve().do(c.Say("say_total"))
    assert desk.session.view.total_said
    desk.do(c.CancelTender(), c.AddBag(desk.session.view.rules.bags[0]), c.StartTender())
    assert not desk.session.view.total_said
    assert say_total(desk.session.view, Memory()) is not None
    desk.do(*([c.Say("say_total")] if again else [])).pay_cash()
    (sale,) = desk.seen(f.SaleCompleted)
    assert sale.total_said == again


def apples(**more: object) -> GoodSpec:
    return GoodSpec("apples", grams=Span(755, 755), printed="weigh", **more)


def labelled(good: GoodSpec) -> Desk:
    """Coached, with one good of the scale counter on the belt."""
    spec = replace(customer(), basket=(good,))
    desk = Desk(spec)
    desk.session.coach = GradingCoach(Grader(Rubric((), ())))
    return desk.do(c.CheckPrice("milk_1l"), c.CallNext()).wait(4)


def test_a_label_that_belongs_on_something_else_charges_nothing() -> None:
    desk = labelled(apples(flaw="mislabelled", labelled_as="apples_gala"))
    (good,) = desk.session.view.belt
    desk.do(c.Scan(good.code, good.id), c.EnterCode(good.code, good.id), c.Weigh(good.id), c.PickItem("bananas"))
    assert stopped(desk) == ["other_label", "other_label", "other_item"]
    assert not desk.seen(f.LineAdded)
    desk.do(c.PickItem("apples"), c.StartTender())
    assert len(stopped(desk)) == 3
    assert desk.seen(f.TenderStarted)


@pytest.mark.parametrize(
    ("good", "reasons"),
    [
        (apples(), ["scan_next", "pick_weighed"]),
        (apples(flaw="mislabelled", labelled_as="apples_gala"), ["weigh_mislabelled", "pick_weighed"]),
        (apples(label="torn"), ["weigh", "pick_weighed"]),
    ],
)
def test_what_lies_on_the_scale_is_not_told_to_be_unreadable(good: GoodSpec, reasons: list[str]) -> None:
    desk = labelled(good)
    desk.do(c.Say("greet"), c.Say("ask_member")).wait(3)
    told = [bots.advise(desk.session.view).reason]
    desk.do(c.Weigh(desk.session.view.belt[0].id))
    told.append(bots.advise(desk.session.view).reason)
    assert told == [f"advice.{reason}" for reason in reasons]


def test_only_a_code_that_was_read_twice_is_told_to_be_refused() -> None:
    desk = labelled(apples())
    desk.do(c.Say("greet"), c.Say("ask_member")).wait(3)
    (good,) = desk.session.view.belt
    memory = Memory()
    for twice, reason in ((c.Say("ask_member"), "scan_next"), (c.Scan(good.code, good.id), "weigh_refused")):
        memory.did(twice, 1000)
        memory.did(twice, 2000)
        assert bots.advise(desk.session.view, memory).reason == f"advice.{reason}"


def test_a_till_that_is_not_locked_is_not_left_and_one_with_an_open_drawer_is_not_either() -> None:
    desk = coached().do(c.StepAway())
    assert stopped(desk) == ["left_unattended"]
    desk.do(c.LockTill(), c.StepAway(), c.ComeBack())
    assert len(stopped(desk)) == 1
    desk = paid().do(c.StepAway())
    assert stopped(desk) == ["change_open"]


SENTENCE = Text("dates are read, never guessed.", "日期要看，不能猜。")


@pytest.mark.parametrize(
    ("why", "because", "told", "given"),
    [
        ("till_open", None, "answer_till_open", {}),
        ("", SENTENCE, "answer_because", {"why": SENTENCE}),
        ("", None, "answer", {}),
    ],
)
def test_a_wrong_answer_is_told_with_the_right_one_before_it_is_heard(
    why: str, because: Text | None, told: str, given: dict[str, Text]
) -> None:
    desk = rung_up()
    right, wrong = Text("I look it up.", "我查一下。"), Text("I think so.", "应该吧。")
    answers = (s.Answer("good", right), s.Answer("bad", wrong))
    said = s.CustomerSaid("ann", "whatever", Text("Is it so?", "是吗？"), answers, ("good",), why, because)
    desk.session.inject(said, "director", desk.session.now + 1000)
    desk.do(c.Say("bad"))
    assert stopped(desk) == [told]
    assert desk.seen(s.CoachStopped)[-1].given == {**given, "answer": right}
    desk.do(c.Say("good"))
    assert len(stopped(desk)) == 1
    assert not desk.session.view.questions


def anothers_basket() -> Desk:
    """The first customer went to fetch something, and their basket was left open when the second one came."""
    first = customer("ann", "milk_1l", "soap_bar_115", fetches=(GoodSpec("eggs_30"),), fetch_time=at(60_000))
    desk = Desk()
    desk.session, desk.journal = opened(staged(first, customer("bob", "cola_500", arrives=at(2000)), minutes=15), 1)
    desk.session.coach = GradingCoach(Grader(Rubric((), ())))
    desk.do(c.CheckPrice("milk_1l"), c.CallNext()).wait(4).do(c.Say("greet"), c.Say("ask_member"))
    for good in desk.session.view.belt:
        desk.do(c.Scan(good.code, good.id))
    desk.wait(8).do(c.CallNext()).wait(4)
    assert (desk.session.view.sale_customer, desk.session.view.here.customer) == ("ann", "bob")  # type: ignore[union-attr]
    return desk


def test_nothing_is_rung_up_into_the_basket_of_another_customer() -> None:
    desk = anothers_basket()
    (good,) = desk.session.view.belt
    desk.do(c.Scan(good.code, good.id), c.EnterCode(good.code, good.id), c.PickItem("cola_500"))
    desk.do(c.AddBag(desk.session.view.rules.bags[0]))
    assert stopped(desk) == ["others_basket"] * 4
    desk.do(c.SuspendSale(), c.Scan(good.code, good.id))
    assert len(stopped(desk)) == 4


def test_what_went_into_another_customers_basket_comes_off_it_before_it_is_put_away() -> None:
    desk = anothers_basket()
    desk.session.coach = None
    (good,) = desk.session.view.belt
    desk.do(c.Scan(good.code, good.id))
    desk.session.coach = GradingCoach(Grader(Rubric((), ())))
    step = bots.advise(desk.session.view)
    (line,) = [line.line for line in desk.session.view.lines if good.id in line.goods]
    assert (step.reason, step.command) == ("advice.void_others", c.VoidLine(line))
    desk.do(c.VoidLine(line))
    assert not stopped(desk)
    assert bots.advise(desk.session.view).command == c.SuspendSale()


def test_what_is_not_wanted_and_on_no_bill_is_put_aside_from_the_total_too() -> None:
    desk = Desk(customer("ann", "milk_1l", "soap_bar_115")).do(c.CallNext()).wait(4)
    first, second = desk.session.view.belt
    desk.do(c.Scan(first.code, first.id))
    desk.session.inject(s.CustomerDropped("ann", second.id), "director", desk.session.now + 500)
    desk.do(c.StartTender())
    step = back_to_goods(desk.session.view, Memory())
    assert step is not None
    assert step.command == c.SetAside(second.id)
    desk.do(c.CancelTender())
    desk.session.inject(s.CustomerDropped("ann", first.id), "director", desk.session.now + 500)
    desk.do(c.StartTender())
    step = back_to_goods(desk.session.view, Memory())
    assert step is not None
    assert (step.command, step.reason) == (c.CancelTender(), "advice.cancel_unwanted")


def test_on_battery_nobody_new_is_called_and_the_coach_says_why() -> None:
    desk = Desk(customer()).wait(4)
    desk.session.inject(s.PowerFailed(600_000), "director", desk.session.now + 500)
    desk.wait(1)
    steps = [bots.advise(desk.session.view).reason]
    desk.do(c.ReportIncident("power"))
    steps.append(bots.advise(desk.session.view).reason)
    desk.session.inject(
        s.SupervisorOrdered("m01", "manual_mode", Text("By hand.", "手工。")), "director", desk.session.now + 500
    )
    desk.wait(1)
    steps.append(bots.advise(desk.session.view).reason)
    assert desk.session.view.queue
    assert steps == ["advice.report_power", "advice.wait_orders", "advice.spare_battery"]


def test_a_queue_that_heard_no_word_in_the_dark_is_told_to_wait() -> None:
    """Nobody stands at the counter any more, and nobody may be called."""
    desk = Desk(customer("ann", "milk_1l", arrives=at(2000))).wait(4)
    desk.session.inject(s.PowerFailed(), "director", desk.session.now + 500)
    memory = Memory()
    step = calm_queue(desk.session.view, memory)
    assert step is not None
    assert (step.reason, step.command) == ("advice.calm_queue", c.Say("one_moment"))
    desk.do(c.Say("one_moment"))
    assert [(said.customer, said.reply) for said in desk.seen(f.Said)] == [("ann", "one_moment")]
    memory.did(c.Say("one_moment"), desk.session.now)
    assert calm_queue(desk.session.view, memory) is None


STEPS = 30
"""More than settling a sale takes: a coach that never ends is a fault."""


@pytest.mark.parametrize("keyed", [0, 5000, 20000], ids=["exact", "too little", "too much"])
@pytest.mark.parametrize("shut", [False, True], ids=["drawer open", "drawer shut"])
def test_the_next_step_settles_with_the_customer_what_was_keyed_wrong(keyed: int, shut: bool) -> None:
    """A hundred for some twenty-five yuan, and the till was told of another sum: it shows another change, or none."""
    desk = Desk(customer(pays=LARGE)).serve()
    desk.do(c.TenderCash(keyed)).wait(8)
    if shut:
        desk.do(c.CloseDrawer()).wait(4)
    memory = Memory()
    for _ in range(STEPS):
        if (view := desk.session.view).here is None or "thank" in view.said:
            break
        command = bots.advise(view, memory).command
        desk.do(command) if command else desk.wait(30)  # somebody who may authorize comes, if need be
    desk.wait(30)
    assert (desk.left().reason, desk.left().change_off, desk.left().cash_left) == ("served", 0, 0)
    assert [given.over for given in desk.seen(f.ChangeGiven)] == [0], "what is theirs is not too much"
