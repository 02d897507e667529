"""What is done by keys and by mouse at the stockroom's screen, and what comes there."""

from typing import Any

from textual.pilot import Pilot

from simulator.kernel import stimuli as s
from simulator.kernel.goods import FLOOR, Pile, Portion
from simulator.kernel.texts import Text
from tests.screens.backroom import settle
from tests.screens.pointing import click_on

WIDE, NARROW = (120, 40), (80, 24)
COUNT = s.TaskGiven(
    "T1", "count", Text("Count dairy on the sales floor", "盘点卖场乳品"), FLOOR, ("milk", "eggs", "soy")
)
SENT = s.TransferDispatched(
    "TR-77", "west", Text("West Street", "西街店"), (Portion("soy", 12, value=6000),), piles=(Pile("soy", 1, 6, 4),)
)
TWO_SENT = s.TransferDispatched(
    "TR-78", "west", Text("West Street", "西街店"), (Portion("soy", 12, value=6000), Portion("milk", 8, value=6000)),
    piles=(Pile("soy", 1, 6, 4), Pile("milk", 1, 8, 0)),
)  # fmt: skip

LIST = s.ListArrived(
    "LS-1", Text("Head office", "总部"), "LS-1.csv",
    "条码,品名,英文名称,分类,零售价,单位\n"
    "6901234567893,纯牛奶 1L,Milk 1 l,dairy,13.50,件\n"
    "6901234567892,纯牛奶 1L,Milk 1 l,dairy,,件\n"
    '96385074,大米 5kg,Rice 5 kg,grocery,"49,80",袋\n'
    '96385074,大米 5kg,Rice 5 kg,grocery,"49,80",袋\n'.encode("gbk"),
    (s.Proof(2, "6901234567892", 1350), s.Proof(3, "6901234567892", 1350), s.Proof(4), s.Proof(5)),
    Text("The new prices.", "新价格表。"),
)  # fmt: skip

DONE = ("down", "down", "down", "down", "down", "enter")
"""To the last row of a form, however far that is, and done."""


async def press(pilot: Pilot[None], *keys: str) -> Any:
    for key in keys:
        await pilot.press(key)
    return await settle(pilot)


async def click(pilot: Pilot[None], text: str) -> Any:
    await click_on(pilot, text)
    return await settle(pilot)
