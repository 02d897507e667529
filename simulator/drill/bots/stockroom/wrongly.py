"""Habits of people who do one thing wrong."""

from msgspec.structs import replace

from simulator.drill.bots.stockroom import approving as a
from simulator.drill.bots.stockroom import clearing as p
from simulator.drill.bots.stockroom import counting as k
from simulator.drill.bots.stockroom import dating as d
from simulator.drill.bots.stockroom import listing as i
from simulator.drill.bots.stockroom import moving as m
from simulator.drill.bots.stockroom import pricing as n
from simulator.drill.bots.stockroom import recalling as g
from simulator.drill.bots.stockroom import receiving as r
from simulator.drill.bots.stockroom.steps import Advice, Memory, code_of, do, settled
from simulator.drill.colleagues import badge_of
from simulator.kernel import commands as c
from simulator.kernel.goods import FLOOR, PULLED, SETTLEMENTS, Pile, Portion
from simulator.stock.list_view import ListRow
from simulator.stock.lists import Found, Verdict, judge
from simulator.stock.view import StockView

UNSEEN = 100_000
"""How long a wrong price stands on a shelf: long enough for the tills to charge it."""


def copy_note(view: StockView, memory: Memory) -> Advice | None:
    """Takes the figures from the delivery note and looks at nothing."""
    receipt = view.receipt
    delivery = next((d for d in view.deliveries if receipt is not None and d.delivery == receipt.delivery), None)
    if receipt is None or delivery is None:
        return None
    there = {taken.sku for _, taken in receipt.lines}
    for portion in delivery.note:
        if portion.sku not in there:
            quantity = sum(p.quantity for p in delivery.note if p.sku == portion.sku)
            lot, expiry = portion.lot, portion.expiry
            return do(c.ReceiveGoods(code_of(view, portion.sku), quantity, lot, expiry), "advice.wait")
    return None


def accept_damaged(view: StockView, pile: Pile, ordered: set[str] | None) -> r.Entered | None:
    line = r.judged(view, pile, ordered)
    return r.accepted(pile) if line is not None and line.rejected == "damaged" else line


def accept_dated(view: StockView, pile: Pile, ordered: set[str] | None) -> r.Entered | None:
    """Writes a date that the system takes."""
    line = r.judged(view, pile, ordered)
    if line is None or line.rejected != "short_dated":
        return line
    return r.Entered(pile.sku, f"{pile.lot}B", view.least_date)


def overlook_wrong(view: StockView, pile: Pile, ordered: set[str] | None) -> r.Entered | None:
    line = r.judged(view, pile, ordered)
    return None if line is not None and line.rejected == "wrong_goods" else line


def misread_lot(view: StockView, pile: Pile, ordered: set[str] | None) -> r.Entered | None:
    line = r.judged(view, pile, ordered)
    return line._replace(lot=f"{line.lot}0") if line is not None and not line.rejected and line.expiry else line


def misname_reason(view: StockView, pile: Pile, ordered: set[str] | None) -> r.Entered | None:
    line = r.judged(view, pile, ordered)
    if line is None or not line.rejected:
        return line
    return line._replace(rejected="wrong_goods" if line.rejected == "damaged" else "damaged")


def never_final(view: StockView, memory: Memory) -> Advice | None:
    advice = r.post(view, memory)
    return (
        do(c.PostReceipt(), "advice.wait") if advice is not None and advice.command == c.PostReceipt(True) else advice
    )


def always_final(view: StockView, memory: Memory) -> Advice | None:
    advice = r.post(view, memory)
    return do(c.PostReceipt(final=True), "advice.wait") if advice is not None else None


def enter_pin(view: StockView, memory: Memory) -> Advice | None:
    """Calls the supervisor, and then types the PIN that hangs beside the screen, not to have to wait."""
    if view.pending is None:
        return None
    if not view.supervisor and not view.called:
        return a.get_authorization(view, memory)
    return do(c.EnterPin(badge_of(view.rules.shop, view.pending[2])), "advice.wait")


# --- counting --------------------------------------------------------------------------------------------------------


def look_in_front(view: StockView, memory: Memory) -> Advice | None:
    """Counts what can be seen from the aisle."""
    return k.looking(view, behind=False)


