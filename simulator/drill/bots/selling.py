"""Habits of an experienced cashier while the till runs and a customer's goods are rung up."""

from simulator.drill.bots.knowledge import promised
from simulator.drill.bots.steps import Advice, Memory, do, recognise, wait
from simulator.kernel import commands as c
from simulator.kernel.facts import Line
from simulator.kernel.texts import Text
from simulator.kernel.units import amount
from simulator.pos.catalog import Item
from simulator.pos.counter_view import GoodSeen
from simulator.pos.view import View

ID_TIME = 12_000
"""How long to let somebody look for an identity card."""
TRIED = 60_000
"""A coupon that was tried so lately is not tried again."""
HELPING = 8_000
"""How long a hand is lent at least: nobody is called back before they are there."""
INTO_THEIR_HANDS = ("finish_return", "refund_otherwise", "return_without_receipt", "allow_exception", "correct_change")
"""What is approved for somebody who stands there, and for nobody else."""
MANY = 3
"""From so many pieces on, the quantity key is quicker than the scanner."""

# --- always ----------------------------------------------------------------------------------------------------------


def be_at_the_till(view: View, memory: Memory) -> Advice | None:
    if view.manned:
        return None
    helped = view.now - memory.noted.get("step_away", view.now)
    return Advice(c.ComeBack(), "advice.come_back", after=max(0, HELPING - helped), meanwhile="advice.helping")


def get_authorization(view: View, memory: Memory) -> Advice | None:
    if view.pending is None or view.dark:
        return None
    if view.pending[0] in INTO_THEIR_HANDS and view.here is None:
        return do(c.CancelAuthorization(), "advice.cancel_authorization")
    if view.supervisor or view.called:
        return wait("advice.wait_authorization")
    return do(c.CallSupervisor("authorization"), "advice.call_for_authorization")


def help_colleague(view: View, memory: Memory) -> Advice | None:
    """Asked away for a moment, and promised to come: never without locking."""
    answer = promised(view, "help")
    said = memory.noted.get(f"say {answer.reply}") if answer else None
    if said is None or memory.noted.get("step_away", -1) >= said:
        return None
    if view.dark or view.drawer_open or view.pending or view.stage not in ("idle", "scanning"):
        return None
    return do(c.StepAway(), "advice.step_away") if view.locked else do(c.LockTill(), "advice.lock_till")


def unlock(view: View, memory: Memory) -> Advice | None:
    if view.locked and not view.dark:
        return do(c.UnlockTill(view.operator), "advice.unlock_till")
    return None


def check_age(view: View, memory: Memory) -> Advice | None:
    """An item waits for the buyer's age: look, ask for the card, and decide by what it says."""
    check = view.age_check
    if check is None or view.dark or view.pending or view.locked or view.here is None:
        return None
    if view.looks_adult:
        return do(c.ConfirmAge(), "advice.plainly_adult", item=check.name)
    if view.id_born:
        if not check.born_by or view.id_born <= check.born_by:
            return do(c.ConfirmAge(), "advice.confirm_age", item=check.name, born=view.id_born, born_by=check.born_by)
        return do(c.RefuseAge(), "advice.refuse_age", item=check.name, born=view.id_born, born_by=check.born_by)
    if view.id_answered:
        return do(c.RefuseAge(), "advice.refuse_without_id", item=check.name)
    if memory.lately("say ask_id", view.now, ID_TIME):
        return wait("advice.wait_id")
    return do(c.Say("ask_id"), "advice.ask_id", item=check.name, age=str(check.age))


# --- nobody at the counter -------------------------------------------------------------------------------------------


