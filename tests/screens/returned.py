"""A customer who brings something back, and the receipt that the back office finds."""

from dataclasses import replace

from textual.pilot import Pilot

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.facts import Line, Sold, SoldLine, SoldTender
from simulator.kernel.returns import ReturnPolicy, ReturnRule
from simulator.pos.rules import Right
from simulator.screens.till.screen import TillScreen
from tests.screens.desk import ITEMS, RULES, TillDrill, settle

NAMES = {item.sku: item.name for item in ITEMS}
RECEIPT = "till-2-26122201"


def sold(sku: str, line: int, quantity: int, price: int, off: int = 0, grams: int = 0) -> SoldLine:
    gross = price * quantity
    return SoldLine(Line(line, sku, NAMES[sku], "", price, quantity, grams, gross, off, 13_000), gross - off)


def receipt(receipt: str = RECEIPT) -> Sold:
    lines = (sold("milk", 1, 3, 1280, 640), sold("shampoo", 2, 1, 3280), sold("rice", 3, 1, 4590, 500))
    total = sum(line.paid for line in lines)
    return Sold(
        receipt, "", "2026-12-22", lines, (SoldTender("mobile", total, total, request="H1"),), total, card="1234"
    )


def brought_back() -> TillDrill:
    """Mrs Li brings a milk and a bottle of shampoo back, with the receipt."""
    drill = TillDrill()
    till = drill.session.till
    till.rules = replace(
        RULES,
        returns=ReturnPolicy(7, {"personal_care": ReturnRule("sealed"), "dairy": ReturnRule("all", shelf=False)}),
        rights={**RULES.rights, "finish_return": Right(1000), "refund_otherwise": Right(None)},
    )
    till.clock = "2026-12-24T10:00"
    drill.queue("li")
    goods = (
        s.Good("li-1", "milk", NAMES["milk"], back=True),
        s.Good("li-2", "shampoo", NAMES["shampoo"], back=True, state="opened"),
    )
    drill.hear(s.CustomerSteppedUp("li", goods), s.ReturnWished("li", RECEIPT))
    return drill


async def found(pilot: Pilot[None], drill: TillDrill, *receipts: Sold) -> None:
    """The key, and the back office's answer."""
    await settle(pilot)
    await pilot.press("ctrl+f1")
    asked = drill.last(f.ReceiptAsked)
    drill.hear(s.ReceiptsFound(asked.by, asked.value, receipts or (receipt(),)))
    await settle(pilot)


async def taken_back(pilot: Pilot[None], drill: TillDrill) -> TillScreen:
    """The milk is the shop's again, as a supervisor allows; its refund is asked for."""
    await found(pilot, drill)
    till = await settle(pilot)
    till.submit(c.InspectGood("li-1"))
    till.submit(c.ReturnLine(1, 1, "unsaleable", good="li-1"))
    till.submit(c.FinishReturn())
    drill.hear(s.SupervisorArrived("s1"))
    till.submit(c.EnterPin("s1"))
    return till
