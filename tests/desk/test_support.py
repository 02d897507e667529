"""Trouble tickets: whose it is, how grave, what is done meanwhile, and whether somebody saw that it works."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk import CONTACTS, FINDINGS, SHEET_WORDS, WORKAROUNDS, Sheet
from simulator.kernel.events import Event
from simulator.kernel.texts import Text
from tests.desk.counter import Office, reason


def told(finding: str, affected: int = 0, holds: bool = True) -> s.TroubleReported:
    sheets = (Sheet("device", {}, {"finding": finding}), Sheet("others", {"affected": affected}))
    return s.TroubleReported("t1", "device_dead", "printer", Text("Xiao Lin", "小林"), sheets=sheets, holds=holds)


LOOK = [c.LookAt("t1", "device"), c.LookAt("t1", "others")]


def test_the_manual_knows_every_finding() -> None:
    assert SHEET_WORDS["device", "finding"] == tuple(FINDINGS)
    assert {contact for contact, _ in FINDINGS.values()} == set(CONTACTS)
    assert {workaround for _, workaround in FINDINGS.values()} == set(WORKAROUNDS)


@pytest.mark.parametrize(
    ("finding", "affected", "severity", "contact"),
    [
        ("printer_broken", 0, "one_function", "vendor"),
        ("line_down", 1, "all_tills", "carrier"),
        ("terminal_silent", 0, "one_function", "bank"),
        ("pixel_gone", 1, "cosmetic", "vendor"),
        ("server_silent", 1, "all_tills", "head_office"),
    ],
)
def test_how_grave_it_is_and_whom_it_concerns(finding: str, affected: int, severity: str, contact: str) -> None:
    (raised,) = Office().do(told(finding, affected), *LOOK, c.RaiseTicket("t1", severity, contact))
    assert isinstance(raised, f.TicketRaised)
    assert (raised.sound, raised.unseen) == (True, 0)


def test_what_does_not_concern_them_can_be_reported_to_somebody_else() -> None:
    office = Office()
    (raised,) = office.do(told("line_down"), c.RaiseTicket("t1", "one_function", "bank"))
    assert isinstance(raised, f.TicketRaised)
    assert (raised.sound, raised.proper_contact, raised.unseen) == (False, "carrier", 2)
    assert reason(office.do(c.RaiseTicket("t1", "one_function", "carrier"))) == "ticket_raised"
    office.do(s.TicketAnswered("t1", "bank", theirs=False))
    (again,) = office.do(c.RaiseTicket("t1", "one_function", "carrier"))
    assert isinstance(again, f.TicketRaised)
    assert again.sound


def test_a_repair_that_does_not_hold_is_found_by_who_tests() -> None:
    office = Office()
    office.do(told("printer_broken", holds=False), c.RaiseTicket("t1", "one_function", "vendor"))
    office.do(c.UseWorkaround("t1", "spare_device"))
    assert office.view.inbox[0].waits
    office.do(s.RepairReported("t1", works=False))
    assert not office.view.inbox[0].waits
    assert office.do(c.TestRepair("t1")) == [f.RepairTested("t1", "printer", works=False)]
    assert office.do(c.ChaseTicket("t1")) == [f.TicketChased("t1", "vendor")]
    office.do(s.RepairReported("t1", works=True), c.TestRepair("t1"))
    (closed,) = office.do(c.CloseTicket("t1"))
    assert isinstance(closed, f.TicketClosed)
    assert (closed.works, closed.tested) == (True, True)
    assert office.view.inbox == []


def test_a_ticket_can_be_closed_too_soon() -> None:
    office = Office()
    office.do(told("till_dead", holds=False), c.RaiseTicket("t1", "one_function", "vendor"))
    office.do(s.RepairReported("t1", works=False))
    (closed,) = office.do(c.CloseTicket("t1"))
    assert isinstance(closed, f.TicketClosed)
    assert (closed.works, closed.tested) == (False, False)


def test_what_is_mended_here_needs_no_ticket() -> None:
    office = Office()
    (used,) = office.do(told("loose_cable"), *LOOK, c.UseWorkaround("t1", "plug_in"))
    assert isinstance(used, f.WorkaroundUsed)
    assert (used.sound, used.seen) == (True, True)
    office.do(c.TestRepair("t1"))
    (closed,) = office.do(c.CloseTicket("t1"))
    assert isinstance(closed, f.TicketClosed)
    assert (closed.works, closed.tested) == (True, True)


@pytest.mark.parametrize(
    ("before", "command", "why"),
    [
        ([], c.RaiseTicket("t1", "awful", "vendor"), "no_such_action"),
        ([], c.RaiseTicket("t1", "one_function", "nobody"), "no_such_action"),
        ([], c.UseWorkaround("t1", "kick_it"), "no_such_action"),
        ([c.UseWorkaround("t1", "go_on")], c.UseWorkaround("t1", "go_on"), "done_already"),
        ([], c.TestRepair("t1"), "nothing_to_test"),
        ([], c.ChaseTicket("t1"), "no_ticket"),
        ([], c.CloseTicket("t1"), "nothing_done"),
        ([], c.HandlePin("t1", "reset_pin"), "no_such_matter"),
    ],
)
def test_what_is_refused(before: list[Event], command: Event, why: str) -> None:
    assert reason(Office().do(told("printer_broken"), *before, command)) == why
