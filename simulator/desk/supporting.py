"""设备报修: trouble with devices and systems, looked at, reported, worked around, tested, closed.

What a device shows says whom it concerns and what is done meanwhile (the house's manual, `desk.FINDINGS`); how it is
elsewhere says how grave it is.
"""

from collections.abc import Mapping

from simulator.desk.inbox import open_matter, settle
from simulator.desk.state import Desk, Trouble
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk import CONTACTS, COSMETIC, FINDINGS, SEVERITIES, WORKAROUNDS, Sheet
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos.refusals import refuse

ROOM = "tickets"
NOBODY = "nobody"

# --- what is right ---------------------------------------------------------------------------------------------------


def finding(sheets: Mapping[str, Sheet]) -> str:
    """What the device shows; empty where nobody could look."""
    return sheets["device"].word("finding") if "device" in sheets else ""


def severity(sheets: Mapping[str, Sheet]) -> str:
    """How grave it is."""
    if finding(sheets) in COSMETIC:
        return "cosmetic"
    others = sheets.get("others")
    return "all_tills" if others is not None and others.figure("affected") else "one_function"


def manual(sheets: Mapping[str, Sheet]) -> tuple[str, str]:
    """(whom it concerns, what is done meanwhile)."""
    return FINDINGS[finding(sheets)]


# --- decide ----------------------------------------------------------------------------------------------------------


def raise_ticket(desk: Desk, command: c.RaiseTicket) -> list[Event]:
    """To one at a time; to somebody else once those said that it does not concern them."""
    trouble = open_matter(desk, command, command.matter, Trouble)
    if isinstance(trouble, list):
        return trouble
    if command.severity not in SEVERITIES:
        return refuse(command, "refused.no_such_action", action=command.severity)
    if command.contact not in CONTACTS or command.contact == NOBODY:
        return refuse(command, "refused.no_such_action", action=command.contact)
    if trouble.contact:
        return refuse(command, "refused.ticket_raised", matter=trouble.id)
    grave, (contact, _) = severity(trouble.sheets), manual(trouble.sheets)
    return [
        f.TicketRaised(
            trouble.id,
            trouble.device,
            command.severity,
            command.contact,
            grave,
            contact,
            (command.severity, command.contact) == (grave, contact),
            desk.now - trouble.came,
            tuple(trouble.looked),
            sum(kind not in trouble.looked for kind in trouble.sheets),
        )
    ]


def use_workaround(desk: Desk, command: c.UseWorkaround) -> list[Event]:
    trouble = open_matter(desk, command, command.matter, Trouble)
    if isinstance(trouble, list):
        return trouble
    if command.workaround not in WORKAROUNDS:
        return refuse(command, "refused.no_such_action", action=command.workaround)
    if command.workaround == trouble.workaround:
        return refuse(command, "refused.done_already", matter=trouble.id)
    _, proper = manual(trouble.sheets)
    took, seen = desk.now - trouble.came, "device" in trouble.looked
    sound = command.workaround == proper
    return [f.WorkaroundUsed(trouble.id, trouble.device, command.workaround, proper, sound, took, seen)]


def test_repair(desk: Desk, command: c.TestRepair) -> list[Event]:
    trouble = open_matter(desk, command, command.matter, Trouble)
    if isinstance(trouble, list):
        return trouble
    if not trouble.repaired:
        return refuse(command, "refused.nothing_to_test", matter=trouble.id)
    return [f.RepairTested(trouble.id, trouble.device, trouble.mended)]


def chase_ticket(desk: Desk, command: c.ChaseTicket) -> list[Event]:
    trouble = open_matter(desk, command, command.matter, Trouble)
    if isinstance(trouble, list):
        return trouble
    if not trouble.contact:
        return refuse(command, "refused.no_ticket", matter=trouble.id)
    return [f.TicketChased(trouble.id, trouble.contact)]


