"""A price in dispute and a complaint at the screen: what is offered, what is said, by keys and by mouse."""

from dataclasses import replace

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Lang, Text
from simulator.pos.rules import Right
from simulator.screens.station.entering import EntryField
from tests.screens.desk import RULES, Advice, TillApp, TillDrill, settle, text_of
from tests.screens.pointing import click

SIZES = [(80, 24), (120, 40)]
REPORT = Text("The shelf says 10.00.", "货架上是 10.00。")


def events(drill: TillDrill, kind: type) -> list:
    return [entry.what for entry in drill.tape.entries if isinstance(entry.what, kind)]


def verdict() -> s.CustomerSaid:
    answers = (
        s.Answer("honour_price", Text("Yours, then.", "按您的。")),
        s.Answer("explain_ended", Text("Over.", "过期。")),
    )
    return s.CustomerSaid("li", "shelf_verdict", Text("And?", "怎么样？"), answers, ("honour_price",))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_a_price_in_dispute_needs_no_pointing_at(lang: Lang, size: tuple[int, int]) -> None:
    drill = TillDrill()
    drill.serve("li", "milk", "soy")
    async with TillApp(drill, lang).run_test(size=size) as pilot:
        till = await settle(pilot)
        await pilot.press("space", "space")
        drill.hear(s.PriceDisputed("li", "milk", 1000, "says_so"))
        till = await settle(pilot)
        assert "ask_shelf" in till.footer_actions()
        till.run("check_price")
        till.take(("action", "ask_shelf"))
        await settle(pilot)
        assert [what.sku for what in events(drill, f.PriceShown)] == ["milk"]
        assert [what.sku for what in events(drill, f.ShelfAsked)] == ["milk"]
        drill.hear(s.ShelfReported("milk", "says_so", 1000, REPORT))
        drill.hear(verdict())
        till = await settle(pilot)
        assert REPORT[lang] in text_of(till, "message").replace("\n", "")
        till.run("check_trolley")
        till.run("ask_shelf")
        till = await settle(pilot)
        assert REPORT[lang] in text_of(till, "message").replace("\n", ""), "said once more"
        await pilot.press(*"10")
        await settle(pilot)
        till.run("override_price")
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        (set_anew,) = events(drill, f.PriceOverridden)
        assert (set_anew.line.sku, set_anew.line.price, set_anew.reason) == ("milk", 1000, "shelf_price")
        till.run("override_price")
        await settle(pilot)
        assert set_anew.line.name[lang] in pilot.app.screen.query_one(EntryField).note(till.words), "whose price it is"
        await pilot.press(*"9.50", "enter")
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        assert events(drill, f.PriceOverridden)[-1].line.price == 950


async def test_a_complaint_from_the_records_to_its_number() -> None:
    drill = TillDrill()
    drill.session.till.rules = replace(RULES, rights={"correct_change": Right(0)})
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        for action in ("check_records", "record_complaint", "correct_change"):
            assert action not in till.footer_actions()
        drill.hear(s.ComplaintMade("li", "short_change", 1000, True))
        till = await settle(pilot)
        assert {"check_records", "record_complaint"} <= set(till.footer_actions())
        till.run("check_records")
        await settle(pilot)
        await pilot.press("2")
        till = await settle(pilot)
        assert till.message.id == "till.told.change_missing"
        assert "10.00" in text_of(till, "message")
        till.run("correct_change")
        await settle(pilot)
        await pilot.press(*["enter"] * 3, "1", "end", "enter")
        await settle(pilot)
        assert events(drill, f.AuthorizationAsked)[0].operation == "correct_change"
        drill.hear(s.SupervisorArrived("s1"), s.SupervisorAuthorized("s1"))
        till = await settle(pilot)
        assert till.message.id == "till.told.change_corrected"
        drill.mode, drill.next_advice = "coach", Advice(c.RecordComplaint("short_change", "settled"), "advice.wait")
        till.coach.look()
        till.run("record_complaint")
        await settle(pilot)
        assert pilot.app.screen.advised == "short_change"
        await pilot.press("2")
        await settle(pilot)
        assert pilot.app.screen.advised == "settled"
        await pilot.press("1")
        till = await settle(pilot)
        assert till.message.id == "till.told.complaint_recorded"
        assert "till-1-T001" in text_of(till, "message")
        drill.hear(
            s.CustomerSaid("li", "complaint_next", Text("And?", "然后？"), (s.Answer("x", Text("X", "X")),), ("x",))
        )
        till = await settle(pilot)
        assert "till-1-T001" in text_of(till, "message"), "the number stays in sight while it is told"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_what_a_customer_complained_of_stays_in_sight_until_it_is_recorded(
    lang: Lang, size: tuple[int, int]
) -> None:
    words = Text("Ten short yesterday!", "昨天少找十块！")
    drill = TillDrill()
    drill.serve("li", "milk")
    drill.hear(s.ComplaintMade("li", "short_change", 1000, True))
    answers = (s.Answer("listen", Text("Go on.", "您说。")),)
    drill.hear(s.CustomerSaid("li", "complaint", words, answers, ("listen",)))
    async with TillApp(drill, lang).run_test(size=size) as pilot:
        till = await settle(pilot)
        till.submit(c.Say("listen"))
        drill.hear(s.CustomerSaid("li", "hurry", Text("Well?", "怎么说？")))
        till = await settle(pilot)
        pane = text_of(till, "customer")
        assert words[lang] in pane
        steps = f"F9 {till.title_of('check_records')} {till.title_of('record_complaint')}"
        assert steps in pane, "the next steps, and where they are found"
        await click(pilot, till.title_of("check_records"))
        await pilot.press("2")
        till = await settle(pilot)
        assert till.message.id == "till.told.change_missing"
        till.submit(c.RecordComplaint("short_change", "settled"))
        till = await settle(pilot)
        assert words[lang] not in text_of(till, "customer")


async def test_what_is_disputed_of_a_price_stays_in_sight_until_it_is_settled() -> None:
    words = Text("The shelf says ten!", "货架上是十块！")
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        drill.hear(s.PriceDisputed("li", "milk", 1000, "says_so"))
        drill.hear(s.CustomerSaid("li", "price_dispute", words, (s.Answer("check", Text("I look.", "我看看。")),)))
        till = await settle(pilot)
        till.submit(c.Say("check"))
        till.submit(c.AskShelf("milk"))
        drill.hear(s.CustomerSaid("li", "hurry", Text("Well?", "怎么说？")))
        till = await settle(pilot)
        assert "shelf says ten" in text_of(till, "customer")
        drill.hear(s.ShelfReported("milk", "says_so", 1000, REPORT), verdict())
        till.submit(c.Say("honour_price"))
        till = await settle(pilot)
        assert "shelf says ten" in text_of(till, "customer"), "the price is still to be set"
        assert till.title_of("override_price") in text_of(till, "customer")
        till.submit(c.OverridePrice(1, 1000, "shelf_price"))
        till = await settle(pilot)
        assert "shelf says ten" not in text_of(till, "customer")
