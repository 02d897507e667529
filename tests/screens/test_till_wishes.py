"""Cards, points, members and invoices at the till: by keys alone, by mouse alone, in both languages."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.numbers import card_number
from simulator.kernel.policy import Points
from simulator.kernel.texts import Lang, Text
from simulator.pos.accounts import of_card, of_points
from simulator.screens.station.dialogs import Choose
from tests.screens.desk import MEMBER, NAMES, RULES, SCALE, TillApp, TillDrill, settle

Compare = Callable[..., bool]
WIDE, NARROW = (120, 40), (80, 24)
CARD, NEW = card_number("gift", 1), card_number("gift", 9)
PHONE = "13900000001"
BAKERY, NUMBER = Text("Riverside Bakery Ltd", "临江烘焙有限公司"), "91330106MA2B1C2D3C"


@pytest.fixture
def drill() -> TillDrill:
    """Granny Li with a card, points, and something to buy; Mr Zhang waits."""
    drill = TillDrill()
    till = drill.session.till
    till.rules = replace(RULES, points=Points(per=100))
    till.accounts.opening = {of_card(CARD): 2000, of_points(MEMBER): 850}
    drill.queue("li", "zhang")
    drill.serve("li", "milk", "rice", member=MEMBER)
    return drill


async def press(pilot: Pilot[None], *keys: str) -> Any:
    await pilot.press(*keys)
    return await settle(pilot)


async def test_a_card_held_out_is_charged_and_the_rest_stays_due(drill: TillDrill) -> None:
    async with TillApp(drill, "en").run_test(size=NARROW) as pilot:
        await settle(pilot)
        till = await press(pilot, "space", "space", "f8")
        drill.hear(s.GiftCardShown("li", CARD))
        till = await press(pilot, "ctrl+f4")
        assert (drill.last(f.PaymentTaken).kind, till.view.due) == ("gift", 3870)
        assert till.message.id == "till.told.card_spent"


async def test_a_scanner_that_names_the_kind_of_code_reads_a_card_all_the_same(drill: TillDrill) -> None:
    async with TillApp(drill, "en").run_test(size=NARROW) as pilot:
        await settle(pilot)
        till = await press(pilot, "space", "space", "f8")
        assert till.take_scan(f"]C0{CARD}", 100.0)
        await settle(pilot)
        assert drill.last(f.PaymentTaken).account == CARD


async def test_a_number_that_is_typed_while_paying_is_a_card(drill: TillDrill) -> None:
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "space", "space", "f8", *CARD, "enter")
        assert drill.last(f.PaymentTaken).account == CARD
        assert drill.last(c.TenderGift).code == CARD


async def test_points_as_many_as_may_be_or_as_typed(drill: TillDrill) -> None:
    async with TillApp(drill, "en").run_test(size=WIDE) as pilot:
        await settle(pilot)
        drill.hear(s.MemberShown("li", MEMBER))
        await press(pilot, "space", "space", "f5", "f8", *"300", "ctrl+f5")
        assert drill.last(f.PaymentTaken).points == 300
        await press(pilot, "ctrl+f5")
        assert drill.last(f.PaymentTaken).points == 500


async def test_a_new_card_is_asked_for_and_loaded(drill: TillDrill) -> None:
    async with TillApp(drill, "en").run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+f6", *NEW, "enter")
        till = await press(pilot, *"100", "enter")
        (line,) = till.view.lines
        assert (line.account, line.amount) == (NEW, 10_000)
        assert till.message.id == "till.told.line_added"


async def test_a_top_up_that_is_asked_for_takes_one_key_or_one_click(drill: TillDrill) -> None:
    async with TillApp(drill, "en").run_test(size=WIDE) as pilot:
        await settle(pilot)
        drill.hear(s.GiftCardShown("li", CARD, 5000))
        till = await settle(pilot)
        till.take(("action", "load_card"))
        till = await settle(pilot)
        assert [(line.account, line.amount) for line in till.view.lines] == [(CARD, 5000)]


@pytest.mark.parametrize(("answer", "enrolled"), [("1", True), ("2", False)])
async def test_the_till_asks_for_the_consent_too(drill: TillDrill, answer: str, enrolled: bool) -> None:
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        drill.hear(s.MembershipWanted("li", PHONE))
        await press(pilot, "space", "ctrl+f7")
        assert isinstance(pilot.app.screen, Choose)
        till = await press(pilot, answer)
        assert bool(till.session.till.accounts.enrolled) == enrolled
        assert till.view.member == (NAMES["li"] if enrolled else Text())


async def test_a_member_card_that_is_scanned_is_no_item(drill: TillDrill) -> None:
    card = "9529900000015"
    drill.session.till.rules = replace(drill.session.till.rules, members={card: NAMES["li"]})
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        till = await press(pilot, "space")
        till.take_scan(f"]E0{card}", 1.0)
        till = await settle(pilot)
        assert till.view.member == NAMES["li"]
        assert not [fact for fact in drill.facts if isinstance(fact, f.Refused)]


async def test_a_member_who_is_asked_before_the_first_item_is_one_from_that_on(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        till = await press(pilot, *MEMBER, "f5")
        assert (till.message.id, till.view.member) == ("till.member_kept", Text())
        till = await press(pilot, "space")
        assert till.view.member == Text("Mrs Li", "李奶奶")
        assert drill.last(f.MemberIdentified).total == 1180
        assert not [fact for fact in drill.facts if isinstance(fact, f.Refused)]


async def test_a_member_number_that_was_kept_goes_with_its_customer(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        till = await press(pilot, *MEMBER, "f5")
        drill.hear(s.CustomerLeft("li"))
        drill.serve("zhang", "milk")
        await settle(pilot)
        till = await press(pilot, "space")
        assert till.view.member == Text()


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_who_is_a_member_already_is_told_by_name(drill: TillDrill, lang: Lang) -> None:
    async with TillApp(drill, lang).run_test(size=NARROW) as pilot:
        await settle(pilot)
        drill.session.till.accounts.enrolled[PHONE] = NAMES["zhang"]
        till = await press(pilot, "space", *PHONE, "ctrl+f7", "1")
        assert NAMES["zhang"][lang] in till.message.text(till.words)


async def test_an_invoice_goes_to_whom_the_customer_names(drill: TillDrill) -> None:
    async with TillApp(drill, "en").run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "space", "f8", "ctrl+t")
        drill.hear(s.InvoiceWanted("li", BAKERY, NUMBER))
        await press(pilot, "ctrl+f8")
        assert isinstance(pilot.app.screen, Choose)
        till = await press(pilot, "1")
        made = drill.last(f.InvoiceRequested)
        assert (made.title, made.tax_no, made.as_wanted) == (BAKERY, NUMBER, True)
        assert till.message.id == "till.told.invoice_requested"


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_an_invoice_says_of_which_receipt_and_over_how_much(drill: TillDrill, lang: Lang) -> None:
    async with TillApp(drill, lang).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "space", "f8", "ctrl+t")
        sale = drill.last(f.SaleCompleted)
        await press(pilot, "ctrl+f8")
        dialog = pilot.app.screen
        assert isinstance(dialog, Choose)
        here = dialog.says(dialog.words)
        assert f"{sale.receipt}" in here
        assert drill.session.view.rules.currency.format(sale.total) in here
        await press(pilot, "escape")
        drill.hear(s.CustomerLeft("li"))
        await press(pilot, "ctrl+f8")
        dialog = pilot.app.screen
        assert isinstance(dialog, Choose)
        nobody = dialog.says(dialog.words)
        assert sale.receipt in nobody
        assert nobody != here, "nobody asked for it: that is said"


async def test_a_balance_is_looked_up_from_the_menu_or_the_card_in_sight(drill: TillDrill) -> None:
    async with TillApp(drill, "en").run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        drill.hear(s.GiftCardShown("li", CARD))
        till.run("check_balance")
        till = await settle(pilot)
        assert "20.00" in till.message.text(till.words)


async def test_what_is_scanned_is_told_by_what_the_till_is_doing(drill: TillDrill) -> None:
    """The same 18 digits are a weigh label among the goods and a phone's code at the payment; a card is a card."""
    label = SCALE.print("1001", 752, 755)
    async with TillApp(drill, "en").run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        till.take_scan(label, 1.0)
        till = await settle(pilot)
        assert [line.grams for line in till.view.lines] == [755]
        till = await press(pilot, "f8")
        till.take_scan(CARD, 2.0)
        till = await settle(pilot)
        assert drill.last(f.PaymentTaken).kind == "gift"
        till = await press(pilot, "space", "f8")
        till.take_scan(label, 3.0)
        till = await settle(pilot)
        assert drill.last(c.TenderMobile).code == f"26{'*' * 12}{label[-4:]}"


