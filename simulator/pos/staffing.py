"""员工购物: the shop's own people as customers. Identified by staff number, approved, and never their own cashier."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event
from simulator.kernel.facts import Line
from simulator.kernel.money import Minor
from simulator.kernel.promotions import Employee
from simulator.pos.billing import after, given_anew, reprice, requoted
from simulator.pos.refusals import refuse
from simulator.pos.rules import Rules, Staff
from simulator.pos.state import Till

WISH = "staff_discount"
IMPOSSIBLE = ("refused.unknown_employee", "refused.own_purchase", "refused.no_staff_discount")

# --- decide ----------------------------------------------------------------------------------------------------------


def identify_employee(till: Till, command: c.IdentifyEmployee) -> list[Event]:
    buyer, sale = who(till.rules, command.code), till.sale
    if buyer is None:
        return refuse(command, "refused.unknown_employee", code=command.code[:20])
    if buyer.badge == till.operator:
        return refuse(command, "refused.own_purchase")
    if sale is None:
        return refuse(command, "refused.employee_without_sale")
    if sale.tenders:
        return refuse(command, "refused.money_taken")
    if sale.employee:
        name = sale.employee_name
        return refuse(command, "refused.employee_already", name_en=name.en, name_zh=name.zh)
    if not any(isinstance(promotion, Employee) for promotion in till.rules.promotions):
        return refuse(command, "refused.no_staff_discount")
    now = after(till, sale, sale.lines.values(), employee=True)
    off, anew = sale.total - now.total, given_anew(now)
    return [f.EmployeeIdentified(sale.id, buyer.badge, buyer.name, (), now.total, off, anew), *requoted(sale, now)]


def who(rules: Rules, code: str) -> Staff | None:
    """Whose staff number it is; a badge that was scanned says so too."""
    return next((person for person in rules.staff.values() if code and code in (person.number, person.badge)), None)


def is_buyer(rules: Rules, command: Command, badge: str) -> bool:
    """Whether somebody would approve their own purchase."""
    buyer = who(rules, command.code) if isinstance(command, c.IdentifyEmployee) else None
    return buyer is not None and buyer.badge == badge


def given(rules: Rules, lines: tuple[Line, ...]) -> Minor:
    """The staff discount on lines."""
    own = {promotion.id for promotion in rules.promotions if isinstance(promotion, Employee)}
    return sum(offer.off for line in lines for offer in line.offers if offer.rule in own)


# --- apply -----------------------------------------------------------------------------------------------------------


def employee_identified(till: Till, fact: f.EmployeeIdentified, entry: Entry) -> None:
    sale = till.sale
    assert sale is not None, "a member of staff was identified for no sale"
    sale.employee, sale.employee_name = fact.badge, fact.name
    reprice(sale, fact)
    visit = till.counter.visit
    if visit is not None and visit.wishes.staff:
        visit.wishes.staff = ""
        visit.wishes.met.add(WISH)


def staff_card_shown(till: Till, stimulus: s.StaffCardShown, entry: Entry) -> None:
    wishes = till.counter.visits[stimulus.customer].wishes
    wishes.staff = stimulus.number
    wishes.asked.add(WISH)


def refused(till: Till, fact: f.Refused) -> None:
    """Nobody's number, the cashier's own, or no discount at all: there is nothing to be had by it."""
    visit = till.counter.visit
    if visit is not None and fact.operation == "identify_employee" and fact.reason in IMPOSSIBLE:
        visit.wishes.staff = ""
        visit.wishes.impossible.add(WISH)


DECIDE = {c.IdentifyEmployee: identify_employee}

APPLY = {f.EmployeeIdentified: employee_identified, s.StaffCardShown: staff_card_shown}
