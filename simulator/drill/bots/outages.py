"""Habits of an experienced cashier when the mains fail: stay, report, lock, wait for orders, write slips, restart."""

from simulator.drill.bots.paying import other_way
from simulator.drill.bots.steps import Advice, Memory, do, recognise, wait
from simulator.kernel import commands as c
from simulator.kernel.money import Minor, divide, worth
from simulator.kernel.units import measured
from simulator.pos.view import View


def finishing(view: View) -> bool:
    """On the UPS: a sale that is already being paid is finished, nothing else."""
    if view.stage in ("paying", "change"):
        return True
    return view.stage == "tendering" and bool(view.paid or view.cash or view.card or view.phone or view.unanswered)


def report(view: View, memory: Memory) -> Advice | None:
    if view.reported:
        return None
    if view.dark_alone:
        return do(c.ReportIncident("till"), "advice.report_till")
    return do(c.ReportIncident("power"), "advice.report_power")


def lock_drawer(view: View, memory: Memory) -> Advice | None:
    if view.drawer_open or view.drawer_locked:
        return None
    return do(c.LockDrawer(), "advice.lock_drawer")


def calm_queue(view: View, memory: Memory) -> Advice | None:
    """Whoever waits in the dark, where nobody heard a word yet."""
    if view.here is not None or not view.queue or {"say one_moment", "say apologise"} & memory.noted.keys():
        return None
    return do(c.Say("one_moment"), "advice.calm_queue")


def calm(view: View, memory: Memory) -> Advice | None:
    if view.here is None or "one_moment" in view.said:
        return None
    return do(c.Say("one_moment"), "advice.calm_customer")


def open_with_key(view: View, memory: Memory) -> Advice | None:
    """For the change and the cash of a written slip."""
    if view.settled and not view.drawer_open and (view.change_owed > 0 or view.cash):
        return do(c.UnlockDrawer(), "advice.open_with_key")
    return None


def restart(view: View, memory: Memory) -> Advice | None:
    if not view.power or view.order == "stop" or view.broken:
        return None
    if not view.stable:
        return wait("advice.wait_stable")
    return do(c.RestartTill(), "advice.restart_till")


def wait_for_orders(view: View, memory: Memory) -> Advice | None:
    """For the duty manager's word; or, told to wait or to stop, for the power."""
    if view.manual and not view.power:
        return None
    told = view.order in ("wait", "stop") and not view.power
    return wait("advice.keep_order" if told else "advice.wait_orders")


def spare_battery(view: View, memory: Memory) -> Advice | None:
    """Slips are ordered, and the till still runs on what its battery gives: nobody new until it is dark, or lit."""
    return wait("advice.spare_battery")


def keep_unknown(view: View, memory: Memory) -> Advice | None:
    """Whoever may have paid already is not charged a second time on paper."""
    here = view.here
    if here and view.sale_customer == here.customer and (view.unanswered or view.paid) and not view.settled:
        return wait("advice.wait_unknown")
    return None


def call_next_by_hand(view: View, memory: Memory) -> Advice | None:
    if view.here is not None or view.coming:
        return None
    if view.queue:
        return do(c.CallNext(), "advice.call_next")
    return wait("advice.wait_customer")


def weigh_loose(view: View, memory: Memory) -> Advice | None:
    for good in view.belt:
        if good.label == "none" and not good.unwanted and good.id not in view.weights:
            item = recognise(view, good)
            if item is not None and item.unit == "kg":
                return do(c.Weigh(good.id), "advice.weigh", good=good.look)
    return None


def label_prices(view: View) -> dict[str, Minor]:
    """What the labels of the goods in sight say."""
    prices = {}
    for good in view.belt:
        if good.unwanted:
            continue
        item, printed = recognise(view, good), view.weigh_label(good)
        if printed is not None and printed.amount:
            prices[good.id] = printed.amount
        elif item is not None:
            amount = good.measure or view.weights.get(good.id, 0)
            prices[good.id] = divide(item.price * amount, 1000) if measured(item.unit) else item.price
    return prices


def say_slip_total(view: View, memory: Memory) -> Advice | None:
    """The customer pays when told how much."""
    prices = label_prices(view)
    if not prices or view.cash or view.phone:
        return None
    if "say_total" in view.said and memory.lately("say say_total", view.now, 12_000):
        return None
    total = view.rules.cash_due(sum(prices.values()))
    return do(c.Say("say_total"), "advice.say_total", amount=view.rules.currency.format(total))


def write_slip(view: View, memory: Memory) -> Advice | None:
    prices = label_prices(view)
    if not prices:
        return None
    laid, total = worth(view.cash), view.rules.cash_due(sum(prices.values()))
    if laid >= total:
        return do(c.WriteSlip(prices, "cash", laid), "advice.write_slip")
    if view.phone != "picture":
        return None
    if view.arrival_confirmed:
        return do(c.WriteSlip(prices, "static_code"), "advice.write_slip")
    if not view.arrival_asked:
        return do(c.ConfirmArrival(), "advice.confirm_arrival")
    return other_way(view, memory)


def part_kindly(view: View, memory: Memory) -> Advice | None:
    """The slip is written and everything is settled."""
    if not view.settled:
        return None
    return wait("advice.wait_goodbye") if "thank" in view.said else do(c.Say("thank"), "advice.thank")


def wait_for_payment(view: View, memory: Memory) -> Advice | None:
    return wait("advice.wait_payment")
