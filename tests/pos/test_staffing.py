"""The shop's own people as customers: the discount, whose it is, and who may not give it."""

from dataclasses import replace

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.promotions import Employee
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.pos.receipt import Head, receipt
from simulator.pos.report import report
from simulator.pos.rules import Right, Staff
from tests.pos.counter import MILK, PROMOTED, RICE, Counter

OWN = Employee(id="own", name=Text("Staff discount", "员工折扣"), off=10_000)
RULES = replace(
    PROMOTED,
    promotions=(*PROMOTED.promotions, OWN),
    rights={"identify_employee": Right(None)},
    staff={
        "c1": Staff("c1", Text("Wang Fang", "王芳"), "cashier", "6001"),
        "s1": Staff("s1", Text("Chen", "陈主管"), "supervisor", "6002"),
        "m1": Staff("m1", Text("Zhou", "周经理"), "manager", "6003"),
    },
)


@pytest.fixture
def counter() -> Counter:
    counter = Counter(RULES)
    counter.customer("rice", "milk")
    counter.do(c.Scan(code=RICE))
    return counter


def approved(counter: Counter, number: str = "6003", badge: str = "s1") -> f.EmployeeIdentified:
    (asked,) = counter.do(c.IdentifyEmployee(number))
    assert isinstance(asked, f.AuthorizationAsked)
    _, identified, *_ = counter.do(c.EnterPin(badge))
    assert isinstance(identified, f.EmployeeIdentified)
    return identified


def test_the_basket_gets_the_discount_and_so_does_what_follows(counter: Counter) -> None:
    identified = approved(counter)
    assert (identified.badge, identified.off, identified.total) == ("m1", 459, 4131)
    (added, *_) = counter.do(c.Scan(code=MILK))
    assert added.total == 4131 + 1152, "after all other promotions, on what is rung up later too"
    counter.do(c.VoidLine(2))
    assert counter.till.sale.total == 4131, "and nothing stacks"


def test_who_bought_stands_on_the_sale_the_receipt_and_the_report(counter: Counter) -> None:
    approved(counter)
    counter.do(c.StartTender())
    facts = counter.do(c.TenderCash(5000))
    sale = next(fact for fact in facts if isinstance(fact, f.SaleCompleted))
    assert (sale.employee, sale.employee_off, sale.discount) == ("m1", 459, 459)
    head, words = Head(Text("Shop", "店"), Text(), "till-1", Text("Wang", "王"), "2026-12-24 10:42"), Words("zh")
    assert any("员工购物：周经理" in str(block) for block in receipt(sale, head, words))
    totals = counter.till.shift.totals
    assert (totals.employee_sales, totals.employee_off) == (1, 459)
    assert any("员工购物 1 笔" in str(block) for block in report(f.ReportIssued("X1", "x", 1, totals, 0), head, words))


@pytest.mark.parametrize(
    ("number", "why"), [("6001", "refused.own_purchase"), ("c1", "refused.own_purchase"),
                        ("9999", "refused.unknown_employee"), ("", "refused.unknown_employee")],
)  # fmt: skip
def test_nobody_sells_to_themselves_nor_to_nobody(counter: Counter, number: str, why: str) -> None:
    (refused,) = counter.do(c.IdentifyEmployee(number))
    assert refused.reason == why


def test_nobody_approves_their_own_purchase(counter: Counter) -> None:
    counter.do(c.IdentifyEmployee("6002"))
    (refused,) = counter.do(c.EnterPin("s1"))
    assert refused.reason == "refused.own_approval"
    (denied,) = counter.hear(s.SupervisorAuthorized("s1"))
    assert isinstance(denied, f.AuthorizationDenied)
    assert approved(counter, "6002", "m1").badge == "s1"


def test_once_and_before_the_money(counter: Counter) -> None:
    approved(counter)
    assert counter.do(c.IdentifyEmployee("6002"))[0].reason == "refused.employee_already"
    assert Counter(RULES).do(c.IdentifyEmployee("6002"))[0].reason == "refused.employee_without_sale"
    plain = Counter(replace(RULES, promotions=PROMOTED.promotions))
    plain.do(c.Scan(code=RICE))
    assert plain.do(c.IdentifyEmployee("6002"))[0].reason == "refused.no_staff_discount"
    counter = Counter(RULES)
    counter.customer("rice")
    counter.do(c.Scan(code=RICE))
    counter.do(c.StartTender())
    counter.do(c.TenderCash(1000))
    assert counter.do(c.IdentifyEmployee("6002"))[0].reason == "refused.money_taken"


def test_a_basket_that_was_suspended_is_still_theirs(counter: Counter) -> None:
    approved(counter)
    (suspended,) = counter.do(c.SuspendSale())
    counter.do(c.ResumeSale(suspended.ticket))
    assert counter.do(c.Scan(code=MILK))[0].total == 4131 + 1152
