"""What customers said, as long as it is to be read."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Lang, Text
from simulator.screens.till.screen import TillScreen
from tests.screens.desk import TillApp, TillDrill, settle, text_of
from tests.screens.returned import RECEIPT, brought_back, receipt

SHORT = Text("Excuse me, I am 2.20 short.", "你好，少找了我 2.20 元。")
WHY = Text("I'd like to return this, please. There is something wrong with it.", "你好，这个我想退一下。东西有毛病。")
GREETING = Text("Good day.", "您好。")
WHAT = Text("somethingwrong", "毛")
SIZES = [(80, 24), (120, 40)]


def seen(till: TillScreen) -> str:
    """The customer's pane without its line breaks."""
    return flat(text_of(till, "customer"))


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_who_missed_money_says_so_until_it_is_there(lang: Lang, size: tuple[int, int]) -> None:
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill, lang).run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8")
        drill.hear(s.CashOffered("li", {2000: 1}))
        await pilot.press(*"20", "enter")
        till = await settle(pilot)
        till.submit(c.GiveChange({500: 1}))
        drill.hear(s.ChangeDisputed("li", 220), s.CustomerSaid("li", "short_change", SHORT))
        till = await settle(pilot)
        assert flat(SHORT[lang]) in seen(till)
        till.submit(c.GiveChange({100: 2}))
        till = await settle(pilot)
        assert flat(SHORT[lang]) in seen(till), "0.20 of it is missing"
        till.submit(c.GiveChange({10: 2}))
        till = await settle(pilot)
        assert till.view.change_owed == 0
        assert flat(SHORT[lang]) not in seen(till), "it is right now"
        drill.hear(s.CustomerSaid("li", "short_change", SHORT))
        till = await settle(pilot)
        assert flat(SHORT[lang]) in seen(till), "said anew"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_why_something_comes_back_is_read_beside_a_greeting(lang: Lang, size: tuple[int, int]) -> None:
    drill = brought_back()
    async with TillApp(drill, lang).run_test(size=size) as pilot:
        await settle(pilot)
        drill.hear(s.CustomerSaid("li", "return_refund", WHY))
        till = await settle(pilot)
        assert WHAT[lang] in seen(till)
        drill.hear(s.CustomerSaid("li", "greeting", GREETING))
        till = await settle(pilot)
        assert WHAT[lang] in seen(till)
        assert flat(GREETING[lang]) in seen(till)
        await pilot.press("ctrl+f1")
        drill.hear(s.ReceiptsFound("code", RECEIPT, (receipt(),)))
        till = await settle(pilot)
        assert WHAT[lang] in seen(till), "as long as it is not settled"
        till.submit(c.CancelReturn("other"))
        drill.hear(s.CustomerSaid("li", "return_refused", Text("All right, then I keep it.", "那好吧，不退了。")))
        till = await settle(pilot)
        assert WHAT[lang] not in seen(till), "they keep it"