def put_away_basket(view: View, memory: Memory) -> Advice | None:
    """A basket is open whose customer does not stand here: keep it if they come back, else void it."""
    here = view.here
    owner = view.sale_customer
    if not view.sale or (here is not None and owner in ("", here.customer)):
        return None
    if view.stage == "tendering":
        if view.paid or view.unanswered or view.reversing:
            return None
        return do(c.CancelTender(), "advice.cancel_others_tender")
    if view.stage != "scanning":
        return None
    for good in view.belt:
        for line in view.lines:
            if good.id in line.goods:  # of whoever stands here now
                return do(c.VoidLine(line.line), "advice.void_others", good=good.look)
    if any(person.customer == owner for person in [*view.aside, *view.queue]):
        return do(c.SuspendSale(), "advice.suspend")
    return do(c.VoidSale(), "advice.void_abandoned")


def close_drawer(view: View, memory: Memory) -> Advice | None:
    return do(c.CloseDrawer(), "advice.close_drawer") if view.drawer_open else None


def enter_slips(view: View, memory: Memory) -> Advice | None:
    if view.stage == "idle":
        for slip in view.slips:
            if not slip.entered:
                return do(c.EnterSlip(slip.slip), "advice.enter_slip", slip=str(slip.slip))
    return None


def clear_orphans(view: View, memory: Memory) -> Advice | None:
    """A suspended basket whose customer has left for good must not stay behind."""
    if view.stage != "idle" or (view.queue and not view.over):
        return None
    present = {person.customer for person in [*view.aside, *view.queue]}
    for ticket, (customer, _, _) in view.suspended.items():
        if customer not in present and (view.network or ticket not in view.left_at):
            return do(c.ResumeSale(ticket), "advice.clear_ticket", ticket=ticket)
    return None


def change_paper_in_time(view: View, memory: Memory) -> Advice | None:
    return do(c.ChangePaper(), "advice.paper_low") if view.paper_low else None


def call_next(view: View, memory: Memory) -> Advice | None:
    if view.coming or view.over or view.stage != "idle" or not view.queue:
        return None
    if view.order in ("wait", "stop") and not view.stable:
        return wait("advice.keep_order")
    return do(c.CallNext(), "advice.call_next")


KEEPS_OPEN = ("return", "basket", "suspended", "payments", "slips")
"""What no shift is closed with: the till refuses, and names it."""


def hand_over(view: View, memory: Memory) -> Advice | None:
    if any(left.what in KEEPS_OPEN for left in view.left_to_do()):
        return None
    if view.over and view.stage == "idle" and not view.queue and not view.coming and not view.aside:
        return do(c.FinishShift(), "advice.finish_shift")
    return None


def wait_for_customers(view: View, memory: Memory) -> Advice | None:
    for person in view.queue:
        if person.customer == view.coming:
            return wait("advice.wait_coming", name=person.name)
    if not view.over:
        return wait("advice.wait_customer")
    leaving = {person.customer: person.name for person in [*view.aside, *view.queue]}
    for ticket, (customer, _, _) in view.suspended.items():
        if customer in leaving:  # for the colleague who takes over; the basket stays here
            return wait("advice.wait_basket", name=leaving[customer], ticket=ticket)
        if ticket in view.left_at and not view.network:
            return wait("advice.await_network")
    return wait("advice.wait_relief")


# --- at the counter --------------------------------------------------------------------------------------------------


def greet(view: View, memory: Memory) -> Advice | None:
    return None if view.greeted or view.here is None else do(c.Say("greet"), "advice.greet")


def resume_basket(view: View, memory: Memory) -> Advice | None:
    here = view.here
    if view.stage == "idle" and here is not None:
        for ticket, (customer, _, _) in view.suspended.items():
            if customer == here.customer:
                left = view.left_at.get(ticket, "")
                if left and not view.network:
                    return wait("advice.await_network")
                why = "advice.resume_over" if left else "advice.resume"
                return do(c.ResumeSale(ticket), why, ticket=ticket, name=here.name, till=left)
    return None


def ask_member(view: View, memory: Memory) -> Advice | None:
    if view.member_asked or not view.network:  # nobody can be looked up
        return None
    if view.enrol_wanted or view.consent is not None or view.member_code:  # they said so themselves
        return None
    return do(c.Say("ask_member"), "advice.ask_member")


