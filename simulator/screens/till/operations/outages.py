"""Incidents and written slips."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.screens.till import choices

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


def report_incident(till: "TillScreen") -> None:
    till.asking.choose(choices.reasons("incident"), lambda what: till.submit(c.ReportIncident(what)))


def write_slip(till: "TillScreen") -> None:
    if till.view.here is None:
        till.submit(c.WriteSlip({}, "cash"))
    else:
        till.asking.slip()


def enter_slip(till: "TillScreen") -> None:
    if till.view.slips:
        till.asking.choose(choices.slips(till), lambda slip: till.submit(c.EnterSlip(int(slip))))
    else:
        till.say("info", "till.no_slips")
