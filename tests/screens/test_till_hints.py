"""Hints: where the coach points, what of them counts, and when they go."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import stimuli as s
from simulator.screens.station.dialogs import Choose
from tests.screens.desk import Advice, TillApp, TillDrill, advice_of, in_dialog, settle, text_of

WIDE, NARROW = (120, 40), (80, 24)


async def test_the_coach_points_at_the_next_control() -> None:
    drill = TillDrill("coach")
    drill.serve("li", "milk", "soy")
    drill.next_advice = Advice(c.Scan(good="li-2"), "till.help.say", {"say": "PgUp"})
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        assert "PgUp leads to the replies" in text_of(till, "advice")
        assert "➤Space Scan" in text_of(till, "footer")
        assert "➤ Haitan" in text_of(till, "belt")
        drill.hear(s.CoachStopped("start_tender", "goods_unpaid"))
        till = await settle(pilot)
        assert "Stopped" in text_of(till, "advice")
        assert "Stopped" not in text_of(till, "message"), "once is enough"
        await pilot.press("f10")
        till = await settle(pilot)
        assert "Stopped" not in text_of(till, "message"), "what was read is not said again"


async def test_the_advised_reply_is_in_sight_in_a_small_terminal() -> None:
    drill = TillDrill("coach")
    drill.serve("li", "milk")
    drill.next_advice = Advice(c.Say("ask_live_code"), "advice.scan_next", {"good": "milk"})
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        assert "➤9 code in the app" in text_of(till, "replies")
        await pilot.press("pageup", "enter")
        await settle(pilot)
        assert drill.last(c.Say) == c.Say("ask_live_code")


async def test_hints_are_noted_and_an_exam_has_none() -> None:
    for mode, noted in (("practice", True), ("exam", False)):
        drill = TillDrill(mode)
        drill.next_advice = Advice(None, "till.help.scan", {"scan": "Space"})
        async with TillApp(drill).run_test(size=WIDE) as pilot:
            till = await settle(pilot)
            await pilot.press("f10")
            till = await settle(pilot)
            assert ("Hint" in text_of(till, "footer")) is noted
            assert bool(text_of(till, "advice").strip()) is noted
            await pilot.press("f11")
            assert drill.clock.paused is noted
        assert bool(drill.last(s.HintShown)) is noted


@pytest.mark.parametrize(("mode", "counted"), [("practice", 1), ("coach", 0)])
async def test_a_hint_that_shows_nothing_new_is_not_counted(mode: str, counted: int) -> None:
    drill = TillDrill(mode)
    drill.next_advice = Advice(None, "till.help.scan", {"scan": "Space"})
    noted: list[s.HintShown] = []
    drill.session.listeners.append(lambda e: noted.append(e.what) if isinstance(e.what, s.HintShown) else None)
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("f10", "f10")
        till = await settle(pilot)
        assert advice_of(till)
        assert till.message.id == "till.advice_there"
    assert len(noted) == counted


async def test_a_hint_goes_once_it_is_no_longer_so() -> None:
    drill = TillDrill("practice")
    drill.next_advice = Advice(None, "advice.wait_payment")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f10")
        till = await settle(pilot)
        assert advice_of(till)
        drill.hear(s.NetworkFailed())
        till = await settle(pilot)
        assert advice_of(till), "it is still so"
        drill.next_advice = Advice(c.Scan("milk"), "advice.scan_next", {"good": "milk"})
        drill.serve("li", "milk")
        till = await settle(pilot)
        assert not till.query_one("#advice").display, "nobody asked for another one"
        assert not till.coach.leads


async def test_a_hint_to_wait_goes_when_the_waiting_is_over() -> None:
    drill = TillDrill("practice")
    drill.next_advice = Advice(None, "advice.wait_payment", until=5_000)
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f10")
        assert advice_of(await settle(pilot))
        drill.next_advice = Advice(c.Say("ask_other_payment"), "advice.ask_other_payment")
        drill.seconds = 6
        till = await settle(pilot)
        assert not till.query_one("#advice").display


async def test_a_hint_speaks_of_what_is_asked() -> None:
    """F10 in a list: the right row is marked, the line below says so, and it counts as a hint."""
    drill = TillDrill("practice")
    drill.serve("li", "milk")
    app = TillApp(drill)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f24")
        till = await settle(pilot)
        assert isinstance(app.screen, Choose)
        drill.next_advice = Advice(c.NoSale("cash"), "advice.open_for_cash", {"amount": "20.00"})
        assert "➤" not in in_dialog(app)
        await pilot.press("f10")
        till = await settle(pilot)
        assert "➤ 2 " in in_dialog(app)
        assert "2 is the right one" in advice_of(till)
        assert app.screen.query_one("#box").region.bottom <= till.query_one("#advice").region.y
        assert drill.last(s.HintShown) is not None
        drill.next_advice = Advice(c.Scan("milk"), "advice.scan_next", {"good": "milk"})
        await pilot.press("f10")
        till = await settle(pilot)
        assert "➤" not in in_dialog(app)
        assert advice_of(till).endswith("Esc goes back first."), "that is not among these"