def close_ticket(desk: Desk, command: c.CloseTicket) -> list[Event]:
    """A mistake that can be made: nobody tested it, or it does not work."""
    trouble = open_matter(desk, command, command.matter, Trouble)
    if isinstance(trouble, list):
        return trouble
    if not (trouble.contact or trouble.workaround):
        return refuse(command, "refused.nothing_done", matter=trouble.id)
    took = desk.now - trouble.came
    return [f.TicketClosed(trouble.id, trouble.device, trouble.mended, trouble.tested is True, took)]


# --- apply -----------------------------------------------------------------------------------------------------------


def trouble_reported(desk: Desk, stimulus: s.TroubleReported, entry: Entry) -> None:
    what = stimulus
    desk.matters[what.matter] = Trouble(
        what.matter, ROOM, "", what.name, what.says, entry.at, what.till, 0,
        {sheet.kind: sheet for sheet in what.sheets},
        symptom=what.symptom, device=what.device, holds=what.holds,
    )  # fmt: skip


def _known(desk: Desk, id: str) -> Trouble:
    trouble = desk.matters[id]
    assert isinstance(trouble, Trouble), "a trouble was told of that nobody reported"
    trouble.waits = False
    return trouble


def _wait(trouble: Trouble) -> None:
    """Nothing is to be done here before somebody answers."""
    trouble.waits = bool(trouble.contact and trouble.workaround) and not trouble.repaired


def ticket_raised(desk: Desk, fact: f.TicketRaised, entry: Entry) -> None:
    trouble = _known(desk, fact.matter)
    trouble.severity, trouble.contact = fact.severity, fact.contact
    _wait(trouble)
    desk.note("ticket_raised", fact.matter, fact.contact)


def ticket_answered(desk: Desk, stimulus: s.TicketAnswered, entry: Entry) -> None:
    trouble = desk.matters.get(stimulus.matter)
    if isinstance(trouble, Trouble) and not stimulus.theirs:
        trouble.bounced.append(stimulus.contact)
        trouble.contact, trouble.waits = "", False


def workaround_used(desk: Desk, fact: f.WorkaroundUsed, entry: Entry) -> None:
    trouble = _known(desk, fact.matter)
    trouble.workaround = fact.workaround
    if fact.sound and manual(trouble.sheets)[0] == NOBODY:
        trouble.repaired, trouble.mended, trouble.tested = True, True, None
    _wait(trouble)
    desk.note("workaround_used", fact.matter, fact.workaround)


def repair_reported(desk: Desk, stimulus: s.RepairReported, entry: Entry) -> None:
    trouble = desk.matters.get(stimulus.matter)
    if isinstance(trouble, Trouble) and not trouble.done:
        trouble.repaired, trouble.mended, trouble.tested, trouble.waits = True, stimulus.works, None, False


def repair_tested(desk: Desk, fact: f.RepairTested, entry: Entry) -> None:
    _known(desk, fact.matter).tested = fact.works
    desk.note("repair_tested", fact.matter)


def ticket_chased(desk: Desk, fact: f.TicketChased, entry: Entry) -> None:
    trouble = _known(desk, fact.matter)
    trouble.repaired, trouble.tested = False, None
    _wait(trouble)
    desk.note("ticket_chased", fact.matter, fact.contact)


def ticket_closed(desk: Desk, fact: f.TicketClosed, entry: Entry) -> None:
    desk.note("ticket_closed", fact.matter)
    settle(desk, fact.matter)


DECIDE = {
    c.RaiseTicket: raise_ticket,
    c.UseWorkaround: use_workaround,
    c.TestRepair: test_repair,
    c.ChaseTicket: chase_ticket,
    c.CloseTicket: close_ticket,
}
APPLY = {
    s.TroubleReported: trouble_reported,
    s.TicketAnswered: ticket_answered,
    s.RepairReported: repair_reported,
    f.TicketRaised: ticket_raised,
    f.WorkaroundUsed: workaround_used,
    f.RepairTested: repair_tested,
    f.TicketChased: ticket_chased,
    f.TicketClosed: ticket_closed,
}
