"""召回: stopped at the tills first, then every piece is looked for where it may stand, pulled, and sent back."""

from simulator.drill.bots.stockroom.steps import Advice, Memory, do, name, place
from simulator.kernel import commands as c
from simulator.kernel.goods import PULLED
from simulator.kernel.texts import Text
from simulator.stock.view import StockView


def stop_at_tills(view: StockView, memory: Memory) -> Advice | None:
    for sku, lot in view.notices:
        return do(c.RecallLot(sku, lot), "advice.recall_lot", item=name(view, sku), lot=lot)
    return None


def pull(view: StockView, memory: Memory) -> Advice | None:
    """What was just found of a lot is taken off sale; what the books have and is nowhere is put right."""
    seen = view.looking
    for recall in view.recalls:
        for shelved in recall.left:
            if seen is None or (seen.place, seen.sku, seen.behind) != (shelved.place, recall.sku, True):
                continue
            there = sum(p.quantity for p in seen.piles if (p.sku, p.lot) == (recall.sku, recall.lot))
            given: dict[str, str | Text] = {
                "item": name(view, recall.sku),
                "place": place(shelved.place),
                "lot": recall.lot,
            }
            if f"pull {shelved.place} {recall.sku}" not in memory.noted and there:
                quantity = min(there, shelved.quantity)
                command = c.PullStock(recall.sku, quantity, shelved.place, recall.lot)
                return do(command, "advice.pull_recalled", **given, quantity=str(quantity))
            missing = c.AdjustStock(recall.sku, -shelved.quantity, shelved.place, "miscounted", recall.lot)
            return do(missing, "advice.adjust_missing", **given)
    return None


def find(view: StockView, memory: Memory) -> Advice | None:
    """Wherever it lies by the books, behind what stands in front too."""
    for recall in view.recalls:
        for shelved in recall.left:
            command = c.LookAtPlace(shelved.place, recall.sku, behind=True)
            return do(command, "advice.find_recalled", item=name(view, recall.sku), place=place(shelved.place))
    return None


def close(view: StockView, memory: Memory) -> Advice | None:
    for recall in view.recalls:
        if not recall.left:
            return do(
                c.CloseRecall(recall.sku, recall.lot), "advice.close_recall", item=name(view, recall.sku),
                lot=recall.lot,
            )  # fmt: skip
    return None


def send_back(view: StockView, memory: Memory) -> Advice | None:
    open_lots = {(recall.sku, recall.lot) for recall in view.recalls}
    for portion in view.lying(PULLED):
        key = portion.sku, portion.lot
        if portion.quantity > 0 and view.recalled(*key) and key not in open_lots:
            return do(
                c.ReturnToSupplier(portion.sku, portion.quantity, portion.lot), "advice.return_recalled",
                item=name(view, portion.sku), quantity=str(portion.quantity),
            )  # fmt: skip
    return None
