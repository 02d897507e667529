"""Customers while the till is dark: they complain, wait, pay for a written slip, and wait for the lights."""

from simulator.drill.customers.customer import Customer, Reactions
from simulator.drill.customers.leaving import settle
from simulator.drill.customers.paying import hold_out, pay
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.pos.state import Till


def went_dark(me: Customer, what: f.TillWentDark, at: int, till: Till) -> None:
    me.agenda.cancel(me.id, "pay")
    me.progress(at)
    in_the_dark(me, at, till)


def in_the_dark(me: Customer, at: int, till: Till) -> None:
    if not me.paid:
        me.say("in_the_dark", me.soon(at, 1500, 4000))
        if till.outage.manual:
            hold_out(me, me.soon(at, 20_000, 26_000), till)


def manual(me: Customer, what: f.ManualModeOrdered, at: int, till: Till) -> None:
    me.progress(at)
    hold_out(me, me.soon(at, 20_000, 26_000), till)


def light_again(me: Customer, what: f.TillStarted, at: int, till: Till) -> None:
    me.agenda.cancel(me.id, "pay")
    me.progress(at)
    pay(me, at, till)
    settle(me, at, till)


def arrival(me: Customer, what: f.ArrivalConfirmed, at: int, till: Till) -> None:
    me.progress(at)
    if what.arrived or me.wallet.static is None:
        return
    me.say("not_arrived", me.soon(at, 700, 1500))
    if me.draws.chance(0.5):
        me.wallet.static = True
        late = s.PhoneOffered(me.id, "static", live=False, arrived=True)
        me.plan("arrival", me.soon(at, 15_000, 25_000), late)


REACTIONS: Reactions = {
    f.TillWentDark: went_dark,
    f.ManualModeOrdered: manual,
    f.TillStarted: light_again,
    f.ArrivalConfirmed: arrival,
}