def count_the_spot(view: StockView, memory: Memory) -> Advice | None:
    """Counts whatever stands in the spot, other items among it too."""
    advice, seen = k.enter_as_seen(view, memory), view.looking
    if advice is None or not isinstance(advice.command, c.CountItem) or seen is None:
        return advice
    everything = sum(pile.quantity for pile in seen.piles)
    return do(c.CountItem(advice.command.count, advice.command.code, everything), "advice.wait")


def one_too_many(view: StockView, memory: Memory) -> Advice | None:
    """Counts the cheapest item in passing, each time one too many."""
    advice = k.enter(view, memory)
    command = advice.command if advice is not None else None
    if not isinstance(command, c.CountItem):
        return advice
    count = next(count for count in view.counts if count.number == command.count)
    listed = (*count.left, *(sku for sku, _, _ in count.entered))
    cheapest = min(listed, key=lambda sku: (view.rules.supply[sku].cost, sku))
    if command.code != code_of(view, cheapest):
        return advice
    return do(c.CountItem(command.count, command.code, command.quantity + 1), "advice.wait")


def copy_count(view: StockView, memory: Memory) -> Advice | None:
    """Has to count again, and enters the same figure without going there."""
    for count in view.counts:
        for sku in count.again:
            before = next(quantity for counted, quantity, _ in count.entered if counted == sku)
            return do(c.CountItem(count.number, code_of(view, sku), before), "advice.wait")
    return None


def never_again(view: StockView, memory: Memory) -> Advice | None:
    """Looks at each item once, and no more."""
    return None if any(count.again for count in view.counts) else k.look(view, memory)


def adjust_instead(view: StockView, memory: Memory) -> Advice | None:
    """Makes the books fit what was seen, one piece at a time."""
    if not view.counts or "adjust_stock" in memory.noted:
        return None
    count = view.counts[0]
    sku = next((s for s in (*count.left, *(e[0] for e in count.entered)) if view.rules.supply[s].cost <= 2000), "")
    return do(c.AdjustStock(sku, 1, count.place, "found"), "advice.wait") if sku else None


# --- differences -----------------------------------------------------------------------------------------------------


def blame_counting(view: StockView, memory: Memory) -> Advice | None:
    """Whatever it was, it was miscounted."""
    advice = p.put_right_as_seen(view, memory)
    if advice is None or not isinstance(advice.command, c.AdjustStock | c.WriteOff):
        return advice
    command = advice.command
    quantity = command.quantity if isinstance(command, c.AdjustStock) else -command.quantity
    other = "found" if isinstance(command, c.AdjustStock) and command.reason == "miscounted" else "miscounted"
    return do(c.AdjustStock(command.sku, quantity, command.place, other), "advice.wait")


def look_from_afar(view: StockView, memory: Memory) -> Advice | None:
    """Sees what stands in front, and takes that for all."""
    for task, sku in p.asked(view):
        seen = view.looking
        if view.counts or (seen is not None and (seen.place, seen.sku) == (task.place, sku)):
            return None
        return do(c.LookAtPlace(task.place, sku), "advice.wait")
    return None


# --- dates and recalls -----------------------------------------------------------------------------------------------


def guess_price(view: StockView, memory: Memory) -> Advice | None:
    """Takes off what feels right."""
    advice = d.mark_down(view, memory)
    if advice is None or not isinstance(advice.command, c.MarkDown):
        return advice
    command = advice.command
    key = f"guessed {command.sku} {command.lot}"
    if key in memory.noted:
        return None
    memory.noted[key] = view.now
    return do(c.MarkDown(command.sku, command.lot, command.price + 10, command.reason), "advice.wait")


def false_reason(view: StockView, memory: Memory) -> Advice | None:
    advice = d.write_off(view, memory)
    if advice is None or not isinstance(advice.command, c.WriteOff):
        return advice
    command = advice.command
    other = "spoiled" if command.reason in ("expired", "damaged") else "damaged"
    return do(c.WriteOff(command.sku, command.quantity, command.place, other, command.lot), "advice.wait")


def pull_by_books(view: StockView, memory: Memory) -> Advice | None:
    """Types what the books say, and carries what is in front."""
    for recall in view.recalls:
        for shelved in recall.left:
            return do(c.PullStock(recall.sku, shelved.quantity, shelved.place, recall.lot), "advice.wait")
    return None


def stop_last(view: StockView, memory: Memory) -> Advice | None:
    """The notice can wait until everything else is done."""
    return g.stop_at_tills(view, memory) if view.time_up else None


