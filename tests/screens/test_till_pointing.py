"""The coach says the way to what it advises; and where digits go is said by the entry line."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Lang, Text
from simulator.screens.till.screen import TillScreen
from tests.pos.counter import MILK, SOY
from tests.screens.desk import Advice, TillApp, TillDrill, settle, text_of

NARROW = (80, 24)


def advice_of(till: TillScreen) -> str:
    return "".join(text_of(till, "advice").split())


@pytest.fixture
def drill() -> TillDrill:
    drill = TillDrill("coach")
    drill.serve("li", "milk", "soy")
    return drill


@pytest.fixture
def alone() -> TillDrill:
    """Without a coach."""
    drill = TillDrill()
    drill.serve("li", "milk")
    return drill


@pytest.mark.parametrize(
    ("lang", "item", "go", "choose", "chosen"),
    [
        ("en", "line1(YishuiWholeMilk1L)", "Tabtothebasket", "Chooseline1", "ischosen:pressDel"),
        ("zh", "第1行（伊水纯牛奶1L）", "按Tab到购物清单", "用↑↓选中第1行", "已选中：按Del"),
    ],
)
async def test_a_line_is_named_with_the_way_to_it(
    drill: TillDrill, lang: Lang, item: str, go: str, choose: str, chosen: str
) -> None:
    app = TillApp(drill, lang)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("space")
        drill.next_advice = Advice(c.VoidLine(1), "advice.void_unwanted", {"good": "X"})
        await pilot.press("space")
        till = await settle(pilot)
        assert item in advice_of(till).replace("Line1", "line1")
        assert go in advice_of(till)
        assert "➤Yishui" in text_of(till, "basket").replace("➤ ", "➤") or "➤伊水" in text_of(till, "basket")
        await pilot.press("tab")
        till = await settle(pilot)
        assert go not in advice_of(till)
        assert choose in advice_of(till)
        await pilot.press("up")
        till = await settle(pilot)
        assert chosen in advice_of(till)
        await pilot.press("delete")
        await settle(pilot)
        assert drill.last(f.LineVoided).line == 1


async def test_what_was_held_back_is_followed_by_what_is_right(drill: TillDrill) -> None:
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        drill.next_advice = Advice(c.Scan(SOY, "li-2"), "advice.scan_next", {"good": "X"})
        drill.hear(s.CoachStopped("void_line", reason="held.void_wanted", given={"item": "X", "line": "1"}))
        till = await settle(pilot)
        assert "不能取消。现在该做：扫码：" in advice_of(till)
        assert "按Space。" in advice_of(till)


async def test_an_answer_that_was_held_back_is_not_named_twice(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        drill.next_advice = Advice(
            c.Say("look_it_up"), "advice.answer", {"question": "Cheaper?", "answer": "A moment."}
        )
        drill.hear(s.CoachStopped("say", reason="held.answer", given={"answer": Text("A moment.", "请稍等。")}))
        till = await settle(pilot)
        assert "Now:" in advice_of(till)
        assert advice_of(till).count("Say:") == 1, "its words stand there already"


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_digits_to_key_in_are_told_once(drill: TillDrill, lang: Lang) -> None:
    drill.next_advice = Advice(c.EnterCode("6901", "li-1"), "advice.enter_code", {"good": "X", "code": "6901"})
    async with TillApp(drill, lang).run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        assert advice_of(till).count("6901") == 1


@pytest.mark.parametrize(
    ("advice", "said"),
    [
        (Advice(c.Say("greet"), "advice.greet"), "“您好”：按 PgUp，再按 1。"),
        (Advice(None, "advice.wait_goods"), "没有可扫的商品，等顾客。"),
        (Advice(c.CheckTrolley(), "advice.check_trolley"), "查看购物车：按 \\。"),
        (
            Advice(c.EnterCode("6901", "li-1"), "advice.enter_code", {"good": "X", "code": "6901"}),
            "输入 6901，再按 Enter。",
        ),
    ],
)
async def test_the_middle_of_the_screen_says_what_the_coach_says(drill: TillDrill, advice: Advice, said: str) -> None:
    drill.next_advice = advice
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        assert said in text_of(till, "basket")
        assert "扫描第一件商品" not in text_of(till, "basket")


async def test_a_good_whose_price_is_asked_for_is_to_be_chosen(drill: TillDrill) -> None:
    drill.next_advice = Advice(c.CheckPrice(SOY), "advice.check_price", {"item": "X"})
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        assert "在传送台用↑↓选中海滩生抽酱油500ml，再按F4" in advice_of(till)
        assert "价格是" not in text_of(till, "replies")
        await pilot.press("down")
        till = await settle(pilot)
        assert "按F4。" in advice_of(till)
        assert "↑↓" not in advice_of(till)
        drill.next_advice = Advice(c.Say("say_price"), "advice.say_price", {"item": "X", "amount": "9.95"})
        await pilot.press("f4")
        till = await settle(pilot)
        assert drill.last(f.PriceShown).sku == "soy"
        assert "按PgUp，再按0。" in advice_of(till), "with a digit of its own"
        await pilot.press("pageup", "enter")
        till = await settle(pilot)
        assert drill.last(f.Said).reply == "say_price"
        assert "海滩生抽酱油 500ml，9.95" in text_of(till, "message")


async def test_a_hint_marks_the_good_whose_price_is_asked_for(alone: TillDrill) -> None:
    alone.next_advice = Advice(c.CheckPrice(MILK), "advice.check_price", {"item": "X"})
    async with TillApp(alone).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f10")
        till = await settle(pilot)
        assert "➤ Yishui" in text_of(till, "belt"), "as any other good that is to be taken in hand"


async def test_digits_are_replies_while_those_are_chosen_and_nowhere_else(alone: TillDrill) -> None:
    async with TillApp(alone, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("5", "tab")
        await pilot.press("2")
        till = await settle(pilot)
        assert till.entry == "52"
        assert "条码" in text_of(till, "entry")
        await pilot.press("pageup")
        till = await settle(pilot)
        assert "应答" in text_of(till, "entry")
        await pilot.press("0")
        till = await settle(pilot)
        assert till.entry == "52", "no reply has that number, and it is no code either"
        assert till.message.kind == "info"
        await pilot.press("1")
        till = await settle(pilot)
        assert alone.last(f.Said).reply == "greet"
        assert till.entry == "52"
        assert "条码" in text_of(till, "entry")


async def test_a_thank_you_that_comes_late_is_no_mistake(alone: TillDrill) -> None:
    async with TillApp(alone, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("pageup")
        alone.hear(s.CustomerLeft("li"))
        till = await settle(pilot)
        assert till.focused is till.belt, "nobody is spoken to: digits are codes again"
        await pilot.press("pageup", "6")
        till = await settle(pilot)
        assert till.message.kind == "info"
        assert "不用说了" in text_of(till, "message")
        alone.session.submit(c.Say("thank"), alone.clock.now())
        till = await settle(pilot)
        assert till.message.kind == "info"


async def test_what_is_to_be_done_in_a_moment_is_named_with_its_key(drill: TillDrill) -> None:
    drill.next_advice = Advice(None, "advice.wait_basket", {"name": "Ann", "ticket": "till-1#1"})
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        assert "till-1#1isstillsuspendedhere" in advice_of(till)
        assert f"Resume:press{till.key_label('resume_sale')}." in advice_of(till)
