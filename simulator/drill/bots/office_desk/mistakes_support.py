"""Mistakes with trouble tickets."""

from simulator.desk.view import DeskView
from simulator.drill.bots.office_desk import support as u
from simulator.drill.bots.office_desk.mistakes_approving import WHY
from simulator.drill.bots.office_desk.routine import EXPERIENCED, DeskRoutine, Habit
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c


def _severity(proper: str, severity: str) -> Habit:
    """Reports it as graver, or less grave, than it is."""

    def report(view: DeskView, memory: Memory) -> Advice | None:
        right = u.report(view, memory)
        command = right.command if right else None
        if not isinstance(command, c.RaiseTicket) or command.severity != proper:
            return right
        return do(c.RaiseTicket(command.matter, severity, command.contact), WHY)

    return report


def wrong_contact(view: DeskView, memory: Memory) -> Advice | None:
    """Calls whoever it does not concern, first."""
    right = u.report(view, memory)
    command, trouble = right.command if right else None, u.next_trouble(view)
    if trouble is None or not isinstance(command, c.RaiseTicket) or trouble.bounced:
        return right
    other = "bank" if command.contact != "bank" else "vendor"
    return do(c.RaiseTicket(command.matter, command.severity, other), WHY)


def report_own_work(view: DeskView, memory: Memory) -> Advice | None:
    """Reports what is mended with one's own hands."""
    trouble = u.next_trouble(view)
    if trouble is None or trouble.contact or trouble.repaired or trouble.bounced or u.look(view, memory):
        return None
    right = u.report(view, memory)
    return right if right else do(c.RaiseTicket(trouble.matter, "one_function", "vendor"), WHY)


def close_untested(view: DeskView, memory: Memory) -> Advice | None:
    """Takes the vendor's word for it."""
    trouble = u.next_trouble(view)
    if trouble is None or not trouble.repaired:
        return None
    return do(c.CloseTicket(trouble.matter), WHY)


def close_broken(view: DeskView, memory: Memory) -> Advice | None:
    """Sees that it does not work, and closes."""
    trouble = u.next_trouble(view)
    if trouble is None or trouble.tested is not False:
        return None
    return do(c.CloseTicket(trouble.matter), WHY)


def no_workaround(view: DeskView, memory: Memory) -> Advice | None:
    """Reports, and lets people wait until it is mended."""
    trouble = u.next_trouble(view)
    if trouble is not None and trouble.contact and not trouble.repaired:
        return Advice(None, WHY)
    return u.work_around(view, memory)


def wrong_workaround(view: DeskView, memory: Memory) -> Advice | None:
    """Goes on as if nothing was."""
    right, trouble = u.work_around(view, memory), u.next_trouble(view)
    command = right.command if right else None
    if trouble is None or not isinstance(command, c.UseWorkaround) or trouble.workaround:
        return right
    if right is None or right.reason == "advice.mend_here" or command.workaround == "go_on":
        return right
    return do(c.UseWorkaround(command.matter, "go_on"), WHY)


def blind_ticket(view: DeskView, memory: Memory) -> Advice | None:
    """Reports everything to the vendor as the gravest there is, and closes it."""
    trouble = u.next_trouble(view)
    if trouble is None:
        return None
    if not trouble.contact and not trouble.bounced:
        return do(c.RaiseTicket(trouble.matter, "all_tills", "vendor"), WHY)
    return (
        do(c.CloseTicket(trouble.matter), WHY)
        if trouble.contact or trouble.workaround
        else do(c.UseWorkaround(trouble.matter, "go_on"), WHY)
    )


SUPPORT: dict[str, DeskRoutine] = {
    "trouble_played_down": EXPERIENCED.instead(u.report, _severity("all_tills", "one_function")),
    "trouble_blown_up": EXPERIENCED.instead(u.report, _severity("cosmetic", "all_tills")),
    "wrong_contact": EXPERIENCED.instead(u.report, wrong_contact),
    "own_work_reported": EXPERIENCED.instead(u.report, report_own_work),
    "ticket_closed_untested": EXPERIENCED.instead(u.test, close_untested),
    "ticket_closed_broken": EXPERIENCED.instead(u.chase, close_broken),
    "no_workaround": EXPERIENCED.instead(u.work_around, no_workaround),
    "wrong_workaround": EXPERIENCED.instead(u.work_around, wrong_workaround),
    "trouble_not_looked_at": EXPERIENCED.without(u.look).first(blind_ticket),
}
LAZY_SUPPORT: tuple[Habit, ...] = (blind_ticket,)
