"""脱机对账: till and server differ on an order; the till's own records decide, the bank's where money went by card.

What was completed at the till and is not at the server goes there again. What the till never completed must not stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.desk.dossiers import Dossier, heads, known_word
from simulator.desk.inbox import open_matter, settle
from simulator.desk.state import Desk
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk_words import SETTLEMENTS
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.papers import Cell, Paper, number, word
from simulator.pos.refusals import refuse

ROOM = "syncing"
NEEDED = ("server_orders", "till_records", "bank_records")
RULES: dict[tuple[str, str], str] = {
    ("completed", "missing"): "resend",
    ("completed", "open"): "resend",
    ("completed", "voided"): "correct",
    ("completed", "completed"): "accept",
    ("completed", "booked_twice"): "reject",
    ("voided", "completed"): "correct",
    ("voided", "open"): "correct",
    ("voided", "voided"): "accept",
    ("voided", "missing"): "accept",
    ("voided", "booked_twice"): "correct",
    ("suspended", "completed"): "correct",
    ("suspended", "open"): "accept",
    ("suspended", "missing"): "accept",
}
"""(the till's state, the server's) -> what becomes of it; whatever the till does not know is rejected."""
BOOKED = {"completed": 1, "booked_twice": 2}
"""How often the books have a sale, by the server's state."""


@dataclass(slots=True)
class Orders(Dossier):
    """Orders on which a till and the server differ."""

    settled: dict[str, str] = field(default_factory=dict)
    """Number -> what was said."""


def till_record(papers: Mapping[str, Paper], number: str) -> dict[str, Cell] | None:
    """The last thing that the till's own record says of an order."""
    records = papers["till_records"].records() if "till_records" in papers else []
    return next((record for record in reversed(records) if record["number"] == number), None)


def sold(papers: Mapping[str, Paper], record: Mapping[str, Cell] | None) -> bool:
    """Whether it was a sale: completed at the till, and not on a card that the bank declined afterwards."""
    if record is None or record["till_state"] != "completed":
        return False
    bank = papers["bank_records"].row(document=record["document"]) if record["document"] else None
    return bank is None or bank["bank_state"] != "declined"


def proper(papers: Mapping[str, Paper], order: dict[str, Cell]) -> str:
    """What becomes of an order of the server's list."""
    record = till_record(papers, word(order, "number"))
    if record is None:
        return "reject"
    state, server = word(record, "till_state"), word(order, "server_state")
    if state == "completed" and not sold(papers, record):
        return "reject" if server in BOOKED or server == "open" else "accept"
    if state == server == "completed" and number(record, "amount") != number(order, "amount"):
        return "correct"
    return RULES.get((state, server), "reject")


def booked(server_state: str, action: str, made: bool) -> int:
    """How often the books have a sale after that.

    >>> booked("booked_twice", "reject", True), booked("completed", "resend", True), booked("missing", "reject", True)
    (1, 2, 0)
    """
    there = BOOKED.get(server_state, 0)
    return {"resend": there + 1, "accept": there, "correct": int(made), "reject": max(0, there - 1)}[action]


def settle_order(desk: Desk, command: c.SettleOrder) -> list[Event]:
    orders = open_matter(desk, command, command.matter, Orders)
    if isinstance(orders, list):
        return orders
    wrong = known_word(command, command.action, SETTLEMENTS)
    order = orders.papers["server_orders"].row(number=command.number)
    if not wrong and order is None:
        wrong = refuse(command, "refused.not_in_list", number=command.number[:20])
    if not wrong and command.number in orders.settled:
        wrong = refuse(command, "refused.order_settled", number=command.number)
    if wrong or order is None:
        return wrong
    return [_settled(desk, orders, order, command)]


def _settled(desk: Desk, orders: Orders, order: dict[str, Cell], command: c.SettleOrder) -> f.OrderSettled:
    right, record = proper(orders.papers, order), till_record(orders.papers, command.number)
    server = word(order, "server_state")
    state = word(record, "till_state") if record else "not_known"
    action, made = command.action, sold(orders.papers, record)
    times = booked(server, action, made)
    return f.OrderSettled(
        orders.id, command.number, server, state, action, right, action == right, times > made, times < made,
        number(record or order, "amount"), orders.unread(NEEDED), desk.now - orders.came,
    )  # fmt: skip


def orders_differed(desk: Desk, stimulus: s.OrdersDiffered, entry: Entry) -> None:
    head = heads(stimulus.matter, ROOM, stimulus.name, stimulus.says, entry.at)
    papers = {paper.key: paper for paper in stimulus.papers}
    desk.matters[stimulus.matter] = Orders(*head, till=stimulus.till, papers=papers)


def order_settled(desk: Desk, fact: f.OrderSettled, entry: Entry) -> None:
    orders = desk.matters[fact.matter]
    assert isinstance(orders, Orders), "only orders are settled"
    orders.settled[fact.number] = fact.action
    desk.note("order_settled", fact.matter, fact.action, fact.amount)
    if len(orders.settled) == len(orders.papers["server_orders"].rows):
        settle(desk, fact.matter)


DECIDE = {c.SettleOrder: settle_order}
APPLY = {s.OrdersDiffered: orders_differed, f.OrderSettled: order_settled}
