"""A shift at the till: in the dark, locked, paused, over, left."""

import asyncio
from dataclasses import replace

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.money import worth
from simulator.kernel.texts import Lang, Text
from simulator.pos.rights import Others
from tests.screens.desk import TillApp, TillDrill, settle, text_of

WIDE, NARROW = (120, 40), (80, 24)


@pytest.fixture
def drill() -> TillDrill:
    return TillDrill()


async def test_a_dark_till_shows_nothing_and_leaves_the_hands(drill: TillDrill) -> None:
    drill.serve("li", "milk", "soy")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space")
        drill.hear(s.PowerFailed())
        till = await settle(pilot)
        basket = text_of(till, "basket")
        assert "The till is dark" in basket
        assert "12.80" not in basket
        footer = text_of(till, "footer")
        assert all(title in footer for title in ("Report", "Write slip", "Lock drawer"))
        assert not any(title in footer for title in ("Pay", "Void line"))
        await pilot.press("space")
        await settle(pilot)
        assert till.message.id == "refused.till_dark"
        for key in ("f2", "f4"):
            await pilot.press(key)
            assert pilot.app.screen is till, "no list of prices without power"
        await pilot.press("f15", "1")
        await pilot.press("f16", *"12.80", "enter", *"9.95", "enter", "enter", *"30", "enter", "enter")
        till = await settle(pilot)
        assert drill.last(c.ReportIncident).what == "power"
        written = [line.written for line in drill.last(f.SlipWritten).lines]
        assert written == [1280, 995], "what was rung up before is sold on the slip too"
        drill.hear(s.PowerReturned())
        await pilot.press("f14")
        till = await settle(pilot)
        assert "Yishui Whole Milk" in text_of(till, "basket"), "recovered from the journal"


