"""Counting: each item is looked at where it lies, behind the cartons too; what differs by much is counted again."""

from simulator.drill.bots.stockroom.steps import Advice, Habit, Memory, code_of, counted, do, name, place
from simulator.kernel import commands as c
from simulator.stock.view import Counting, StockView


def start_count(view: StockView, memory: Memory) -> Advice | None:
    for task in view.tasks:
        if task.kind == "count" and not any(count.place == task.place for count in view.counts):
            return do(c.StartCount(task.place, task.skus), "advice.start_count", place=place(task.place))
    return None


def give_up(view: StockView, memory: Memory) -> Advice | None:
    """A count that nobody asked for, begun by a slip beside one that was: nothing of it is counted yet."""
    asked = {task.place for task in view.tasks if task.kind == "count"}
    clearing = any(task.kind == "clear_up" for task in view.tasks)
    for count in view.counts if asked and not clearing else ():
        if count.place not in asked and not count.entered:
            return do(c.CancelCount(count.number), "advice.give_up_count", place=place(count.place))
    return None


def _next(count: Counting) -> str:
    """The item that is to be counted now; empty where none is left."""
    return next((sku for sku in (*count.left, *count.again)), "")


def look(view: StockView, memory: Memory) -> Advice | None:
    return looking(view, behind=True)


def looking(view: StockView, *, behind: bool) -> Advice | None:
    for count in view.counts:
        sku = _next(count)
        seen = view.looking
        there = seen is not None and (seen.place, seen.sku, seen.behind) == (count.place, sku, behind)
        if sku and not (there and sku in count.seen):
            command = c.LookAtPlace(count.place, sku, behind)
            reason = "advice.look_again" if sku in count.again else "advice.look_and_count"
            return do(command, reason, item=name(view, sku), place=place(count.place))
    return None


def entering(*, searched: bool) -> Habit:
    """Enters what was counted; `searched`: only once somebody has looked behind what stands in front."""

    def enter(view: StockView, memory: Memory) -> Advice | None:
        for count in view.counts:
            sku, seen = _next(count), view.looking
            if seen is None or (searched and not seen.behind):
                return None
            if sku and (seen.place, seen.sku) == (count.place, sku) and sku in count.seen:
                number = counted(seen.piles, sku)
                command = c.CountItem(count.number, code_of(view, sku), number)
                return do(command, "advice.enter_count", item=name(view, sku), quantity=str(number))
        return None

    return enter


enter, enter_as_seen = entering(searched=True), entering(searched=False)


def post(view: StockView, memory: Memory) -> Advice | None:
    for count in view.counts:
        if not _next(count):
            return do(c.PostCount(count.number), "advice.post_count", count=count.number)
    return None


def declined(view: StockView, memory: Memory) -> Advice | None:
    """Nobody approves it: it is given up rather than left open at the end."""
    if view.time_up and view.counts and not view.pending:
        return do(c.CancelCount(view.counts[0].number), "advice.cancel_count", count=view.counts[0].number)
    return None