def identify_member(view: View, memory: Memory) -> Advice | None:
    if view.member_card and view.sale and not view.member and not view.paid and view.network:
        return do(c.IdentifyMember(view.member_card), "advice.identify_member")
    return None


def redeem_coupon(view: View, memory: Memory) -> Advice | None:
    """Once all is rung up, so that the threshold is reached; a coupon that was refused is not tried again."""
    code = view.coupon_held
    if (
        not code
        or not view.sale
        or not view.network
        or view.paid
        or next_good(view) is not None
        or memory.lately(f"coupon {code}", view.now, TRIED)
    ):
        return None
    return do(c.RedeemCoupon(code), "advice.redeem_coupon")


def leave_out_unwanted(view: View, memory: Memory) -> Advice | None:
    for good in view.belt:
        if good.unwanted:
            if good.charged:
                return _void(view, good)
            return do(c.SetAside(good.id), "advice.set_aside", good=good.look)
    return None


def leave_out_unfit(view: View, memory: Memory) -> Advice | None:
    """What the till stopped, and what is past the date printed on it, is not sold."""
    for good in view.belt:
        if good.charged or good.unwanted:
            continue
        if good.stopped:
            reason = "advice.set_aside_recalled" if good.stopped == "recalled" else "advice.set_aside_expired"
            return do(c.SetAside(good.id), reason, good=good.look)
        if good.expiry and good.expiry < view.today and (view.dark or not is_square(good)):
            return do(c.SetAside(good.id), "advice.set_aside_expired", good=good.look)
    return None


def is_square(good: GoodSeen) -> bool:
    """A 2D code that can be scanned tells the till of lot and date, unless the till is dark."""
    return good.label == "clean" and not good.code.isdigit()


def leave_out_by_hand(view: View, memory: Memory) -> Advice | None:
    """Without a till there is no line to void."""
    for good in view.belt:
        if good.unwanted:
            return do(c.SetAside(good.id), "advice.set_aside", good=good.look)
    return None


def _void(view: View, good: GoodSeen) -> Advice | None:
    """Take a good off the bill: by another quantity where others of its line stay."""
    for line in view.lines:
        if good.id in line.goods:
            there = line.quantity if line.grams else min(line.quantity, len(line.goods))
            left = there - sum(other.unwanted and other.id in line.goods for other in view.belt)
            if left > 0:
                over = 0 if line.grams else line.quantity - there
                why = "advice.change_quantity_over" if over else "advice.change_quantity"
                given: dict[str, str | Text] = {"over": str(over)} if over else {}
                return do(c.ChangeQuantity(line.line, left), why, good=good.look, quantity=str(left), **given)
            return do(c.VoidLine(line.line), "advice.void_unwanted", good=good.look)
    return None


def next_good(view: View) -> GoodSeen | None:
    """The first good in sight that is wanted and not on the bill."""
    return next((good for good in view.belt if not good.charged and not good.unwanted), None)


def ring_up(view: View, memory: Memory) -> Advice | None:
    good = next_good(view)
    return ring(view, memory, good) if good else None


def pieces_of(view: View, good: GoodSeen) -> int:
    """How many of the same lie there, where counting pays: from three on, with the same code on each."""
    if good.label != "clean" or not good.code:
        return 1
    same = [g for g in view.belt if g.code == good.code and g.label == "clean" and not g.charged and not g.unwanted]
    return len(same) if len(same) >= MANY else 1


