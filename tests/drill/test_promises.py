"""What was promised before it was done is not forgotten by whoever advises; nor what was rung up too often."""

import pytest

from simulator.drill import bots
from simulator.drill.bots import answering
from simulator.drill.bots.selling import leave_out_unwanted
from simulator.drill.bots.steps import Advice, Memory
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command
from simulator.kernel.texts import Text

from .by_hand import Desk
from .stages import RUN, customer


def asking(desk: Desk, promise: str, of: str = "") -> None:
    """A question comes."""
    answer = s.Answer("gladly", Text("Gladly.", "好的。"), promise, of)
    said = s.CustomerSaid("ann", "something", Text("Please?", "麻烦您？"), (answer,), ("gladly",))
    desk.session.inject(said, "director", desk.session.now + 500)


def asked(desk: Desk, promise: str, of: str = "") -> None:
    """A question comes, and is answered at once."""
    asking(desk, promise, of)
    desk.do(c.Say("gladly"))


def memory(desk: Desk) -> Memory:
    """What whoever stands there did."""
    kept = Memory()
    for entry in desk.journal.read(RUN):
        if isinstance(entry.what, Command):
            kept.did(entry.what, entry.at)
    return kept


def advice(desk: Desk) -> Advice:
    return bots.advise(desk.session.view, memory(desk))


@pytest.mark.parametrize(
    ("promise", "command"),
    [("copy", c.ReprintReceipt()), ("gift_slip", c.PrintGiftReceipt())],
)
def test_a_paper_that_was_promised_is_printed_after_the_answer(promise: str, command: Command) -> None:
    desk = Desk(customer()).serve().pay_cash()
    asked(desk, promise)
    view = desk.session.view
    assert view.stage == "change"
    step = answering.keep_paper(view, memory(desk))
    assert step is not None
    assert step.command == command
    desk.do(command)
    assert answering.keep_paper(desk.session.view, memory(desk)) is None


def test_a_price_that_was_promised_is_looked_up_after_the_answer() -> None:
    desk = Desk(customer()).do(c.CallNext()).wait(4)
    desk.do(c.Say("greet"), c.Say("ask_member")).wait(3)
    asked(desk, "price", "milk_1l")
    step = advice(desk)
    assert step.reason == "advice.check_promised"
    assert step.command == c.CheckPrice(desk.session.view.rules.catalog.items["milk_1l"].codes[0])
    desk.do(step.command)
    assert advice(desk).reason == "advice.say_price"


@pytest.mark.parametrize("total", [False, True])
def test_let_me_look_it_up_is_said_before_it_is_looked_up_and_then_told(total: bool) -> None:
    """Whatever else is under way: who asked hears that somebody looks, and next what it costs."""
    desk = Desk(customer("ann", "milk_1l")).do(c.CallNext()).wait(4)
    desk.do(c.Say("greet"), c.Say("ask_member")).wait(3)
    if total:
        (good,) = desk.session.view.belt
        desk.do(c.Scan(good.code, good.id), c.StartTender()).wait(1)
    asking(desk, "price", "milk_1l")
    done = []
    for _ in range(3):
        step = advice(desk).command
        assert step is not None
        desk.do(step)
        done.append(step)
    code = desk.session.view.rules.catalog.items["milk_1l"].codes[0]
    assert done == [c.Say("gladly"), c.CheckPrice(code), c.Say("say_price")]


def test_whoever_promised_to_help_locks_the_till_and_goes_whatever_the_answer_is_called() -> None:
    desk = Desk(customer()).do(c.CallNext()).wait(4)
    desk.do(c.Say("greet"), c.Say("ask_member")).wait(3)
    asked(desk, "help")
    assert advice(desk).command == c.LockTill()
    assert advice(desk.do(c.LockTill())).command == c.StepAway()
    desk.do(c.StepAway()).wait(9)
    assert advice(desk).command == c.ComeBack()
    assert not isinstance(advice(desk.do(c.ComeBack())).command, c.StepAway | c.LockTill)


def test_the_price_of_another_thing_is_no_answer() -> None:
    desk = Desk(customer("ann", "eggs_30", "milk_1l")).do(c.CallNext()).wait(4)
    desk.do(c.Say("greet"), c.Say("ask_member")).wait(3)
    name = desk.session.view.belt[0].look.en
    asked(desk, "price", "eggs_30")
    desk.do(c.CheckPrice("milk_1l"))
    step = advice(desk)
    assert (step.reason, step.given["item"].en) == ("advice.check_promised", name), "not what was looked up by mistake"
    desk.do(c.Say("say_price")).wait(2)
    assert desk.said()[-1] == "price_other"
    assert advice(desk).reason == "advice.check_promised"
    desk.do(advice(desk).command).do(advice(desk).command)  # type: ignore[arg-type]
    assert desk.wait(2).said()[-1] == "price_told"
    desk.do(c.CheckPrice("milk_1l"))  # out of curiosity: they know what they asked for
    assert advice(desk).reason == "advice.scan_next"


def test_a_price_by_weight_is_told_as_it_stands_on_the_tag() -> None:
    desk = Desk(customer("ann", "apples")).do(c.CallNext()).wait(4)
    desk.do(c.Say("greet"), c.Say("ask_member")).wait(3)
    asked(desk, "price", "apples")
    desk.do(advice(desk).command)  # type: ignore[arg-type]
    assert advice(desk).given["amount"] == "4.48/500g", "the price for members"


def test_one_too_many_is_told_where_one_is_given_back() -> None:
    desk = Desk(customer("ann", "cola_330", "cola_330", "milk_1l")).do(c.CallNext()).wait(4)
    first, _, _ = desk.session.view.belt
    desk.do(c.SetMultiplier(3), c.Scan(first.code, first.id))
    (line,) = desk.session.view.lines
    assert (line.quantity, len(line.goods)) == (3, 2)
    desk.session.inject(s.CustomerDropped("ann", first.id), "director", desk.session.now + 500)
    step = leave_out_unwanted(desk.session.view, memory(desk))
    assert step is not None
    assert (step.reason, step.command) == ("advice.change_quantity_over", c.ChangeQuantity(line.line, 1))
    assert step.given["over"] == "1"
    assert not desk.seen(f.LineVoided)
