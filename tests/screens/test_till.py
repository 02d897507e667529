"""The till as a person uses it: by keyboard alone, by mouse alone, and what it prints."""

from dataclasses import replace

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Lang, Text, cells
from simulator.screens.till.bars import TillHeader
from simulator.screens.till.screen import TillScreen
from tests.screens.desk import MEMBER, SCENARIO, TillApp, TillDrill, settle, text_of
from tests.screens.fake_house import Someone
from tests.screens.pointing import click

WIDE, NARROW = (120, 40), (80, 24)


@pytest.fixture
def drill() -> TillDrill:
    return TillDrill()


async def test_a_scan_adds_a_line_and_says_so(drill: TillDrill) -> None:
    drill.serve("li", "milk", "soy")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("space")
        till = await settle(pilot)
        assert [line.sku for line in till.view.lines] == ["milk"]
        assert "Yishui Whole Milk" in text_of(till, "basket")
        assert "12.80" in text_of(till, "message")
        assert till.belt.selected is not None
        assert till.belt.selected.look == Text("Haitan Light Soy Sauce 500 ml", "海滩生抽酱油 500ml"), (
            "the next one is in hand"
        )


async def test_a_cash_sale_by_keyboard_alone(drill: TillDrill) -> None:
    drill.serve("li", "milk", "soy", member=MEMBER)
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("pageup", "1", "space", "space")
        drill.hear(s.MemberShown("li", MEMBER))
        await pilot.press("f5", "f8")
        drill.hear(s.CashOffered("li", {5000: 1}))
        till = await settle(pilot)
        await pilot.press(*"50", "enter")
        till = await settle(pilot)
        assert drill.last(f.SaleCompleted).change == 2830
        assert till.focused is till.tray
        await pilot.press("2", "down", "right", "down", "3", "down", "down", "3")
        await pilot.press("down")  # a key that is no digit: what looked like the beginning of a scan was typing
        assert till.tray.hand == {1000: 2, 500: 1, 100: 3, 10: 3}
        await pilot.press("enter")
        await settle(pilot)
        assert drill.last(f.ChangeGiven).so_far == 2830
        await pilot.press("enter")  # the hands have gone on to the note
        till = await settle(pilot)
        assert drill.last(f.CashTaken).amount == 5000
        await pilot.press("right_square_bracket")
        till = await settle(pilot)
    said = [what.reply for what in drill.facts if isinstance(what, c.Say)]
    assert said == ["greet"]
    assert (till.view.stage, till.view.drawer_open) == ("idle", False)
    assert not [what for what in drill.facts if isinstance(what, f.Refused)]


async def test_a_cash_sale_by_mouse_alone(drill: TillDrill) -> None:
    drill.queue("li")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await click(pilot, "Next customer")
        assert drill.last(f.NextCalled).customer == "li"
        drill.serve("li", "milk", "soy", label2="smudged")
        till = await settle(pilot)
        await click(pilot, "hello")
        await click(pilot, "Yishui Whole Milk")
        await click(pilot, "Haitan")
        for digit in "6901234500008":
            await click(pilot, f" {digit} ", "#entry")
        await click(pilot, "⏎")
        assert [line.how for line in till.view.lines] == ["scan", "code"]
        await click(pilot, "Pay")
        drill.hear(s.CashOffered("li", {2000: 1, 500: 1}))
        await settle(pilot)
        await click(pilot, " 2 ", "#entry")
        await click(pilot, " 5 ", "#entry")
        await click(pilot, "⏎")
        till = await settle(pilot)
        assert till.view.change_due == 230
        await pilot.click("#tray", offset=_plus(till, "¥1 "))
        await pilot.click("#tray", offset=_plus(till, "¥1 "))
        for _ in range(3):
            await pilot.click("#tray", offset=_plus(till, "¥0.10"))
        await click(pilot, "Hand over")
        await click(pilot, "Cash received")
        await click(pilot, "Close the drawer")
        till = await settle(pilot)
    assert drill.last(f.ChangeGiven).so_far == 230
    assert drill.last(f.DrawerClosed) is not None
    assert till.view.stage == "idle"


def _plus(till: TillScreen, note: str) -> tuple[int, int]:
    """Where the + of a denomination stands."""
    for y, line in enumerate(till.tray.shown):
        text = "".join(span.text for span in line)
        if f"{note} " in f"{text} ":
            return cells(text[: text.rindex("+")]), y
    raise AssertionError(note)


async def test_a_payment_code_is_masked_and_a_picture_is_none(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("space", "f8")
        drill.hear(s.PhoneOffered("li", "134567890123456789", live=False))
        await pilot.press("space")
        assert till.message.id == "till.scan.picture"
        drill.hear(s.PhoneOffered("li", "134567890123456789"))
        await pilot.press("space")
        await settle(pilot)
    assert drill.last(f.PaymentRequested).code == "13************6789"
    commands = [what for what in drill.facts if isinstance(what, c.Command)]
    assert not any("134567890123456789" in str(command) for command in commands)


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_a_long_title_never_touches_who_stands_where(drill: TillDrill, lang: Lang) -> None:
    """Who stands where gives way, before there is nothing between the two."""
    async with TillApp(drill, lang).run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        seen = set()
        for length in range(1, 46):
            drill.scenario = replace(SCENARIO, title=Text("T" * length, "T" * length))
            till.query_one(TillHeader).sync()
            header = text_of(till, "header")
            who = header.find(till.words.station("till-1"))
            assert who < 0 or header[who - 1] == " "
            seen.add(who >= 0)
        assert seen == {True, False}


async def test_the_header_names_who_plays_beside_the_badge(drill: TillDrill) -> None:
    drill.person = Someone("p1", "小李", "cashier")
    async with TillApp(drill, "zh").run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        assert "1号台 · 小李（工牌 王芳）" in text_of(till, "header")
        drill.person = Someone("p1", "王芳", "cashier")
        till.sync()
        till = await settle(pilot)
        assert "1号台 · 王芳 " in text_of(till, "header")


async def test_the_menu_reaches_every_action(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await click(pilot, "Weigh")
        till = await settle(pilot)
    assert till.view.on_scale == "li-1"


async def test_the_receipt_rolls_out_row_by_row(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill, "zh").run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8", "end")
        drill.hear(s.ReceiptPrinted(drill.last(f.ReceiptIssued).document))
        till = await settle(pilot)
        first = text_of(till, "roll")
        assert "培训小票 不作凭证 TRAINING" in first
        assert "合计" not in first
        drill.seconds += 5
        till = await settle(pilot)
        assert "¥12.80" in text_of(till, "roll")


async def test_a_printer_that_fails_says_what_to_do(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8", "end")
        drill.hear(s.PrinterFailed(drill.last(f.ReceiptIssued).document, "EPTR_REC_EMPTY"))
        till = await settle(pilot)
        assert "Change the paper, then reprint" in text_of(till, "message").replace("\n", " ")
        assert "printer ! stopped" in text_of(till, "devices"), "neither is cut"
        assert "Change paper" in text_of(till, "footer")
