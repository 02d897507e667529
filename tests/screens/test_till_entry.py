"""What is typed: digits, signs of any width, nonsense, Chinese where a key was meant; and scanners that type."""

import pytest
from textual import events
from textual.widgets import Input

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Lang, Text
from simulator.screens.station.dialogs import StationDialog
from simulator.screens.till.slip import SlipForm
from tests.pos.counter import MILK, RICE, SOY
from tests.screens.desk import SCALE, TillApp, TillDrill, settle, text_of


@pytest.fixture
def drill() -> TillDrill:
    drill = TillDrill()
    drill.serve("li", "milk", "soy", "rice")
    return drill


@pytest.mark.parametrize(
    ("keys", "message", "says"),
    [
        ((*"6901234567893", "enter"), "refused.code_check_digit", "check digit expected 2, got 3"),
        ((*"6901234500042", "enter"), "refused.unknown_code", "No item has the code 6901234500042"),
        ((*"12345", "enter"), "refused.code_length", "this has 5"),
        ((*"12ab", "enter"), "refused.code_characters", "digits only"),
        (("0", "asterisk"), "refused.quantity", "0 is no sensible quantity"),
        ((*"1000000000", "asterisk"), "refused.quantity", "1000000000 is no sensible quantity"),
        (("1", ".", ".", "5", "asterisk"), "till.bad_quantity", "1..5 is no quantity"),
        (("asterisk",), "till.multiplier_first", "Type the quantity first"),
        (("1", "0", "1", "enter"), "refused.code_length", "101"),
        (("牛",), "till.composed", "Press Shift"),
        (("pagedown",), "refused.counter_busy", "still at the counter"),
        (("f7",), "till.none_suspended", "No basket is suspended"),
        (("f8",), "refused.while_idle", "scan an item first"),
        (("home",), "refused.while_idle", "scan an item first"),
    ],
)
async def test_bad_input_gets_a_clear_sentence(
    drill: TillDrill, keys: tuple[str, ...], message: str, says: str
) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        if keys == ("home",):
            drill.hear(s.PhoneOffered("li", "134567890123456789"))
        await pilot.press(*keys)
        till = await settle(pilot)
        assert (till.message.id, till.entry) == (message, "")
        assert says in text_of(till, "message").replace("\n", " ").replace("   ", "")
        assert not list(till.view.lines)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("abc", "till.bad_amount"),
        ("0", "till.zero_amount"),
        ("1.234", "till.bad_amount"),
        ("999999999", "refused.amount"),
        ("12.", "till.told.payment_taken"),
        ("5", "till.told.payment_taken"),
    ],
)
async def test_cash_that_is_none_or_not_enough(drill: TillDrill, typed: str, message: str) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8", *typed, "enter")
        till = await settle(pilot)
        assert till.message.id == message
        assert till.view.stage == "tendering", "the sale is still open"


async def test_full_width_digits_and_signs_count_as_half_width(drill: TillDrill) -> None:
    async with TillApp(drill, "zh").run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for character in "３＊６９０１２３４５６７８９２":
            pilot.app.screen.post_message(events.Key(character, character))
        await pilot.press("enter")
        till = await settle(pilot)
    (line,) = till.view.lines
    assert (line.sku, line.quantity) == ("milk", 3)


async def test_composed_text_in_one_piece_is_answered_too(drill: TillDrill) -> None:
    async with TillApp(drill, "zh").run_test(size=(120, 40)) as pilot:
        till = await settle(pilot)
        pilot.app.post_message(events.Paste("牛奶"))
        await pilot.pause()
        assert text_of(till, "message").strip("! ").startswith("请按 Shift 切换英文输入")
        pilot.app.post_message(events.Paste("６９０"))
        await pilot.pause()
        assert till.entry == "690"


