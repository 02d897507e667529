"""From the paid sale to the door: change is counted, a receipt awaited, a last question asked."""

from simulator.drill.customers.customer import Customer, Reactions
from simulator.drill.customers.paying import pay
from simulator.drill.customers.purse import count_out
from simulator.drill.words import CLAIM_ANSWERS, CLAIM_RIGHT, LINES, MISCOUNT_ANSWERS, MISCOUNT_RIGHT, line
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.pos.refunding import missed
from simulator.pos.state import Till

UNFINISHED = 25_000
"""How long a customer lets something pass that the cashier has not finished, before they say so."""
COUNTING = 60_000
"""The same while the drawer is open: money is being counted or put away, and nobody interrupts that, or goes."""
STAYS = 75_000
"""How long nobody has to do anything before a customer leaves whose money is still in play."""
PACKS = 8_000
"""How long somebody takes their things who was not said goodbye to: so long a thank-you reaches them."""
STUCK = 10
"""The largest note, in units of the currency, that somebody overlooks when they count their change."""
NO_RECEIPT = 30_000
"""How long a customer waits for a receipt that failed to print."""


def completed(me: Customer, what: f.SaleCompleted, at: int, till: Till) -> None:
    if what.slip:
        return
    me.paid, me.money_in, me.again = True, False, False
    me.progress(at)
    settle(me, at, till)


def slip_written(me: Customer, what: f.SlipWritten, at: int, till: Till) -> None:
    if what.tender == "cash":
        me.wallet.spent += what.total
    me.paid = True
    me.agenda.cancel(me.id, "pay", "arrival")
    me.progress(at)
    settle(me, at, till)


def got_change(me: Customer, what: f.ChangeGiven, at: int, till: Till) -> None:
    me.wallet.got += what.amount
    me.thanked = False
    settle(me, at, till)


def laid_cash(me: Customer, what: s.CashOffered, at: int, till: Till) -> None:
    me.wallet.laid_down(what)
    if me.paid:
        settle(me, at, till)


def got_back(me: Customer, what: f.CashReturned, at: int, till: Till) -> None:
    me.wallet.laid -= what.amount
    if me.paid and me.wallet.owed < 0 and me.spec.honest:
        me.agenda.cancel(me.id, "go", "count")
        me.plan("pay", me.soon(at, 1500, 3000), me.wallet.replacement(till.rules.currency, what.amount))
    elif me.paid:
        settle(me, at, till)
    else:
        pay(me, at, till)


def look_again(me: Customer, what: Event, at: int, till: Till) -> None:
    settle(me, at, till)


def settle(me: Customer, at: int, till: Till) -> None:
    """Leave when everything is settled; else wait, count, dispute, and leave in the end."""
    visit = till.counter.visit
    if not me.paid or me.again or me.where != "counter" or visit is None:
        return
    if missed(till, me.id):  # their money is on its way, nobody knows, or the channel said no
        me.agenda.cancel(me.id, "go")
        return
    me.agenda.cancel(me.id, "count", "remark")
    owed = me.wallet.owed
    if owed > 0 or visit.cash:
        me.stay(at, STAYS)
    if owed > 0 and (me.counts or not me.wallet.got or till.drawer.open):
        me.agenda.cancel(me.id, "go")
        wait_for_change(me, owed, at, till)
    elif owed < 0 and not me.wallet.got and me.spec.honest:
        me.agenda.cancel(me.id, "go")
        pay_after_all(me, at, till)
    elif owed < 0 and me.counts and me.spec.honest and not me.disputes:
        dispute(me, owed, me.soon(at, 1200, 2200), till)
    elif visit.cash:
        me.plan("remark", at + UNFINISHED, s.CustomerSaid(me.id, "cash_lies", LINES["cash_lies"][""][0]))
        me.plan("go", at + STAYS, s.CustomerLeft(me.id))
    elif me.unheard or me.doubled:
        me.plan("go", at + STAYS, s.CustomerLeft(me.id))
    elif till.printing:
        me.agenda.cancel(me.id, "go")
    else:
        say_goodbye(me, at, till)


def pay_after_all(me: Customer, at: int, till: Till) -> None:
    """The till calls it paid, but their money is still in their own hands: they lay it down."""
    offer = me.wallet.rest(till.rules.currency)
    if offer is not None and me.agenda.due(me.id, "pay") is None:
        me.plan("pay", me.soon(at, 2000, 4000), offer)


def wait_for_change(me: Customer, owed: int, at: int, till: Till) -> None:
    """They say what is missing once the cashier is done: not while the drawer is open and coins are counted out."""
    if (not me.counts and me.wallet.got) or me.disputes > 1:
        me.plan("go", at + STAYS, s.CustomerLeft(me.id))
    elif till.counter.called or till.counter.supervisor:
        dispute(me, owed, at + 2 * UNFINISHED, till)
    elif till.drawer.open and not me.thanked:
        dispute(me, owed, at + COUNTING, till)
    elif me.disputes:
        dispute(me, owed, at + UNFINISHED, till)
    else:
        dispute(me, owed, me.soon(at, 1500, 3000), till)


