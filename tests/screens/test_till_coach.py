"""The coach at the till: in dialogs, at the tray, and in what the message line tells."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.screens.till.dialogs import Choose
from simulator.screens.till.guide import Authorization
from simulator.screens.till.pane import Pane
from tests.screens.desk import MEMBER, Advice, TillApp, TillDrill, settle, text_of

WIDE, NARROW = (120, 40), (80, 24)


def in_dialog(app: TillApp) -> str:
    panes = app.screen.query(Pane)
    return "\n".join("".join(span.text for span in line) for pane in panes for line in pane.shown)


def advice_of(till: object) -> str:
    return " ".join(text_of(till, "advice").split())  # type: ignore[arg-type]  # a TillScreen


@pytest.fixture
def drill() -> TillDrill:
    return TillDrill("coach")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_an_open_list_is_what_the_advice_is_about(drill: TillDrill, size: tuple[int, int]) -> None:
    drill.serve("li", "milk")
    drill.next_advice = Advice(c.NoSale("cash"), "advice.open_for_cash", {"amount": "20.00"})
    app = TillApp(drill)
    async with app.run_test(size=size) as pilot:
        till = await settle(pilot)
        assert "20.00" in advice_of(till)
        await pilot.press("f24")
        await settle(pilot)
        assert isinstance(app.screen, Choose)
        assert "2 is the right one" in advice_of(till)
        assert "➤ 2 " in in_dialog(app)
        box, advice = app.screen.query_one("#box").region, till.query_one("#advice").region
        assert box.bottom <= advice.y, "the advice stays in sight"
        await pilot.press("escape")
        till = await settle(pilot)
        assert "20.00" in advice_of(till)


async def test_where_a_pin_is_asked_for_the_call_is_a_button_there(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    app = TillApp(drill)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space")
        drill.next_advice = Advice(c.CallSupervisor("authorization"), "advice.call_for_authorization")
        await pilot.press("f20")
        till = await settle(pilot)
        assert isinstance(app.screen, Authorization)
        assert "press Tab" in advice_of(till)
        assert "➤Tab call" in in_dialog(app)
        drill.next_advice = Advice(None, "advice.wait_authorization")
        await pilot.press("f19")
        till = await settle(pilot)
        assert drill.last(c.CallSupervisor) is not None, "its key works here as well"
        assert "Tab call" not in in_dialog(app)
        assert "was called" in in_dialog(app)
        drill.hear(s.SupervisorArrived("s1"))
        till = await settle(pilot)
        assert "is here" in in_dialog(app)
        assert "Wait until" in advice_of(till)


async def test_no_amount_is_no_figure(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    app = TillApp(drill)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f24", "4")
        await settle(pilot)
        assert isinstance(app.screen, Authorization)
        assert "0.00" not in in_dialog(app)
        assert "beyond" not in in_dialog(app)


@pytest.mark.parametrize("key", ["escape", "backspace"])
async def test_a_quantity_that_waits_can_be_taken_back(drill: TillDrill, key: str) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("1", "2", "*")
        till = await settle(pilot)
        assert till.view.multiplier == 12
        await pilot.press("3", key)
        till = await settle(pilot)
        assert (till.view.multiplier, till.entry) == (12, ""), "what was typed goes first"
        await pilot.press(key)
        till = await settle(pilot)
        assert till.view.multiplier == 1
        assert "taken back" in text_of(till, "message")


async def test_a_price_off_is_told_as_that(drill: TillDrill) -> None:
    drill.serve("li", "milk", "milk", member=MEMBER)
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space")
        drill.hear(s.MemberShown("li", MEMBER))
        await pilot.press("f5", "space")
        till = await settle(pilot)
        assert "1 × 12.80, 1.00 off = 11.80" in text_of(till, "message")


async def test_before_anybody_came_a_call_is_no_mistake(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("pagedown")
        till = await settle(pilot)
        assert till.message.kind == "info"
        drill.queue("li")
        till = await settle(pilot)
        assert "Mrs Li has joined" in text_of(till, "message")
        await pilot.press("pagedown")
        till = await settle(pilot)
        assert "on the way" in text_of(till, "basket")


async def test_the_time_is_up_with_somebody_and_with_nobody(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        drill.hear(s.TimeUp())
        till = await settle(pilot)
        assert "nobody is at the counter" in text_of(till, "message").replace("\n   ", " ")
    assert drill.last(f.StationClosed) is None