async def test_a_locked_till_hides_the_basket(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("space", "semicolon")
        till = await settle(pilot)
        assert "Locked" in text_of(till, "basket")
        await pilot.press("semicolon", *"1111", "enter")
        till = await settle(pilot)
        assert "Yishui Whole Milk" in text_of(till, "basket")


async def test_a_pause_stops_the_clock_until_somebody_goes_on(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f11")
        drill.seconds += 60
        assert drill.clock.now() == 0
        await pilot.press("enter")
        drill.seconds += 1
        assert drill.clock.now() == 1000
    assert drill.last(s.DrillContinued) is not None


async def test_the_shift_ends_and_the_screen_with_it(drill: TillDrill) -> None:
    app = TillApp(drill)
    async with app.run_test(size=WIDE) as pilot:
        drill.hear(s.TimeUp())
        till = await settle(pilot)
        assert "Finish" in text_of(till, "footer")
        app.simulate_key("ctrl+s")
        await asyncio.wait_for(app.ended.wait(), 10)
        assert app.result == "finished"


async def test_nobody_is_relieved_while_typing_in_a_dialog_and_an_idle_dialog_goes_with_the_till(
    drill: TillDrill,
) -> None:
    drill.serve("li", "milk")
    app = TillApp(drill)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        drill.hear(s.TimeUp(grace=120_000, longest=600_000))
        till = await settle(pilot)
        assert "02:00" in text_of(till, "queue"), "until when the till is kept"
        assert "this customer" in text_of(till, "queue"), "what is left to do"
        await pilot.press("f5")
        drill.seconds += 115
        await pilot.press("2", "9")
        assert len([fact for fact in drill.facts if isinstance(fact, s.StillActing)]) == 1, "said once, not at each key"
        assert till.view.takeover == drill.session.now + 60_000
        drill.hear(s.ShiftEnded())
        till.tick()
        await asyncio.wait_for(app.ended.wait(), 10)
        await pilot.pause()
        assert app.result == "finished"
        assert app.screen is app.screen_stack[0], "the dialog went with it"


@pytest.mark.parametrize("may", [True, False])
async def test_the_z_report_is_left_to_do_where_a_day_is_closed_and_one_may_print_it(
    drill: TillDrill, may: bool
) -> None:
    never = {} if may else {"z_report": Others(("manager",), Text("the manager", "店长"))}
    drill.session.till.rules = replace(drill.session.till.rules, closing="blind", never=never)

    def shown(pane: str) -> str:
        return " ".join(text_of(till, pane).split())

    async with TillApp(drill).run_test(size=WIDE) as pilot:
        drill.hear(s.TimeUp())
        till = await settle(pilot)
        assert ("Z report" in shown("queue")) == may
        assert "count the drawer" in shown("queue")
        till.submit(c.CountDrawer())
        till.submit(c.CountDrawer(dict(drill.session.till.drawer.pieces)))
        till.submit(c.CloseDrawer())
        till = await settle(pilot)
        assert ("Z report" in shown("queue")) == may, "counted, and not closed"
        assert ("is still to do" in shown("basket")) == may
        till.submit(c.ZReport())
        till = await settle(pilot)
        assert ("Hand over" in shown("queue")) or not may
        assert "Z report" not in shown("queue")


@pytest.mark.parametrize(
    ("lang", "bank", "relief"), [("en", "tothebank", "relief'scount"), ("zh", "营业款缴存", "接班同事清点")]
)
async def test_the_bank_drop_and_the_relief_s_count_are_left_to_do(lang: Lang, bank: str, relief: str) -> None:
    drill = TillDrill()
    drill.session.till.rules = replace(drill.session.till.rules, closing="handover")
    drill.session.till.shift.float_due = worth(drill.session.till.drawer.pieces) - 2000

    def shown() -> str:
        return "".join(text_of(till, "queue").split())

    async with TillApp(drill, lang).run_test(size=WIDE) as pilot:
        drill.hear(s.TimeUp())
        till = await settle(pilot)
        assert bank in shown()
        assert relief in shown()
        till.submit(c.CountDrawer())
        till.submit(c.CountDrawer(dict(drill.session.till.drawer.pieces)))
        till.submit(c.CloseDrawer())
        till = await settle(pilot)
        assert bank in shown(), "still in the drawer"
        till.submit(c.BankDrop())
        till.submit(c.BankDrop({1000: 2}))
        till.submit(c.CloseDrawer())
        till = await settle(pilot)
        assert bank not in shown()
        assert relief in shown()
        drill.hear(s.ReliefCounted(dict(drill.session.till.drawer.pieces)))
        till = await settle(pilot)
        assert relief not in shown()


@pytest.mark.parametrize(("lang", "first"), [("en", "count the drawer +3"), ("zh", "清点钱箱、营业款缴存 +2")])
async def test_what_is_left_is_never_cut_in_the_middle(lang: Lang, first: str) -> None:
    drill = TillDrill()
    drill.session.till.rules = replace(drill.session.till.rules, closing="handover")
    async with TillApp(drill, lang).run_test(size=NARROW) as pilot:
        drill.hear(s.TimeUp())
        till = await settle(pilot)
        assert text_of(till, "queue").splitlines()[-1].strip() == first


async def test_without_takings_nothing_goes_to_the_bank(drill: TillDrill) -> None:
    drill.session.till.rules = replace(drill.session.till.rules, closing="blind")
    drill.session.till.shift.float_due = worth(drill.session.till.drawer.pieces)
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        drill.hear(s.TimeUp())
        till = await settle(pilot)
        till.submit(c.CountDrawer())
        till.submit(c.CountDrawer(dict(drill.session.till.drawer.pieces)))
        till = await settle(pilot)
        shown = " ".join(text_of(till, "queue").split())
        assert "bank" not in shown
        assert "relief" not in shown


async def test_leaving_asks_first(drill: TillDrill) -> None:
    app = TillApp(drill)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("tilde", "1")
        assert app.result is None
        await pilot.press("tilde")
        app.simulate_key("2")
        await asyncio.wait_for(app.ended.wait(), 10)
        assert app.result == "quit"
