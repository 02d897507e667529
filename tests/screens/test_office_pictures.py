"""The desk's pages as pictures, each in both languages: one at the best size, one at the smallest."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from simulator.drill.desk import incident_papers
from simulator.drill.desk.cases import drawer
from simulator.drill.desk.differences import differing
from simulator.kernel import stimuli as s
from simulator.kernel.desk import Sheet
from simulator.kernel.draws import Draws
from simulator.kernel.papers import Paper
from simulator.kernel.promotions import Goods, Nth, When
from simulator.kernel.texts import Text
from tests.screens.office import LIN, TAN, DeskApp, DeskDrill, settle
from tests.screens.test_office import NARROW, WIDE, press

SHEN = Text("Project lead Shen", "项目经理沈工")
MILK, SOY = Text("Milk 1 l", "纯牛奶 1L"), Text("Soy sauce", "酱油")


async def checklist(pilot: Pilot[None], drill: DeskDrill) -> None:
    await press(pilot, "f13", "enter")


async def trouble(pilot: Pilot[None], drill: DeskDrill) -> None:
    sheets = Sheet("device", {}, {"finding": "printer_broken"}), Sheet("others", {"affected": 0, "tills": 1})
    says = Text("It only hums.", "只嗡嗡响，不出纸。")
    drill.hear(s.TroubleReported("t1", "device_dead", "printer", LIN, "till-2", says, sheets))
    await settle(pilot)
    await press(pilot, "space", "1", "2", "f8", "2", "1")


async def incident(pilot: Pilot[None], drill: DeskDrill) -> None:
    papers = incident_papers.at_first("all_tills", "update", Draws(1, "x"))
    says = Text("Nothing works any more!", "全都动不了了！")
    drill.hear(s.IncidentCame("i1", LIN, says, papers, ("it_hotline",)))
    await settle(pilot)
    await press(pilot, "space", "1", "escape", "f8", "1", "f7", "1")


async def cutover(pilot: Pilot[None], drill: DeskDrill) -> None:
    stock = Paper("stock_lists", (("L01", MILK, 24, 48), ("L02", SOY, 12, 12), ("L03", MILK, 30, 27)))
    late = Paper("late_sales", (("L03", MILK, 3),))
    drill.hear(s.CutoverBegun("n1", SHEN, Text("Ready.", "准备好了。"), (stock, late)))
    await settle(pilot)
    await press(pilot, "space", "2", "1", "f8", "3")


async def draft(pilot: Pilot[None], drill: DeskDrill) -> None:
    when = When("2027-01-08T00:00", "2027-01-18T00:00")
    third = Nth("third", Text("Third milk", "第三件四折"), Goods(skus=("milk",)), when, nth=3, off=60_000)
    frame = Paper("campaign", (("2027-01-08 00:00", "2027-01-18 00:00", 1000, 180),))
    costs = {"milk": 900}
    drill.hear(s.DraftCame("d1", SHEN, Text("Please.", "麻烦。"), (frame,), (third,), (), ((("milk", 3),),), costs))
    await settle(pilot)
    await press(pilot, "space", "1", "escape", "f8")


async def readings(pilot: Pilot[None], drill: DeskDrill) -> None:
    amount, papers = drawer("wrong_change", "till-1", ("c02", "c03"), Draws(4, "x"))
    says = Text("Till 1 is short.", "1号台短款。")
    drill.hear(s.CaseOpened("k1", "over_short", TAN, says, "till-1", amount, papers, (("c02", LIN),)))
    await settle(pilot)
    await press(pilot, "space", "1")


async def orders(pilot: Pilot[None], drill: DeskDrill) -> None:
    papers = differing("till-1", 6, Draws(2, "x"))
    drill.hear(s.OrdersDiffered("o1", SHEN, Text("They do not agree.", "两边对不上。"), "till-1", papers))
    await settle(pilot)
    await press(pilot, "space", "1", "f8")


async def day(pilot: Pilot[None], drill: DeskDrill) -> None:
    await press(pilot, "f14")


async def staff(pilot: Pilot[None], drill: DeskDrill) -> None:
    await press(pilot, "f17")


async def log(pilot: Pilot[None], drill: DeskDrill) -> None:
    await incident(pilot, drill)
    await press(pilot, "escape", "f20")


PICTURES = [
    (checklist, "en", NARROW), (checklist, "zh", WIDE), (trouble, "zh", NARROW), (trouble, "en", WIDE),
    (incident, "en", NARROW), (incident, "zh", WIDE), (cutover, "zh", NARROW), (cutover, "en", WIDE),
    (draft, "en", NARROW), (draft, "zh", WIDE), (readings, "zh", NARROW), (readings, "en", WIDE),
    (orders, "en", NARROW), (orders, "zh", WIDE), (day, "zh", NARROW), (day, "en", WIDE),
    (staff, "en", NARROW), (staff, "zh", WIDE), (log, "zh", NARROW), (log, "en", WIDE),
]  # fmt: skip


@pytest.mark.parametrize(("state", "lang", "size"), PICTURES)
def test_picture(snap_compare: Callable[..., bool], state: Any, lang: Any, size: tuple[int, int]) -> None:
    drill = DeskDrill()

    async def play(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await state(pilot, drill)
        await settle(pilot)

    assert snap_compare(DeskApp(drill, lang), terminal_size=size, run_before=play)
