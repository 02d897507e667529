"""The money of what comes back: told before it goes, refused, owed, in cash, less a promotion; signed for."""

from dataclasses import replace

import msgspec
import pytest
from textual.pilot import Pilot

from simulator.drill.bots import advise
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.facts import Offer, Sold, SoldLine, SoldTender
from simulator.kernel.promotions import Goods, Nth
from simulator.kernel.returns import Bundles, ReturnPolicy
from simulator.kernel.texts import Lang, Text
from tests.screens.desk import Advice, TillApp, TillDrill, settle, text_of
from tests.screens.returned import brought_back, found, receipt, sold, taken_back


@pytest.fixture
def drill() -> TillDrill:
    return brought_back()


@pytest.mark.parametrize(
    ("invoice", "asked", "id"),
    [("26000001", True, "till.red_letter"), ("", True, "till.invoice_less"), ("", False, "")],
)
async def test_what_comes_off_the_invoice_is_shown_before_the_money_goes(
    drill: TillDrill, invoice: str, asked: bool, id: str
) -> None:
    async with TillApp(drill, "zh").run_test(size=(80, 24)) as pilot:
        await found(pilot, drill, msgspec.structs.replace(receipt(), invoice=invoice, invoice_asked=asked))
        till = await settle(pilot)
        assert "发票" not in text_of(till, "basket"), "nothing comes back yet"
        till.submit(c.ReturnLine(1, 1, "unsaleable"))
        till = await settle(pilot)
        shown = till.words(id, amount="-10.67") if id else ""
        assert shown in text_of(till, "basket")
        assert ("发票" in text_of(till, "basket")) == bool(id)
        await pilot.press("f12")
        till = await settle(pilot)
        assert till.words("till.taken_back", count=1) in text_of(till, "basket"), "both stand there in full"


async def declined(pilot: Pilot[None], drill: TillDrill) -> f.RefundRequested:
    """A bottle goes back, and the channel does not refund it."""
    drill.session.till.rules = replace(drill.session.till.rules, rights={})
    await found(pilot, drill)
    till = await settle(pilot)
    till.submit(c.ReturnLine(1, 1, "unsaleable"))
    till.submit(c.FinishReturn())
    asked = drill.last(f.RefundRequested)
    drill.hear(s.RefundAnswered(asked.request, "declined"))
    return asked


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_a_refund_that_was_refused_is_settled_while_they_stand_there(drill: TillDrill, lang: Lang) -> None:
    async with TillApp(drill, lang).run_test(size=(120, 40)) as pilot:
        await declined(pilot, drill)
        till = await settle(pilot)
        assert till.message.id == "till.told.refund_declined"
        assert till.words("till.empty.refund_declined", otherwise="F9", way=till.title_of("refund_otherwise"))[
            :12
        ] in text_of(till, "basket")
        assert till.title_of("refund_otherwise") in text_of(till, "footer")
        till.run("refund_otherwise")
        await settle(pilot)
        await pilot.press("1")
        await settle(pilot)
        assert drill.last(f.RefundMade).kind == "cash"


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_once_they_have_left_the_till_says_what_stays_owed(drill: TillDrill, lang: Lang) -> None:
    async with TillApp(drill, lang).run_test(size=(120, 40)) as pilot:
        asked = await declined(pilot, drill)
        drill.hear(s.CustomerLeft("li"))
        till = await settle(pilot)
        assert till.message.id == "till.told.refund_owed"
        assert asked.number in till.message.text(till.words)
        assert till.title_of("refund_otherwise") not in text_of(till, "footer")
        till.run("refund_otherwise")
        till = await settle(pilot)
        assert drill.last(f.Refused).reason == "refused.refund_owed"
        assert asked.number in till.message.text(till.words)


@pytest.mark.parametrize(
    ("lang", "due", "says", "said", "shown"),
    [
        ("zh", "应退", "退您…元", "退您 10.60 元", "退款 10.60"),
        ("en", "to refund", "refund is…", "Your refund is 10.60", "REFUND 10.60"),
    ],
)
async def test_a_refund_in_cash_is_called_one_and_no_change(
    drill: TillDrill, lang: Lang, due: str, says: str, said: str, shown: str
) -> None:
    drill.session.till.rules = replace(drill.session.till.rules, rights={})
    async with TillApp(drill, lang).run_test(size=(120, 40)) as pilot:
        await found(pilot, drill)
        till = await settle(pilot)
        till.submit(c.ReturnLine(1, 1, "unsaleable"))
        till.submit(c.RefundOtherwise("cash"))
        till = await settle(pilot)
        assert due in text_of(till, "tray")
        assert says in text_of(till, "replies")
        assert shown in text_of(till, "devices")
        till.submit(c.Say("say_change"))
        assert said in till.message.text(till.words)
        advice = advise(drill.session.view)
        assert isinstance(advice.command, c.GiveChange)
        till.submit(advice.command)
        assert till.message.id == "till.told.refund_given"