async def test_switching_the_language_keeps_what_was_typed(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        till = await settle(pilot)
        await pilot.press("space", *"690")
        await pilot.press("f12")
        till = await settle(pilot)
        assert till.entry == "690"
        assert "690" in text_of(till, "entry")
        assert "伊水纯牛奶 1L" in text_of(till, "message"), "what was said is said again in Chinese"
        assert "结算" in text_of(till, "footer")
        await pilot.press("f2", *"ys", "f12")
        await pilot.pause()
        dialog = pilot.app.screen
        assert isinstance(dialog, StationDialog)
        assert dialog.query_one(Input).value == "690ys"


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_everything_fits_into_80_by_24(drill: TillDrill, lang: Lang) -> None:
    drill.queue("zhang", "chen", "liu")
    app = TillApp(drill, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "f8")
        till = await settle(pilot)
        rows = app.screen._compositor.render_strips()
        assert {row.cell_length for row in rows} == {80}
        shown = "\n".join(row.text for row in rows)
        assert "培训 TRAINING" in shown
        for id in ("customer", "replies", "belt", "queue", "basket", "strip", "message", "entry", "footer"):
            assert till.query_one(f"#{id}").region.area, id
        assert text_of(till, "footer").count("F9") == 1
        assert not till.query_one("#roll").region


# --- payment codes, wherever they are typed

CODE, MASKED = "134567890123456789", "13************6789"


def kept(drill: TillDrill) -> str:
    """All that the journal holds, as text."""
    return "\n".join(repr(what) for what in drill.facts)


@pytest.mark.parametrize("key", ["enter", "home"])
async def test_a_payment_code_typed_while_paying_is_charged_like_a_scanned_one(drill: TillDrill, key: str) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8", *CODE, key)
        till = await settle(pilot)
        assert drill.last(c.TenderMobile) == c.TenderMobile(MASKED)
        assert drill.last(f.PaymentRequested).code == MASKED
        assert drill.last(c.TenderCash) is None
        assert (till.entry, CODE in kept(drill)) == ("", False)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("f8", *CODE, "end"), "till.typed_payment_code"),
        (("f8", *CODE, "insert"), "till.typed_payment_code"),
        (("f8", *CODE, "ctrl+t"), "till.typed_payment_code"),
        (("f8", *CODE, "space"), "till.typed_payment_code"),
        (("f8", *"28123456789012345678901234", "enter"), "till.bad_amount"),
        ((*CODE, "asterisk"), "till.payment_code_quantity"),
        ((*CODE, "slash"), "till.payment_code_quantity"),
        ((*CODE, "enter"), "refused.payment_code"),
        ((*CODE, "f4"), "refused.payment_code"),
        ((*CODE, "f5"), "refused.unknown_member"),
    ],
)
async def test_a_payment_code_is_repeated_nowhere(drill: TillDrill, keys: tuple[str, ...], told: str) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        drill.hear(s.PhoneOffered("li", "281111111111111111"))
        await pilot.press("space")
        await settle(pilot)
        if "slash" in keys:
            till = await settle(pilot)
            till.basket.choose(("line", "1"))
        await pilot.press(*keys)
        till = await settle(pilot)
        assert till.message.id == told
        shown = "".join(row.text for row in pilot.app.screen._compositor.render_strips())
        for text in (kept(drill), shown):
            assert CODE[2:-4] not in text
            assert "345678901234" not in text


