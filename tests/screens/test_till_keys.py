"""Keys that mean something else while goods come back, and the keys of what is rarely done."""

from dataclasses import replace

import msgspec
import pytest
from textual.pilot import Pilot

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.facts import Sold
from simulator.kernel.returns import ReturnPolicy
from simulator.screens.actions import ACTIONS, BY_ID
from simulator.screens.briefing.keys import key_of
from simulator.screens.profiles import SHIPPED, load_profile
from simulator.screens.station.bars import key_label
from simulator.screens.station.dialogs import Choose
from simulator.screens.station.menu import Menu
from tests.screens.desk import RULES, TillApp, TillDrill, settle, text_of
from tests.screens.returned import receipt

RARE = {"identify_employee", "check_balance", "resolve_upload", "ask_shelf", "check_records", "record_complaint"}
"""Left to the menu, with `correct_change` and the age check, which asks by itself."""


@pytest.fixture
def drill() -> TillDrill:
    drill = TillDrill()
    drill.session.till.rules = replace(RULES, returns=ReturnPolicy(7), rights={})
    drill.session.till.clock = "2026-12-24T10:00"
    drill.serve("li", "milk")
    return drill


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_done_with_a_sale_or_a_return_has_a_key(name: str) -> None:
    keys = load_profile(name).keys
    of_returns = {"inspect_good", "remove_return_line", "start_exchange", "refund_otherwise", "cancel_return"}
    of_returns |= {"allow_exception"}  # these have keys of a sale while something comes back
    of_returns |= {"cancel_payment"}  # and this one the key that goes back from the payment, while a terminal waits
    keyless = {action.id for action in ACTIONS if action.id not in keys}
    assert keyless == RARE | of_returns | {"correct_change", "confirm_age", "refuse_age"}
    assert all(BY_ID[action].keyless for action in keyless)


async def returning(pilot: Pilot[None], drill: TillDrill) -> None:
    await settle(pilot)
    await pilot.press(*"1", "ctrl+f1")
    drill.hear(s.ReceiptsFound("number", drill.last(c.FindReceipt).value, (receipt(),)))
    await settle(pilot)


async def test_keys_of_a_sale_do_the_same_to_what_comes_back(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await returning(pilot, drill)
        till = await settle(pilot)
        till.submit(c.ReturnLine(2, 1))
        till = await settle(pilot)
        assert "F6 Exchange" in text_of(till, "footer")
        await pilot.press("delete")
        assert drill.last(f.ReturnLineRemoved).n == 1
        await pilot.press("ctrl+f12")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Choose)
        await pilot.press("1")
        assert drill.last(f.ReturnExceptionAllowed).reason
        till.submit(c.ReturnLine(2, 1))
        await settle(pilot)
        await pilot.press("f6")
        till = await settle(pilot)
        assert (drill.last(f.ExchangeStarted).credit, till.view.stage) == (3280, "idle")


async def test_the_whole_return_is_given_up_and_money_goes_another_way(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await returning(pilot, drill)
        await pilot.press("f20")
        await settle(pilot)
        await pilot.press("1")
        till = await settle(pilot)
        assert (drill.last(f.ReturnCancelled).lines, till.view.stage) == (0, "idle")
        await returning(pilot, drill)
        till.submit(c.ReturnLine(2, 1))
        await settle(pilot)
        await pilot.press("&", "1")
        till = await settle(pilot)
        assert [(r.kind, r.amount) for r in drill.last(f.ReturnCompleted).refunds] == [("cash", 3280)]


async def test_a_price_a_pack_and_a_gift_receipt_have_keys(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("space", *"9.90", "ctrl+f12", "1")
        till = await settle(pilot)
        assert drill.last(f.PriceOverridden).line.price == 990
        await pilot.press("ctrl+e")
        till = await settle(pilot)
        assert till.message.id == "refused.one_unit"
        await pilot.press("ctrl+home")
        till = await settle(pilot)
        assert till.message.id == "till.no_quick_keys"
        await pilot.press("f8", "end")
        await pilot.press("ctrl+end")
        assert drill.last(f.GiftReceiptIssued).receipt == drill.last(f.SaleCompleted).receipt


async def test_of_several_sales_of_today_the_one_meant_is_undone(drill: TillDrill) -> None:
    """The last one at once; where others were found, the till asks. One of an earlier day is none of them."""
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8", "end", "]")
        till = await settle(pilot)
        first = drill.last(f.SaleCompleted)
        earlier: Sold = receipt()
        today = msgspec.structs.replace(earlier, receipt="till-2-0003", sale="till-2/3", day="2026-12-24")
        till.session.till.found = {sold.receipt: sold for sold in (earlier, today)}
        await pilot.press("ctrl+delete")
        till = await settle(pilot)
        asked = pilot.app.screen
        assert isinstance(asked, Choose)
        assert [option.value for option in asked.rows.options] == [first.receipt, "till-2-0003"]
        await pilot.press("2", "1")
        till = await settle(pilot)
        assert (drill.last(f.ReturnCompleted).receipt, drill.last(f.ReturnCompleted).kind) == (
            "till-2-0003",
            "post_void",
        )


@pytest.mark.parametrize("typed", ["invoice", "发票", "Invo"])
async def test_the_menu_finds_what_is_typed_in_either_language(drill: TillDrill, typed: str) -> None:
    async with TillApp(drill, "zh").run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        menu = pilot.app.screen
        assert isinstance(menu, Menu)
        for sign in typed:
            menu.key(sign, sign)
        assert menu.rows.cursor == ("option", "request_invoice")
        assert typed in text_of(menu, "rows")
        menu.key("q", "q")
        assert menu.rows.hint == "till.menu.nothing"
        await pilot.press("backspace", "enter")
        till = await settle(pilot)
        assert till.message.id != "till.menu.nothing"


async def test_a_return_is_given_up_from_the_menu_by_its_name(drill: TillDrill) -> None:
    async with TillApp(drill, "zh").run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        till.submit(c.ReturnWithoutReceipt())
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        menu = pilot.app.screen
        assert isinstance(menu, Menu)
        for sign in "放弃退货":
            menu.key(sign, sign)
        shown = text_of(menu, "rows")
        assert key_label("f20") in next(row for row in shown.splitlines() if "放弃退货" in row)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("1")
        await settle(pilot)
        assert drill.last(f.ReturnCancelled)


async def test_briefing_menu_and_key_bar_name_the_same_key_for_a_refund(drill: TillDrill) -> None:
    async with TillApp(drill, "zh").run_test(size=(120, 40)) as pilot:
        till = await settle(pilot)
        briefed = key_of("finish_return", till.profile)
        till.submit(c.ReturnWithoutReceipt())
        till.submit(c.ReturnItem("milk", 1))
        till = await settle(pilot)
        assert f"{briefed} {till.title_of('finish_return')}" in text_of(till, "footer")
        await pilot.press("f9")
        await settle(pilot)
        menu = pilot.app.screen
        assert isinstance(menu, Menu)
        option = next(option for option in menu._options if option.value == "finish_return")
        assert option.detail(till.words).split()[0] == briefed == "F8"
