"""What cards, points, membership and invoices have to say."""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.numbers import tail
from simulator.pos.state import Till
from simulator.screens.station.message import Message
from simulator.screens.till.messages.message import customer, money
from simulator.screens.till.messages.selling import member as usual


def value_moved(till: Till, fact: f.ValueMoved) -> Message:
    params = {"card": tail(fact.account), "balance": money(till, fact.balance), "amount": money(till, abs(fact.amount))}
    if fact.why == "spent":
        due = money(till, till.sale.due if till.sale else 0)
        return Message("good", "till.told.card_spent", {**params, "due": due})
    # what is loaded follows the sale, whose change is worth more
    return Message("good" if fact.why == "refund" else "info", f"till.told.card_{fact.why}", params)


def points_moved(till: Till, fact: f.PointsMoved) -> Message | None:
    """What is earned stands on the receipt."""
    if fact.why != "spent":
        return None
    sale = till.sale
    paid = next((t.amount for t in reversed(sale.tenders) if t.kind == "points"), 0) if sale else 0
    due = money(till, sale.due if sale else 0)
    params = {"points": -fact.points, "amount": money(till, paid), "standing": fact.standing, "due": due}
    return Message("good", "till.told.points_spent", params)


def balance_shown(till: Till, fact: f.BalanceShown) -> Message:
    if fact.kind == "points":
        return Message("good", "till.told.points_shown", {"account": fact.account, "balance": fact.balance})
    params = {"account": tail(fact.account), "balance": money(till, fact.balance)}
    return Message("good", "till.told.balance_shown", params)


def balance_told(till: Till, stimulus: s.BalanceTold) -> Message:
    points, number = stimulus.account.startswith("points:"), stimulus.account.partition(":")[2]
    balance = str(stimulus.balance) if points else money(till, stimulus.balance)
    return Message("warn", "till.told.balance_told", {"account": tail(number), "balance": balance})


def member(till: Till, fact: f.MemberIdentified) -> Message:
    """A name that is not the customer's is worth a second look."""
    visit = till.counter.visit
    if visit is not None and visit.name != fact.name:
        return Message("warn", "till.told.member_strange", {"name": fact.name, "total": money(till, fact.total)})
    return usual(till, fact)


def employee(till: Till, fact: f.EmployeeIdentified) -> Message:
    params = {"name": fact.name, "saved": money(till, fact.off), "total": money(till, fact.total)}
    return Message("good", "till.told.employee_identified", params)


def enrolled(till: Till, fact: f.MemberEnrolled) -> Message:
    return Message("good", "till.told.member_enrolled", {"name": fact.name, "code": fact.member})


def requested(till: Till, fact: f.InvoiceRequested) -> Message:
    return Message("info", "till.told.invoice_requested", {"amount": money(till, fact.amount), "title": fact.title})


def issued(till: Till, fact: f.InvoiceIssued) -> Message:
    return Message("good", "till.told.invoice_issued", {"number": fact.number})


def red(till: Till, fact: f.InvoiceRedLettered) -> Message:
    if not fact.against:
        done = "withdrawn" if fact.whole else "reduced"
        return Message("good", f"till.told.invoice_{done}", {"amount": money(till, fact.amount)})
    # the refund of the same moment matters more: the slip has the invoice
    return Message("info", "till.told.invoice_red", {"number": fact.number, "amount": money(till, fact.amount)})


def card_shown(till: Till, stimulus: s.GiftCardShown) -> Message:
    name = customer(till, stimulus.customer)
    if stimulus.load:
        return Message("info", "till.told.card_to_load", {"name": name, "amount": money(till, stimulus.load)})
    return Message("info", "till.told.gift_card_shown", {"name": name})


def staff_card(till: Till, stimulus: s.StaffCardShown) -> Message:
    params = {"name": customer(till, stimulus.customer), "number": stimulus.number}
    return Message("info", "till.told.staff_card", params)


def consent(till: Till, stimulus: s.ConsentAnswered) -> Message:
    name = customer(till, stimulus.customer)
    return Message("info", "till.told.consents" if stimulus.agrees else "till.told.no_consent", {"name": name})


def invoice_wanted(till: Till, stimulus: s.InvoiceWanted) -> Message:
    params = {"name": customer(till, stimulus.customer), "title": stimulus.title}
    return Message("info", "till.told.invoice_wanted", params)
