"""What going from till to till has to say."""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.pos.state import Till
from simulator.screens.station.message import Message


def left(till: Till, fact: f.TillLeft) -> Message | None:
    return None if fact.to else Message("warn", "till.told.left")  # the till that they come to says the rest


def came(till: Till, stimulus: s.CashierCame) -> Message:
    given = {"till": till.station, "tickets": len(till.held)}
    if not till.operator:
        return Message("warn", "till.told.came_to_free", given)
    return Message("info", "till.told.came", given)


def signed_on(till: Till, fact: f.CashierSignedOn) -> Message:
    given = {"till": till.station, "tickets": len(till.held)}
    return Message("good", "till.told.signed_on", given)


def ticket_taken(till: Till, stimulus: s.TicketTaken) -> Message | None:
    return Message("info", "till.told.ticket_taken", {"ticket": stimulus.ticket, "till": stimulus.by or "?"})