def throw_away(view: StockView, memory: Memory) -> Advice | None:
    """After an outage a few of whatever was cooled are thrown away, without a look."""
    if view.dark or view.pending or not any(task.task == "power_back" for task in view.given):
        return None
    for portion in view.lying(PULLED):
        if portion.quantity > 0:
            return do(c.WriteOff(portion.sku, portion.quantity, PULLED, "spoiled", portion.lot), "advice.wait")
    for portion in view.lying(FLOOR):
        supply = view.rules.supply.get(portion.sku)
        chilled = supply is not None and supply.supplier == "dairy"
        if chilled and portion.quantity > 0 and f"pull {FLOOR} {portion.sku}" not in memory.noted:
            return do(c.PullStock(portion.sku, 1, FLOOR, portion.lot), "advice.wait")
    return None


# --- prices and orders -----------------------------------------------------------------------------------------------


def mistype_price(view: StockView, memory: Memory) -> Advice | None:
    """One digit beside the right one, seen only once somebody was charged it."""
    for command in n.to_change(view):
        typed = memory.noted.get(f"shelf {command.sku}")
        if typed is None:
            return do(replace(command, price=command.price + 100), "advice.wait")
        if view.now - typed > UNSEEN:
            return do(command, "advice.wait")
    return None


def order_too_much(view: StockView, memory: Memory) -> Advice | None:
    """Twice as much of the first item, to be on the safe side."""
    advice = n.order(view, memory)
    if advice is None or not isinstance(advice.command, c.OrderGoods):
        return advice
    first, *others = advice.command.goods
    return do(
        c.OrderGoods(advice.command.supplier, (Portion(first.sku, first.quantity * 2), *others)), "advice.wait"
    )  # fmt: skip


# --- lists -----------------------------------------------------------------------------------------------------------


def believe_file(view: StockView, row: ListRow) -> Verdict:
    """Whatever the import could read is taken as it stands."""
    read, verdict = row.row, i.judged(view, row)
    if read.first or not read.code or not read.price or view.goods(read.code) is None:
        return verdict
    return Verdict("take", read.code, read.price)


def drop_rejected(view: StockView, row: ListRow) -> Verdict:
    """What the import rejects is left out, whatever it could have become."""
    read, verdict = row.row, i.judged(view, row)
    if read.standing == "rejected" and not read.first and verdict.decision != "leave":
        return Verdict("leave", reason="not_ours")
    return verdict


def guess_digit(view: StockView, row: ListRow) -> Verdict:
    """Takes the item by its name and its code from the system, and looks at no label."""
    if row.row.code or row.found.label is not None:
        return i.judged(view, row)
    item = next((each for each in view.rules.shop.catalog.items.values() if each.name.zh == row.row.name.zh), None)
    code = next(iter(item.codes), "") if item is not None else ""
    return judge(row.row, view.goods, Found(code, row.found.notice, row.found.answer))


def ask_at_once(view: StockView, row: ListRow) -> Verdict:
    """Rings the sender up about everything that looks odd, and never opens the notice."""
    verdict = i.judged(view, row)
    if verdict == Verdict("look", reason="notice"):
        if row.found.answer is None:
            return Verdict("look", reason="sender")
        return judge(row.row, view.goods, row.found._replace(notice=0))
    return verdict


# --- transfers -------------------------------------------------------------------------------------------------------


def copy_transfer(view: StockView, memory: Memory) -> Advice | None:
    for transfer in view.transfers:
        if transfer.inward and not transfer.answered:
            return do(c.ReceiveTransfer(transfer.transfer, transfer.goods), "advice.wait")
    return None


def settle_unasked(view: StockView, memory: Memory) -> Advice | None:
    for transfer in view.transfers:
        command = c.SettleTransfer(transfer.transfer, "lost")
        if transfer.answered and settled(command) not in memory.noted:
            return do(command, "advice.wait")
    return None


def settle_otherwise(view: StockView, memory: Memory) -> Advice | None:
    advice = m.follow_up(view, memory)
    if advice is None or not isinstance(advice.command, c.SettleTransfer):
        return advice
    other = next(reason for reason in SETTLEMENTS if reason != advice.command.reason)
    command = c.SettleTransfer(advice.command.transfer, other)
    return None if settled(command) in memory.noted else do(command, "advice.wait")