async def consent(pilot: Pilot[None], drill: TillDrill) -> None:
    drill.hear(s.MembershipWanted("li", PHONE))
    await pilot.press("space", "ctrl+f7")


async def buyer(pilot: Pilot[None], drill: TillDrill) -> None:
    await pilot.press("space", "f8", "ctrl+t")
    drill.hear(s.InvoiceWanted("li", BAKERY, NUMBER))
    await pilot.press("ctrl+f8")


async def parts(pilot: Pilot[None], drill: TillDrill) -> None:
    drill.hear(s.MemberShown("li", MEMBER))
    await pilot.press("space", "space", "f5", "f8")
    drill.hear(s.GiftCardShown("li", CARD))
    drill.hear(s.PointsOffered("li"))
    await pilot.press("ctrl+f4", "ctrl+f5")


@pytest.mark.parametrize(
    ("state", "lang", "size"),
    [
        (consent, "zh", NARROW),
        (consent, "en", WIDE),
        (buyer, "en", NARROW),
        (buyer, "zh", WIDE),
        (parts, "en", NARROW),
        (parts, "zh", WIDE),
    ],
)
def test_picture(snap_compare: Compare, drill: TillDrill, state: Any, lang: Lang, size: tuple[int, int]) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await state(pilot, drill)
        await settle(pilot)

    assert snap_compare(TillApp(drill, lang), terminal_size=size, run_before=play)
