"""Between places and shops: shelves refilled by date, transfers received, sent, and followed up."""

from simulator.drill.bots.stockroom.steps import Advice, Memory, do, name, sent, settled
from simulator.kernel import commands as c
from simulator.kernel.goods import BACK, Portion, Shelved
from simulator.stock.view import InTransit, StockView


def refill(view: StockView, memory: Memory) -> Advice | None:
    for task in view.tasks:
        if task.kind == "refill":
            for row in view.to_pick:
                if not task.skus or row.sku in task.skus:
                    return do(
                        c.PickStock(row.sku, row.quantity), "advice.refill", item=name(view, row.sku),
                        quantity=str(row.quantity),
                    )  # fmt: skip
    return None


def receive_transfer(view: StockView, memory: Memory) -> Advice | None:
    for transfer in view.transfers:
        if transfer.inward and not transfer.answered:
            return do(
                c.ReceiveTransfer(transfer.transfer, came(transfer)), "advice.receive_transfer",
                transfer=transfer.transfer,
            )  # fmt: skip
    return None


def came(transfer: InTransit) -> tuple[Portion, ...]:
    """What stands at the dock of it, counted, by item and lot."""
    found: dict[tuple[str, str, str], int] = {}
    for pile in transfer.piles:
        key = pile.sku, pile.lot, pile.expiry
        found[key] = found.get(key, 0) + pile.quantity
    return tuple(Portion(sku, quantity, lot, expiry) for (sku, lot, expiry), quantity in found.items())


def follow_up(view: StockView, memory: Memory) -> Advice | None:
    """What is missing is asked about before it is given up, and given up as the other shop says."""
    for transfer in view.transfers:
        if transfer.answered and not transfer.asked:
            return do(c.AskStore(transfer.transfer), "advice.ask_store", transfer=transfer.transfer)
        command = c.SettleTransfer(transfer.transfer, transfer.finding)
        if transfer.finding and settled(command) not in memory.noted:
            return do(command, "advice.settle_transfer", transfer=transfer.transfer)
    return None


def send(view: StockView, memory: Memory) -> Advice | None:
    """As much of what another shop asks for as lies in the store room."""
    for task in view.tasks:
        if task.kind != "send":
            continue
        goods = []
        for portion in task.goods:
            there = sum(s.quantity for s in view.shelves(portion.sku) if s.place == BACK and _fit(view, portion.sku, s))
            if min(there, portion.quantity) > 0:
                goods.append(Portion(portion.sku, min(there, portion.quantity)))
        command = c.SendTransfer(task.store, tuple(goods))
        if goods and sent(command) not in memory.noted:
            return do(command, "advice.send_transfer", store=view.rules.stores[task.store])
    return None


def _fit(view: StockView, sku: str, shelved: Shelved) -> bool:
    return not view.recalled(sku, shelved.lot) and not (shelved.expiry and shelved.expiry < view.day)
