"""A till that takes goods back: a shop with rules for returns, a date, and a back office that knows every receipt."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from simulator.drill.back_office import BackOffice
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.kernel.facts import Sold
from simulator.kernel.returns import ReturnPolicy, ReturnRule
from simulator.kernel.texts import Text
from simulator.pos.catalog import Catalog
from simulator.pos.rules import Right, Rules, Staff
from tests.pos.counter import PROMOTED, RULES, STATION, Counter, Item, MemoryTape

CREAM = Item("cream", Text("Face cream", "面霜"), 6800, ("4006381333931",), category="cosmetics")
PHONE_CODE = "13**********1234"
TODAY = "2026-12-24"
POLICY = ReturnPolicy(
    days=7,
    rules={
        "cosmetics": ReturnRule("sealed"),
        "milk": ReturnRule("all", shelf=False, days=2),
        "apples": ReturnRule("faulty", shelf=False),
        "bag": ReturnRule("never"),
    },
    lowest={"soy": 890},
)
TAKING_BACK = replace(
    PROMOTED,
    catalog=Catalog([*RULES.catalog.items.values(), CREAM]),
    returns=POLICY,
    rights={
        **RULES.rights,
        "finish_return": Right(20_000),
        "start_exchange": Right(20_000),
        "refund_otherwise": Right(None),
        "return_without_receipt": Right(None),
        "allow_exception": Right(None, "manager"),
        "post_void": Right(None, "manager"),
    },
    staff={**RULES.staff, "m1": Staff("m1", Text("Zhou", "周经理"), "manager")},
)


class Desk(Counter):
    """One till of the shop; several of them may share a tape."""

    def __init__(
        self,
        rules: Rules = TAKING_BACK,
        *,
        before: Sequence[Sold] = (),
        tape: MemoryTape | None = None,
        name: str = "",
        accounts: dict[str, int] | None = None,
    ) -> None:
        self.office = BackOffice(1, before)
        station = msgspec.structs.replace(
            STATION, station=name or "till-1", clock=f"{TODAY}T10:00", accounts=accounts or {}
        )
        super().__init__(rules, station, tape=tape, sources=(self.office,))

    def sell(self, *codes: str, pay: str = "cash", coupon: str = "") -> f.SaleCompleted:
        """Ring up and be paid: in cash, by `mobile`, or `both` (a part by phone first). The customer leaves."""
        for code in codes:
            self.do(c.Scan(code=code) if len(code) > 4 else c.PickItem(code))
        if coupon:
            self.do(c.RedeemCoupon(coupon))
        self.do(c.StartTender())
        if not self.till.sale.due:
            pay = "cash"  # nobody charges nothing to a phone
        if pay in ("mobile", "both"):
            part = self.till.sale.due // 3 if pay == "both" else 0
            self.do(c.TenderMobile(PHONE_CODE, part))
            self.hear(s.PaymentAnswered(f"{self.till.station}-{self.till.requests}", "approved"))
        if pay in ("cash", "both"):
            self.do(c.TenderCash())
            self.do(c.CloseDrawer())
        assert self.till.last is not None
        return self.till.last

    def found(self, value: str, by: str = "number") -> tuple[Sold, ...]:
        """Ask the back office, and wait."""
        self.do(c.FindReceipt(by, value))
        self.session.advance(self.session.now + 3000)
        return tuple(self.till.found.values())

    def open(self, receipt: str) -> list[Event]:
        self.found(receipt)
        return self.do(c.StartReturn(receipt))

    def give_back(self, receipt: str, *parts: tuple[int, int], condition: str = "resalable") -> list[Event]:
        """Return (line, units) of a receipt, to what paid, the channel saying yes; what followed from finishing."""
        self.open(receipt)
        for line, units in parts:
            self.do(c.ReturnLine(line, units, condition))
        return self.settle(c.FinishReturn())

    def settle(self, command: c.FinishReturn | c.RefundOtherwise | c.PostVoid) -> list[Event]:
        """Finish, with a manager's PIN where it is asked for, and answer what the channel is asked."""
        facts = self.do(command)
        if self.till.pending:
            facts = self.do(c.EnterPin("m1"))
        for asked in [fact for fact in facts if isinstance(fact, f.RefundRequested)]:
            facts = [*facts, *self.hear(s.RefundAnswered(asked.request, "approved"))]
        if self.till.drawer.open:
            self.do(c.CloseDrawer())
        return facts


def of(facts: Sequence[Event], kind: type) -> list:
    return [fact for fact in facts if isinstance(fact, kind)]


def refusals(facts: Sequence[Event]) -> list[str]:
    return [fact.reason for fact in facts if isinstance(fact, f.Refused)]
