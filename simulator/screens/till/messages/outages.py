"""What power, network, printer and slips have to say."""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.pos.state import Till
from simulator.screens.station.message import Message
from simulator.screens.till.messages.message import money


def power_failed(till: Till, stimulus: s.PowerFailed) -> Message:
    if not stimulus.ups:
        return Message("bad", "till.told.power_failed")
    return Message("bad", "till.told.power_failed_ups")


def power_returned(till: Till, stimulus: s.PowerReturned) -> Message:
    return Message("warn", "till.told.power_returned" if stimulus.stable else "till.told.power_unstable")


def ordered(till: Till, stimulus: s.SupervisorOrdered) -> Message:
    if stimulus.text:
        return Message("warn", "till.told.ordered", {"text": stimulus.text})
    return Message("warn", f"till.order.{stimulus.order}")


def printer_failed(till: Till, stimulus: s.PrinterFailed) -> Message:
    known = stimulus.error if stimulus.error in PRINTER_ERRORS else "E_FAILURE"
    return Message("warn", f"till.printer.{known}", {"error": stimulus.error})


def printed(till: Till, stimulus: s.ReceiptPrinted) -> Message | None:
    return Message("warn", "till.told.printer_silent", {"device": stimulus.device}) if stimulus.silent else None


PRINTER_ERRORS = ("EPTR_REC_EMPTY", "EPTR_COVER_OPEN", "E_OFFLINE", "E_TIMEOUT", "E_NOHARDWARE", "E_FAILURE")


def slip_written(till: Till, fact: f.SlipWritten) -> Message:
    params = {"slip": fact.slip, "total": money(till, fact.total), "change": money(till, fact.change)}
    return Message("good", "till.told.slip_written", params)


def arrival(till: Till, fact: f.ArrivalConfirmed) -> Message:
    return Message("good", "till.told.arrived") if fact.arrived else Message("bad", "till.told.not_arrived")


def slip_entered(till: Till, fact: f.SlipEntered) -> Message:
    return Message("good", "till.told.slip_entered", {"slip": fact.slip, "total": money(till, fact.total)})
