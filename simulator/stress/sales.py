"""What is done at a till under load: sales, returns, baskets put aside, one command after the other as a cashier would.

Each is a script (see `lane`): it asks for one thing, is told what followed, and looks at the till as a person does. The
people at the counter are there where something physical goes on: cash, goods on the scale, an age to be checked.
"""

from collections.abc import Generator, Sequence
from typing import TypeVar

from simulator.drill.customers.purse import count_out, lay
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event
from simulator.kernel.facts import Sold
from simulator.kernel.money import Pieces, make_change, worth
from simulator.kernel.stimuli import Good
from simulator.kernel.texts import Text
from simulator.pos.rules import LEVELS, Rules
from simulator.pos.state import Till
from simulator.stress.baskets import Basket
from simulator.stress.lane import Asked, Outcome, Script
from simulator.stress.members import Members
from virtual_devices.head_office import HeadOffice, Upload

SOMEBODY = Text("A customer", "顾客")
CODE = "1341**********9986"
"""A payment code as a journal may keep it."""
SERIALS = 10_000
"""Different numbers on coupons of a kind: two customers may hold copies of the same, and one of them is too late."""

LOST = 10
"""One in so many answers of the head office is lost."""

E = TypeVar("E", bound=Event)


def first(facts: Sequence[Event], kind: type[E]) -> E | None:
    """The first fact of a kind among those that followed."""
    for fact in facts:
        if type(fact) is kind:
            return fact
    return None


def sale(till: Till, basket: Basket, number: int, draws: Draws, approver: str, members: Members) -> Script:
    """Ring up a basket and have it paid."""
    by = till.operator
    if not till.outage.network:
        basket = without_network(basket)
    customer = f"{till.station}-c{number}" if basket.person else ""
    if customer:
        yield from _step_up(customer, basket.loose, basket.member)
    for n, asked in enumerate(basket.rings, 1):
        for command in asked:
            yield command, by
        if till.age_check is not None:
            yield c.ConfirmAge(), by
        if n == basket.fetches and n < len(basket.rings):
            yield from _put_aside(by)
    if basket.member:
        yield c.IdentifyMember(basket.member), by
        if news := members.news(till, basket.member):
            yield news, "shop"
    if basket.coupon:
        yield c.RedeemCoupon(f"{basket.coupon}{draws.below(SERIALS):04}"), by
    done: f.SaleCompleted | None = None
    facts = yield c.StartTender(), by
    if first(facts, f.TenderStarted) is not None:
        done = yield from _pay(till, basket, customer, by, draws, members)
    if done is None:
        yield from clear(till, approver)
        return Outcome("failed")
    yield s.ReceiptPrinted(done.receipt), "printer"
    yield from _settle(till, by, approver)
    if customer:
        yield s.CustomerLeft(customer), "director"
    return Outcome("sale", done.receipt, done.total)


def without_network(basket: Basket) -> Basket:
    """What can be sold of it while the network is down: in cash, to nobody in particular."""
    return basket._replace(pays=(("cash", 0, "exact", True),), member="", coupon="", person=True)


def cut_off(till: Till) -> Script:
    """The network fails."""
    yield s.NetworkFailed(), "director"
    return Outcome("network")


def reconnect(till: Till, office: HeadOffice, draws: Draws) -> Script:
    """The network returns: everything that was sold meanwhile is sent at once; some answers are lost, so that it is
    sent again."""
    facts = yield s.NetworkReturned(), "director"
    while True:
        sent = first(facts, f.UploadSent)
        if sent is not None:
            said = office.receive(Upload(sent.key, sent.total, (), sent.approved), till.now)
            lost = draws.below(LOST) == 0
            answer = s.UploadAnswered(sent.key, "timeout" if lost else said.outcome, "" if lost else said.reason)
            facts = yield answer, "head_office"
        elif till.uploads.waiting and till.uploads.sending is None:
            facts = yield c.UploadSales(), till.operator
        else:
            return Outcome("network")


def _step_up(customer: str, goods: tuple[Good, ...], member: str = "") -> Script:
    yield s.CustomerArrived(customer, SOMEBODY, items=len(goods)), "director"
    yield s.CustomerSteppedUp(customer, goods, member), "director"
    return Outcome("work")


def _put_aside(by: str) -> Script:
    facts = yield c.SuspendSale(), by
    suspended = first(facts, f.SaleSuspended)
    if suspended is not None:
        yield c.ResumeSale(suspended.ticket), by
    return Outcome("work")


def _pay(
    till: Till, basket: Basket, customer: str, by: str, draws: Draws, members: Members
) -> Generator[Asked, list[Event], f.SaleCompleted | None]:
    """Attempts and parts in turn, then by phone for whatever is left."""
    for kind, amount, hands, approved in (*basket.pays, ("mobile", 0, "", True)):
        if till.sale is None or till.stage != "tendering":
            break
        due = till.sale.due
        part = amount if 0 < amount < due else 0
        if kind == "cash":
            pieces = _laid(till, part, hands, draws)
            yield s.CashOffered(customer, pieces), "director"
            facts = yield c.TenderCash(worth(pieces)), by
        else:
            asked = yield (c.TenderCard(part) if kind == "card" else c.TenderMobile(CODE, part)), by
            request = first(asked, f.PaymentRequested)
            if request is None:
                continue
            facts = yield s.PaymentAnswered(request.request, "approved" if approved else "declined"), "terminal"
        done = first(facts, f.SaleCompleted)
        if done is not None:
            members.heard(facts)
            return done
    return None


