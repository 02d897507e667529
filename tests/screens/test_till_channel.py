"""The payment channel on screen: what is unknown, taken twice or not reached is seen, and its keys lie at hand."""

import pytest
from textual.pilot import Pilot

from grading.wording import Wording
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.screens.till.screen import TillScreen
from tests.screens.desk import SCALE, TillApp, TillDrill, settle, text_of

WIDE, NARROW = (120, 40), (80, 24)
AMBIGUOUS = SCALE.print("1001", amount=752, grams=755)
"""A weigh label to a scanner, a payment code of Alipay's to a phone."""


@pytest.fixture
def drill() -> TillDrill:
    drill = TillDrill()
    drill.serve("li", "milk", "soy")
    return drill


async def charge(pilot: Pilot[None], drill: TillDrill, outcome: str) -> TillScreen:
    """A card, and how the channel answers."""
    await pilot.press("insert")
    request = drill.last(f.PaymentRequested).request
    drill.hear(s.PaymentAnswered(request, outcome))
    return await settle(pilot)


async def total(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("space", "space", "f8")


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize(("lang", "query", "reverse"), [("en", "Query payment", "Reverse"), ("zh", "查询支付", "冲正")])
async def test_an_unknown_payment_is_queried_then_reversed(
    drill: TillDrill, lang: str, query: str, reverse: str, size: tuple[int, int]
) -> None:
    async with TillApp(drill, lang).run_test(size=size) as pilot:  # type: ignore[arg-type]  # a Lang
        await total(pilot)
        till = await charge(pilot, drill, "timeout")
        footer = text_of(till, "footer")
        assert query in footer
        assert reverse in footer
        await pilot.press("ctrl+y")
        request = drill.last(f.PaymentQueried).request
        drill.hear(s.PaymentAnswered(request, "timeout"))
        till = await settle(pilot)
        assert till.message.id == "till.told.query_unanswered"
        await pilot.press("percent_sign")
        till = await settle(pilot)
        assert till.message.id == "till.told.reversal_requested"
        drill.hear(s.ReversalAnswered(request, "pending"))
        till = await settle(pilot)
        assert till.message.id == "till.told.reversal_pending"
        shown = text_of(till, "devices") if size == WIDE else text_of(till, "strip")
        assert till.words("till.terminal.reversing") in shown
        drill.hear(s.ReversalAnswered(request, "reversed"))
        till = await settle(pilot)
        assert till.message.id == "till.told.payment_reversed"
        assert "22.75" in text_of(till, "message")
        await pilot.press("minus")
        assert (await settle(pilot)).view.stage == "scanning", "nothing is open: the basket may change"


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize(("lang", "cancel"), [("en", "Cancel request"), ("zh", "取消收款")])
async def test_a_terminal_that_waits_is_called_off_with_the_key_that_goes_back(
    drill: TillDrill, lang: str, cancel: str, size: tuple[int, int]
) -> None:
    async with TillApp(drill, lang).run_test(size=size) as pilot:  # type: ignore[arg-type]  # a Lang
        await total(pilot)
        await pilot.press("insert")
        request = drill.last(f.PaymentRequested).request
        drill.hear(s.PaymentAwaited(request))
        till = await settle(pilot)
        assert till.message.id == "till.told.payment_awaited_card"
        assert f"- {cancel}" in text_of(till, "footer")
        shown = text_of(till, "devices") if size == WIDE else text_of(till, "strip")
        assert till.words("till.terminal.awaited") in shown
        await pilot.press("escape")
        till = await settle(pilot)
        assert till.view.awaiting_customer, "Esc cancels nothing"
        assert till.message.id == "till.escape_awaiting"
        assert " -" in text_of(till, "message"), "and names the key that does"
        await pilot.press("f22")
        drill.hear(s.PaymentAnswered(request, "unknown"))
        till = await settle(pilot)
        assert till.message.id == "till.told.query_awaited", "nothing can be reversed yet: no word of it"
        await pilot.press("minus")
        till = await settle(pilot)
        assert till.message.id == "till.told.payment_cancel_requested"
        drill.hear(s.PaymentAnswered(request, "called_off"))
        till = await settle(pilot)
        assert till.message.id == "till.told.payment_cancelled"
        assert "22.75" in text_of(till, "message")
        await pilot.press("minus")
        assert (await settle(pilot)).view.stage == "scanning", "the key goes back from the payment again"


async def test_too_late_and_given_up_are_said(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await total(pilot)
        await pilot.press("insert", "minus")
        drill.hear(s.PaymentAnswered("till-1-1", "bank_asked"))
        till = await settle(pilot)
        assert "Too late to cancel: the bank is deciding on 22.75. Wait for its answer." in text_of(till, "message")
        drill.hear(s.PaymentAnswered("till-1-1", "declined"))
        await settle(pilot)
        await pilot.press("insert")
        drill.hear(s.PaymentAnswered("till-1-2", "not_presented"))
        till = await settle(pilot)
        assert "22.75 was not charged. Ask for another way to pay." in " ".join(text_of(till, "message").split())


async def test_of_several_payments_one_is_chosen(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await total(pilot)
        await charge(pilot, drill, "timeout")
        await charge(pilot, drill, "timeout")
        await pilot.press("percent_sign")
        await pilot.pause()
        rows = "\n".join("".join(span.text for span in line) for line in pilot.app.screen.query_one("#rows").shown)  # type: ignore[attr-defined]
        assert "till-1-1" in rows
        assert "no answer" in rows
        await pilot.press("2")
        await settle(pilot)
    assert drill.last(c.ReversePayment).request == "till-1-2"


async def test_nothing_to_reverse_or_query_is_said(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await total(pilot)
        await pilot.press("percent_sign")
        assert (await settle(pilot)).message.id == "till.none_reversible"
        await pilot.press("ctrl+y")
        assert (await settle(pilot)).message.id == "till.none_unanswered"


async def test_a_refused_payment_can_be_queried(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await total(pilot)
        till = await charge(pilot, drill, "declined")
        assert "Query payment" not in text_of(till, "footer")
        drill.hear(s.CustomerSaid("li", "charged_anyway", s.Text("It was charged!", "扣款了！")))
        till = await settle(pilot)
        assert "Query payment" in text_of(till, "footer")
        await pilot.press("ctrl+y")
        await settle(pilot)
    assert drill.last(f.PaymentQueried).request == "till-1-1"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_channel_that_is_not_reached_is_switched(drill: TillDrill, size: tuple[int, int]) -> None:
    async with TillApp(drill).run_test(size=size) as pilot:
        await total(pilot)
        till = await charge(pilot, drill, "offline")
        assert "The main payment channel is down; nothing was charged. First “Switch channel”." in text_of(
            till, "message"
        ).replace("\n   ", " ")
        assert "main channel" in text_of(till, "header"), "what is wrong keeps its place"
        assert "Switch channel" in text_of(till, "footer")
        await pilot.press("ampersand")
        till = await settle(pilot)
        assert "standby channel" in text_of(till, "header")
        assert "Switch channel" not in text_of(till, "footer")
        await pilot.press("insert")
        await settle(pilot)
    assert drill.last(f.PaymentRequested).channel == "standby"


async def test_a_double_names_the_way_out(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await total(pilot)
        await charge(pilot, drill, "timeout")
        await charge(pilot, drill, "approved")
        drill.hear(s.PaymentAnswered("till-1-1", "approved"))
        till = await settle(pilot)
        assert "“Reverse payment” gives it back" in text_of(till, "message")
        await pilot.press("percent_sign")
        await settle(pilot)
    assert drill.last(f.PaymentReversalRequested).was == "doubled"


async def test_a_code_of_18_digits_is_a_label_while_selling_and_a_payment_while_paying(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        till.take_scan(AMBIGUOUS, 1.0)
        assert drill.last(c.Scan).code == AMBIGUOUS
        await total(pilot)
        till.take_scan(AMBIGUOUS, 5.0)
        await settle(pilot)
    assert drill.last(f.PaymentRequested).code == f"26************{AMBIGUOUS[-4:]}"


@pytest.mark.parametrize(
    ("lang", "main", "standby"),
    [("en", "main payment channel", "standby payment channel"), ("zh", "主支付通道", "备用支付通道")],
)
def test_a_debrief_calls_a_channel_as_the_till_does(lang: Lang, main: str, standby: str) -> None:
    """It spoke of a "main channel", and did not say of what."""
    words = Words(lang)
    say = Wording(words, lang)
    for stored, name in (("main", main), ("standby", standby)):
        assert say.value("payment_declined", "channel", stored) == name
        assert words(f"till.channel.{stored}") == name