def dispute(me: Customer, owed: int, at: int, till: Till) -> None:
    me.plan("count", at, s.ChangeDisputed(me.id, owed))


def disputed(me: Customer, what: s.ChangeDisputed, at: int, till: Till) -> None:
    if "miscounted" in me.open:  # that is asked, and waits for an answer
        return
    me.disputes += 1
    amount = till.rules.currency.format(abs(what.short))
    me.say("short_change" if what.short > 0 else "much_change", at + 100, amount=amount)
    settle(me, at, till)


def doubled(me: Customer, what: f.PaymentDoubled, at: int, till: Till) -> None:
    """What they were told had failed was charged, and they have paid another way: they wait for it to go back."""
    visit = till.counter.visit
    if visit is None or not any(sale.sale == what.sale for sale in visit.sales):
        return
    me.doubled = what.request
    me.thanked = False
    me.progress(at)
    me.say("charged_twice", me.soon(at, 1000, 2000))
    settle(me, at, till)


def goes_back(me: Customer, what: f.PaymentReversalRequested, at: int, till: Till) -> None:
    """They see it on the screen: that is all they wait for."""
    if what.request == me.doubled:
        me.doubled = ""
        me.agenda.cancel(me.id, "say charged_twice")
        settle(me, at, till)


def say_goodbye(me: Customer, at: int, till: Till) -> None:
    if me.wish.waits or me.agenda.due(me.id, "invoice") is not None:
        if me.agenda.due(me.id, "go") is None:  # not for ever
            me.plan("go", at + UNFINISHED, s.CustomerLeft(me.id))
        return
    if miscount(me, at, till) or claim(me, at, till) or me.ask("leaving", me.soon(at, 600, 1200), till):
        me.plan("go", at + UNFINISHED, s.CustomerLeft(me.id))
        return
    visit = till.counter.visit
    unsigned = visit is not None and any(done.number not in visit.signed for done in visit.returns)
    if unsigned and me.agenda.due(me.id, "sign") is not None:  # the pen in hand
        me.agenda.cancel(me.id, "go")
        return
    wait = UNFINISHED if me.open or unsigned else NO_RECEIPT if till.unprinted else me.draws.between(2000, 4000)
    if not me.thanked:  # from the last thing that was done for them on, so that who thanks at once is never late
        wait = max(wait, COUNTING) if till.drawer.open else wait + PACKS
        me.stay(at, wait)
    planned = me.agenda.due(me.id, "go")
    if planned is None or planned > at + wait or not me.thanked:
        me.plan("go", at + wait, s.CustomerLeft(me.id))


def miscount(me: Customer, at: int, till: Till) -> bool:
    """The change is right, and in their hand: two notes stick together, and they count one."""
    currency = till.rules.currency
    unit = 10**currency.decimals
    stuck = [piece for piece in count_out(currency, me.wallet.got) if unit <= piece <= STUCK * unit]
    if not me.miscounts or not stuck or till.drawer.open:
        return False
    me.miscounts, me.doubts = False, max(stuck)
    moment = me.soon(at, 800, 1600)
    answers = tuple(s.Answer(reply, words) for reply, words in MISCOUNT_ANSWERS)
    words = line("miscounted", me.arrival.manner, me.draws, amount=currency.format(me.doubts))
    said = s.CustomerSaid(me.id, "miscounted", words, answers, (MISCOUNT_RIGHT,), "miscount")
    me.open.add("miscounted")
    me.plan("miscount", moment, s.ChangeDisputed(me.id, me.doubts))
    me.plan("ask miscounted", moment, said)
    return True


def claim(me: Customer, at: int, till: Till) -> bool:
    """Once the drawer is shut and the change in hand, some say that it was a larger note."""
    if me.claimed or me.spec.claims <= me.wallet.laid or not me.wallet.got or till.drawer.open:
        return False
    me.claimed = True
    answers = tuple(s.Answer(reply, words) for reply, words in CLAIM_ANSWERS)
    amount = till.rules.currency.format(me.spec.claims)
    words = line("claims_more", me.arrival.manner, me.draws, amount=amount)
    said = s.CustomerSaid(me.id, "claims_more", words, answers, (CLAIM_RIGHT,), "claim")
    me.open.add("claims_more")
    me.plan("ask claims_more", me.soon(at, 600, 1200), said)
    return True


REACTIONS: Reactions = {
    f.ReturnSlipSigned: look_again,
    s.CashOffered: laid_cash,
    s.ChangeDisputed: disputed,
    s.ReceiptPrinted: look_again,
    s.PrinterFailed: look_again,
    f.SaleCompleted: completed,
    f.PaymentDoubled: doubled,
    f.PaymentReversalRequested: goes_back,
    f.SlipWritten: slip_written,
    f.ChangeGiven: got_change,
    f.CashReturned: got_back,
    f.CashTaken: look_again,
    f.ReceiptIssued: look_again,
    f.SupervisorCalled: look_again,
    f.DrawerOpened: look_again,
    f.DrawerClosed: look_again,
}