async def test_digits_in_groups_as_a_phone_shows_them_are_a_payment_code(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8")
        pilot.app.post_message(events.Paste("1345 6789 0123 4567 89"))
        await pilot.press("enter")
        await settle(pilot)
    assert drill.last(c.TenderMobile) == c.TenderMobile(MASKED)


# --- a minus


@pytest.mark.parametrize("stage", [(), ("space",)])
async def test_a_negative_quantity_is_refused_and_not_taken_for_another(
    drill: TillDrill, stage: tuple[str, ...]
) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press(*stage, "minus")
        till = await settle(pilot)
        assert (till.entry, till.message.id) == ("-", "till.minus_typed")
        await pilot.press("1", "asterisk")
        till = await settle(pilot)
        assert (till.view.multiplier, till.message.id) == (1, "refused.quantity")
        assert "-1" in text_of(till, "message")


async def test_a_code_that_was_begun_is_no_cash_that_came_in(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("space", *"690", "f8")
        till = await settle(pilot)
        assert (till.view.stage, till.entry) == ("tendering", "")
        await pilot.press(*"100", "minus")
        till = await settle(pilot)
        assert (till.view.stage, till.entry) == ("scanning", ""), "nor is cash a code"
        await pilot.press("space", *"69", "pagedown")
        till = await settle(pilot)
        assert till.entry == "69", "what is typed stays as long as it is for the same"


async def test_minus_goes_back_from_the_payment_as_ever(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8", "minus")
        till = await settle(pilot)
        assert (till.view.stage, till.entry) == ("scanning", "")


async def test_who_goes_to_the_replies_says_one_whatever_was_left_in_the_entry_line(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("2", "0", "pageup", "1")
        till = await settle(pilot)
        assert (drill.last(c.Say).reply, till.entry) == ("greet", "20")
        await pilot.press("3", "4")
        till = await settle(pilot)
        assert till.entry == "2034", "what was begun is typed on"


async def test_a_replys_number_that_was_struck_first_stands_before_no_quantity(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("2", "pageup", "2", "6", "asterisk")
        till = await settle(pilot)
        assert (drill.last(c.Say).reply, till.entry, till.view.multiplier) == ("ask_member", "", 6)


# --- scanners that type -----------------------------------------------------------------------------------------------


def burst(app: TillApp, text: str, at: float, *, gap: float = 0.01, end: str = "enter") -> float:
    """Strike keys at given moments, whenever the app comes to handle them."""
    for key in [*text, end]:
        event = events.Key(key, "\r" if key == "enter" else key)
        event.time = at
        app.post_message(event)
        at += gap
    return at


async def test_a_thousand_scans_at_once_are_a_thousand_lines_in_order(drill: TillDrill) -> None:
    codes = [(MILK, SOY, RICE)[n * n % 3] for n in range(1000)]
    app = TillApp(drill)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        at = 100.0
        for code in codes:
            at = burst(app, code, at)
        till = await settle(pilot)
        assert [line.code for line in till.view.lines] == codes
        assert till.entry == ""
        assert f"{1000:>3} " in text_of(till, "basket")


async def test_slow_keys_are_typing(drill: TillDrill) -> None:
    app = TillApp(drill)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        burst(app, MILK, 100.0, gap=0.12)
        till = await settle(pilot)
    assert [what.how for what in till.view.lines] == ["code"]
    assert drill.last(c.EnterCode).code == MILK


async def test_a_burst_torn_in_two_by_a_stalled_machine_is_one_scan(drill: TillDrill) -> None:
    app = TillApp(drill)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        at = burst(app, MILK[:5], 100.0, end=MILK[5])
        burst(app, MILK[6:], at + 0.08)
        till = await settle(pilot)
        assert (drill.last(c.Scan).code, till.entry) == (MILK, "")


@pytest.mark.parametrize(
    ("typed", "kind"), [("10000", "cash"), ("134567890123456789", "mobile"), ("287654321098765432", "mobile")]
)
async def test_while_paying_only_a_payment_code_is_a_scan(drill: TillDrill, typed: str, kind: str) -> None:
    app = TillApp(drill)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8")
        burst(app, typed, 100.0)
        await settle(pilot)
    if kind == "cash":
        assert drill.last(c.TenderCash).amount == 1_000_000
    else:
        assert drill.last(f.PaymentRequested).code == f"{typed[:2]}{'*' * 12}{typed[-4:]}"


async def test_a_pin_typed_fast_is_no_scan(drill: TillDrill) -> None:
    app = TillApp(drill)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "space", "delete")
        await settle(pilot)
        burst(app, "8642", 100.0)
        till = await settle(pilot)
    assert [line.sku for line in till.view.lines] == ["milk", "soy"]
    assert drill.last(c.Scan).source == "virtual"


# --- a slip written by hand


@pytest.mark.parametrize(
    ("written", "says"), [("1..2", "1..2 is no amount"), ("12.345", "12.345 is no"), ("0", "0 is")]
)
async def test_what_cannot_be_read_is_not_left_off_a_slip_silently(drill: TillDrill, written: str, says: str) -> None:
    drill.hear(s.PowerFailed())
    app = TillApp(drill)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.till.run("write_slip")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, SlipForm)
        await pilot.press(*"12.80", "down", *written, "down", *"45.90", "down", "down", "down", "enter")
        await settle(pilot)
        assert app.screen is form, "it is still there"
        assert form.rows.cursor == ("option", "good:li-2")
        assert says in "\n".join("".join(span.text for span in line) for line in form.rows.shown)
        assert drill.last(c.WriteSlip) is None
        await pilot.press(*["backspace"] * len(written), *"9.95", "down", "down", "down", "down", "enter")
        await settle(pilot)
    assert drill.last(c.WriteSlip).prices == {"li-1": 1280, "li-2": 995, "li-3": 4590}


async def test_a_slip_reads_the_label_of_the_scale_counter_too() -> None:
    drill = TillDrill()
    drill.serve("li")
    label = SCALE.print("1001", amount=752, grams=755)
    drill.hear(s.CustomerLaid("li", (s.Good("li-1", "apples", Text("Apples", "苹果"), "clean", label, 755),)))
    drill.hear(s.PowerFailed())
    app = TillApp(drill)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.till.run("write_slip")
        await pilot.pause()
        shown = "\n".join("".join(span.text for span in line) for line in app.screen.rows.shown)
        assert "Label price 7.52" in shown


async def test_scanning_with_nobody_there_says_who_comes_next() -> None:
    async with TillApp(TillDrill()).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("space")
        till = await settle(pilot)
        assert till.message.id == "till.scan.nobody"
        assert "PgDn calls the next customer" in text_of(till, "message")
