"""查差异: why books and goods differ is looked up, gone and looked at, and only then the books are put right."""

from simulator.drill.bots.stockroom.steps import Advice, Habit, Memory, code_of, counted, do, name, place, wait
from simulator.kernel import commands as c
from simulator.kernel.goods import ADJUSTMENTS
from simulator.kernel.stimuli import TaskGiven
from simulator.kernel.texts import Text
from simulator.stock.view import Looking, StockView


def asked(view: StockView) -> list[tuple[TaskGiven, str]]:
    """What is to be cleared up, item by item."""
    return [(task, sku) for task in view.tasks if task.kind == "clear_up" for sku in task.skus]


def cause_of(view: StockView, sku: str) -> str:
    """As it was told; empty where nobody has told yet."""
    return next((task.cause for task in view.tasks if task.kind == "other" and sku in task.skus), "")


def look_up(view: StockView, memory: Memory) -> Advice | None:
    """Its movements first: what came, what went, what the papers say of it. One is cleared up before the next."""
    for _, sku in asked(view)[:1]:
        code = code_of(view, sku)
        if f"stock {code}" not in memory.noted and not view.counts:
            return do(c.InquireStock(code), "advice.inquire_stock", item=name(view, sku))
        if f"movements {code}" not in memory.noted and not view.counts:
            return do(c.ShowMovements(code), "advice.show_movements", item=name(view, sku))
        if not cause_of(view, sku) and not view.counts:
            return wait("advice.wait_for_papers", item=name(view, sku))
    return None


def look(view: StockView, memory: Memory) -> Advice | None:
    """Then the goods themselves, behind the others too."""
    for task, sku in asked(view):
        seen = view.looking
        there = seen is not None and (seen.place, seen.sku, seen.behind) == (task.place, sku, True)
        if not there and not view.counts:
            command = c.LookAtPlace(task.place, sku, behind=True)
            return do(command, "advice.look_for_cause", item=name(view, sku), place=place(task.place))
        return None
    return None


def putting_right(*, searched: bool) -> Habit:
    """With the reason that it really has; where nothing is missing after all, a count says so.

    `searched`: only once somebody has looked behind what stands in front.
    """

    def put_right(view: StockView, memory: Memory) -> Advice | None:
        for task, sku in asked(view)[:1]:
            seen = view.looking
            if seen is None or (seen.place, seen.sku) != (task.place, sku) or (searched and not seen.behind):
                return None
            return None if view.counts else _right(view, task, sku, seen)
        return None

    return put_right


put_right, put_right_as_seen = putting_right(searched=True), putting_right(searched=False)


def _right(view: StockView, task: TaskGiven, sku: str, seen: Looking) -> Advice | None:
    cause = cause_of(view, sku)
    if not cause:
        return None
    there = counted(seen.piles, sku)
    books = sum(shelved.quantity for shelved in view.shelves(sku) if shelved.place == task.place)
    given: dict[str, str | Text] = {"item": name(view, sku), "off": str(abs(there - books))}
    if there == books:
        return do(c.StartCount(task.place, (sku,)), "advice.count_to_confirm", item=name(view, sku))
    if cause == "stolen":
        return do(c.WriteOff(sku, books - there, task.place, "stolen"), "advice.write_off_stolen", **given)
    reason = cause if cause in ADJUSTMENTS else "miscounted"
    return do(c.AdjustStock(sku, there - books, task.place, reason), "advice.adjust_stock", **given)
