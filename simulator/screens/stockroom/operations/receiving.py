"""收货验收: a delivery begun, goods accepted or sent back, the receipt posted."""

from functools import partial
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.goods import REJECTIONS, Pile
from simulator.locale import Words
from simulator.screens.station.dialogs import Choose, Option, word
from simulator.screens.station.form import Choice, Field, choices
from simulator.screens.stockroom.operations.common import Answers, content, counted, how_many, with_ware
from simulator.screens.stockroom.operations.filling import fill
from simulator.screens.stockroom.wares import Ware, name_of, stacking, taken_as

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen

ACCEPTED = "accepted"
NO_ORDER = "none"


def start_receiving(room: "StockScreen") -> None:
    """Which delivery, then against which order of its supplier, or none."""
    deliveries = room.view.deliveries
    chosen = room.chosen("delivery")
    if room.view.receipt is not None or not deliveries:
        room.submit(c.StartReceiving(delivery=chosen))
    elif chosen or len(deliveries) == 1:
        against(room, chosen or deliveries[0].delivery)
    else:
        options = [Option(d.delivery, content(d.name), word("stock.note", order=d.purchase or "-")) for d in deliveries]
        room.asking.choose(_which(room, options), lambda delivery: against(room, delivery))


def _which(room: "StockScreen", options: list[Option]) -> Choose:
    """Which delivery is meant; the coach's own is marked."""
    dialog = Choose(word("stock.ask.delivery"), options)
    dialog.marks = lambda: getattr(room.coach.command, "delivery", "")
    return dialog


def against(room: "StockScreen", delivery: str) -> None:
    view = room.view
    supplier = next((d.supplier for d in view.deliveries if d.delivery == delivery), "")
    purchases = [view.purchase(number) for number in view.orders]
    options = [
        Option(p.number, word("stock.order", number=p.number), word("stock.open_items", n=len(view.expected(p.number))))
        for p in purchases
        if p is not None and p.supplier == supplier
    ]
    options.append(Option(NO_ORDER, word("stock.without_order")))
    dialog = Choose(word("stock.ask.order"), options)
    room.asking.choose(
        dialog, lambda chosen: room.submit(c.StartReceiving("" if chosen == NO_ORDER else chosen, delivery))
    )


def receive_goods(room: "StockScreen") -> None:
    verdict(room, ACCEPTED)


def reject_goods(room: "StockScreen") -> None:
    verdict(room, "")


def verdict(room: "StockScreen", judged: str) -> None:
    if room.view.receipt is None:  # refused by the rules, and noted
        room.submit(c.ReceiveGoods("", 0) if judged else c.RejectGoods("", 0, ""))
    else:
        with_ware(room, lambda ware: judge(room, ware, judged))


def judge(room: "StockScreen", ware: Ware, judged: str = ACCEPTED) -> None:
    """How many, which lot and date stand on them, and whether they are taken."""
    piles = [pile for d in room.view.deliveries for pile in d.piles if pile.sku == ware.sku]
    lots = [Choice(lot, word("stock.as_is", text=lot)) for lot in dict.fromkeys(p.lot for p in piles if p.lot)]
    dates = [
        Choice(date, word("stock.as_is", text=date)) for date in dict.fromkeys(p.expiry for p in piles if p.expiry)
    ]
    printed = word("stock.form.printed")
    there = [pile for pile in piles if ware.lot in ("", pile.lot)]
    many = how_many(room, ware, room.take_quantity())
    fields = [
        many._replace(note=lambda words: " · ".join(filter(None, (many.note(words), _stands(room, there, words))))),
        Field("lot", word("stock.form.lot"), "text", lots, ware.lot, needed=False, note=printed),
        Field("expiry", word("stock.form.date"), "date", dates, ware.expiry, needed=False, note=printed),
        Field(
            "verdict",
            word("stock.form.verdict"),
            "choice",
            choices(
                (ACCEPTED, *REJECTIONS) if judged else (*REJECTIONS, ACCEPTED),
                lambda judged: word(f"stock.reason.reject.{judged}"),
            ),
            judged,
        ),
    ]

    def done(answers: Answers) -> None:
        quantity = counted(ware, answers["quantity"])
        if answers["verdict"] == ACCEPTED:
            room.submit(c.ReceiveGoods(ware.code, quantity, answers["lot"], answers["expiry"]))
        else:
            room.submit(c.RejectGoods(ware.code, quantity, answers["verdict"], answers["lot"]))

    fill(room, "receive_goods" if judged else "reject_goods", ware, fields, done)


def _stands(room: "StockScreen", piles: list[Pile], words: Words) -> str:
    """What is counted stays in sight, where the form lies over it."""
    told = []
    for pile in piles:
        flaw = words(f"stock.flaw.{pile.flaw}") if pile.flaw else ""
        told.append(" ".join(filter(None, (stacking(room.shop, pile, "", words), flaw))))
    return words("stock.stands_told", piles=words("stock.stands_between").join(told)) if told else ""


def undo_received(room: "StockScreen") -> None:
    """The line that the cursor stands on; else the only one, or it is asked which."""
    receipt, line = room.view.receipt, room.chosen("line")
    lines = {str(n): taken for n, taken in receipt.lines} if receipt is not None else {}
    if line or receipt is None or len(lines) == 1:
        room.submit(c.UndoReceived(int(line or next(iter(lines), 0))))
        return
    if not lines:
        room.say("warn", "stock.no_line")
        return
    options = [
        Option(n, content(name_of(room.shop, taken.sku)), partial(taken_as, room.shop, taken))
        for n, taken in lines.items()
    ]
    dialog = Choose(word("stock.ask.undo"), options, wide=True)
    room.asking.choose(dialog, lambda chosen: room.submit(c.UndoReceived(int(chosen))))


def post_receipt(room: "StockScreen") -> None:
    """Where something is missing, whether it still comes; the driver may have said so."""
    receipt = room.view.receipt
    lacking = receipt is not None and any(
        line.quantity > sum(t.quantity for _, t in receipt.lines if t.sku == line.sku and not t.rejected)
        for line in receipt.expected
    )
    if not lacking:
        room.submit(c.PostReceipt())
        return
    options = [Option("follows", word("stock.rest.follows")), Option("final", word("stock.rest.cancelled"))]
    dialog = Choose(word("stock.ask.rest"), options)
    room.asking.choose(dialog, lambda rest: room.submit(c.PostReceipt(rest == "final")))


def cancel_receipt(room: "StockScreen") -> None:
    room.submit(c.CancelReceipt())


def refuse_delivery(room: "StockScreen") -> None:
    """整车拒收."""
    deliveries = room.view.deliveries
    if not deliveries:
        room.submit(c.RefuseDelivery("", REJECTIONS[0]))
        return

    def why(delivery: str) -> None:
        options = [Option(reason, word(f"stock.reason.reject.{reason}")) for reason in REJECTIONS]
        room.asking.choose(
            Choose(word("stock.ask.refuse"), options), lambda reason: room.submit(c.RefuseDelivery(delivery, reason))
        )

    chosen = room.chosen("delivery")
    if chosen or len(deliveries) == 1:
        why(chosen or deliveries[0].delivery)
        return
    options = [Option(d.delivery, content(d.name), word("stock.note", order=d.purchase or "-")) for d in deliveries]
    room.asking.choose(_which(room, options), why)
