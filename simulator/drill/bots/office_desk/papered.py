"""The habits of the rooms with papers: an incident comes before whatever else lies there."""

from simulator.drill.bots.office_desk import cutovers, incidents, investigating, orders, promotions, reading

PAPERED = (
    *incidents.COMMAND,
    *cutovers.NIGHT,
    orders.read,
    orders.settle,
    *promotions.PROMOTE,
    investigating.read,
    investigating.conclude,
    reading.read,
    reading.reply,
)
CARELESS = (
    incidents.shrug,
    cutovers.blindly,
    orders.believe_server,
    promotions.publish_blind,
    investigating.blind,
    reading.make_up,
)
"""The same rooms, by somebody who wants to go home."""