def ring(view: View, memory: Memory, good: GoodSeen) -> Advice | None:
    """Charge one good, by the way its label allows."""
    stuck = not_taken(view, memory, good) or view.on_scale == good.id  # what lies on the scale had no label to go by
    item = recognise(view, good) if good.measure else None
    if item is not None:
        if view.measure != good.measure:
            said = amount(good.measure, item.unit)
            typed = c.SetMultiplier(max(1, good.measure // 1000), good.measure)
            return do(typed, "advice.set_measure", good=good.look, quantity=f"{good.measure / 1000:g}", amount=said)
        return do(c.PickItem(item.sku, good.id), "advice.pick_item", good=good.look)
    many = pieces_of(view, good)
    if view.multiplier != many:
        reason = "advice.set_multiplier" if many > 1 else "advice.reset_multiplier"
        return do(c.SetMultiplier(many), reason, good=good.look, quantity=str(many))
    if good.label == "clean" and good.code and not stuck and not mislabelled(view, good):
        return do(c.Scan(good.code, good.id), "advice.scan_next", good=good.look)
    if good.label == "smudged" and good.code and not stuck:
        return do(c.EnterCode(good.code, good.id), "advice.enter_code", good=good.look, code=good.code)
    item = recognise(view, good)
    if item is None:
        return do(c.SetAside(good.id), "advice.unknown_good", good=good.look)
    readable = good.label == "clean" and bool(good.code)
    if item.unit == "kg" and view.on_scale != good.id:
        label = mislabelled(view, good)
        if label is not None:
            return do(c.Weigh(good.id), "advice.weigh_mislabelled", good=good.look, item=label.name)
        return do(c.Weigh(good.id), "advice.weigh_refused" if readable else "advice.weigh", good=good.look)
    if view.on_scale == good.id:
        return do(c.PickItem(item.sku, good.id), "advice.pick_weighed", good=good.look)
    return do(c.PickItem(item.sku, good.id), "advice.pick_refused" if readable else "advice.pick_item", good=good.look)


def not_taken(view: View, memory: Memory, good: GoodSeen) -> bool:
    """Whether its code was read twice, and it still is not on the bill; what else was done twice says nothing."""
    last = memory.last
    if memory.repeats < 2 or not isinstance(last, c.Scan | c.EnterCode):
        return False
    read = not last.good and last.code == good.code  # by a real scanner, which knows of no good: labels are unlike
    return last.good == good.id or (read and view.weigh_label(good) is not None)


def mislabelled(view: View, good: GoodSeen) -> Item | None:
    """The item that the scale counter's label names, where something else lies there: that is weighed again."""
    found = view.weigh_label(good)
    item = recognise(view, good) if found else None
    return found.item if found is not None and item is not None and found.item.sku != item.sku else None


def check_trolley(view: View, memory: Memory) -> Advice | None:
    return None if view.trolley_checked else do(c.CheckTrolley(), "advice.check_trolley")


def compare_screen(view: View, memory: Memory) -> Advice | None:
    """Before the total: nothing on the bill twice, nothing as another item."""
    looks = {good.id: good for good in view.belt}
    for line in view.lines:
        if _is_wrong(view, line, looks):
            pack = _other_pack(view, line, looks)
            if pack is not None:
                return do(c.ChangeUnit(line.line, pack.sku), "advice.change_unit", item=line.name, pack=pack.name)
            return do(c.VoidLine(line.line), "advice.void_wrong", item=line.name)
    return None


def _other_pack(view: View, line: Line, looks: dict[str, GoodSeen]) -> Item | None:
    """What lies there is another pack of the same: the line is right in all else."""
    seen = {item.sku: item for id in line.goods if id in looks and (item := recognise(view, looks[id])) is not None}
    if line.grams or len(line.goods) != line.quantity or len(seen) != 1:
        return None
    return next((one for one in view.rules.catalog.packs(line.sku) if one.sku in seen and one.sku != line.sku), None)


def _is_wrong(view: View, line: Line, looks: dict[str, GoodSeen]) -> bool:
    if line.how in ("bag", "slip", "value") or line.sku in view.rules.bags:
        return False
    if not line.grams and line.quantity > len(line.goods):
        return True
    for id in line.goods:
        good = looks.get(id)
        item = recognise(view, good) if good else None
        if item is not None and item.sku != line.sku:
            return True
    return False


def start_tender(view: View, memory: Memory) -> Advice | None:
    if view.stage == "scanning" and next(iter(view.lines), None) is not None:
        return do(c.StartTender(), "advice.start_tender")
    return None


def wait_for_goods(view: View, memory: Memory) -> Advice | None:
    return wait("advice.wait_goods")