def _laid(till: Till, part: int, hands: str, draws: Draws) -> Pieces:
    """What a customer lays down: so that the drawer has the change for it."""
    assert till.sale is not None, "something is paid"
    currency, due = till.rules.currency, till.rules.cash_due(till.sale.due)
    if part:
        return count_out(currency, part)
    pieces = lay(currency, due, hands if hands != "given" else "round", 0, draws)
    over = worth(pieces) - due
    return pieces if not over or make_change(over, till.drawer.pieces) else count_out(currency, due)


def _settle(till: Till, by: str, approver: str) -> Script:
    """Change, then the notes, then the drawer."""
    visit = till.counter.visit
    if visit is not None:
        over = visit.change_due - visit.change_given
        if over > 0:
            change = make_change(over, till.drawer.pieces)
            if change is None:  # the drawer lacks the pieces for a refund: somebody brings them
                change = count_out(till.rules.currency, over)
                yield s.CashSupplied(approver, change, {}), "director"
            yield c.GiveChange(change), by
        if visit.cash and till.drawer.open:
            yield c.TakeCash(dict(visit.cash)), by
    if till.drawer.open:
        yield c.CloseDrawer(), by
    return Outcome("work")


def give_back(till: Till, sold: Sold, number: int, approver: str, members: Members) -> Script:
    """One line of a receipt comes back, and the money goes to what paid."""
    by, customer = till.operator, f"{till.station}-c{number}"
    line = next((line for line in sold.lines if line.returned < line.units and not line.line.account), None)
    if line is None:
        return Outcome("work")
    good = Good(f"{customer}.r1", line.line.sku, line.line.name, "clean", line.line.code, line.line.grams, back=True,
                state="damaged")  # fmt: skip
    yield from _step_up(customer, (good,))
    yield c.FindReceipt("number", sold.receipt), by
    yield s.ReceiptsFound("number", sold.receipt, (sold,)), "back_office"
    if sold.member and (news := members.news(till, sold.member)):
        yield news, "shop"
    yield c.StartReturn(sold.receipt), by
    yield c.InspectGood(good.id), by
    facts = yield c.ReturnLine(line.line.line, 0 if line.line.grams else 1, "damaged", "faulty", good.id), by
    done: f.ReturnCompleted | None = None
    if first(facts, f.ReturnLineAdded) is not None:
        facts = yield c.FinishReturn(), by
        if first(facts, f.AuthorizationAsked) is not None:
            facts = yield c.EnterPin(approver), by
        done = first(facts, f.ReturnCompleted)
        members.heard(facts)
    if done is None:
        refused = first(facts, f.Refused)
        late = refused is not None and refused.reason == "refused.returned_elsewhere"
        yield from clear(till, approver)
        return Outcome("refused" if late else "failed")
    for asked in [fact for fact in facts if type(fact) is f.RefundRequested]:
        yield s.RefundAnswered(asked.request, "approved"), "terminal"
    yield s.ReceiptPrinted(done.number), "printer"
    yield from _settle(till, by, approver)
    yield s.CustomerLeft(customer), "director"
    return Outcome("return", done.number, done.total)


def clear(till: Till, approver: str) -> Script:
    """Leave nothing open: after a sale that failed, or where a till was killed in the middle of one."""
    by = till.operator
    if till.pending is not None:
        yield c.CancelAuthorization(), by
    if till.returning is not None:
        yield c.CancelReturn("changed_mind"), by
    for payment in till.waiting():
        yield s.PaymentAnswered(payment.request, "declined"), "terminal"
    for refund in till.refunding():
        yield s.RefundAnswered(refund.request, "approved"), "terminal"
    if till.age_check is not None:
        yield c.RefuseAge(), by
    for ticket in list(till.suspended):
        if till.stage == "idle":
            yield c.ResumeSale(ticket), by
            yield from _void(till, approver)
    if till.stage == "tendering":
        yield c.CancelTender(), by
    if till.stage == "scanning" and till.sale is not None:
        yield from _void(till, approver)
    yield from _settle(till, by, approver)
    for customer in list(till.counter.visits):
        yield s.CustomerLeft(customer), "director"
    return Outcome("work")


def _void(till: Till, approver: str) -> Script:
    facts = yield c.VoidSale(), till.operator
    if first(facts, f.AuthorizationAsked) is not None:
        yield c.EnterPin(approver), till.operator
    return Outcome("work")


def approver_of(rules: Rules) -> str:
    """Who approves: the badge of a manager."""
    return next((person.badge for person in rules.staff.values() if person.level == LEVELS[-1]), "")


def forget(till: Till) -> None:
    """What a till is never asked about again: payments of sales that are over. A day of them would fill its memory."""
    over = [request for request, payment in till.payments.items() if payment.status in ("approved", "declined")]
    for request in over:
        del till.payments[request]
