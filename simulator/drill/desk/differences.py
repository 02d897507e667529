"""Orders on which a till and the server differ after an outage, drawn from a seed, with the records that decide."""

from simulator.desk.settling import RULES
from simulator.desk.state import Desk
from simulator.drill.desk.part import Part
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.papers import Cell, Paper

OUTAGE = 14 * 60 + 30
"""When the network went away, for an hour."""
SPECIAL = ("unknown", "amount", "declined")
"""Not at the till at all; another amount; a card that the bank declined afterwards."""


class Server(Part):
    """The head office, whose list differs from a till's."""

    def begin(self, at: int, desk: Desk) -> None:
        for spec in self._office.syncs:
            draws, came = self._arrival(spec.id, spec.arrives, at)
            papers = differing(spec.till, spec.orders, draws)
            differed = s.OrdersDiffered(spec.id, spec.name, spec.says, spec.till, papers)
            self._agenda.put(spec.id, "comes", came, differed)


def differing(till: str, count: int, draws: Draws) -> tuple[Paper, ...]:
    """The server's list, the till's own records and the bank's."""
    kinds: list[tuple[str, str]] = [*RULES]
    server: list[tuple[Cell, ...]] = []
    records: list[tuple[Cell, ...]] = []
    bank: list[tuple[Cell, ...]] = []
    minute, number = OUTAGE + draws.below(10), draws.between(100, 700)
    special = {draws.below(count): draws.pick(SPECIAL)}
    special.setdefault(draws.below(count), draws.pick(SPECIAL))
    first = [("completed", "missing"), ("completed", "booked_twice"), ("voided", "completed")]
    for n in range(count):
        minute, number = minute + draws.between(2, 5), number + 1
        time, order = f"{minute // 60:02}:{minute % 60:02}", f"{till}-{number:04}"
        amount, document = draws.between(900, 19_000), f"TX{draws.between(10_000, 99_999)}"
        till_state, server_state = first[n] if n < len(first) and n not in special else draws.pick(kinds)
        kind = special.get(n, "")
        if kind:
            till_state, server_state = "completed", "missing" if kind == "declined" else "completed"
        shown = amount + draws.between(100, 900) if kind == "amount" else amount
        server.append((order, time, server_state, shown))
        by_card = kind == "declined" or draws.chance(0.5)
        if kind != "unknown":
            if till_state == "voided":
                records.append((order, time, "completed", amount, ""))
            records.append((order, time, till_state, amount, document if by_card else ""))
        if by_card and till_state == "completed" and kind != "unknown":
            bank.append((document, time, amount, "declined" if kind == "declined" else "paid"))
    return (
        Paper("server_orders", tuple(server)),
        Paper("till_records", tuple(records)),
        Paper("bank_records", tuple(bank)),
    )
