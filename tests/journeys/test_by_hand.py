"""A newcomer's first minute: few keys, a small terminal, the mouse alone, and the other language in between."""

import re

import pytest

from simulator.kernel import facts as f
from tests.journeys.shadow import Shadow


@pytest.fixture
def followed(home):
    """The run that the lobby opened, once it is there."""
    kept = []

    def follow(terminal):
        kept.append(Shadow(home))
        terminal.meanwhile(kept[0].find, "expected a run in the journal")
        return kept[0]

    yield follow
    for shadow in kept:
        shadow.close()


def first_item(terminal, shadow):
    """Wait until the first line stands in the basket, on the screen and in the journal."""
    terminal.until(lambda shown: re.search(r"^.*▕\s+1.\S.* 12\.80", shown, re.M) is not None, "expected a line")
    terminal.meanwhile(lambda: shadow.count(f.LineAdded), "expected it in the journal")
    return shadow.all(f.LineAdded)[0].line


def test_a_first_time_user_sells_with_four_keys(run, followed):
    """Each screen says which key comes next."""
    terminal = run()
    assert "Press Enter" in terminal.see("NEXT FOR ME", "Press Enter")
    terminal.press("enter")
    terminal.see("Start: coach   Enter")
    terminal.press("enter")
    shadow = followed(terminal)
    terminal.see("Next customer: Press PgDn.", "➤PgDn", "Mr Wang")
    terminal.press("pagedown")
    terminal.see("“hello”: Press PgUp, then 1.", "Space Scan")
    terminal.press("space")
    assert first_item(terminal, shadow).how == "scan"


def test_eighty_by_twentyfour(run, followed):
    terminal = run(columns=80, rows=24)
    for shown in terminal.see("NEXT FOR ME", "培训 TRAINING", "First sale"), terminal.text:
        assert max(map(len, shown.splitlines())) <= 80
    terminal.press("enter")
    terminal.see("SITUATION", "Start: coach", "培训 TRAINING")
    terminal.press("enter")
    shadow = followed(terminal)
    terminal.see("BASKET", "BELT", "QUEUE", "Mr Wang", "培训 TRAINING")
    terminal.press("pagedown")
    terminal.see("Yishui Whole Milk")
    terminal.press("space")
    assert first_item(terminal, shadow).sku == "milk_1l"
    terminal.see("TOTAL", "12.80")


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])
def test_the_mouse_alone(run, followed, columns, rows):
    """Not a key is pressed from the lobby to the first item and back to the belt."""
    terminal = run(columns=columns, rows=rows)
    terminal.see("NEXT FOR ME")
    terminal.click("First sale", right=2)
    terminal.see("SITUATION")
    terminal.click("Start: coach")
    shadow = followed(terminal)
    terminal.see("BELT", "Mr Wang")
    terminal.click("PgDn Next customer")
    terminal.see("Yishui Whole Milk")
    terminal.click("hello")
    terminal.click("Yishui Whole Milk", right=1)
    line = first_item(terminal, shadow)
    assert (line.sku, line.how) == ("milk_1l", "scan")
    terminal.click("Baisui" if terminal.places("Baisui") else "Yishui Whole Milk", right=1)
    assert terminal.see("TOTAL")


def test_the_language_changes_under_the_fingers(run):
    """What was typed stays: a name in a dialog, a code at the till."""
    terminal = run()
    terminal.see("NEXT FOR ME")
    terminal.press("f2")
    terminal.see("Who sits here?")
    terminal.click("A new name")
    terminal.press(*"Zhang San")
    terminal.see("Zhang San")
    terminal.press("f12")
    terminal.see("Zhang San", "中文", gone="Who sits here?")
    terminal.press(*" Jr")
    terminal.see("Zhang San Jr")
    terminal.write(b"\r\r")  # twice by mistake, and at once: added once
    terminal.see("我是 Zhang San Jr")
    terminal.press("f2")
    assert terminal.see("谁来操作", "Zhang San Jr  收银员").count("Zhang San Jr  收银员") == 1
    terminal.press("escape")
    terminal.see("我是", gone="谁来操作")
    terminal.press("f12")
    terminal.see("NEXT FOR ME")
    terminal.press("enter")
    terminal.see("SITUATION")
    terminal.press("enter")
    terminal.see("BELT", "QUEUE")
    terminal.press(*"9520")
    terminal.see(" 9520▁")
    terminal.press("f12")
    terminal.see(" 9520▁", gone="QUEUE")
    terminal.press("7")
    terminal.see(" 95207▁")
    terminal.press("f12")
    terminal.see(" 95207▁", "QUEUE", "BASKET")


def test_composed_chinese_and_full_width_digits(run):
    """An input method left on: Chinese is answered in words, full-width digits count as digits, nothing breaks."""
    terminal = run("play", "first-sale", "--pace", "5")
    terminal.see("BELT", "QUEUE")
    terminal.write("９５２".encode())
    terminal.see(" 952▁")
    terminal.write("结算".encode())
    terminal.see("!", " 952▁")
    terminal.press("backspace", "backspace", "backspace")
    terminal.see(" ▁")
