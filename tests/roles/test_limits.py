"""Every limit of a cashier's file at the till: up to it nobody is asked, beyond it whoever the file names decides."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest

from roles.model import load
from simulator.drill.rights import rights_at
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command, name_of
from simulator.kernel.numbers import card_number
from simulator.kernel.offline import OfflinePolicy
from simulator.pos.catalog import Catalog
from simulator.pos.rights import Right
from simulator.pos.rules import LEVELS, Staff
from tests.pos.counter import ITEMS, RICE
from tests.pos.returns_desk import CREAM, TAKING_BACK, Desk
from tests.pos.stored import STAFF_DAY
from tests.pos.test_units import CASE, WATER

LIMITS, _ = rights_at(load("cashier"), "till")
NEW = card_number("gift", 9)
NUMBERS = {"c1": "6001", "s1": "6002", "m1": "6003"}
SHOP = replace(
    TAKING_BACK,
    catalog=Catalog([*ITEMS, CREAM, WATER, CASE]),
    promotions=(*TAKING_BACK.promotions, STAFF_DAY),
    rights={},
    offline=OfflinePolicy(2000, 5000, 600_000),
    staff={badge: Staff(badge, who.name, who.level, NUMBERS[badge]) for badge, who in TAKING_BACK.staff.items()},
)


class Case(NamedTuple):
    """How it comes about, what is asked for then, and what is at stake: None where the right has no limit."""

    before: Callable[[Desk], object]
    command: Callable[[Desk], Command]
    amount: int | None = None


def _nothing(desk: Desk) -> None:
    """From the till as it stands."""


def _rung(*codes: str) -> Callable[[Desk], None]:
    def ring(desk: Desk) -> None:
        for code in codes:
            desk.do(c.Scan(code=code) if len(code) > 4 else c.PickItem(code))

    return ring


def _three(desk: Desk) -> None:
    desk.do(c.SetMultiplier(3))
    desk.do(c.Scan(code=RICE))


def _opened(command: Command) -> Callable[[Desk], object]:
    return lambda desk: desk.do(command)


def _back(desk: Desk) -> None:
    desk.open(desk.sell(RICE).receipt)
    desk.do(c.ReturnLine(1))


def _declined(desk: Desk) -> None:
    desk.open(desk.sell(RICE, pay="mobile").receipt)
    desk.do(c.ReturnLine(1))
    asked = next(fact for fact in desk.do(c.FinishReturn()) if isinstance(fact, f.RefundRequested))
    desk.hear(s.RefundAnswered(asked.request, "declined"))


def _found(desk: Desk) -> None:
    desk.open(desk.sell(RICE).receipt)


def _unknown(desk: Desk) -> None:
    _rung(RICE)(desk)
    desk.do(c.StartTender())
    desk.do(c.TenderCard())
    desk.hear(s.PaymentAnswered("till-1-1", "timeout"))


def _set_aside(desk: Desk) -> None:
    desk.hear(s.NetworkFailed())
    desk.sell(RICE)
    desk.hear(s.NetworkReturned())
    (key,) = desk.till.uploads.records
    desk.hear(s.UploadAnswered(key, "rejected", "day_closed"))


def _counted(desk: Desk) -> None:
    desk.do(c.CountDrawer())
    desk.do(c.CountDrawer(dict(desk.till.drawer.pieces)))


def _complained(desk: Desk) -> None:
    desk.customer("milk")
    desk.hear(s.ComplaintMade("c1", "short_change", 1000, True))
    desk.do(c.CheckRecords("journal"))
    desk.do(c.CorrectChange())


CASES: dict[str, Case] = {
    "void_line": Case(_rung(RICE), lambda desk: c.VoidLine(1), 4590),
    "change_quantity": Case(_three, lambda desk: c.ChangeQuantity(1, 1), 2 * 4590),
    "change_unit": Case(_rung("case"), lambda desk: c.ChangeUnit(1, "water"), 3400),
    "void_sale": Case(_rung(RICE), lambda desk: c.VoidSale()),
    "no_sale": Case(_nothing, lambda desk: c.NoSale("change")),
    "override_price": Case(_rung(RICE), lambda desk: c.OverridePrice(1, 4000, "shelf_price")),
    "identify_employee": Case(_rung(RICE), lambda desk: c.IdentifyEmployee("6003")),
    "discount_line": Case(_rung(RICE), lambda desk: c.DiscountLine(1, off=300, reason="damaged"), 300),
    "discount_sale": Case(_rung(RICE), lambda desk: c.DiscountSale(off=400, reason="complaint"), 400),
    "pay_in": Case(_opened(c.PayIn("other")), lambda desk: c.PayIn("other", {100: 3}), 300),
    "pay_out": Case(_opened(c.PayOut("other")), lambda desk: c.PayOut("other", {1000: 1}), 1000),
    "correct_change": Case(_complained, lambda desk: c.CorrectChange({500: 1}), 500),
    "drop_cash": Case(_opened(c.DropCash()), lambda desk: c.DropCash({1000: 2}), 2000),
    "bank_drop": Case(_counted, lambda desk: c.BankDrop({1000: 2}), 2000),
    "x_report": Case(_nothing, lambda desk: c.XReport()),
    "reverse_payment": Case(_unknown, lambda desk: c.ReversePayment("till-1-1"), 4590),
    "resolve_upload": Case(_set_aside, lambda desk: c.ResolveUpload(desk.till.uploads.conflicts[0].key, "accept")),
    "finish_return": Case(_back, lambda desk: c.FinishReturn(), 4590),
    "start_exchange": Case(_back, lambda desk: c.StartExchange(), 4590),
    "refund_otherwise": Case(_declined, lambda desk: c.RefundOtherwise("cash")),
    "return_without_receipt": Case(_nothing, lambda desk: c.ReturnWithoutReceipt()),
    "allow_exception": Case(_found, lambda desk: c.AllowException("goodwill")),
    "post_void": Case(lambda desk: desk.sell(RICE), lambda desk: c.PostVoid("wrong_customer")),
    "load_card": Case(_nothing, lambda desk: c.LoadCard(NEW, 5000), 5000),
}


def test_every_limit_of_the_file_is_tried() -> None:
    assert set(CASES) == set(LIMITS)
    assert {name for name, case in CASES.items() if case.amount is None} == {
        name for name, right in LIMITS.items() if right.limit is None
    }


def waiting(operation: str, right: Right | None) -> tuple[Desk, Command, list[object]]:
    """A till at which this was asked for; everything else is free."""
    case, desk = CASES[operation], Desk(SHOP, accounts={})
    case.before(desk)
    desk.till.rules = replace(SHOP, rights={operation: right} if right else {})
    command = case.command(desk)
    assert name_of(type(command)) == operation
    return desk, command, list(desk.do(command))


@pytest.mark.parametrize("operation", CASES)
def test_beyond_the_limit_it_waits_for_whom_the_file_names(operation: str) -> None:
    above, amount = LIMITS[operation].above, CASES[operation].amount
    desk, _, facts = waiting(operation, Right(None if amount is None else amount - 1, above))
    assert [(type(fact), getattr(fact, "operation", ""), getattr(fact, "level", "")) for fact in facts] == [
        (f.AuthorizationAsked, operation, above)
    ]
    for badge, who in SHOP.staff.items():
        if LEVELS.index(who.level) < LEVELS.index(above):
            assert [fact.reason for fact in desk.do(c.EnterPin(badge)) if isinstance(fact, f.Refused)]
            assert desk.till.pending is not None
    approver = next(badge for badge, who in SHOP.staff.items() if who.level == above)
    authorized, *followed = desk.do(c.EnterPin(approver))
    assert isinstance(authorized, f.Authorized)
    assert followed
    assert not any(isinstance(fact, f.Refused) for fact in followed)
    assert desk.till.pending is None


@pytest.mark.parametrize("operation", [name for name, case in CASES.items() if case.amount is not None])
def test_up_to_the_limit_nobody_is_asked(operation: str) -> None:
    _, _, facts = waiting(operation, Right(CASES[operation].amount, LIMITS[operation].above))
    assert facts
    assert not any(isinstance(fact, f.AuthorizationAsked | f.Refused) for fact in facts)
