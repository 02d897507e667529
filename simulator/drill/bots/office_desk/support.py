"""Trouble with devices, as an experienced manager handles it: look, report or mend, go on meanwhile, test, close."""

from simulator.desk.seen import TroubleSeen
from simulator.desk.supporting import NOBODY, manual, severity
from simulator.desk.view import DeskView
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.kernel.desk import Sheet


def next_trouble(view: DeskView) -> TroubleSeen | None:
    """The trouble at which something is to be done."""
    letter = next((each for each in view.inbox if each.room == "tickets" and not each.waits), None)
    return view.trouble(letter.matter) if letter else None


def seen(trouble: TroubleSeen) -> dict[str, Sheet]:
    return {each.kind: each.sheet for each in trouble.sheets if each.sheet is not None}


def look(view: DeskView, memory: Memory) -> Advice | None:
    trouble = next_trouble(view)
    for each in trouble.sheets if trouble else ():
        if each.sheet is None and trouble is not None:
            return do(c.LookAt(trouble.matter, each.kind), f"advice.look_{each.kind}", name=trouble.name)
    return None


def report(view: DeskView, memory: Memory) -> Advice | None:
    trouble = next_trouble(view)
    if trouble is None or trouble.contact or trouble.repaired:
        return None
    contact, _ = manual(seen(trouble))
    if contact == NOBODY:
        return None
    grave = severity(seen(trouble))
    return do(c.RaiseTicket(trouble.matter, grave, contact), f"advice.report_{grave}", name=trouble.name)


def work_around(view: DeskView, memory: Memory) -> Advice | None:
    trouble = next_trouble(view)
    if trouble is None:
        return None
    contact, workaround = manual(seen(trouble))
    if trouble.workaround == workaround or trouble.repaired:
        return None
    reason = "advice.mend_here" if contact == NOBODY else "advice.work_around"
    return do(c.UseWorkaround(trouble.matter, workaround), reason, name=trouble.name)


def test(view: DeskView, memory: Memory) -> Advice | None:
    trouble = next_trouble(view)
    if trouble is None or not trouble.repaired or trouble.tested is not None:
        return None
    return do(c.TestRepair(trouble.matter), "advice.test_repair", name=trouble.name)


def chase(view: DeskView, memory: Memory) -> Advice | None:
    trouble = next_trouble(view)
    if trouble is None or trouble.tested is not False:
        return None
    return do(c.ChaseTicket(trouble.matter), "advice.chase_ticket", name=trouble.name)


def close(view: DeskView, memory: Memory) -> Advice | None:
    trouble = next_trouble(view)
    if trouble is None or not trouble.tested:
        return None
    return do(c.CloseTicket(trouble.matter), "advice.close_ticket", name=trouble.name)


HABITS = (look, report, work_around, test, chase, close)