async def test_of_money_given_back_the_cashier_says_how_much(drill: TillDrill) -> None:
    sold_for_cash = msgspec.structs.replace(receipt(), tenders=(SoldTender("cash", receipt().total, receipt().total),))
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await found(pilot, drill, sold_for_cash)
        till = await settle(pilot)
        for command in (c.InspectGood("li-1"), c.ReturnLine(1, 1, "unsaleable", "changed_mind"), c.FinishReturn()):
            till.submit(command)
        drill.hear(s.SupervisorAuthorized("s1"))
        till = await settle(pilot)
        assert till.view.change_due > 0
        till.submit(c.Say("say_change"))
        till = await settle(pilot)
        assert till.money(till.view.change_due) in text_of(till, "message")


def halves(drill: TillDrill, bundles: Bundles) -> Sold:
    """Two milks for one and a half, and what the shop says of one that comes back."""
    till = drill.session.till
    half = Nth(
        id="half", name=Text("Second at half price", "第二件半价"), goods=Goods(skus=("milk",)), nth=2, off=50_000
    )
    till.rules = replace(till.rules, rights={}, returns=ReturnPolicy(7, bundles=bundles), once=(half,))
    milk = sold("milk", 1, 2, 1280, 640)
    line = msgspec.structs.replace(milk.line, offers=(Offer("half", half.name, 640),))
    return msgspec.structs.replace(receipt(), lines=(SoldLine(line, 1920),), total=1920)


@pytest.mark.parametrize(
    ("lang", "why"), [("en", "-3.20: without Second at half price"), ("zh", "-3.20：不再满足第二件半价")]
)
async def test_what_a_broken_promotion_costs_stands_under_the_line(drill: TillDrill, lang: Lang, why: str) -> None:
    bought = halves(drill, "claw_back")
    async with TillApp(drill, lang).run_test(size=(80, 24)) as pilot:
        await found(pilot, drill, bought)
        screen = await settle(pilot)
        screen.submit(c.ReturnLine(1, 1, "unsaleable", "changed_mind", "li-1"))
        screen = await settle(pilot)
        assert why in text_of(screen, "basket")
        assert screen.view.return_total == 640


@pytest.mark.parametrize(
    ("lang", "why"),
    [
        ("en", "Second at half price: together or not at all. Still to come: Yishui Whole Milk 1 L × 1"),
        ("zh", "第二件半价须整套退，还差：伊水纯牛奶 1L × 1"),
    ],
)
async def test_what_is_still_to_come_is_said_before_the_refund_is_asked_for(
    drill: TillDrill, lang: Lang, why: str
) -> None:
    bought = halves(drill, "whole")
    async with TillApp(drill, lang).run_test(size=(80, 24)) as pilot:
        await found(pilot, drill, bought)
        screen = await settle(pilot)
        screen.submit(c.ReturnLine(1, 1, "unsaleable", "changed_mind", "li-1"))
        screen = await settle(pilot)
        basket = " ".join(row.partition("▏")[0].strip() for row in text_of(screen, "basket").splitlines())
        assert why.replace(" ", "") in basket.replace(" ", "")
        screen.submit(c.ReturnLine(1, 1, "unsaleable", "changed_mind", ""))
        screen = await settle(pilot)
        assert why[:20] not in text_of(screen, "basket"), "all of it is there"


async def test_after_a_return_the_signature_comes_before_goodbye(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        till = await taken_back(pilot, drill)
        asked = drill.last(f.RefundRequested)
        drill.hear(s.RefundAnswered(asked.request, "timeout"))
        till = await settle(pilot)
        assert "asks" in text_of(till, "basket"), "where the money is comes first"
        drill.hear(s.RefundAnswered(asked.request, "approved"))
        till = await settle(pilot)
        shown = " ".join(text_of(till, "basket").split())
        assert "Have the return slip signed: PgUp, then 8" in shown
        till.submit(c.Say("ask_sign"))
        drill.hear(s.ReturnSigned("li"))
        till = await settle(pilot)
        assert "Say goodbye" in " ".join(text_of(till, "basket").split())


async def test_who_left_without_a_signature_is_told_of_and_no_hint_asks_for_it_any_more(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        till = await taken_back(pilot, drill)
        drill.hear(s.RefundAnswered(drill.last(f.RefundRequested).request, "approved"))
        till = await settle(pilot)
        drill.next_advice = Advice(c.Say("ask_sign"), "advice.return_sign")
        await pilot.press("f10")
        till = await settle(pilot)
        assert "Have the return slip signed" in text_of(till, "advice")
        drill.hear(s.CustomerLeft("li"))
        till = await settle(pilot)
        assert "was not signed" in " ".join(text_of(till, "message").split())
        assert "signed" not in text_of(till, "advice")
