"""Mistakes while goods are rung up: what is let pass, rung up twice, trusted, or waved through."""

from simulator.drill.bots import selling as s
from simulator.drill.bots.mistakes.why import WHY
from simulator.drill.bots.steps import Advice, Memory, do, recognise, wait
from simulator.kernel import commands as c
from simulator.pos.rules import LEVELS
from simulator.pos.view import View


def _supervisor_badge(view: View) -> str:
    """A badge whose PIN somebody wrote on a note under the keyboard."""
    level = LEVELS.index(view.pending[2]) if view.pending else 1
    return next((badge for badge in view.rules.staff if view.rules.level(badge) >= level), "")


PLAYED = 120_000
"""Milliseconds after which nobody is called any more by who dawdles."""


def leave_waiting(view: View, memory: Memory) -> Advice | None:
    """Serves the first few, and lets the others stand there until the time is up."""
    right = s.call_next(view, memory)
    return wait(WHY) if right is not None and view.now >= PLAYED else right


def skip_last_good(view: View, memory: Memory) -> Advice | None:
    """Lets the last good of every basket pass."""
    waiting = [good for good in view.belt if not good.charged and not good.unwanted]
    charged = any(good.charged for good in view.belt)
    if not waiting or (len(waiting) == 1 and charged):
        return None
    return s.ring(view, memory, waiting[0])


def scan_each(view: View, memory: Memory) -> Advice | None:
    """Pulls every piece over the scanner, however many of the same lie there."""
    good = s.next_good(view)
    if good is not None and s.pieces_of(view, good) > 1 and view.multiplier == 1:
        return do(c.Scan(good.code, good.id), WHY)
    return s.ring_up(view, memory)


def scan_twice(view: View, memory: Memory) -> Advice | None:
    """Pulls a good over the scanner once more, and does not look at the screen."""
    here = view.here
    for line in view.lines:
        seen = f"twice {here.customer if here else ''}"
        if line.code and not line.grams and seen not in memory.noted:
            memory.noted[seen] = view.now
            return do(c.Scan(line.code, source="wedge"), WHY)
    return s.ring_up(view, memory)


def trust_label(view: View, memory: Memory) -> Advice | None:
    """Scans whatever label there is, without a look at what it hangs on."""
    good = s.next_good(view)
    if good is not None and good.label == "clean" and s.mislabelled(view, good):
        return do(c.Scan(good.code, good.id), WHY)
    return s.ring_up(view, memory)


def type_instead(view: View, memory: Memory) -> Advice | None:
    """The till stopped it: then it is picked from the list."""
    for good in view.belt:
        if good.stopped and not good.charged and not good.unwanted:
            item = recognise(view, good)
            return do(c.PickItem(item.sku, good.id), WHY) if item else None
    return s.leave_out_unfit(view, memory)


def refuse_today(view: View, memory: Memory) -> Advice | None:
    """What keeps until today is taken for past, until the customer insists."""
    for good in view.belt:
        told = f"aside {good.id}" in memory.noted
        if good.expiry == view.today and not (good.charged or good.unwanted or told):
            return do(c.SetAside(good.id), WHY)
    return s.leave_out_unfit(view, memory)


def wave_through(view: View, memory: Memory) -> Advice | None:
    """Old enough, whatever the card says, and without one too."""
    return do(c.ConfirmAge(), WHY) if view.age_check and not view.dark else None


def refuse_everybody(view: View, memory: Memory) -> Advice | None:
    """Who looks young gets nothing, card or not."""
    if view.age_check and not view.dark and not view.looks_adult:
        return do(c.RefuseAge(), WHY)
    return s.check_age(view, memory)


def misread_card(view: View, memory: Memory) -> Advice | None:
    """Asks for the card, and takes everybody for too young who had to show one."""
    if view.age_check and not view.dark and view.id_born:
        return do(c.RefuseAge(), WHY)
    return s.check_age(view, memory)


def disregard_card(view: View, memory: Memory) -> Advice | None:
    """Asks for the card as it is due, and sells whatever it says."""
    right = s.check_age(view, memory)
    return do(c.ConfirmAge(), WHY) if right is not None and isinstance(right.command, c.RefuseAge) else right


def take_it_easy(view: View, memory: Memory) -> Advice | None:
    """Nobody waits behind this customer, so there is no hurry; until the time is up, and they still stand here."""
    ringing = view.here is not None and view.stage == "scanning" and not view.settled and not view.drawer_open
    return wait(WHY) if ringing and not view.queue else None


def resume_wrong_basket(view: View, memory: Memory) -> Advice | None:
    """Takes the first ticket that lies there, whoever stands there."""
    here = view.here
    if view.stage == "idle" and here is not None and not view.settled and not view.dark:
        for ticket, (customer, _, _) in view.suspended.items():
            if customer != here.customer and f"wrong {ticket}" not in memory.noted:
                memory.noted[f"wrong {ticket}"] = view.now
                return do(c.ResumeSale(ticket), WHY)
    return None


def enter_pin(view: View, memory: Memory) -> Advice | None:
    """Uses somebody else's PIN instead of calling."""
    if view.pending is None or view.dark:
        return None
    return do(c.EnterPin(_supervisor_badge(view)), WHY)
